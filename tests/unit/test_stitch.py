"""Stitching: frames counted exactly, voices level, no click, and music where it is asked for."""

from __future__ import annotations

import wave
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
import pytest
from spoken_scripts import hum, script_of, silence, spoken

from presscast.audio.loudness import LoudnessMeter
from presscast.audio.samples import from_pcm
from presscast.cache import ClipCache
from presscast.config import AudioSettings, PauseSettings
from presscast.errors import AudioError, ConfigError
from presscast.model import AudioClip, Span, SpokenClip, SpokenWord
from presscast.stages.level import Leveller
from presscast.stages.stitch import Stitched, find_music, read_music, stitch

PAUSES = PauseSettings(end_ms=500)


def stitched(*clips: SpokenClip, audio: AudioSettings | None = None) -> tuple[Stitched, bytes]:
    """Return what was stitched of clips of as many utterances, and all of its sound."""
    script = script_of(*(f"Utterance {number}." for number in range(len(clips))))
    audio = audio or AudioSettings()
    made = stitch(script, map(Leveller(audio).level, clips), PAUSES, audio)
    return made, b"".join(made)


def loudness(samples: npt.NDArray[np.float32]) -> float:
    meter = LoudnessMeter(44100)
    meter.feed(samples)
    return meter.result().integrated_lufs


def test_the_timeline_counts_the_frames_of_the_sound() -> None:
    clips = [spoken(number, hum(700 + 13 * number)) for number in range(40)]
    made, sound = stitched(*clips)
    assert made.duration_ms == round(len(sound) / 2 * 1000 / 44100)
    samples = np.abs(from_pcm(sound))
    for timing in made.timings:
        first, end = (round(at * 44.1) for at in (timing.start_ms, timing.end_ms))
        assert samples[first + 500 : end - 1000].max() > 0.05
        assert samples[first - 44 * 250 : first - 45].max() == 0
    assert [timing.utterance for timing in made.timings] == [f"u{n}" for n in range(40)]


