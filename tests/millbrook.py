"""A published episode of the tests' own: quotes, a list, a foreign sentence, a correction."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from presscast.model import Episode, Show

FOLDER = Path(__file__).parent / "golden" / "pages" / "millbrook" / "in"


@cache
def millbrook_show() -> Show:
    """Return the show of a public library."""
    return msgspec.json.decode((FOLDER / "show.json").read_bytes(), type=Show)


@cache
def millbrook_episode() -> Episode:
    """Return its episode about opening at night."""
    return msgspec.json.decode((FOLDER / "episode.json").read_bytes(), type=Episode)
