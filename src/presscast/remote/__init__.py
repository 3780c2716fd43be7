"""Where a show is uploaded to: a folder, an SFTP server, or an S3-compatible store."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from presscast.errors import UsageError
from presscast.remote.folder import Folder
from presscast.remote.s3 import open_s3
from presscast.remote.sftp import open_sftp


class Remote(Protocol):
    """A place for files; paths are relative to the target, with `/`."""

    parallel: int
    """How many files are best uploaded at once."""

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes, or None where there is none."""

    def put(self, local: Path, path: str, media_type: str, cache_control: str) -> None:
        """Upload a file whole: readers see the old one or the new one."""

    def write(self, path: str, data: bytes, media_type: str, cache_control: str) -> None:
        """Upload bytes whole."""

    def size(self, path: str) -> int | None:
        """Return how many bytes a file has there, or None where there is none."""

    def delete(self, path: str) -> None:
        """Delete a file; one that is not there is no error."""


@contextlib.contextmanager
def open_remote(target: str) -> Iterator[Remote]:
    """Open a target. Credentials come only from the standard places of each kind.

    Raises UsageError for an address of another kind, and PublishError, in the block too, where the
    place cannot be reached or refuses.
    """
    parts = urlsplit(target)
    if parts.scheme == "file" and parts.path.strip("/"):
        yield Folder(Path(url2pathname(unquote(parts.path))))
    elif parts.scheme == "s3" and parts.netloc:
        with open_s3(parts.netloc, parts.path.strip("/")) as bucket:
            yield bucket
    elif parts.scheme == "sftp" and parts.hostname:
        with open_sftp(parts) as server:
            yield server
    else:
        raise UsageError(
            f"{target!r} is not a place to upload to",
            hint="write s3://BUCKET/PREFIX, sftp://USER@HOST/PATH or file:///PATH",
        )
