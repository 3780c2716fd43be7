"""Figures as they are written with a decimal comma: `1.234,5`, `1 234,5`, `1'234.50`."""

from __future__ import annotations

import re
from typing import NamedTuple

from presscast.text.speech import numerals
from presscast.text.speech.decimal_comma.tongue import Tongue

_GROUPED = re.compile(
    r"(?P<whole>\d{1,3}(?:(?P<gap>[.'’ \u00a0\u202f\u2009])\d{3})(?:(?P=gap)\d{3})*)"
    r"(?:(?<!\.\d{3})[.,](?P<part>\d+)|,(?P<part2>\d+))?(?!\d|\.\d)"
)
_ENGLISH = re.compile(
    r"(?P<whole>\d{1,3}(?:(?:,\d{3}){2,}|(?:,\d{3})+(?=\.\d)))(?:\.(?P<part>\d+))?(?!\d)"
)
_ENGLISH_THOUSAND = re.compile(r"(?P<whole>\d{1,3}(?:,\d{3})+)(?:\.(?P<part>\d+))?(?!\d)")
_PLAIN = re.compile(r"(?P<whole>\d+)(?:(?P<mark>[,.])(?P<part>\d+)(?![.,]?\d))?")
# Where Spanish is written with the decimal point of its northern neighbour.
_POINT_REGIONS = frozenset("MX US PR GT HN SV NI PA DO".split())
_LONGEST_COUNT = 15


class Figure(NamedTuple):
    """A number as written: digits before and after the mark, and where it ends."""

    whole: str
    part: str = ""
    point: bool = False
    """True where a point, not a comma, parts the decimals."""
    grouped: bool = True
    """False for digits in one run, which may name a year."""
    end: int = 0

    @property
    def value(self) -> int:
        return int(self.whole)

    @property
    def is_one(self) -> bool:
        return self.whole == "1" and not self.part


def figure(text: str, start: int, region: str = "") -> Figure | None:
    """Return the number that is written at a position, or None where no digit stands."""
    english = _ENGLISH_THOUSAND if region in _POINT_REGIONS else _ENGLISH
    if found := english.match(text, start):
        whole = found["whole"].replace(",", "")
        part = found["part"] or ""
        return Figure(whole, part, point=bool(part), end=found.end())
    if found := _GROUPED.match(text, start):
        whole = re.sub(r"\D", "", found["whole"])
        if found["whole"][0] != "0":
            part = found["part"] or found["part2"] or ""
            return Figure(whole, part, end=found.end())
    found = _PLAIN.match(text, start)
    if not found:
        return None
    return Figure(
        _ascii(found["whole"]),
        _ascii(found["part"] or ""),
        point=found["mark"] == ".",
        grouped=False,
        end=found.end(),
    )


def _ascii(digits: str) -> str:
    """Return digits of any script as those that words can be had for."""
    return digits if digits.isascii() else "".join(str(int(char)) for char in digits)


def said(tongue: Tongue, written: Figure, gender: str = "") -> str:
    """Return a figure in words, before a noun of a gender; without one where that is empty."""
    whole = written.whole
    if written.part:
        mark = tongue.word("point" if written.point else "comma")
        # Only Spanish says `una coma cinco libras`.
        gender = gender if tongue.language == "es" and gender == "f" else ""
        return f"{_whole(tongue, whole, gender)} {mark} {tongue.decimals(written.part)}"
    if len(whole) == 4 and not written.grouped and not gender and whole[0] in "12":
        return tongue.year(int(whole))
    return _whole(tongue, whole, gender)


def _whole(tongue: Tongue, whole: str, gender: str) -> str:
    if (len(whole) > 1 and whole[0] == "0") or len(whole) > _LONGEST_COUNT:
        return numerals.digits(whole, tongue.language)
    return tongue.count(int(whole), gender)


def label(tongue: Tongue, written: str) -> str:
    """Return a number that names: whole up to four digits, else digit by digit."""
    written = _ascii(written)
    if len(written) > 4 or (len(written) > 1 and written[0] == "0"):
        return numerals.digits(written, tongue.language)
    return tongue.count(int(written), "")
