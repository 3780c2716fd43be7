"""Dates in words, and times of day, in Spanish."""

from __future__ import annotations

import re

from presscast.text.speech.decimal_comma.quantities import SPACE
from presscast.text.speech.es.words import TABLES, count, date
from presscast.text.speech.line import Line, Reading

_CLOCK = re.compile(
    rf"(?P<hour>[01]?\d|2[0-4])(?P<mark>[:.hH])(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![\d%€]|[.,:]\d)(?P<unit>{SPACE}?(?:horas|hrs?|hs|h)\b\.?)?"
)
_HALF = re.compile(rf"{SPACE}?[aApP]\.?{SPACE}?[mM]\b\.?(?!\w)")
_WHOLE_HOUR = re.compile(r"1[0-2]|[1-9](?!\d)")
_FULL_HOUR = re.compile(rf"(?P<hour>[01]?\d|2[0-4]){SPACE}?h\b(?!\w)\.?")
_MONTHS = "|".join(sorted(TABLES.months, key=len, reverse=True))
_DAY = re.compile(
    rf"(?P<day>[12]?\d|3[01])\.?[ºo]?{SPACE}(?P<of>de{SPACE})?(?P<month>{_MONTHS})\b(?P<stop>\.?)(?:,?{SPACE}(?P<de>del?{SPACE})?(?P<year>[12]\d{{3}})(?!\d))?",
    re.IGNORECASE,
)
_SHORT_MONTH = re.compile(rf"(?P<month>{_MONTHS})\.(?=\s)", re.IGNORECASE)
_DECADE = re.compile(r"[’']?(?P<year>\d0)s?(?!\w)")


def read_day(line: Line, start: int) -> Reading | None:
    """Read `3 de mayo de 2023`, `3 mayo 2023`, `1.º de enero`, `20 feb.`"""
    found = _DAY.match(line.text, start)
    if not found or not int(found["day"]):
        return None
    month = TABLES.months[found["month"].lower()]
    short = month != found["month"].lower() and found["month"].lower() != "setiembre"
    if not found["of"] and short and found["month"].lower() == "mar" and not found["stop"]:
        return None
    number = TABLES.order.index(month) + 1
    end = found.end()
    words = date(int(found["day"]), number, int(found["year"] or 0))
    if (found["de"] or "").strip() == "del":
        words = words.replace(f"{month} de ", f"{month} del ")
    if found["stop"] and not found["year"] and not short:
        end = found.end("month")
    return Reading((line.say(start, end, words),), end)


def read_month(line: Line, start: int) -> Reading | None:
    """Read a month in short: `ene. 2023`."""
    found = _SHORT_MONTH.match(line.text, start)
    if not found or TABLES.months[found["month"].lower()] == found["month"].lower():
        return None
    return Reading(
        (line.say(start, found.end(), TABLES.months[found["month"].lower()]),), found.end()
    )


def read_time(line: Line, start: int) -> Reading | None:
    """Read `14:30 h`, `9.15 horas`, `20:00`, `18 h`."""
    text = line.text
    if found := _CLOCK.match(text, start):
        hour, minute = int(found["hour"]), int(found["minute"])
        before = line.before(start).lower()
        half = _HALF.match(text, found.end())
        if found["mark"] == "." and not (found["unit"] or half or before in {"las", "la"}):
            return None
        words = _clock(hour, minute, second=int(found["second"] or 0), hours=bool(found["unit"]))
        end = found.end()
        if half and not found["unit"]:
            words, end = f"{words.removesuffix(' horas')} {_part_of_day(hour, half[0])}", half.end()
        if found["unit"] and text[end - 1] == "." and not text[end:].strip():
            end -= 1
        return Reading((line.say(start, end, words),), end)
    if (found := _WHOLE_HOUR.match(text, start)) and (half := _HALF.match(text, found.end())):
        words = f"{count(int(found[0]), 'f')} {_part_of_day(int(found[0]), half[0])}"
        return Reading((line.say(start, half.end(), words),), half.end())
    if (found := _FULL_HOUR.match(text, start)) and line.before(start).lower() in {"las", "la"}:
        return Reading(
            (line.say(start, found.end(), _clock(int(found["hour"]), 0, second=0, hours=True)),),
            found.end(),
        )
    return None


def _part_of_day(hour: int, half: str) -> str:
    """Return the part of the day that `a. m.` or `p. m.` stands for after an hour."""
    if half.strip()[0] in "aA":
        return "de la noche" if hour == 12 else "de la madrugada" if hour < 6 else "de la mañana"
    return "del mediodía" if hour == 12 else "de la tarde" if hour < 9 else "de la noche"


def _clock(hour: int, minute: int, *, second: int, hours: bool) -> str:
    said = count(hour, "f")
    if second:
        return f"{said} horas {count(minute, 'm')} minutos y {count(second, 'm')} segundos"
    if not minute:
        if hour == 1:
            return "una"
        return f"{said} horas" if hours or hour > 12 or not hour else said
    if minute in {15, 30} and hour <= 12:
        return f"{said} y {'cuarto' if minute == 15 else 'media'}"
    if hour > 12:
        low = f"cero {count(minute, '')}" if minute < 10 else count(minute, "")
        return f"{said} {low}" + (" horas" if hours else "")
    return f"{said} y {count(minute, '')}"


def read_decade(line: Line, start: int) -> Reading | None:
    """Read `los años 90`, `los 90s`."""
    found = _DECADE.match(line.text, start)
    if not found or line.before(start).lower() != "años":
        return None
    return Reading((line.say(start, found.end(), count(int(found["year"]), "")),), found.end())
