"""A folder of this machine to upload to, such as a mounted web root."""

from __future__ import annotations

import contextlib
import errno
import shutil
from collections.abc import Iterator
from pathlib import Path

from presscast.errors import PublishError
from presscast.files import sweep, whole_file


class Folder:
    """A folder; what a file is served as is the web server's to say."""

    parallel = 1

    def __init__(self, root: Path) -> None:
        self.root = root

    def read(self, path: str) -> bytes | None:
        with self._errors(path):
            try:
                return (self.root / path).read_bytes()
            except FileNotFoundError:
                return None

    def put(self, local: Path, path: str, media_type: str, cache_control: str) -> None:
        del media_type, cache_control
        sweep((self.root / path).parent)
        with self._errors(path), whole_file(self.root / path) as part:
            shutil.copyfile(local, part)

    def write(self, path: str, data: bytes, media_type: str, cache_control: str) -> None:
        del media_type, cache_control
        with self._errors(path), whole_file(self.root / path) as part:
            part.write_bytes(data)

    def size(self, path: str) -> int | None:
        with self._errors(path):
            try:
                return (self.root / path).stat().st_size
            except FileNotFoundError:
                return None

    def delete(self, path: str) -> None:
        with self._errors(path):
            (self.root / path).unlink(missing_ok=True)
        folder = (self.root / path).parent
        with contextlib.suppress(OSError):
            while folder != self.root:
                folder.rmdir()
                folder = folder.parent

    @contextlib.contextmanager
    def _errors(self, path: str) -> Iterator[None]:
        """Turn what the folder refuses into what the publisher can mend."""
        try:
            yield
        except PublishError as error:
            # `whole_file` speaks of the output folder; this one is another.
            if not isinstance(error.__cause__, OSError):
                raise
            raise self._refusal(path, error.__cause__) from error
        except OSError as error:
            raise self._refusal(path, error) from error

    def _refusal(self, path: str, error: OSError) -> PublishError:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            hint = "make room there, then run the same command again: it goes on where it stopped"
        elif isinstance(error, PermissionError) or error.errno == errno.EROFS:
            hint = f"see that you may write to {self.root}"
        else:
            hint = f"see that {self.root} is a folder and mounted"
        return PublishError(f"{self.root / path}: {error.strerror or error}", hint=hint)
