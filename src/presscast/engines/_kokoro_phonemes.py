"""Kokoro's phonemes: its alphabet, and how eSpeak's are written in it.

Kokoro was trained on the notation of the misaki phonemizer: one letter for a diphthong or an
affricate, `T` for a flap, no length marks in American English. The numbers are those of the
model's own vocabulary (Kokoro-82M, config.json).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

MAX_TOKENS = 510
"""The most that the model takes at once, its two paddings aside."""

_ROWS = (
    (1, ";:,.!?"),
    (9, '—…"()“” \u0303ʣʥʦʨᵝ\uab67AI'),
    (31, "O"),
    (33, "Q"),
    (35, "ST"),
    (39, "W"),
    (41, "Yᵊabcdef"),
    (50, "hijklmnopqrstuvwxyzɑɐɒæ"),
    (75, "βɔɕç"),
    (80, "ɖðʤə"),
    (85, "ɚɛɜ"),
    (90, "ɟ"),
    (92, "ɡ"),
    (99, "ɥ"),
    (101, "ɨɪʝ"),
    (110, "ɯɰŋɳɲɴø"),
    (118, "ɸθœ"),
    (123, "ɹ"),
    (125, "ɾɻ"),
    (128, "ʁɽʂʃʈʧ"),
    (135, "ʊʋ"),
    (138, "ʌɣɤ"),
    (142, "χʎ"),
    (147, "ʒʔ"),
    (156, "ˈˌː"),
    (162, "ʰ"),
    (164, "ʲ"),
    (169, "↓"),
    (171, "→↗↘"),
    (177, "ᵻ"),
)
"""Runs of neighbours: the number of the first letter, then the letters."""
VOCABULARY = {
    letter: start + place for start, letters in _ROWS for place, letter in enumerate(letters)
}

_EVERYWHERE = (
    ("tʃ", "ʧ"),
    ("dʒ", "ʤ"),
    ("aɪ", "I"),
    ("aʊ", "W"),
    ("eɪ", "A"),
    ("ɔɪ", "Y"),
    ("g", "ɡ"),
)
_NOT_ENGLISH = (("ʏ", "y"), ("oʊ", "O"), ("əʊ", "Q"), ("ts", "ʦ"), ("dz", "ʣ"))
_ENGLISH = (
    ("ʔn\u0329", "tᵊn"),
    ("n\u0329", "ᵊn"),
    ("l\u0329", "ᵊl"),
    ("m\u0329", "ᵊm"),
    ("ʔ", "t"),
    ("ʲ", ""),
    ("r", "ɹ"),
    ("x", "k"),
    ("ç", "k"),
    ("ɬ", "l"),
    ("\u0303", ""),
)
_AMERICAN = (
    ("oʊ", "O"),
    ("ɚ", "əɹ"),
    ("ɜːɹ", "ɜɹ"),
    ("ɜː", "ɜɹ"),
    ("ɪə", "iə"),
    ("əl", "ᵊl"),
    ("ɐ", "ə"),
    ("ɾ", "T"),
    ("o", "ɔ"),
    ("e", "A"),
    ("ː", ""),
)
_BRITISH = (
    ("əʊ", "Q"),
    ("oʊ", "Q"),
    ("eə", "ɛː"),
    ("iə", "ɪə"),
    ("ɐ", "ə"),
    ("ɾ", "t"),
    ("əl", "ᵊl"),
)

_SILENT = frozenset(' .,;:!?—…"()“”ˈˌ')
_UNSTABLE = _SILENT | frozenset("ː")


def has_sounds(language: str) -> bool:
    """Return whether the model's alphabet holds the sounds of a language."""
    return language in {"de", "en", "es", "fr", "hi", "it", "pt"}


def respelled(phonemes: str, language: str) -> str:
    """Return eSpeak's IPA in Kokoro's notation; what the model does not know is left out.

    `language` is an RFC 5646 tag; English is told apart by region.
    """
    phonemes = phonemes.replace("c\u0327", "ç").replace("\u0361", "")
    if language.startswith("en"):
        rules = (*_ENGLISH, *(_BRITISH if language == "en-GB" else _AMERICAN))
    else:
        rules = _NOT_ENGLISH
    for written, known in (*_EVERYWHERE, *rules):
        phonemes = phonemes.replace(written, known)
    return "".join(letter for letter in phonemes if letter in VOCABULARY)


def pieces(phonemes: str, limit: int = MAX_TOKENS) -> Iterator[str]:
    """Yield the phonemes in pieces of at most `limit`, cut at the best place: none is lost.

    A piece ends after a sentence, else after a clause, else between words, else anywhere.
    """
    start = 0
    while len(phonemes) - start > limit:
        window = phonemes[start : start + limit]
        cut = limit
        for pattern in (r".*[.!?…](?= )", r".*[;:,—](?= )", r".*(?= )"):
            found = re.match(pattern, window, re.DOTALL)
            # A cut in the first half would leave a short end somewhere: the next kind is better.
            if found and found.end() > limit // 2:
                cut = found.end()
                break
        yield phonemes[start : start + cut]
        start += cut
    yield phonemes[start:]


def group_bounds(phonemes: str) -> tuple[tuple[int, int], ...]:
    """Return where the groups between spaces begin and end, leaving out those without a sound."""
    spaces = [-1, *(place for place, letter in enumerate(phonemes) if letter == " "), len(phonemes)]
    return tuple(
        (before + 1, after)
        for before, after in pairwise(spaces)
        if any(letter not in _SILENT for letter in phonemes[before + 1 : after])
    )


_SILENT = frozenset(' .,;:!?—…"()“”ˈˌ')


def stable(phonemes: str) -> str:
    """Return the phonemes without what a word has only alone, or only in its sentence."""
    return "".join(letter for letter in phonemes if letter not in _UNSTABLE)
