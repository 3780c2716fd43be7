"""MP3 made in stretches: each encoded alone, joined in silence, with one header for the whole.

A stretch begins and ends in digital silence and on the border of a frame. An encoder that starts
anew there refers to no earlier bits, and neither filter bank has anything to carry over, so the
stretches joined are what one encoder would have made, and a stretch that was encoded before is
taken as it is. Sources: ISO/IEC 11172-3; the MP3 Info Tag revision 1 specification of LAME.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from presscast.audio.ffmpeg import LAME_QUALITY, REINSTALL_HINT, piped, program
from presscast.audio.loudness import (
    decibels,
    gated_lufs,
    range_lu,
    step_powers,
    true_peak,
    weigh,
)
from presscast.errors import AudioError
from presscast.model import Loudness

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

FRAME_SAMPLES: Final = 1152
GRAIN_SAMPLES: Final = 128
RATES_HZ: Final = (44100, 48000, 32000)
"""In the order of their numbers in a frame's header."""
BITRATES_KBPS: Final = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
"""In the order of their numbers in a frame's header, which begin with 1."""
ENCODER_DELAY: Final = 576
DECODER_DELAY: Final = 529
_DELAY = ENCODER_DELAY + DECODER_DELAY
_FADED = 2 * FRAME_SAMPLES
"""Silence that a stretch ends with: what both filter banks look ahead."""
_LEAD = FRAME_SAMPLES
"""Silence that a stretch begins with."""
_LEAST_S = 6
_MOST_S = 30
_INFO_BYTES = 4 + 17 + 120 + 36


@dataclass(frozen=True, slots=True)
class EncodedStretch:
    """Frames of MP3, and what they sound like when they are decoded."""

    frames: bytes
    frame_count: int
    grain_powers: npt.NDArray[np.float32]
    """Mean squares of the K-weighted sound, one for each GRAIN_SAMPLES."""
    true_peak: float


def stretches(sound: Iterable[bytes], sample_rate_hz: int) -> Iterator[bytes]:
    """Yield 16-bit mono PCM in stretches that can be encoded alone; none of it is lost.

    Where a stretch ends depends on the sound before, so that a change moves few of the ends.
    """
    held: list[bytes] = []
    frames = 0
    chosen = False
    for piece in sound:
        count = len(piece) // 2
        end = frames + count - _LEAD
        cut = end - end % FRAME_SAMPLES - frames
        if (
            (frames >= _LEAST_S * sample_rate_hz and chosen) or frames >= _MOST_S * sample_rate_hz
        ) and (cut >= _FADED and not piece.strip(b"\0")):
            yield b"".join((*held, piece[: 2 * cut]))
            held, frames = [piece[2 * cut :]], count - cut
            continue
        if piece.strip(b"\0"):
            chosen = zlib.crc32(piece[-4096:]) % 2 == 0
        held.append(piece)
        frames += count
    yield b"".join(held)


def encoder_name() -> str:
    """Return what tells one encoder from another. Raises AudioError where there is none."""
    path = Path(program())
    try:
        size = path.stat().st_size
    except OSError as error:
        raise AudioError(f"ffmpeg cannot be started: {error}", hint=REINSTALL_HINT) from error
    return f"{path.name} {size} {LAME_QUALITY}"


