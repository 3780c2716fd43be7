"""What stands in brackets after a name: a legislator's party, a share's symbol."""

from __future__ import annotations

import re

from presscast.text.speech.en import numbers
from presscast.text.speech.en.places import state_name
from presscast.text.speech.line import Line, Reading

_PARTY = re.compile(
    r"[(\[](?P<party>[DRIGL])[-–—‑,.]\s?(?P<place>[A-Z][A-Za-z.]*(?:\s[A-Z][a-z]+\.?)?)"
    r"(?P<district>[-–]\d{1,2})?[)\]]"
)
_PARTY_ALONE = re.compile(r"\((?P<party>[DRI])\)")
_PARTY_IN_COMMAS = re.compile(
    r"(?P<party>[DRI])[-–](?P<place>[A-Z][a-z]{1,5}\.|(?:[A-Z]\.\s?){2}|W\.\s?Va\.|[A-Z][a-z]{3,}|[A-Z]{2}\b)(?=,|\s*$)"
)
_AFTER_NAME = re.compile(r"[A-Z][\w'’-]*,?\s$")
_PARTIES = {
    "D": "Democrat",
    "R": "Republican",
    "I": "Independent",
    "G": "Green",
    "L": "Libertarian",
}
_TICKER = re.compile(
    r"\(\s?(?P<exchange>(?i:NASDAQ)(?:\s?GS|\s?GM|\s?CM)?|NYSE(?:\s?American|\s?Arca|-MKT)?|AMEX|LSE|TSXV?|TSX-V"
    r"|OTC(?:QX|QB|MKTS)?|ASX|CBOE|Euronext(?:\s\w+)?|HKEX|SIX|FRA|FWB|TSE|JSE|NSE|BSE|AIM|Xetra|XETRA)"
    r"(?:\s?:\s?|\s)(?P<symbol>[A-Z0-9]{1,5}(?:[.-][A-Z]{1,2})?)\s?(?P<close>[);,])"
)


def read_party_in_commas(line: Line, start: int) -> Reading | None:
    """Read a party and place between commas: `Bernie Sanders, I-Vt., said`."""
    found = _PARTY_IN_COMMAS.match(line.text, start)
    if not found or not _AFTER_NAME.search(line.text, max(0, start - 30), start):
        return None
    place = state_name(found["place"].rstrip()) or state_name(found["place"].rstrip(" ."))
    if place is None and not (found["place"].isalpha() and found["place"][1:].islower()):
        return None
    joint = found.end("party")
    tokens = (
        line.say(*found.span("party"), _PARTIES[found["party"]]),
        line.say(joint, joint + 1, "of"),
        line.say(*found.span("place"), place or found["place"]),
    )
    return Reading(tokens, found.end())


def read_party(line: Line, start: int) -> Reading | None:
    """Read a legislator's party and place: `(D-VA)` is `Democrat of Virginia`."""
    alone = _PARTY_ALONE.match(line.text, start)
    if alone and _AFTER_NAME.search(line.text, max(0, start - 30), start):
        tokens = [
            line.mark(start, start + 1, ","),
            line.say(*alone.span("party"), _PARTIES[alone["party"]]),
            line.mark(alone.end() - 1, alone.end(), ","),
        ]
        return Reading(tuple(tokens), alone.end())
    found = _PARTY.match(line.text, start)
    if not found:
        return None
    place = state_name(found["place"])
    if place is None and not found["place"][1:2].islower():
        return None
    joint = found.end("party")
    tokens = [
        line.mark(start, start + 1, ","),
        line.say(*found.span("party"), _PARTIES[found["party"]]),
        line.say(joint, joint + 1, "of"),
    ]
    if place == "D C":
        tokens.append(line.spell(*found.span("place"), "DC"))
    else:
        tokens.append(line.say(*found.span("place"), place or found["place"]))
    if found["district"]:
        district = numbers.cardinal(int(found["district"][1:]))
        tokens.append(line.say(*found.span("district"), district))
    tokens.append(line.mark(found.end() - 1, found.end(), ","))
    return Reading(tuple(tokens), found.end())


def read_ticker(line: Line, start: int) -> Reading | None:
    """Read a share's exchange and symbol: `(NASDAQ: AAPL)`."""
    found = _TICKER.match(line.text, start)
    if not found:
        return None
    tokens = [line.mark(start, start + 1, ",")]
    for part in re.finditer(r"[A-Za-z]+", found["exchange"]):
        word = part[0]
        first = found.start("exchange") + part.start()
        span = (first, first + len(word))
        if word.upper() in {"NASDAQ", "AMEX", "XETRA", "AIM", "SIX"} or not word.isupper():
            tokens.append(line.say(*span, word.capitalize()))
        else:
            tokens.append(line.spell(*span, word))
    tokens.append(line.mark(found.end("exchange"), found.start("symbol"), ","))
    for part in re.finditer(r"[A-Z]+|\d+", found["symbol"]):
        first = found.start("symbol") + part.start()
        span = (first, first + len(part[0]))
        if part[0].isdecimal():
            tokens.append(line.say(*span, numbers.digits(part[0])))
        else:
            tokens.append(line.spell(*span, part[0]))
    tokens.append(line.mark(*found.span("close"), ","))
    return Reading(tuple(tokens), found.end())
