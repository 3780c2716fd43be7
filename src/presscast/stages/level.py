"""A spoken clip → the same, trimmed, at the rate and the loudness of the episode."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from presscast.audio.level import HEADROOM_DB, level_gain_db, limit
from presscast.audio.samples import from_pcm, to_pcm
from presscast.cache import ClipCache, data_key
from presscast.config import AudioSettings
from presscast.model import AudioClip, SpokenClip, SpokenWord

if TYPE_CHECKING:
    from presscast.audio.samples import Samples

_PAUSE_LU = 0.45
"""The pauses between sentences take this much from the loudness of the whole."""
_QUIET_DB = -52.0
"""What is this far below the loudest 10 ms of a clip is silence; breaths are louder."""
_GAIN_VERSION = 1
"""Part of the key of a gain in the cache: raise it when levelling finds another."""
_KEEP_BEFORE_MS = 30
_KEEP_AFTER_MS = 90
_FADE_IN_MS = 5
_FADE_OUT_MS = 10


@dataclass(frozen=True, slots=True)
class Leveller:
    """Levels clips one by one, in any thread."""

    audio: AudioSettings
    cache: ClipCache | None = None
    """Keeps how much louder a clip has to become: finding it is most of the work."""

    def level(self, spoken: SpokenClip) -> SpokenClip:
        """Return a clip as it sounds in the episode, and when its words sound there."""
        import soxr

        given_hz, wanted_hz = spoken.clip.sample_rate_hz, self.audio.sample_rate_hz
        samples = from_pcm(spoken.clip.pcm)
        first, end = _sounding(samples, given_hz)
        samples = samples[first:end]
        if given_hz != wanted_hz:
            samples = soxr.resample(samples, given_hz, wanted_hz, "HQ")
        ceiling_dbfs = self.audio.true_peak_dbtp - HEADROOM_DB
        gain_db = self._gain_db(spoken.clip.pcm, samples, ceiling_dbfs)
        samples = limit(samples, wanted_hz, 10 ** (gain_db / 20), ceiling_dbfs)

        def moved(frame: int) -> int:
            return min(max(round((frame - first) * wanted_hz / given_hz), 0), len(samples))

        words = tuple(
            SpokenWord(word.span, moved(word.start_frame), moved(word.end_frame))
            for word in spoken.words
        )
        pcm = to_pcm(_faded(samples, wanted_hz))
        return SpokenClip(spoken.utterance, AudioClip(wanted_hz, pcm), words)

    def _gain_db(self, pcm: bytes, samples: Samples, ceiling_dbfs: float) -> float:
        """Return the gain for a clip, `samples` once resampled, found before or found now."""
        rate_hz, target_lufs = self.audio.sample_rate_hz, self.audio.loudness_lufs + _PAUSE_LU
        if self.cache is None:
            return level_gain_db(samples, rate_hz, target_lufs, ceiling_dbfs)
        said = hashlib.sha256(pcm).hexdigest()
        parts = (_GAIN_VERSION, said, len(samples), rate_hz, target_lufs, ceiling_dbfs)
        key = data_key("gain", *parts)
        kept = self.cache.get_data(key)
        if kept is not None:
            return msgspec.json.decode(kept, type=float)
        gain_db = level_gain_db(samples, rate_hz, target_lufs, ceiling_dbfs)
        self.cache.put_data(key, msgspec.json.encode(gain_db))
        return gain_db


def _sounding(samples: Samples, sample_rate_hz: int) -> tuple[int, int]:
    """Return the first and the end frame of what is to be heard of a clip.

    Engines put silence of their own around a sentence; pauses are for the script to decide.
    """
    import numpy as np

    step = max(1, sample_rate_hz // 100)
    count = len(samples) // step
    if count < 3:
        return 0, len(samples)
    powers = np.square(samples[: count * step]).reshape(count, step).mean(axis=1)
    loud = np.flatnonzero(powers > float(powers.max()) * 10 ** (_QUIET_DB / 10))
    if len(loud) == 0:
        return 0, len(samples)
    first = int(loud[0]) * step - sample_rate_hz * _KEEP_BEFORE_MS // 1000
    end = (int(loud[-1]) + 1) * step + sample_rate_hz * _KEEP_AFTER_MS // 1000
    return max(0, first), min(len(samples), end)


def _faded(samples: Samples, sample_rate_hz: int) -> Samples:
    """Return the samples rising from and falling to nothing, so that no joint clicks."""
    import numpy as np

    faded = samples.copy()
    rise = min(sample_rate_hz * _FADE_IN_MS // 1000, len(samples) // 2)
    fall = min(sample_rate_hz * _FADE_OUT_MS // 1000, len(samples) // 2)
    faded[:rise] *= np.sin(np.linspace(0, np.pi / 2, rise, dtype=np.float32)) ** 2
    faded[len(faded) - fall :] *= np.cos(np.linspace(0, np.pi / 2, fall, dtype=np.float32)) ** 2
    return faded
