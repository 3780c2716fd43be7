"""Mastering: as loud as asked for, never above the peak, and nothing half is left behind."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from mutagen.mp3 import MP3, BitrateMode
from spoken_scripts import hum

from presscast.audio import ffmpeg
from presscast.audio.ffmpeg import decode
from presscast.audio.samples import to_pcm
from presscast.config import AudioSettings
from presscast.errors import AudioError, PublishError
from presscast.stages.master import master, measure

AUDIO = AudioSettings()


def speech(seconds: int, loudness_db: float = -14.0) -> Iterator[bytes]:
    """Yield bursts of noise and tone with peaks as high as those of speech, 1 s at a time."""
    random = np.random.default_rng(5)
    for _ in range(seconds):
        time_s = np.arange(44100) / 44100
        swell = np.abs(np.sin(2 * np.pi * 2.5 * time_s)) ** 2
        voice = sum(np.sin(2 * np.pi * 140 * n * time_s + n) / n for n in range(1, 20))
        sound = swell * (voice + random.standard_normal(44100) * 0.2)
        yield to_pcm(np.clip(sound * 10 ** (loudness_db / 20), -1, 1).astype(np.float32))


@pytest.mark.parametrize("loudness_db", [-30.0, -14.0, -3.0])
def test_is_as_loud_as_asked_for_whatever_comes_in(tmp_path: Path, loudness_db: float) -> None:
    made = master(speech(12, loudness_db), tmp_path / "a.mp3.part", AUDIO)
    assert abs(made.loudness.integrated_lufs - -16) <= 0.5
    assert made.loudness.true_peak_dbtp <= -1.0
    heard = measure(made.path)
    assert abs(made.loudness.integrated_lufs - heard.integrated_lufs) <= 0.02
    assert abs(made.loudness.true_peak_dbtp - heard.true_peak_dbtp) <= 0.02
    assert abs(made.loudness.range_lu - heard.range_lu) <= 0.05


def test_asked_for_otherwise_it_is_otherwise(tmp_path: Path) -> None:
    audio = AudioSettings(loudness_lufs=-19.0, true_peak_dbtp=-3.0)
    made = master(speech(8), tmp_path / "a.mp3", audio)
    assert abs(made.loudness.integrated_lufs - -19) <= 0.5
    assert made.loudness.true_peak_dbtp <= -3.0


def test_is_constant_bit_rate_mono_and_states_its_length(tmp_path: Path) -> None:
    made = master(speech(10), tmp_path / "a.mp3", AUDIO)
    info: Any = MP3(made.path).info  # type: ignore[no-untyped-call]
    assert (info.bitrate, info.channels, info.sample_rate) == (96_000, 1, 44100)
    assert info.bitrate_mode == BitrateMode.CBR
    assert b"Info" in made.path.read_bytes()[:64]
    assert made.duration_ms == 10_000
    assert made.bytes == made.path.stat().st_size
    assert sum(len(samples) for samples in decode(made.path, 44100)) == 441_000
    assert abs(info.length - 10.0) < 0.06


def test_the_sound_starts_where_it_started(tmp_path: Path) -> None:
    silence, tone = bytes(2 * 44100), hum(3000, rate_hz=44100, level=0.3).pcm
    made = master([silence, tone], tmp_path / "a.mp3", AUDIO)
    samples = np.abs(np.concatenate(list(decode(made.path, 44100))))
    first = int(np.flatnonzero(samples > 0.02)[0])
    assert abs(first - 44100) < 44100 * 0.015


def test_what_cannot_be_reached_is_an_error(tmp_path: Path) -> None:
    click = np.zeros(44100 * 3, np.float32)
    click[::4410] = 0.9
    with pytest.raises(AudioError, match="LUFS") as caught:
        master([to_pcm(click)], tmp_path / "a.mp3", AudioSettings(loudness_lufs=-8))
    assert "loudness_lufs" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_an_error_of_the_source_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield from itertools.islice(speech(2), 1)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        master(broken(), tmp_path / "a.mp3", AUDIO)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_a_publishing_error(tmp_path: Path) -> None:
    with pytest.raises(PublishError) as caught:
        master(speech(1), tmp_path / "none" / "a.mp3", AUDIO)
    assert caught.value.status == 7


FULL = """
import resource, signal, sys
from pathlib import Path
from presscast.audio.ffmpeg import Mp3Encoder
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
from presscast.errors import PresscastError
try:
    with Mp3Encoder(Path(sys.argv[1]), 44100, 96) as encoder:
        for _ in range(60):
            encoder.write(bytes(88200))
        encoder.finish()
except PresscastError as error:
    print(type(error).__name__, bool(error.hint), Path(sys.argv[1]).exists())
"""


def test_a_file_that_cannot_grow_is_an_error_and_goes(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path / "a.mp3")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() in (
        ["AudioError", "True", "False"],
        ["PublishError", "True", "False"],
    )


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")  # noqa: PTH110
def test_a_full_disk_is_a_publishing_error() -> None:
    def fill() -> None:
        for _ in range(100):
            encoder.write(bytes(88200))
        encoder.finish()

    encoder = ffmpeg.Mp3Encoder(Path("/dev/full"), 44100, 96)
    with pytest.raises(PublishError, match="full"):
        fill()
    encoder._process.close()


def test_without_ffmpeg_the_hint_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(tmp_path / "nothing"))
    with pytest.raises(AudioError) as caught:
        master(speech(1), tmp_path / "a.mp3", AUDIO)
    assert "imageio-ffmpeg" in caught.value.hint
