"""Captions: the script's words cut into cues that can be read while they are heard.

Rules: a cue lasts 1 to 7 s, holds at most two lines of 42 characters, ends where a clause ends,
belongs to one speaker, and never overlaps another. Every written word is in exactly one cue, in
order. The times of utterances are exact; within an utterance they are the engine's word timings,
or, where it gives none, shares of the utterance by letters.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from presscast.model import Cue, Script, Utterance, UtteranceTiming, WordTiming
from presscast.text.characters import xml_text

LINE_CHARS = 42
MAX_LINES = 2
MIN_CUE_MS = 1_000
MAX_CUE_MS = 7_000
MAX_CHARS_PER_S = 25
LINGER_MS = 500
"""How long a cue may stay after its last word, so that it can be read to its end."""
LONGEST_SILENCE_MS = 1_500
"""A longer silence is never inside a cue."""

_LOOSE_WORDS = (
    "a an and as at but by for from her his in into its my no nor of on or our over so than that "
    "the their this to under which who with your de del du der die das den des el la las le les "
    "los un una une y et und en par para por con"
)
_LOOSE_ENDS = frozenset(_LOOSE_WORDS.split())
"""Words that belong to what follows; a line that ends with one reads badly."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A written word and when it sounds; `closes` where an utterance ends with it."""

    text: str
    start_ms: int
    end_ms: int
    utterance: int
    closes: bool
    timings: tuple[WordTiming, ...]


def make_cues(
    script: Script,
    timings: Sequence[UtteranceTiming],
    chapter_starts_ms: Sequence[int] = (),
) -> tuple[Cue, ...]:
    """Return the captions of an episode, in order.

    A chapter never starts inside a cue. An utterance without a timing is left out.
    """
    starts = sorted(chapter_starts_ms)
    names = {speaker.id: speaker.name for speaker in script.speakers}
    timed = {timing.utterance: timing for timing in timings}
    cues: list[Cue] = []
    run: list[_Word] = []
    previous: tuple[str, int] | None = None
    for number, utterance in enumerate(script.utterances):
        timing = timed.get(utterance.id)
        if timing is None:
            continue
        here = (utterance.speaker, bisect_right(starts, timing.start_ms))
        if run and previous is not None and here != previous:
            cues += _cut(run, names.get(previous[0], previous[0]), LINE_CHARS)
            run = []
        run += _timed_words(utterance, timing, number)
        previous = here
    if run and previous is not None:
        cues += _cut(run, names.get(previous[0], previous[0]), LINE_CHARS)
    return _settle(cues, starts)


def rebreak(cues: Sequence[Cue], line_chars: int) -> tuple[Cue, ...]:
    """Return the cues in at most two lines of `line_chars`, split where they do not fit.

    `Name: ` stands before the words where the speaker changes. Times of the parts are shares of
    the cue's time by letters; the parts carry no word timings.
    """
    parts: list[Cue] = []
    speaker = ""
    for cue in cues:
        named = cue.speaker and cue.speaker != speaker
        speaker = cue.speaker
        texts = f"{speaker}: {cue.text}".split() if named else cue.text.split()
        parts += _cut(_shares(texts, cue.start_ms, cue.end_ms), speaker, line_chars)
    return tuple(parts)


def _shares(texts: Sequence[str], start_ms: int, end_ms: int) -> list[_Word]:
    """Return words that share a stretch of time by their letters, to its last millisecond."""
    total = sum(len(text) for text in texts) or 1
    words: list[_Word] = []
    before = 0
    for number, text in enumerate(texts, 1):
        start = start_ms + (end_ms - start_ms) * before // total
        before += len(text)
        end = start_ms + (end_ms - start_ms) * before // total
        words.append(_Word(text, start, end, 0, number == len(texts), ()))
    return words


