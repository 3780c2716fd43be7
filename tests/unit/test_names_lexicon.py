import re
import shutil
import subprocess
import time

import pytest

from presscast.model import TokenKind
from presscast.text.lexicon import EMPTY, Lexicon
from presscast.text.names_lexicon import above_seeded, seeded_lexicon
from presscast.text.speech import normalize_line, verbalize

# What espeak-ng's American English is written with: another sign would not be said.
SOUNDS = re.compile(r"[ˈˌaɑæbdðeəɚɛɜfɡhiɪjklmnŋoɔpɹɾsʃtθuʊʌvwzʒː ]+")
ESPEAK = shutil.which("espeak-ng")


def said(text: str, lexicon: Lexicon) -> list[str | None]:
    tokens = verbalize(text, language="en", lexicon=lexicon)
    return [token.ipa for token in tokens if token.kind is TokenKind.PHONEMES]


def test_names_are_written_in_sounds_that_the_voice_has() -> None:
    entries = seeded_lexicon("en-US").entries
    assert len(entries) > 300
    for entry in entries:
        assert entry.ipa
        assert SOUNDS.fullmatch(entry.ipa), entry
        assert "ˈ" in entry.ipa, entry


def test_no_name_stands_twice() -> None:
    names = [name for entry in seeded_lexicon("en").entries for name in entry.graphemes]
    assert len(set(names)) == len(names)


@pytest.mark.skipif(ESPEAK is None, reason="espeak-ng is not installed")
def test_every_name_is_one_that_espeak_says_otherwise() -> None:
    assert ESPEAK
    entries = seeded_lexicon("en").entries
    # One line a name: espeak answers each clause with a line of its own.
    names = "\n".join(f"{entry.graphemes[0]}." for entry in entries)
    command = [ESPEAK, "-q", "--ipa", "-v", "en-us", "--stdin"]
    ran = subprocess.run(command, input=names.encode(), capture_output=True, check=True)
    guesses = [line.strip() for line in ran.stdout.decode().splitlines() if line.strip()]
    same = [entry for entry, guess in zip(entries, guesses, strict=True) if entry.ipa == guess]
    assert not same


def test_a_name_and_its_possessive_are_said_by_the_lexicon() -> None:
    seeded = seeded_lexicon("en")
    assert said("Kyiv's mayor met Xi Jinping in OAXACA.", seeded) == [
        "kˈiːvz",
        "ʃˈiː dʒˈɪnpˈɪŋ",
        "wəhˈɑːkə",
    ]


def test_a_roman_numeral_is_no_name() -> None:
    assert said("Title XI of the Act", seeded_lexicon("en")) == []


def test_the_show_wins_over_what_is_built_in() -> None:
    show = EMPTY.add("Juárez", ipa="ʒuˈɑːɹɛz")
    merged = above_seeded(show, "en")
    assert said("Juárez", merged) == ["ʒuˈɑːɹɛz"]
    assert said("Ciudad Juárez and Kyiv", merged) == ["ʒuˈɑːɹɛz", "kˈiːv"]


def test_a_language_without_names_has_none() -> None:
    assert not seeded_lexicon("fi")
    assert above_seeded(EMPTY, "fi") == EMPTY


def test_a_line_is_normalized_without_them() -> None:
    assert normalize_line("Xi Jinping visited Kyiv.") == "Xi Jinping visited Kyiv."


def test_the_names_cost_a_release_little() -> None:
    line = "The court in San Diego heard that Erika Pinheiro had met officials from Tijuana. "
    merged = above_seeded(EMPTY, "en")
    verbalize(line, language="en", lexicon=merged)
    start = time.process_time()
    for _ in range(200):
        verbalize(line, language="en", lexicon=merged)
    assert time.process_time() - start < 1
