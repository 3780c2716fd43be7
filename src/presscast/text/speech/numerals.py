"""Numbers as words, remembered: `num2words` takes long and releases repeat themselves."""

from __future__ import annotations

import re
from functools import lru_cache

_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_LARGEST = 10**15
"""Beyond it nobody says a number otherwise than digit by digit."""


@lru_cache(maxsize=8192)
def cardinal(number: int, language: str) -> str:
    """Return a whole number in words; digit by digit from 10^15 on."""
    if abs(number) >= _LARGEST:
        return digits(str(abs(number)), language)
    return _words(number, language, "cardinal")


@lru_cache(maxsize=2048)
def ordinal(number: int, language: str) -> str:
    """Return an ordinal in words."""
    return _words(number, language, "ordinal")


@lru_cache(maxsize=2048)
def year(number: int, language: str) -> str:
    """Return a year in words."""
    return _words(number, language, "year")


def _words(number: int, language: str, form: str) -> str:
    from num2words import num2words  # 50 ms to import

    words: str = num2words(number, lang=language, to=form)
    return words.replace(",", "")


@lru_cache(maxsize=4096)
def digits(written: str, language: str) -> str:
    """Return the digits of a string one by one in words; other characters are passed over."""
    return " ".join(cardinal(int(char), language) for char in written if char.isdecimal())


def roman(written: str) -> int | None:
    """Return the value of a Roman numeral in capitals, or None where it is not one.

    >>> roman("XVI"), roman("IIX"), roman("")
    (16, None, None)
    """
    if not written or not _ROMAN.fullmatch(written):
        return None
    total = 0
    for char, following in zip(written, f"{written[1:]} ", strict=True):
        value = _VALUES[char]
        total += -value if _VALUES.get(following, 0) > value else value
    return total
