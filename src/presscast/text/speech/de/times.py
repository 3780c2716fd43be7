"""Dates in words, times of day and decades in German."""

from __future__ import annotations

import re

from presscast.text.speech.de.words import (
    TABLES,
    count,
    date,
    ending,
    noun_after,
    ordinal,
    year,
)
from presscast.text.speech.line import Line, Reading

_MONTHS = "|".join(sorted(TABLES.months, key=len, reverse=True))
_DAY = re.compile(
    r"(?P<day>\d{1,2})\.?(?:\s?(?P<joint>[-–/]|und|bis)\s?(?P<day2>\d{1,2}))?"
    rf"(?:(?<=\d)\.)?(?<=\.)\s?(?P<month>{_MONTHS})\b(?P<stop>\.?)",
    re.IGNORECASE,
)
_DAY_AND_MONTH = re.compile(
    r"(?P<day>\d{1,2})\.(?:\s?[-–]\s?(?P<day2>\d{1,2})\.)?\s?(?P<month>\d{1,2})\.(?![\d.])"
)
_DAY_ONLY = re.compile(r"(?P<day>\d{1,2})\.(?=\s?[-–/]\s?\d{1,2}\.)")
_MONTH = re.compile(rf"(?P<month>{_MONTHS})\.(?=\s)", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?P<hour>[01]?\d|2[0-4])[:.](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![\d%€]|[.,:]\d)"
    r"(?P<to>\s?[-–]\s?(?P<hour2>[01]?\d|2[0-4])[:.](?P<minute2>[0-5]\d))?(?P<unit>\s?Uhr\b)?"
)
_CLOCK_FOLLOWS = re.compile(r"\s(?:bis|und|oder)\s\d{1,2}[.:]\d\d\sUhr")
_DECADE = re.compile(r"(?P<year>\d{2}|[12]\d\d0)er(?P<more>n)?(?P<noun>[-\s]Jahre?n?)?(?!\w)")
_COMPOUND = re.compile(
    r"(?P<number>\d{1,4})[-‑]?(?P<word>(?:[jJ]ähr|[pP]rozent|stünd|köpf|täg|seit|minüt|monat|wöch"
    r"|teil|stell|stöck|spur|sitz|grad|mal)ig\w*|fach\w*|mal|s?tel|[x×](?!\s?\d))(?!\w)"
)
_ORDINAL = re.compile(
    r"(?P<number>\d{1,4})(?:\.(?=\s\S|[-–/]\d)|(?P<ending>te[rnsm]?|e[nsm]?)(?!\w))"
)
_VALID_DAYS = range(1, 32)


def read_day(line: Line, start: int) -> Reading | None:
    """Read `3. Mai`, `3./4. Mai`, `3.–5. Mai`, `3. Jan.`, `3.5.`"""
    text = line.text
    if (found := _DAY.match(text, start)) and int(found["day"]) in _VALID_DAYS:
        month = TABLES.months[found["month"].lower()]
        last = ending(text[:start], month)
        words = ordinal(int(found["day"]), last)
        if found["day2"]:
            joint = {"und": "und", "/": "und"}.get(found["joint"].lower(), "bis")
            words = f"{words} {joint} {ordinal(int(found['day2']), last)}"
        short = month.lower() != found["month"].lower()
        end = found.end() if short else found.end("month")
        return Reading((line.say(start, end, f"{words} {month}"),), end)
    found = _DAY_AND_MONTH.match(text, start)
    if found and int(found["day"]) in _VALID_DAYS and 1 <= int(found["month"]) <= 12:
        words = date(int(found["day"]), int(found["month"]), 0, text[:start])
        if found["day2"]:
            first = ordinal(int(found["day"]), ending(text[:start], "Mai"))
            second = date(int(found["day2"]), int(found["month"]), 0, text[:start])
            words = f"{first} bis {second}"
        return Reading((line.say(start, found.end(), words),), found.end())
    return None


def read_month(line: Line, start: int) -> Reading | None:
    """Read a month in short: `Jan. 2023`."""
    found = _MONTH.match(line.text, start)
    month = TABLES.months[found["month"].lower()] if found else ""
    if not found or month.lower() == found["month"].lower():
        return None
    return Reading((line.say(start, found.end(), month),), found.end())


def read_time(line: Line, start: int) -> Reading | None:
    """Read `14:30 Uhr`, `14.30 Uhr`, `9:00–17:30 Uhr`, `20:15`."""
    found = _CLOCK.match(line.text, start)
    if not found:
        return None
    dotted = line.text[found.end("hour")] == "."
    if dotted and not (found["unit"] or _CLOCK_FOLLOWS.match(line.text, found.end())):
        return None
    words = _clock(found["hour"], found["minute"])
    end = found.end("second") if found["second"] else found.end("minute")
    if found["second"]:
        words = (
            f"{count(int(found['hour']), 'n')} Uhr {_parts(found['minute'], 'Minute')}"
            f" {_parts(found['second'], 'Sekunde')}"
        )
    if found["to"]:
        first = words.removesuffix(" Uhr")
        words, end = f"{first} bis {_clock(found['hour2'], found['minute2'])}", found.end("to")
    end = found.end("unit") if found["unit"] else end
    return Reading((line.say(start, end, words),), end)


def _parts(written: str, noun: str) -> str:
    number = int(written)
    return f"{count(number, 'f')} {noun}{'' if number == 1 else 'n'}"


def _clock(hour: str, minute: str) -> str:
    said = f"{count(int(hour), 'n')} Uhr"
    return said if minute == "00" else f"{said} {count(int(minute))}"


def read_decade(line: Line, start: int) -> Reading | None:
    """Read `1990er Jahre`, `80ern`."""
    found = _DECADE.match(line.text, start)
    if not found:
        return None
    number = int(found["year"])
    words = (year(number) if number > 999 else count(number)) + "er" + (found["more"] or "")
    end = found.end("more") if found["more"] else found.end("year") + 2
    return Reading((line.say(start, end, words),), end)


def read_compound(line: Line, start: int) -> Reading | None:
    """Read a number that a word is made with: `50-prozentig`, `10-Jährige`, `3-mal`."""
    found = _COMPOUND.match(line.text, start)
    if not found:
        return None
    word = "mal" if found["word"] in {"x", "×"} else found["word"]
    words = count(int(found["number"]), "n") + word.lower()
    if word[0].isupper():
        words = words.capitalize()
    return Reading((line.say(start, found.end(), words),), found.end())


def read_ordinal(line: Line, start: int) -> Reading | None:
    """Read `das 3. Quartal`, `am 1. und 2. Tag`, `10te`, its ending by article and noun."""
    text = line.text
    found = _ORDINAL.match(text, start)
    if not found or not int(found["number"]):
        return None
    number, end = int(found["number"]), found.end()
    if found["ending"]:
        words = ordinal(number, found["ending"].removeprefix("t"))
        return Reading((line.say(start, end, words),), end)
    noun = noun_after(text, end)
    if line.opens(start) and noun.lower() not in TABLES.listed("ordinal_nouns"):
        words = count(number)
        tokens = (line.say(start, end - 1, words.capitalize()), line.mark(end - 1, end, "."))
        return Reading(tokens, end)
    words = ordinal(number, ending(text[:start], noun))
    if line.opens(start):
        words = words.capitalize()
    return Reading((line.say(start, end, words),), end)
