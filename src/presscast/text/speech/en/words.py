"""Words in English that are not said as they are written: abbreviations, capitals, numerals."""

from __future__ import annotations

import re

from presscast.model import SpokenToken
from presscast.text.acronyms import AcronymReading
from presscast.text.speech.en import numbers
from presscast.text.speech.en.tables import (
    ANYWHERE,
    COUNTED,
    REGNAL,
    STATES,
    STOPPED,
    STREETS,
    TITLES,
)
from presscast.text.speech.line import WORD, Line, Reading, plain
from presscast.text.speech.numerals import roman

_ABBREVIATION = re.compile(rf"({WORD})(?P<stop>\.?)")
_NAME_FOLLOWS = re.compile(r"\.?[ \u00a0]+(?:[\"“‘(]?[A-Z\u00c0-\u024f]|\d)")
_CAPITAL_FOLLOWS = re.compile(r"\.?[ \u00a0]+[\"“‘]?(?P<word>[A-Z\u00c0-\u024f][\w'’-]*)")
_DOTTED = re.compile(
    r"(?P<letters>(?:[A-Za-z]\.[ \u00a0]?){1,6}[A-Za-z]\.?)(?P<end>['’]s\b|s\b)?(?![A-Za-z])"
)
_TIGHT = re.compile(
    r"(?P<letters>[A-Za-z](?:\.[A-Za-z])+)(?P<stop>\.?)(?P<end>['’]s\b|s\b)?(?![A-Za-z@])"
)
_DEGREE = re.compile(r"(?P<word>Ph|Ed|Psy|Eng|Litt|D|LL|Pharm)\.(?P<rest>\s?[A-Z]\.?)(?![A-Za-z])")
_LATIN = re.compile(
    r"(?P<words>e\.\s?g|i\.\s?e|et al|a\.\s?k\.\s?a|c/o|w/o|w/)(?P<stop>\.?)(?=[\s,;:)]|$|[A-Za-z])",
    re.IGNORECASE,
)
_LATIN_WORDS = {
    "e.g": "for example",
    "i.e": "that is",
    "et al": "et al",
    "a.k.a": "also known as",
    "c/o": "care of",
    "w/o": "without",
    "w/": "with",
}
_WITH_DIGITS = re.compile(
    r"(?P<letters>[A-Za-z]{1,6})(?P<joint>[-‑]?)(?P<digits>\d{1,5})(?P<more>[A-Za-z]{0,3})(?![\w]|[.:,]\d)(?:-(?P<tail>[A-Z]|\d{1,3})\b)?"
)
_AND = re.compile(
    r"(?P<first>[A-Z]{1,4})\s?&\s?(?P<second>[A-Z]{1,4})(?![A-Za-z])(?P<end>['’]s\b|s\b)?"
)
_SPELLED = re.compile(r"(?P<letters>[A-Z](?:-[A-Z])+)(?P<end>['’]?s\b)?(?![\w-])")
_PAGES = re.compile(r"(?P<word>pp?|PP?)\.\s?(?=\d)")
_CAPITALS = re.compile(r"[A-Z\u00c0-\u00de]+")
_PARTY = re.compile(
    r"[(\[](?P<party>[DRIGL])[-–‑](?P<place>[A-Z][A-Za-z.]*(?:\s[A-Z][a-z]+\.?)?)(?P<district>[-–]\d{1,2})?[)\]]"
)
_PARTIES = {
    "D": "Democrat",
    "R": "Republican",
    "I": "Independent",
    "G": "Green",
    "L": "Libertarian",
}
_PREFIXES = frozenset(
    "pre post anti pro non ex co mid re un inter intra trans multi sub super mis over under".split()
)
_TICKER = re.compile(
    r"\(\s?(?P<exchange>NASDAQ|Nasdaq|NYSE(?:\s?American|\s?Arca|-MKT)?|AMEX|LSE|TSX(?:-V|V)?|OTC(?:QX|QB|MKTS)?|ASX|CBOE|Euronext(?:\s\w+)?|HKEX|SIX|FRA|TSE|JSE|NSE|BSE)(?:\s?:\s?|\s)(?P<symbol>[A-Z0-9]{1,5}(?:\.[A-Z]{1,2})?)\s?(?P<close>\)|;|,)"
)


