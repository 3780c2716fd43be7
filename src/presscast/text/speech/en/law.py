"""Law in English: case numbers, statutes, rules, bills, and parties against each other."""

from __future__ import annotations

import re

from presscast.model import SpokenToken
from presscast.text.speech.en import numbers
from presscast.text.speech.en.tables import STATE_ABBREVIATIONS, WORDS
from presscast.text.speech.line import Line, Reading
from presscast.text.speech.numerals import roman

_CODE = re.compile(
    r"(?P<title>\d{1,3})\s(?P<code>U\.?\s?S\.?\s?C\.?(?:\s?A\.)?|C\.?\s?F\.?\s?R\.?|Fed\.\sReg\.|F\.R\.|Stat\.|USC|CFR)"
    r"(?=\s|$|[,;)])(?:\s?(?P<sign>§§?|[Ss]ecs?\.|[Ss]ections?|[Pp]arts?|[Pp]t\.)?\s?(?P<section>\d[0-9A-Za-z.]*(?:[-–]\d+[0-9A-Za-z]*)?)(?P<subs>(?:\([A-Za-z0-9]{1,4}\))*))?"
)
_REPORTER = re.compile(
    r"(?P<volume>\d{1,4})\s(?P<reporter>U\.\s?S\.|F\.(?:2d|3d|4th)|F\.\s?Supp\.(?:\s?[23]d)?"
    r"|S\.\s?Ct\.|L\.\s?Ed\.(?:\s?2d)?|I&N\sDec\.|I\.\s?&\s?N\.\sDec\.|WL|F(?:ed)?\.\sApp[’']x|Fed\.\sCl\."
    r"|[A-Z][a-z]{1,4}\.\sApp\.|(?:[A-Z][A-Za-z]{0,4}\.\s?){1,3}(?:[23]d|[4-9]th))"
    r"\s(?P<page>\d{1,8}|_{2,})(?!\w)"
)
_SUBSECTION = re.compile(
    r"(?P<number>\d{1,5}[A-Za-z]{0,2})(?P<subs>(?:\((?:[a-z]{1,4}|[A-Z]{1,4}|\d{1,3})\))+)(?![A-Za-z])"
)
_SIGN = re.compile(
    r"(?P<sign>§§?|¶¶?)[\s\u00a0]?(?P<number>\d[0-9A-Za-z]*(?:\.\d+[0-9A-Za-z]*)*)?(?P<subs>(?:\([A-Za-z0-9]{1,4}\))*)"
)
_SECTIONS_RANGE = re.compile(
    r"\s?(?P<dash>[-–])\s?(?P<to>\d[0-9A-Za-z]*)(?P<subs>(?:\([A-Za-z0-9]{1,4}\))*)"
)
_DOCKET = re.compile(
    r"(?:(?P<office>\d{1,2}):)?(?P<year>\d{2,4})[-–](?P<kind>cv|cr|mc|md|mj|cm|po|bk|ap|ca|cb|rc|rd|uc|cvs)[-–](?P<number>\d{1,6})"
    r"(?P<tail>(?:[-–(][A-Za-z0-9]{2,5}\)?){0,3})(?!\w)",
    re.IGNORECASE,
)
_SHORT_DOCKET = re.compile(
    r"(?P<year>\d{4}|\d{2})(?P<joint>[-–]|[AM]|-[A-Z]{1,3}-)(?P<number>\d{1,5})(?![\d-])"
)
# The file of a court that counts within a year: `451685/2020`.
_FILED = re.compile(r"(?P<number>\d{3,6})/(?P<year>[12]\d{3}|\d{2})(?![\w/-])")
_PLURAL_SIGNS = frozenset({"§§", "Sections", "sections", "Secs.", "secs.", "Parts", "parts"})
_DOCKET_LEADS = frozenset({"no", "nos", "case", "cases", "docket", "number", "numbers"})
_DOCKET_COLON = re.compile(r"\b(?:case|docket|no\.)\s?:\s$", re.IGNORECASE)
_AMONG_DOCKETS = re.compile(r"\bnos?\.\s(?:\d{2}[-–]\d+(?:,\s(?:and\s)?|\sand\s))+$", re.IGNORECASE)
_OLD_DOCKET = re.compile(r"(?P<year>0\d)[-–](?P<number>[1-9]\d{2,4})(?![\w/-])")
_SUB = re.compile(r"\((?P<part>[A-Za-z0-9]{1,4})\)")
_BILL = re.compile(
    r"(?P<house>H\.?\s?R\.?|S\.?|H\.?\s?B\.?|S\.?\s?B\.?|A\.?\s?B\.?|H\.\s?J\.\s?Res\.?|S\.\s?J\.\s?Res\.?|H\.\s?Con\.\s?Res\.?|S\.\s?Con\.\s?Res\.?"
    r"|E\.?O\.?|H\.\s?Res\.?|S\.\s?Res\.?|A\.?\s?C\.?\s?R\.?|S\.?\s?C\.?\s?R\.?|L\.D\.|A\.)[\s\u00a0]?(?P<number>\d{1,5})(?![\d,]*\d|\.\d|%)"
)
_FEDERAL_RULE = re.compile(
    r"F(?:ed)?\.\s?R\.\s?(?P<kind>Civ|Crim|App|Evid|Bankr)\.(?:\s?P\.)?(?=\s?\d)"
)
_FEDERAL_RULES = {
    "Civ": "Civil Procedure",
    "Crim": "Criminal Procedure",
    "App": "Appellate Procedure",
    "Evid": "Evidence",
    "Bankr": "Bankruptcy Procedure",
}
_PUBLIC_LAW = re.compile(
    r"(?P<words>Pub(?:lic|\.)?\s?L(?:aw|\.)?(?:\sNo\.)?|P\.\s?L\.|PL)\s(?P<congress>\d{2,3})[-–](?P<number>\d{1,4})(?!\d)"
)
_COUNTS = (
    "[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven"
    "|[Tt]welve"
)
_NUMBERED = re.compile(
    rf"(?P<word>[Nn][Oo]s?|NOS?|№)(?P<stop>\.|\b)(?:[\s\u00a0]|(?<=\.)-(?=\d))?(?=\d|(?<=\.\s)[A-Z]{{1,4}}(?:-[A-Z]{{1,4}}){{0,3}}-?\d|(?<=\.\s)(?:of|{_COUNTS})\b)"
)
# The number of a model: `#1900-350`.
_MODEL = re.compile(r"#\s?(?P<a>\d{1,6})-(?P<b>\d{3,6})(?![\w-]|[.,]\d)")
_EU_ACT = re.compile(r"(?P<a>\d{2,4})/(?P<b>\d{1,4})(?:/(?P<body>EU|EC|EEC|EG|CE))?(?![\d/])")
_VERSUS = re.compile(r"(?:vs|v|VS|V)\.?(?=\s+\S)")
_COURT_WORDS = {"Res": "Resolution", "Con": "Concurrent", "J": "Joint", "H": "House", "S": "Senate"}
_ACT_LEADS = WORDS["act_leads"]


