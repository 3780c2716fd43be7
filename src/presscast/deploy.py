"""Upload the output folder: only what changed, media first, the feed last."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

import msgspec

from presscast.errors import PublishError
from presscast.layout import FEED, SHOW_STATE
from presscast.remote import Remote, open_remote

RECORD: Final = ".presscast-deploy.json"
"""Beside the feed on the target: what was uploaded, so that the next time compares with it."""

KEEP_DAYS: Final = 30
"""How long a file that is no longer published stays: apps may hold the feed that names it."""

RECORD_EVERY: Final = 20
"""Files between two writings of the record, so that an interrupted upload goes on from there."""

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


@dataclass(slots=True)
class _Upload:
    """An upload under way: the record grows with every file that has arrived."""

    remote: Remote
    root: Path
    hashes: dict[str, str]
    files: dict[str, str]
    gone: dict[str, str]
    since_record: int = field(default=0)

    def put(self, path: str) -> None:
        """Upload a file and see that all of it is there."""
        local = self.root / path
        suffix = local.suffix
        self.remote.put(local, path, media_type_of(path), _cache_control(suffix))
        size = self.remote.size(path)
        if size != local.stat().st_size:
            raise PublishError(
                f"{path}: {size} bytes arrived of {local.stat().st_size}",
                hint="run the same command again: it goes on where it stopped",
            )
        self.files[path] = self.hashes[path]
        self.since_record += 1
        if self.since_record >= RECORD_EVERY:
            self.write_record()

    def write_record(self) -> None:
        """Note what has arrived."""
        self.since_record = 0
        record = UploadRecord(self.files, self.gone)
        self.remote.write(RECORD, msgspec.json.encode(record), "application/json", "no-store")


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
        hashes = {path: _sha256(root / path) for path in _files(root)}
        now = datetime.now(UTC)
        uploads = sorted(
            (path for path, sha256 in hashes.items() if record.files.get(path) != sha256),
            key=_order,
        )
        gone = {path: record.gone.get(path, now.isoformat()) for path in record.files}
        gone = {path: since for path, since in gone.items() if path not in hashes}
        limit = now - timedelta(days=keep_days)
        deletions = sorted(p for p, since in gone.items() if datetime.fromisoformat(since) <= limit)
        plan = Plan(
            tuple(uploads),
            tuple(deletions),
            len(hashes) - len(uploads),
            sum((root / path).stat().st_size for path in uploads),
        )
        if dry_run or not (uploads or deletions or gone != record.gone):
            return plan
        upload = _Upload(remote, root, hashes, dict(record.files), gone)
        try:
            for number, path in enumerate(uploads, 1):
                upload.put(path)
                if progress:
                    progress("uploading", number, len(uploads))
            for path in deletions:
                remote.delete(path)
                upload.files.pop(path, None)
                upload.gone.pop(path, None)
        finally:
            upload.write_record()
        return plan


def announce(hub: str, feed_url: str) -> None:
    """Tell a WebSub hub that a feed has changed. Raises PublishError where it does not answer.

    Source: W3C WebSub, and the publish request that hubs have in common.
    """
    if urlsplit(hub).scheme not in ("http", "https"):
        raise PublishError(f"{hub}: is no hub's address", hint="check hub in presscast.toml")
    data = urlencode({"hub.mode": "publish", "hub.url": feed_url}).encode()
    try:
        with urlopen(Request(hub, data), timeout=HUB_TIMEOUT_S):  # noqa: S310  http(s) only
            pass
    except OSError as error:
        raise PublishError(
            f"{hub}: the hub was not told of the feed: {error}",
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
    """Order media before pages and transcripts, these before feeds, `feed.xml` after all."""
    if path == FEED:
        return 3, path
    if path.endswith((".xml", ".opml")) or path == "feed.json":
        return 2, path
    return (0 if path.endswith(MEDIA) else 1), path


def _read_record(remote: Remote) -> UploadRecord:
    data = remote.read(RECORD)
    if data is None:
        return UploadRecord()
    try:
        return msgspec.json.decode(data, type=UploadRecord)
    except msgspec.DecodeError:
        # A damaged record costs an upload of everything, never a wrong show.
        return UploadRecord()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
