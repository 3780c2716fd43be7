"""Loudness and true peak as ITU-R BS.1770-4 and EBU Tech 3342 define them, in a stream."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from presscast.model import Loudness

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from presscast.audio.samples import Samples

STEPS_PER_SECOND = 10
"""Gating blocks of 400 ms start every 100 ms."""
SILENCE_LUFS = -70.0
_BLOCK_STEPS = 4
_SHORT_TERM_STEPS = 30
_OFFSET_LU = -0.691
_PADDING_MS = 100
"""The high-pass has died away to -100 dB after this long."""
_BLOCK_FRAMES = 32_768
_OVERSAMPLING = 4
_HALF_TAPS = 16


@cache
def _weighting(sample_rate_hz: int, size: int) -> npt.NDArray[np.complex64]:
    """Return the response of the K-weighting filters at the bins of a real FFT.

    The standard gives coefficients for 48 kHz only; these are the analogue prototypes behind them,
    carried to other rates by the bilinear transform (De Man, "Evaluation of implementations of the
    EBU R128 loudness measurement", AES 145, 2018).
    """
    import numpy as np

    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    k = np.tan(np.pi * 1681.974450955533 / sample_rate_hz)
    q = 0.7071752369554196
    high = 10 ** (3.999843853973347 / 20)
    band = high**0.4996667741545416
    shelf = (
        (high + band * k / q + k * k)
        + 2 * (k * k - high) * z
        + (high - band * k / q + k * k) * z * z
    ) / ((1 + k / q + k * k) + 2 * (k * k - 1) * z + (1 - k / q + k * k) * z * z)
    k = np.tan(np.pi * 38.13547087602444 / sample_rate_hz)
    q = 0.5003270373238773
    # The standard leaves the numerator of the high-pass at 1, -2, 1.
    high_pass = (1 - z) ** 2 / (
        1
        + 2 * (k * k - 1) / (1 + k / q + k * k) * z
        + (1 - k / q + k * k) / (1 + k / q + k * k) * z * z
    )
    response: npt.NDArray[np.complex64] = (shelf * high_pass).astype(np.complex64)
    return response


def weigh(samples: Samples, sample_rate_hz: int) -> Samples:
    """Return the samples after K-weighting, as many as there were.

    Filtered by overlapping blocks, each small enough for the cache of a core: several times as fast
    as one transform of the whole.
    """
    import numpy as np

    overlap = sample_rate_hz * _PADDING_MS // 1000
    step = _BLOCK_FRAMES - overlap
    count = -(-len(samples) // step)
    padded = np.zeros(overlap + count * step, np.float32)
    padded[overlap : overlap + len(samples)] = samples
    response = _weighting(sample_rate_hz, _BLOCK_FRAMES)
    weighted: Samples = np.empty(count * step, np.float32)
    for start in range(0, count * step, step):
        spectrum = np.fft.rfft(padded[start : start + _BLOCK_FRAMES])
        spectrum *= response
        weighted[start : start + step] = np.fft.irfft(spectrum)[overlap:]
    return weighted[: len(samples)]


def step_powers(
    sums: npt.NDArray[np.floating], grain: int, frames: int, sample_rate_hz: int
) -> npt.NDArray[np.float64]:
    """Return the mean squares of the 100 ms steps of sound whose grains have these sums of squares.

    A grain on the border of two steps counts for each with its share.
    """
    import numpy as np

    before = np.concatenate(([0.0], np.cumsum(sums, dtype=np.float64)))
    steps = max(1, frames * STEPS_PER_SECOND // sample_rate_hz)
    edges = np.linspace(
        0, min(steps * sample_rate_hz / STEPS_PER_SECOND, frames) / grain, steps + 1
    )
    whole = np.interp(edges, np.arange(len(before)), before)
    powers: npt.NDArray[np.float64] = np.diff(whole) / (np.diff(edges) * grain)
    return powers


def gated_lufs(step_powers: npt.NDArray[np.float64]) -> float:
    """Return the integrated loudness of mean squares of K-weighted 100 ms steps.

    Sound shorter than one block of 400 ms is taken as one block.
    """
    import numpy as np

    if len(step_powers) == 0:
        return SILENCE_LUFS
    blocks = _means(step_powers, _BLOCK_STEPS)
    loud = blocks[blocks > _power(SILENCE_LUFS)]
    if len(loud) == 0:
        return SILENCE_LUFS
    kept = loud[loud > loud.mean() / 10]
    return float(_OFFSET_LU + 10 * np.log10(kept.mean()))


def range_lu(step_powers: npt.NDArray[np.float64]) -> float:
    """Return the loudness range: between the 10th and the 95th percentile of 3 s windows."""
    import numpy as np

    if len(step_powers) < _SHORT_TERM_STEPS:
        return 0.0
    windows = _means(step_powers, _SHORT_TERM_STEPS)
    loud = windows[windows > _power(SILENCE_LUFS)]
    if len(loud) == 0:
        return 0.0
    kept = 10 * np.log10(loud[loud > loud.mean() / 100])
    low, high = np.percentile(kept, (10, 95))
    return float(high - low)


def _means(step_powers: npt.NDArray[np.float64], steps: int) -> npt.NDArray[np.float64]:
    import numpy as np

    if len(step_powers) < steps:
        return np.array([step_powers.mean()])
    sums = np.concatenate(([0.0], np.cumsum(step_powers)))
    means: npt.NDArray[np.float64] = (sums[steps:] - sums[:-steps]) / steps
    return means


def _power(lufs: float) -> float:
    return float(10 ** ((lufs - _OFFSET_LU) / 10))


@cache
def _between_samples() -> Samples:
    """Return the taps, shape (2 * _HALF_TAPS, 3), of the three values between two samples."""
    import numpy as np

    offsets = np.arange(1, _OVERSAMPLING) / _OVERSAMPLING
    distances = np.arange(1 - _HALF_TAPS, _HALF_TAPS + 1)[:, None] - offsets[None, :]
    taps = np.sinc(distances) * np.cos(np.pi * distances / (2 * _HALF_TAPS)) ** 2
    scaled: Samples = (taps / taps.sum(axis=0)).astype(np.float32)
    return scaled


def true_peak(samples: Samples, floor: float = 0.0) -> float:
    """Return the largest magnitude of the sound at four times its rate; 1.0 is full scale.

    Only the surroundings of samples above 70 % of the largest one, and of `floor`, are oversampled:
    between lower ones no higher peak lies in speech. Returns at least `floor`.
    """
    import numpy as np

    if len(samples) == 0:
        return floor
    magnitudes = np.abs(samples)
    peak = max(float(magnitudes.max()), floor)
    high = magnitudes >= max(0.7 * peak, 1e-5)
    # A peak lies between a high sample and either of its neighbours.
    starts = np.flatnonzero(np.append(high, False) | np.insert(high, 0, False))
    padded = np.pad(samples, (_HALF_TAPS, _HALF_TAPS))
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * _HALF_TAPS)
    for first in range(0, len(starts), 65_536):
        chosen = windows[starts[first : first + 65_536]]
        peak = max(peak, float(np.abs(chosen @ _between_samples()).max()))
    return peak


def decibels(magnitude: float) -> float:
    """Return a magnitude in dB; silence is -120."""
    import math

    return 20 * math.log10(max(magnitude, 1e-6))


@dataclass(slots=True)
class LoudnessMeter:
    """Measures sound that arrives in pieces; keeps one number for each 100 ms of it."""

    sample_rate_hz: int
    _pending: list[Samples] = field(default_factory=list)
    _pending_frames: int = 0
    _history: Samples | None = None
    _powers: list[npt.NDArray[np.float64]] = field(default_factory=list)
    _peak: float = 0.0

    def feed(self, samples: Samples) -> None:
        """Measure the next samples, full scale 1.0."""
        self._pending.append(samples)
        self._pending_frames += len(samples)
        if self._pending_frames >= 8 * self.sample_rate_hz:
            self._measure()

    def result(self) -> Loudness:
        """Return what was measured so far; the last part of a step is left out."""
        import numpy as np

        self._measure()
        powers = np.concatenate(self._powers) if self._powers else np.zeros(0)
        return Loudness(
            integrated_lufs=round(gated_lufs(powers), 2),
            true_peak_dbtp=round(decibels(self._peak), 2),
            range_lu=round(range_lu(powers), 2),
        )

    def _measure(self) -> None:
        import numpy as np

        samples = np.concatenate(self._pending) if self._pending else np.zeros(0, np.float32)
        step = self.sample_rate_hz // STEPS_PER_SECOND
        steps = len(samples) // step
        if steps == 0:
            return
        history = self._history if self._history is not None else np.zeros(0, np.float32)
        whole = samples[: steps * step]
        self._peak = true_peak(np.concatenate((history[-2 * _HALF_TAPS :], whole)), self._peak)
        weighted = weigh(np.concatenate((history, whole)), self.sample_rate_hz)[len(history) :]
        self._powers.append(
            np.square(weighted.reshape(steps, step), dtype=np.float32).mean(
                axis=1, dtype=np.float64
            )
        )
        keep = self.sample_rate_hz * _PADDING_MS // 1000
        self._history = np.concatenate((history, whole))[-keep:].copy()
        self._pending = [samples[steps * step :]]
        self._pending_frames = len(samples) - steps * step
