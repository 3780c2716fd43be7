"""Every case of tests/golden/speech: one written line and the ways in which it may be said.

A new case is a line of `{"class", "written", "spoken": [...]}` in the file of its language. Those
of `blind_en` were written down before the program had seen them; they ask for the words only, as
narrators differ over pauses, over `and` in a number, and over `oh` and `zero`.
"""

import json
import re
import unicodedata
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


def folded(spoken: str) -> str:
    """Return the words of a spoken form, without what narrators differ over."""
    letters = unicodedata.normalize("NFKD", re.sub("['’]", "", spoken)).casefold()
    bare = "".join(char for char in letters if not unicodedata.combining(char))
    words = re.sub(r"[\W_]+", " ", bare).replace(" oh ", " zero ")
    joined = re.sub(r"\b(hundred|thousand|million|dollars?) and\b", r"\1", words)
    return re.sub(r"\ba (?=hundred|thousand|million)", "one ", joined).strip()


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
    blind, _, tag = language.rpartition("_")
    if blind:
        assert folded(said(written, tag)) in map(folded, spoken)
    else:
        assert said(written, tag) in spoken


def test_folding_keeps_what_is_said() -> None:
    assert folded("It’s a hundred and one.") == folded("its one hundred one")
    assert folded("nine oh five") == folded("nine zero five")
    assert folded("cats and dogs") != folded("cats dogs")
    assert folded("two") != folded("too")


def test_the_span_of_a_date_covers_it() -> None:
    written = "It met on Jan. 5, 2021, in Ohio."
    tokens = verbalize(written, language="en", offset=100)
    date = next(token for token in tokens if token.spoken.startswith("January"))
    assert date.span == Span(110, 122)