def _subs(line: Line, start: int, end: int) -> list[SpokenToken]:
    """Return the parts of a subsection such as `(b)(2)`: letters spelled, numbers said."""
    tokens: list[SpokenToken] = []
    for part in _SUB.finditer(line.text, start, end):
        written = part["part"]
        if written.isdecimal():
            tokens.append(line.say(*part.span(), numbers.cardinal(int(written))))
        elif len(written) > 1 and re.fullmatch(r"[ivx]+", written):
            value = roman(written.upper())
            tokens.append(
                line.say(*part.span(), numbers.cardinal(value))
                if value
                else line.spell(*part.span(), written.upper())
            )
        else:
            tokens.append(line.spell(*part.span(), written.upper()))
    return tokens


def _section(line: Line, start: int, end: int, *, plural: bool = False) -> list[SpokenToken]:
    """Return the words of a section's number: `1983`, `208.13`, `300gg-91`, `7A`."""
    tokens: list[SpokenToken] = []
    for part in re.compile(r"\d+|[A-Za-z]+|[.–-]").finditer(line.text, start, end):
        if part[0].isdecimal():
            after_point = line.text[part.start() - 1] == "." and part.start() > start
            tokens.append(
                line.say(
                    *part.span(),
                    numbers.cardinal(int(part[0]))
                    if after_point and len(part[0]) < 3 and part[0][0] != "0"
                    else numbers.label(part[0]),
                )
            )
        elif part[0] in ".-–":
            if part[0] == "." or plural:
                tokens.append(line.say(*part.span(), "point" if part[0] == "." else "to"))
        else:
            tokens.append(line.spell(*part.span(), part[0].upper()))
    return tokens


