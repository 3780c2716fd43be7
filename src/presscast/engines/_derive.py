"""Voices derived from another: the throat longer or shorter, the formants moved, the pace changed.

A recording played slower sounds like a longer throat: pitch and formants fall together. The engine
speaks at `style_tempo` so that what is heard keeps its pace. The formants can then be moved on
their own by a filter that follows the spectral envelope; no phase is touched, so that nothing
smears. docs/voices.md has the measurements by which the styles were chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from presscast.errors import EngineError
from presscast.model import AudioClip, TextMark

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples = npt.NDArray[np.float32]

_WINDOW = 960
_HOP = 320
_ENVELOPE_MS = 1.7
"""Quefrencies below this describe the throat, those above it the pitch."""
_MAX_GAIN_NEPER = 1.6
"""14 dB: more would lift the noise between the formants."""
_FIRST_FORMANT_HZ, _UPPER_FORMANTS_HZ = 900, 2500
"""Up to here the first formant, the jaw's, and from there on those of the front of the mouth."""
_ROWS = 8
"""Frames multiplied at a time: larger products BLAS spreads over all cores, which others need."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a derived voice differs from the one that it is made of; 1 is no difference."""

    name: str
    pitch: float
    """Pitch and formants together, as a factor of frequency."""
    formants: float
    """The first formant once more, on its own."""
    upper_formants: float
    """The formants from 2500 Hz on, on their own; those between move by a factor between."""
    tilt_db: float
    """Brightness, in decibels an octave around 1 kHz: less than 0 is darker."""
    length_scale: float
    """What Piper's length scale is multiplied by, so that what is heard keeps its pace.

    Measured on the bundled voice: Piper rounds each phoneme up to whole frames, so that speech
    twice as slow is not twice as long.
    """


STYLES = (
    Style("warm", 0.95, 0.88, 0.88, -1.5, 0.91),
    Style("bright", 1.06, 1.10, 1.10, 1.0, 1.13),
    Style("deep", 0.88, 1.03, 1.03, 1.5, 0.83),
    Style("light", 1.14, 0.93, 0.93, -1.5, 1.15),
    Style("soft", 0.90, 1.14, 1.18, -2.4, 0.82),
    Style("crisp", 1.04, 1.18, 0.84, 2.4, 1.10),
)
"""In the order in which a cast prefers them."""


def styles() -> tuple[str, ...]:
    """Return the names of the styles, the preferred first."""
    return tuple(style.name for style in STYLES)


def style_of(name: str) -> Style:
    """Return the style of that name; raises EngineError where there is none."""
    for style in STYLES:
        if style.name == name:
            return style
    raise EngineError(
        f"no derived voice is called {name!r}", hint=f"choose one of: {', '.join(styles())}"
    )


def style_tempo(name: str) -> float:
    """Return what the engine's length scale is multiplied by, so that `derive` keeps the pace.

    An empty name is the plain voice: 1.0.
    """
    return style_of(name).length_scale if name else 1.0


def derive(clip: AudioClip, style: str) -> AudioClip:
    """Return the clip in a derived voice, at the same sample rate, its marks moved with it.

    The clip lasts `1 / pitch` as long, to the nearest frame. An empty name returns the clip itself.
    """
    if not style:
        return clip
    return apply(clip, style_of(style))


def apply(clip: AudioClip, style: Style) -> AudioClip:
    """Return the clip changed as the style says."""
    if clip.frames == 0:
        return clip
    import numpy as np
    import soxr

    samples: Samples = np.frombuffer(clip.pcm, dtype="<i2").astype(np.float32) / np.float32(32768)
    if (style.formants, style.upper_formants, style.tilt_db) != (1.0, 1.0, 0.0):
        samples = filtered(samples, clip.sample_rate_hz, style)
    if style.pitch != 1.0:
        samples = soxr.resample(samples, clip.sample_rate_hz * style.pitch, clip.sample_rate_hz)
    frames = len(samples)
    ratio = frames / clip.frames
    marks = tuple(
        TextMark(
            mark.start_char,
            mark.end_char,
            min(frames, round(mark.start_frame * ratio)),
            min(frames, round(mark.end_frame * ratio)),
        )
        for mark in clip.marks
    )
    peak = float(np.abs(samples).max())
    # One gain for the whole clip: a limiter would be heard, and the mix sets the level anyway.
    scale = 32767 * min(1.0, 0.999 / peak) if peak else 0.0
    pcm = np.round(samples * scale).astype("<i2").tobytes()
    return AudioClip(clip.sample_rate_hz, pcm, marks)


