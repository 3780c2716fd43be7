"""Synthesis: every utterance in order, checked, cached, and none lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest
from spoken_scripts import cast_of, hum, tokens

from presscast import plugins
from presscast.cache import ClipCache
from presscast.engines import tone
from presscast.errors import EngineError
from presscast.model import (
    AudioClip,
    Cast,
    Markup,
    Role,
    Span,
    SpokenToken,
    SpokenWord,
    TextMark,
    TokenKind,
    Utterance,
    Voice,
)
from presscast.stages.synthesize import Replacement, recast, synthesize

VOICE = Voice("parrot", "polly", "en", "CC0-1.0")


@dataclass
class Parrot:
    """An engine whose sound, pace and faults a test decides."""

    name: str = "parrot"
    markup: Markup = field(default_factory=Markup)
    threads: int = 2
    clips: dict[str, list[AudioClip]] = field(default_factory=dict)
    marks: bool = False
    pause_s: float = 0.0
    said: list[str] = field(default_factory=list)
    most_at_once: int = 0
    _at_once: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def voices(self) -> Sequence[Voice]:
        return (VOICE,)

    def fingerprint(self, voice: Voice) -> str:
        return "parrot 1"

    def speak(self, text: str, voice: Voice) -> AudioClip:
        with self._lock:
            self.said.append(text)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        time.sleep(self.pause_s)
        with self._lock:
            self._at_once -= 1
        if text in self.clips:
            return self.clips[text].pop(0)
        clip = hum(60 * len(text))
        if not self.marks:
            return clip
        share = clip.frames / len(text)
        places = [(at, at + len(word)) for word in text.split() for at in [text.index(word)]]
        marks = (TextMark(a, b, round(a * share), round(b * share)) for a, b in places)
        return AudioClip(clip.sample_rate_hz, clip.pcm, tuple(marks))


@pytest.fixture
def parrot(monkeypatch: pytest.MonkeyPatch) -> Parrot:
    made = Parrot()
    monkeypatch.setattr(plugins, "engine", {"parrot": made}.__getitem__)
    return made


def texts(count: int) -> list[str]:
    return [f"Sentence {number} " + "word " * (number * 7 % 5) + "ends." for number in range(count)]


def test_comes_in_the_order_of_the_script(parrot: Parrot) -> None:
    parrot.pause_s = 0.002
    cast = cast_of(*texts(60), voice=VOICE)
    clips = list(synthesize(cast, None))
    assert [clip.utterance for clip in clips] == [f"u{number}" for number in range(60)]
    assert [clip.clip.pcm for clip in clips] == [hum(60 * len(text)).pcm for text in texts(60)]
    assert parrot.most_at_once == 2


def test_an_engine_is_not_called_more_often_at_once_than_it_can(parrot: Parrot) -> None:
    parrot.threads = 1
    parrot.pause_s = 0.002
    list(synthesize(cast_of(*texts(12), voice=VOICE), None))
    assert parrot.most_at_once == 1


def test_looks_ahead_no_further_than_a_window(parrot: Parrot) -> None:
    stream = synthesize(cast_of(*texts(100), voice=VOICE), None)
    next(stream)
    time.sleep(0.2)
    assert 2 <= len(parrot.said) <= 25
    assert len(list(stream)) == 99


def test_the_last_ones_are_said_longest_first(parrot: Parrot) -> None:
    parrot.threads = 1
    list(synthesize(cast_of(*texts(8), voice=VOICE), None))
    lengths = [len(text) for text in parrot.said]
    assert lengths == sorted(lengths, reverse=True)


def test_progress_counts_up_to_the_whole(parrot: Parrot) -> None:
    told: list[tuple[int, int]] = []
    list(synthesize(cast_of(*texts(5), voice=VOICE), None, progress=lambda *at: told.append(at)))
    assert told == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]


def test_an_empty_script_is_nothing(parrot: Parrot) -> None:
    assert list(synthesize(cast_of(voice=VOICE), None)) == []


def test_what_is_cached_is_not_said_again(parrot: Parrot, tmp_path: Path) -> None:
    cast = cast_of(*texts(6), voice=VOICE)
    first = list(synthesize(cast, ClipCache(tmp_path)))
    assert len(parrot.said) == 6
    assert list(synthesize(cast, ClipCache(tmp_path))) == first
    assert len(parrot.said) == 6


@pytest.mark.parametrize(
    ("clip", "fault"),
    [
        (AudioClip(22050, b""), "no sound"),
        (AudioClip(22050, bytes(44100)), "silence"),
        (hum(80), "only 80 ms"),
        (hum(30_000), "30000 ms"),
        (AudioClip(22050, b"\xff\x7f" * 22050), "clipped"),
    ],
)
def test_a_bad_clip_is_asked_for_again_and_then_an_error(
    parrot: Parrot, tmp_path: Path, clip: AudioClip, fault: str
) -> None:
    text = "The mayor spoke at noon."
    parrot.clips[text] = [clip, hum(1500)]
    (spoken,) = synthesize(cast_of(text, voice=VOICE), None)
    assert spoken.clip == hum(1500)
    parrot.clips[text] = [clip, clip]
    with pytest.raises(EngineError, match=fault) as caught:
        list(synthesize(cast_of(text, voice=VOICE), ClipCache(tmp_path)))
    assert text in str(caught.value)
    assert caught.value.hint
    assert ClipCache(tmp_path).info().clips == 0


def test_an_engines_error_names_the_sentence(
    parrot: Parrot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(text: str, voice: Voice) -> AudioClip:
        raise EngineError("it has a cold", hint="give it tea")

    monkeypatch.setattr(parrot, "speak", fail)
    with pytest.raises(EngineError, match=r"“The mayor spoke\.”: it has a cold") as caught:
        list(synthesize(cast_of("The mayor spoke.", voice=VOICE), None))
    assert caught.value.hint == "give it tea"


def test_a_sentence_that_fails_once_is_said_again(
    parrot: Parrot, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak, failures = parrot.speak, ["it coughs"]

    def cough(text: str, voice: Voice) -> AudioClip:
        if failures:
            raise EngineError(failures.pop(), hint="give it tea")
        return speak(text, voice)

    monkeypatch.setattr(parrot, "speak", cough)
    (spoken,) = synthesize(cast_of("The mayor spoke.", voice=VOICE), None)
    assert spoken.clip == speak("The mayor spoke.", VOICE)


def lose_voice(parrot: Parrot, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Make the parrot fail on one sentence, with the tone engine installed beside it."""
    speak = parrot.speak

    def fail(said: str, voice: Voice) -> AudioClip:
        if said == text:
            raise EngineError("it has a cold", hint="give it tea")
        return speak(said, voice)

    monkeypatch.setattr(parrot, "speak", fail)
    engines = {"parrot": parrot, "tone": tone.create()}
    monkeypatch.setattr(plugins, "engine", engines.__getitem__)


