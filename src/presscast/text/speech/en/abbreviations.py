"""Abbreviations in English, each in its context: `Dr.` before a name or after a street's."""

from __future__ import annotations

import re

from presscast.text.speech.en.tables import ANYWHERE, STOPPED, STREETS, TITLES, WORDS
from presscast.text.speech.line import WORD, Line, Reading

_ABBREVIATION = re.compile(rf"(?P<word>{WORD})(?P<stop>\.?)")
_NAME = r"[\"“‘(]?[A-Z\u00c0-\u024f]"
_NAME_FOLLOWS = re.compile(rf"[ \u00a0]+(?:{_NAME}|and\s{_NAME}|&\s{_NAME})")
_RANK_FOLLOWS = re.compile(r" (?:1st|2nd) (?:Class|Lt)")
_NUMBER_FOLLOWS = re.compile(r"[ \u00a0]+[#§]?\d")
_CAPITAL_FOLLOWS = re.compile(r"[ \u00a0]+[\"“‘]?(?P<word>[A-Z\u00c0-\u024f][\w'’-]*)")
_ADDRESS = re.compile(r"\b\d{1,5}(?:st|nd|rd|th)?\s(?:[NSEW]{1,2}\.?\s)?(?:[\w.'’-]+\s){0,4}$")
_LATIN = re.compile(
    r"(?P<words>e\.\s?g|i\.\s?e|(?-i:eg|ie)|et al|c/o|w/o|w/)(?P<stop>\.?)"
    r"(?=[\s,;:)]|$|(?<=/)[A-Za-z])",
    re.IGNORECASE,
)
_LATIN_WORDS = {
    "e.g": "for example",
    "i.e": "that is",
    "eg": "for example",
    "ie": "that is",
    "et al": "et al",
    "c/o": "care of",
    "w/o": "without",
    "w/": "with",
}
_CIRCA = re.compile(r"c\.\s?(?=\d{3,4}\b)")
_KNOWN_AS = re.compile(r"(?P<letters>a\.?k\.?a|f\.?k\.?a|d\.?b\.?a)\b\.?", re.IGNORECASE)
_SLASHED = re.compile(r"(?:y/y|q/q|m/m|y/o)(?![\w/])", re.IGNORECASE)
_AGED = re.compile(
    r"\b(?:an?|the|his|her|their|my|our|another)\s(?:[a-z]+\s)?\d{1,3}[\s-]$", re.IGNORECASE
)
_SLASHED_WORDS = {
    "y/y": "year over year",
    "q/q": "quarter over quarter",
    "m/m": "month over month",
    "y/o": "years old",
}
_SLASHED_AS = re.compile(r"(?:a/k/a|f/k/a|d/b/a)\b", re.IGNORECASE)
_KNOWN_AS_WORDS = {"aka": "also known as", "fka": "formerly known as", "dba": "doing business as"}
_FLOOR = re.compile(r"\d(?:st|nd|rd|th)\s$")
_EXHIBITS = frozenset({"ex", "exh"})
_LETTER_NEXT = re.compile(r"\s[A-Z](?!\w|\.\w)")
_NUMBERED_THINGS = frozenset({"art", "ch", "secs", "fig", "fl", "para", "res"})
_PAGES = re.compile(r"(?P<word>pp?)\.\s?(?=\d)")
# These stand without a stop too, in British and in careless writing.
_STOPLESS_TITLES = frozenset("cllr dr mr mrs ms gov st sgt lt capt mt rev prof sen".split())
# These are abbreviations only before what they name or number.
_BEFORE_NAME_OR_NUMBER = frozenset(
    "ed prop comp found const dev lab eng sta comm conf admin ind art arts para ch".split()
)
# These are words too: at the end of a sentence the stop is the sentence's, as in `Georgia Tech.`
_WORDS_THEMSELVES = frozenset(
    "admin art conf const corps dev ed eng esp exec ext fed fig found ind inst lab max min misc"
    " para pres prof prop ref reg rep res ret sec stat tech temp".split()
)
_STATE_OF = frozenset(("U.S.", "US", "Cal.", "Tex.", "Fla.", "N.Y.", "Pa.", "Ill."))
_CLOSERS = " \t\n\u00a0\"'”’»)]"
_OWNS = re.compile(r"['’]s\b")
# The sign of a news agency at the end of a dateline: `/PRNewswire/ --`.
_NEWSWIRE = re.compile(r"/[A-Z][\w .-]{2,30}/(?=\s*[-–—])")
# A dateline: `CLARKE CO. –`, `ORANGE CO., Fla. —`.
_COUNTY_LINE = re.compile(r"\s*[A-Z]{3,}(?:\s[A-Z]{3,}|\s/\s[A-Z]{3,})?\s")
_LINE_OPENED = re.compile(r"(?:,\s(?:[A-Z]\.\s?){2}|,\s[A-Z][a-z]+\.?)?\s[-–—]")
_PRONOUNS = frozenset("he she him her his hers they them s mr ms".split())
_OPTIONAL_PLURAL = re.compile(r"\(e?s\)(?!\w)")
_TIMES = re.compile(r"[xX×]\s+(?=\d)")
_MEASURED = re.compile(r"\d['\"”″]?(?:\s?(?:[a-z]{1,12}\.?|°))?\s+$")
_RANKS = frozenset(
    "vp vice director manager advisor adviser analyst counsel fellow attorney".split()
)
_WORKERS = frozenset("worker workers job jobs staff agency agencies position positions".split())
_STARTERS = frozenset("The It He She They We In On At A An This That N S E W NE NW SE SW".split())


