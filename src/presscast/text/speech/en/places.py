"""Places in English: states, house numbers, post codes, directions, coordinates."""

from __future__ import annotations

import re

from presscast.model import SpokenToken
from presscast.text.speech.en import numbers
from presscast.text.speech.en.tables import (
    DIRECTIONS,
    DOTTED_STATES,
    STATE_ABBREVIATIONS,
    STATES,
    STREETS,
    WORDS,
)
from presscast.text.speech.line import Line, Reading

_SUFFIX_WORDS = WORDS["street_words"]
_SUFFIXES = "|".join([*STREETS, *sorted(_SUFFIX_WORDS)])
_HOUSE = re.compile(
    rf"(?P<number>\d{{1,5}})(?P<letter>[A-Z]?)(?:-\d{{1,4}})?(?=\s(?:[NSEW]\.?|[NS]\.?[EW]\.?|North|South|East|West)?\s?"
    rf"(?:[A-Z\d][\w.'’-]*\s){{1,4}}(?i:{_SUFFIXES})\b)"
)
_CITY_HOUSE = re.compile(
    r"(?P<number>\d{1,5})(?=\s(?:[NSEW]\.?|N\.?W\.?|S\.?W\.?|N\.?E\.?|S\.?E\.?)\s[A-Z\d])"
)
_STATE = re.compile(r"(?P<code>[A-Z]{2})(?P<zip>\s{1,2}\d{5}(?:-\d{4})?)?(?![\w-])")
_ABBREVIATED = re.compile(r"(?P<name>[A-Z][a-z]{1,4})\.")
_DOTTED = re.compile(
    r"(?:" + "|".join(re.escape(state) for state in DOTTED_STATES) + r")(?![A-Za-z])"
)
# `Cal. Penal Code`, `N.Y. Penal Law`, `(Cal. 2015)`
_LAW_FOLLOWS = re.compile(
    r"\s(?:(?:Penal|Civ|Civil|Code|Const|Crim|Educ|Gen|Gov|Health|Lab|Rev|Veh|Welf)\b|\d{4}\))"
)
_STREET_COMMA = re.compile(r"\b(?P<street>[A-Z][a-z]+)\.?,\s$")
# `S.D. Cal.` is a federal court.
_COURT_BEFORE = re.compile(r"\b[NSEWCM]\.\s?D\.\s$")
_ZIP = re.compile(r"(?P<five>\d{5})(?:[-–](?P<four>\d{4}))?(?![\d,-]|\.\d)")
_DIRECTION = re.compile(
    r"(?P<letters>[NS]\.?[EW]\.?|[NSEW]\.?)(?=\s(?P<next>[A-Z\d][\w.'’-]*)|[\s,.;]|$)"
)
_NUMBERED_ROADS = frozenset({"hwy", "highway", "route", "rte"})
_POST_BOX = re.compile(r"(?:P\.?\s?O\.?|Post Office)\s[Bb]ox(?:\s(?P<number>\d{1,6}))?")
_COORDINATE = re.compile(
    r"(?P<degrees>\d{1,3}(?:\.\d+)?)\s?°\s?(?:(?P<minutes>\d{1,2}(?:\.\d+)?)\s?[′'’]\s?)?(?:(?P<seconds>\d{1,2}(?:\.\d+)?)\s?(?:[″\"”]|'')\s?)?(?P<side>[NSEW])\b"
)
_SIDES = {"N": "north", "S": "south", "E": "east", "W": "west"}


# These abbreviate nothing else.
_STATES_ONLY = frozenset({"Calif", "Ariz", "Okla", "Conn", "Tenn", "Wyo", "Minn", "Wis"})


def state_name(written: str) -> str | None:
    """Return the state that `VA`, `Va.`, `N.Y.` or `Calif` stands for, or None."""
    return (
        STATES.get(written)
        or DOTTED_STATES.get(written)
        or STATE_ABBREVIATIONS.get(written.lower().rstrip("."))
    )


AUSTRALIAN_STATES = {
    "ACT": "A C T",
    "NSW": "New South Wales",
    "NT": "Northern Territory",
    "QLD": "Queensland",
    "SA": "South Australia",
    "TAS": "Tasmania",
    "VIC": "Victoria",
    "WA": "Western Australia",
}
_AUSTRALIAN = re.compile(
    rf"(?P<state>{'|'.join(AUSTRALIAN_STATES)})(?!(?<=ACT)\s[13-8]|(?<=[WS]A)\s[12]|(?<=NT)\s[1-8])"
    r",?\s(?P<code>[0-8]\d{3})(?!\w|,\d|[-–]\d|\s[a-z])"
)


def _after_city(line: Line, start: int) -> bool:
    return re.search(r"[A-Z][\w.'’-]*,\s$", line.text[max(0, start - 30) : start]) is not None


