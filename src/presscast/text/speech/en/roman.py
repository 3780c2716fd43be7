"""Roman numerals in English: counts after `Title` or `World War`, ordinals after a king's name."""

from __future__ import annotations

import re

from presscast.text.speech.en import numbers
from presscast.text.speech.en.tables import COUNTED, REGNAL
from presscast.text.speech.line import Line, Reading
from presscast.text.speech.numerals import roman

_NUMERAL = re.compile(r"[IVXLCDM]+(?![A-Za-z0-9])")
_LIST_NUMERAL = re.compile(r"(?P<numeral>[ivx]+)(?P<stop>[.)])(?=\s)")
_LETTER_FOLLOWS = re.compile(r"-[A-Z](?!\w)")
_FULL_NAME = re.compile(r"\b[A-Z][a-z'’]+\s(?:[A-Z]\.?\s){0,2}(?P<last>[A-Z][a-zA-Z'’-]+),?\s$")
# Alone after a king's name `I` may be the pronoun: these words show that it is not.
_AFTER_THE_FIRST = frozenset(
    "of was and ruled died reigned in had became to is who ascended".split()
)
# Also the intravenous drip, the Virgin Islands, and others.
_ACRONYMS = frozenset(
    {"IV", "VI", "XI", "XX", "XXX", "CD", "CC", "DC", "MD", "MM", "DI", "CI", "MC"}
)
_ENZYME = re.compile(r"[a-z]{3}[dtnlrk]ase$")
_LARGEST_NAME = 40
_LARGEST_COUNT = 100
_AFTER_NAME = frozenset(
    "is was will has had can airs aired opens opened premiered sold won".split()
)
# As citations abbreviate what is counted: `U.S. Const. amend. V`.
_CITED = frozenset({"amend.", "art.", "tit.", "pt.", "ch."})
_DETERMINERS = frozenset("a an the this that her his its my our their your an each every".split())
_ORDINAL_NOUNS = frozenset(
    "olympic olympics olympiad games congress century legislature assembly".split()
)


def read_roman(line: Line, start: int) -> Reading | None:
    """Read a Roman numeral after a word or a name that takes one; never the pronoun I."""
    found = _NUMERAL.match(line.text, start)
    value = roman(found[0]) if found else None
    if found is None or value is None:
        return None
    end = found.end()
    joint = line.text[end : end + 2]
    if joint[:1] in {"'", "’", "&", "@", "/"}:
        return None
    if joint[:1] == "-" and joint[1:].isalnum() and not _LETTER_FOLLOWS.match(line.text, end):
        return _before_hyphen(line, start, end, value)
    words = _words(line, start, end, value)
    return Reading((line.say(start, end, words),), end) if words else None


def _before_hyphen(line: Line, start: int, end: int, value: int) -> Reading | None:
    """Read a numeral that counts the word before a hyphen: `World War II-era`."""
    noun = line.before(start)
    lowered = line.text[end + 1].islower() or line.capitals
    if not lowered or not _is_counted(
        noun.lower(), capital=noun[:1].isupper(), written=line.text[start:end], value=value
    ):
        return None
    return Reading((line.say(start, end, numbers.cardinal(value)),), end)


def read_list_numeral(line: Line, start: int) -> Reading | None:
    """Read the numeral before an item of a list: `iii. Pay fees`, `iv) Fund it`."""
    found = _LIST_NUMERAL.match(line.text, start)
    value = roman(found["numeral"].upper()) if found and line.opens(start) else None
    if found is None or value is None:
        return None
    stop = found.start("stop")
    tokens = (
        line.say(start, stop, numbers.cardinal(value)),
        line.mark(stop, found.end(), "." if found["stop"] == "." else ","),
    )
    return Reading(tokens, found.end())


def _words(line: Line, start: int, end: int, value: int) -> str | None:
    written, before = line.text[start:end], line.before(start)
    noun, capital = before.lower(), before[:1].isupper()
    if _is_counted(noun, capital=capital, written=written, value=value):
        return numbers.cardinal(value)
    ordinal = f"the {numbers.ordinal(value)}"
    if capital and noun in REGNAL and noun != "malcolm" and value < _LARGEST_NAME:
        if written == "I" and not _is_the_first(line, end):
            return None
        return ordinal if len(written) > 1 or written in "IVX" else None
    if written in {"II", "III", "IV"} and _follows_full_name(line, start):
        return ordinal
    if len(written) == 1 or set(written) - set("IVXL"):
        return None
    if noun == "the" and line.after(end).lower() in _ORDINAL_NOUNS:
        return numbers.ordinal(value)
    if written not in _ACRONYMS or (capital and value < _LARGEST_NAME and written != "IV"):
        return numbers.cardinal(value)
    # `Rocky IV is on` names the fourth; `Nurses gave IV fluids` is the drip.
    if written == "IV" and capital and noun not in _DETERMINERS and _closes_name(line, end):
        return numbers.cardinal(value)
    return None


def _is_counted(noun: str, *, capital: bool, written: str, value: int) -> bool:
    """Return whether a numeral counts after a noun: `Title IX`, `Part I and Part II`."""
    if noun in _CITED or (len(written) > 1 and _ENZYME.search(noun)):
        return True
    if not (noun in COUNTED or noun.rstrip("s") in COUNTED) or value > _LARGEST_COUNT:
        return False
    if len(written) == 1:
        return capital and written in "IVX"
    return True


def _closes_name(line: Line, end: int) -> bool:
    return line.text[end : end + 1] in {",", ".", ";", ":", ")"} or line.after(end) in _AFTER_NAME


def _is_the_first(line: Line, end: int) -> bool:
    following = line.text[end : end + 1]
    return (
        following in {",", ".", ";", ":", ")", "-", "–", "—", ""}
        or line.after(end).lower() in _AFTER_THE_FIRST
    )


def _follows_full_name(line: Line, start: int) -> bool:
    """Return whether two capitalised words, the marks of a full name, stand before a position."""
    found = _FULL_NAME.search(line.text, max(0, start - 50), start)
    return found is not None and found["last"].lower() not in COUNTED
