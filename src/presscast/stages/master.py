"""A stream of sound → an MP3 file at the loudness that podcasts are heard at."""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from presscast.audio.ffmpeg import Mp3Encoder, decode
from presscast.audio.level import limit
from presscast.audio.loudness import LoudnessMeter
from presscast.audio.samples import from_pcm, to_pcm
from presscast.config import AudioSettings
from presscast.errors import AudioError, PublishError
from presscast.model import Loudness

if TYPE_CHECKING:
    from presscast.audio.samples import Samples

AIM_LU = 0.5
"""A file this near to the loudness asked for is done."""
_BEARABLE_LU = 1.0
_ATTEMPTS = 3
_CEILING_BELOW_DB = 1.0
"""Encoding to MP3 moves the peaks of speech by up to this much."""
_CHUNK_S = 10
_CONTEXT_MS = 100
"""What the limiter must see on either side of a chunk to act as if there were no chunks."""


@dataclass(frozen=True, slots=True)
class Mastered:
    """An MP3 file, without tags, as measured after decoding it."""

    path: Path
    bytes: int
    duration_ms: int
    loudness: Loudness


def master(sound: Iterable[bytes], path: Path, audio: AudioSettings) -> Mastered:
    """Write 16-bit mono PCM at `audio.sample_rate_hz` as an MP3 file to `path`.

    The file is encoded while the sound is made, and measured once it is whole. Only one that misses
    `audio.loudness_lufs` by more than 0.5 LU, or whose true peak is above `audio.true_peak_dbtp`,
    is encoded again, from the sound as it was before. `path` should be a name beside the final one:
    it is incomplete until this returns, and removed where it fails. Raises AudioError where ffmpeg
    fails or the loudness cannot be reached, PublishError where the disk is full.
    """
    try:
        # Nameless, so that nothing of it is left even by a kill.
        with tempfile.TemporaryFile(dir=path.parent) as spool:
            frames = _encode(_spooled(sound, spool), path, audio)
            return _settle(spool, frames, path, audio)
    except BaseException as error:
        path.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        raise PublishError(
            f"{path}: {'the disk is full' if full else error.strerror}",
            hint="free some space, try again" if full else "choose another folder: -o DIR",
        ) from error


def measure(path: Path, sample_rate_hz: int = 44100) -> Loudness:
    """Return the loudness of a sound file as it is heard; raises AudioError for no sound."""
    meter = LoudnessMeter(sample_rate_hz)
    for samples in decode(path, sample_rate_hz):
        meter.feed(samples)
    return meter.result()


def _encode(sound: Iterable[bytes], path: Path, audio: AudioSettings) -> int:
    """Write the MP3 file; return how many frames went into it."""
    frames = 0
    with Mp3Encoder(path, audio.sample_rate_hz, audio.bitrate_kbps) as encoder:
        for pcm in sound:
            encoder.write(pcm)
            frames += len(pcm) // 2
        encoder.finish()
    return frames


def _spooled(sound: Iterable[bytes], spool: IO[bytes]) -> Iterator[bytes]:
    for pcm in sound:
        spool.write(pcm)
        yield pcm


def _settle(spool: IO[bytes], frames: int, path: Path, audio: AudioSettings) -> Mastered:
    """Measure the file, and encode it anew with another gain and ceiling while it misses."""
    gain_db = 0.0
    ceiling_dbfs = audio.true_peak_dbtp - _CEILING_BELOW_DB
    heard = measure(path, audio.sample_rate_hz)
    for _ in range(_ATTEMPTS):
        missing_lu, excess_db = _misses(heard, audio)
        if abs(missing_lu) <= AIM_LU and excess_db <= 0:
            break
        gain_db += missing_lu
        if excess_db > 0:
            ceiling_dbfs -= excess_db + 0.1
        _encode(_relevelled(spool, gain_db, ceiling_dbfs, audio), path, audio)
        heard = measure(path, audio.sample_rate_hz)
    missing_lu, excess_db = _misses(heard, audio)
    if abs(missing_lu) > _BEARABLE_LU or excess_db > 0:
        raise AudioError(
            f"{path.name}: {heard.integrated_lufs} LUFS with a true peak of "
            f"{heard.true_peak_dbtp} dBTP instead of {audio.loudness_lufs} LUFS and "
            f"{audio.true_peak_dbtp} dBTP",
            hint="ask for less: loudness_lufs under [audio] in presscast.toml",
        )
    duration_ms = round(frames * 1000 / audio.sample_rate_hz)
    return Mastered(path, path.stat().st_size, duration_ms, heard)


def _misses(heard: Loudness, audio: AudioSettings) -> tuple[float, float]:
    """Return the loudness that is missing and how far the peaks are too high."""
    return (
        audio.loudness_lufs - heard.integrated_lufs,
        heard.true_peak_dbtp - audio.true_peak_dbtp,
    )


def _relevelled(
    spool: IO[bytes], gain_db: float, ceiling_dbfs: float, audio: AudioSettings
) -> Iterator[bytes]:
    """Yield the spooled sound with another gain, limited."""
    import numpy as np

    context = audio.sample_rate_hz * _CONTEXT_MS // 1000
    chunk = audio.sample_rate_hz * _CHUNK_S
    spool.seek(0)
    before: Samples = np.zeros(0, np.float32)
    ahead = _read(spool, chunk + context)
    while len(ahead):
        limited = limit(
            np.concatenate((before, ahead)),
            audio.sample_rate_hz,
            10 ** (gain_db / 20),
            ceiling_dbfs,
        )
        now = ahead[:chunk]
        part = limited[len(before) : len(before) + len(now)]
        yield to_pcm(part)
        before = now[-context:]
        ahead = np.concatenate((ahead[chunk:], _read(spool, chunk)))


def _read(spool: IO[bytes], frames: int) -> Samples:
    return from_pcm(spool.read(2 * frames))
