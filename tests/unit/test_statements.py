"""Statements without marks: below or beside a name they are speech, elsewhere they are not."""

from __future__ import annotations

from presscast.model import Block, BlockType, Quote, Span
from presscast.text.attribution import find_quotes

_TOLD = (
    "The trustees voted on Monday night to keep the pool open for another ten years.",
    BlockType.LEDE,
)


def quotes_of(
    *parts: tuple[str, BlockType], bold: tuple[str, ...] = ()
) -> tuple[str, tuple[Quote, ...]]:
    text = "\n\n".join(words for words, _ in parts)
    blocks: list[Block] = []
    at = 0
    for words, kind in parts:
        blocks.append(Block(kind, Span(at, at + len(words))))
        at += len(words) + 2
    emphasis = [Span(text.index(words), text.index(words) + len(words)) for words in bold]
    return text, find_quotes(text, tuple(blocks), "en", emphasis).quotes


def test_a_bold_name_stands_over_what_its_bearer_says() -> None:
    text, found = quotes_of(
        _TOLD,
        ("Delia Morgan, president of the swimming club", BlockType.BODY),
        ("I am not ashamed to say that I cried.", BlockType.BODY),
        ("The pool closes in August.", BlockType.BODY),
        bold=("Delia Morgan, president of the swimming club",),
    )
    (only,) = found
    assert only.text == "I am not ashamed to say that I cried."
    assert only.attribution is not None
    assert only.attribution.speaker == "Delia Morgan"
    assert only.attribution.span is not None
    assert text[slice(*only.attribution.span)].startswith("Delia Morgan")


def test_a_heading_names_the_speaker_of_the_statement_below_it() -> None:
    _, found = quotes_of(
        _TOLD,
        ("Statement by Delia Morgan, president of the club", BlockType.HEADING),
        ("We had packed our lockers.", BlockType.BODY),
        ("I shall unpack mine tonight.", BlockType.BODY),
        ("Background", BlockType.HEADING),
        ("We opened the pool in 1931.", BlockType.BODY),
    )
    assert [quote.text for quote in found] == [
        "We had packed our lockers.",
        "I shall unpack mine tonight.",
    ]
    assert found[0].group == found[1].group


def test_a_release_that_is_one_statement_stays_with_its_narrator() -> None:
    _, found = quotes_of(
        ("Statement by Governor Ellen Fairbank on the Bridge", BlockType.HEADLINE),
        ("Governor Ellen Fairbank today issued the following statement:", BlockType.LEDE),
        ("I have asked for this bridge since I was at school.", BlockType.BODY),
    )
    assert found == ()


def test_a_portrait_below_a_name_is_not_a_statement() -> None:
    _, found = quotes_of(
        _TOLD,
        ("Delia Morgan, president of the swimming club", BlockType.HEADING),
        ("Morgan joined our club in 1990.", BlockType.BODY),
        ("Tom Ferrier, coach", BlockType.HEADING),
        ("He trains the juniors.", BlockType.BODY),
    )
    assert found == ()


def test_contacts_and_closing_descriptions_never_speak() -> None:
    _, found = quotes_of(
        _TOLD,
        ("Delia Morgan, press officer: We answer every call.", BlockType.CONTACT),
        ("Tom Ferrier, founder: We are a club of 90.", BlockType.BOILERPLATE),
    )
    assert found == ()


def test_a_release_that_speaks_of_itself_is_nobodys_statement() -> None:
    _, found = quotes_of(
        _TOLD,
        ("Delia Morgan, press officer: Call us before noon on any day.", BlockType.BODY),
        ("Tom Ferrier, coach: Our longest serving member joined in 1990.", BlockType.BODY),
    )
    assert found == ()


def test_the_first_person_must_be_the_speakers_own_words() -> None:
    _, found = quotes_of(
        _TOLD,
        (
            "Delia Morgan, president of the club: a pool in the US, built after World War I.",
            BlockType.BODY,
        ),
    )
    assert found == ()