def read_abbreviation(line: Line, start: int) -> Reading | None:
    """Read an abbreviation in its context: `Dr.` before a name or after a street's."""
    text = line.text
    if found := _LATIN.match(text, start):
        key = (
            re.sub(r"\s", "", found["words"].lower())
            if found["words"][1:2] == "."
            else found["words"].lower()
        )
        return Reading((line.say(start, found.end(), _LATIN_WORDS[key]),), found.end())
    found = _ABBREVIATION.match(text, start)
    if not found:
        return None
    written, stop = found[1], bool(found["stop"])
    key = written.lower().replace("’", "'")
    end = found.end()
    before = line.before(start)
    after_name = before[:1].isupper() or before[-2:] in {"st", "nd", "rd", "th"}
    if (
        key in STREETS
        and written[0].isupper()
        and after_name
        and (stop or _in_address(line, start))
        and _street(line, start, end, key)
    ):
        return Reading((line.say(start, end, STREETS[key]),), end)
    if (
        key in TITLES
        and written[0].isupper()
        and _NAME_FOLLOWS.match(text, start + len(written))
        and (
            stop
            or key
            in {
                "dr",
                "mr",
                "mrs",
                "ms",
                "gov",
                "st",
                "sgt",
                "lt",
                "capt",
                "mt",
                "ft",
                "rev",
                "prof",
                "sen",
                "rep",
            }
            and not line.capitals
        )
    ):
        if not stop and key in {"ms", "ft", "st", "mt", "sr", "pt"} and text[start:end].isupper():
            return None
        if key in {"sec", "sr", "pt", "col"} and text[end:].lstrip()[:1].isdigit():
            return Reading((line.say(start, end, STOPPED.get(key, TITLES[key])),), end)
        if key == "hon" and before.lower() != "the":
            return Reading(
                (
                    line.say(
                        start, end, "the Honorable" if text[:start].strip() else "The Honorable"
                    ),
                ),
                end,
            )
        if not (key == "sr" and after_name) and not (key == "rep" and not stop):
            return Reading((line.say(start, end, TITLES[key]),), end)
    if stop and key in STOPPED:
        if key in {
            "est",
            "ed",
            "prop",
            "comp",
            "found",
            "const",
            "dev",
            "temp",
            "lab",
            "eng",
            "sta",
            "comm",
            "conf",
            "fl",
            "admin",
            "ind",
        } and not _NAME_FOLLOWS.match(text, start + len(written)):
            if key not in {"est", "temp"}:
                return None
        if key in {"co", "corps"} and not after_name:
            return None
        spoken = STOPPED[key]
        if key == "est" and not line.after(end)[:1].isupper() and text[end:].lstrip()[:1].isdigit():
            spoken = "established" if re.match(r"\s*[12]\d{3}\b", text[end:]) else "estimated"
        if written.islower() and key not in {"co"}:
            spoken = spoken.lower()
        return Reading((line.say(start, end, spoken),), end)
    if (
        key in ANYWHERE
        and (written[0].isupper() or "'" in key)
        and (key not in {"mr", "dr"} or after_name is False and False)
    ):
        return Reading(
            (
                line.say(
                    start, end, ANYWHERE[key] if written[0].isupper() else ANYWHERE[key].lower()
                ),
            ),
            end,
        )
    return None


def _in_address(line: Line, start: int) -> bool:
    return (
        re.search(
            r"\b\d{1,5}(?:st|nd|rd|th)?\s(?:[NSEW]{1,2}\.?\s)?(?:[\w.'’-]+\s){1,4}$",
            line.text[max(0, start - 60) : start],
        )
        is not None
    )