def filtered(samples: Samples, sample_rate_hz: int, style: Style) -> Samples:
    """Return the samples with their formants moved, then tilted, as the style says; no pitch moves.

    Each frame's envelope is its cepstrum below the pitch (homomorphic smoothing, Oppenheim 1968);
    the frame is multiplied by the moved envelope over its own, a real gain, so that phases stay.
    """
    import numpy as np

    window = np.hanning(_WINDOW + 1)[:-1].astype(np.float32)
    padded = np.pad(samples, (_WINDOW, _WINDOW + _HOP))
    views = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::_HOP]
    spectra = np.fft.rfft(views * window, axis=1)
    floor = np.float32(1e-10)
    logs = np.log(spectra.real**2 + spectra.imag**2 + floor) / 2
    blocks = np.pad(logs, ((0, -len(logs) % _ROWS), (0, 0))).reshape(-1, _ROWS, logs.shape[1])
    smooth, move, tilt = _matrices(sample_rate_hz, style)
    changes = ((blocks @ smooth) @ move).reshape(-1, logs.shape[1])[: len(logs)]
    gains = np.exp(np.clip(changes, -_MAX_GAIN_NEPER, _MAX_GAIN_NEPER) + tilt)
    # Overlap-add by rows of one hop: Hann squared at a third's hop sums to 1.125.
    frames = np.fft.irfft(spectra * gains, _WINDOW, axis=1) * (window / np.float32(1.125))
    overlaps = _WINDOW // _HOP
    pieces = frames.reshape(len(frames), overlaps, _HOP)
    total = np.zeros((len(frames) + overlaps - 1, _HOP), dtype=np.float32)
    for offset in range(overlaps):
        total[offset : offset + len(frames)] += pieces[:, offset]
    whole: Samples = total.reshape(-1)[_WINDOW : _WINDOW + len(samples)]
    return whole


@lru_cache
def _matrices(sample_rate_hz: int, style: Style) -> tuple[Samples, Samples, Samples]:
    """Return what turns log magnitudes into a cepstrum, that into a change of them, and the tilt.

    Shapes (bins, quefrencies), (quefrencies, bins) and (bins,). Moving an envelope is linear in its
    cepstrum, so the moved one less its own is one product; all in nepers.
    """
    import numpy as np

    bins = np.arange(_WINDOW // 2 + 1)
    frequencies_hz = bins * sample_rate_hz / _WINDOW
    quefrencies = np.arange(int(sample_rate_hz * _ENVELOPE_MS / 1000))[:, np.newaxis]
    sides = np.where((bins == 0) | (bins == _WINDOW // 2), 1, 2)
    cosines = np.cos(2 * np.pi * quefrencies * bins / _WINDOW)
    factors = np.interp(
        np.log2(np.maximum(frequencies_hz, 1)),
        np.log2([_FIRST_FORMANT_HZ, _UPPER_FORMANTS_HZ]),
        [style.formants, style.upper_formants],
    )
    sources = np.minimum(bins / factors, _WINDOW // 2)
    moved = np.cos(2 * np.pi * quefrencies * sources / _WINDOW)
    change = (moved - cosines) * np.where(quefrencies == 0, 1, 2)
    octaves = np.log2(np.clip(frequencies_hz, 125, 8000) / 1000)
    tilt = octaves * style.tilt_db * np.log(10) / 20
    return (
        (cosines * sides / _WINDOW).T.astype(np.float32),
        change.astype(np.float32),
        tilt.astype(np.float32),
    )