def test_the_silence_of_an_engine_is_replaced_by_that_of_the_script() -> None:
    tone = hum(1000)
    padded = AudioClip(22050, silence(800) + tone.pcm + silence(1200))
    word = SpokenWord(Span(0, 9), 22050 * 8 // 10, 22050 * 18 // 10)
    made, _ = stitched(spoken(0, padded, word), spoken(1, tone))
    first, second = made.timings
    assert abs(first.start_ms - 300) <= 14
    assert 1000 <= first.end_ms - first.start_ms <= 1130
    assert abs(second.start_ms - (first.end_ms + 300)) <= 14
    (timed,) = first.words
    assert 25 <= timed.start_ms - first.start_ms <= 45
    assert 990 <= timed.end_ms - timed.start_ms <= 1010


def test_voices_are_level_with_one_another() -> None:
    quiet, loud, other = hum(3000, level=0.02), hum(3000, level=0.7), hum(3000, pitch_hz=900)
    made, sound = stitched(spoken(0, quiet), spoken(1, loud), spoken(2, other))
    samples = from_pcm(sound)
    heard = [
        loudness(samples[round(t.start_ms * 44.1) : round(t.end_ms * 44.1)]) for t in made.timings
    ]
    assert max(heard) - min(heard) < 0.5
    assert abs(heard[0] - -16) < 1


@pytest.mark.parametrize("rate_hz", [16000, 22050, 24000, 44100, 48000])
def test_every_rate_becomes_one_and_keeps_its_pitch(rate_hz: int) -> None:
    made, sound = stitched(spoken(0, hum(2000, rate_hz=rate_hz, pitch_hz=440)))
    samples = from_pcm(sound)[44100 // 2 : 44100 * 2]
    strongest = int(np.abs(np.fft.rfft(samples)).argmax()) * 44100 / len(samples)
    assert abs(strongest - 440) < 1
    assert abs(made.duration_ms - 2800) < 15


def test_no_joint_clicks() -> None:
    # A clip cut in the middle of a wave is the worst that an engine can give.
    tone = hum(777, pitch_hz=150, level=0.9)
    cut = AudioClip(22050, tone.pcm[2 * 37 :])
    _, sound = stitched(*(spoken(number, cut) for number in range(6)))
    samples = from_pcm(sound)
    steps = np.abs(np.diff(samples))
    within = np.abs(np.diff(samples[round(0.5 * 44100) : round(0.9 * 44100)])).max()
    assert steps.max() <= within * 1.05


def test_a_breath_is_kept_and_hiss_is_not() -> None:
    breath = hum(120, pitch_hz=700, level=0.006)
    tone = hum(1000, level=0.5)
    hiss = AudioClip(22050, (np.arange(8000) % 3 - 1).astype("<i2").tobytes())
    made, _ = stitched(spoken(0, AudioClip(22050, hiss.pcm + breath.pcm + tone.pcm)))
    (timing,) = made.timings
    assert 1120 <= timing.end_ms - timing.start_ms <= 1170


def test_clips_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="u1 came where u0 belongs"):
        stitched(spoken(1, hum(500)), spoken(0, hum(500)))


def test_gains_found_before_give_the_same_sound(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path)
    script = script_of("One.", "Two.")
    clips = (spoken(0, hum(900, level=0.9)), spoken(1, hum(700, level=0.01)))
    sounds = [
        b"".join(stitch(script, map(Leveller(audio, kept).level, clips), PAUSES, audio))
        for kept in (None, cache, cache)
        for audio in (AudioSettings(), AudioSettings(loudness_lufs=-20))
    ]
    assert sounds[0] == sounds[2] == sounds[4] != sounds[1] == sounds[3] == sounds[5]
    assert cache.info().bytes > 0


@pytest.fixture
def jingle(tmp_path: Path) -> str:
    path = tmp_path / "jingle.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 22050, 0, "NONE", ""))
        file.writeframes(hum(2000, pitch_hz=1000).pcm)
    return str(path)


def test_intro_and_outro_stand_around_the_speech(jingle: str) -> None:
    audio = AudioSettings(intro=jingle, outro=jingle)
    made, sound = stitched(spoken(0, hum(1500)), audio=audio)
    (timing,) = made.timings
    assert abs(timing.start_ms - (2000 + 300)) <= 14
    assert abs(made.duration_ms - (timing.end_ms + 500 + 2000)) <= 1
    samples = from_pcm(sound)
    assert abs(loudness(samples[: 44100 * 2]) - -16) < 2
    assert abs(float(samples[0])) < 0.01
    assert abs(float(samples[-1])) < 0.01


def test_the_bed_lies_under_everything_and_rises_in_long_pauses(jingle: str) -> None:
    script = script_of("One.", "Two.", pause_ms=3000)
    hums = (spoken(0, hum(4000, pitch_hz=150)), spoken(1, hum(4000, pitch_hz=150)))
    clips = tuple(map(Leveller(AudioSettings()).level, hums))
    with_bed = stitch(script, clips, PAUSES, AudioSettings(bed=jingle))
    without = stitch(script, clips, PAUSES, AudioSettings())
    bed = from_pcm(b"".join(with_bed)) - from_pcm(b"".join(without))
    assert with_bed.timings == without.timings
    first, second = with_bed.timings
    middle = round((first.end_ms + second.start_ms) / 2 * 44.1)
    pause = loudness(bed[middle - 22050 : middle + 22050])
    speech = loudness(
        bed[round((first.start_ms + 500) * 44.1) : round((first.end_ms - 500) * 44.1)]
    )
    assert -43 < speech < -37
    assert pause > speech + 4


def test_music_that_is_no_sound_is_an_error_that_names_it(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("do re mi")
    with pytest.raises(AudioError, match=r"notes\.txt"):
        stitched(spoken(0, hum(500)), audio=AudioSettings(intro=str(path)))


def test_music_lies_beside_the_configuration(jingle: str) -> None:
    folder, name = Path(jingle).parent, Path(jingle).name
    audio = AudioSettings(intro=name, bed=jingle)
    found = find_music(audio, folder)
    assert (found.intro, found.outro, found.bed) == (jingle, None, jingle)
    assert read_music(audio, folder) == (Path(jingle).read_bytes(),) * 2


@pytest.mark.parametrize("key", ["intro", "outro", "bed"])
@pytest.mark.parametrize("name", ["missing.mp3", "notes.txt", "folder"])
def test_music_that_cannot_be_used_names_its_key(tmp_path: Path, key: str, name: str) -> None:
    (tmp_path / "notes.txt").write_text("do re mi")
    (tmp_path / "folder").mkdir()
    audio = msgspec.structs.replace(AudioSettings(), **{key: name})
    with pytest.raises(ConfigError, match=rf"audio\.{key}: .*{name}") as caught:
        find_music(audio, tmp_path)
    assert "presscast.toml" in caught.value.hint
