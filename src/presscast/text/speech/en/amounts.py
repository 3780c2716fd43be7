"""Amounts in English: money, percentages, measures, temperatures, ranges and scores."""

from __future__ import annotations

import re

from presscast.text.speech.en import numbers
from presscast.text.speech.en.units import CURRENCY_CODES, CURRENCY_SIGNS, UNIT_SYMBOL, UNITS
from presscast.text.speech.line import Line, Reading

_SIGN = re.compile(r"(?P<sign>[-−–+±~≈<>≥≤])\s?(?=[\d.$€£])")
_SIGN_WORDS = {
    "-": "minus", "−": "minus", "–": "minus", "+": "plus", "±": "plus or minus", "~": "about", "≈": "about",
    "<": "less than", ">": "more than", "≥": "at least", "≤": "at most",
}  # fmt: skip
_RANGE = re.compile(
    rf"\s?(?P<dash>[-–—‑−]|\bto\b)\s?(?P<currency>[$€£¥]?)(?P<number>{numbers.NUMBER})(?![\d/:])(?!-\d)(?!\.\d)"
)
_SCALE = re.compile(
    r"(?P<joint>[\s\u00a0-])(?P<word>hundred|thousand|million|billion|trillion|dozen)\b",
    re.IGNORECASE,
)
_SHORT_SCALE = re.compile(r"(?P<short>[kKmMbBtT]|mn|mm|bn|tn|MN|MM|BN|TN|mil|bil)(?![\w°²³])")
_LONE_SCALE = re.compile(r"\s(?P<short>[MB]|mn|bn|tn)(?![\w.])")
_PERCENT = re.compile(r"[\s\u00a0]?(?:%|‰|\bpct\b\.?|\bper cent\b)")
_CURRENCY = re.compile(
    r"(?P<code>US|U\.S\.|CA|C|A|AU|NZ|HK|MX|R|S|NT)?\s?(?P<sign>[$€£¥₹₩₽₪₺₦₱฿])\s?(?=[\d.])"
)
_TAIL_CODE = re.compile(rf"\s(?P<code>{'|'.join(CURRENCY_CODES)})\b")
_HEAD_CODE = re.compile(rf"(?P<code>{'|'.join(CURRENCY_CODES)})[\s\u00a0]?(?=\d)")
_CENTS = re.compile(r"\d\.(?P<cents>\d\d)(?!\d)")
_NEXT_WORD = re.compile(r"[\s\u00a0]+(?P<word>[a-z]+(?:-[a-z]+)*)")
_HYPHEN_WORD = re.compile(r"[-‑](?P<word>[a-zA-Z]+)")
_NOT_NOUNS = frozenset(
    "in to for of and or was is are were from a an the per on by at each every as that which with if when than over"
    " under into it he she they we i has have had will would can could may but so not more less worth after before"
    " during since until this these those or-more back apiece annually yearly monthly weekly daily up down below above"
    " between through toward towards against about out off plus minus ago extra total altogether only just also"
    " because while where who whose went came rose fell goes comes makes made helps helped covers covered".split()
)
_ARTICLES = frozenset(
    "a an another this that one our its their his her your my any each every single new the".split()
)
_POSSESSIVE = re.compile(r"['’]s$|s['’]$")


def _attributive(line: Line, start: int, end: int) -> bool:
    """Return whether an amount stands before the noun that it qualifies: `a $5 million grant`."""
    before = line.before(start).lower()
    if before not in _ARTICLES and not _POSSESSIVE.search(before):
        return False
    following = _NEXT_WORD.match(line.text, end)
    return (
        following is not None
        and following["word"] not in _NOT_NOUNS
        and not following["word"].endswith("ly")
    )


