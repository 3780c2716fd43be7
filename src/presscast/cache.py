"""Clips already spoken, found by what their sound depends on; shared by all shows of a user."""

from __future__ import annotations

import hashlib
import os
import struct
import tempfile
import time
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from presscast.errors import PublishError
from presscast.model import AudioClip, TextMark, Voice

DEFAULT_MAX_BYTES = 1_000_000_000
_MAGIC = b"presscast clip 1\n"
_DATA_MAGIC = b"presscast data 1\n"
_DATA_SUFFIX = ".made"
_CHECKSUM = struct.Struct("<I")
_HEAD = struct.Struct("<II")
"""CRC-32 of what follows, and how many bytes of it are the description."""
_EVICT_TO = 0.9
_STALE_PART_S = 3600


class _Description(msgspec.Struct, frozen=True, array_like=True):
    """What a clip is besides its sound."""

    sample_rate_hz: int
    frames: int
    marks: tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class CacheInfo:
    """What a cache holds."""

    folder: Path
    clips: int
    bytes: int
    """Of the clips and of what was made of them."""
    max_bytes: int


def cache_folder() -> Path:
    """Return the folder of the user's cache: `PRESSCAST_CACHE`, or the system's own place."""
    named = os.environ.get("PRESSCAST_CACHE")
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_cache_dir("presscast"))


def clip_key(fingerprint: str, voice: Voice, text: str) -> str:
    """Return the key of a clip: a hash of all that its sound depends on."""
    return data_key(voice.engine, fingerprint, voice.id, text)


def data_key(*parts: object) -> str:
    """Return the key of what was made: a hash of all that it depends on."""
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()


class ClipCache:
    """A folder of clips, the least recently used of which go when it grows too large.

    Safe under several processes and a kill at any moment: a clip is written beside and renamed, and
    one that does not match its own checksum counts as absent. A cache that cannot be written, or a
    full disk, costs time, never an episode.
    """

    def __init__(self, folder: Path | None = None, max_bytes: int = DEFAULT_MAX_BYTES) -> None:
        self._folder = (folder or cache_folder()) / "clips"
        self._max_bytes = max_bytes
        self._bytes: int | None = None

    def get(self, key: str) -> AudioClip | None:
        """Return the clip of that key, equal to the one that was put; None where there is none."""
        data = self._read(key)
        clip = _unpack(data) if data is not None else None
        if data is not None and clip is None:
            self._drop(key)
        return clip

    def put(self, key: str, clip: AudioClip) -> None:
        """Keep a clip."""
        self._write(key, _pack(clip))

    def get_data(self, key: str) -> bytes | None:
        """Return what was put under that key, made of clips; None where there is nothing whole."""
        key += _DATA_SUFFIX
        data = self._read(key)
        if data is None:
            return None
        start = len(_DATA_MAGIC) + _CHECKSUM.size
        if data.startswith(_DATA_MAGIC) and len(data) >= start:
            (checksum,) = _CHECKSUM.unpack(data[len(_DATA_MAGIC) : start])
            if zlib.crc32(data[start:]) == checksum:
                return data[start:]
        self._drop(key)
        return None

    def put_data(self, key: str, data: bytes) -> None:
        """Keep what was made of clips under a key of its own: a hash of all that it depends on."""
        self._write(key + _DATA_SUFFIX, _DATA_MAGIC + _CHECKSUM.pack(zlib.crc32(data)) + data)

    def _read(self, key: str) -> bytes | None:
        path = self._path(key)
        try:
            data = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return data

    def _drop(self, key: str) -> None:
        with suppress(OSError):
            self._path(key).unlink()

    def _write(self, key: str, data: bytes) -> None:
        path = self._path(key)
        part: Path | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
            part = Path(name)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            part.replace(path)
        except OSError:
            if part is not None:
                with suppress(OSError):
                    part.unlink()
            return
        if self._bytes is None:
            self._bytes = sum(size for _, size, _ in self._files())
        else:
            self._bytes += len(data)
        if self._bytes > self._max_bytes:
            self._evict()

    def info(self) -> CacheInfo:
        """Return how many clips there are and how much room they take."""
        files = self._files()
        clips = sum(path.suffix != _DATA_SUFFIX for _, _, path in files)
        return CacheInfo(self._folder, clips, sum(size for _, size, _ in files), self._max_bytes)

    def clear(self) -> CacheInfo:
        """Remove every clip; return what there was. Raises PublishError where that is refused."""
        before = self.info()
        for _, _, path in self._files():
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise PublishError(
                    f"{path}: cannot be removed ({error})", hint="check who owns that folder"
                ) from error
        self._bytes = None
        return before

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key

    def _files(self) -> list[tuple[float, int, Path]]:
        """Return when each clip was last used, its bytes and its path; sweep what a kill left."""
        found: list[tuple[float, int, Path]] = []
        for path in self._folder.glob("*/*"):
            with suppress(OSError):
                state = path.stat()
                if path.suffix != ".part":
                    found.append((state.st_mtime, state.st_size, path))
                elif state.st_mtime < time.time() - _STALE_PART_S:
                    path.unlink()
        return found

    def _evict(self) -> None:
        """Remove the least recently used clips until a tenth of the limit is free."""
        files = sorted(self._files(), key=lambda file: file[0])
        total = sum(size for _, size, _ in files)
        for _, size, path in files:
            if total <= self._max_bytes * _EVICT_TO:
                break
            with suppress(OSError):
                path.unlink()
                total -= size
        self._bytes = total


def _pack(clip: AudioClip) -> bytes:
    """Return a clip in about 55 % of its bytes.

    Speech is smooth, so its second difference is small; its low and high bytes lie apart because
    the high ones are nearly all zero. FLAC saves a little more but needs another library.
    """
    import numpy as np

    samples = np.frombuffer(clip.pcm, "<i2")
    bent = np.diff(np.diff(samples, prepend=np.int16(0)), prepend=np.int16(0))
    folded = (bent << 1) ^ (bent >> 15)
    packed = zlib.compress(folded.astype("<i2").view(np.uint8).reshape(-1, 2).T.tobytes(), 1)
    marks = tuple(
        (mark.start_char, mark.end_char, mark.start_frame, mark.end_frame) for mark in clip.marks
    )
    description = msgspec.msgpack.encode(_Description(clip.sample_rate_hz, clip.frames, marks))
    body = description + packed
    return _MAGIC + _HEAD.pack(zlib.crc32(body), len(description)) + body


def _unpack(data: bytes) -> AudioClip | None:
    """Return the clip that was packed; None for anything else."""
    import numpy as np

    start = len(_MAGIC) + _HEAD.size
    if not data.startswith(_MAGIC) or len(data) < start:
        return None
    checksum, described = _HEAD.unpack(data[len(_MAGIC) : start])
    body = data[start:]
    if zlib.crc32(body) != checksum:
        return None
    description = msgspec.msgpack.decode(body[:described], type=_Description)
    planes = np.frombuffer(zlib.decompress(body[described:]), np.uint8).reshape(2, -1)
    folded = np.ascontiguousarray(planes.T).view("<u2").reshape(-1)
    bent = ((folded >> 1) ^ (0 - (folded & 1)).astype(np.uint16)).view(np.int16)
    samples = np.cumsum(np.cumsum(bent, dtype=np.int16), dtype=np.int16)
    marks = tuple(TextMark(*mark) for mark in description.marks)
    return AudioClip(description.sample_rate_hz, samples.astype("<i2").tobytes(), marks)
