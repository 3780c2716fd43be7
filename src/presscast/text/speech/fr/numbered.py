"""French ordinals, Roman numerals, the numbers of laws and cases, saints and elisions."""

from __future__ import annotations

import re

from presscast.text.speech import numerals
from presscast.text.speech.fr.words import TABLES, count, ordinal
from presscast.text.speech.line import Line, Reading

_ENDING = r"(?P<ending>ers?|ères?|res?|nde?s?|i?[èe]mes?|es?|è|ᵉʳ|ᵉ|ʳᵉ)(?!\w)"
_ORDINAL = re.compile(rf"(?P<number>\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+|\d{{1,7}}){_ENDING}")
_ROMAN = re.compile(r"(?P<letters>[IVXLCDM]+)(?![\w])")
_ROMAN_ORDINAL = re.compile(rf"(?P<letters>[IVX]+){_ENDING}")
_EU_CASE = re.compile(r"(?P<letter>[CT])-(?P<number>\d{1,4})/(?P<year>\d\d)(?!\d)")
_ACT = re.compile(r"(?P<a>\d{2,4})/(?P<b>\d{1,5})(?P<body>/(?:UE|CEE|CE))?(?![\d/])")
_BODY = re.compile(r"\((?:UE|CE|CEE)\)\s(?:n[°º]\s?)?$")
_DASHED = re.compile(r"(?P<parts>\d{1,4}-\d{1,5}(?:[.-]\d{1,5})*)(?![\d/])")
_ARTICLE = re.compile(
    r"(?P<letter>[LRDA])\.?[ \u00a0\u202f*]{0,2}(?P<parts>\d{1,4}(?:-\d{1,4})*)(?![\w,])"
)
_SECTION = re.compile(r"§{1,2}(?=[ \u00a0\u202f]?\d)")
_SAINT = re.compile(r"(?P<short>Ste?)(?=[-‑ ][A-ZÀ-Þ])")


def read_ordinal(line: Line, start: int) -> Reading | None:
    """Read `1er`, `1re`, `2e`, `21ème`, `2nde`."""
    found = _ORDINAL.match(line.text, start)
    if not found:
        return None
    number = int(re.sub(r"\D", "", found["number"]))
    words = _ended(number, found["ending"])
    return Reading((line.say(start, found.end(), words),), found.end()) if words else None


def _ended(number: int, ending: str) -> str | None:
    """Return an ordinal as its written ending asks, or None where the ending is another word."""
    first = ending[0] in "rèᵉʳ" or ending.startswith("er")
    feminine = ending.rstrip("s") in {"re", "ère", "ʳᵉ", "nde"}
    if not number or (ending.startswith(("er", "ère", "re", "ᵉʳ", "ʳᵉ")) and number != 1):
        return None
    if ending.startswith("nd"):
        return ("seconde" if feminine else "second") + ("s" if ending.endswith("s") else "")
    words = ordinal(number, feminine=feminine and first)
    return words + ("s" if ending.endswith("s") else "")


def read_roman(line: Line, start: int) -> Reading | None:
    """Read `XXIe`, `François Ier`, `Louis XIV`, `chapitre III`."""
    text = line.text
    if found := _ROMAN_ORDINAL.match(text, start):
        value = numerals.roman(found["letters"])
        words = _ended(value, found["ending"]) if value else None
        if words:
            return Reading((line.say(start, found.end(), words),), found.end())
    found = _ROMAN.match(text, start)
    value = numerals.roman(found["letters"]) if found else None
    if (
        found is None
        or value is None
        or text[found.end() : found.end() + 1] in {"'", "’", "&", "/"}
    ):
        return None
    before, letters = line.before(start), found["letters"]
    noun = before.lower().rpartition("-")[2]
    named = noun in TABLES.listed("regnal") and before[:1].isupper() and value < 40
    counted = noun in TABLES.listed("counted_roman") and (len(letters) > 1 or letters in "IVX")
    long = len(letters) > 2 and not set(letters) - set("IVX")
    if named or counted or long:
        words = "premier" if named and value == 1 else count(value)
        return Reading((line.say(start, found.end(), words),), found.end())
    return None


def read_eu_case(line: Line, start: int) -> Reading | None:
    """Read a case of the European courts: `C-123/19`."""
    found = _EU_CASE.match(line.text, start)
    if not found:
        return None
    words = f"{count(int(found['number']))} slash {count(int(found['year']))}"
    tokens = (
        line.spell(*found.span("letter"), found["letter"]),
        line.say(found.start("number"), found.end(), words),
    )
    return Reading(tokens, found.end())


def read_act(line: Line, start: int) -> Reading | None:
    """Read the number of an act or case: `2016/679`, `2016/680/UE`, `n° 2015-912`."""
    text, before = line.text, line.before(start).lower().rstrip(".")
    found = _ACT.match(text, start)
    lead = text[max(0, start - 14) : start]
    if found and (found["body"] or before in TABLES.listed("act_leads") or _BODY.search(lead)):
        words = f"{count(int(found['a']))} slash {count(int(found['b']))}"
        tokens = [line.say(start, found.end("b"), words)]
        if found["body"]:
            body = found["body"][1:]
            tokens.append(line.spell(found.start("body"), found.end(), body))
        return Reading(tuple(tokens), found.end())
    found = _DASHED.match(text, start)
    before = before.replace("’", "'")
    if found and before in TABLES.listed("case_leads"):
        return Reading((line.say(start, found.end(), _dashed(found["parts"])),), found.end())
    return None


def _dashed(parts: str) -> str:
    return " tiret ".join(count(int(part)) for part in re.findall(r"\d+", parts))


def read_article(line: Line, start: int) -> Reading | None:
    """Read an article of a code: `L. 111-1`, `R123-4`."""
    found = _ARTICLE.match(line.text, start)
    if not found or (start and line.text[start - 1].isalnum()):
        return None
    lead = line.before(start).lower().rstrip(".")
    if "-" not in found["parts"] and lead not in {"article", "articles", "art", "et", "à"}:
        return None
    tokens = (
        line.spell(start, found.start("parts"), found["letter"]),
        line.say(*found.span("parts"), _dashed(found["parts"])),
    )
    return Reading(tokens, found.end())


def read_section(line: Line, start: int) -> Reading | None:
    """Read `§ 5`."""
    found = _SECTION.match(line.text, start)
    if not found:
        return None
    word = "paragraphes" if len(found[0]) > 1 else "paragraphe"
    return Reading((line.say(start, found.end(), word),), found.end())


def read_saint(line: Line, start: int) -> Reading | None:
    """Read `St-Denis`, `Ste Anne`."""
    found = _SAINT.match(line.text, start)
    if not found:
        return None
    words = "Sainte" if found["short"] == "Ste" else "Saint"
    return Reading((line.say(start, found.end(), words),), found.end())