class _Amount:
    """A number as far as it has been read: its words, its end, and what is known of it."""

    def __init__(self, line: Line, start: int) -> None:
        self.line = line
        self.start = start
        self.valid = False
        self.words = ""
        self.end = start
        self.one = False
        self.ranged = False
        self.scaled = False
        self.hyphenated = False

    def read(self, *, money: bool = False) -> _Amount:
        """Read number, range and scale; `valid` tells whether there was a number."""
        first = numbers.quantity(self.line, self.start)
        if first is None:
            return self
        self.valid = True
        self.words, self.end, self.one = first
        first_scale = self._scale(money=money)
        rest = _RANGE.match(self.line.text, self.end)
        if rest and self._is_range(rest, money=money):
            second = numbers.quantity(self.line, rest.start("number"))
            if second is not None:
                self.ranged, self.one, self.scaled = True, False, False
                low = f"{self.words} {first_scale}".strip()
                self.words, self.end = second[0], second[1]
                scale = self._scale(money=money)
                self.words = f"{low} to {self.words} {scale}".strip()
                return self
        self.words = f"{self.words} {first_scale}".strip()
        return self

    def _is_range(self, rest: re.Match[str], *, money: bool) -> bool:
        if rest["dash"] == "to":
            # Written out, it needs no help, unless a currency would be said twice.
            return money and bool(rest["currency"])
        if (
            self.line.text[self.start] == "0"
            and self.line.text[self.start + 1 : self.start + 2].isdigit()
        ):
            return False
        return True

    def _scale(self, *, money: bool) -> str:
        text = self.line.text
        if found := _SCALE.match(text, self.end):
            self.end, self.one, self.scaled = found.end(), False, True
            self.hyphenated = found["joint"] == "-"
            return found["word"].lower()
        short = _SHORT_SCALE.match(text, self.end) or (
            _LONE_SCALE.match(text, self.end) if money else None
        )
        if short and self._means_scale(short, money=money):
            self.end, self.one, self.scaled = short.end(), False, True
            return numbers.SHORT_SCALES[short["short"].lower()]
        return ""

    def _means_scale(self, short: re.Match[str], *, money: bool) -> bool:
        """Return whether `5m` means millions, not metres: before a noun, or with a currency."""
        if money:
            return True
        letter = short["short"]
        if letter in {"K", "M", "B", "bn", "mn", "k"}:
            following = self.line.after(short.end()).lower()
            return not (
                letter == "K"
                and self.line.before(self.start).lower() in {"run", "a"}
                and following in {"run", "race", "walk"}
            )
        if letter == "m":
            following = self.line.after(short.end()).lower()
            return (
                following.endswith(("s", "people", "men", "women", "children"))
                and following not in _NOT_NOUNS
            )
        return False


def read_money(line: Line, start: int) -> Reading | None:
    """Read an amount of money: `$4.7 billion`, `€80m`, `$2.50`, `US$5–10 million`, `5 million yuan`."""
    sign = _SIGN.match(line.text, start)
    prefix, begin = ("", start)
    if sign and sign["sign"] in "-−–+~<>≥≤≈±":
        prefix, begin = _SIGN_WORDS[sign["sign"]] + " ", sign.end()
    found = _CURRENCY.match(line.text, begin)
    code = _HEAD_CODE.match(line.text, begin) if not found else None
    if found:
        unit = (
            CURRENCY_SIGNS.get(
                (found["code"] or "").replace(".", "").replace("CA", "C").replace("AU", "A")
                + found["sign"]
            )
            or CURRENCY_SIGNS[found["sign"]]
        )
        begin = found.end()
    elif code:
        unit = CURRENCY_CODES[code["code"]]
        begin = code.end()
    else:
        return None
    amount = _Amount(line, begin).read(money=True)
    if not amount.valid:
        return None
    text, end = line.text, amount.end
    if tail := _TAIL_CODE.match(text, end):
        unit, end = CURRENCY_CODES[tail["code"]], tail.end()
    elif (
        tail_sign := re.compile(r"\s(?:dollars|euros|pounds|yen)\b").match(text, end)
    ) is not None:
        end = tail_sign.end()
    cents = _CENTS.search(text, begin, amount.end)
    if cents and not amount.scaled and not amount.ranged and unit.cent:
        words = _with_cents(
            text[begin : amount.end],
            unit.one,
            unit.many,
            unit.cent,
            unit.cents,
            line.region == "GB",
        )
    else:
        hyphen = _HYPHEN_WORD.match(text, end)
        single = (
            (amount.one and not amount.ranged)
            or amount.hyphenated
            or hyphen
            or _attributive(line, start, end)
        )
        if amount.hyphenated and not hyphen:
            amount.words = amount.words.replace(" ", "-")
        words = f"{amount.words} {unit.one if single else unit.many}"
        if hyphen and hyphen["word"].lower() in {"a", "per", "plus"}:
            words = f"{amount.words} {unit.many}"
    if text[end : end + 1] == "+":
        words, end = f"{words} plus" if False else f"more than {words}", end + 1
    slash = re.compile(r"/(?=[a-z])").match(text, end)
    tokens = [line.say(start, end, prefix + words)]
    if slash:
        tokens.append(line.say(end, end + 1, "per"))
        end += 1
    return Reading(tuple(tokens), end)


def _with_cents(written: str, one: str, many: str, cent: str, cents: str, british: bool) -> str:
    whole, _, part = written.replace(",", "").partition(".")
    pieces = []
    if whole and int(whole):
        pieces.append(f"{numbers.cardinal(int(whole), british)} {one if int(whole) == 1 else many}")
    if int(part):
        pieces.append(f"{numbers.cardinal(int(part))} {cent if int(part) == 1 else cents}")
    return " and ".join(pieces) or f"zero {many}"


