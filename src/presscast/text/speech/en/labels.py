"""Numbers that name rather than count, in English: `Section 230`, `Room 1105`, `SR 520`."""

from __future__ import annotations

import re

from presscast.text.speech.en import numbers
from presscast.text.speech.en.tables import WORDS
from presscast.text.speech.line import Line, Reading

_LABEL_LEADS = WORDS["label_leads"]
# Roads and the stars of catalogues: in capitals only, as `us` and `pa` are words.
_DESIGNATORS = frozenset("FM RM SR CR SH US PA HD NGC HIP TOI KIC GJ".split())
_PARTED = re.compile(r"(?P<a>\d{1,4})-(?P<b>\d{1,7})(?![\d/]|[.,]\d|-\d)")
# After `No.` fewer digits may be those of a range.
_SHORTEST_SERIAL = 4
# `Order No. 14234`: fewer digits are counted.
_SHORTEST_FILE = 5
_NUMBERED_ROAD = re.compile(
    r"\b(?:[Cc]ounty|[Ss]tate|[Ff]orest|[Ff]arm|[Rr]anch|[Tt]ownship)(?:[ -][Tt]o[ -][Mm]arket)?\s"
    r"(?:[Ss]ervice\s)?(?:[Rr]oad|[Rr]d\.?)\s$"
)
_PARTED_LEADS = WORDS["parted_leads"]


def read_parted_label(line: Line, start: int) -> Reading | None:
    """Read a number in two parts after what it names: `Instrument 43-101`, `Ordinance 2020-15`."""
    lead = line.before(start).lower().rstrip(".")
    found = _PARTED.match(line.text, start) if lead in _PARTED_LEADS or lead == "no" else None
    if not found or (lead == "no" and len(found["b"]) < _SHORTEST_SERIAL):
        return None
    first = found["a"]
    is_year = len(first) == 4 and first[:2] in {"19", "20"}
    tokens = (
        line.say(*found.span("a"), numbers.year(int(first)) if is_year else numbers.label(first)),
        line.say(*found.span("b"), numbers.label(found["b"])),
    )
    return Reading(tokens, found.end())


def read_label(line: Line, start: int) -> Reading | None:
    """Read the number after a word that it names something with: `Section 230`, `Room 1105`."""
    before = line.before(start).lower().rstrip(".")
    named = (
        before in _LABEL_LEADS
        or line.before(start) in _DESIGNATORS
        or (before in {"rd", "road"} and _NUMBERED_ROAD.search(line.text, 0, start) is not None)
    )
    if not named and before not in {"no", "number"}:
        return None
    found = re.compile(
        r"(?P<number>\d{1,12})(?P<letters>[A-Za-z]{0,2})(?![\w%]|,\d|\.\d|[-–]\d|/\d|:\d)"
    ).match(line.text, start)
    if not found or (found["letters"].lower() in {"st", "nd", "rd", "th", "s"}):
        return None
    if not named and len(found["number"]) < _SHORTEST_FILE:
        return None
    following = line.after(found.end()).lower()
    if before != "local" and following in {
        "percent",
        "million",
        "billion",
        "thousand",
        "people",
        "members",
    }:
        return None
    tokens = [line.say(*found.span("number"), numbers.label(found["number"]))]
    if found["letters"]:
        tokens.append(line.spell(*found.span("letters"), found["letters"].upper()))
    return Reading(tuple(tokens), found.end())
