"""Spanish ordinals, Roman numerals, and the numbers of laws and cases."""

from __future__ import annotations

import re

from presscast.text.speech import numerals
from presscast.text.speech.es.words import TABLES, count, gender, ordinal, shortened
from presscast.text.speech.line import Line, Reading

_ORDINAL = re.compile(
    r"(?P<number>\d{1,3}(?:[. ]\d{3})+|\d{1,6})\.?"
    r"(?:(?P<sign>[ºª°]|o\b|a\b|(?=[oa]s\b)[oa])|(?P<apocope>[ᵉe]?[rʳ]\b|er\b|ᵉʳ)|(?P<latin>[rdtvnm][oa]\b))"
    r"(?P<many>[ˢs]\b)?"
)
_ROMAN = re.compile(r"[IVXLCDM]+(?![\w])")
_CASE = re.compile(r"(?P<number>\d{1,6})/(?P<year>(?:19|20)\d\d)(?![\d/])")
_ACT = re.compile(r"(?P<a>\d{2,4})/(?P<b>\d{1,4})/(?P<body>UE|CEE|CE)(?!\w)")
_DOCKET = re.compile(r"(?P<letter>[A-Z])-(?P<number>\d{1,4})/(?P<year>\d\d)(?!\d)")
_FOLLOWING_NUMBER = re.compile(r"\s*\d")


def read_ordinal(line: Line, start: int) -> Reading | None:
    """Read `1.º`, `3ª`, `1.er`, `21.ª`."""
    found = _ORDINAL.match(line.text, start)
    if not found:
        return None
    number = int(re.sub(r"\D", "", found["number"]))
    if not number or number > 999_999:
        return None
    sign = found["sign"] or (found["latin"] or "")[-1:]
    if sign == "°" and line.text[found.end() : found.end() + 1] in {"C", "F"}:
        return None
    ending = "a" if sign in {"ª", "a"} else "o" if sign else ""
    if sign in {"o", "a"} and not found["latin"] and line.text[start : found.end()].find(".") < 0:
        return None
    words = ordinal(number, ending + ("s" if found["many"] else ""))
    if ending == "o" and gender(line.after(found.end())) == "m" and not found["many"]:
        words = shortened(words)
    return Reading((line.say(start, found.end(), words),), found.end())


def read_case(line: Line, start: int) -> Reading | None:
    """Read the number of a law or a case with its year: `39/2015`."""
    found = _CASE.match(line.text, start)
    if not found:
        return None
    before = line.before(start).lower().rstrip(".")
    if before in TABLES.listed("act_leads"):
        joint = "de"
    elif before in TABLES.listed("case_leads"):
        joint = "barra"
    else:
        return None
    words = f"{count(int(found['number']), '')} {joint} {count(int(found['year']), '')}"
    return Reading((line.say(start, found.end(), words),), found.end())


def read_act(line: Line, start: int) -> Reading | None:
    """Read an act of the European Union: `2016/680/UE`."""
    found = _ACT.match(line.text, start)
    if not found:
        return None
    words = f"{count(int(found['a']))} barra {count(int(found['b']))}"
    tokens = (
        line.say(start, found.end("b"), words),
        line.spell(*found.span("body"), found["body"]),
    )
    return Reading(tokens, found.end())


def read_docket(line: Line, start: int) -> Reading | None:
    """Read a case of the European courts: `C-123/19`."""
    found = _DOCKET.match(line.text, start)
    if not found:
        return None
    tokens = (
        line.spell(*found.span("letter"), found["letter"]),
        line.say(*found.span("number"), count(int(found["number"]), "")),
        line.say(found.end("number"), found.end(), f"barra {count(int(found['year']), '')}"),
    )
    return Reading(tokens, found.end())


def read_roman(line: Line, start: int) -> Reading | None:
    """Read a Roman numeral: `siglo XXI`, `Felipe VI`, `Isabel II`, `Título III`."""
    found = _ROMAN.match(line.text, start)
    value = numerals.roman(found[0]) if found else None
    if (
        found is None
        or value is None
        or line.text[found.end() : found.end() + 1] in {"'", "’", "&", "/"}
    ):
        return None
    before = line.before(start)
    noun = before.lower().rstrip(".")
    after = line.after(found.end()).lower()
    words = None
    if noun in TABLES.listed("centuries") or (
        noun in {"y", "al", "a", "el"} and _after_century(line, start)
    ):
        words = count(value, "")
    elif noun in TABLES.listed("regnal") and before[:1].isupper() and value < 40:
        feminine = noun in TABLES.listed("feminine_regnal")
        words = ordinal(value, "a" if feminine else "o") if value <= 10 else count(value, "")
    elif noun in TABLES.listed("counted_roman") and (len(found[0]) > 1 or found[0] in "IVX"):
        words = ordinal(value, "a") if noun == "guerra" else count(value, "")
    elif (
        after.rstrip("s") in {noun.rstrip("s") for noun in TABLES.listed("ordinal_roman")}
        and value < 100
        and (len(found[0]) > 1 or noun in {"el", "la", "los", "las", "del"})
    ):
        words = ordinal(value, _ending(after))
        words = shortened(words)
    elif after in {"guerra", "legislatura"}:
        words = ordinal(value, "a")
    elif (
        noun in {"el", "la", "del", "al"}
        and len(found[0]) > 1
        and after[:1].islower()
        and value < 40
        and line.after(found.end()).islower()
        and line.acronyms.known(found[0]) is None
    ):
        words = shortened(ordinal(value, "a" if noun == "la" else "o")) if after else None
    elif len(found[0]) > 2 and not set(found[0]) - set("IVX"):
        words = count(value, "")
    if words is None:
        return None
    if line.opens(start):
        words = words.capitalize()
    return Reading((line.say(start, found.end(), words),), found.end())


def _ending(noun: str) -> str:
    many = "s" if noun in {"jornadas", "juegos", "premios"} else ""
    return ("a" if gender(noun) == "f" or noun in {"edición", "cumbre"} else "o") + many


def _after_century(line: Line, start: int) -> bool:
    return (
        re.search(
            r"\bsiglos?\s+[IVX]+(?:,?\s+[IVX]+)*\s+(?:y|al|a|el)\s+(?:el\s+)?$", line.text[:start]
        )
        is not None
    )


def read_section(line: Line, start: int) -> Reading | None:
    """Read `§ 5`."""
    if not _FOLLOWING_NUMBER.match(line.text, start + 1):
        return None
    return Reading((line.say(start, start + 1, "sección"),), start + 1)
