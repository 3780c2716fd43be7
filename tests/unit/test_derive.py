"""Voices derived from another by signal processing."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pytest

from presscast.engines._derive import STYLES, Style, apply, derive, style_of, style_tempo, styles
from presscast.engines._distances import CLEAR, distance
from presscast.errors import EngineError
from presscast.model import AudioClip, TextMark, Voice

RATE_HZ = 22050
SECONDS = 1.0


def vowel(pitch_hz: float, formant_hz: float) -> AudioClip:
    """Return one second of a pulse train through one resonance: a voice with a known throat."""
    count = int(RATE_HZ * SECONDS)
    times = np.arange(count) / RATE_HZ
    samples = np.zeros(count)
    for harmonic in range(1, int(RATE_HZ / 2 / pitch_hz)):
        frequency = harmonic * pitch_hz
        gain = 1 / (1 + ((frequency - formant_hz) / 250) ** 2) + 0.002
        samples += gain * np.cos(2 * np.pi * frequency * times)
    scaled = samples / np.abs(samples).max() * 0.5 * 32767
    marks = (TextMark(0, 3, 0, count // 3), TextMark(4, 9, count // 2, count))
    return AudioClip(RATE_HZ, np.rint(scaled).astype("<i2").tobytes(), marks)


def spectrum(clip: AudioClip) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return frequencies in hertz and magnitudes of the middle of a clip."""
    samples = np.frombuffer(clip.pcm, "<i2").astype(float)
    middle = samples[len(samples) // 4 : -len(samples) // 4]
    magnitudes = np.abs(np.fft.rfft(middle * np.hanning(len(middle)), 1 << 17))
    frequencies = np.fft.rfftfreq(1 << 17, 1 / clip.sample_rate_hz)
    return frequencies.astype(np.float64), magnitudes.astype(np.float64)


def pitch_hz(clip: AudioClip) -> float:
    """Return the frequency of the lowest harmonic."""
    frequencies, magnitudes = spectrum(clip)
    low = frequencies < 170
    return float(frequencies[low][magnitudes[low].argmax()])


def formant_hz(clip: AudioClip) -> float:
    """Return the centre of gravity of what is heard around the resonance."""
    frequencies, magnitudes = spectrum(clip)
    strong = magnitudes > magnitudes.max() / 4
    return float((frequencies * magnitudes)[strong].sum() / magnitudes[strong].sum())


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_a_style_moves_the_pitch_and_keeps_the_sample_rate(style: Style) -> None:
    plain = vowel(110, 900)
    derived = derive(plain, style.name)
    assert derived.sample_rate_hz == RATE_HZ
    assert derived.frames == pytest.approx(plain.frames / style.pitch, abs=2)
    assert pitch_hz(derived) == pytest.approx(110 * style.pitch, rel=0.01)
    assert formant_hz(derived) == pytest.approx(900 * style.pitch * style.formants, rel=0.06)


@pytest.mark.parametrize("formants", [0.85, 1.15])
def test_formants_move_alone(formants: float) -> None:
    plain = vowel(110, 1000)
    moved = apply(plain, Style("x", 1.0, formants, formants, 0.0, 1.0))
    assert moved.frames == plain.frames
    assert moved.marks == plain.marks
    assert pitch_hz(moved) == pytest.approx(110, rel=0.01)
    assert formant_hz(moved) == pytest.approx(1000 * formants, rel=0.08)


@pytest.mark.parametrize(
    ("resonance_hz", "expected"), [(600, 1.15), (3500, 0.9)], ids=["first", "upper"]
)
def test_the_first_formant_and_the_upper_ones_move_apart(
    resonance_hz: float, expected: float
) -> None:
    plain = vowel(110, resonance_hz)
    moved = apply(plain, Style("x", 1.0, 1.15, 0.9, 0.0, 1.0))
    factor = formant_hz(moved) / formant_hz(plain)
    assert factor == pytest.approx(expected, rel=0.06)


@pytest.mark.parametrize("tilt_db", [-3.0, 3.0])
def test_a_tilt_is_as_many_decibels_an_octave(tilt_db: float) -> None:
    noise = np.random.default_rng(1).normal(0, 2000, 6 * RATE_HZ)
    plain = AudioClip(RATE_HZ, np.rint(noise).astype("<i2").tobytes())
    tilted = apply(plain, Style("x", 1.0, 1.0, 1.0, tilt_db, 1.0))
    frequencies, before = spectrum(plain)
    _, after = spectrum(tilted)

    def level(middle_hz: float) -> float:
        band = (frequencies > middle_hz * 0.9) & (frequencies < middle_hz * 1.1)
        return float(10 * np.log10((after[band] ** 2).sum() / (before[band] ** 2).sum()))

    assert level(2000) - level(1000) == pytest.approx(tilt_db, abs=0.5)
    assert level(500) - level(250) == pytest.approx(tilt_db, abs=0.5)


def test_a_filter_that_changes_nothing_gives_back_the_sound() -> None:
    plain = vowel(110, 900)
    same = apply(plain, Style("x", 1.0, 1.0, 1.0, 1e-9, 1.0))
    before, after = (np.frombuffer(clip.pcm, "<i2").astype(int) for clip in (plain, same))
    assert np.abs(before - after).max() <= 1


@pytest.mark.parametrize("style", styles())
def test_marks_move_with_the_sound_and_stay_within_it(style: str) -> None:
    plain = vowel(110, 900)
    derived = derive(plain, style)
    ratio = derived.frames / plain.frames
    for before, after in zip(plain.marks, derived.marks, strict=True):
        assert (after.start_char, after.end_char) == (before.start_char, before.end_char)
        assert after.start_frame == pytest.approx(before.start_frame * ratio, abs=1)
        assert after.start_frame < after.end_frame <= derived.frames


@pytest.mark.parametrize("style", styles())
def test_a_loud_clip_is_not_clipped(style: str) -> None:
    noise = np.random.default_rng(2).choice([-32000, 32000], RATE_HZ)
    derived = derive(AudioClip(RATE_HZ, noise.astype("<i2").tobytes()), style)
    samples = np.abs(np.frombuffer(derived.pcm, "<i2").astype(int))
    assert (samples >= 32767).sum() <= 1


@pytest.mark.parametrize("style", ["", *styles()])
@pytest.mark.parametrize("frames", [0, 1, 2, 300])
def test_clips_of_any_length_are_derived(style: str, frames: int) -> None:
    derived = derive(AudioClip(RATE_HZ, b"\1\0" * frames), style)
    assert derived.frames == pytest.approx(frames, abs=0.2 * frames + 1)


def test_the_plain_voice_is_left_alone() -> None:
    plain = vowel(110, 900)
    assert derive(plain, "") is plain
    assert style_tempo("") == 1.0


def test_a_lower_voice_is_spoken_shorter_first_and_a_higher_one_longer() -> None:
    for style in STYLES:
        assert (style_tempo(style.name) < 1) == (style.pitch < 1)


def test_the_plain_voice_and_its_styles_are_measured_and_told_apart() -> None:
    plain = Voice("piper", "en_US-joe-medium", "en-US", "CC0-1.0")
    voices = (plain, *(replace(plain, style=style) for style in styles()))
    for one, other in combinations(voices, 2):
        assert distance(one, other) >= CLEAR, (one.id, other.id)


def test_an_unknown_style_is_an_error_that_lists_them() -> None:
    with pytest.raises(EngineError, match="husky") as caught:
        style_of("husky")
    assert styles()[0] in caught.value.hint