def read_federal_rule(line: Line, start: int) -> Reading | None:
    """Read `Fed. R. Civ. P. 12`: the number follows by itself."""
    found = _FEDERAL_RULE.match(line.text, start)
    if not found:
        return None
    kind = _FEDERAL_RULES[found["kind"]]
    return Reading((line.say(start, found.end(), f"Federal Rule of {kind}"),), found.end())


def read_code(line: Line, start: int) -> Reading | None:
    """Read a citation of a code or a report: `8 U.S.C. § 1158(b)(2)`, `410 U.S. 113`."""
    text = line.text
    if found := _CODE.match(text, start):
        tokens = [line.say(*found.span("title"), numbers.cardinal(int(found["title"])))]
        tokens += _reporter(line, *found.span("code"))
        end = found.end("code")
        if found["section"] and (found["sign"] or len(found["section"]) > 1):
            if found["sign"]:
                plural = found["sign"] in _PLURAL_SIGNS
                word = "part" if found["sign"][0] in "Pp" else "section"
                tokens.append(line.say(*found.span("sign"), word + ("s" if plural else "")))
            stop = found.end("section")
            if text[stop - 1] == ".":
                stop -= 1
            plural = found["sign"] in _PLURAL_SIGNS
            tokens += _section(line, found.start("section"), stop, plural=plural)
            end = stop
            if stop == found.end("section"):
                tokens += _subs(line, *found.span("subs"))
                end = found.end("subs")
            tokens, end = _range_of_sections(line, tokens, end, plural=plural)
        return Reading(tuple(tokens), end)
    if found := _REPORTER.match(text, start):
        tokens = [line.say(*found.span("volume"), numbers.label(found["volume"]))]
        tokens += _reporter(line, *found.span("reporter"))
        page = found.span("page")
        # A page that is not yet known is left blank: `597 U.S. ___ (2022)`.
        blank = found["page"][0] == "_"
        tokens.append(
            line.silence(*page) if blank else line.say(*page, numbers.label(found["page"]))
        )
        return Reading(tuple(tokens), found.end())
    return None


_REPORTER_WORDS = {
    "fed": "Federal",
    "reg": "Register",
    "stat": "Statutes",
    "supp": "Supplement",
    "ct": "Court",
    "ed": "Edition",
    "dec": "Decisions",
    "2d": "Second",
    "3d": "Third",
    "4th": "Fourth",
    "5th": "Fifth",
    "6th": "Sixth",
    "app": "App",
    "app'x": "Appendix",
    "cl": "Claims",
    "misc": "Miscellaneous",
    "rptr": "Reporter",
    "so": "Southern",
}


def _reporter(line: Line, start: int, end: int) -> list[SpokenToken]:
    written = line.text[start:end]
    letters = re.sub(r"[^A-Z]", "", written)
    if re.fullmatch(r"[A-Z.\s]+", written):
        if letters == "SCT":
            return [line.say(start, end, "Supreme Court")]
        return [line.spell(start, end, letters)]
    tokens: list[SpokenToken] = []
    for part in re.compile(r"\d\w+|[A-Za-z]+(?:[’']x)?|&").finditer(line.text, start, end):
        word = part[0].replace("’", "'")
        state = STATE_ABBREVIATIONS.get(word.lower())
        if word == "&":
            tokens.append(line.say(*part.span(), "and"))
        elif word.lower() in _REPORTER_WORDS:
            tokens.append(line.say(*part.span(), _REPORTER_WORDS[word.lower()]))
        elif state:
            tokens.append(line.say(*part.span(), state))
        elif word == "S" and "Ct" in written:
            tokens.append(line.say(*part.span(), "Supreme"))
        else:
            tokens.append(line.spell(*part.span(), word))
    return tokens