def encode_stretch(
    pcm: bytes, sample_rate_hz: int, bitrate_kbps: int, *, is_last: bool
) -> EncodedStretch:
    """Encode a stretch, decode it again and measure it.

    All but the last are a whole number of frames long. Raises AudioError where ffmpeg fails.
    """
    import numpy as np

    given = ["-f", "s16le", "-ar", str(sample_rate_hz), "-ac", "1", "-i", "pipe:0"]
    wanted = ["-c:a", "libmp3lame", "-b:a", f"{bitrate_kbps}k", "-write_xing", "0"]
    wanted += ["-compression_level", str(LAME_QUALITY), "-id3v2_version", "0", "-f", "mp3"]
    # The last frames come only when there is sound after them.
    padding = bytes(2 * 3 * FRAME_SAMPLES)
    made = piped([*given, *wanted, "pipe:1"], pcm + padding)
    count = len(pcm) // 2 // FRAME_SAMPLES
    if is_last:
        count = -(-(len(pcm) // 2 + _DELAY) // FRAME_SAMPLES)
    frames = _first_frames(made, count)
    decoded = piped(["-f", "mp3", "-i", "pipe:0", "-f", "f32le", "pipe:1"], frames)
    samples = np.frombuffer(decoded, "<f4")
    if len(samples) != count * FRAME_SAMPLES:
        raise AudioError(
            f"{len(samples)} samples were decoded of {count} frames",
            hint="presscast doctor shows which ffmpeg is used; reinstall imageio-ffmpeg",
        )
    weighted = weigh(samples, sample_rate_hz).reshape(-1, GRAIN_SAMPLES)
    powers: npt.NDArray[np.float32] = np.square(weighted).mean(axis=1)
    return EncodedStretch(frames, count, powers, true_peak(samples))


def loudness(encoded: Iterable[tuple[npt.NDArray[np.float32], float]], rate_hz: int) -> Loudness:
    """Return the loudness of stretches after one another, each as its grain powers and peak."""
    import numpy as np

    measured = list(encoded)
    powers = np.concatenate([powers for powers, _ in measured])[_DELAY // GRAIN_SAMPLES :]
    steps = step_powers(powers * GRAIN_SAMPLES, GRAIN_SAMPLES, len(powers) * GRAIN_SAMPLES, rate_hz)
    return Loudness(
        integrated_lufs=round(gated_lufs(steps), 2),
        true_peak_dbtp=round(decibels(max(peak for _, peak in measured)), 2),
        range_lu=round(range_lu(steps), 2),
    )


def info_frame(
    sample_rate_hz: int, bitrate_kbps: int, *, frame_count: int, frame_bytes: int, samples: int
) -> bytes:
    """Return the frame before all others that states how long they are, to the sample.

    `frame_bytes` and `frame_count` are of the frames that follow. It is silence to a player that
    does not know it. The checksum of the sound is left at nought: players do not look at it.
    """
    number, size = info_shape(sample_rate_hz, bitrate_kbps)
    head = bytes((0xFF, 0xFB, number << 4 | RATES_HZ.index(sample_rate_hz) << 2, 0xC0))
    padding = frame_count * FRAME_SAMPLES - ENCODER_DELAY - samples
    total = frame_bytes + size
    tag = b"".join(
        (
            head + bytes(17),
            b"Info" + (15).to_bytes(4),
            frame_count.to_bytes(4) + total.to_bytes(4),
            bytes(part * 256 // 100 for part in range(100)),
            (100 - 10 * LAME_QUALITY).to_bytes(4),
            b"LAME3.100" + bytes((1, 0)) + bytes(8 + 1),
            bytes((min(bitrate_kbps, 255),)),
            (ENCODER_DELAY << 12 | padding).to_bytes(3),
            bytes(4) + total.to_bytes(4) + bytes(2),
        )
    )
    return (tag + _crc16(tag).to_bytes(2)).ljust(size, b"\0")


def info_shape(sample_rate_hz: int, bitrate_kbps: int) -> tuple[int, int]:
    """Return the number of the bit rate of the first frame, which must hold the tag; its bytes."""
    return next(
        (number, size)
        for number, kbps in enumerate(BITRATES_KBPS, 1)
        if kbps >= bitrate_kbps and (size := 144_000 * kbps // sample_rate_hz) >= _INFO_BYTES
    )


def _crc16(data: bytes) -> int:
    """Return the CRC-16 that Info tags have: polynomial 0x8005, reflected, from nought."""
    register = 0
    for byte in data:
        register ^= byte
        for _ in range(8):
            register = register >> 1 ^ (0xA001 if register & 1 else 0)
    return register


def _first_frames(data: bytes, count: int) -> bytes:
    """Return so many frames of the start of MP3 data; each header states its frame's length."""
    at = 0
    for _ in range(count):
        head = data[at : at + 4]
        if len(head) < 4 or head[0] != 0xFF or head[1] & 0xFE != 0xFA:
            raise AudioError("ffmpeg gave no MP3", hint=REINSTALL_HINT)
        rate_hz = RATES_HZ[head[2] >> 2 & 3]
        at += 144_000 * BITRATES_KBPS[(head[2] >> 4) - 1] // rate_hz + (head[2] >> 1 & 1)
    return data[:at]
