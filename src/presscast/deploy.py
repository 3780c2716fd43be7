"""Upload the output folder: only what changed, media first, the feed last."""

from __future__ import annotations

import contextlib
import mimetypes
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import Final
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

import msgspec

from presscast.errors import PublishError
from presscast.files import file_sha256
from presscast.index import Indexed, index_of
from presscast.layout import FEED, JSON_FEED, SHOW_STATE, TOPICS
from presscast.remote import Remote, open_remote

RECORD: Final = ".presscast-deploy.json"
"""Beside the feed on the target: what was uploaded, so that the next time compares with it."""

KEEP_DAYS: Final = 30
"""How long a file that is no longer published stays: apps may hold the feed that names it."""

RECORD_EVERY_S: Final = 2.0
"""Between two writings of the record, so that an interrupted upload goes on from there."""
_RECORD_SHARE: Final = 20
"""How many times as long as writing the record the next writing waits at least."""

HUB_TIMEOUT_S: Final = 15

MEDIA: Final = (".mp3", ".epub", ".zip", ".jpg", ".png", ".woff2")
MEDIA_TYPES: Final = {
    ".xml": "application/rss+xml; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "application/x-subrip; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".epub": "application/epub+zip",
    ".woff2": "font/woff2",
}


class UploadRecord(msgspec.Struct, frozen=True):
    """What lies on the target: path → SHA-256, and since when a path is no longer published."""

    files: dict[str, str] = {}
    gone: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Plan:
    """What an upload does, in this order."""

    uploads: tuple[str, ...]
    deletions: tuple[str, ...]
    unchanged: int
    bytes: int
    kept: int
    """Files there that are no longer published, and whose time has not come."""


@dataclass(frozen=True, slots=True)
class _Local:
    """A file of the output folder as it was when the upload was planned."""

    sha256: str
    bytes: int
    modified_ns: int


@dataclass(slots=True)
class _Upload:
    """An upload under way: the record grows with every file that has arrived."""

    remote: Remote
    root: Path
    local: Mapping[str, _Local]
    files: dict[str, str]
    gone: dict[str, str]
    lock: Lock = field(default_factory=Lock)
    record_at_s: float = field(default_factory=lambda: time.monotonic() + RECORD_EVERY_S)

    def put(self, paths: Iterable[str]) -> Generator[str, None, None]:
        """Upload files and yield each that has arrived; those of one rank go several at once."""
        for _, ranked in groupby(paths, _rank):
            if self.remote.parallel == 1:
                yield from map(self._put, ranked)
                continue
            pool = ThreadPoolExecutor(self.remote.parallel)
            try:
                yield from pool.map(self._put, ranked)
            finally:
                pool.shutdown(cancel_futures=True)

    def _put(self, path: str) -> str:
        """Upload a file and see that all of it is there."""
        local = self.local[path]
        self.remote.put(
            self.root / path, path, media_type_of(path), _cache_control(Path(path).suffix)
        )
        size = self.remote.size(path)
        # A feed that names what was not there yet when the upload was planned would be half a show.
        if _state(self.root / path) != (local.bytes, local.modified_ns):
            raise PublishError(
                f"{path}: changed while it was uploaded",
                hint="run the same command again when nothing is being published",
            )
        if size != local.bytes:
            raise PublishError(
                f"{path}: {size} bytes arrived of {local.bytes}",
                hint="run the same command again: it goes on where it stopped",
            )
        with self.lock:
            self.files[path] = local.sha256
            if time.monotonic() >= self.record_at_s:
                self.write_record()
        return path

    def write_record(self) -> None:
        """Note what has arrived."""
        started_s = time.monotonic()
        record = UploadRecord(self.files, self.gone)
        self.remote.write(RECORD, msgspec.json.encode(record), "application/json", "no-store")
        now_s = time.monotonic()
        # The record of a large show is megabytes; writing it must not become the work.
        self.record_at_s = now_s + max(RECORD_EVERY_S, _RECORD_SHARE * (now_s - started_s))


