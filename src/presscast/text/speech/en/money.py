"""Money in English: `$4.7 billion`, `€80m`, `$2.50`, `US$5–10 million`."""

from __future__ import annotations

import re

from presscast.text.speech.en import numbers
from presscast.text.speech.en.amount import SIGN, SIGN_WORDS, Amount, attributive, read_amount
from presscast.text.speech.en.units import CURRENCY_CODES, CURRENCY_SIGNS, Currency
from presscast.text.speech.line import Line, Reading

_COUNTRIES = {"US": "US", "U.S.": "US", "CA": "C", "AU": "A"}
_CURRENCY = re.compile(
    r"(?P<country>(?:US|U\.S\.)\s?|CA|C|AU|A|NZ|HK|MX|R|S|NT)?(?P<sign>[$€£¥₹₩₽₪₺₦₱฿])\s?(?=\.?\d)"
)
_UNSPACED = re.compile(r"[a-z][$€£]")
_CODES = "|".join(CURRENCY_CODES)
_HEAD_CODE = re.compile(rf"(?P<code>{_CODES})(?:(?<=Rs)\.)?[\s\u00a0]?(?=\d)")
TAIL_CODE = re.compile(rf"\s(?P<code>{_CODES})(?!\w)")
_TAIL_WORD = re.compile(r"\s(?:dollars|euros|pounds|yen)\b")
# `$1.5 trillion-dollar plan` names its currency twice.
_JOINED_WORD = re.compile(r"-(?:dollar|euro|pound)\b")
_TAIL_SIGN = re.compile(r"\s?(?P<sign>[€£])(?!\d)")
_CENTS = re.compile(r"\d*\.(?P<cents>\d\d)(?!\d)")
_HYPHEN_WORD = re.compile(r"[-‑](?P<word>[a-zA-Z]+)")
# `$5's worth` is said as `five dollars' worth`.
_WORTH = re.compile(r"['’]s?(?=\s)")
_SHARE = re.compile(r"\$(?P<symbol>[A-Z]{1,5})(?![\w.$]*\w)")
_AND_UP = re.compile(r"\+(?!\d)")
_PER = re.compile(r"\s?/\s?(?=[a-z])(?:(?P<unit>mo|yr|wk|hr|d|min|sec)\b\.?)?")
_PERIODS = {
    "mo": "month",
    "yr": "year",
    "wk": "week",
    "hr": "hour",
    "d": "day",
    "min": "minute",
    "sec": "second",
}
_LOSS = re.compile(
    rf"(?P<sign>[$€£])\s?\((?P<number>{numbers.NUMBER})\)(?:\s(?P<scale>thousand|million|billion)\b)?"
)
# A loss of minus five dollars would be a gain.
_NEGATIVE = re.compile(
    r"\b(?:loss|losses|negative|minus|deficit|shortfall)\b[^.;]*$", re.IGNORECASE
)
_TO = re.compile(r"\s?[-–—]\s?(?=[$€£]?\d)")
_SMALL_COIN = re.compile(rf"(?P<number>{numbers.NUMBER})\s?(?P<sign>¢|p\b(?!\.\s?\d))")


def read_money(line: Line, start: int) -> Reading | None:
    """Read an amount of money with its currency before it."""
    text = line.text
    # `Directs$12 million` lacks its space.
    if start and text[start - 1].isalnum() and not _UNSPACED.match(text, start - 1):
        return None
    sign = SIGN.match(text, start)
    prefix, begin = (f"{SIGN_WORDS[sign['sign'].strip()]} ", sign.end()) if sign else ("", start)
    found = _currency(text, begin)
    if found is None:
        return None
    currency, begin = found
    amount = read_amount(line, begin, money=True)
    if amount is None:
        return None
    has_cents = bool(currency.cent) and not amount.scaled
    if has_cents and amount.ranged and _CENTS.match(text, begin):
        return _range_with_cents(line, start, begin, currency)
    end = amount.end
    if tail := TAIL_CODE.match(text, end):
        currency, end = CURRENCY_CODES[tail["code"]], tail.end()
    elif word := _TAIL_WORD.match(text, end):
        end = word.end()
    elif joined := _JOINED_WORD.match(text, end):
        words = f"{amount.words} {currency.one}"
        return Reading((line.say(start, joined.end(), prefix + words),), joined.end())
    if has_cents and not amount.ranged and _CENTS.fullmatch(text[begin:end].replace(",", "")):
        words = _with_cents(text[begin:end], currency, british=line.region == "GB")
    else:
        words = _words(line, start, end, amount, currency)
    if more := _AND_UP.match(text, end):
        words, end = f"{words} plus", more.end()
    elif worth := _WORTH.match(text, end):
        words, end = words if words.endswith("s") else f"{words}'s", worth.end()
    tokens = [line.say(start, end, prefix + words)]
    if per := _PER.match(text, end):
        period = _PERIODS.get(per["unit"] or "")
        tokens.append(line.say(*per.span(), f"per {period}" if period else "per"))
        end = per.end()
    return Reading(tuple(tokens), end)


