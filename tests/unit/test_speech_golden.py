"""Every case of tests/golden/speech: one written line and the ways in which it may be said.

A new case is a line of `{"class", "written", "spoken": [...]}` in the file of its language.
"""

import json
from pathlib import Path

import pytest

from presscast.model import Span, Utterance
from presscast.text.sentences import split_sentences
from presscast.text.speech import verbalize

GOLDEN = Path(__file__).parents[1] / "golden" / "speech"


def said(written: str, language: str) -> str:
    """Return the spoken form of a line, sentence by sentence, as the script shows it."""
    sentences = []
    for span in split_sentences(written, language):
        text = written[span.start : span.end]
        tokens = verbalize(text, language=language, offset=span.start)
        utterance = Utterance("u1", "s1", "narrator", text, tokens, span, 0)
        if utterance.spoken:
            sentences.append(utterance.spoken)
    return " ".join(sentences)


def cases() -> list[object]:
    found: list[object] = []
    for path in sorted(GOLDEN.glob("*.jsonl")):
        for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            case = json.loads(row)
            label = f"{path.stem}:{number}-{case['class']}"
            found.append(pytest.param(path.stem, case["written"], case["spoken"], id=label))
    return found


@pytest.mark.parametrize(("language", "written", "spoken"), cases())
def test_a_line_is_said_as_a_narrator_says_it(
    language: str, written: str, spoken: list[str]
) -> None:
    assert said(written, language) in spoken


def test_the_span_of_a_date_covers_it() -> None:
    written = "It met on Jan. 5, 2021, in Ohio."
    tokens = verbalize(written, language="en", offset=100)
    date = next(token for token in tokens if token.spoken.startswith("January"))
    assert date.span == Span(110, 122)
