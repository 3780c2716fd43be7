"""German law and cases, Roman numerals, post codes and streets."""

from __future__ import annotations

import re

from presscast.model import SpokenToken
from presscast.text.speech import numerals
from presscast.text.speech.de.words import TABLES, count, ending, noun_after, ordinal
from presscast.text.speech.line import Line, Reading

_ROMAN = re.compile(r"(?P<letters>[IVXLCDM]+)(?![\w])(?P<stop>\.?)")
_SECTION = re.compile(r"(?P<sign>§§?)\s?(?P<number>\d{1,4})(?P<letter>[a-z])?(?![\w])")
_SENTENCE = re.compile(r"S\.(?=\s?\d)")
_PARAGRAPH_BEFORE = re.compile(r"(?:Abs\.|Absatz|§)\s?\d+[a-z]?\s$")
_LETTERED = re.compile(r"(?P<number>\d{1,4})\s?(?P<letter>[a-z])(?![\w²³/'’])")
_DOCKET = re.compile(r"(?P<number>\d{1,6})/(?P<year>\d{2})(?![\d/])")
_CASE_LETTERS = re.compile(
    r"(?:\b(?:\d+|[IVX]+)[a-z]?\s)(?P<court>[A-Z][A-Za-z]{0,3})\s(?:\([A-Za-z]+\)\s)?$"
)
_EU_CASE = re.compile(r"(?P<letter>[CT])-(?P<number>\d{1,4})/(?P<year>\d\d)(?!\d)")
_PAPER = re.compile(r"(?P<term>\d{1,2})/(?P<number>\d{1,5})(?![\d/])")
_ACT = re.compile(r"(?P<a>\d{2,4})/(?P<b>\d{1,4})(?P<body>/(?:EU|EG|EWG))?(?![\d/])")
_BODY = re.compile(r"\((?:EU|EG|EWG|Euratom)\)\s(?:Nr\.\s)?$")
_POST_CODE = re.compile(r"(?P<code>\d{5})(?=\s[A-ZÄÖÜ])")
_AFTER_HOUSE = re.compile(r"(?:\d\s?[a-z]?,?|Postfach \d+,|\bD-)\s?$")
_STREET = re.compile(r"(?<=[sS]tr)\.(?=\s\d|,|\s*$|\s[a-z])")
_MIXED_LETTERS = re.compile(r"[^\W\d_]+")
_ARTICLES = frozenset("der die das des dem den im am zum vom".split())
_DATIVE = frozenset("von mit bei nach unter zu vor seit aus dem zum vom beim neben am".split())
_ACCUSATIVE = frozenset("für gegen durch ohne um den über".split())
_LEAD_WORDS = re.compile(r"(?P<words>(?:\w+\s+){0,4})$")


def read_section(line: Line, start: int) -> Reading | None:
    """Read `§ 5`, `§§ 3`, `§ 12a`."""
    found = _SECTION.match(line.text, start)
    if not found:
        return None
    sign = "Paragrafen" if len(found["sign"]) > 1 else "Paragraf"
    tokens = [
        line.say(*found.span("sign"), sign),
        line.say(*found.span("number"), count(int(found["number"]))),
    ]
    if found["letter"]:
        tokens.append(line.spell(*found.span("letter"), found["letter"].upper()))
    return Reading(tuple(tokens), found.end())


def read_sentence(line: Line, start: int) -> Reading | None:
    """Read `S. 1` after a paragraph's number, where it is no page: `Abs. 1 S. 1`."""
    found = _SENTENCE.match(line.text, start)
    if not found or not _PARAGRAPH_BEFORE.search(line.text, max(0, start - 14), start):
        return None
    return Reading((line.say(start, start + 2, "Satz"),), start + 2)


def read_lettered(line: Line, start: int) -> Reading | None:
    """Read a number with the letter that tells it from its neighbours: `12a`."""
    found = _LETTERED.match(line.text, start)
    if not found or line.text[found.end("number")].isspace() or found["letter"] in "hgmlst":
        return None
    tokens = (
        line.say(*found.span("number"), count(int(found["number"]))),
        line.spell(*found.span("letter"), found["letter"].upper()),
    )
    return Reading(tokens, found.end())