def _street(line: Line, start: int, end: int, key: str) -> bool:
    """Return whether an abbreviation that may also be a title ends the name of a street."""
    if key not in {"st", "dr", "ct", "pl", "sq", "cir"}:
        return True
    following = _CAPITAL_FOLLOWS.match(line.text, end - 1 if line.text[end - 1] == "." else end)
    if not following:
        return True
    if _in_address(line, start):
        return True
    return key not in {"st", "dr"} or following["word"] in {
        "N",
        "S",
        "E",
        "W",
        "NE",
        "NW",
        "SE",
        "SW",
        "The",
        "It",
        "He",
        "She",
        "They",
        "We",
        "In",
        "On",
        "At",
        "A",
    }


def read_dotted(line: Line, start: int) -> Reading | None:
    """Read letters with stops: `U.S.`, `A.C.L.U.`, `p.m.`, `Ph.D.`"""
    text = line.text
    if start and (text[start - 1].isalnum() or text[start - 1] in "@/"):
        return None
    if degree := _DEGREE.match(text, start):
        letters = re.sub(r"[^A-Za-z]", "", degree[0])
        spoken = {"Ph": "PH", "Ed": "ED", "LL": "LL"}.get(degree["word"], "")
        if spoken:
            return Reading((line.spell(start, degree.end(), letters.upper()),), degree.end())
    found = _TIGHT.match(text, start)
    if not found:
        return None
    letters = found["letters"].replace(".", "")
    if (
        letters.islower()
        and letters not in {"am", "pm", "us", "uk", "eg", "ie"}
        and len(letters) > 3
    ):
        return None
    suffix = "'s" if found["end"] else ""
    return Reading((line.spell(start, found.end(), letters.upper(), suffix),), found.end())


def read_roman(line: Line, start: int) -> Reading | None:
    """Read a Roman numeral after a word or a name that takes one; never the pronoun I."""
    found = _CAPITALS.match(line.text, start)
    if not found or line.text[found.end() : found.end() + 1].isalnum():
        return None
    written = found[0]
    value = roman(written)
    end = found.end()
    if value is None or (
        end < len(line.text)
        and line.text[end] in "'’&@-"
        and not line.text[end + 1 : end + 2].isspace()
    ):
        return None
    before = line.before(start)
    key = before.lower().rstrip("s") if before.lower() not in COUNTED else before.lower()
    if key in COUNTED and (before[:1].isupper() or len(written) > 1 or written in "IVX"):
        if (
            written in {"C", "D", "L", "M"}
            or (len(written) == 1 and not before[:1].isupper())
            or (value > 100)
        ):
            return None
        return Reading((line.say(start, end, numbers.cardinal(value)),), end)
    if (
        len(written) == 1
        and before.lower() in REGNAL - {"malcolm"}
        and before[:1].isupper()
        and written in "IVX"
    ):
        following = line.text[end : end + 1]
        if (
            written != "I"
            or following in ",.;:)"
            or line.after(end).lower()
            in {"of", "was", "and", "ruled", "died", "reigned", "in", "had", "became", "to", "is"}
        ):
            return Reading((line.say(start, end, "the " + numbers.ordinal(value)),), end)
        return None
    if len(written) > 1 and before[:1].isupper() and before.lower() in REGNAL and value < 40:
        return Reading((line.say(start, end, "the " + numbers.ordinal(value)),), end)
    if written in {"II", "III"} and _person(line, start):
        return Reading((line.say(start, end, "the " + numbers.ordinal(value)),), end)
    if written == "IV" and _person(line, start) and before[-1:] not in ".":
        return Reading((line.say(start, end, "the " + numbers.ordinal(value)),), end)
    if (
        len(written) > 1
        and not set(written) - set("IVX")
        and written not in {"IV", "VI", "XI", "XX", "XXX"}
    ):
        return Reading((line.say(start, end, numbers.cardinal(value)),), end)
    if (
        written in {"XX", "VI", "XI"}
        and before[:1].isupper()
        and value < 40
        and line.text[:start].strip()
    ):
        return Reading((line.say(start, end, numbers.cardinal(value)),), end)
    return None