def _timed_words(utterance: Utterance, timing: UtteranceTiming, number: int) -> list[_Word]:
    """Return the written words of an utterance with their times, cleaned of control characters."""
    words: list[_Word] = []
    offset = 0
    pieces: list[tuple[str, int]] = []
    for raw in utterance.text.split():
        offset = utterance.text.index(raw, offset)
        # A word of nothing but control characters has no place in any output.
        if clean := "".join(xml_text(raw).split()):
            pieces.append((clean, offset))
        offset += len(raw)
    # The word timings of what is not written point at no letters.
    if not timing.words or utterance.span.start == utterance.span.end:
        words = _shares([text for text, _ in pieces], timing.start_ms, timing.end_ms)
        return [replace(word, utterance=number) for word in words]
    clock = _Clock(utterance, timing)
    edges = [clock.at(offset) for _, offset in pieces[1:]]
    unclaimed = list(timing.words)
    for index, (text, offset) in enumerate(pieces):
        closes = index == len(pieces) - 1
        limit = len(utterance.text) if closes else pieces[index + 1][1]
        held = 0
        while held < len(unclaimed) and (
            # The second letter decides: places are a little off where white space was folded.
            closes or clock.offset(unclaimed[held].span.start + 1) <= limit
        ):
            held += 1
        own, unclaimed = tuple(unclaimed[:held]), unclaimed[held:]
        start = timing.start_ms if index == 0 else edges[index - 1]
        end = timing.end_ms if closes else max(start, clock.at(offset + len(text), after=False))
        words.append(_Word(text, start, end, number, closes, own))
    return words


class _Clock:
    """Tells when a character of an utterance's text sounds, from its word timings."""

    def __init__(self, utterance: Utterance, timing: UtteranceTiming) -> None:
        span = utterance.span
        # White space may be written differently in the text and in the release; the rest is equal.
        self._origin = span.start
        self._scale = len(utterance.text) / (span.end - span.start)
        anchors: list[tuple[float, int]] = [(0.0, timing.start_ms)]
        for word in timing.words:
            for char, time_ms in ((word.span.start, word.start_ms), (word.span.end, word.end_ms)):
                offset = max(self.offset(char), anchors[-1][0])
                anchors.append((offset, min(max(time_ms, anchors[-1][1]), timing.end_ms)))
        anchors.append((max(float(len(utterance.text)), anchors[-1][0]), timing.end_ms))
        self._anchors = anchors

    def offset(self, release_char: int) -> float:
        """Return the place in the utterance's text of a character of the release."""
        return (release_char - self._origin) * self._scale

    def at(self, offset: float, *, after: bool = True) -> int:
        """Return the time at a place of the text, in ms.

        At a place with two times (the end of one word and the start of the next), `after` chooses
        the later.
        """
        left = self._anchors[0]
        for anchor in self._anchors:
            if anchor[0] > offset or (anchor[0] == offset and not after):
                if anchor[0] == left[0]:
                    return anchor[1]
                share = (offset - left[0]) / (anchor[0] - left[0])
                return left[1] + round((anchor[1] - left[1]) * share)
            left = anchor
        return left[1]


def _cut(words: Sequence[_Word], speaker: str, line_chars: int) -> list[Cue]:
    """Return the cues of one speaker's words, cut where the sum of all costs is least."""
    ends = list(accumulate((len(word.text) + 1 for word in words), initial=-1))
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(words) + 1):
        choice = (float("inf"), end - 1)
        for start in range(end - 1, -1, -1):
            chars = ends[end] - ends[start] - 1
            if start < end - 1:
                if (
                    chars > MAX_LINES * line_chars + 1
                    or words[end - 1].end_ms - words[start].start_ms > MAX_CUE_MS
                    or words[start + 1].start_ms - words[start].end_ms > LONGEST_SILENCE_MS
                ):
                    break
                first_line_end = bisect_right(ends, ends[start] + 1 + line_chars) - 1
                if ends[end] - ends[first_line_end] - 1 > line_chars:
                    continue
            cost = best[start][0] + _cost(words, start, end, chars, line_chars)
            if cost < choice[0]:
                choice = (cost, start)
        best.append(choice)
    cues: list[Cue] = []
    end = len(words)
    while end > 0:
        start = best[end][1]
        held = words[start:end]
        marks = tuple(timing for word in held for timing in word.timings)
        text = "\n".join(_lines(held, line_chars))
        cues.append(Cue(held[0].start_ms, held[-1].end_ms, speaker, text, marks))
        end = start
    return cues[::-1]


