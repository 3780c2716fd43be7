"""Tones in place of speech: no model, the same on every machine; for drafts and for tests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from presscast.errors import EngineError
from presscast.model import AudioClip, Markup, TextMark, Voice

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_SAMPLE_RATE_HZ = 22050
_LETTER_MS = 62
_GAP_MS = 55
_EDGE_MS = 8
_WORD = re.compile(r"\S*\w\S*")
_PITCHES_HZ = {"alto": 220.0, "bass": 110.0, "tenor": 147.0, "soprano": 330.0}
_OVERTONES = ((1, 0.6), (2, 0.25), (3, 0.12), (5, 0.03))
"""Multiple of the pitch and its share: enough to carry loudness on small loudspeakers."""


def create() -> ToneEngine:
    """Return the engine."""
    return ToneEngine()


@dataclass(frozen=True, slots=True)
class ToneEngine:
    """Plays a tone for each word, as long as the word has letters."""

    name: str = "tone"
    markup: Markup = field(default=Markup(letter="{}", letter_joint=" "))
    threads: int = 1

    def voices(self) -> Sequence[Voice]:
        """Return voices that differ in pitch."""
        return tuple(
            Voice(
                engine="tone",
                name=name,
                language="mul",
                licence="GPL-3.0-or-later",
                sample_rate_hz=_SAMPLE_RATE_HZ,
                note="tones, not speech: to hear the timing of a draft",
            )
            for name in _PITCHES_HZ
        )

    def fingerprint(self, voice: Voice) -> str:
        """Return the settings of the tones."""
        return f"tone 1 {_pitch_hz(voice)} {_LETTER_MS} {_GAP_MS}"

    def speak(self, text: str, voice: Voice) -> AudioClip:
        """Return a tone for each word, with its mark."""
        import numpy as np

        pitch_hz = _pitch_hz(voice)
        gap = np.zeros(_SAMPLE_RATE_HZ * _GAP_MS // 1000, np.float32)
        parts: list[npt.NDArray[np.float32]] = [gap]
        marks: list[TextMark] = []
        frames = len(gap)
        for word in _WORD.finditer(text):
            letters = sum(letter.isalnum() for letter in word[0])
            tone = _tone(pitch_hz, _SAMPLE_RATE_HZ * _LETTER_MS * (letters + 1) // 1000)
            marks.append(TextMark(word.start(), word.end(), frames, frames + len(tone)))
            parts += [tone, gap]
            frames += len(tone) + len(gap)
        if not marks:
            raise EngineError(
                f"tone has nothing to play for {text!r}",
                hint="mend the release, or its lexicon: the text has no letter and no digit",
            )
        pcm = np.rint(np.concatenate(parts) * 32767).astype("<i2").tobytes()
        return AudioClip(_SAMPLE_RATE_HZ, pcm, tuple(marks))


def _pitch_hz(voice: Voice) -> float:
    if voice.name not in _PITCHES_HZ:
        raise EngineError(
            f"no tone is called {voice.name!r}", hint=f"choose one of: {', '.join(_PITCHES_HZ)}"
        )
    return _PITCHES_HZ[voice.name]


def _tone(pitch_hz: float, frames: int) -> npt.NDArray[np.float32]:
    """Return a tone that starts and ends without a click."""
    import numpy as np

    time_s = np.arange(frames, dtype=np.float64) / _SAMPLE_RATE_HZ
    wave = np.zeros(frames)
    for multiple, share in _OVERTONES:
        wave += share * np.sin(2 * np.pi * pitch_hz * multiple * time_s)
    edge = min(_SAMPLE_RATE_HZ * _EDGE_MS // 1000, frames // 2)
    rise = np.sin(np.linspace(0, np.pi / 2, edge)) ** 2
    wave[:edge] *= rise
    wave[frames - edge :] *= rise[::-1]
    return (wave * 0.3).astype(np.float32)
