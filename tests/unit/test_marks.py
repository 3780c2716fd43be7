"""Quotation marks in every house style, and damaged ones."""

from __future__ import annotations

import pytest

from presscast.model import Span
from presscast.text.attribution_words import load_lexis
from presscast.text.marks import MarkedSpan, scan_marks


def scan(text: str, language: str = "en") -> tuple[MarkedSpan, ...]:
    paragraphs: list[Span] = []
    at = 0
    for part in text.split("\n\n"):
        paragraphs.append(Span(at, at + len(part)))
        at += len(part) + 2
    return scan_marks(text, paragraphs, narration=load_lexis(language).narration)


def inner(text: str, language: str = "en") -> list[str]:
    return [text[span.inner.start : span.inner.end] for span in scan(text, language)]


@pytest.mark.parametrize(
    "text",
    [
        '"We won."',
        "“We won.”",
        "„We won.“",
        "„We won.”",
        "»We won.«",
        "«We won.»",
        "« We won. »",
        "«\u00a0We won.\u00a0»",
        "‘We won.’",
        "'We won.'",
        "‚We won.‘",
        "‹We won.›",
        "''We won.''",
        "``We won.''",
        ",,We won.''",
        "”We won.”",
        "“We won.“",
    ],
)
def test_a_pair_of_marks_encloses_its_words(text: str) -> None:
    assert inner(f"He spoke: {text}") == ["We won."]


def test_outer_span_holds_the_marks() -> None:
    text = "She said « oui » twice."
    (span,) = scan(text)
    assert text[span.outer.start : span.outer.end] == "« oui »"


def test_apostrophes_are_not_marks() -> None:
    assert inner("The brewers' guild can't use '90s rules; it’s the students’ choice.") == []


def test_single_marks_close_past_a_plural_possessive() -> None:
    assert inner("‘The brewers’ guild was right,’ she said.") == ["The brewers’ guild was right,"]


def test_feet_and_inches_are_not_marks() -> None:
    assert inner('A 55" screen, a 6\'2" guard and "one word" here.') == ["one word"]


def test_a_nested_quotation_belongs_to_the_outer_one() -> None:
    assert inner("“He said ‘no’ twice,” she said.") == ["He said ‘no’ twice,"]
    assert inner('"He said "no" twice," she said.') == ['He said "no" twice,']
    assert inner("« Il a dit “non” deux fois »") == ["Il a dit “non” deux fois"]


def test_each_paragraph_of_a_long_quotation_is_a_span() -> None:
    spans = scan("“One.\n\n“Two.\n\n“Three.”")
    assert [(span.closed, span.continues) for span in spans] == [
        (False, False),
        (False, True),
        (True, True),
    ]


def test_spanish_continuation_marks_go_on() -> None:
    text = "«Uno.\n\n»Dos»."
    assert inner(text, "es") == ["Uno.", "Dos"]
    assert [span.continues for span in scan(text, "es")] == [False, True]


def test_a_quotation_goes_on_through_paragraphs_without_marks() -> None:
    spans = scan("“One.\n\nTwo, it's true.\n\nThree.”")
    assert [(span.opened, span.closed) for span in spans] == [
        (True, False),
        (False, False),
        (False, True),
    ]


def test_a_missing_closing_mark_ends_at_the_attribution() -> None:
    assert inner("“We are glad, said Ann Lee.") == ["We are glad,"]


def test_a_missing_closing_mark_without_attribution_ends_with_the_paragraph() -> None:
    assert inner("“We are glad to be here.") == ["We are glad to be here."]


def test_a_missing_opening_mark_is_supplied() -> None:
    assert inner("We are glad to be here,” said Ann Lee.") == ["We are glad to be here,"]


def test_marks_may_sit_across_line_breaks() -> None:
    text = "“We listened,\n” Ann Lee said. “We\nacted.”"
    assert inner(text) == ["We listened,", "We\nacted."]


def test_one_line_keeps_neighbours_apart() -> None:
    assert inner('"One day." "Two days," he said, "or three."') == [
        "One day.",
        "Two days,",
        "or three.",
    ]


def test_nothing_in_nothing_out() -> None:
    assert scan("") == ()
    assert scan("No marks at all.") == ()
