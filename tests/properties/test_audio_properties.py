"""Whatever clips come, no frame is lost, nothing overlaps, and the cache gives back what it got."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spoken_scripts import script_of, spoken

from presscast.audio.level import level
from presscast.audio.loudness import LoudnessMeter
from presscast.audio.samples import from_pcm
from presscast.cache import ClipCache
from presscast.config import AudioSettings, PauseSettings
from presscast.engines._word_marks import match_words
from presscast.model import AudioClip, Span, SpokenWord, TextMark
from presscast.stages.level import Leveller
from presscast.stages.stitch import stitch

quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)

pcm = st.binary(max_size=4000).map(lambda data: data[: len(data) // 2 * 2])
marks = st.lists(
    st.tuples(*(st.integers(0, 2**31),) * 4).map(lambda numbers: TextMark(*numbers)), max_size=5
).map(tuple)
clips = st.builds(AudioClip, st.sampled_from((8000, 22050, 24000, 48000)), pcm, marks)


@quick
@given(clip=clips)
def test_the_cache_gives_back_what_it_got(clip: AudioClip) -> None:
    with tempfile.TemporaryDirectory() as folder:
        cache = ClipCache(Path(folder))
        cache.put("ab" * 32, clip)
        assert cache.get("ab" * 32) == clip


@quick
@given(data=st.binary(max_size=300))
def test_no_bytes_in_the_cache_do_harm(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clips" / "ab" / ("ab" * 32)
        path.parent.mkdir(parents=True)
        path.write_bytes(b"presscast clip 1\n" + data)
        assert ClipCache(Path(folder)).get("ab" * 32) is None


@st.composite
def sounds(draw: st.DrawFn) -> AudioClip:
    """Return noise of some length and level, in silences of some length."""
    rate_hz = draw(st.sampled_from((8000, 16000, 22050, 24000, 44100, 48000)))
    frames = draw(st.integers(1, rate_hz // 2))
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    noise = random.uniform(-1, 1, frames) * draw(st.sampled_from((0.0, 1.0, 300.0, 32767.0)))
    before, after = (np.zeros(draw(st.integers(0, rate_hz // 4))) for _ in range(2))
    return AudioClip(rate_hz, np.concatenate((before, noise, after)).astype("<i2").tobytes())


@quick
@given(
    given_clips=st.lists(sounds(), min_size=1, max_size=4),
    pause_ms=st.integers(0, 700),
    rate_hz=st.sampled_from((22050, 44100, 48000)),
)
def test_stitching_counts_every_frame(
    given_clips: list[AudioClip], pause_ms: int, rate_hz: int
) -> None:
    script = script_of(*("Words." for _ in given_clips), pause_ms=pause_ms)
    words = [SpokenWord(Span(0, 5), clip.frames // 3, clip.frames // 2) for clip in given_clips]
    spoken_clips = [
        spoken(n, clip, word) for n, (clip, word) in enumerate(zip(given_clips, words, strict=True))
    ]
    audio = AudioSettings(sample_rate_hz=rate_hz)
    made = stitch(script, map(Leveller(audio).level, spoken_clips), PauseSettings(), audio)
    sound = b"".join(made)
    assert len(sound) % 2 == 0
    assert made.duration_ms == round(len(sound) / 2 * 1000 / rate_hz)
    end_ms = 0
    for timing in made.timings:
        assert timing.start_ms >= end_ms + pause_ms - 19
        assert timing.start_ms <= timing.end_ms <= made.duration_ms
        (word,) = timing.words
        assert timing.start_ms <= word.start_ms <= word.end_ms <= timing.end_ms
        end_ms = timing.end_ms


@quick
@given(clip=sounds(), target=st.sampled_from((-23.0, -16.0, -10.0)))
def test_levelling_never_exceeds_the_ceiling_or_changes_the_length(
    clip: AudioClip, target: float
) -> None:
    samples = from_pcm(clip.pcm)
    levelled = level(samples, clip.sample_rate_hz, target, -2.0)
    assert levelled.shape == samples.shape
    assert np.isfinite(levelled).all()
    assert float(np.abs(levelled).max(initial=0)) <= 10 ** (-2 / 20) + 1e-6


@quick
@given(clip=sounds(), cuts=st.lists(st.integers(1, 5000), max_size=20))
def test_the_meter_does_not_mind_how_sound_arrives(clip: AudioClip, cuts: list[int]) -> None:
    samples = np.tile(from_pcm(clip.pcm), 4)
    at_once, in_pieces = LoudnessMeter(clip.sample_rate_hz), LoudnessMeter(clip.sample_rate_hz)
    at_once.feed(samples)
    rest = samples
    for cut in cuts:
        in_pieces.feed(rest[:cut])
        rest = rest[cut:]
    in_pieces.feed(rest)
    assert at_once.result() == in_pieces.result()


phonemes = st.text("abdeɪnɹstʌ", max_size=6)


@quick
@given(
    words=st.lists(phonemes, max_size=15),
    groups=st.lists(phonemes.filter(bool), max_size=15),
)
def test_matches_are_in_order_and_leave_no_group_out(words: list[str], groups: list[str]) -> None:
    matches = match_words(words, groups)
    if not matches:
        return
    assert matches[-1].end_group == len(groups)
    word = group = 0
    for match in matches:
        assert word <= match.first_word < match.end_word <= len(words)
        assert match.first_group == group < match.end_group
        word, group = match.end_word, match.end_group
    assert not any(words[word:])
