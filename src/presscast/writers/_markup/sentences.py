"""Sentences and words with the times that the read-along script follows."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from markupsafe import Markup

from presscast.model import Episode, UtteranceTiming
from presscast.writers._markup.passages import ReleaseText, Sentence


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A sentence that is said and stands nowhere in the release."""

    id: str
    attributes: Markup


def read_along(sentence: Sentence, _text: str) -> str:
    """Return a sentence's attributes for pages: its id and its times."""
    written = f' id="{sentence.id}"'
    return written if sentence.timing is None else written + _times(sentence.timing)


def word_times(release: ReleaseText, text: str) -> bytes:
    """Return the times of the words as JSON, by the sentence's id; nothing where none are known.

    They weigh as much as the text, so that pages load them when the recording is first played.
    """
    found = {
        sentence.id: written
        for passage in release.passages()
        for sentence in passage.sentences
        if sentence.timing and (written := _word_times(sentence, sentence.timing, text))
    }
    return msgspec.json.encode(found) if found else b""


def unwritten(episode: Episode, text: str) -> Unwritten | None:
    """Return the sentence that says a text which is not part of the release, if one does."""
    timings = {timing.utterance: timing for timing in episode.timeline.utterances}
    for utterance in episode.script.utterances:
        timing = timings.get(utterance.id)
        if timing and utterance.text == text and utterance.span.start >= utterance.span.end:
            return Unwritten(utterance.id, Markup(_times(timing)))  # noqa: S704  numbers only
    return None


def _times(timing: UtteranceTiming) -> str:
    return f' data-start="{timing.start_ms}" data-end="{timing.end_ms}"'


def _word_times(sentence: Sentence, timing: UtteranceTiming, text: str) -> str:
    """Return the words as `length,wait` or `length,wait,gap`, each counted from the one before.

    Length and gap are in UTF-16 units of the element's text, which is what scripts count in; a gap
    is stated where it is not the usual one, a single space. Waits are milliseconds from the start
    of the word before, the first from the sentence's start. Differences keep the page small: about
    six bytes a word.
    """
    parts = []
    at, now, usual = sentence.span.start, timing.start_ms, 0
    for word in timing.words:
        start, end = word.span
        if start < at or end > sentence.span.end or start >= end:
            continue
        gap = _utf16_units(text[at:start])
        part = f"{_utf16_units(text[start:end])},{word.start_ms - now}"
        parts.append(part if gap == usual else f"{part},{gap}")
        at, now, usual = end, word.start_ms, 1
    return " ".join(parts)


def _utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
