"""What stands in brackets after a name: a legislator's party, a share's symbol."""

from __future__ import annotations

import re

from presscast.model import SpokenToken
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
_SYMBOL = r"[A-Z0-9]{1,6}(?:[.-][A-Z]{1,2})?"
_QUOTED = (
    r"(?:(?i:NASDAQ)(?:\s?GS|\s?GM|\s?CM)?|NYSE(?:\s?American|\s?Arca|-MKT)?|TSX-V|Euronext(?:\s\w+)?|Xetra"
    r"|OTC(?:QX|QB|MKTS)?|[A-Z]{2,6}(?:/[A-Z]{2,6})?(?=\s?:))(?:\s?:\s?|\s)"
    rf"{_SYMBOL}(?:,\s{_SYMBOL}(?!\s?:))*"
)
_TICKER = re.compile(rf"\(\s?(?P<listed>{_QUOTED}(?:[;,]\s?(?:and\s)?{_QUOTED})*)\s?\)")
_LISTING = re.compile(
    r"(?P<exchange>[A-Za-z][A-Za-z /-]*?)(?:\s?:\s?|\s)(?=[A-Z0-9.-]{1,9}(?:[,;]|$))"
)
_LISTED = re.compile(r"(?P<symbol>[A-Z]+)|(?P<number>\d+)|(?P<mark>[,;]\s?(?:and\s)?)|[.-]")
# Exchanges that are said as words.
_EXCHANGES = {"NASDAQ", "AMEX", "XETRA", "AIM", "SIX"}
_EXCHANGE_PART = re.compile(r"(?i:NASDAQ)|[A-Za-z]+")
_ENDED = re.compile(r"[a-z][.!?]['’”\"]?$")
_BARE = re.compile(
    rf"(?:(?i:NASDAQ)|NYSE(?:\s?American|\s?Arca)?|TSX|LSE|OTCQ[BX]|AMEX|TSE|TYO|HKEX|SEHK|ASX|SGX"
    rf"|KRX|NSE|BSE):\s?{_SYMBOL}(?![\w.]*\w)"
)
_REGISTERED = re.compile(r"\((?:R|TM|SM|C)\)", re.IGNORECASE)
_RAISED = re.compile(r"\.\d{1,2}(?=\s+[“\"]?[A-Z]|\s*$)")
_SENTENCE_WORD = re.compile(r"[a-z]{2}[”\"’)]?$")
_CITING = re.compile(r"\b(?:[Nn]os?|pp?|[Ss]ecs?|[Aa]rts?|[Cc]h|[Vv]ol|[Ff]igs?|[Pp]aras?|[Ee]x)$")
_NOTE = re.compile(r"\((?P<number>\d{1,2})\)(?=[\s,;.]|$)")


def read_registered(line: Line, start: int) -> Reading | None:
    """Read `(R)` and `(TM)` at the end of a name, which nobody says."""
    found = _REGISTERED.match(line.text, start)
    if not found or not line.text[start - 1 : start].isalnum():
        return None
    return Reading((line.silence(start, found.end()),), found.end())


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


def read_note(line: Line, start: int) -> Reading | None:
    """Read a number in brackets that nobody says: a footnote's, `.(3)`, a doubled `two (2)`."""
    found = _NOTE.match(line.text, start)
    if not found:
        return None
    doubled = line.before(start).lower() == numbers.cardinal(int(found["number"]))
    if not (doubled or _ENDED.search(line.text, max(0, start - 3), start)):
        return None
    return Reading((line.silence(start, found.end()),), found.end())


def read_raised(line: Line, start: int) -> Reading | None:
    """Read the number of a footnote set at a full stop: `in Peru.3 It was`."""
    found = _RAISED.match(line.text, start)
    before = line.text[max(0, start - 8) : start]
    if not found or not _SENTENCE_WORD.search(before) or _CITING.search(before):
        return None
    tokens = (line.mark(start, start + 1, "."), line.silence(start + 1, found.end()))
    return Reading(tokens, found.end())


def read_ticker(line: Line, start: int) -> Reading | None:
    """Read a share's exchanges and symbols: `(NASDAQ: AAPL)`, `(SIX: RO, ROG; OTCQX: RHHBY)`."""
    found = _TICKER.match(line.text, start)
    if not found:
        return None
    opened = line.mark(start, start + 1, ",")
    listed = _listed(line, *found.span("listed"))
    if listed is None:
        return None
    closed = line.mark(found.end("listed"), found.end(), ",")
    return Reading((opened, *listed, closed), found.end())


def read_bare_ticker(line: Line, start: int) -> Reading | None:
    """Read an exchange and a symbol without brackets: `NASDAQ: TSLA`."""
    found = _BARE.match(line.text, start)
    listed = _listed(line, *found.span()) if found else None
    return Reading(tuple(listed), found.end()) if found and listed else None


def _listed(line: Line, position: int, end: int) -> list[SpokenToken] | None:
    """Return the tokens of exchanges with their symbols, or None where they are something else."""
    tokens: list[SpokenToken] = []
    while position < end:
        if listing := _LISTING.match(line.text, position, end):
            tokens += _exchange(line, *listing.span("exchange"))
            position = listing.end()
            tokens.append(line.mark(listing.end("exchange"), position, ","))
            continue
        part = _LISTED.match(line.text, position, end)
        if part is None:
            return None
        if part["symbol"]:
            tokens.append(line.spell(*part.span(), part[0]))
        elif part["number"]:
            tokens.append(line.say(*part.span(), numbers.digits(part[0])))
        elif part["mark"]:
            tokens.append(line.mark(*part.span(), ","))
        position = part.end()
    return tokens


def _exchange(line: Line, start: int, end: int) -> list[SpokenToken]:
    tokens: list[SpokenToken] = []
    for part in _EXCHANGE_PART.finditer(line.text, start, end):
        word = part[0]
        if word.upper() in _EXCHANGES or not word.isupper():
            tokens.append(line.say(*part.span(), word.capitalize()))
        else:
            tokens.append(line.spell(*part.span(), word))
    return tokens