def _cost(words: Sequence[_Word], start: int, end: int, chars: int, line_chars: int) -> float:
    """Return how badly words[start:end] read as one cue."""
    duration_ms = words[end - 1].end_ms - words[start].start_ms
    cost = (5.0 if chars <= line_chars else 6.0) + _break_cost(words, end)
    if duration_ms < MIN_CUE_MS:
        cost += 30 * (1 - duration_ms / MIN_CUE_MS) + 6
    if duration_ms and chars * 1000 / duration_ms > MAX_CHARS_PER_S:
        cost += 4
    # A sentence that ends in the middle of a cue gives away what is still to come.
    cost += sum(5.0 for index in range(start, end - 1) if words[index].closes)
    return cost


def _break_cost(words: Sequence[_Word], end: int) -> float:
    """Return how bad a break before words[end] is; 0 at the end of a sentence."""
    if end >= len(words) or words[end - 1].closes:
        return 0.0
    last = words[end - 1].text
    core = last.rstrip("\"'”’)]»")
    if core.endswith(("!", "?", "…", ";", ":")) or _ends_sentence(core, words[end].text):
        return 1.0
    if core.endswith((",", "—", "–")):
        return 3.0
    pause_ms = words[end].start_ms - words[end - 1].end_ms
    cost = 9.0 - min(4.0, pause_ms / 60)
    if core.lower() in _LOOSE_ENDS:
        return cost + 8.0
    if words[end].text.lower() in _LOOSE_ENDS:
        return cost - 3.0
    return cost


def _ends_sentence(word: str, following: str) -> bool:
    """Return whether a full stop is more than an abbreviation's, as in `U.S.` or `Dr.`"""
    return (
        word.endswith(".") and len(word) > 4 and "." not in word[:-1] and not following[0].islower()
    )


def _lines(words: Sequence[_Word], line_chars: int) -> list[str]:
    """Return the words in as few lines as hold them, two of them broken where it reads best."""
    texts = [word.text for word in words]
    whole = " ".join(texts)
    if len(whole) <= line_chars:
        return [whole]
    choice: tuple[float, list[str]] | None = None
    for cut in range(1, len(texts)):
        first, second = " ".join(texts[:cut]), " ".join(texts[cut:])
        if max(len(first), len(second)) > line_chars:
            continue
        cost = _break_cost(words, cut) + abs(len(first) - len(second)) / 5
        if choice is None or cost < choice[0]:
            choice = (cost, [first, second])
    if choice is not None:
        return choice[1]
    # A word longer than a line (a web address) is never split: it would be two words.
    return [whole]


def _settle(cues: Sequence[Cue], chapter_starts_ms: Sequence[int]) -> tuple[Cue, ...]:
    """Return the cues in order without overlap, short ones held on until they can be read."""
    settled: list[Cue] = []
    for index, cue in enumerate(cues):
        start_ms = max(cue.start_ms, settled[-1].end_ms if settled else 0)
        end_ms = max(cue.end_ms, start_ms + 1)
        needed_ms = max(MIN_CUE_MS, len(cue.text) * 1000 // MAX_CHARS_PER_S)
        limits = [max(end_ms, start_ms + needed_ms), end_ms + LINGER_MS]
        if index + 1 < len(cues):
            limits.append(max(end_ms, cues[index + 1].start_ms))
            following = bisect_right(chapter_starts_ms, start_ms)
            if following < len(chapter_starts_ms):
                limits.append(max(end_ms, chapter_starts_ms[following]))
        else:
            limits.append(end_ms)
        settled.append(replace(cue, start_ms=start_ms, end_ms=min(limits)))
    return tuple(settled)