def deploy(
    root: Path,
    target: str,
    *,
    dry_run: bool = False,
    keep_days: int = KEEP_DAYS,
    progress: Callable[[str, int, int], None] | None = None,
) -> Plan:
    """Upload an output folder to `s3://…`, `sftp://…` or `file://…`; return what was done.

    A feed is uploaded after everything that it names, so that listeners never meet half a show. An
    interrupted upload goes on where it stopped. Files that are no longer published are deleted
    `keep_days` after they went. Raises PublishError.
    """
    if not (root / FEED).is_file():
        raise PublishError(
            f"{root / FEED}: there is no feed yet", hint="first: presscast publish SOURCE"
        )
    with open_remote(target) as remote:
        record = _read_record(remote)
        local = _local_files(root)
        changed = (path for path, file in local.items() if record.files.get(path) != file.sha256)
        uploads = sorted(changed, key=_order)
        now = datetime.now(UTC)
        gone = {
            path: record.gone.get(path, now.isoformat())
            for path in record.files
            if path not in local
        }
        limit = now - timedelta(days=keep_days)
        deletions = sorted(p for p, since in gone.items() if datetime.fromisoformat(since) <= limit)
        plan = Plan(
            tuple(uploads),
            tuple(deletions),
            unchanged=len(local) - len(uploads),
            bytes=sum(local[path].bytes for path in uploads),
            kept=len(gone) - len(deletions),
        )
        if dry_run or not (uploads or deletions or gone != record.gone):
            return plan
        upload = _Upload(remote, root, local, dict(record.files), gone)
        try:
            with contextlib.closing(upload.put(uploads)) as arrived:
                for number, _ in enumerate(arrived, 1):
                    if progress:
                        progress("uploading", number, len(uploads))
            for path in deletions:
                remote.delete(path)
                upload.files.pop(path, None)
                upload.gone.pop(path, None)
        except BaseException:
            # What stopped the upload is what the publisher must hear of.
            with contextlib.suppress(Exception):
                upload.write_record()
            raise
        upload.write_record()
        return plan


def feeds_of(paths: Iterable[str]) -> tuple[str, ...]:
    """Return those of some paths that somebody subscribes to."""
    main = (FEED, JSON_FEED)
    return tuple(path for path in paths if path in main or path.startswith(f"{TOPICS}/"))


def announce(hub: str, feed_urls: Iterable[str]) -> None:
    """Tell a WebSub hub which feeds have changed. Raises PublishError where it does not answer.

    Source: W3C WebSub, and the publish request that hubs have in common.
    """
    if urlsplit(hub).scheme not in ("http", "https"):
        raise PublishError(f"{hub}: is no hub's address", hint="check hub in presscast.toml")
    form = [("hub.mode", "publish"), *(("hub.url", url) for url in feed_urls)]
    data = urlencode(form).encode()
    try:
        with urlopen(Request(hub, data), timeout=HUB_TIMEOUT_S):  # noqa: S310  http(s) only
            pass
    except OSError as error:
        raise PublishError(
            f"{hub}: the hub was not told of the feeds: {error}",
            hint="apps find the change by themselves, only later",
        ) from error


def media_type_of(path: str) -> str:
    """Return the media type that a published file is served with."""
    if path.endswith("chapters.json"):
        return "application/json+chapters"
    suffix = Path(path).suffix
    return MEDIA_TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"


def _cache_control(suffix: str) -> str:
    """Return how long a file may be kept: recordings never change under their name."""
    return "public, max-age=31536000, immutable" if suffix == ".mp3" else "public, max-age=300"


def _files(root: Path) -> Iterator[str]:
    """Yield the published files, relative to the root."""
    for path in sorted(root.rglob("*")):
        relative = path.relative_to(root)
        hidden = any(part.startswith(".") for part in relative.parts)
        if path.is_file() and not hidden and relative.as_posix() not in (SHOW_STATE, "README.md"):
            yield relative.as_posix()


def _order(path: str) -> tuple[int, str]:
    return _rank(path), path


def _rank(path: str) -> int:
    """Rank media before pages and transcripts, these before feeds, `feed.xml` after all."""
    if path == FEED:
        return 3
    if path.endswith((".xml", ".opml")) or path == JSON_FEED:
        return 2
    return 0 if path.endswith(MEDIA) else 1


def _read_record(remote: Remote) -> UploadRecord:
    data = remote.read(RECORD)
    if data is None:
        return UploadRecord()
    try:
        return msgspec.json.decode(data, type=UploadRecord)
    except msgspec.DecodeError:
        # A damaged record costs an upload of everything, never a wrong show.
        return UploadRecord()


def _local_files(root: Path) -> dict[str, _Local]:
    """Return the published files; one that was hashed before and has not changed is not read."""
    index = index_of(root, "files")
    known = index.read()
    found: dict[str, _Local] = {}
    hashed: dict[str, Indexed] = {}
    for path in _files(root):
        size, modified_ns = _state(root / path)
        mark = f"{size} {modified_ns}"
        one = known.get(path)
        if one is None or one.mark != mark:
            one = hashed[path] = Indexed(mark, file_sha256(root / path).encode())
        found[path] = _Local(one.data.decode(), size, modified_ns)
    index.update(hashed, known.keys() - found.keys())
    return found


def _state(path: Path) -> tuple[int, int]:
    """Return a file's size and when it was last written to."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns
