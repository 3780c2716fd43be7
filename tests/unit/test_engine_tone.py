"""The tone engine: the same tones everywhere, as long as the words."""

from __future__ import annotations

import numpy as np

from presscast.engines.tone import create
from presscast.model import Voice


def test_the_pitch_is_that_of_the_voice() -> None:
    engine = create()
    pitches: set[int] = set()
    for voice in engine.voices():
        clip = engine.speak("congratulations", voice)
        samples = np.frombuffer(clip.pcm, "<i2").astype(float)
        strongest = int(np.abs(np.fft.rfft(samples)).argmax())
        pitches.add(round(strongest * clip.sample_rate_hz / len(samples)))
    assert len(pitches) == len(engine.voices()) >= 3


def test_a_word_lasts_by_its_letters() -> None:
    engine = create()
    short, long = engine.speak("a extraordinary", engine.voices()[0]).marks
    assert (short.start_char, short.end_char, long.start_char) == (0, 1, 2)
    letters = (1 + 1) / (13 + 1)
    lasting = (short.end_frame - short.start_frame) / (long.end_frame - long.start_frame)
    assert abs(lasting - letters) < 0.01


def test_every_tone_starts_and_ends_in_silence() -> None:
    engine = create()
    clip = engine.speak("no clicks here", engine.voices()[0])
    samples = np.frombuffer(clip.pcm, "<i2")
    for mark in clip.marks:
        assert abs(int(samples[mark.start_frame])) < 30
        assert abs(int(samples[mark.end_frame - 1])) < 30


def test_no_two_voices_share_a_fingerprint() -> None:
    engine = create()
    assert len({engine.fingerprint(voice) for voice in engine.voices()}) == len(engine.voices())
    assert isinstance(engine.voices()[0], Voice)
