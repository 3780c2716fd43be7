"""Chapters: the sections of a release that are spoken, as stretches of the episode."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from presscast.model import (
    BlockType,
    Chapter,
    Release,
    Script,
    Section,
    UtteranceTiming,
)
from presscast.text.characters import one_line

LEAD_MS = 200
"""A chapter starts this long before its first word, so that a jump does not clip the word."""
SHORTEST_MS = 5_000
"""A shorter chapter is joined to its neighbour: nobody jumps to it."""
MOST_CHAPTERS = 255
"""The table of contents of an ID3 tag counts its entries in one byte."""

_HEADINGS = (BlockType.HEADLINE, BlockType.SUBHEADLINE, BlockType.HEADING)


def make_chapters(
    release: Release,
    script: Script,
    timings: Sequence[UtteranceTiming],
    duration_ms: int,
) -> tuple[Chapter, ...]:
    """Return the chapters in order: contiguous, from 0 to `duration_ms`, at least one.

    Speech that belongs to no section of the release stays in the chapter that it follows.
    """
    timed = {timing.utterance: timing for timing in timings}
    sections = {section.id: section for section in release.sections}
    spoken = [
        (utterance, timed[utterance.id])
        for utterance in script.utterances
        if utterance.id in timed and utterance.section in sections
    ]
    ends = {later.utterance: earlier.end_ms for earlier, later in pairwise(timings)}
    starts: list[tuple[int, Section]] = []
    for section_id, run in groupby(spoken, key=lambda pair: pair[0].section):
        timing = next(run)[1]
        silence_starts_ms = ends.get(timing.utterance, 0)
        start_ms = max(timing.start_ms - LEAD_MS, silence_starts_ms)
        starts.append((min(start_ms, timing.start_ms), sections[section_id]))
    if not starts:
        return (Chapter(0, duration_ms, _title(script.title)),)
    starts[0] = (0, starts[0][1])
    shortest_ms = SHORTEST_MS
    kept = _without_short(starts, duration_ms, shortest_ms)
    while len(kept) > MOST_CHAPTERS:
        shortest_ms *= 2
        kept = _without_short(starts, duration_ms, shortest_ms)
    return tuple(
        Chapter(
            start_ms,
            kept[index + 1][0] if index + 1 < len(kept) else duration_ms,
            _title(section.heading) if one_line(section.heading) else _title(script.title),
            _heading_url(release, section),
        )
        for index, (start_ms, section) in enumerate(kept)
    )


def _title(text: str) -> str:
    return one_line(text) or "Episode"


def _without_short(
    starts: Sequence[tuple[int, Section]], duration_ms: int, shortest_ms: int
) -> list[tuple[int, Section]]:
    """Return the starts with each stretch that is too short joined to the one that follows.

    A short last one is joined to the one before. The longest stretch gives the title.
    """
    kept: list[tuple[int, Section]] = []
    titled_ms = 0
    ends = [start_ms for start_ms, _ in starts[1:]] + [duration_ms]
    for (start_ms, section), end_ms in zip(starts, ends, strict=True):
        length_ms = end_ms - start_ms
        last = end_ms == duration_ms
        if kept and (start_ms - kept[-1][0] < shortest_ms or (last and length_ms < shortest_ms)):
            if length_ms > titled_ms:
                kept[-1] = (kept[-1][0], section)
                titled_ms = length_ms
        else:
            kept.append((start_ms, section))
            titled_ms = length_ms
    return kept


def _heading_url(release: Release, section: Section) -> str | None:
    """Return the target of the first web link in the headings of a section."""
    for block in section.paragraphs:
        if block.type not in _HEADINGS:
            continue
        for link in release.links:
            if block.span.start <= link.span.start < block.span.end and link.url.startswith(
                ("http://", "https://")
            ):
                return link.url
    return None