def test_another_engine_speaks_where_the_show_allows_it_and_is_told_of(
    parrot: Parrot, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose_voice(parrot, monkeypatch, "Two is said.")
    parrot.threads = 1
    cast = cast_of("One is said.", "Two is said.", "Three is said.", voice=VOICE)
    told: list[Replacement] = []
    clips = list(synthesize(cast, None, fallback=("tone",), replaced=told.append))
    (replacement,) = told
    assert (replacement.failed, replacement.instead.engine) == (VOICE, "tone")
    assert "“Two is said.”: it has a cold" in replacement.warning
    assert replacement.instead.address in replacement.warning
    spoken = tone.create().speak("Two is said.", replacement.instead)
    assert clips[1].clip.pcm == spoken.pcm
    (role,) = recast(cast.roles, told)
    assert role.voice == replacement.instead
    assert VOICE.address in role.reason


def test_no_other_engine_speaks_unless_the_show_allows_it(
    parrot: Parrot, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose_voice(parrot, monkeypatch, "Two is said.")
    cast = cast_of("One is said.", "Two is said.", voice=VOICE)
    with pytest.raises(EngineError, match="it has a cold"):
        list(synthesize(cast, None))
    with pytest.raises(EngineError, match="it has a cold"):
        list(synthesize(cast, None, fallback=("parrot",)))


def test_leaving_early_stops_the_rest(parrot: Parrot) -> None:
    parrot.pause_s = 0.01
    stream = synthesize(cast_of(*texts(50), voice=VOICE), None)
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    said = len(parrot.said)
    time.sleep(0.1)
    assert len(parrot.said) <= said + parrot.threads


def one(parrot: Parrot, *spoken: SpokenToken) -> tuple[SpokenWord, ...]:
    """Return the words of one utterance of the tokens."""
    parrot.marks = True
    utterance = Utterance("u0", "s", "narrator", "as written", spoken, Span(0, 40), 0)
    script = cast_of(voice=VOICE).script
    cast = Cast(
        type(script)("en", "T", script.speakers, (utterance,), ()), (Role("narrator", VOICE, ""),)
    )
    (clip,) = synthesize(cast, None)
    return clip.words


def test_words_are_those_that_are_written(parrot: Parrot) -> None:
    words = one(
        parrot,
        SpokenToken(Span(0, 4), "They"),
        SpokenToken(Span(5, 9), "paid"),
        SpokenToken(Span(10, 13), "twenty"),
        SpokenToken(Span(13, 13), "dollars"),
        SpokenToken(Span(13, 14), ",", TokenKind.PUNCTUATION, glued=True),
        SpokenToken(Span(15, 20), "again"),
    )
    assert [word.span for word in words] == [Span(0, 4), Span(5, 9), Span(10, 13), Span(15, 20)]
    assert all(a.end_frame <= b.start_frame for a, b in pairwise(words))
    assert words[2].end_frame - words[2].start_frame > 2 * (
        words[1].end_frame - words[1].start_frame
    )


def test_words_said_as_one_are_timed_as_one(parrot: Parrot) -> None:
    text = "head of the board"
    clip = hum(60 * len(text))
    marks = (TextMark(0, 4, 0, 400), TextMark(5, 11, 420, 900), TextMark(12, 17, 950, 1500))
    parrot.clips[text] = [AudioClip(22050, clip.pcm, marks)]
    words = one(parrot, *tokens(text))
    assert words == (
        SpokenWord(Span(0, 4), 0, 400),
        SpokenWord(Span(5, 11), 420, 900),
        SpokenWord(Span(12, 17), 950, 1500),
    )


def test_a_long_utterance_is_said_in_parts_and_stays_whole(parrot: Parrot) -> None:
    parrot.markup = Markup(max_chars=30)
    text = "one two three four, five six seven eight, nine ten eleven twelve."
    words = one(parrot, *tokens(text))
    assert len(parrot.said) >= 3
    assert all(len(part) <= 30 for part in parrot.said)
    assert sorted(" ".join(parrot.said).split()) == sorted(text.split())
    assert [text[word.span.start : word.span.end] for word in words] == text.split()
    assert all(a.end_frame <= b.start_frame for a, b in pairwise(words))