def _person(line: Line, start: int) -> bool:
    """Return whether two capitalised words, the marks of a full name, stand before a position."""
    found = re.search(
        r"\b[A-Z][a-z'’]+\s(?:[A-Z]\.?\s)?([A-Z][a-zA-Z'’-]+),?\s$",
        line.text[max(0, start - 50) : start],
    )
    return found is not None and found[1].lower() not in COUNTED


def read_party(line: Line, start: int) -> Reading | None:
    """Read a legislator's party and place: `(D-VA)` is `Democrat of Virginia`."""
    from presscast.text.speech.en.places import state_name

    found = _PARTY.match(line.text, start)
    if not found:
        return None
    place = state_name(found["place"])
    if place is None and not found["place"][1:2].islower():
        return None
    tokens = [
        line.mark(start, start + 1, ","),
        line.say(*found.span("party"), _PARTIES[found["party"]]),
    ]
    joint = found.end("party")
    tokens.append(line.say(joint, joint + 1, "of"))
    if place == "D C":
        tokens.append(line.spell(*found.span("place"), "DC"))
    else:
        tokens.append(line.say(*found.span("place"), place or found["place"]))
    if found["district"]:
        tokens.append(
            line.say(*found.span("district"), numbers.cardinal(int(found["district"][1:])))
        )
    tokens.append(line.mark(found.end() - 1, found.end(), ","))
    return Reading(tuple(tokens), found.end())


def read_ticker(line: Line, start: int) -> Reading | None:
    """Read a share's exchange and symbol: `(NASDAQ: AAPL)`."""
    found = _TICKER.match(line.text, start)
    if not found:
        return None
    tokens = [line.mark(start, start + 1, ",")]
    first, last = found.span("exchange")
    for part in re.compile(r"[A-Za-z]+").finditer(line.text, first, last):
        word = part[0]
        if word.upper() == "NASDAQ" or not word.isupper():
            tokens.append(line.say(*part.span(), word.capitalize() if word.isupper() else word))
        else:
            tokens.append(line.spell(*part.span(), word))
    tokens.append(line.mark(last, last + 1, ","))
    for part in re.compile(r"[A-Z]+|\d+").finditer(line.text, *found.span("symbol")):
        if part[0].isdecimal():
            tokens.append(line.say(*part.span(), numbers.digits(part[0])))
        else:
            tokens.append(line.spell(*part.span(), part[0]))
    tokens.append(line.mark(found.start("close"), found.end("close"), ","))
    return Reading(tuple(tokens), found.end())


def read_with_digits(line: Line, start: int) -> Reading | None:
    """Read letters and digits run together: `COVID-19`, `F-35`, `H1N1`, `B2B`, `I-94`."""
    found = _WITH_DIGITS.match(line.text, start)
    if not found or (start and line.text[start - 1] in "@#"):
        return None
    letters = found["letters"]
    if letters.islower() and (found["joint"] or len(letters) > 2):
        if not found["joint"]:
            return None
        if not letters.isalpha() or len(found["digits"]) == 4:
            return None
    tokens: list[SpokenToken] = []
    if letters.lower() == "fy" or (letters.upper() == "Q" and len(found["digits"]) == 1):
        tokens.append(line.spell(*found.span("letters"), letters.upper()))
    elif len(letters) == 1:
        tokens.append(line.spell(*found.span("letters"), letters.upper()))
    elif letters.isupper():
        tokens.extend(_capitals(line, *found.span("letters"), ""))
    else:
        tokens.append(line.say(*found.span("letters"), letters))
    digits = found["digits"]
    if letters.lower() == "fy" and len(digits) == 4:
        said = numbers.year(int(digits))
    elif len(digits) == 4 and 1900 <= int(digits) <= 2099:
        said = numbers.year(int(digits))
    else:
        said = numbers.label(digits)
    tokens.append(line.say(*found.span("digits"), said))
    if found["more"]:
        more = found["more"]
        if more == "s":
            tokens[-1] = line.say(found.start("digits"), found.end("more"), said + "s")
        else:
            tokens.append(line.spell(*found.span("more"), more.upper()))
        rest = re.compile(r"\d{1,3}(?!\w)").match(line.text, found.end())
        if rest:
            tokens.append(line.say(*rest.span(), numbers.label(rest[0])))
            return Reading(tuple(tokens), rest.end())
    if found["tail"]:
        tail = found["tail"]
        tokens.append(
            line.say(*found.span("tail"), numbers.label(tail))
            if tail.isdecimal()
            else line.spell(*found.span("tail"), tail)
        )
    return Reading(tuple(tokens), found.end())


