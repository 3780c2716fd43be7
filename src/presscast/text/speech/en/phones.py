"""Telephone and other numbers that are read digit by digit, in English."""

from __future__ import annotations

import re

from presscast.text.speech.en import numbers
from presscast.text.speech.en.tables import WORDS
from presscast.text.speech.line import Line, Reading

_NORTH_AMERICAN = re.compile(
    r"(?P<country>\+?1[\s.-]*)?(?:\((?P<area>\d{3})\)[\s.-]*|(?P<area2>\d{3})[\s.\u2010-\u2013/-])"
    r"(?P<exchange>\d{3})[\s.\u2010-\u2013-](?P<line>\d{4})(?!\d|-\d{2,})"
    r"(?P<ext>,?\s?(?:ext\.?|extension|x)\s?\d{1,6})?",
    re.IGNORECASE,
)
_VANITY = re.compile(
    r"(?P<country>\+?1[\s.-])?\(?(?P<area>[2-9]\d{2})\)?[\s.-](?P<words>(?=(?:[0-9-]*[A-Z]){3})[A-Z0-9]{1,7}(?:-[A-Z0-9]{1,7}){0,3})(?![\w-])"
)
_INTERNATIONAL = re.compile(
    r"\+\s?(?P<country>\d{1,3})(?P<rest>(?:[\s.()/-]{1,2}\d{1,8}){2,6})(?!\d)"
)
_NATIONAL = re.compile(
    r"(?:\(?0\d{2,4}\)?(?:\s\d{3,4}){1,2}|\(0\d\)\s?\d{4}\s\d{4})(?![\d,.]\d|\d|\s?%)"
)
# An Australian company is registered as `ABN 46 640 294 485`.
_REGISTERED = re.compile(r"(?:\d{2}\s)?\d{3}\s\d{3}\s\d{3}(?!\d|[,.]\d)")
_LOCAL = re.compile(r"(?P<exchange>[2-9]\d{2})-(?P<line>\d{4})(?![\d-])")
_SHORT = re.compile(
    r"(?P<number>[2-9]11|988|999|111|112|101)(?![\d,.]\d|\d|-\d|%)(?!\s(?:million|billion|people|percent|cases|deaths))"
)
# `9-1-1`; a play of `4-3-3` is said the same.
_ONE_BY_ONE = re.compile(r"\d(?:-\d){2,4}(?![\w-]|[./]\d)")
# The number below the bars on a package.
_BARCODE = re.compile(r"\d\s\d{5}\s\d{5}(?:\s\d)?(?![\d,.-]\d|\d)")
# After `UPC` any digits: `UPC # 31200 03719`.
_MARKED_BARCODE = re.compile(r"\d{1,7}(?:[\s-]\d{1,7}){1,3}(?![\d,.-]\d|\d)")
_BARCODE_LEAD = re.compile(
    r"\b(?:UPCs?|GTIN|EAN)(?:\s(?:codes?|numbers?))?\s?(?::|#|No\.)?\s?$", re.IGNORECASE
)
_DIAL = WORDS["dial_leads"]
_SHORT_AFTER = WORDS["dial_nouns"]
_CODE_LEADS = frozenset("code text texting pin passcode id keyword".split())
_SHORT_CODE = re.compile(r"(?P<number>\d{5,6})(?![\d,.]\d|\d)")


def read_phone(line: Line, start: int) -> Reading | None:
    """Read a telephone number in its groups, with short pauses between them."""
    text = line.text
    if start and (text[start - 1].isalnum() or text[start - 1] in "-./"):
        return None
    if found := _NORTH_AMERICAN.match(text, start):
        groups = [found["area"] or found["area2"], found["exchange"], found["line"]]
        words = [_area(groups[0]), *(numbers.digits(group) for group in groups[1:])]
        if found["country"]:
            words.insert(0, "plus one" if "+" in found["country"] else "one")
        if found["ext"]:
            words.append("extension " + numbers.label(re.sub(r"\D", "", found["ext"])))
        return Reading((line.say(start, found.end(), ", ".join(words)),), found.end())
    vanity = _VANITY.match(text, start)
    if vanity and _is_vanity(vanity):
        found = vanity
        words = ["one"] if found["country"] else []
        words.append(_area(found["area"]))
        tokens = [line.say(start, found.start("words") - 1, ", ".join(words))]
        for part in re.compile(r"[A-Z]+|\d+").finditer(text, *found.span("words")):
            if part[0].isdecimal():
                tokens.append(line.say(*part.span(), numbers.digits(part[0])))
            elif line.acronyms.spelled(part[0], in_address=True):
                tokens.append(line.spell(*part.span(), part[0]))
            else:
                tokens.append(line.say(*part.span(), part[0].capitalize()))
        return Reading(tuple(tokens), found.end())
    if found := _INTERNATIONAL.match(text, start):
        groups = re.findall(r"\d+", found["rest"])
        words = [
            f"plus {numbers.digits(found['country'])}",
            *(numbers.digits(group) for group in groups),
        ]
        return Reading((line.say(start, found.end(), ", ".join(words)),), found.end())
    if found := _NATIONAL.match(text, start):
        said = ", ".join(numbers.digits(group) for group in re.findall(r"\d+", found[0]))
        return Reading((line.say(start, found.end(), said),), found.end())
    found = _BARCODE.match(text, start)
    if not found and line.before(start) in {"ABN", "ACN", "ABN:", "ACN:"}:
        found = _REGISTERED.match(text, start)
    if not found and _BARCODE_LEAD.search(text, max(0, start - 20), start):
        found = _MARKED_BARCODE.match(text, start)
    if found:
        said = ", ".join(numbers.digits(group) for group in found[0].split())
        return Reading((line.say(start, found.end(), said),), found.end())
    if found := _ONE_BY_ONE.match(text, start):
        words = [numbers.digits(found[0])]
        return Reading((line.say(start, found.end(), words[0]),), found.end())
    if found := _LOCAL.match(text, start):
        words = [numbers.digits(found["exchange"]), numbers.digits(found["line"])]
        return Reading((line.say(start, found.end(), ", ".join(words)),), found.end())
    return _short(line, start)


def _is_vanity(found: re.Match[str]) -> bool:
    """Return whether letters after an area code fill a telephone number: `1-800-FLOWERS`."""
    return bool(found["country"]) or len(found["words"].replace("-", "")) == 7


def _area(written: str) -> str:
    return "eight hundred" if written == "800" else numbers.digits(written)


def _short(line: Line, start: int) -> Reading | None:
    before = line.before(start).lower()
    if found := _SHORT.match(line.text, start):
        after = line.after(found.end()).lower()
        if (
            found["number"] in {"911", "988"}
            or before in _DIAL - {"a", "to", "or"}
            or after in _SHORT_AFTER
            or before == "nhs"
        ):
            return Reading(
                (line.say(start, found.end(), numbers.digits(found["number"])),), found.end()
            )
    if (before in _CODE_LEADS or before == "to") and (found := _SHORT_CODE.match(line.text, start)):
        if before == "to" and not re.search(r"\b[Tt]ext(?:ing)?\b[^.]*$", line.text[:start]):
            return None
        return Reading(
            (line.say(start, found.end(), numbers.digits(found["number"])),), found.end()
        )
    return None