def read_cents(line: Line, start: int) -> Reading | None:
    """Read `75¢`, `20p`."""
    found = re.compile(rf"({numbers.NUMBER})\s?(?P<sign>¢|p\b(?!\.))").match(line.text, start)
    if not found or (found["sign"] == "p" and line.region != "GB"):
        return None
    words = numbers.number(found[1])
    unit = {"¢": "cent" if found[1] == "1" else "cents"}.get(found["sign"], "pence")
    return Reading((line.say(start, found.end(), f"{words} {unit}"),), found.end())


def read_measure(line: Line, start: int) -> Reading | None:
    """Read a number or range with what it counts: `15–18%`, `221 m`, `17°F`, `4.7 million`, `11-6`."""
    text = line.text
    sign = _SIGN.match(text, start)
    prefix, begin = ("", start)
    if sign:
        # A hyphen is a minus only at the start of a word.
        if start and not text[start - 1].isspace() and text[start - 1] not in '(“"':
            return None
        prefix, begin = _SIGN_WORDS[sign["sign"]] + " ", sign.end()
    amount = _Amount(line, begin).read()
    if not amount.valid:
        return None
    end = amount.end
    joined = _RANGE_PERCENT.match(text, end) if not amount.ranged else None
    if joined:
        low = amount.words
        second = numbers.number(joined["number"])
        return Reading(
            (line.say(start, joined.end(), f"{prefix}{low} to {second} percent"),), joined.end()
        )
    if percent := _PERCENT.match(text, end):
        return Reading(
            (line.say(start, percent.end(), f"{prefix}{amount.words} percent"),), percent.end()
        )
    if tail := _TAIL_CODE.match(text, end):
        unit = CURRENCY_CODES[tail["code"]]
        words = f"{prefix}{amount.words} {unit.one if amount.one else unit.many}"
        return Reading((line.say(start, tail.end(), words),), tail.end())
    measured = _unit(line, start, amount)
    if measured is not None:
        words, end = measured
        return Reading((line.say(start, end, prefix + words),), end)
    if text[end : end + 1] == "+" and not text[end + 1 : end + 2].isalnum():
        return Reading((line.say(start, end + 1, f"{prefix}{amount.words} plus"),), end + 1)
    if not (amount.ranged or amount.scaled or prefix):
        return None
    return Reading((line.say(start, end, prefix + amount.words),), end)


_RANGE_PERCENT = re.compile(rf"%\s?[-–—]\s?(?P<number>{numbers.NUMBER})\s?%")
_UNIT = re.compile(rf"(?P<joint>[\s\u00a0\u202f]|-|)(?P<unit>{UNIT_SYMBOL})")
_DENOMINATOR = re.compile(r"/(?P<unit>[A-Za-z]{1,4}[²³]?)\b")


def _unit(line: Line, start: int, amount: _Amount) -> tuple[str, int] | None:
    """Return the words of an amount with its unit and where that ends, or None without a unit."""
    found = _UNIT.match(line.text, amount.end)
    if not found:
        return None
    unit = UNITS[found["unit"]]
    spaced = found["joint"] != ""
    if unit.needs_space and not spaced:
        return None
    if unit.word_like and not _is_unit(line, found.end(), unit.word_like):
        return None
    single = (
        amount.one
        or found["joint"] == "-"
        or (unit.many != unit.one and _attributive(line, start, found.end()))
    )
    words, end = f"{amount.words} {unit.one if single else unit.many}", found.end()
    per = _DENOMINATOR.match(line.text, end)
    if per and per["unit"] in UNITS:
        return f"{words} per {UNITS[per['unit']].one}", per.end()
    if line.text[end : end + 1] == "." and unit.stop:
        closes = line.text[end + 1 :].lstrip(' )”"’')
        if closes and not (closes[0].isupper() and len(closes) > 1):
            end += 1
        elif closes:
            return words, end
    return words, end


def _is_unit(line: Line, end: int, kind: str) -> bool:
    """Return whether a symbol that is also a word or letter is a unit where it stands."""
    following = line.text[end : end + 2]
    if kind == "in":
        # `5 in 10` counts; `5 in.` and `5 in wide` measure.
        return (
            following[:1] == "."
            and (len(line.text) <= end + 1 or not following[1:2].isalpha())
            or line.after(end) in {"wide", "long", "tall", "high", "deep", "thick"}
        )
    return not line.text[end : end + 1].isalnum() and following[:1] not in {"'", "’", "-"}