def read_capitals(line: Line, start: int) -> Reading | None:
    """Read a word with capitals after its first letter, or any word of a line in capitals."""
    text = line.text
    if joined := _AND.match(text, start):
        suffix = "'s" if joined["end"] else ""
        first, second = joined["first"], joined["second"]
        if len(first) <= 2 and len(second) <= 2 or line.acronyms.known(first) or not line.capitals:
            amp = text.index("&", joined.end("first"))
            tokens = (
                line.spell(*joined.span("first"), first),
                line.say(amp, amp + 1, "and"),
                line.spell(joined.start("second"), joined.end(), second, suffix),
            )
            return Reading(tokens, joined.end())
    numeral = read_roman(line, start)
    if numeral is not None:
        return numeral
    if spelled := _SPELLED.match(text, start):
        suffix = "'s" if spelled["end"] else ""
        return Reading(
            (line.spell(start, spelled.end(), spelled["letters"].replace("-", ""), suffix),),
            spelled.end(),
        )
    found = re.compile(WORD).match(text, start)
    if not found:
        return None
    word, end = found[0], found.end()
    if "-" not in word and "‑" not in word:
        return Reading(tuple(_one_word(line, start, end)), end)
    tokens_list: list[SpokenToken] = []
    parts = list(re.compile(r"[^-‑]+").finditer(text, start, end))
    if not any(_needs_care(line, part[0]) for part in parts):
        return Reading((line.say(start, end, _cased(line, word, start)),), end)
    for part in parts:
        tokens_list.extend(_one_word(line, *part.span()))
    return Reading(tuple(tokens_list), end)


def _needs_care(line: Line, part: str) -> bool:
    bare = re.sub(r"['’]?s$", "", part) if not part.isupper() else part
    return (
        len(bare) >= 1
        and bare.isupper()
        and (len(bare) == 1 or line.acronyms.known(bare) is not None or not line.capitals)
    )


_PLURAL = re.compile(r"(?P<letters>[A-Z]{1,8})(?P<end>['’]?s)")
_POSSESSIVE = re.compile(r"(?P<letters>[A-Z]{2,10})(?P<end>['’]S)")


def _one_word(line: Line, start: int, end: int) -> list[SpokenToken]:
    word = line.text[start:end]
    if word == "PhD":
        return [line.spell(start, end, "PHD")]
    if word == "PhDs":
        return [line.spell(start, end, "PHD", "'s")]
    found = _PLURAL.fullmatch(word)
    if found and len(found["letters"]) > 1:
        return _capitals(line, start, end, "'s" if found["end"] != "s" else "s")
    possessive = _POSSESSIVE.fullmatch(word)
    if possessive and line.acronyms.known(possessive["letters"]) is not None:
        return _capitals(line, start, end, "'s")
    if word.isupper() and word.isascii() and word.isalpha():
        return _capitals(line, start, end, "")
    if word.isupper() and len(word) > 1:
        return [line.say(start, end, _cased(line, word, start))]
    return [line.say(start, end, plain(word))]


