"""Files: written whole, beside their place, flushed, then renamed; and their hashes."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from presscast.errors import PublishError


@contextlib.contextmanager
def publishing_errors(path: Path) -> Iterator[None]:
    """Turn an OSError on a file of the output folder into what the publisher can mend."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            hint = "make room on the disk, then publish again; nothing published before has changed"
        elif isinstance(error, PermissionError) or error.errno == errno.EROFS:
            hint = "choose a folder that you may write to: -o DIR"
        else:
            hint = "check the folder, or choose another: -o DIR"
        place = error.filename or path
        raise PublishError(f"{place}: {error.strerror or error}", hint=hint) from error


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file, which is not held; raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sweep(folder: Path) -> None:
    """Remove what a kill left of files that were being written to a folder."""
    for part in folder.glob(".*.part"):
        with contextlib.suppress(OSError):
            part.unlink()


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a path beside `path` to write to; when that went well, flush it and rename it.

    Whatever happens, a reader of `path` sees the old file or the whole new one, and nothing is left
    beside it. Folders made for it are taken away again where the writing fails.
    """
    made_folders = [folder for folder in path.parents if not folder.exists()]
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with publishing_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            yield part
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)
        for folder in made_folders:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
