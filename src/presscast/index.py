"""The index of a show: what each manifest told when it was last read.

A cache: it lies in the user's cache folder, and the manifests are read again where it is missing,
damaged or of another presscast. It spares a show of ten thousand episodes a gigabyte of reading at
every publication.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from presscast.cache import cache_folder

T = TypeVar("T")

_TABLE: Final = "CREATE TABLE IF NOT EXISTS entries (slug TEXT PRIMARY KEY, mark TEXT, data BLOB)"
_FOLDER: Final = "shows"
_WAIT_S: Final = 0.2
"""How long another command may hold the index before this one does without it."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """What the index holds of an episode."""

    mark: str
    """Of the state of the manifest when it was read."""
    data: bytes


def index_of(root: Path) -> Index:
    """Return the index of the show in an output folder."""
    name = hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:32]
    return Index(cache_folder() / _FOLDER / name)


def forget_all() -> None:
    """Remove the indexes of all shows."""
    shutil.rmtree(cache_folder() / _FOLDER, ignore_errors=True)


class Index:
    """A file of entries; whatever is wrong with it, it only holds less."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> dict[str, Indexed]:
        """Return slug → what is held of the episode."""
        if not self._path.is_file():
            return {}
        query = "SELECT slug, mark, data FROM entries"
        rows = self._run(lambda database: database.execute(query).fetchall())
        return {slug: Indexed(mark, data) for slug, mark, data in rows or ()}

    def update(self, changed: Mapping[str, Indexed], gone: Iterable[str]) -> None:
        """Take in what has changed, and forget the episodes that are gone."""
        forgotten = [(slug,) for slug in gone]
        taken = [(slug, one.mark, one.data) for slug, one in changed.items()]
        if not forgotten and not taken:
            return

        def write(database: sqlite3.Connection) -> None:
            database.executemany("DELETE FROM entries WHERE slug = ?", forgotten)
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
