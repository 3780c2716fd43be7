"""The indexes of a show: what each manifest told when it was last read, and each file's hash.

Caches: they lie in the user's cache folder, and everything is read again where one is missing or
damaged. They spare a show of ten thousand episodes a gigabyte of reading at
every publication.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from presscast.cache import cache_folder

T = TypeVar("T")

_TABLE: Final = "CREATE TABLE IF NOT EXISTS entries (name TEXT PRIMARY KEY, mark TEXT, data BLOB)"
_FOLDER: Final = "shows"
_WAIT_S: Final = 0.2
"""How long another command may hold the index before this one does without it."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """What an index holds of an episode or a file."""

    mark: str
    """Of the state of what was read."""
    data: bytes


def index_of(root: Path, kind: str) -> Index:
    """Return an index of the show in an output folder: of its `episodes`, or of its `files`."""
    name = hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:32]
    return Index(cache_folder() / _FOLDER / f"{name}.{kind}")


def forget_all() -> None:
    """Remove the indexes of all shows."""
    shutil.rmtree(cache_folder() / _FOLDER, ignore_errors=True)


class Index:
    """A file of entries; whatever is wrong with it, it only holds less."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> dict[str, Indexed]:
        """Return name → what is held of it."""
        if not self._path.is_file():
            return {}
        query = "SELECT name, mark, data FROM entries"
        rows = self._run(lambda database: database.execute(query).fetchall())
        return {name: Indexed(mark, data) for name, mark, data in rows or ()}

    def update(self, changed: Mapping[str, Indexed], gone: Iterable[str]) -> None:
        """Take in what has changed, and forget what is gone."""
        forgotten = [(name,) for name in gone]
        taken = [(name, one.mark, one.data) for name, one in changed.items()]
        if not forgotten and not taken:
            return

        def write(database: sqlite3.Connection) -> None:
            database.executemany("DELETE FROM entries WHERE name = ?", forgotten)
            database.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", taken)
            database.commit()

        self._run(write)

    def _run(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """Return what `work` finds in the file, or None; one that is damaged is removed."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.closing(sqlite3.connect(self._path, timeout=_WAIT_S)) as database:
                # A cache may be lost in a power cut; waiting for the disk would cost more than it.
                database.execute("PRAGMA synchronous = OFF")
                database.execute(_TABLE)
                return work(database)
        except (OSError, sqlite3.OperationalError):
            return None
        except sqlite3.DatabaseError:
            with contextlib.suppress(OSError):
                self._path.unlink()
            return None
