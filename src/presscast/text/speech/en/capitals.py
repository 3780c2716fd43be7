"""Capitals and letters in English: acronyms, initials, lines in capitals, letters with digits."""

from __future__ import annotations

import re

from presscast.model import SpokenToken
from presscast.text import vocabulary
from presscast.text.acronyms import AcronymReading, is_sayable
from presscast.text.speech.en import numbers
from presscast.text.speech.en.dates import MONTHS
from presscast.text.speech.en.roman import read_roman
from presscast.text.speech.en.tables import WORDS
from presscast.text.speech.line import WORD, Line, Reading, plain
from presscast.text.speech.numerals import roman

_DOTTED = re.compile(
    r"(?P<letters>[A-Za-z](?:\.[A-Za-z]){1,9})\.?(?P<end>['’]s\b|s\b)?(?![A-Za-z@])"
)
_DEGREE = re.compile(
    r"(?P<letters>(?:Ph|Ed|LL|Psy|Pharm)\.\s?[A-Z]\.?)(?P<end>['’]?s\b)?(?![A-Za-z])"
)
_INITIAL = re.compile(r"(?P<letter>[A-Z])(?:\.(?=\s?[A-Z]|,|\s*$)|-(?=\s|$))")
_WORLD_WAR = re.compile(r"WW(?P<number>I{1,2})(?!\w)")
# A division of college sports.
_DIVISION = re.compile(r"D(?P<number>I{2,3})(?!\w)")
_HYPHENATED = re.compile(r"(?P<letters>[A-Z](?:-[A-Z]){1,9})(?P<end>['’]?s\b)?(?![\w-])")
_LIST_LETTER = re.compile(r"[A-Za-z]\)(?=\s)")
_SHARP = re.compile(r"(?P<letter>[CFJ])#(?![\w#])")
_LETTER_RANGE = re.compile(r"(?P<first>[A-Z])(?P<dash>[–-])(?P<last>[A-Z])(?![\w-])")
_WITH_DIGITS = re.compile(
    r"(?P<letters>[A-Za-z]{1,6})(?P<joint>[-‑]?)(?P<digits>\d{1,5})(?P<more>[A-Z]{0,3}|[a-z]{0,2})"
    r"(?![\w]|[.:,]\d)(?:-(?P<tail>[A-Z]|\d{1,7})\b)?"
)
_AND = re.compile(
    r"(?P<first>[A-Z]{1,4})\s?(?P<and>&)\s?(?P<second>[A-Z]{1,4})(?P<end>['’]?s\b)?(?![A-Za-z])"
)
_PREFIXED = re.compile(r"(?P<small>[a-z]{1,2})(?P<letters>[A-Z]{2,5})(?P<end>['’]?s\b)?(?![\w-])")
_BRANDED = re.compile(r"\s?[®™]")
_DOSED = re.compile(r"\d\s?m?[gL]\s$")
_WORD = re.compile(WORD)
_PART = re.compile(r"[^-‑]+")
_PLURAL = re.compile(r"(?P<letters>[A-Z]{2,10})(?P<end>['’]?s|['’]S)?")
_QUESTIONS = frozenset({"WHO", "WHAT", "WHEN", "WHERE", "WHY", "HOW"})
# Before a letter that names one of several: `Grade A`, `Part A`.
_LETTERED = WORDS["lettered_nouns"]
# Before a figure these are atoms: `SO2`, `NO2`.
_FORMULAS = WORDS["formulas"]
_VOWELS = frozenset("AEIOUY")
# After letters and a hyphen these count: `DPP-IV`.
_NUMERALS = frozenset("II III IV VI VII VIII IX".split())
_AFTER_LETTERS = re.compile(r"[A-Z]{2}-$")
# Also words: in a line of capitals they are acronyms only after one of these.
_AMBIGUOUS: dict[str, frozenset[str]] = {
    "IT": frozenset(),
    "OR": frozenset(),
    "IN": frozenset(),
    "ME": frozenset(),
    "PA": frozenset(),
    "LA": frozenset({"IN", "FROM", "TO", "OF", "ACROSS", "NEAR"}),
    "HI": frozenset(),
    "MS": frozenset(),
    "ADD": frozenset(),
    "ER": frozenset({"THE"}),
    "WHO": frozenset({"THE", "FROM", "WITH"}),
    "DOE": frozenset({"THE", "US", "U.S."}),
    "ID": frozenset({"REAL", "VOTER", "PHOTO", "FEDERAL", "AN", "STATE"}),
}
# Spanish places begin with the article: `LA MESA`.
_AFTER_LA = frozenset("MESA JOLLA PAZ PLATA HABRA QUINTA PUENTE MIRADA VERNE CROSSE".split())
# Codes of states that are no word; those without a vowel are spelled anyhow.
_STATES = frozenset("CA AZ AK IL IA KY GA VA WA UT RI AR".split())
_OF_LOS_ANGELES = frozenset({"TO", "COUNTY", "MAYOR", "POLICE", "SCHOOLS", "COUNCIL"})
_US_THE_PRONOUN = frozenset("join let give follow contact about tell help with of for to".split())


