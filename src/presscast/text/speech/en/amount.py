"""A number with its range and scale: the part that money and measures share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from presscast.text.speech.en import numbers
from presscast.text.speech.en.tables import WORDS
from presscast.text.speech.line import Line

SIGN = re.compile(r"(?P<sign>[-−–+]|[±~≈<>≥≤]\s?)(?=\.?\d|[$€£])")
SIGN_WORDS = {
    "-": "minus",
    "−": "minus",
    "–": "minus",
    "+": "plus",
    "±": "plus or minus",
    "~": "about",
    "≈": "about",
    "<": "less than",
    ">": "more than",
    "≥": "at least",
    "≤": "at most",
}
_RANGE = re.compile(
    r"\s?(?P<dash>[-–—‑−]|\bto\b)\s?(?P<currency>(?:US|C|A)?[$€£¥]?)"
    rf"(?P<number>{numbers.NUMBER})(?![\d/:])(?!-\d)(?!\.\d)"
)
_SCALE = re.compile(
    r"(?P<joint>[\s\u00a0-]|(?<=\d)(?=[mbt]illion\b))(?P<word>hundred|thousand|lakh|million|crore|billion|trillion|dozen)\b",
    re.IGNORECASE,
)
_SHORT_SCALE = re.compile(
    r"(?P<short>[kKmMbBtT]|mn|mm|bn|tn|MN|MM|BN|TN|mil|bil)(?![\w°²³]|/s)(?:(?<=il)\.)?"
)
_LONE_SCALE = re.compile(r"\s(?P<short>[MB]|mn|bn|tn)(?!\w)")
_NEXT_WORD = re.compile(r"[\s\u00a0]+(?P<word>[a-z]+(?:-[a-z]+)*)")
_LEAD = re.compile(r"(?P<words>(?:[\w'’-]+,?\s+){1,4})[“\"(]?$")
_NOT_NOUNS = WORDS["after_amounts"]
_LONGEST_BARE = 4
_PAID_FOR = WORDS["amount_nouns"]
_ANY_WORD = re.compile(r"[\s\u00a0]+(?P<word>[A-Za-z]+)(?!\w)")
_MORE_OF = re.compile(
    r"\s(?:more|fewer|extra|additional|new)\s(?!than\b)(?:[a-z-]+\s){0,3}?[a-z]*(?:s|people|men|women|children)\b"
)
# `the $3 billion recovered in 2019` qualifies nothing.
_TOLD = re.compile(
    r"\s(?:[a-z]{3,}ed|given|held|left|lost|made|paid|sought|spent|won)"
    r"(?=[,.;:)—–]|$|\s(?:at|by|during|for|from|in|last|on|over|since|this|through|to|under)\b)"
)
# `the $11.5 billion West Park Fund`
_NAMED = re.compile(r"(?:\s(?P<last>[A-Z][\w'’-]*)){2,6}")
_RACES = WORDS["race_nouns"]
_ARTICLES = WORDS["articles"]
_ADJECTIVES = WORDS["amount_adjectives"]


@dataclass(frozen=True, slots=True)
class Amount:
    """The words of a number, of both numbers of a range, or of a number and its scale."""

    words: str
    end: int
    one: bool = False
    """True for exactly one, which takes the singular."""
    ranged: bool = False
    scaled: bool = False
    hyphenated: bool = False
    """True for `30-million`, which stands before what it measures."""


def read_amount(line: Line, start: int, *, money: bool = False) -> Amount | None:
    """Return the amount that begins with a digit here, or None."""
    first = _single(line, start, money=money)
    if first is None:
        return None
    rest = _RANGE.match(line.text, first.end)
    if rest is None or not _is_range(line, start, rest, first, money=money):
        return first
    second = _single(line, rest.start("number"), money=money)
    if second is None or (rest["dash"] == "to" and not second.scaled):
        return first
    words = f"{first.words} {numbers.joint(line, start)} {second.words}"
    return Amount(words, second.end, ranged=True, scaled=first.scaled or second.scaled)


def _single(line: Line, start: int, *, money: bool) -> Amount | None:
    found = numbers.quantity(line, start)
    if found is None:
        return None
    words, end, one = found
    if scale := _SCALE.match(line.text, end):
        words = f"{words} {scale['word'].lower()}"
        return Amount(words, scale.end(), scaled=True, hyphenated=scale["joint"] == "-")
    short = _SHORT_SCALE.match(line.text, end)
    if short is None:
        short = _LONE_SCALE.match(line.text, end)
    if short and (money or _means_scale(line, start, short)):
        words = f"{words} {numbers.SHORT_SCALES[short['short'].lower()]}"
        return Amount(words, short.end(), scaled=True)
    return Amount(words, end, one)


def _is_range(line: Line, start: int, rest: re.Match[str], first: Amount, *, money: bool) -> bool:
    if rest["dash"] == "to":
        # Written out, a range needs no help, unless one currency serves both: `$5 to $10 million`.
        return money and not first.scaled and bool(rest["currency"])
    if rest["currency"] and not money:
        return False
    if rest["dash"] == "—" and rest[0][0].isspace():
        # Ranges are set with an en dash or set close; this dash parts two thoughts.
        return False
    if money and line.text.startswith("%", rest.end()):
        return False
    if re.match(r"0\d", rest["number"]):
        return False
    return line.text[start] != "0" or not line.text[start + 1 : start + 2].isdigit()


def _means_scale(line: Line, start: int, short: re.Match[str]) -> bool:
    """Return whether `5m` means millions and not metres: where something countable follows."""
    letter, following = short["short"], line.after(short.end())
    if letter == "m":
        if following.lower() in _RACES:
            return False
        counted = not following.endswith("ss") and following.endswith(
            ("s", "people", "men", "women", "children")
        )
        if following in _NOT_NOUNS:
            return _MORE_OF.match(line.text, short.end()) is not None
        return counted
    if letter in {"M", "B"} and line.text[short.start()].isspace():
        return False
    if letter in {"k", "K"}:
        if line.text[start : short.start()].isdecimal() and short.start() - start > _LONGEST_BARE:
            return False  # `12900K` is a model
        # `the 10K` is a race unless something is counted.
        race = line.before(start).lower() in _ARTICLES and not following.endswith("s")
        return not race and following not in {"run", "race", "walk", "fun"}
    if letter in {"M", "B"}:
        # `24B` is a seat and `3M` a company, unless something is counted.
        return following.islower() and following not in _NOT_NOUNS and following.endswith("s")
    return letter in {"bn", "mn", "tn"}


def attributive(line: Line, start: int, end: int) -> bool:
    """Return whether an amount stands before the noun that it qualifies: `a $5 million grant`."""
    following = _NEXT_WORD.match(line.text, end)
    if following is None or following["word"] in _NOT_NOUNS or following["word"].endswith("ly"):
        paid = _ANY_WORD.match(line.text, end)
        if paid is not None and paid["word"].lower().removesuffix("s") in _PAID_FOR:
            return True
        named = _NAMED.match(line.text, end)
        return (
            named is not None
            and named["last"].lower().removesuffix("s") in _PAID_FOR
            and line.before(start).lower() in _ARTICLES
        )
    if _TOLD.match(line.text, end):
        return False
    if following["word"].removesuffix("s") in _PAID_FOR:
        return True
    lead = _LEAD.search(line.text, max(0, start - 60), start)
    for word in reversed(lead["words"].lower().split() if lead else []):
        if word in _ARTICLES or word.endswith(("'s", "’s", "s'", "s’")):
            return True
        bare = word.rstrip(",")
        if not (bare in _ADJECTIVES or "-" in bare or bare.endswith(("est", "ary"))):
            return False
    return False