def _range_of_sections(
    line: Line, tokens: list[SpokenToken], end: int, *, plural: bool
) -> tuple[list[SpokenToken], int]:
    while rest := _SECTIONS_RANGE.match(line.text, end):
        # Codes number their sections with hyphens: `§ 35-42`.
        numbered = rest["dash"] == "-" and not plural
        if not numbered:
            tokens.append(line.say(*rest.span("dash"), "to"))
        tokens += _section(line, *rest.span("to"))
        tokens += _subs(line, *rest.span("subs"))
        end = rest.end()
    return tokens, end


def read_sign(line: Line, start: int) -> Reading | None:
    """Read `§ 1983`, `§§ 1331–1332`, `¶ 12`."""
    found = _SIGN.match(line.text, start)
    if not found:
        return None
    word = "section" if found["sign"][0] == "§" else "paragraph"
    tokens = [line.say(*found.span("sign"), word + ("s" if len(found["sign"]) > 1 else ""))]
    end = found.end("sign")
    if found["number"]:
        tokens += _section(line, *found.span("number"))
        tokens += _subs(line, *found.span("subs"))
        plural = len(found["sign"]) > 1
        tokens, end = _range_of_sections(line, tokens, found.end(), plural=plural)
    return Reading(tuple(tokens), end)


def read_subsection(line: Line, start: int) -> Reading | None:
    """Read a number with subsections: `501(c)(3)`, `287(g)`, `50(2)`."""
    found = _SUBSECTION.match(line.text, start)
    if not found or (start and line.text[start - 1] in ".,$"):
        return None
    tokens = _section(line, *found.span("number"))
    tokens += _subs(line, *found.span("subs"))
    return Reading(tuple(tokens), found.end())


def read_docket(line: Line, start: int) -> Reading | None:
    """Read a docket number such as `3:17-cv-02366` wherever it stands, `22-506` after `No.`."""
    text = line.text
    if found := _DOCKET.match(text, start):
        tokens = []
        if found["office"]:
            tokens.append(line.say(*found.span("office"), numbers.cardinal(int(found["office"]))))
        tokens.append(line.say(*found.span("year"), _docket_year(found["year"])))
        tokens.append(line.spell(*found.span("kind"), found["kind"].upper()))
        tokens.append(line.say(*found.span("number"), numbers.label(found["number"])))
        tokens += _section(line, *found.span("tail"))
        return Reading(tuple(tokens), found.end())
    if (old := _OLD_DOCKET.match(text, start)) and text[start - 1 : start] not in {"-", "/"}:
        tokens = [
            line.say(*old.span("year"), _docket_year(old["year"])),
            line.say(*old.span("number"), numbers.label(old["number"])),
        ]
        return Reading(tuple(tokens), old.end())
    if (filed := _FILED.match(text, start)) and _follows_docket_word(line, start):
        tokens = [
            line.say(*filed.span("number"), numbers.label(filed["number"])),
            line.say(*filed.span("year"), _docket_year(filed["year"])),
        ]
        return Reading(tuple(tokens), filed.end())
    found = _SHORT_DOCKET.match(text, start)
    if not found or not _follows_docket_word(line, start):
        return None
    tokens = [line.say(*found.span("year"), _docket_year(found["year"]))]
    if letters := re.sub(r"[^A-Z]", "", found["joint"]):
        tokens.append(line.spell(*found.span("joint"), letters))
    tokens.append(line.say(*found.span("number"), numbers.label(found["number"])))
    return Reading(tuple(tokens), found.end())


def _follows_docket_word(line: Line, start: int) -> bool:
    """Return whether `22-506` stands after `No.` or `Case`, or after another such number."""
    if line.before(start).lower().rstrip(".") in _DOCKET_LEADS:
        return True
    if _DOCKET_COLON.search(line.text, max(0, start - 16), start):
        return True
    return _AMONG_DOCKETS.search(line.text, max(0, start - 60), start) is not None


