import pytest

from presscast.model import Span
from presscast.text.sentences import split_long, split_sentences


def sentences(text: str, language: str = "en") -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text, language)]


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Ruiz of the U.S. Senate spoke at 5 p.m. Saturday.",
        "Sen. Kaine (D-Va.) and Rep. Judy Chu (D-Calif.) agreed.",
        "John F. Kennedy Jr. met J. A. Ruiz.",
        "Apple Inc. CEO Ana Ruiz sued Acme Corp. Chairman Lee.",
        "See No. 3 and Fig. 4, and Roe v. Wade, 410 U.S. 113.",
        "It rose 3.5 percent to $4.7 billion.",
        "“Why?” Ana Ruiz asked.",
        "The event runs Oct. 5–Nov. 2.",
        "See Fed. R. Civ. P. 12(b)(6).",
        "Visit www.example.org or write to a.b@example.org.",
        "She paused... and went on.",
        "1. The first demand is met.",
        "Det. Lt. Ruiz of St. Paul left.",
    ],
)
def test_no_sentence_ends_within(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We live in the U.S. The court ruled.", 2),
        ("He spoke at 5 p.m. Doors open early.", 2),
        ("It was No. That was all.", 2),
        ("Wages rose.[4] Prices fell.² They agreed.", 3),
        ("He said, “We won. It was hard.” Then he left.", 3),
        ("(It is free.) Come in!", 2),
        ("Stop! Why? Because.", 3),
        ("It is Plan B. We knew.", 2),
        ("A title\n\nA paragraph that\ngoes on", 2),
        ("She paused… Then she left.", 2),
    ],
)
def test_sentences_end(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("de", "Am 3. Mai 2010 kam Dr. Kern z. B. nach Berlin.", 1),
        ("de", "Der 21. Kongress begann. Das war 1990. Die Leute gingen.", 3),
        ("fr", "« C’est bien. » M. Dupont est parti.", 2),
        ("fr", "L'art. 3 dit non. Oui !", 2),
        ("es", "El Sr. Paz llegó a EE.UU. ayer. ¿Qué? ¡Sí!", 3),
        ("xx", "One. Two.", 2),
    ],
)
def test_other_languages(language: str, text: str, count: int) -> None:
    assert len(sentences(text, language)) == count


def test_spans_are_without_white_space() -> None:
    assert split_sentences("  One.   Two.  ", "en") == (Span(2, 6), Span(9, 13))
    assert split_sentences(" \n ", "en") == ()


def test_a_long_sentence_is_cut_at_clause_ends() -> None:
    text = "The board met for an hour, and the chair spoke; nobody else in the room did."
    pieces = split_long(text, Span(0, len(text)), 50)
    assert [text[piece.start : piece.end] for piece in pieces] == [
        "The board met for an hour, and the chair spoke;",
        "nobody else in the room did.",
    ]


def test_a_word_longer_than_the_limit_stays_whole() -> None:
    text = "ab " + "c" * 40 + " de"
    pieces = split_long(text, Span(0, len(text)), 10)
    assert [text[piece.start : piece.end] for piece in pieces] == ["ab", "c" * 40, "de"]


def test_no_limit_cuts_nothing() -> None:
    assert split_long("a b c", Span(0, 5), 0) == (Span(0, 5),)