def read_dotted(line: Line, start: int) -> Reading | None:
    """Read letters with stops: `U.S.`, `A.C.L.U.`, `p.m.`, `Ph.D.`"""
    text = line.text
    if start and (text[start - 1].isalnum() or text[start - 1] in "@/"):
        return None
    found = _DEGREE.match(text, start) or _DOTTED.match(text, start)
    if not found:
        return None
    letters = re.sub(r"[^A-Za-z]", "", found["letters"])
    if letters.islower() and len(letters) > 3:
        return None
    suffix = "'s" if found["end"] else ""
    return Reading((line.spell(start, found.end(), letters.upper(), suffix),), found.end())


def read_initial(line: Line, start: int) -> Reading | None:
    """Read an initial of a name: the stop of `John F. Ruiz` ends nothing."""
    found = _INITIAL.match(line.text, start)
    if not found or (start and line.text[start - 1].isalnum()):
        return None
    return Reading((line.spell(start, found.end(), found["letter"]),), found.end())


def read_sharp(line: Line, start: int) -> Reading | None:
    """Read `C#`, the key or the language."""
    found = _SHARP.match(line.text, start)
    if not found or (start and line.text[start - 1].isalnum()):
        return None
    sign = found.end("letter")
    tokens = (
        line.spell(*found.span("letter"), found["letter"]),
        line.say(sign, found.end(), "sharp"),
    )
    return Reading(tokens, found.end())


def read_list_letter(line: Line, start: int) -> Reading | None:
    """Read the letter before an item of a list: `a) Close camps`."""
    found = _LIST_LETTER.match(line.text, start)
    if not found or not line.opens(start):
        return None
    tokens = (
        line.spell(start, start + 1, line.text[start].upper()),
        line.mark(start + 1, found.end(), ","),
    )
    return Reading(tokens, found.end())


def read_letter_range(line: Line, start: int) -> Reading | None:
    """Read `A–Z`; a hyphen joins letters unless they are the first and the last."""
    found = _LETTER_RANGE.match(line.text, start)
    if not found or (start and line.text[start - 1].isalnum()):
        return None
    if found["dash"] == "-" and found[0] != "A-Z":
        return None
    tokens = (
        line.spell(*found.span("first"), found["first"]),
        line.say(*found.span("dash"), "to"),
        line.spell(*found.span("last"), found["last"]),
    )
    return Reading(tokens, found.end())


def read_with_digits(line: Line, start: int) -> Reading | None:
    """Read letters and digits run together: `COVID-19`, `F-35`, `H1N1`, `B2B`, `I-94`."""
    found = _WITH_DIGITS.match(line.text, start)
    if not found or (start and line.text[start - 1] in "@#"):
        return None
    letters, digits = found["letters"], found["digits"]
    if letters.lower() in MONTHS:
        return None
    if letters.islower() and len(letters) > 1 and not (found["joint"] and len(digits) < 4):
        return None
    tokens = _before_digits(line, *found.span("letters"))
    is_year = len(digits) == 4 and digits[:2] in {"19", "20"}
    if found["joint"] and not is_year and numbers.is_counted(line, found.end()):
        # `Yes-995 votes`
        tokens.append(line.say(*found.span("digits"), numbers.cardinal(int(digits))))
        return Reading(tuple(tokens), found.end("digits"))
    said = numbers.year(int(digits)) if is_year else numbers.label(digits)
    more, end = found["more"], found.end()
    if more == "s":
        tens = digits[-1] == "0" and len(digits) in {2, 4}
        plural = numbers.decade(digits) if tens and digits != "00" else numbers.plural(said)
        tokens.append(line.say(found.start("digits"), found.end("more"), plural))
    else:
        tokens.append(line.say(*found.span("digits"), said))
        if more:
            tokens.append(line.spell(*found.span("more"), more.upper()))
            rest = re.compile(r"\d{1,3}(?!\w)").match(line.text, end)
            if rest:
                tokens.append(line.say(*rest.span(), numbers.label(rest[0])))
                end = rest.end()
    if tail := found["tail"]:
        if tail.isdecimal():
            tokens.append(line.say(*found.span("tail"), numbers.label(tail)))
        else:
            tokens.append(line.spell(*found.span("tail"), tail))
    # `FY2019–FY2021`, `Q1-Q3`
    if re.match(rf"[-–]{letters}\d", line.text[end : end + len(letters) + 2]):
        tokens.append(line.say(end, end + 1, "to"))
        end += 1
    return Reading(tuple(tokens), end)


