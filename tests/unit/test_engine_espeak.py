"""The espeak engine, with the program and without it."""

from __future__ import annotations

import shutil

import pytest

from presscast.engines import espeak
from presscast.errors import EngineError

installed = pytest.mark.skipif(
    shutil.which("espeak-ng") is None, reason="the program espeak-ng is not installed"
)


@installed
def test_american_english_comes_first_in_four_voices() -> None:
    voices = espeak.create().voices()
    assert [voice.id for voice in voices[:4]] == ["en-us", "en-us+f2", "en-us+m3", "en-us+f4"]
    assert voices[0].language == "en-US"
    assert {"de", "es", "fr-FR"} <= {voice.language for voice in voices}


@installed
def test_a_variant_is_another_voice() -> None:
    engine = espeak.create()
    plain, other, *_ = engine.voices()
    assert engine.speak("Good evening.", plain).pcm != engine.speak("Good evening.", other).pcm
    assert engine.fingerprint(plain) != engine.fingerprint(other)


@installed
def test_letters_with_stops_are_said_apart() -> None:
    engine = espeak.create()
    voice = engine.voices()[0]
    assert engine.speak("A.C.L.U.", voice).frames > 1.2 * engine.speak("aclu", voice).frames


def test_without_the_program_the_hint_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    espeak._voices.cache_clear()
    with pytest.raises(EngineError) as caught:
        espeak.create().voices()
    assert "install" in caught.value.hint
    espeak._voices.cache_clear()


@installed
def test_a_throat_speaks_another_language() -> None:
    engine = espeak.create()
    voice = next(known for known in engine.voices() if known.id == "en-us+f2")
    other, french = engine.in_language(voice, "es"), engine.in_language(voice, "fr")
    assert other is not None
    assert (other.id, other.gender) == ("es+f2", "female")
    assert french is not None
    assert french.id == "fr-fr+f2"
    assert engine.in_language(voice, "xx") is None
    text = "Los niños esperan en la calle."
    assert engine.speak(text, other) != engine.speak(text, voice)
