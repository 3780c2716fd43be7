"""Spanish in words: counts with their gender, ordinals, fractions, dates."""

from __future__ import annotations

import re
from functools import lru_cache

from presscast.text.speech import numerals
from presscast.text.speech.decimal_comma.tongue import Tongue, load

TABLES = load("es")
_MASCULINE, _FEMININE = TABLES.listed("masculine"), TABLES.listed("feminine")
_FEMININE_ENDINGS = (
    "ción", "ciones", "sión", "siones", "dad", "dades", "tad", "tades", "tud", "tudes", "umbre",
    "umbres", "triz", "trices",
)  # fmt: skip
_MASCULINE_ENDINGS = ("istas", "ista", "emas", "ema", "os", "o", "es")
# Millions are masculine whatever they count.
_MILLIONS = re.compile(r".*\b[mb]ill(?:ones|ón)(?: |$)")
_UNITS = "primer segund tercer cuart quint sext séptim octav noven".split()
_JOINED = "primer segund tercer cuart quint sext septim octav noven".split()
_TENS = (
    "décim vigésim trigésim cuadragésim quincuagésim sexagésim septuagésim octogésim nonagésim"
).split()
_HUNDREDS = (
    "centésim ducentésim tricentésim cuadringentésim quingentésim sexcentésim septingentésim"
    " octingentésim noningentésim"
).split()
_LOW = {11: "undécim", 12: "duodécim", 18: "decimoctav"}
_PARTS = {
    2: "medio", 3: "tercio", 4: "cuarto", 5: "quinto", 6: "sexto", 7: "séptimo", 8: "octavo",
    9: "noveno", 10: "décimo", 100: "centésimo", 1000: "milésimo",
}  # fmt: skip


@lru_cache(maxsize=8192)
def count(number: int, gender: str = "") -> str:
    """Return a count: `veintiún` before a masculine noun, `doscientas` before a feminine one."""
    words = numerals.cardinal(number, "es")
    words = words.replace("veintiuno mil", "veintiún mil").replace("uno mil", "un mil")
    if not gender:
        return words
    large = _MILLIONS.match(words)
    head = large[0] if large else ""
    tail = words[len(head) :]
    if gender == "f":
        tail = re.sub(r"ientos\b", "ientas", tail)
        tail = re.sub(r"uno$", "una", tail)
    elif tail.endswith("veintiuno"):
        tail = f"{tail[:-3]}ún"
    else:
        tail = re.sub(r"uno$", "un", tail)
    return head + tail


def gender(word: str) -> str:
    """Return the gender of a noun by its own list, else by its ending; plain words have none."""
    lowered = word.lower()
    if lowered in _FEMININE:
        return "f"
    if lowered in _MASCULINE:
        return "m"
    if len(lowered) < 4 or lowered in {"para", "hasta", "contra", "sobre", "entre", "como", "cada"}:
        return ""
    if lowered.endswith(_MASCULINE_ENDINGS) and not lowered.endswith(_FEMININE_ENDINGS):
        return "m"
    if lowered.endswith(("as", *_FEMININE_ENDINGS)):
        return "f"
    return "f" if lowered.endswith("a") else "m" if lowered[-1] in "elnr" else ""


def _decimals(written: str) -> str:
    """Return decimals as one number up to three digits, in pairs of four, else one by one."""
    if len(written) == 1 or (written[0] != "0" and len(written) <= 3):
        return count(int(written), "")
    if len(written) == 4 and written[0] != "0" and written[2] != "0":
        return f"{count(int(written[:2]), '')} {count(int(written[2:]), '')}"
    return numerals.digits(written, "es")


def _fraction(over: int, under: int) -> str:
    if under in _PARTS:
        name = _PARTS[under]
    elif under % 1000 == 0 and under < 10**6:
        name = f"{numerals.cardinal(under // 1000, 'es').replace(' ', '')}milésimo"
    elif under % 100 == 0 and under < 1000:
        name = f"{_HUNDREDS[under // 100 - 1]}o"
    elif under < 100:
        whole = (
            numerals.cardinal(under, "es")
            .replace(" y ", "i")
            .replace("í", "i")
            .replace("é", "e")
            .replace("ó", "o")
        )
        name = f"{whole}avo".replace("aavo", "avo").replace("unoavo", "unavo")
    else:
        return f"{count(over, '')} sobre {count(under, '')}"
    if over == 1:
        return name if under == 2 else f"un {name}"
    return f"{count(over, 'm')} {name}s"


def ordinal(number: int, ending: str) -> str:
    """Return an ordinal with its ending (`o`, `a`, `os`, `as`; empty for `primer`)."""
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        head = "" if thousands == 1 else numerals.cardinal(thousands, "es").replace(" ", "")
        words = f"{head}milésim{ending or 'o'}"
        return f"{words} {ordinal(rest, ending)}" if rest else words
    parts = []
    hundreds, rest = divmod(number, 100)
    if hundreds:
        parts.append(_HUNDREDS[hundreds - 1] + (ending or ("o" if rest else "")))
    if rest in _LOW:
        parts.append(_LOW[rest] + (ending or "o"))
    elif 12 < rest < 20:
        parts.append("decimo" + _JOINED[rest - 11] + (ending if ending or rest == 13 else "o"))
    else:
        tens, ones = divmod(rest, 10)
        if tens:
            compound = ones and tens == 2
            parts.append("vigesimo" if compound else _TENS[tens - 1] + (ending or "o"))
        if tens == 2 and ones:
            parts[-1] += _JOINED[ones - 1] + (ending if ending or ones in {1, 3} else "o")
        elif ones:
            parts.append(_UNITS[ones - 1] + (ending if ending or ones in {1, 3} else "o"))
    return " ".join(parts)


def shortened(words: str) -> str:
    """Return an ordinal as it stands before a masculine noun: `primer`, `tercer`."""
    return re.sub(r"(primer|tercer)o$", r"\1", words)


def date(day: int, month: int, year: int, lead: str = "") -> str:
    """Return a date in words; the text before it matters not."""
    del lead
    said = "primero" if day == 1 else count(day, "")
    words = f"{said} de {TABLES.order[month - 1]}"
    return f"{words} de {count(year, '')}" if year else words


def _of(noun: str) -> str:
    """Return what stands between round millions and any noun."""
    del noun
    return "de "


TONGUE = Tongue(
    language="es",
    tables=TABLES,
    count=count,
    gender=gender,
    year=lambda number: count(number, ""),
    decimals=_decimals,
    fraction=_fraction,
    mixed=lambda whole, over, under: f"{whole} y {_fraction(over, under)}",
    of=_of,
    money=lambda whole, cents: f"{whole} con {cents}",
)
