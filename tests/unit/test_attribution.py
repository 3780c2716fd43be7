"""Who says what: golden fragments, one phenomenon each, and what every attribution owes."""

from __future__ import annotations

import json
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from presscast.model import Block, BlockType, Quote, Span
from presscast.text.attribution import find_quotes
from presscast.text.decisions import Attributed

_GOLDEN = Path(__file__).parents[1] / "golden" / "attribution"
_CASES = sorted(folder.name for folder in _GOLDEN.iterdir() if folder.is_dir())


def read(text: str, language: str = "en", kind: BlockType = BlockType.BODY) -> Attributed:
    blocks: list[Block] = []
    at = 0
    for part in text.split("\n\n"):
        blocks.append(Block(kind, Span(at, at + len(part))))
        at += len(part) + 2
    return find_quotes(text, tuple(blocks), language)


def expectation(quote: Quote) -> dict[str, Any]:
    found: dict[str, Any] = {"text": quote.text, "is_speech": quote.is_speech}
    if quote.is_speech:
        attribution = quote.attribution
        found["speaker"] = attribution.speaker if attribution else None
        found["cue"] = attribution.cue if attribution else None
        found["group"] = quote.group
    return found


@pytest.mark.parametrize("case", _CASES)
def test_golden(case: str) -> None:
    text = (_GOLDEN / case / "in.txt").read_text(encoding="utf-8")
    golden = json.loads((_GOLDEN / case / "golden.json").read_text(encoding="utf-8"))
    found = read(text.rstrip("\n"), golden["language"])
    assert [expectation(quote) for quote in found.quotes] == golden["quotes"]


def test_there_are_enough_golden_cases() -> None:
    assert len(_CASES) >= 60


def test_reason_and_confidence_are_for_a_press_officer() -> None:
    (quote,) = read("“We won the case today,” said Ana Ruiz, a lawyer.").quotes
    assert quote.attribution is not None
    assert quote.attribution.confidence > 0.9
    assert quote.attribution.reason == "“Ana Ruiz” with “said” follows the quote"
    assert quote.attribution.role == "a lawyer"


def test_span_points_at_the_words_that_name_the_speaker() -> None:
    text = "Ana Ruiz won. “It took us nine years,” Ruiz said."
    (quote,) = read(text).quotes
    assert quote.attribution is not None
    assert quote.attribution.span is not None
    start, end = quote.attribution.span
    assert text[start:end] == "Ruiz"
    assert quote.attribution.speaker == "Ana Ruiz"


def test_a_carried_speaker_is_less_sure_than_a_named_one() -> None:
    text = "“We did not expect this,” said Ana Ruiz.\n\n“Now we begin the work of rebuilding.”"
    named, carried = (quote.attribution for quote in read(text).quotes)
    assert named is not None
    assert carried is not None
    assert carried.speaker == "Ana Ruiz"
    assert carried.confidence < named.confidence
    assert carried.span is None


def test_speech_without_a_speaker_has_a_warning() -> None:
    found = read("The road reopened.\n\n“Nobody ever asked us what we wanted it for.”")
    (quote,) = found.quotes
    assert quote.is_speech
    assert quote.attribution is None
    assert found.warnings == ("nobody is named as the speaker of “Nobody ever asked us what we …”",)


def test_an_unclosed_quotation_has_a_warning() -> None:
    found = read("Ana Ruiz said: “We will rebuild the bridge by the spring.")
    assert any("is not closed" in warning for warning in found.warnings)


def test_a_headline_is_read_by_the_narrator() -> None:
    (quote,) = read("Mayor Votes 'No' on Bridge", kind=BlockType.HEADLINE).quotes
    assert not quote.is_speech


def test_dateline_and_lede_are_one_paragraph() -> None:
    text = "OSLO — “We won the case today,” said Ana Ruiz."
    blocks = (
        Block(BlockType.DATELINE, Span(0, 6)),
        Block(BlockType.LEDE, Span(7, len(text))),
    )
    (quote,) = find_quotes(text, blocks, "en").quotes
    assert quote.attribution is not None
    assert quote.attribution.speaker == "Ana Ruiz"


def test_people_carry_roles_aliases_and_the_pronouns_of_the_text() -> None:
    text = (
        "Ana Ruiz, director of the fund, spoke first. “We have paid every claim,” she said. "
        "“We will pay the next,” Ruiz added."
    )
    (person,) = read(text).people
    assert (person.name, person.kind, person.role) == ("Ana Ruiz", "person", "director of the fund")
    assert person.pronoun == "she"
    assert person.aliases == ("Ruiz",)


def test_an_unknown_language_is_read_as_english() -> None:
    (quote,) = read("“We won the case today,” said Ana Ruiz.", "xx").quotes
    assert quote.attribution is not None


@pytest.mark.parametrize(
    "piece",
    [
        "“We won the case today,” said Ana Ruiz, who led the team. He thanked Tom Hall.\n\n",
        "“We won the case,” said Ana Ruiz. ",
        '"a b c. ',
        "“a ",
        "‘a b ",
        '"',
        "Ana Ruiz and ",
        "said ",
    ],
)
def test_time_grows_with_the_length_only(piece: str) -> None:
    def seconds(characters: int) -> float:
        text = piece * (characters // len(piece))
        start = process_time()
        read(text)
        return process_time() - start

    seconds(2_000)
    assert seconds(40_000) < 12 * max(seconds(10_000), 0.05)


def test_the_next_in_a_list_of_people_is_nobodys_role() -> None:
    found = read(
        "Mayor Tom Gale, Leeds Police Captain Ryan Hall and Alonso Vives opened the pool.\n\n"
        "“It was worth the wait,” Mayor Gale said.\n\n"
        "“We swim,” said Ann Fox, spokeswoman for Mayor Tom Gale."
    )
    roles = [quote.attribution.role for quote in found.quotes if quote.attribution]
    assert roles == ["Mayor", "spokeswoman for Mayor Tom Gale"]