def _parse(line: Line, start: int) -> tuple[str, str, bool, int] | None:
    """Return an abbreviation as written, its key, whether a stop follows, and where it ends."""
    found = _ABBREVIATION.match(line.text, start)
    if not found:
        return None
    key = found["word"].lower().replace("’", "'")
    return found["word"], key, bool(found["stop"]), found.end()


def read_latin(line: Line, start: int) -> Reading | None:
    """Read `e.g.`, `i.e.`, `et al.`, `a.k.a.`, `w/o`."""
    if _CIRCA.match(line.text, start):
        return Reading((line.say(start, start + 2, "circa"),), start + 2)
    if known := _KNOWN_AS.match(line.text, start):
        letters = known["letters"].replace(".", "").lower()
        if known["letters"].isupper() and "." not in known["letters"] and letters != "aka":
            return None
        return Reading((line.say(start, known.end(), _KNOWN_AS_WORDS[letters]),), known.end())
    if slashed := _SLASHED_AS.match(line.text, start):
        letters = slashed[0].replace("/", "").lower()
        return Reading((line.say(start, slashed.end(), _KNOWN_AS_WORDS[letters]),), slashed.end())
    if slashed := _SLASHED.match(line.text, start):
        spoken = _SLASHED_WORDS[slashed[0].lower()]
        if spoken == "years old" and _AGED.search(line.text, max(0, start - 24), start):
            spoken = "year old"
        return Reading((line.say(start, slashed.end(), spoken),), slashed.end())
    found = _LATIN.match(line.text, start)
    if not found:
        return None
    words = found["words"].lower()
    key = words if " a" in words else words.replace(" ", "")
    return Reading((line.say(start, found.end(), _LATIN_WORDS[key]),), found.end())


def read_page(line: Line, start: int) -> Reading | None:
    """Read `p. 5`, `pp. 31-40`."""
    found = _PAGES.match(line.text, start)
    if not found:
        return None
    word = "pages" if found["word"] == "pp" else "page"
    return Reading((line.say(start, found.end("word") + 1, word),), found.end())


def read_street(line: Line, start: int) -> Reading | None:
    """Read the abbreviated kind of a street after its name: `Oak St.`, `5th Ave`."""
    parsed = _parse(line, start)
    if parsed is None:
        return None
    written, key, stop, end = parsed
    before = line.before(start)
    named = before[:1].isupper() or before[-2:].lower() in {"st", "nd", "rd", "th"}
    if key not in STREETS or not written[0].isupper() or not named:
        return None
    if key == "cir" and before[0].isdecimal():
        return None  # `9th Cir.` is a court
    addressed = _ADDRESS.search(line.text, max(0, start - 60), start) is not None
    if not (stop or addressed or key in {"blvd", "ave", "hwy", "pkwy", "rd", "expy"}):
        return None
    if key in {"st", "dr"} and not addressed:
        following = _CAPITAL_FOLLOWS.match(line.text, end)
        if following and following["word"] not in _STARTERS and not _is_site(line, before, end):
            return None
    return Reading((line.say(start, end, STREETS[key]),), end)


def _is_site(line: Line, before: str, end: int) -> bool:
    """Return whether a street's name goes on with what lies there: `Franklin St. Fire Station`."""
    return before.isalpha() and line.after(end).lower() in WORDS["sites"]