def _capitals(line: Line, start: int, end: int, suffix: str) -> list[SpokenToken]:
    """Return the token of capitals with an ending (`s`, `'s` or none) that is written in lower case."""
    written = line.text[start:end]
    length = len(re.match(r"[A-Z]+", written)[0]) if suffix else len(written)  # type: ignore[index]
    letters = written[:length]
    if suffix == "'s" and line.capitals and written[-2:] in {"'S", "’S"}:
        letters = written[:-2]
    if len(letters) == 1:
        if letters in {"A", "I"}:
            return [
                line.say(
                    start, end, letters.lower() if letters == "A" and line.capitals else letters
                )
            ]
        return [line.spell(start, end, letters, suffix)]
    if line.text[end : end + 1] == ":" and letters in {"WHO", "WHAT", "WHEN", "WHERE", "WHY"}:
        return [line.say(start, end, letters.capitalize())]
    known = line.acronyms.known(letters)
    if line.capitals:
        spelled = (
            known is AcronymReading.LETTERS
            and _acronym_in_capitals(line, start, end, letters)
            or (
                known is None
                and not any(vowel in letters for vowel in "AEIOUY")
                and len(letters) < 6
            )
        )
    else:
        spelled = line.acronyms.reading(letters) is AcronymReading.LETTERS
    if not spelled:
        ending = written[len(letters) :].lower()
        return [line.say(start, end, _cased(line, letters, start) + ending)]
    return [line.spell(start, end, letters, "'s" if suffix else "")]


_AMBIGUOUS = {
    "US": {"THE", "A", "FORMER", "IN", "TO", "FROM", "OF", "BY", "AND", "FOR", "AT", "WITH", "NEW"},
    "IT": set(),
    "OR": set(),
    "IN": set(),
    "ME": set(),
    "WHO": {"THE", "TO", "FROM", "WITH"},
    "PA": set(),
    "LA": set(),
    "HI": set(),
    "OH": set(),
    "OK": set(),
    "MS": set(),
    "ID": {"REAL", "VOTER", "PHOTO"},
    "ADD": set(),
    "ER": set(),
}


def _acronym_in_capitals(line: Line, start: int, end: int, letters: str) -> bool:
    """Return whether letters that are also a word are the acronym, in a line of capitals."""
    if letters not in _AMBIGUOUS:
        return True
    if letters == "US":
        before, after = line.before(start), line.after(end)
        return (
            bool(after)
            and before.upper()
            not in {"JOIN", "LET", "GIVE", "FOLLOW", "CONTACT", "ABOUT", "TELL", "HELP", "WITH"}
            or before.upper() == "THE"
        )
    return line.before(start).upper() in _AMBIGUOUS[letters]


def _cased(line: Line, word: str, start: int) -> str:
    """Return a word in capitals as a word of its sentence."""
    lowered = plain(word).lower()
    if not line.capitals or not line.text[:start].strip():
        return lowered[:1].upper() + lowered[1:]
    return lowered


def read_page(line: Line, start: int) -> Reading | None:
    """Read `p. 5`, `pp. 31-40`."""
    found = _PAGES.match(line.text, start)
    if not found:
        return None
    return Reading(
        (line.say(start, found.end(), "pages" if len(found["word"]) > 1 else "page"),), found.end()
    )


def read_initial(line: Line, start: int) -> Reading | None:
    """Read an initial of a name: the stop of `John F. Ruiz` ends nothing."""
    found = re.compile(r"(?P<letter>[A-Z])(?:\.(?=\s?[A-Z]|,|\s*$)|-(?=\s|$))").match(
        line.text, start
    )
    if not found or (start and line.text[start - 1].isalnum()):
        return None
    return Reading((line.spell(start, found.end(), found["letter"]),), found.end())


STATE_CODES = frozenset(STATES)
