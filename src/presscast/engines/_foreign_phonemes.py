"""Phonemes of one language, said with those of another: as a speaker of that language says them.

A voice has learned the sounds of its own language only; what else its phoneme table holds was never
heard in training and comes out as noise. Each foreign sound becomes the nearest that it knows.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_ESPEAK_NAMES = {"en": "en-us", "en-gb": "en-gb-x-rp", "es-mx": "es-419"}
"""What eSpeak calls a language, where not by its first subtag."""

_Rules = tuple[tuple[str, str], ...]

# Sounds that hardly any of our voices' languages has: first of all.
_RARE: _Rules = (
    ("ʁ|ʀ|χ(?=[aeiouɛɔœøy])", "r"), ("[βʋ]", "b"), ("ɣ", "ɡ"), ("ʎ", "j"), ("ʝ|ɟ", "j"),
    ("ɭ|ɫ|ɬ", "l"), ("[ʂɕ]", "ʃ"), ("[ʐʑ]", "ʒ"), ("ʈ", "t"), ("ɖ", "d"), ("ɦ", "h"),
    ("[iɪ]\u032f", "ɪ"), ("[uʊ]\u032f", "ʊ"), ("[\u032f\u0329\u032a\u02b2-]", ""),
)  # fmt: skip
_NASALS: _Rules = (
    ("[ɑɐa]\u0303", "ɑːn"), ("[ɛæ]\u0303", "æn"), ("[ɔo]\u0303", "ɔːn"), ("œ\u0303", "ʌn"),
    ("e\u0303", "eɪn"), ("i\u0303", "iːn"), ("u\u0303", "uːn"),
)  # fmt: skip
_TO_ENGLISH: _Rules = (
    *_NASALS, *_RARE, ("ç", "ʃ"), ("(?<=[aɑoɔuʊː])x", "k"), ("x", "h"), ("ɲ", "nj"),
    # The flap of English stands between vowels only.
    ("(?<![aeiouɛɔɑəɪʊ])ɾ|ɾ(?![aeiouɛɔɑəɪʊˈˌ])", "ɹ"), ("r", "ɹ"),
    ("yː?|ɥ(?![aeiouɛɔɑ])", "uː"), ("ɥ", "w"), ("ʏ", "ʊ"), ("[øœ]ː?", "ɜː"), ("ɔɜː|ɔʏ", "ɔɪ"),
    ("eː", "eɪ"), ("oː", "oʊ"), ("ɛː", "ɛ"), ("a(?![ɪʊː])", "ɑː"), ("aː", "ɑː"),
    ("e(?=[ \\n.,;:!?]|$)", "eɪ"), ("e(?!ɪ)", "ɛ"), ("o(?!ʊ)", "oʊ"), ("u(?!ː)", "uː"),
    ("([ptkbdfɡsmnlzv])ː", r"\1"),
)  # fmt: skip
_FROM_ENGLISH: _Rules = (
    ("ɚ", "əɹ"), ("ᵻ", "ɪ"), ("ɾ", "t"), ("ʔ", "t"),
)  # fmt: skip
_TO_SPANISH: _Rules = (
    *_FROM_ENGLISH, ("[ɑɔɛœ]\u0303", "an"), ("ʁ|ɹ", "ɾ"), ("[æɑʌɐ]ː?|aː", "a"),
    ("[əɛɜœø]ː?|eː", "e"),
    ("[ɪyʏ]ː?|iː", "i"), ("ɔː?|oː", "o"), ("ʊ|uː", "u"), ("ʃ", "tʃ"), ("dʒ|ʒ", "ʝ"),
    ("ttʃ", "tʃ"), ("z", "s"), ("v", "b"), ("h|ç", "x"), ("ŋ", "n"), ("ː", ""),
)  # fmt: skip
_TO_FRENCH: _Rules = (
    *_FROM_ENGLISH, ("θ", "s"), ("ð", "z"), ("[hx]", ""), ("ç", "ʃ"), ("[ɹrɾ]", "ʁ"), ("[æɐ]", "a"),
    ("ʌ|ɜ", "œ"), ("ɪ|ʏ", "i"), ("ʊ", "u"), ("β", "b"), ("ɣ", "ɡ"), ("ʎ|ʝ", "j"), ("ː", ""),
)  # fmt: skip
_TO_GERMAN: _Rules = (
    *_FROM_ENGLISH, ("[ɑɔ]\u0303", "ɔŋ"), ("[ɛœ]\u0303", "ɛŋ"), ("θ", "s"), ("ð", "z"), ("w", "v"),
    ("ɹ|ʁ", "ɾ"), ("æ", "ɛ"), ("ʌ", "a"), ("ɑː", "aː"), ("ɜː", "œ"), ("ɲ", "nj"), ("ʎ|ʝ", "j"),
    ("β", "b"), ("ɣ", "ɡ"),
)  # fmt: skip
_INTO = {"en": _TO_ENGLISH, "es": _TO_SPANISH, "fr": _TO_FRENCH, "de": _TO_GERMAN}


def espeak_name(language: str) -> str:
    """Return eSpeak's name for an RFC 5646 tag."""
    tag = language.lower()
    base = tag.partition("-")[0]
    return _ESPEAK_NAMES.get(tag) or _ESPEAK_NAMES.get(base, base)


def folds_into(language: str) -> bool:
    """Return whether foreign phonemes can be said by a voice of that language."""
    return _base(language) in _INTO


def folded(phonemes: str, language: str) -> str:
    """Return phonemes of any language as the nearest of `language`, decomposed as Piper's are."""
    said = unicodedata.normalize("NFC", phonemes).replace("c\u0327", "ç")
    # Composed letters hide their nasal mark.
    for composed, apart in (("ã", "a\u0303"), ("õ", "o\u0303"), ("ẽ", "e\u0303"), ("ĩ", "i\u0303")):
        said = said.replace(composed, apart)
    for pattern, instead in _compiled(_base(language)):
        said = pattern.sub(instead, said)
    return unicodedata.normalize("NFD", said)


def _base(language: str) -> str:
    return language.partition("-")[0].lower()


@cache
def _compiled(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), instead) for pattern, instead in _INTO.get(language, ()))