def _before_digits(line: Line, start: int, end: int) -> list[SpokenToken]:
    letters = line.text[start:end]
    if letters.upper() == "FY":
        return [line.say(start, end, "fiscal year")]
    if len(letters) == 1 or letters in _FORMULAS:
        return [line.spell(start, end, letters.upper())]
    return [_one_word(line, start, end)]


def read_capitals(line: Line, start: int) -> Reading | None:
    """Read a word with capitals after its first letter, or any word of a line in capitals."""
    text = line.text
    if text[start].islower() and (prefixed := _PREFIXED.match(text, start)):
        return _with_prefix(line, prefixed)
    both = _AND.match(text, start)
    if both and _is_pair(line, both):
        tokens = (
            line.spell(*both.span("first"), both["first"]),
            line.say(*both.span("and"), "and"),
            line.spell(
                both.start("second"), both.end(), both["second"], "'s" if both["end"] else ""
            ),
        )
        return Reading(tokens, both.end())
    if war := _WORLD_WAR.match(text, start):
        words = f"World War {numbers.cardinal(len(war['number']))}"
        return Reading((line.say(start, war.end(), words),), war.end())
    if division := _DIVISION.match(text, start):
        count = numbers.cardinal(len(division["number"]))
        letter = line.spell(start, start + 1, "D")
        return Reading((letter, line.say(start + 1, division.end(), count)), division.end())
    if numeral := read_roman(line, start):
        return numeral
    if spelled := _HYPHENATED.match(text, start):
        letters = spelled["letters"].replace("-", "")
        suffix = "'s" if spelled["end"] else ""
        return Reading((line.spell(start, spelled.end(), letters, suffix),), spelled.end())
    found = _WORD.match(text, start)
    if not found:
        return None
    end = found.end()
    parts = [part.span() for part in _PART.finditer(text, start, end)]
    joined = len(parts) > 1 and (
        not any(_is_acronym(line, *part) for part in parts) or _is_shouted(line, parts)
    )
    if joined:
        shouted = line.capitals or found[0].isupper()
        spoken = _lowered(line, found[0], start) if shouted else plain(found[0])
        return Reading((line.say(start, end, spoken),), end)
    return Reading(tuple(_one_word(line, *part) for part in parts), end)


def _with_prefix(line: Line, found: re.Match[str]) -> Reading:
    """Read `mRNA` and `sNDA`: the small letters are spelled where the capitals are."""
    if not line.acronyms.spelled(found["letters"]):
        word = line.say(*found.span(), plain(found[0]))
        return Reading((word,), found.end())
    suffix = "'s" if found["end"] else ""
    letters = (found["small"] + found["letters"]).upper()
    return Reading((line.spell(*found.span(), letters, suffix),), found.end())


def _is_pair(line: Line, both: re.Match[str]) -> bool:
    """Return whether `X & Y` are letters joined, as in `R&D`, and not two words in capitals."""
    first, second = both["first"], both["second"]
    if not line.capitals:
        return line.text[both.end("first")] == "&" or len(first) < 3
    return len(first) < 3 and len(second) < 3


def _is_shouted(line: Line, parts: list[tuple[int, int]]) -> bool:
    """Return whether parts in capitals are a name or words: one is a word, none an acronym."""
    words = [line.text[start:end] for start, end in parts]
    return all(
        word.isupper() and len(word) > 1 and line.acronyms.known(word) is None for word in words
    ) and any(len(word) > 3 and vocabulary.contains(word.lower(), "en") for word in words)


def _is_acronym(line: Line, start: int, end: int) -> bool:
    found = _PLURAL.fullmatch(line.text, start, end)
    if not found:
        return end - start == 1 and line.text[start].isupper()
    letters = found["letters"]
    return line.acronyms.known(letters) is not None or _is_spelled(line, start, end, letters)


