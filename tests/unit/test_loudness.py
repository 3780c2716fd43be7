"""Loudness and true peak, against the standard's own cases and against ffmpeg's measurement."""

from __future__ import annotations

import re
import subprocess

import numpy as np
import numpy.typing as npt
import pytest

from presscast.audio.ffmpeg import program
from presscast.audio.level import level, limit
from presscast.audio.loudness import LoudnessMeter, decibels, true_peak
from presscast.audio.samples import from_pcm, to_pcm
from presscast.model import Loudness

Samples = npt.NDArray[np.float32]


def measured(samples: Samples, rate_hz: int = 48000) -> Loudness:
    meter = LoudnessMeter(rate_hz)
    for start in range(0, len(samples), 7777):
        meter.feed(samples[start : start + 7777])
    return meter.result()


def tone(dbfs: float, seconds: float, rate_hz: int = 48000, hz: float = 1000) -> Samples:
    time_s = np.arange(round(seconds * rate_hz)) / rate_hz
    return np.float32(10 ** (dbfs / 20)) * np.sin(2 * np.pi * hz * time_s).astype(np.float32)


def bursts(seconds: int, rate_hz: int = 44100) -> Samples:
    """Return noise of changing colour and level, with pauses."""
    random = np.random.default_rng(3)
    parts: list[Samples] = []
    for number in range(seconds * 2):
        noise = random.standard_normal(rate_hz // 2).astype(np.float32)
        coloured = np.convolve(noise, np.ones(1 + number % 7) / (1 + number % 7), "same")
        parts.append((coloured * 10 ** (-(12 + 7 * (number % 5)) / 20)).astype(np.float32))
    return np.clip(np.concatenate(parts), -1, 1)


@pytest.mark.parametrize("rate_hz", [22050, 24000, 44100, 48000])
@pytest.mark.parametrize("dbfs", [-23.0, -33.0])
def test_a_tone_in_one_channel_measures_its_level_less_3_lu(rate_hz: int, dbfs: float) -> None:
    # EBU Tech 3341, cases 1 and 2, are stereo: one channel alone is 3.01 LU less.
    heard = measured(tone(dbfs, 20, rate_hz), rate_hz)
    assert abs(heard.integrated_lufs - (dbfs - 3.01)) < 0.1


def test_what_is_much_quieter_than_the_rest_does_not_count() -> None:
    # EBU Tech 3341, case 3, in one channel.
    sound = np.concatenate((tone(-36, 10), tone(-23, 60), tone(-36, 10)))
    assert abs(measured(sound).integrated_lufs - (-23 - 3.01)) < 0.1


@pytest.mark.parametrize(
    ("levels", "range_lu"), [((-20, -30), 10), ((-20, -15), 5), ((-40, -20), 20)]
)
def test_the_range_lies_between_the_quiet_and_the_loud_parts(
    levels: tuple[float, float], range_lu: float
) -> None:
    # EBU Tech 3342, cases 1 to 3.
    sound = np.concatenate([tone(dbfs, 20) for dbfs in levels])
    assert abs(measured(sound).range_lu - range_lu) < 1


def test_silence_and_nothing_are_measured_as_silence() -> None:
    assert measured(np.zeros(48000, np.float32)).integrated_lufs == -70
    assert measured(np.zeros(0, np.float32)).integrated_lufs == -70


def test_a_peak_between_samples_is_found() -> None:
    # A quarter of the rate, sampled at 45 degrees: every sample is 3.01 dB below the peak.
    at = np.arange(4800)
    sound = (0.5 * np.sin(np.pi / 2 * at + np.pi / 4) * np.hanning(4800)).astype(np.float32)
    assert abs(decibels(float(np.abs(sound).max())) - decibels(0.5 / np.sqrt(2))) < 0.05
    assert abs(decibels(true_peak(sound)) - decibels(0.5)) < 0.2


def test_agrees_with_ffmpeg() -> None:
    sound = bursts(30)
    run = subprocess.run(
        [
            program(),
            "-hide_banner",
            "-nostats",
            "-f",
            "f32le",
            "-ar",
            "44100",
            "-ac",
            "1",
            "-i",
            "-",
            "-af",
            "ebur128=peak=true",
            "-f",
            "null",
            "-",
        ],
        input=sound.tobytes(),
        capture_output=True,
        check=True,
    )
    summary = run.stderr.decode().rpartition("Summary:")[2]
    theirs = dict(re.findall(r"(I|LRA|Peak):\s+(-?[\d.]+)", summary))
    ours = measured(sound, 44100)
    assert abs(ours.integrated_lufs - float(theirs["I"])) <= 0.1
    assert abs(ours.range_lu - float(theirs["LRA"])) <= 0.3
    assert abs(ours.true_peak_dbtp - float(theirs["Peak"])) <= 0.3


@pytest.mark.parametrize("dbfs", [-60.0, -15.0, -3.0])
def test_levelling_reaches_the_target_below_the_ceiling(dbfs: float) -> None:
    sound = bursts(6) * np.float32(10 ** (dbfs / 20))
    if dbfs == -60:
        assert measured(level(sound, 44100, -16, -2), 44100).integrated_lufs < -40
        return
    levelled = level(sound, 44100, -16, -2)
    assert len(levelled) == len(sound)
    assert abs(measured(levelled, 44100).integrated_lufs - -16) < 0.3
    assert decibels(float(np.abs(levelled).max())) <= -1.999


def test_levelling_leaves_silence_alone() -> None:
    quiet = np.zeros(44100, np.float32)
    assert not level(quiet, 44100, -16, -2).any()
    assert len(level(np.zeros(0, np.float32), 44100, -16, -2)) == 0


def test_limiting_changes_the_gain_slowly() -> None:
    steady = tone(-20, 1.0, 44100)
    sound = steady.copy()
    sound[22050:22060] = 0.95
    limited = limit(sound, 44100, 1.0, -6)
    untouched = np.abs(np.arange(44100) - 22055) > 44100 * 0.05
    assert np.allclose(limited[untouched], steady[untouched], atol=1e-6)
    assert float(np.abs(limited).max()) <= 10 ** (-6 / 20) + 1e-6
    near = slice(22050 - 2000, 22040)
    gains = limited[near][np.abs(steady[near]) > 0.05] / steady[near][np.abs(steady[near]) > 0.05]
    assert np.abs(np.diff(gains)).max() < 0.02


def test_frames_survive_the_way_there_and_back() -> None:
    pcm = np.arange(-32767, 32768, 7, dtype="<i2").tobytes()
    back = np.frombuffer(to_pcm(from_pcm(pcm)), "<i2").astype(int)
    assert np.abs(back - np.frombuffer(pcm, "<i2")).max() <= 1