def read_docket(line: Line, start: int) -> Reading | None:
    """Read the number of a case, a paper of parliament or a European act: `209/83`, `19/1234`."""
    text = line.text
    before = line.before(start).rstrip(".").lower()
    lead = text[max(0, start - 24) : start]
    found = _DOCKET.match(text, start)
    if found and (_CASE_LETTERS.search(lead) or before in {"az", "aktenzeichen"}):
        return _slashed(line, found, "number", "year")
    if before in {"drs", "drucksache", "drucksachen", "br-drs", "bt-drs"}:
        found = _PAPER.match(text, start)
        if found:
            return _slashed(line, found, "term", "number")
    found = _ACT.match(text, start)
    if found and (found["body"] or before in TABLES.listed("act_leads") or _BODY.search(lead)):
        reading = _slashed(line, found, "a", "b")
        if not found["body"]:
            return reading
        body = line.spell(found.start("body"), found.end(), found["body"][1:])
        return Reading((*reading.tokens, body), found.end())
    return None


def _slashed(line: Line, found: re.Match[str], first: str, second: str) -> Reading:
    words = f"{count(int(found[first]))} Schrägstrich {count(int(found[second]))}"
    end = found.end(second)
    return Reading((line.say(found.start(), end, words),), end)


def read_eu_case(line: Line, start: int) -> Reading | None:
    """Read a case of the European courts: `C-123/19`."""
    found = _EU_CASE.match(line.text, start)
    if not found:
        return None
    words = f"{count(int(found['number']))} Schrägstrich {count(int(found['year']))}"
    tokens = (
        line.spell(*found.span("letter"), found["letter"]),
        line.say(found.start("number"), found.end(), words),
    )
    return Reading(tokens, found.end())


def read_post_code(line: Line, start: int) -> Reading | None:
    """Read a post code after a street and before its place, digit by digit."""
    found = _POST_CODE.match(line.text, start)
    if not found or not _AFTER_HOUSE.search(line.text, max(0, start - 12), start):
        return None
    return Reading(
        (line.say(start, found.end(), numerals.digits(found["code"], "de")),), found.end()
    )


def read_street(line: Line, start: int) -> Reading | None:
    """Read the stop of `Hauptstr.` as the rest of the word."""
    found = _STREET.match(line.text, start)
    if not found:
        return None
    return Reading((line.say(start, found.end(), "aße", glued=True),), found.end())


def read_roman(line: Line, start: int) -> Reading | None:
    """Read a Roman numeral: `Heinrich VIII.`, `Kapitel IV`, `im XX. Jahrhundert`."""
    text = line.text
    found = _ROMAN.match(text, start)
    value = numerals.roman(found["letters"]) if found else None
    if (
        found is None
        or value is None
        or text[found.end() : found.end() + 1] in {"-", "'", "&", "/"}
    ):
        return None
    before = line.before(start)
    letters, end = found["letters"], found.end()
    if before.lower() in TABLES.listed("regnal") and value < 40 and found["stop"]:
        return Reading((line.say(start, end, _reigning(text[:start], before, value)),), end)
    if before.lower() in TABLES.listed("counted_roman"):
        return Reading((line.say(start, found.end("letters"), count(value)),), found.end("letters"))
    lone = len(letters) == 1 and before.lower() not in _ARTICLES
    if found["stop"] and text[end : end + 2].strip() and not lone and letters not in "CDM":
        noun = noun_after(text, end)
        words = ordinal(value, ending(text[:start], noun))
        words = words.capitalize() if line.opens(start) else words
        return Reading((line.say(start, end, words),), end)
    if len(letters) > 2 and not set(letters) - set("IVX"):
        return Reading((line.say(start, found.end("letters"), count(value)),), found.end("letters"))
    return None


def _reigning(lead: str, name: str, value: int) -> str:
    """Return the number of a king or queen: `der Achte`, `des Achten`, `dem Zweiten`."""
    queen = name.lower() in TABLES.listed("queens")
    found = _LEAD_WORDS.search(lead)
    words = set(found["words"].lower().split()[:-1]) if found else set()
    if name.endswith("s") and name.lower().removesuffix("s") in TABLES.listed("regnal"):
        article, last = "des", "en"
    elif words & _DATIVE:
        article, last = ("der" if queen else "dem"), "en"
    elif words & _ACCUSATIVE:
        article, last = ("die", "e") if queen else ("den", "en")
    else:
        article, last = ("die" if queen else "der"), "e"
    return f"{article} {ordinal(value, last).capitalize()}"


def read_court(line: Line, start: int) -> Reading | None:
    """Read the letters of a court's register or of a code, of both cases: `BvR`, `StGB`."""
    found = _MIXED_LETTERS.match(line.text, start)
    if not found or found[0] not in TABLES.listed("spelled"):
        return None
    tokens: tuple[SpokenToken, ...] = (line.spell(start, found.end(), found[0].upper()),)
    return Reading(tokens, found.end())
