"""A stream of sound → an MP3 file at the loudness that podcasts are heard at."""

from __future__ import annotations

import errno
import hashlib
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

import msgspec

from presscast.audio import mp3
from presscast.audio.ffmpeg import Mp3Encoder, decode
from presscast.audio.level import limit
from presscast.audio.loudness import LoudnessMeter
from presscast.audio.samples import from_pcm, to_pcm
from presscast.cache import ClipCache, data_key
from presscast.config import AudioSettings
from presscast.errors import AudioError, PublishError
from presscast.model import Loudness

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from presscast.audio.samples import Samples

AIM_LU = 0.5
"""A file this near to the loudness asked for is done."""
_BEARABLE_LU = 1.0
_ATTEMPTS = 3
_CEILING_BELOW_DB = 1.0
"""Encoding to MP3 moves the peaks of speech by up to this much."""
_ENCODERS = 2
"""Stretches that are encoded at once: encoding is a tenth of the work of speaking."""
_STRETCH_VERSION = 1
"""Part of the key of a stretch in the cache: raise it when another sound or measure comes out."""
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


def master(
    sound: Iterable[bytes], path: Path, audio: AudioSettings, cache: ClipCache | None = None
) -> Mastered:
    """Write 16-bit mono PCM at `audio.sample_rate_hz` as an MP3 file to `path`.

    The sound is encoded, decoded again and measured a stretch at a time while it is made; stretches
    that were encoded before come from the cache. Only a file that misses `audio.loudness_lufs` by
    more than 0.5 LU, or whose true peak is above `audio.true_peak_dbtp`, is encoded again, from the
    sound as it was before. `path` should be a name beside the final one:
    it is incomplete until this returns, and removed where it fails. Raises AudioError where ffmpeg
    fails or the loudness cannot be reached, PublishError where the disk is full.
    """
    try:
        # Nameless, so that nothing of it is left even by a kill.
        with tempfile.TemporaryFile(dir=path.parent) as spool:
            spooled = _spooled(sound, spool)
            if audio.bed or audio.sample_rate_hz not in mp3.RATES_HZ:
                frames = _encode(spooled, path, audio)
                heard = measure(path, audio.sample_rate_hz)
            else:
                frames, heard = _join(spooled, path, audio, cache)
            return _settle(spool, frames, heard, path, audio)
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


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """A stretch in the cache."""

    frames: bytes
    frame_count: int
    grain_powers: bytes
    true_peak: float


def _join(
    sound: Iterable[bytes], path: Path, audio: AudioSettings, cache: ClipCache | None
) -> tuple[int, Loudness]:
    """Write the MP3 file from stretches; return how many samples went into it, and its loudness."""
    rate_hz = audio.sample_rate_hz
    encoder = mp3.encoder_name()
    samples = frame_count = frame_bytes = 0
    measured: list[tuple[npt.NDArray[np.float32], float]] = []
    pending: deque[Future[mp3.EncodedStretch]] = deque()
    bitrate_kbps = min(mp3.BITRATES_KBPS, key=lambda kbps: abs(kbps - audio.bitrate_kbps))

    def encode(pcm: bytes, *, is_last: bool) -> mp3.EncodedStretch:
        return _encoded(pcm, rate_hz, bitrate_kbps, encoder, cache, is_last=is_last)

    executor = ThreadPoolExecutor(_ENCODERS, thread_name_prefix="presscast-mp3")
    try:
        with path.open("wb") as file:
            file.write(bytes(mp3.info_shape(rate_hz, bitrate_kbps)[1]))
            parts = mp3.stretches(sound, rate_hz)
            part: bytes | None = next(parts)
            while part is not None or pending:
                if part is not None:
                    after = next(parts, None)
                    samples += len(part) // 2
                    pending.append(executor.submit(encode, part, is_last=after is None))
                    part = after
                while pending and (part is None or len(pending) > _ENCODERS or pending[0].done()):
                    made = pending.popleft().result()
                    file.write(made.frames)
                    frame_count += made.frame_count
                    frame_bytes += len(made.frames)
                    measured.append((made.grain_powers, made.true_peak))
            file.seek(0)
            head = mp3.info_frame(
                rate_hz,
                bitrate_kbps,
                frame_count=frame_count,
                frame_bytes=frame_bytes,
                samples=samples,
            )
            file.write(head)
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
    return samples, mp3.loudness(measured, rate_hz)


def _encoded(
    pcm: bytes,
    rate_hz: int,
    bitrate_kbps: int,
    encoder: str,
    cache: ClipCache | None,
    *,
    is_last: bool,
) -> mp3.EncodedStretch:
    """Return a stretch encoded and measured, as it was kept where it was encoded before."""
    import numpy as np

    said = hashlib.sha256(pcm).hexdigest()
    key = data_key("mp3", _STRETCH_VERSION, said, rate_hz, bitrate_kbps, encoder, is_last)
    data = cache.get_data(key) if cache is not None else None
    if data is not None:
        kept = msgspec.msgpack.decode(data, type=_Kept)
        powers = np.frombuffer(kept.grain_powers, "<f4")
        return mp3.EncodedStretch(kept.frames, kept.frame_count, powers, kept.true_peak)
    made = mp3.encode_stretch(pcm, rate_hz, bitrate_kbps, is_last=is_last)
    if cache is not None:
        powers_kept = made.grain_powers.astype("<f4").tobytes()
        kept = _Kept(made.frames, made.frame_count, powers_kept, made.true_peak)
        cache.put_data(key, msgspec.msgpack.encode(kept))
    return made


def _settle(
    spool: IO[bytes], frames: int, heard: Loudness, path: Path, audio: AudioSettings
) -> Mastered:
    """Encode the file anew with another gain and ceiling while it misses what is asked for."""
    gain_db = 0.0
    ceiling_dbfs = audio.true_peak_dbtp - _CEILING_BELOW_DB
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