def _docket_year(written: str) -> str:
    if len(written) == 4:
        return numbers.year(int(written))
    return (
        f"oh {numbers.cardinal(int(written))}"
        if written[0] == "0"
        else numbers.cardinal(int(written))
    )


def read_bill(line: Line, start: int) -> Reading | None:
    """Read a bill or resolution: `H.R. 1319`, `S. 25`, `SB 8`, `H.J.Res. 5`."""
    if found := _PUBLIC_LAW.match(line.text, start):
        tokens = [line.say(*found.span("words"), "Public Law")]
        tokens.append(line.say(*found.span("congress"), numbers.label(found["congress"])))
        tokens.append(line.say(*found.span("number"), numbers.label(found["number"])))
        return Reading(tuple(tokens), found.end())
    found = _BILL.match(line.text, start)
    if not found or (start and line.text[start - 1].isalnum()):
        return None
    house = found["house"]
    if "Res" in house:
        words = [_COURT_WORDS[part] for part in re.findall(r"Res|Con|J|H|S", house)]
        tokens = [line.say(*found.span("house"), " ".join(words))]
    else:
        letters = re.sub(r"[^A-Z]", "", house)
        if "." not in house and letters in {"S", "A"}:
            return None
        tokens = [line.spell(*found.span("house"), letters)]
    tokens.append(line.say(*found.span("number"), numbers.label(found["number"])))
    return Reading(tuple(tokens), found.end())


def read_number_sign(line: Line, start: int) -> Reading | None:
    """Read `No. 3`, `Nos. 4 and 5`, `#1`."""
    if line.text[start] == "#":
        if model := _MODEL.match(line.text, start):
            tokens = [
                line.say(start, start + 1, "number"),
                line.say(*model.span("a"), numbers.label(model["a"])),
                line.say(*model.span("b"), numbers.label(model["b"])),
            ]
            return Reading(tuple(tokens), model.end())
        found = re.compile(r"#\s?(?=\d)").match(line.text, start)
        return Reading((line.say(start, start + 1, "number"),), found.end()) if found else None
    found = _NUMBERED.match(line.text, start)
    if not found or (found["word"] in {"no", "nos"} and not found["stop"]):
        return None
    if not found["stop"] and found["word"] not in {"No", "NO", "Nos"}:
        return None
    if line.opens(start) and line.after(found.end())[:1].islower():
        return None  # `No. one cares.`
    plural = found["word"].lower() == "nos"
    end = found.end("stop")
    return Reading((line.say(start, end, "numbers" if plural else "number"),), end)


def read_eu_act(line: Line, start: int) -> Reading | None:
    """Read the number of a European act: `2016/679` after `Regulation (EU)`."""
    found = _EU_ACT.match(line.text, start)
    if not found:
        return None
    before = re.findall(r"[a-z]+", line.text[max(0, start - 24) : start].lower())
    if not found["body"] and not _ACT_LEADS & set(before[-2:]):
        return None
    first = found["a"]
    year = numbers.year(int(first)) if len(first) == 4 else numbers.label(first)
    tokens = [
        line.say(*found.span("a"), year),
        line.say(
            *found.span("b"),
            numbers.label(found["b"])
            if len(found["b"]) > 2
            else numbers.year(int(found["b"]))
            if len(found["b"]) == 4
            else numbers.cardinal(int(found["b"])),
        ),
    ]
    if found["body"]:
        tokens.append(line.spell(*found.span("body"), found["body"]))
    return Reading(tuple(tokens), found.end())


def read_versus(line: Line, start: int) -> Reading | None:
    """Read `v.` or `vs.` between two names."""
    found = _VERSUS.match(line.text, start)
    if not found or line.opens(start) or (found[0][0] == "V" and not line.capitals):
        return None
    if "." not in found[0] and not (found[0] == "vs" or line.after(found.end())[:1].isupper()):
        return None
    return Reading((line.say(start, found.end(), "versus"),), found.end())