def read_loss(line: Line, start: int) -> Reading | None:
    """Read `$(0.25)`, a negative amount as accountants write it."""
    found = _LOSS.match(line.text, start)
    if not found:
        return None
    currency, number, scale = CURRENCY_SIGNS[found["sign"]], found["number"], found["scale"]
    if scale:
        words = f"{numbers.number(number)} {scale} {currency.many}"
    elif currency.cent and _CENTS.fullmatch(number.replace(",", "")):
        words = _with_cents(number, currency, british=line.region == "GB")
    else:
        words = f"{numbers.number(number)} {currency.one if number == '1' else currency.many}"
    if not _NEGATIVE.search(line.text, max(0, start - 60), start):
        words = f"minus {words}"
    return Reading((line.say(start, found.end(), words),), found.end())


def read_share(line: Line, start: int) -> Reading | None:
    """Read the symbol of a share as messages write it: `$TSLA`."""
    found = _SHARE.match(line.text, start)
    if not found:
        return None
    return Reading((line.spell(start, found.end(), found["symbol"]),), found.end())


def _currency(text: str, start: int) -> tuple[Currency, int] | None:
    if found := _CURRENCY.match(text, start):
        country = (found["country"] or "").strip()
        sign = _COUNTRIES.get(country, country) + found["sign"]
        return CURRENCY_SIGNS.get(sign) or CURRENCY_SIGNS[found["sign"]], found.end()
    if code := _HEAD_CODE.match(text, start):
        return CURRENCY_CODES[code["code"]], code.end()
    return None


def _words(line: Line, start: int, end: int, amount: Amount, currency: Currency) -> str:
    """Return an amount with its currency, singular before the noun that it qualifies."""
    hyphen = _HYPHEN_WORD.match(line.text, end)
    more = hyphen is not None and hyphen["word"].lower() == "plus"
    if amount.hyphenated and not more:
        return f"{amount.words.replace(' ', '-')}-{currency.one}"
    single = amount.one or (hyphen is not None and not more) or attributive(line, start, end)
    return f"{amount.words} {currency.one if single else currency.many}"


def _with_cents(written: str, currency: Currency, *, british: bool) -> str:
    whole, _, part = written.replace(",", "").partition(".")
    pieces = []
    if whole and int(whole):
        unit = currency.one if int(whole) == 1 else currency.many
        pieces.append(f"{numbers.cardinal(int(whole), british)} {unit}")
    if int(part):
        unit = currency.cent if int(part) == 1 else currency.cents
        pieces.append(f"{numbers.cardinal(int(part))} {unit}")
    return " and ".join(pieces) or f"zero {currency.many}"


def _range_with_cents(line: Line, start: int, begin: int, currency: Currency) -> Reading | None:
    first = _CENTS.match(line.text, begin)
    dash = _TO.match(line.text, first.end()) if first else None
    if first is None or dash is None:
        return None
    british = line.region == "GB"
    tokens = [line.say(start, first.end(), _with_cents(first[0], currency, british=british))]
    tokens.append(line.say(*dash.span(), numbers.joint(line, start)))
    begin = dash.end() + (not line.text[dash.end()].isdigit())
    second = numbers.match(line.text, begin)
    written = second if _CENTS.fullmatch(second) else f"{second}.00"
    end = begin + len(second)
    tokens.append(line.say(dash.end(), end, _with_cents(written, currency, british=british)))
    return Reading(tuple(tokens), end)


def _is_pence(line: Line, coin: re.Match[str]) -> bool:
    """Return whether `20p` is money: in Britain, or of a share; elsewhere lines of a picture."""
    if line.region == "GB" or "." in coin["number"]:
        return True
    return line.after(coin.end()) == "per" or "£" in line.text


def read_money_after(line: Line, start: int) -> Reading | None:
    """Read an amount with its currency after it: `300 EUR`, `20 €`, `75¢`, `20p`."""
    if coin := _SMALL_COIN.match(line.text, start):
        if coin["sign"] == "p" and not _is_pence(line, coin):
            return None
        one = "cent" if coin["number"] == "1" else "cents"
        unit = one if coin["sign"] == "¢" else "pence"
        words = f"{numbers.number(coin['number'])} {unit}"
        return Reading((line.say(start, coin.end(), words),), coin.end())
    amount = read_amount(line, start)
    if amount is None:
        return None
    if found := TAIL_CODE.match(line.text, amount.end):
        currency = CURRENCY_CODES[found["code"]]
    elif found := _TAIL_SIGN.match(line.text, amount.end):
        currency = CURRENCY_SIGNS[found["sign"]]
    else:
        return None
    words = f"{amount.words} {currency.one if amount.one else currency.many}"
    return Reading((line.say(start, found.end(), words),), found.end())
