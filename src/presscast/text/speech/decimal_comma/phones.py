"""Telephone numbers: groups of digits, each said as the language says them, with pauses between."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from presscast.text.speech import numerals
from presscast.text.speech.decimal_comma.tongue import Tongue
from presscast.text.speech.line import Line, Reading

_INTERNATIONAL = re.compile(
    r"(?P<plus>\+|00)(?P<country>[1-9]\d{0,2})(?P<rest>(?:[\s\u00a0./()-]{1,3}\d{1,8}\)?){1,6})(?!\d)"
)
_GROUPS = re.compile(r"\(?\d{2,5}\)?(?:[ \u00a0./-]{1,3}\d{2,8}){1,5}(?![\d%€]|[.,]\d)")
_FREE = re.compile(r"0[ \u00a0]8\d\d[ \u00a0]\d{3}[ \u00a0]\d{3}(?!\d)")
_PAIRS = re.compile(r"0\d(?:[ \u00a0.-]?\d\d){4}(?!\d)")
_LONE = re.compile(r"\d{3,12}(?![\d%€]|[.,]\d)")


@dataclass(frozen=True, slots=True)
class Phones:
    """The rules for telephone numbers, in the words of one language."""

    tongue: Tongue
    group: Callable[[str], str]
    """Says one group of digits."""

    def read(self, line: Line, start: int) -> Reading | None:
        """Read a number with its country, in pairs, or one that a word such as `Tel.` announces."""
        text = line.text
        if start and (text[start - 1].isalnum() or text[start - 1] in "-./"):
            return None
        if found := _INTERNATIONAL.match(text, start):
            groups = re.findall(r"\d+", found["rest"])
            if sum(map(len, groups)) < 5 or (found["plus"] == "00" and found["country"][0] == "0"):
                return None
            plus = self.tongue.word("plus")
            words = [
                f"{plus} {self.tongue.count(int(found['country']), '')}",
                *map(self.group, groups),
            ]
            return Reading((line.say(start, found.end(), ", ".join(words)),), found.end())
        if self.tongue.language == "fr" and (found := _PAIRS.match(text, start)):
            pairs = re.findall(r"\d\d", re.sub(r"\D", "", found[0]))
            return Reading(
                (line.say(start, found.end(), ", ".join(map(self.group, pairs))),), found.end()
            )
        if self.tongue.language == "fr" and (found := _FREE.match(text, start)):
            groups = [self.group(group) for group in found[0].split()]
            return Reading((line.say(start, found.end(), ", ".join(groups)),), found.end())
        announced = line.before(start).lower().rstrip(".:") in self.tongue.tables.listed(
            "dial_leads"
        )
        found = _GROUPS.match(text, start)
        if found and self._is_dialled(found[0], announced=announced):
            words = list(map(self.group, re.findall(r"\d+", found[0])))
            return Reading((line.say(start, found.end(), ", ".join(words)),), found.end())
        if announced and (found := _LONE.match(text, start)):
            return Reading((line.say(start, found.end(), self.group(found[0])),), found.end())
        return None

    def _is_dialled(self, written: str, *, announced: bool) -> bool:
        digits = re.sub(r"\D", "", written)
        if announced:
            return len(digits) >= 5
        # Nine digits in groups begin with 6 to 9 in Spain; elsewhere the trunk's nought shows.
        spanish = (
            self.tongue.language == "es"
            and len(digits) in {9, 10}
            and digits[0] in "6789"
            and "." not in written
        )
        trunk = written.lstrip("(")[0] == "0" and len(digits) >= 7 and self.tongue.language == "de"
        american = re.fullmatch(r"\(?\d{3}\)?[ -]\d{3}-\d{4}", written) is not None
        dashed = re.fullmatch(r"\d{3}-\d{3}-\d{3}", written) is not None
        return spanish or trunk or american or dashed


def digit_by_digit(language: str) -> Callable[[str], str]:
    """Return a way to say groups digit by digit."""
    return lambda written: numerals.digits(written, language)


def in_pairs(tongue: Tongue) -> Callable[[str], str]:
    """Return a way to say groups as numbers of two or three digits, noughts at the head apart."""

    def say(written: str) -> str:
        odd = len(written) > 3 and len(written) % 2 == 1
        if written[0] == "0" or odd:
            first = numerals.digits(written[0], tongue.language)
            return f"{first} {say(written[1:])}" if written[1:] else first
        if len(written) <= 3:
            return tongue.count(int(written), "")
        return " ".join(say(written[place : place + 2]) for place in range(0, len(written), 2))

    return say
