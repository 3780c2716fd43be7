"""Publish what is dropped into a folder, for as long as the preview runs."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Final

from presscast.errors import PresscastError
from presscast.pipeline import Outcome, publish
from presscast.request import Request

EVERY_S: Final = 1.0
SETTLED_S: Final = 1.0
"""A file that was written to more recently than this may still be growing."""

Told = Callable[[Path, Outcome | PresscastError], None]


@dataclass(slots=True)
class Watch:
    """A folder of releases and what has been seen of it."""

    folder: Path
    request: Request
    told: Told
    seen: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def look(self) -> None:
        """Publish every file that is new or has changed since the last look, and tell of each.

        A release that cannot be published is told of once, and again when its file has changed.
        """
        for path in sorted(self.folder.iterdir()):
            if path.name.startswith(".") or not path.is_file():
                continue
            found = path.stat()
            mark = (found.st_mtime_ns, found.st_size)
            if self.seen.get(path) == mark or time.time() - found.st_mtime < SETTLED_S:
                continue
            self.seen[path] = mark
            try:
                outcome = publish(str(path), self.request, lambda _stage, _done, _total: None)
            except PresscastError as error:
                self.told(path, error)
            else:
                self.told(path, outcome)

    def run(self, stop: Event) -> None:
        """Look again and again until told to stop."""
        while not stop.is_set():
            self.look()
            stop.wait(EVERY_S)
