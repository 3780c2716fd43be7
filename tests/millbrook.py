"""A published episode of the tests' own: quotes, a list, a foreign sentence, a correction."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import msgspec

from presscast.model import Episode, Section, Show, Span

FOLDER = Path(__file__).parent / "golden" / "pages" / "millbrook" / "in"


@cache
def millbrook_show() -> Show:
    """Return the show of a public library."""
    return msgspec.json.decode((FOLDER / "show.json").read_bytes(), type=Show)


@cache
def millbrook_episode() -> Episode:
    """Return its episode about opening at night."""
    return msgspec.json.decode((FOLDER / "episode.json").read_bytes(), type=Episode)


def millbrook_in_four_parts() -> Episode:
    """Return the episode with a further part, a speaker's, whose heading is written nowhere."""
    release = millbrook_episode().release
    opening, *others = release.sections
    start = release.text.index("“We counted")
    sections = (
        replace(opening, span=Span(opening.span.start, start - 2)),
        Section("s1b", "body", "Ioana Petrescu", Span(start, opening.span.end), ()),
        *others,
    )
    return replace(millbrook_episode(), release=replace(release, sections=sections))
