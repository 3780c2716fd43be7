"""How the publisher wants things done: what the options of the command line become."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from presscast.config import Settings

Progress = Callable[[str, int, int], None]
"""Told the stage, how much is done, and how much there is; 0 of 0 where that is not known."""


@dataclass(frozen=True, slots=True)
class Request:
    """How the publisher wants releases published; the defaults are the show's own."""

    output: Path = Path("output")
    settings: Settings = field(default_factory=Settings)
    settings_folder: Path = Path()
    """What paths in the settings are relative to."""
    base_url: str | None = None
    engine: str | None = None
    voice: str | None = None
    quote_voices: Mapping[str, str] = field(default_factory=dict)
    language: str | None = None
    date: str | None = None
    """ISO 8601 date, or date and time."""
    slug: str | None = None
    note: str | None = None
    """What was corrected, in the publisher's words."""
    force: bool = False
    """Publish before an embargo ends."""
    allow_private: bool = False
    """Fetch from private and loopback addresses."""
