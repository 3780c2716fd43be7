"""The episodes on disk: manifests, the show's state, the lock, and writing without half a file."""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from presscast import __version__
from presscast.errors import PublishError
from presscast.files import publishing_errors, sweep, whole_file
from presscast.index import Indexed, index_of
from presscast.layout import EPISODES, MANIFEST, TOPICS, Layout
from presscast.model import MANIFEST_VERSION, Artifact, Entry, Episode, Tombstone
from presscast.text.notes import make_entry
from presscast.text.syndication import moment

STATE_VERSION = 1

_DOCUMENT = re.compile(rf"feed-[0-9]+\.(?:xml|json)|page-[0-9]+\.html|{TOPICS}/[a-z0-9-]+\.xml")

_ENTRY_FORM = 1
"""Goes up when entries are made otherwise, so that those in the index are made anew."""


@dataclass(frozen=True, slots=True)
class ShowState:
    """What a show must remember: `show.json`, readable and editable."""

    version: int = STATE_VERSION
    guid: str = ""
    """The `podcast:guid`; made once."""
    base_url: str = ""
    """Of the last publication."""
    cast: dict[str, str] = field(default_factory=dict)
    """Speaker's name → voice, so that a person keeps a voice across all episodes."""
    removed: tuple[Tombstone, ...] = ()
    new_feed_url: str | None = None
    feed_sha256: str = ""
    """Of what the feed was last written from; empty while it is being written."""


class Library:
    """An output folder: reads and writes what `Layout` places."""

    def __init__(self, root: Path) -> None:
        self.layout = Layout(root)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder's lock, so that two commands never write it at once.

        Raises PublishError where another command holds it, or the folder cannot be written.
        """
        from filelock import FileLock, Timeout

        with publishing_errors(self.layout.root):
            self.layout.root.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.layout.lock)
        try:
            with publishing_errors(self.layout.root):
                lock.acquire(timeout=0)
        except Timeout as error:
            raise PublishError(
                f"{self.layout.root}: another presscast command is publishing there",
                hint="wait for it to end, then try again",
            ) from error
        try:
            yield
        finally:
            lock.release()

    def slugs(self) -> tuple[str, ...]:
        """Return the slugs of the episodes, newest first."""
        if not self.layout.episodes.is_dir():
            return ()
        found = (path.parent.name for path in self.layout.episodes.glob(f"*/{MANIFEST}"))
        return tuple(sorted(found, reverse=True))

    def episode(self, slug: str) -> Episode | None:
        """Return an episode, or None where there is none.

        Raises PublishError for a manifest that is damaged or of a newer presscast.
        """
        if not slug or Path(slug).name != slug:
            return None
        path = self.layout.manifest(slug)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise PublishError(f"{path}: {error.strerror}", hint="check its permissions") from error
        try:
            version = msgspec.json.decode(data, type=_Versioned).version
            if version > MANIFEST_VERSION:
                raise PublishError(
                    f"{path}: made by a newer presscast (form {version})",
                    hint="install that version, or publish to another folder: -o DIR",
                )
            return msgspec.json.decode(data, type=Episode)
        except msgspec.DecodeError as error:
            raise PublishError(
                f"{path}: not a manifest of presscast ({error})",
                hint="restore it from a backup, or move the folder away and publish again",
            ) from error

    def entries(self, *, anew: bool = False) -> tuple[Entry, ...]:
        """Return what the show tells of each episode, newest first by the time of publication.

        Reads only the manifests that have changed since the last time, or all of them `anew`.
        Raises PublishError for one that is damaged.
        """
        index = index_of(self.layout.root, "episodes")
        held = {} if anew else index.read()
        decoder = msgspec.msgpack.Decoder(Entry)
        found: list[Entry] = []
        changed: dict[str, Indexed] = {}
        slugs = self.slugs()
        for slug in slugs:
            mark = self._mark(slug)
            known = held.get(slug)
            if known is not None and known.mark == mark:
                with contextlib.suppress(msgspec.DecodeError):
                    found.append(decoder.decode(known.data))
                    continue
            if episode := self.episode(slug):
                found.append(make_entry(episode))
                changed[slug] = Indexed(mark, msgspec.msgpack.encode(found[-1]))
        index.update(changed, held.keys() - set(slugs))
        # A removal that was killed half-way has left a manifest behind.
        removed = {grave.guid for grave in self.state().removed}
        found = [entry for entry in found if entry.guid not in removed]
        found.sort(key=lambda entry: (moment(entry.published), entry.slug), reverse=True)
        return tuple(found)

    def _mark(self, slug: str) -> str:
        """Return a mark of the state of a manifest: another one where it may have changed."""
        try:
            state = self.layout.manifest(slug).stat()
        except OSError:
            return ""
        return f"{__version__} {_ENTRY_FORM} {state.st_mtime_ns} {state.st_size}"

    def state(self) -> ShowState:
        """Return what the show remembers. Raises PublishError for a damaged `show.json`."""
        path = self.layout.show_state
        try:
            return msgspec.json.decode(path.read_bytes(), type=ShowState)
        except FileNotFoundError:
            return ShowState()
        except msgspec.DecodeError as error:
            raise PublishError(
                f"{path}: not a show of presscast ({error})", hint="restore it from a backup"
            ) from error
        except OSError as error:
            raise PublishError(f"{path}: {error.strerror}", hint="check its permissions") from error

    def write_state(self, state: ShowState) -> bool:
        """Write `show.json`; return whether it changed."""
        data = msgspec.json.format(msgspec.json.encode(state), indent=1) + b"\n"
        return self.write(Artifact(self.layout.show_state.name, "application/json", data))

    def write_episode(self, episode: Episode) -> bool:
        """Write `episode.json`; return whether it changed."""
        path = f"{EPISODES}/{episode.slug}/{MANIFEST}"
        data = msgspec.json.format(msgspec.json.encode(episode), indent=1) + b"\n"
        sweep(self.layout.episode(episode.slug))
        return self.write(Artifact(path, "application/json", data))

    def write(self, artifact: Artifact) -> bool:
        """Write a file beside its place, flush it, rename it; return whether it changed.

        A reader sees the old file or the new one, whatever happens. Raises PublishError.
        """
        path = self.layout.root / artifact.path
        with publishing_errors(path):
            same_size = path.is_file() and path.stat().st_size == len(artifact.data)
            if same_size and path.read_bytes() == artifact.data:
                return False
        with whole_file(path) as part:
            part.write_bytes(artifact.data)
        return True

    def delete_documents(self, but: Collection[str]) -> None:
        """Delete the numbered documents and the topics of earlier publications, but for some."""
        for path in (*self.layout.root.glob("*-*.*"), *self.layout.root.glob(f"{TOPICS}/*.xml")):
            name = path.relative_to(self.layout.root).as_posix()
            if name not in but and _DOCUMENT.fullmatch(name):
                with publishing_errors(path):
                    path.unlink(missing_ok=True)

    def delete_episode(self, slug: str) -> None:
        """Delete an episode's folder, its manifest first, so that a kill leaves no half episode."""
        with publishing_errors(self.layout.episode(slug)):
            self.layout.manifest(slug).unlink(missing_ok=True)
            shutil.rmtree(self.layout.episode(slug))


class _Versioned(msgspec.Struct):
    version: int
