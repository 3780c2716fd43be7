"""Read: a location → its bytes → the `Document` in them, by the reader that is surest."""

from __future__ import annotations

import mimetypes
import stat
import sys
from dataclasses import replace
from pathlib import Path, PurePosixPath

from presscast import plugins
from presscast.errors import ReleaseError
from presscast.model import Document, Source

MAX_BYTES = 20_000_000
_MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".htm": "text/html",
    ".html": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".eml": "message/rfc822",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def load_source(location: str, *, allow_private: bool = False) -> Source:
    """Return the bytes of a file, of standard input (`-`) or of an http(s) URL.

    Raises ReleaseError where there is nothing to read, or more than `MAX_BYTES`. URLs of private
    and loopback addresses are refused unless `allow_private`.
    """
    if location == "-":
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
        _check_size("standard input", len(data), more=True)
        return Source("-", "", data)
    scheme = location.partition("://")[0].lower() if "://" in location else ""
    if scheme in {"http", "https"}:
        from presscast.readers._fetch import fetch

        return fetch(location, allow_private=allow_private, max_bytes=MAX_BYTES)
    if scheme:
        raise ReleaseError(
            f"{location}: {scheme}:// is not an address that can be read",
            hint="give a file, an http:// or https:// address, or - for standard input",
        )
    return _load_file(location)


def read(source: Source) -> Document:
    """Return the document in a source, read by the installed reader with the highest score.

    Raises ReleaseError where no reader knows the bytes, or the one that does finds no text.
    """
    if source.location == "-":
        source = replace(source, location="standard input")  # as errors name it
    if not source.data:
        raise ReleaseError(
            f"{source.location}: is empty", hint="choose a file with a release in it"
        )
    readers = [plugins.reader(name) for name in plugins.names("readers")]
    best = max(readers, key=lambda reader: reader.score(source))
    if best.score(source) <= 0:
        # The text reader knows by which advice each kind of binary file becomes readable.
        best = plugins.reader("text")
    return best.read(source)


def _load_file(location: str) -> Source:
    path = Path(location)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ReleaseError(
                f"{location}: is a folder", hint="give the files in it, such as FOLDER/*.txt"
            )
        _check_size(location, status.st_size)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise ReleaseError(
            f"{location}: no such file", hint="check the name and the folder that you are in"
        ) from error
    except PermissionError as error:
        raise ReleaseError(
            f"{location}: no permission to read it",
            hint="ask its owner, or change its permissions: chmod u+r FILE",
        ) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise ReleaseError(
            f"{location}: cannot be read ({reason})", hint="check the name and the disk"
        ) from error
    _check_size(location, len(data), more=True)
    return Source(location, _media_type(location), data)


def _check_size(location: str, size: int, *, more: bool = False) -> None:
    if size > MAX_BYTES:
        shown = f"more than {MAX_BYTES / 1e6:.0f} MB" if more else f"{size / 1e6:.1f} MB"
        raise ReleaseError(
            f"{location}: is too large ({shown}; the limit is {MAX_BYTES / 1e6:.0f} MB)",
            hint="give the release alone, without attachments and large pictures",
        )


def _media_type(name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    return _MEDIA_TYPES.get(suffix) or mimetypes.guess_type(name)[0] or ""
