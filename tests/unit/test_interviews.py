"""Interviews: answers have a voice of their own, questions and FAQs have none."""

from __future__ import annotations

import pytest

from presscast.model import Block, BlockType, Quote, Span
from presscast.text.attribution import find_quotes

_INTRODUCED = "The mill grinds again. We spoke with Owen Pascoe, who rebuilt it."


def quotes_of(*parts: tuple[str, BlockType], language: str = "en") -> tuple[Quote, ...]:
    text = "\n\n".join(words for words, _ in parts)
    blocks: list[Block] = []
    at = 0
    for words, kind in parts:
        blocks.append(Block(kind, Span(at, at + len(words))))
        at += len(words) + 2
    return find_quotes(text, tuple(blocks), language).quotes


def spoken(quotes: tuple[Quote, ...]) -> list[tuple[str, str | None]]:
    return [(q.text, q.attribution.speaker if q.attribution else None) for q in quotes]


def test_an_answer_says_why_and_points_at_its_label() -> None:
    (first, second) = quotes_of(
        (_INTRODUCED, BlockType.LEDE),
        ("Q: How long does a tide give you?", BlockType.HEADING),
        ("A: Five hours.", BlockType.BODY),
        ("Q: And then?", BlockType.HEADING),
        ("A: I mend sacks.", BlockType.BODY),
    )
    assert first.attribution is not None
    assert second.attribution is not None
    assert first.attribution.reason == "answers after “A”; the interview is with Owen Pascoe"
    assert first.attribution.confidence >= 0.85
    assert first.attribution.span is not None
    assert first.group != second.group


def test_questions_that_are_headings_need_no_labels() -> None:
    found = quotes_of(
        (_INTRODUCED, BlockType.LEDE),
        ("How long does a tide give you?", BlockType.HEADING),
        ("Five hours, and I use all of them.", BlockType.BODY),
        ("The sea decides.", BlockType.BODY),
        ("What comes next?", BlockType.HEADING),
        ("We will grind rye.", BlockType.BODY),
        ("The mill opens in June.", BlockType.BODY),
    )
    assert spoken(found) == [
        ("Five hours, and I use all of them.", "Owen Pascoe"),
        ("The sea decides.", "Owen Pascoe"),
        ("We will grind rye.", "Owen Pascoe"),
    ]
    assert found[0].group == found[1].group != found[2].group


def test_headings_that_ask_are_no_interview_where_nobody_is_interviewed() -> None:
    found = quotes_of(
        ("The mill of Owen Pascoe grinds again, and visitors have asked much.", BlockType.LEDE),
        ("May I bring a dog?", BlockType.HEADING),
        ("We ask you to leave it at home.", BlockType.BODY),
        ("May I take flour?", BlockType.HEADING),
        ("Our shop sells it.", BlockType.BODY),
    )
    assert found == ()


def test_an_answer_ends_where_the_release_speaks_for_itself_again() -> None:
    found = quotes_of(
        (_INTRODUCED, BlockType.LEDE),
        ("Q: What comes next?", BlockType.BODY),
        ("A: We will grind rye.", BlockType.BODY),
        ("I cannot wait.", BlockType.BODY),
        ("Owen Pascoe bought the mill in 2015.", BlockType.BODY),
        ("We are a charity.", BlockType.BOILERPLATE),
    )
    assert [text for text, _ in spoken(found)] == ["We will grind rye.", "I cannot wait."]


@pytest.mark.parametrize(
    "lede",
    [
        "The clinic answers what patients ask.",
        "Owen Pascoe and Miriam Katz run the clinic together.",
    ],
)
def test_answers_of_nobody_in_particular_stay_with_the_narrator(lede: str) -> None:
    found = quotes_of(
        (lede, BlockType.LEDE),
        ("Q: Is there a fee?", BlockType.BODY),
        ("A: We charge nobody.", BlockType.BODY),
    )
    assert found == ()


def test_quotes_within_an_answer_belong_to_it() -> None:
    (only,) = quotes_of(
        (_INTRODUCED, BlockType.LEDE),
        ("Q: What did the bank say?", BlockType.BODY),
        ("A: They said “come back in a century”, and I did.", BlockType.BODY),
    )
    assert only.text == "They said “come back in a century”, and I did."
