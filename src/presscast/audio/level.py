"""Bring speech to a loudness: one gain, and a limiter that looks ahead for what would overshoot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presscast.audio.loudness import SILENCE_LUFS, gated_lufs, step_powers, weigh

if TYPE_CHECKING:
    import numpy as np

    from presscast.audio.samples import Samples

HEADROOM_DB: Final = 1.0
"""Encoding to MP3 moves the peaks of speech by up to this much."""
_GRAIN = 16
"""Frames that share one value of the limiter's gain before it is smoothed: 0.4 ms at 44.1 kHz."""
_HOLD_MS = 12
_TOLERANCE_LU = 0.05
_MAX_GAIN_DB = 30.0
"""Near silence is not lifted without end."""


def level(
    samples: Samples, sample_rate_hz: int, target_lufs: float, ceiling_dbfs: float
) -> Samples:
    """Return speech at a loudness, no sample above the ceiling. Silence stays as it is."""
    gain_db = level_gain_db(samples, sample_rate_hz, target_lufs, ceiling_dbfs)
    return limit(samples, sample_rate_hz, 10 ** (gain_db / 20), ceiling_dbfs)


def level_gain_db(
    samples: Samples, sample_rate_hz: int, target_lufs: float, ceiling_dbfs: float
) -> float:
    """Return the gain that brings speech to a loudness when `limit` holds its peaks; 0 for silence.

    The limiter takes loudness away, so the gain is found by iteration. Its own gain moves slowly
    against the K-weighting filters; that lets the iterations run on the powers of short grains
    instead of filtering the sound each time.
    """
    import numpy as np

    frames = len(samples)
    powers = _grains(weigh(samples, sample_rate_hz) ** 2, np.add.reduce)
    peaks = _grains(np.abs(samples), np.maximum.reduce)
    ceiling = 10 ** (ceiling_dbfs / 20)
    hold = max(1, sample_rate_hz * _HOLD_MS // 1000 // _GRAIN)
    loudness = _loudness(powers, frames, sample_rate_hz) if frames else SILENCE_LUFS
    if loudness <= SILENCE_LUFS:
        return 0.0
    gain_db = min(target_lufs - loudness, _MAX_GAIN_DB)
    for _ in range(4):
        gains = _limit(peaks, 10 ** (gain_db / 20), ceiling, hold)
        missing_lu = target_lufs - _loudness(powers * gains * gains, frames, sample_rate_hz)
        if abs(missing_lu) <= _TOLERANCE_LU or gain_db >= _MAX_GAIN_DB:
            break
        gain_db = min(gain_db + missing_lu, _MAX_GAIN_DB)
    return gain_db


def limit(samples: Samples, sample_rate_hz: int, gain: float, ceiling_dbfs: float) -> Samples:
    """Return the samples times a gain, no sample above the ceiling."""
    import numpy as np

    if len(samples) == 0:
        return samples
    peaks = _grains(np.abs(samples), np.maximum.reduce)
    ceiling = 10 ** (ceiling_dbfs / 20)
    hold = max(1, sample_rate_hz * _HOLD_MS // 1000 // _GRAIN)
    gains = _limit(peaks, gain, ceiling, hold)
    limited: Samples = np.clip(samples * _ramp(gains, len(samples)), -ceiling, ceiling)
    return limited


def _grains(values: Samples, reduce: np.ufunc | object) -> Samples:
    """Return one value for each grain of frames, the last one filled up with zeros."""
    import numpy as np

    count = -(-len(values) // _GRAIN)
    padded = np.zeros(count * _GRAIN, np.float32)
    padded[: len(values)] = values
    grains: Samples = reduce(padded.reshape(count, _GRAIN), axis=1)  # type: ignore[operator]
    return grains


def _loudness(powers: Samples, frames: int, sample_rate_hz: int) -> float:
    """Return the gated loudness of K-weighted grain powers."""
    return gated_lufs(step_powers(powers, _GRAIN, frames, sample_rate_hz))


def _limit(peaks: Samples, gain: float, ceiling: float, hold: int) -> Samples:
    """Return the gain of each grain: at most `gain`, low enough around every high peak.

    The least gain within `hold` grains on either side, smoothed over as many: it starts to fall
    before the peak comes and rises after it, without steps that would be heard as distortion.
    """
    import numpy as np

    wanted: Samples = np.minimum(ceiling / np.maximum(peaks, 1e-9), gain).astype(np.float32)
    if float(wanted.min()) >= gain:
        return wanted
    reach = hold + 1
    padded: Samples = np.pad(wanted, reach, mode="edge")
    width = 1
    while 2 * width <= 2 * reach + 1:
        padded = np.minimum(padded[:-width], padded[width:])
        width *= 2
    rest = 2 * reach + 1 - width
    if rest:
        padded = np.minimum(padded[:-rest], padded[rest:])
    for span in (hold // 2, hold - hold // 2):
        sums = np.cumsum(np.pad(padded, (span + 1, span), mode="edge"), dtype=np.float64)
        smooth: Samples = (sums[2 * span + 1 :] - sums[: -2 * span - 1]).astype(np.float32)
        smooth /= 2 * span + 1
        padded = smooth
    return padded


def _ramp(gains: Samples, frames: int) -> Samples:
    """Return a gain for every frame, straight lines between the middles of the grains."""
    import numpy as np

    middles: Samples = np.concatenate((gains[:1], gains, gains[-1:]))
    parts: Samples = ((np.arange(_GRAIN) + 0.5) / _GRAIN).astype(np.float32)
    lines: Samples = middles[:-1, None] + (middles[1:] - middles[:-1])[:, None] * parts
    half = _GRAIN // 2
    ramp: Samples = lines.reshape(-1)[half : half + frames]
    return ramp