def read_state(line: Line, start: int) -> Reading | None:
    """Read a state after its city, with the post code that may follow: `Salem, OR 97301`."""
    text = line.text
    if found := _DOTTED.match(text, start):
        if not (
            _after_city(line, start)
            or found[0] in {"W.Va.", "W. Va."}
            or _LAW_FOLLOWS.match(text, found.end())
        ):
            return None
        return Reading((line.say(start, found.end(), DOTTED_STATES[found[0]]),), found.end())
    if found := _STATE.match(text, start):
        name = STATES.get(found["code"])
        if name is None or not (found["zip"] or _after_city(line, start)):
            return None
        if (
            line.capitals
            and not found["zip"]
            and found["code"] in {"IN", "OR", "ME", "HI", "OH", "OK", "MA", "PA", "ON"}
            and line.after(found.end("code"))
        ):
            return None
        code_end = found.end("code")
        tokens = [
            line.spell(start, code_end, "DC") if name == "D C" else line.say(start, code_end, name)
        ]
        if found["zip"]:
            zip_start = code_end + len(found["zip"]) - len(found["zip"].lstrip())
            tokens.append(line.say(zip_start, found.end(), _zip(found["zip"].strip())))
        return Reading(tuple(tokens), found.end())
    found = _ABBREVIATED.match(text, start)
    if not found or found["name"].lower() not in STATE_ABBREVIATIONS:
        return None
    if not (
        _after_city(line, start)
        or found["name"] in _STATES_ONLY
        or _COURT_BEFORE.search(text, max(0, start - 8), start)
        or _LAW_FOLLOWS.match(text, found.end())
    ):
        return None
    end = found.end()
    tokens = [line.say(start, end, STATE_ABBREVIATIONS[found["name"].lower()])]
    code = re.compile(r"\s(\d{5}(?:-\d{4})?)(?!\d)").match(text, end)
    if code:
        tokens.append(line.say(*code.span(1), _zip(code[1])))
        end = code.end()
    return Reading(tuple(tokens), end)


def read_australian(line: Line, start: int) -> Reading | None:
    """Read a state of Australia before its post code: `Canberra ACT 2600`."""
    found = _AUSTRALIAN.match(line.text, start)
    if not found or not line.before(start)[:1].isupper() or line.before(start) in {"In", "The"}:
        return None
    tokens = (
        line.say(*found.span("state"), AUSTRALIAN_STATES[found["state"]]),
        line.say(*found.span("code"), numbers.digits(found["code"])),
    )
    return Reading(tokens, found.end())


def _zip(written: str) -> str:
    five, _, four = written.replace("–", "-").partition("-")
    return numbers.digits(five) + (f", {numbers.digits(four)}" if four else "")


def read_house(line: Line, start: int) -> Reading | None:
    """Read a house number before the name of its street: `1428 Elm St.`"""
    found = _HOUSE.match(line.text, start) or _CITY_HOUSE.match(line.text, start)
    if not found:
        return None
    tokens = [line.say(*found.span("number"), numbers.label(found["number"]))]
    end = found.end("number")
    if found.re is _HOUSE and found["letter"]:
        tokens.append(line.spell(*found.span("letter"), found["letter"]))
        end = found.end("letter")
    if found.end() > end:
        tokens.append(line.say(end, end + 1, "to"))
        tokens.append(
            line.say(end + 1, found.end(), numbers.label(line.text[end + 1 : found.end()]))
        )
        end = found.end()
    return Reading(tuple(tokens), end)


def read_zip(line: Line, start: int) -> Reading | None:
    """Read a post code that stands after a state or alone after `ZIP`."""
    found = _ZIP.match(line.text, start)
    if not found:
        return None
    before = line.before(start)
    known = (
        before.replace(".", "") in STATES or state_name(before) or before in set(STATES.values())
    )
    lead = before.lower() in {
        "zip",
        "code",
        "codes",
        "island",
        "york",
        "jersey",
        "mexico",
        "carolina",
        "dakota",
        "hampshire",
        "virginia",
    }
    if not (known or lead or found["four"]):
        return None
    return Reading((line.say(start, found.end(), _zip(found[0])),), found.end())


def read_direction(line: Line, start: int) -> Reading | None:
    """Read a direction in an address: `N. 5th Ave`, `1331 F St. NW`."""
    found = _DIRECTION.match(line.text, start)
    if not found:
        return None
    letters = found["letters"].replace(".", "")
    before = line.before(start)
    if before.lower().rstrip(".") in _NUMBERED_ROADS and len(letters) == 1:
        return None  # `Hwy N` is a road of that letter
    after_street = before.lower().rstrip(".") in STREETS or before.lower() in _SUFFIX_WORDS
    if len(letters) == 2 and (comma := _STREET_COMMA.search(line.text, max(0, start - 20), start)):
        after_street = comma["street"].lower() in {*STREETS, *_SUFFIX_WORDS}
    before_street = before.isdecimal() and found["next"]
    ordinal_next = re.match(r"\d+(?:st|nd|rd|th)\b", found["next"] or "")
    if not (
        before_street
        or ordinal_next
        or (after_street and len(letters) == 2)
        or (after_street and found["next"] is None)
    ):
        return None
    return Reading(
        (line.say(start, found.end("letters"), DIRECTIONS[letters]),), found.end("letters")
    )


def read_post_box(line: Line, start: int) -> Reading | None:
    """Read `P.O. Box 548`."""
    found = _POST_BOX.match(line.text, start)
    if not found:
        return None
    box = line.text.lower().index("box", start)
    if line.text[start : start + 4] == "Post":
        return None
    tokens: list[SpokenToken] = [line.spell(start, box - 1, "PO"), line.say(box, box + 3, "Box")]
    if found["number"]:
        tokens.append(line.say(*found.span("number"), numbers.label(found["number"])))
    return Reading(tuple(tokens), found.end())


def read_coordinate(line: Line, start: int) -> Reading | None:
    """Read `37°46′N`, `122.4° W`."""
    if found := _COORDINATE.match(line.text, start):
        unit = "degree" if found["degrees"] == "1" else "degrees"
        words = f"{numbers.number(found['degrees'])} {unit}"
        for part, name in (("minutes", "minute"), ("seconds", "second")):
            if found[part]:
                words += f" {numbers.number(found[part])} {name}{'' if found[part] == '1' else 's'}"
        return Reading(
            (line.say(start, found.end(), f"{words} {_SIDES[found['side']]}"),), found.end()
        )
    return None
