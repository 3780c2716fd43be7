"""Comparing what was heard with what was to be said, and hearing it."""

import importlib.util
import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from program import Run

from presscast import proof as proofs
from presscast.audio.ffmpeg import program as ffmpeg
from presscast.errors import AudioError, EngineError, UsageError
from presscast.proof import Difference, compare, fold, proof, share_out, spoken_words

WORDS = st.lists(st.sampled_from("harbor clinic opens a night desk for dock hands".split()))


def test_what_is_written_and_what_a_recogniser_writes_fold_to_the_same_words() -> None:
    written = spoken_words("The ACLU’s 3-year suit, filed Jan. 18, 2021, cost $2.5 million.")
    heard = spoken_words(
        "the ACLU's three year suit filed January 18th 2021 cost 2.5 million dollars"
    )
    assert compare(written, heard).errors == 0
    assert "january eighteenth twenty twenty one" in " ".join(written)


def test_a_fold_keeps_letters_of_every_language() -> None:
    assert fold("Señor O’Neill: twenty-one!") == ("senor", "oneill", "twenty", "one")
    assert fold("Straße, œuvre") == ("strasse", "œuvre")


def test_equal_words_have_no_errors() -> None:
    found = compare(("a", "night", "desk"), ("a", "night", "desk"))
    assert (found.words, found.errors, found.missed, found.differences) == (3, 0, 0, ())
    assert found.passes


def test_words_parted_otherwise_are_the_same_words() -> None:
    assert compare(("health", "care"), ("healthcare",)).errors == 0
    assert compare(("the", "aclu"), ("the", "a", "c", "l", "u")).errors == 0


@pytest.mark.parametrize(
    ("expected", "heard", "errors", "missed", "difference"),
    [
        ("the desk opens today", "the desk today", 1, 1, Difference("opens", "")),
        ("the desk opens", "the night desk opens", 1, 0, Difference("", "night")),
        (
            "said erika pinheiro",
            "said erica pinero",
            2,
            0,
            Difference("erika pinheiro", "erica pinero"),
        ),
        ("the desk opens", "the clock opens", 1, 1, Difference("desk", "clock")),
    ],
)
def test_what_differs_is_counted_and_shown(
    expected: str, heard: str, errors: int, missed: int, difference: Difference
) -> None:
    found = compare(expected.split(), heard.split())
    assert (found.errors, found.missed) == (errors, missed)
    assert found.differences == (difference,)


def test_an_utterance_passes_until_more_than_a_third_is_missed() -> None:
    assert compare("one two three".split(), "one two".split()).passes
    assert not compare("one two three four".split(), "one two".split()).passes
    assert not compare("one two three".split(), ()).passes


def test_heard_words_go_to_the_utterances_whose_words_they_match() -> None:
    expected = ("the desk opens".split(), "ana ruiz said so".split(), "call us".split())
    heard = "the desk opened anna ruiz said so call us".split()
    assert share_out(expected, heard) == (
        ("the", "desk", "opened"),
        ("anna", "ruiz", "said", "so"),
        ("call", "us"),
    )


def test_a_silent_utterance_gets_nothing() -> None:
    expected = (("one", "two"), ("lost", "words"), ("three",))
    assert share_out(expected, ("one", "two", "three")) == (("one", "two"), (), ("three",))


@given(st.lists(WORDS.filter(bool), min_size=1, max_size=4), WORDS)
def test_no_heard_word_is_lost_or_moved(expected: list[list[str]], heard: list[str]) -> None:
    shared = share_out(expected, heard)
    assert [word for words in shared for word in words] == heard
    assert len(shared) == len(expected)


@given(WORDS, WORDS)
def test_errors_lie_between_the_bounds(expected: list[str], heard: list[str]) -> None:
    found = compare(expected, heard)
    assert found.missed <= len(expected)
    assert found.errors <= len(expected) + len(heard)
    if "".join(expected) != "".join(heard):
        assert found.errors > 0


def test_no_model_is_an_error_that_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(proofs, "_MODEL_PACKAGE", "no_such_package_of_models")
    with pytest.raises(EngineError) as caught:
        proofs._installed_model()
    assert "presscast[proof]" in caught.value.hint
    with pytest.raises(EngineError, match=r"no CTranslate2 Whisper model"):
        proofs._load(tmp_path)


def test_a_recording_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no episode is called"):
        proof("no-such-slug", tmp_path)
    with pytest.raises(UsageError, match="nothing is published"):
        proof(None, tmp_path)
    with pytest.raises(AudioError, match="no ID3 tag"):
        proof(str(tmp_path / "none.mp3"), tmp_path)


needs_recogniser = pytest.mark.skipif(
    not all(map(importlib.util.find_spec, ("faster_whisper", proofs._MODEL_PACKAGE))),
    reason="the extra `proof` is not installed",
)
RELEASE = b"""Harbor Clinic Opens a Night Desk

PORT ELLEN, March 3, 2025 - The clinic opened a night desk for workers on Monday.

The desk answers 3,200 letters every year.
"""


@needs_recogniser
def test_an_episode_and_a_file_say_what_is_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "release.txt").write_bytes(RELEASE)
    made = run("publish", "release.txt", "--engine", "piper", "--json")
    assert made.status == 0, made.err
    result = run("proof", "--json")
    assert result.status == 0, result.out + result.err
    found = json.loads(result.out)
    assert found["words"] > 35
    assert found["word_error_rate"] < 0.15
    recording = next(tmp_path.glob("output/episodes/*/*.mp3"))
    result = run("proof", recording)
    assert result.status == 0, result.out + result.err
    assert "words differ" in result.err


@needs_recogniser
def test_a_sentence_that_is_not_heard_is_marked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "release.txt").write_bytes(RELEASE)
    made = run("publish", "release.txt", "--engine", "piper", "--json")
    recording = next(tmp_path.glob("output/episodes/*/*.mp3"))
    last = json.loads((recording.parent / "episode.json").read_text())["timeline"]["utterances"][-1]
    hushed = tmp_path / "hushed.mp3"
    gate = f"volume=0:enable='gt(t,{last['start_ms'] / 1000 - 0.1})'"
    subprocess.run(
        [ffmpeg(), "-loglevel", "error", "-i", recording, "-map", "0:a", "-af", gate, hushed],
        check=True,
    )
    hushed.replace(recording)
    result = run("proof")
    assert made.status == 0
    assert result.status == 1
    assert "! 0:" in result.out
    assert "The desk answers 3,200 letters" in result.out
