"""Voice packs: fetched from the project that publishes them, or copied from a folder.

A file is installed whole and checked, or not at all; an interrupted download goes on where it
stopped.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from presscast.errors import EngineError, UsageError
from presscast.files import file_sha256

Progress = Callable[[str, int, int], None]
"""Told the file, how many bytes are there, and how many there will be."""

_CHUNK_BYTES = 1 << 18
_TIMEOUT_S = 30
_KOKORO_URL = "https://github.com/thewh1teagle/kokoro-onnx/releases/download/model-files-v1.0/"


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of a pack, as its publisher has it."""

    name: str
    url: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Pack:
    """Voices that are installed together."""

    name: str
    licence: str
    files: tuple[PackFile, ...]


KOKORO = Pack(
    "kokoro",
    "Apache-2.0",
    (
        PackFile(
            "kokoro-v1.0.int8.onnx",
            _KOKORO_URL + "kokoro-v1.0.int8.onnx",
            92_361_271,
            "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb",
        ),
        PackFile(
            "voices-v1.0.bin",
            _KOKORO_URL + "voices-v1.0.bin",
            28_214_398,
            "bca610b8308e8d99f32e6fe4197e7ec01679264efed0cac9140fe9c29f1fbf7d",
        ),
    ),
)
PACKS = (KOKORO,)


def packs_folder() -> Path:
    """Return where voices of the publisher's own lie: Piper's in it, each pack in a folder."""
    import platformdirs

    named = os.environ.get("PRESSCAST_VOICES")
    return Path(named) if named else Path(platformdirs.user_data_dir("presscast")) / "voices"


def installed_file(pack: Pack, file: PackFile) -> Path | None:
    """Return the path of a pack's file, or None where it is not installed."""
    path = packs_folder() / pack.name / file.name
    return path if path.is_file() and path.stat().st_size == file.bytes else None


def add_pack(name: str, from_dir: Path | None, progress: Progress) -> tuple[Path, ...]:
    """Install a pack and return its files; what is there already is left as it is.

    Its files are copied from a folder, or fetched where that is None. Raises UsageError for an
    unknown pack or a folder without its files, EngineError where a file cannot be fetched, is not
    the one that its publisher has, or cannot be written.
    """
    pack = next((pack for pack in PACKS if pack.name == name), None)
    if pack is None:
        raise UsageError(
            f"no voice pack is called {name!r}",
            hint=f"choose one of: {', '.join(pack.name for pack in PACKS)}",
        )
    return tuple(
        installed_file(pack, file) or _install(pack, file, from_dir, progress)
        for file in pack.files
    )


def store(pack: Pack, file: PackFile, fill: Callable[[IO[bytes]], None]) -> Path:
    """Put a file into its pack's folder, written by `fill` after what is there, and check it.

    The part that an earlier try left is kept for `fill` to go on with (it is open for appending)
    and is thrown away once it proves wrong. Raises EngineError where it is not the pack's.
    """
    from filelock import FileLock

    folder = packs_folder() / pack.name
    path, part = folder / file.name, folder / (file.name + ".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / (file.name + ".lock")):
            if installed_file(pack, file):
                return path
            with part.open("ab") as sink:
                fill(sink)
            found = file_sha256(part)
            if found != file.sha256:
                part.unlink()
                raise EngineError(
                    f"{file.name}: not the file that its publisher has (SHA-256 {found})",
                    hint="try again; if it fails again, get the file from another place: "
                    f"presscast voices add {pack.name} --from DIR",
                )
            part.replace(path)
    except OSError as error:
        raise EngineError(
            f"{path}: cannot be written ({error.strerror or error})",
            hint="free some space there, or set PRESSCAST_VOICES to another folder",
        ) from error
    return path


def _install(pack: Pack, file: PackFile, from_dir: Path | None, progress: Progress) -> Path:
    if from_dir is None:
        return store(pack, file, lambda sink: _fetch(pack, file, sink, progress))
    source = from_dir / file.name
    if not source.is_file():
        raise UsageError(
            f"{from_dir}: {file.name} is not there",
            hint=f"the pack {pack.name} is: {', '.join(one.name for one in pack.files)}",
        )

    def copy(sink: IO[bytes]) -> None:
        sink.truncate(0)
        with source.open("rb") as whole:
            shutil.copyfileobj(whole, sink, _CHUNK_BYTES)
        progress(file.name, file.bytes, file.bytes)

    return store(pack, file, copy)


def _fetch(pack: Pack, file: PackFile, sink: IO[bytes], progress: Progress) -> None:
    """Append to `sink` what it still lacks of a file."""
    import requests
    import stamina

    def go_on() -> None:
        sink.flush()
        there = sink.tell()
        if there >= file.bytes:
            return
        headers = {"Range": f"bytes={there}-"} if there else {}
        with requests.get(file.url, headers=headers, stream=True, timeout=_TIMEOUT_S) as answer:
            answer.raise_for_status()
            if there and answer.status_code != requests.codes.partial_content:
                # The server begins at the start again.
                sink.truncate(0)
                there = 0
            for chunk in answer.iter_content(_CHUNK_BYTES):
                sink.write(chunk)
                there += len(chunk)
                progress(file.name, there, file.bytes)
        if there < file.bytes:
            raise requests.ConnectionError(f"ended after {there} of {file.bytes} bytes")

    try:
        stamina.retry(on=_worth_retrying, attempts=5, timeout=None)(go_on)()
    except requests.RequestException as error:
        raise EngineError(
            f"{file.url}: {error}",
            hint="try again, it goes on where it stopped; or copy the files from another machine: "
            f"presscast voices add {pack.name} --from DIR",
        ) from error


def _worth_retrying(error: Exception) -> bool:
    """Return whether a failed request may succeed later."""
    import requests

    if isinstance(error, requests.HTTPError):
        status = error.response.status_code if error.response is not None else 0
        return status == requests.codes.too_many_requests or status >= 500
    return isinstance(
        error,
        requests.ConnectionError | requests.Timeout | requests.exceptions.ChunkedEncodingError,
    )
