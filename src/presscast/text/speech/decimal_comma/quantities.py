"""Amounts: counts, ranges, money, percentages and measures in a language with a decimal comma."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from presscast.text.speech.decimal_comma.figures import Figure, figure, said
from presscast.text.speech.decimal_comma.tongue import Currency, Noun, Tongue
from presscast.text.speech.line import Line, Reading

SPACE = r"[ \u00a0\u202f\u2009]"
_SIGN = re.compile(rf"(?P<sign>[-−–+±~≈<>≥≤]){SPACE}?(?=[\d€$£])")
_DASH = re.compile(rf"{SPACE}?(?P<dash>[-–—−]){SPACE}?(?P<sign>[€$£]?)(?=\d)")
_PERCENT = re.compile(rf"{SPACE}?(?P<sign>[%‰])")
_WORD = re.compile(rf"{SPACE}(?P<word>[^\W\d_]+)")
_BEFORE_MINUS = ' \t\n\u00a0\u202f("“«„[:;'
_VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8),
    "⅞": (7, 8),
}  # fmt: skip
_FRACTION = re.compile(r"(?P<over>\d{1,3})[/⁄](?P<under>\d{1,4})(?![\d/]|[.,]\d)")
_MIXED = re.compile(
    rf"{SPACE}?[½¼¾⅓⅔⅕-⅞]|{SPACE}(?P<over>\d{{1,2}})[/⁄](?P<under>\d{{1,3}})(?![\d/])"
)
_CHAIN = re.compile(r"\d+(?:\.\d+){2,}")
_RATIO = re.compile(r"(?P<a>\d{1,3}):(?P<b>\d{1,3})(?![\d:])")
_BY = re.compile(rf"{SPACE}?[x×]{SPACE}?(?=\d)")
_EACH = re.compile(r"[ \u00a0]?/[ \u00a0]?(?P<unit>[^\W\d_]+[²³]?)(?P<stop>\.(?=[ ,;)]))?")
_PER = re.compile(r"[ \u00a0]?/(?P<unit>[A-Za-z]{1,4}[²³]?)(?!\w)")


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number, both of a range, or one with its scale, before the noun that it counts."""

    figures: tuple[Figure, ...]
    scale: Noun | None
    joint: str
    end: int

    @property
    def one(self) -> bool:
        return len(self.figures) == 1 and self.figures[0].is_one and self.scale is None


