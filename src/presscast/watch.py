"""Publish what is dropped into a folder, for as long as the preview runs."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Final

from presscast.errors import PresscastError, PublishError
from presscast.pipeline import Outcome, publish
from presscast.request import Request

EVERY_S: Final = 1.0
SETTLED_S: Final = 2.0
"""A file that looked otherwise more recently than this may still be growing."""
RETRY_S: Final = 30.0
"""An embargo ends, a disk is cleared, another command is done: what failed is tried again."""
_UNFINISHED: Final = (".part", ".partial", ".crdownload", ".download", ".tmp", ".swp", "~")
"""What editors, browsers and copying programs call files that they have not finished."""


@dataclass(frozen=True, slots=True)
class Gone:
    """A release is in the folder no more; its episode stays."""

    slug: str


Told = Callable[[Path, Outcome | PresscastError | Gone], None]


@dataclass(slots=True)
class _Seen:
    """A file as it looked, and what became of it."""

    mark: tuple[int, int]
    """When it was written to, and its size."""
    since_s: float
    """Since when it has looked so; this computer's clock, for another's may differ."""
    slug: str | None = None
    """Of the episode that it became; None until it is published."""
    said: str | None = None
    """What was wrong with it."""
    retry_s: float = 0.0


@dataclass(slots=True)
class Watch:
    """A folder of releases and what has been seen of it."""

    folder: Path
    request: Request
    told: Told
    now_s: Callable[[], float] = time.monotonic
    seen: dict[Path, _Seen] = field(default_factory=dict)
    lost: bool = False
    """Whether the folder could not be read at the last look."""

    def look(self) -> None:
        """Publish every file that is new or has changed and is whole by now, and tell of each.

        What cannot be published is told of once, and tried again until it can be.
        """
        present = dict(self._files())
        if self.lost:
            return
        for path in self.seen.keys() - present.keys():
            slug = self.seen.pop(path).slug
            if slug is not None:
                self.told(path, Gone(slug))
        for path, mark in present.items():
            seen = self.seen.get(path)
            if seen is None or seen.mark != mark:
                slug = seen.slug if seen else None
                self.seen[path] = _Seen(mark, self.now_s(), slug, retry_s=self.now_s() + SETTLED_S)
            elif seen.retry_s <= self.now_s():
                self._publish(path, seen)

    def _publish(self, path: Path, seen: _Seen) -> None:
        try:
            outcome = publish(str(path), self.request, lambda _stage, _done, _total: None)
        except PresscastError as error:
            seen.retry_s = self.now_s() + RETRY_S
            if seen.said != str(error):
                seen.said = str(error)
                self.told(path, error)
        else:
            seen.retry_s = float("inf")
            seen.slug = outcome.episode.slug
            self.told(path, outcome)

    def _files(self) -> Iterator[tuple[Path, tuple[int, int]]]:
        """Yield the files that may be releases; sees whether the folder is there at all."""
        try:
            paths = sorted(self.folder.iterdir())
        except OSError as error:
            if not self.lost:
                self.lost = True
                told = PublishError(
                    f"{self.folder}: cannot be read ({error.strerror})",
                    hint="what is dropped there is published as soon as it is back",
                )
                self.told(self.folder, told)
            return
        self.lost = False
        for path in paths:
            if path.name.startswith((".", "~$")) or path.name.endswith(_UNFINISHED):
                continue
            # It may go at any moment.
            with contextlib.suppress(OSError):
                if path.is_file():
                    found = path.stat()
                    yield path, (found.st_mtime_ns, found.st_size)

    def run(self, stop: Event) -> None:
        """Look again and again until told to stop."""
        while not stop.is_set():
            self.look()
            stop.wait(EVERY_S)
