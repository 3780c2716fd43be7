"""Sentences and words with the times that the read-along script follows."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from presscast.model import Episode, UtteranceTiming

from .passages import Sentence


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A sentence that is said and stands nowhere in the release."""

    id: str
    attributes: Markup


def read_along(sentence: Sentence, text: str) -> str:
    """Return a sentence's attributes for pages: its id, its times and those of its words."""
    written = f' id="{sentence.id}"'
    if sentence.timing is None:
        return written
    return written + _times(sentence.timing) + _word_times(sentence, sentence.timing, text)


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
    """Return the words as `gap,length,wait,duration …`, each counted from the word before.

    Gap and length are in UTF-16 units of the element's text, which is what scripts count in; wait
    and duration are in milliseconds, the first wait from the sentence's start. Differences keep
    the page small: about ten bytes a word.
    """
    parts = []
    at, now = sentence.span.start, timing.start_ms
    for word in timing.words:
        start, end = word.span
        if start < at or end > sentence.span.end or start >= end:
            continue
        parts.append(
            f"{_utf16_units(text[at:start])},{_utf16_units(text[start:end])},"
            f"{word.start_ms - now},{word.end_ms - word.start_ms}"
        )
        at, now = end, word.end_ms
    return f' data-words="{" ".join(parts)}"' if parts else ""


def _utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
