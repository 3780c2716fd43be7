"""What every engine owes: the package's own, those installed beside it, and a third party's."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest

from presscast import plugins
from presscast.errors import EngineError
from presscast.model import AudioClip, Voice

SENTENCE = "The council met on Monday."
LONGER = f"{SENTENCE} It voted, nine to two, to keep the lights on."
SHORT = "Nobody left."
THIRD_PARTY = Path(__file__).parent / "chime"


def said(engine: plugins.Engine, text: str, voice: Voice) -> AudioClip:
    """Return the text as speech; skips where the engine says that it cannot run here."""
    try:
        return spoken_once(engine.name, text, voice)
    except EngineError as error:
        pytest.skip(f"{engine.name} cannot speak here: {error}")


@cache
def spoken_once(name: str, text: str, voice: Voice) -> AudioClip:
    """Return the text as speech, made once for all tests: a large model takes seconds."""
    return plugins.engine(name).speak(text, voice)


@pytest.fixture(params=(*plugins.names("engines"), "chime"))
def engine(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[plugins.Engine]:
    """Return each engine in turn."""
    if request.param == "chime":
        monkeypatch.syspath_prepend(THIRD_PARTY)
        plugins._installed.cache_clear()
    yield plugins.engine(request.param)
    if request.param == "chime":
        plugins._installed.cache_clear()


@pytest.fixture
def voices(engine: plugins.Engine) -> tuple[Voice, ...]:
    """Return the engine's voices; skips where it is not installed."""
    try:
        return tuple(engine.voices())
    except EngineError as error:
        pytest.skip(f"{engine.name} cannot run here: {error}")


class TestEngineContract:
    def test_a_voice_of_another_language_can_be_spoken_with(
        self, engine: plugins.Engine, voices: tuple[Voice, ...]
    ) -> None:
        other = getattr(engine, "in_language", lambda *_: None)(voices[0], "es")
        if other is None:
            pytest.skip(f"{engine.name} says every passage in the voice's own language")
        assert other.language.partition("-")[0] == "es"
        assert other.engine == engine.name
        assert engine.fingerprint(other) != engine.fingerprint(voices[0])
        assert said(engine, "La reunión empieza el lunes.", other).frames > 0

    def test_goes_by_the_name_it_is_found_by(self, engine: plugins.Engine) -> None:
        assert plugins.engine(engine.name) is engine
        assert engine.threads >= 1

    def test_voices_are_described_and_unlike(
        self, engine: plugins.Engine, voices: tuple[Voice, ...]
    ) -> None:
        assert voices
        assert len({voice.id for voice in voices}) == len(voices)
        for voice in voices:
            assert voice.engine == engine.name
            assert voice.language
            assert voice.licence

    def test_fingerprints_are_stable(
        self, engine: plugins.Engine, voices: tuple[Voice, ...]
    ) -> None:
        for voice in voices[:3]:
            assert engine.fingerprint(voice) == engine.fingerprint(voice)

    def test_speaks_all_of_the_text(
        self, engine: plugins.Engine, voices: tuple[Voice, ...]
    ) -> None:
        short = said(engine, SENTENCE, voices[0])
        long = said(engine, LONGER, voices[0])
        assert short.sample_rate_hz >= 8000
        assert len(short.pcm) == 2 * short.frames
        assert 0.8 < short.frames / short.sample_rate_hz < 12.0
        assert long.frames > 1.5 * short.frames

    def test_is_heard(self, engine: plugins.Engine, voices: tuple[Voice, ...]) -> None:
        clip = said(engine, SENTENCE, voices[0])
        peak = max(abs(frame) for frame in memoryview(clip.pcm).cast("h"))
        assert 1000 < peak <= 32767

    def test_marks_lie_in_the_text_and_in_the_clip_in_order(
        self, engine: plugins.Engine, voices: tuple[Voice, ...]
    ) -> None:
        clip = said(engine, LONGER, voices[0])
        char = frame = 0
        for mark in clip.marks:
            assert char <= mark.start_char < mark.end_char <= len(LONGER)
            assert frame <= mark.start_frame < mark.end_frame <= clip.frames
            assert LONGER[mark.start_char : mark.end_char].strip()
            char, frame = mark.end_char, mark.end_frame

    def test_threads_speak_what_one_speaks(
        self, engine: plugins.Engine, voices: tuple[Voice, ...]
    ) -> None:
        texts = (SENTENCE, SHORT, SHORT)
        alone = [said(engine, text, voices[0]) for text in texts]
        with ThreadPoolExecutor(2) as executor:
            clips = list(executor.map(lambda text: engine.speak(text, voices[0]), texts))
        assert clips == alone

    @pytest.mark.parametrize("text", ["", " ", "\n"])
    def test_nothing_to_say_is_an_error(
        self, engine: plugins.Engine, voices: tuple[Voice, ...], text: str
    ) -> None:
        with pytest.raises(EngineError) as caught:
            engine.speak(text, voices[0])
        assert caught.value.hint

    def test_an_unknown_voice_is_an_error(self, engine: plugins.Engine) -> None:
        with pytest.raises(EngineError) as caught:
            engine.speak(SENTENCE, Voice(engine.name, "nobody", "en", "none"))
        assert caught.value.hint
