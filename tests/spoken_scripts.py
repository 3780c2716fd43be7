"""Casts and clips for the tests of sound."""

from __future__ import annotations

import re

import numpy as np

from presscast.model import (
    AudioClip,
    Cast,
    Role,
    Script,
    Span,
    Speaker,
    SpokenClip,
    SpokenToken,
    SpokenWord,
    Utterance,
    Voice,
)

ALTO = Voice("tone", "alto", "mul", "CC0-1.0")
BASS = Voice("tone", "bass", "mul", "CC0-1.0")
NARRATOR = Speaker("narrator", "Narrator", None, "narrator")


def tokens(text: str, start: int = 0) -> tuple[SpokenToken, ...]:
    """Return a token for each word of a text that begins at a character of its release."""
    return tuple(
        SpokenToken(Span(start + word.start(), start + word.end()), word[0])
        for word in re.finditer(r"\S+", text)
    )


def script_of(*texts: str, pause_ms: int = 300) -> Script:
    """Return a script of a narrator who says the texts."""
    utterances: list[Utterance] = []
    place = 0
    for number, text in enumerate(texts):
        span = Span(place, place + len(text))
        spoken = tokens(text, place)
        utterances.append(Utterance(f"u{number}", "s", "narrator", text, spoken, span, pause_ms))
        place = span.end + 1
    return Script("en", "A title", (NARRATOR,), tuple(utterances), ())


def cast_of(*texts: str, voice: Voice = ALTO) -> Cast:
    """Return a cast of a narrator who says the texts."""
    return Cast(script_of(*texts), (Role("narrator", voice, "asked for"),))


def hum(
    duration_ms: int, *, rate_hz: int = 22050, pitch_hz: float = 200.0, level: float = 0.2
) -> AudioClip:
    """Return a tone that swells and fades ten times a second, as syllables do."""
    time_s = np.arange(rate_hz * duration_ms // 1000) / rate_hz
    swell = 0.6 + 0.4 * np.sin(20 * np.pi * time_s)
    tone = 32767 * level * np.sin(2 * np.pi * pitch_hz * time_s) * swell
    return AudioClip(rate_hz, np.rint(tone).astype("<i2").tobytes())


def silence(duration_ms: int, rate_hz: int = 22050) -> bytes:
    """Return frames of nothing."""
    return bytes(2 * (rate_hz * duration_ms // 1000))


def spoken(number: int, clip: AudioClip, *words: SpokenWord) -> SpokenClip:
    """Return a clip as that of the utterance of a number."""
    return SpokenClip(f"u{number}", clip, words)