def _one_word(line: Line, start: int, end: int) -> SpokenToken:
    word = line.text[start:end]
    if word in {"PhD", "PhDs"}:
        return line.spell(start, end, "PHD", "'s" if word[-1] == "s" else "")
    if word in _NUMERALS and _AFTER_LETTERS.search(line.text, max(0, start - 3), start):
        return line.say(start, end, numbers.cardinal(roman(word) or 0))
    if _PLURAL.fullmatch(word) or (len(word) == 1 and word.isascii()):
        return _capitals(line, start, end)
    if len(word) > 1 and word.upper() == word:
        return line.say(start, end, _lowered(line, word, start))
    return line.say(start, end, plain(word))


def _capitals(line: Line, start: int, end: int) -> SpokenToken:
    """Return the token of capitals with the ending they may have, by word or by letter."""
    written = line.text[start:end]
    found = _PLURAL.fullmatch(written)
    if not found:
        if written == "A" and line.before(start).lower() in _LETTERED:
            return line.spell(start, end, written)
        if written in {"A", "I"} or written.islower():
            word = (
                written.lower()
                if line.capitals and written == "A" and not line.opens(start)
                else written
            )
            return line.say(start, end, word)
        return line.spell(start, end, written.upper())
    letters, ending = found["letters"], (found["end"] or "").lower()
    if line.capitals and not ending and _is_plural(line, letters):
        return line.spell(start, end, letters[:-1], "'s")
    if line.capitals and ending and letters not in line.acronyms.words | line.acronyms.letters:
        ending = ending.replace("’", "'")
    if _is_spelled(line, start, end, letters):
        return line.spell(start, end, letters, "'s" if ending else "")
    word = _lowered(line, letters, start) + ending.replace("’", "'")
    return line.say(start, end, word)


def _is_plural(line: Line, letters: str) -> bool:
    """Return whether capitals are several of what is spelled: `NGOS`, in a line of capitals."""
    return (
        letters.endswith("S")
        and len(letters) > 3
        and line.acronyms.known(letters) is None
        and line.acronyms.known(letters[:-1]) is AcronymReading.LETTERS
        and not vocabulary.contains(letters.lower(), "en")
    )


def _is_spelled(line: Line, start: int, end: int, letters: str) -> bool:
    if line.text[end : end + 1] == ":" and letters in _QUESTIONS:
        return False
    if letters == "BID" and _DOSED.search(line.text, max(0, start - 10), start):
        return True
    known = line.acronyms.known(letters)
    if known is None and line.capitals and letters in _STATES:
        return True
    if known is None and (line.capitals or _in_phrase(line, start, end)):
        if len(letters) in {3, 4} and not is_sayable(letters):
            return not line.acronyms.is_plain(letters) and not vocabulary.contains(
                letters.lower(), "en"
            )
        return len(letters) < 6 and not _VOWELS & set(letters)
    # A name that is registered is made to be said.
    sayable = known is None and len(letters) > 4 and bool(_VOWELS & set(letters))
    if sayable and _BRANDED.match(line.text, end):
        return False
    if not line.capitals:
        return line.acronyms.spelled(letters)
    if known is AcronymReading.WORD:
        return False
    before = line.before(start)
    if letters == "US":
        return bool(line.after(end)) and before.lower() not in _US_THE_PRONOUN
    if letters == "LA" and line.after(end) in _AFTER_LA:
        return False
    if letters == "LA" and line.opens(start):
        return line.after(end) in _OF_LOS_ANGELES
    return letters not in _AMBIGUOUS or before.upper() in _AMBIGUOUS[letters]


def _in_phrase(line: Line, start: int, end: int) -> bool:
    """Return whether capitals stand among others that are no acronym: `SAN DIEGO`."""
    for word in (line.before(start), line.after(end)):
        near = word.rstrip(".,")
        if (
            len(near) > 1
            and near.isalpha()
            and near.isupper()
            and line.acronyms.known(near) is None
        ):
            return True
    return False


def _lowered(line: Line, word: str, start: int) -> str:
    """Return a word in capitals as it would stand in a sentence."""
    lowered = plain(word).lower()
    first = line.opens(start)
    if first or not (line.capitals or line.acronyms.is_plain(word)):
        return lowered[:1].upper() + lowered[1:]
    return lowered
