"""Dates in words and times of day in French."""

from __future__ import annotations

import re

from presscast.text.speech.decimal_comma.quantities import SPACE
from presscast.text.speech.fr.words import TABLES, count, date
from presscast.text.speech.line import Line, Reading

_MONTHS = "|".join(sorted(TABLES.months, key=len, reverse=True))
_DAYS = re.compile(
    rf"(?P<days>\d{{1,2}}(?:er)?(?:(?P<joint>[-–/])\d{{1,2}}){{0,3}}){SPACE}(?P<month>{_MONTHS})\b(?P<stop>\.?)",
    re.IGNORECASE,
)
_ALWAYS = re.compile(rf"(?P<number>24|7){SPACE}?(?P<unit>h|heures|j|jours)/(?P=number)(?!\w)")
_MONTH = re.compile(rf"(?P<month>{_MONTHS})\.(?=\s)", re.IGNORECASE)


def _hour(mark: str) -> str:
    """Return the pattern of a time of day, its groups marked."""
    return (
        rf"(?P<hour{mark}>[01]?\d|2[0-4])(?:{SPACE}?[hH](?![^\W\d_])"
        rf"(?:{SPACE}?(?P<minute{mark}>[0-5]\d)(?!\d))?|:(?P<clock{mark}>[0-5]\d))"
    )


_TIME = re.compile(
    rf"{_hour('')}(?![A-Za-z\d%€]|[.,:]\d)(?P<min>{SPACE}?(?:min|mn)\b)?"
    rf"(?P<to>{SPACE}?[-–]{SPACE}?{_hour('2')}(?![A-Za-z\d]))?"
)


def read_days(line: Line, start: int) -> Reading | None:
    """Read `1 mai`, `17/18 juin`, `3-5 mars`, `9 févr.`"""
    found = _DAYS.match(line.text, start)
    if not found:
        return None
    days = [int(day) for day in re.findall(r"\d+", found["days"])]
    if not all(1 <= day <= 31 for day in days):
        return None
    month = TABLES.months[found["month"].lower()]
    if found["month"].lower() == "mar" and not found["stop"]:
        return None
    joint = " à " if len(days) == 2 and found["joint"] in {"-", "–"} else " "
    first = joint.join("premier" if day == 1 else count(day) for day in days[:-1])
    last = date(days[-1], TABLES.order.index(month) + 1, 0)
    words = f"{first}{joint}{last}" if first else last
    end = found.end("month") if month == found["month"].lower() else found.end()
    return Reading((line.say(start, end, words),), end)


def read_month(line: Line, start: int) -> Reading | None:
    """Read a month in short: `janv. 2023`."""
    found = _MONTH.match(line.text, start)
    month = TABLES.months[found["month"].lower()] if found else ""
    if not found or month == found["month"].lower():
        return None
    return Reading((line.say(start, found.end(), month),), found.end())


def read_always(line: Line, start: int) -> Reading | None:
    """Read `24h/24` and `7j/7`."""
    found = _ALWAYS.match(line.text, start)
    if not found:
        return None
    unit = "heures" if found["unit"][0] == "h" else "jours"
    number = count(int(found["number"]))
    return Reading((line.say(start, found.end(), f"{number} {unit} sur {number}"),), found.end())


def read_time(line: Line, start: int) -> Reading | None:
    """Read `14h30`, `14 h 30`, `9h-18h`, `20:15`."""
    found = _TIME.match(line.text, start)
    if not found:
        return None
    minute = found["minute"] or found["clock"]
    words, end = _clock(found["hour"], minute), found.start("to") if found["to"] else found.end()
    if found["min"]:
        words = f"{words} minute{'' if int(minute or 0) < 2 else 's'}"
    if found["to"]:
        words = f"{words} à {_clock(found['hour2'], found['minute2'] or found['clock2'])}"
        end = found.end()
    return Reading((line.say(start, end, words),), end)


def _clock(hour: str, minute: str | None) -> str:
    number = int(hour)
    said = f"{count(number, 'f')} heure{'' if number < 2 else 's'}"
    return said if not minute or minute == "00" else f"{said} {count(int(minute), 'f')}"
