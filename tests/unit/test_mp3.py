"""MP3 in stretches: no sample lost, the length exact, and no stretch encoded twice."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.mp3 import MP3

from presscast.audio import mp3
from presscast.audio.ffmpeg import Mp3Encoder, decode
from presscast.audio.samples import from_pcm, to_pcm
from presscast.cache import ClipCache
from presscast.config import AudioSettings
from presscast.stages import master as mastering
from presscast.stages.master import master, measure

RATE_HZ = 44100
PAUSE = bytes(2 * 9 * mp3.FRAME_SAMPLES)


@cache
def sentence(number: int) -> bytes:
    """Return 4 to 6 s of noise that swells as speech does, a whole number of frames long."""
    random = np.random.default_rng(number)
    count = (150 + 15 * (number % 6)) * mp3.FRAME_SAMPLES
    swell = np.sin(np.arange(count) / RATE_HZ * 2 * np.pi * 2.5) ** 2
    noise = np.convolve(random.standard_normal(count), np.ones(40) / 40, "same")
    return to_pcm(np.clip(noise * swell * 0.9, -1, 1).astype(np.float32))


def pieces(*numbers: int) -> Iterator[bytes]:
    for number in numbers:
        yield PAUSE
        yield sentence(number)
    yield PAUSE


@given(st.lists(st.tuples(st.booleans(), st.integers(min_value=0, max_value=900_000)), max_size=8))
@settings(max_examples=30, deadline=None)
def test_no_sample_is_lost_and_stretches_are_whole_frames(shape: list[tuple[bool, int]]) -> None:
    sound = [(b"\1\0" if loud else b"\0\0") * count for loud, count in shape]
    cut = list(mp3.stretches(sound, RATE_HZ))
    assert b"".join(cut) == b"".join(sound)
    for stretch in cut[:-1]:
        assert len(stretch) % (2 * mp3.FRAME_SAMPLES) == 0
        assert not stretch[-4 * mp3.FRAME_SAMPLES :].strip(b"\0")


def test_stretches_joined_sound_like_one_encoding(tmp_path: Path) -> None:
    given_pcm = list(pieces(*range(12)))
    assert len(list(mp3.stretches(given_pcm, RATE_HZ))) > 2
    joined, whole = tmp_path / "joined.mp3", tmp_path / "whole.mp3"
    mastering._join(given_pcm, joined, AudioSettings(), None)
    with Mp3Encoder(whole, RATE_HZ, 96) as encoder:
        encoder.write(b"".join(given_pcm))
        encoder.finish()
    sound = from_pcm(b"".join(given_pcm))
    ours, theirs = (np.concatenate(list(decode(path, RATE_HZ))) for path in (joined, whole))
    assert len(ours) == len(theirs) == len(sound)
    noise = [float(np.square(heard - sound).sum()) for heard in (ours, theirs)]
    assert noise[0] <= noise[1] * 1.02
    assert abs(joined.stat().st_size - whole.stat().st_size) < 1000


def test_what_was_measured_of_stretches_is_what_the_file_has(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    _, heard = mastering._join(pieces(*range(9)), path, AudioSettings(), None)
    again = measure(path)
    assert abs(heard.integrated_lufs - again.integrated_lufs) <= 0.02
    assert abs(heard.true_peak_dbtp - again.true_peak_dbtp) <= 0.02


@pytest.mark.parametrize(("rate_hz", "kbps"), [(44100, 32), (48000, 64), (32000, 128)])
def test_the_header_fits_whatever_is_asked_for(tmp_path: Path, rate_hz: int, kbps: int) -> None:
    sound = sentence(1)[: 2 * 100_001]
    path = tmp_path / "a.mp3"
    audio = AudioSettings(sample_rate_hz=rate_hz, bitrate_kbps=kbps)
    mastering._join([sound], path, audio, None)
    info: Any = MP3(path).info  # type: ignore[no-untyped-call]
    assert (info.sample_rate, info.sketchy) == (rate_hz, False)
    assert sum(len(samples) for samples in decode(path, rate_hz)) == 100_001


def test_only_the_stretch_that_changed_is_encoded_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoded: list[int] = []
    encode = mp3.encode_stretch

    def counted(pcm: bytes, *rest: Any, **named: Any) -> mp3.EncodedStretch:
        encoded.append(len(pcm))
        return encode(pcm, *rest, **named)

    monkeypatch.setattr(mp3, "encode_stretch", counted)
    clips = ClipCache(tmp_path / "cache")
    first = master(pieces(*range(12)), tmp_path / "1.mp3", AudioSettings(), clips)
    stretches = len(encoded)
    again = master(pieces(*range(12)), tmp_path / "2.mp3", AudioSettings(), clips)
    assert len(encoded) == stretches > 2
    assert again.loudness == first.loudness
    assert again.path.read_bytes() == first.path.read_bytes()
    master(pieces(*range(5), 77, *range(6, 12)), tmp_path / "3.mp3", AudioSettings(), clips)
    assert 1 <= len(encoded) - stretches <= 2


def test_a_damaged_stretch_is_encoded_again(tmp_path: Path) -> None:
    clips = ClipCache(tmp_path / "cache")
    first = master(pieces(1, 2), tmp_path / "1.mp3", AudioSettings(), clips).path.read_bytes()
    for path in (tmp_path / "cache").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-9] + b"otherwise")
    again = master(pieces(1, 2), tmp_path / "2.mp3", AudioSettings(), clips).path.read_bytes()
    assert again == first