def read_title(line: Line, start: int) -> Reading | None:
    """Read a title before a name: `Gov. Ruiz`, `Lt. Gov.`, `Mr. and Mrs.`"""
    parsed = _parse(line, start)
    if parsed is None:
        return None
    written, key, stop, end = parsed
    if key not in TITLES or not written[0].isupper():
        return None
    if not stop and (
        key not in _STOPLESS_TITLES
        or line.capitals
        or len(written) < 2
        or (written.isupper() and key != "cllr")
    ):
        return None
    if not _NAME_FOLLOWS.match(line.text, end) and not _RANK_FOLLOWS.match(line.text, end):
        return None
    before = line.before(start)
    if key == "sr":
        if line.after(end).lower() in _RANKS or line.after(end).isupper():
            return Reading((line.say(start, end, "Senior"),), end)
        if before[:1].isupper():
            return None
    if key == "hon" and before.lower() != "the":
        spoken = "the Honorable" if not line.opens(start) else "The Honorable"
        return Reading((line.say(start, end, spoken),), end)
    if key == "sec" and before.lower() in {"see", "under", "in"}:
        return None
    return Reading((line.say(start, end, TITLES[key]),), end)


def read_stopped(line: Line, start: int) -> Reading | None:
    """Read an abbreviation with its stop wherever it stands: `Dept.`, `Corp.`, `approx.`"""
    parsed = _parse(line, start)
    if parsed is None:
        return None
    written, key, stop, end = parsed
    if not stop or key not in STOPPED:
        return None
    named = _NAME_FOLLOWS.match(line.text, end) is not None
    numbered = _NUMBER_FOLLOWS.match(line.text, end) is not None
    if key == "ed" and line.before(start).lower() in {"of", "higher"}:
        return Reading((line.say(start, end, "Education"),), end)
    if key == "const" and (line.before(start) in _STATE_OF or line.after(end) in {"amend", "art"}):
        return Reading((line.say(start, end, "Constitution"),), end)
    owns = _OWNS.match(line.text, end) is not None and line.before(start)[:1].isupper()
    if key in _BEFORE_NAME_OR_NUMBER and not (named or numbered or owns):
        return None
    if key in _WORDS_THEMSELVES and not line.text[end:].strip(_CLOSERS):
        return None
    if key == "co" and not line.before(start)[:1].isupper():
        return None
    if key in _EXHIBITS and not (numbered or _LETTER_NEXT.match(line.text, end)):
        return None
    if key in _NUMBERED_THINGS and not (numbered or _FLOOR.search(line.text, 0, start)):
        return None
    spoken = STOPPED[key]
    if key == "co" and written.isupper() and _COUNTY_LINE.fullmatch(line.text, 0, start):
        spoken = "County" if _LINE_OPENED.match(line.text, end) else spoken
    if key == "est" and numbered and not re.match(r"\s*[12]\d{3}\b", line.text[end:]):
        spoken = "estimated"
    elif key == "est" and line.before(start)[-1:].isdecimal():
        spoken = "estimate"
    if key == "temp" and line.after(end) in _WORKERS:
        spoken = "temporary"
    if key == "ave" and written.islower():
        spoken = "average"
    if key == "ed" and numbered is False and named:
        spoken = "Editor"
    return Reading((line.say(start, end, spoken.lower() if written.islower() else spoken),), end)


def read_contracted(line: Line, start: int) -> Reading | None:
    """Read an abbreviation that needs no stop: `gov't`, `Blvd`, `Inc`."""
    parsed = _parse(line, start)
    if parsed is None:
        return None
    written, key, _, end = parsed
    if key not in ANYWHERE or not (written[0].isupper() or "'" in key):
        return None
    spoken = ANYWHERE[key]
    if key == "inc" and not line.before(start)[:1].isupper():
        return None
    return Reading((line.say(start, end, spoken if written[0].isupper() else spoken.lower()),), end)


def read_slash(line: Line, start: int) -> Reading | None:
    """Read the slash between two words: `he/she` offers a choice, `and/or` needs no word."""
    if wire := _NEWSWIRE.match(line.text, start):
        return Reading((line.silence(start, wire.end()),), wire.end())
    before, after = line.before(start).lower(), line.after(start + 1).lower()
    if before.rpartition("/")[2] in _PRONOUNS and after in _PRONOUNS:
        return Reading((line.say(start, start + 1, "or"),), start + 1)
    return None


def read_by(line: Line, start: int) -> Reading | None:
    """Read the `x` between two measures: `10 cm x 20 cm`."""
    found = _TIMES.match(line.text, start)
    if not found or not _MEASURED.search(line.text, max(0, start - 24), start):
        return None
    return Reading((line.say(start, start + 1, "by"),), start + 1)


def read_optional_plural(line: Line, start: int) -> Reading | None:
    """Read `(s)` at the end of a word, which nobody says."""
    found = _OPTIONAL_PLURAL.match(line.text, start)
    if not found or not line.text[:start][-1:].isalpha():
        return None
    return Reading((line.silence(start, found.end()),), found.end())