def _symbols(keys: Iterable[str]) -> str:
    return "|".join(re.escape(key) for key in sorted(keys, key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Quantities:
    """The rules for amounts, in the words of one language."""

    tongue: Tongue
    _scale: re.Pattern[str] = field(init=False)
    _unit: re.Pattern[str] = field(init=False)
    _money_before: re.Pattern[str] = field(init=False)
    _money_after: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        tables = self.tongue.tables
        scales, units = _symbols(tables.scales), _symbols(tables.units)
        money = _symbols(tables.currencies)
        patterns = {
            "_scale": rf"{SPACE}?(?P<key>{scales})(?![^\W_])",
            "_unit": rf"(?P<gap>{SPACE}?)(?P<key>{units})(?![^\W_]|[²³])",
            "_money_before": rf"(?P<key>{money}){SPACE}?(?=[\d])",
            "_money_after": rf"(?:,[-–]{{1,2}})?{SPACE}?(?P<key>{money})(?![^\W_])",
        }
        for name, pattern in patterns.items():
            object.__setattr__(self, name, re.compile(pattern))

    def read(self, line: Line, start: int) -> Reading | None:
        """Read a number with its sign, range, scale, and what it counts or measures."""
        text = line.text
        sign = _SIGN.match(text, start)
        # A hyphen is a minus only at the start of a word.
        if sign and start and text[start - 1] not in _BEFORE_MINUS:
            return None
        if sign is None and not text[start].isdecimal():
            return None
        begin = sign.end() if sign else start
        prefix = f"{self.tongue.tables.words[sign['sign']]} " if sign else ""
        if not text[begin].isdecimal():
            reading = self.money(line, begin)
            if reading is None:
                return None
            return Reading(
                (line.say(start, reading.end, prefix + reading.tokens[0].spoken),), reading.end
            )
        amount = self._amount(line, begin)
        if amount is None:
            return None
        words, end = self._per(text, *self._measured(line, amount))
        return Reading((line.say(start, end, prefix + words),), end)

    def _per(self, text: str, words: str, end: int) -> tuple[str, int]:
        """Return an amount with what it is for each of, as `€/kg` or `€/Monat`."""
        found = _EACH.match(text, end)
        if not found or not (text[end - 1].isalpha() or text[end - 1] in "€$£"):
            return words, end
        unit = self.tongue.tables.units.get(found["unit"])
        if unit:
            stopped = f"{found['unit']}." in self.tongue.tables.units
            last = found.end() if stopped else found.end("unit")
            return f"{words} {self.tongue.word('per')} {unit.one}", last
        return f"{words} {self.tongue.word('per')}", found.start("unit")

    def money(self, line: Line, start: int) -> Reading | None:
        """Read an amount with its currency before it: `€ 3,5`, `US$ 200`, `CHF 5`."""
        text = line.text
        if start and (text[start - 1].isalnum()):
            return None
        found = self._money_before.match(text, start)
        if not found:
            return None
        amount = self._amount(line, found.end())
        if amount is None:
            return None
        currency = self.tongue.tables.currencies[found["key"]]
        if after := self._money_after.match(text, amount.end):
            currency = self.tongue.tables.currencies[after["key"]]
        end = after.end() if after else amount.end
        return Reading((line.say(start, end, self._paid(amount, currency)),), end)

    def fraction(self, line: Line, start: int) -> Reading | None:
        """Read `3/4`, or two numbers with a slash where they are no fraction."""
        text = line.text
        minus = text[start] in "-−" and not text[start - 1 : start].strip()
        found = _FRACTION.match(text, start + minus)
        if not found:
            return None
        over, under = int(found["over"]), int(found["under"])
        round_part = under <= 100 or over == 1 or under % 1000 == 0
        paired = (over, under) in {(24, 7), (50, 50)}
        if (over < under or under < 10) and under > 1 and round_part and not paired:
            words = self.tongue.fraction(over, under)
        else:
            slash = f" {self.tongue.word('slash')} " if under >= 100 else " "
            words = slash.join(self.tongue.count(number, "") for number in (over, under))
        if minus:
            words = f"{self.tongue.tables.words['-']} {words}"
        words, end = self._parts_of(text, words, found.end())
        return Reading((line.say(start, end, words),), end)

    def _parts_of(self, text: str, words: str, end: int) -> tuple[str, int]:
        """Return a fraction with its unit where one follows, and where it ends."""
        found = self._unit.match(text, end)
        if found and len(found["key"]) > 1:
            unit = self.tongue.tables.units[found["key"]].one
            return f"{words} {self.tongue.of(unit)}{unit}", found.end()
        return words, end

    def vulgar(self, line: Line, start: int) -> Reading | None:
        """Read a fraction that is one character."""
        parts = _VULGAR.get(line.text[start])
        if parts is None:
            return None
        return Reading((line.say(start, start + 1, self.tongue.fraction(*parts)),), start + 1)

    def chain(self, line: Line, start: int) -> Reading | None:
        """Read a version or an internet address: numbers with points between."""
        found = _CHAIN.match(line.text, start)
        written = figure(line.text, start, line.region)
        if not found or (written and written.end >= found.end()):
            return None
        point = f" {self.tongue.word('point')} "
        words = point.join(said(self.tongue, Figure(part)) for part in found[0].split("."))
        return Reading((line.say(start, found.end(), words),), found.end())

    def ratio(self, line: Line, start: int) -> Reading | None:
        """Read `3:1`."""
        found = _RATIO.match(line.text, start)
        if not found:
            return None
        first, second = (self.tongue.count(int(found[side]), "") for side in "ab")
        words = f"{first} {self.tongue.word('ratio')} {second}"
        return Reading((line.say(start, found.end(), words),), found.end())

    def _amount(self, line: Line, start: int) -> _Amount | None:
        text = line.text
        first = figure(text, start, line.region)
        if first is None:
            return None
        figures: tuple[Figure, ...] = (first,)
        end, joint = first.end, ""
        dash = _DASH.match(text, end)
        by = None if dash else _BY.match(text, end)
        if (percent := _PERCENT.match(text, end)) and (again := _DASH.match(text, percent.end())):
            later = figure(text, again.end(), line.region)
            if later and _PERCENT.match(text, later.end):
                dash = again
        if dash or by:
            place = dash.end() if dash else by.end() if by else end
            second = figure(text, place, line.region)
            if second and self._is_range(text, start, first, second, dash):
                figures, end = (first, second), second.end
                joint = self.tongue.word("to" if dash else "by")
        scale = self._scale.match(text, end)
        if scale is None or not self._means_scale(line, scale):
            return _Amount(figures, None, joint, end)
        return _Amount(figures, self.tongue.tables.scales[scale["key"]], joint, scale.end())

    def _is_range(
        self, text: str, start: int, first: Figure, second: Figure, dash: re.Match[str] | None
    ) -> bool:
        if dash is None:
            return True
        rest = text[second.end : second.end + 2]
        chained = rest[:1] in {"-", "–", "/", ":"} and rest[1:].isdecimal()
        leading = first.whole[0] == "0" and len(first.whole) > 1
        return not (chained or leading) and (not start or text[start - 1] not in "-–/")

    def _means_scale(self, line: Line, scale: re.Match[str]) -> bool:
        """Return whether `M` or `k` counts: before a currency; a word always does."""
        key = scale["key"]
        if len(key) > 2:
            return True
        return self._money_after.match(line.text, scale.end()) is not None

    def _measured(self, line: Line, amount: _Amount) -> tuple[str, int]:
        """Return the words of an amount with what it counts, and where they end."""
        text, tongue, end = line.text, self.tongue, amount.end
        if found := _PERCENT.match(text, end):
            word = tongue.word("percent" if found["sign"] == "%" else "per_mille")
            return f"{self._counted(amount, tongue.word('percent_gender'))} {word}", found.end()
        if (found := self._money_after.match(text, end)) and self._is_currency(found):
            return self._paid(amount, tongue.tables.currencies[found["key"]]), found.end()
        if (found := _MIXED.match(text, end)) and not amount.figures[-1].part:
            over, under = _VULGAR.get(found[0].strip(), (0, 0))
            over, under = (int(found["over"]), int(found["under"])) if not over else (over, under)
            if under > 1 and over:
                mixed = tongue.mixed(self._counted(amount, ""), over, under)
                return self._parts_of(text, mixed, found.end())
        if (found := self._unit.match(text, end)) and self._is_unit(line, found):
            return self._with_unit(text, amount, found)
        if (per := _PER.match(text, end)) and per["unit"] in tongue.tables.units:
            unit = tongue.tables.units[per["unit"]].one
            return f"{self._counted(amount, '')} {tongue.word('per')} {unit}", per.end()
        noun = _WORD.match(text, end)
        word = noun["word"] if noun else ""
        gender = tongue.gender(word) if word else ""
        words = self._counted(amount, gender)
        return words, end

    def _with_unit(self, text: str, amount: _Amount, found: re.Match[str]) -> tuple[str, int]:
        tables, end = self.tongue.tables, found.end()
        words = self._of(amount, tables.units[found["key"]])
        per = _PER.match(text, end)
        if per and per["unit"] in tables.units:
            words = f"{words} {self.tongue.word('per')} {tables.units[per['unit']].one}"
            end = per.end()
        return words, end

    def _is_currency(self, found: re.Match[str]) -> bool:
        return len(found["key"]) > 1 or not found["key"].isalpha()

    def _is_unit(self, line: Line, found: re.Match[str]) -> bool:
        """Return whether a lone letter is a unit where it stands, not a name or a word."""
        key = found["key"]
        if len(key) > 1 or not key.isalpha():
            return True
        if key in self.tongue.tables.listed("word_units"):
            return False
        following = line.text[found.end() : found.end() + 1]
        return (
            following not in {"'", "’", "-", "&", "."}
            or line.text[found.end() + 1 :].strip(' ”"»)') == ""
        )

    def _counted(self, amount: _Amount, gender: str) -> str:
        """Return the words of an amount before a noun of a gender."""
        scale = amount.scale
        own = scale.gender if scale else gender
        words = f" {amount.joint} ".join(said(self.tongue, part, own) for part in amount.figures)
        if scale is None:
            return words
        last = amount.figures[-1]
        if scale.one == self.tongue.word("thousand") and not last.part:
            thousands = (self.tongue.count(part.value * 1000, gender) for part in amount.figures)
            return f" {amount.joint} ".join(thousands)
        return f"{words} {scale.one if self._is_single(amount, last) else scale.many}"

    def _is_single(self, amount: _Amount, last: Figure) -> bool:
        if self.tongue.language == "fr":
            return last.value < 2
        return last.is_one and len(amount.figures) == 1

    def _of(self, amount: _Amount, noun: Noun) -> str:
        """Return an amount with its noun, joined as after round millions where it is one."""
        last = amount.figures[-1]
        words = self._counted(amount, noun.gender)
        single = self._is_single(amount, last) if amount.scale is None else False
        name = noun.one if single else noun.many
        rounded = amount.scale is not None and amount.scale.one != self.tongue.word("thousand")
        if rounded or (not last.part and last.value >= 10**6 and last.value % 10**6 == 0):
            name = f"{self.tongue.of(name)}{name}"
        return f"{words} {name}"

    def _paid(self, amount: _Amount, currency: Currency) -> str:
        """Return an amount of money, with its cents where two digits show them."""
        last = amount.figures[-1]
        cents = last.part if len(last.part) == 2 else ""
        if not cents or amount.scale or not currency.cent.one or len(amount.figures) > 1:
            return self._of(amount, currency.noun)
        parts = []
        whole = Figure(last.whole)
        if last.value or not int(cents):
            parts.append(self._of(_Amount((whole,), None, "", 0), currency.noun))
        if not int(cents):
            return parts[0]
        small = int(cents)
        cent = currency.cent.one if small == 1 else currency.cent.many
        said_cents = self.tongue.count(small, currency.cent.gender)
        if not parts:
            return f"{said_cents} {cent}"
        return self.tongue.money(parts[0], f"{said_cents} {cent}")
