"""Lines that are never part of a paragraph: bullets, table rows, dates, marks and labels."""

from __future__ import annotations

import re
from functools import lru_cache

from presscast.text.dateline import place_alone
from presscast.text.release_words import structure
from presscast.text.written_dates import date_pattern, time_pattern

END_MARK = re.compile(
    r"(?:[#]\s*){1,6}|[-–—]?\s?[-–—]?\s*(?:30|0)\s*[-–—]?\s?[-–—]|(?:\*\s*){3,5}|oOo|XXX|xxx"
)
RULE = re.compile(r"[-–—_=*~.·•+<>|\s]{3,}|[_=]+|-----(?:BEGIN|END) PGP.*-----")
_ITEM = re.compile(
    r"(?:[•·▪▫◦‣●○■□▶►➢➤✓✔\uf0b7\uf0a7]\s*|\*(?!\*)\s*|\+(?!\d)\s*|[-–—]{1,2}\s+|o\s{2,}|"
    r"\(?\d{1,2}[.)]\s+|\[\d{1,2}\]:?\s+|\(?[a-zA-Z][)]\s+|\(?[ivx]{1,4}\)\s+)(?=\S)"
)
_SIGNATURE = re.compile(r"(?:--|[-–—])\s+[A-ZÀ-Ý][^.!?]{3,120}\Z")
_COLUMNS = re.compile(r"\S(?:\s{4,}|\t+|\s*\|\s*)\S")
_LABELLED_NUMBER = re.compile(r"[\w./#-]*\d[\w./#-]*")
_ABOUT_NAME = re.compile(
    r"[\"“«]?(?:(?:the|la|le|les|el|los|las|der|die|das|den|a|o|il|l['’])\b\s*)?[A-ZÀ-Ý]"
)
_BYLINE = re.compile(
    r"(?:[Bb]y|Por|Par|Von):?\s+[A-ZÀ-Ý][\w.'’-]+(?:\s+[A-ZÀ-Ý][\w.'’-]+){1,4}"
    r"(?:(?:, | ?/ ?)[A-ZÀ-Ý][^.:!?]{3,70})?"
)
_PLACE_NAME = re.compile(r"[A-ZÀ-Ý][\w'’.-]*(?: (?:de |del |la |am )?[A-ZÀ-Ý][\w'’.-]*){0,2}")
_ISSUER_NAME = re.compile(r"(?:(?:The|of|for|and|de|&) |[A-ZÀ-Ý][\w'’.&-]* ?){1,8}")
_NUMBERED = re.compile(
    r"[^:\n]{0,30}\b(?:no|nos|number|nr|nummer|numéro|número|n[°º]|id|ref|reference|docket)\.?"
    r":?\s*[\w./#-]*\d[\w./#-]*",
    re.IGNORECASE,
)
_ITEM_END = re.compile(r";(?:\s(?:and|or|y|o|et|ou|und|oder|e))?\Z")
_YEAR = re.compile(r"\d{4}")
_MAIL_HEADER = re.compile(
    r"(?:Cc|Subject|Message-I[Dd]|Reply-To|List-\w+|Hash|Betreff|Asunto|Objet):\s\S"
    r"|(?:From|To|Von|An|De|Para):\s[^\n]*@"
)
_DIGIT = re.compile(r"\d")
_SHORT = 90
_LONGEST_MARK = 160
_REMEMBERED = 2048
"""Short lines are looked at several times, and pages of one site share them."""


def is_item(line: str) -> bool:
    """Return whether a line opens an item of a list."""
    found = _ITEM.match(line)
    if found is None or END_MARK.fullmatch(line) or RULE.fullmatch(line):
        return False
    if found[0].strip() in ("-", "–", "—", "--"):
        return not is_signature(line)
    # `3. Mai 2023` and `1. FC` are no items.
    return not (found[0][0].isdigit() and date_pattern().match(line))


def ends_item(line: str) -> bool:
    """Return whether a line ends an item that another follows: `Ana Ruiz, of Reseda; and`."""
    return _ITEM_END.search(line[-6:]) is not None


def is_signature(line: str) -> bool:
    """Return whether a line signs the quote above it: `-- Casey Ray, director of Example`."""
    if not _SIGNATURE.match(line) or len(line) > 140:
        return False
    name = line.lstrip("-–— ").split(",")[0]
    if ";" in line or ":" in line or re.search(r"['’]s\b", name):
        return False
    words = name.split()
    return 2 <= len(words) <= 5 and all(word[0].isupper() or len(word) < 4 for word in words)


def is_pair(line: str) -> bool:
    """Return whether a line could be a row of two columns: `Cargo | 12`."""
    return len(line) <= 200 and len(re.split(r"\t+|\s+\|\s+", line)) == 2


def is_table_row(line: str) -> bool:
    """Return whether a line is set in columns by tabs, bars or wide gaps."""
    if len(line) > 400:
        return False
    if line.count("\t") >= 2 or line.count("|") >= 2 or line.startswith("|"):
        return True
    if "    " not in line and "\t" not in line and "|" not in line:
        return False
    return len(_COLUMNS.findall(line)) >= 2 and not re.search(r"[.!?]\s{2,}", line)


_DATELINE_ENDS = ("-", "–", "—", "―")
"""A place and a date with a dash after them are a dateline whose story begins on another line."""


def is_date_line(line: str) -> bool:
    """Return whether a line holds a date and little else: no sentence, no name but a place."""
    return len(line) <= _SHORT and _DIGIT.search(line) is not None and _is_date_line(line)


@lru_cache(maxsize=_REMEMBERED)
def _is_date_line(line: str) -> bool:
    found = date_pattern().search(line)
    if found is None:
        return time_pattern().fullmatch(line) is not None
    rest = line[: found.start()] + " " + line[found.end() :]
    rest = date_pattern().sub(" ", time_pattern().sub(" ", rest))
    label = structure().date_label.match(rest.strip(" ,-–—:|[]()"))
    if label:
        # `Posted on 12 May 2018 in Latest news, Office of the Governor`
        return len(rest.split()) <= 8 or (found.start() <= label.end() + 2 and line[-1].isalnum())
    rest = re.sub(rf"\b(?:{structure().weekdays})\b", " ", rest, flags=re.IGNORECASE)
    words = re.findall(r"[^\W\d_]+", rest)
    if not words:
        return True
    if line.endswith(_DATELINE_ENDS):
        return False
    head = line[: found.start()].rstrip(" (")
    if not head or not all(word[0].isupper() or len(word) < 4 for word in words):
        return False
    if head.endswith(","):
        return len(words) <= 7 and all(len(part.split()) <= 4 for part in head.split(","))
    return len(words) <= 2 and not head.endswith(".") and _YEAR.search(found[0]) is not None


def is_release_mark(line: str) -> bool:
    """Return whether a line only says that a release follows, with its number or its embargo."""
    return len(line) <= _LONGEST_MARK and _is_release_mark(line)


@lru_cache(maxsize=_REMEMBERED)
def _is_release_mark(line: str) -> bool:
    words = structure()
    bare = line.strip(" *#[](){}<>|-–—_:.!/")
    if not bare:
        return False
    if words.release_mark.fullmatch(bare) or words.embargo.match(bare):
        return True
    if _is_header_row(bare):
        return True
    columns = re.split(r"\s{3,}|\t", bare)
    if len(columns) > 1 and words.release_mark.fullmatch(columns[0].strip(" :")):
        return True  # `FOR IMMEDIATE RELEASE      Contact: Jo Doe`
    undated = date_pattern().sub(" ", bare).strip(" :,|–—-") if _DIGIT.search(bare) else bare
    if undated != bare and words.release_mark.fullmatch(undated):
        return True
    # `PRESS RELEASE | 3 May 2023`, `European Commission - Press release`
    parts = [part.strip() for part in re.split(r"\s+[|•·/–—-]\s+|[,:]\s+|(?<=\d)\.\s+", bare)]
    if _NUMBERED.fullmatch(bare):
        return True
    marked = any(words.release_mark.fullmatch(part) or is_date_line(part) for part in parts)
    return (len(parts) > 1 and marked) and all(
        words.release_mark.fullmatch(part)
        or words.letterhead.fullmatch(part)
        or _BYLINE.fullmatch(part)
        or (index > 1 and words.furniture.fullmatch(part) is not None)
        or (index == 0 and len(parts) > 2 and _PLACE_NAME.fullmatch(part) is not None)
        or (
            0 < index < len(parts) - 1
            and words.release_mark.fullmatch(parts[0]) is not None
            and _ISSUER_NAME.fullmatch(part) is not None
        )
        or is_date_line(part)
        or (words.date_label.fullmatch(part) is not None)
        or (index > 0 and _LABELLED_NUMBER.fullmatch(part) is not None)
        for index, part in enumerate(parts)
    )


def _is_header_row(line: str) -> bool:
    """Return whether a line has date, place and mark beside one another: `3 May | Bonn, Texas`."""
    columns = re.split(r"\s*\|\s*", line)
    if place_alone(line) is not None:
        return ":" in line
    if (
        len(columns) > 1
        and is_date_line(columns[0])
        and all(map(_PLACE_NAME.fullmatch, columns[1:]))
    ):
        return True  # who wrote it
    kinds = [
        is_date_line(column) or structure().release_mark.fullmatch(column) is not None
        for column in columns
    ]
    return (
        len(columns) > 1
        and any(kinds)
        and all(kind or place_alone(col) for kind, col in zip(kinds, columns, strict=True))
    )


def is_letterhead(line: str) -> bool:
    """Return whether a line is the name of an authority: no verb, so no word in small letters."""
    if len(line) > 120 or structure().letterhead.fullmatch(line) is None:
        return False
    return all(word[0].isupper() for word in re.findall(r"[^\W\d_]{4,}", line))


def is_mail_header(line: str) -> bool:
    """Return whether a line is a header of an e-mail or of a signed message."""
    return _MAIL_HEADER.match(line) is not None


def is_byline(line: str) -> bool:
    """Return whether a line names the writer: `By Carmen Wells`."""
    return _BYLINE.fullmatch(line.rstrip(" –—-")) is not None


_LEGAL_FORM = re.compile(r"\s(?:inc|ltd|corp|co|e\.\s?v|s\.\s?a|s\.\s?p\.\s?a)\.\Z", re.IGNORECASE)
"""The abbreviation that closes a name: `Inc.`, `S.A.`, `e.V.`"""


def about_name(line: str) -> str | None:
    """Return the organisation that a heading is about; None for any other line.

    `About Boerne, Texas:` gives `Boerne, Texas`; a heading without a name gives an empty string.
    """
    found = structure().about.match(line.strip("#*= "))
    if found is None:
        return None
    name = line.strip("#*= ")[found.end() :].strip(" :*–—-\t")
    if len(name) > 80 or len(name.split()) > 10 or name.endswith((".", ",", ";")) or "\n" in name:
        return name if _LEGAL_FORM.search(name) else None
    if not name:
        return ""
    verb = structure().about_verb
    if re.search(r":\s?\S", name) or any(verb.fullmatch(word) for word in name.split()[1:]):
        return None
    if name.lower() in ("us", "uns", "nosotros", "nous", "nós", "noi"):
        return ""
    if _ABOUT_NAME.match(name):
        return name
    named = name[0].isalpha() and len(name.split()) <= 5 and any(map(str.isupper, name))
    return name if named else None


def is_known_heading(line: str) -> bool:
    """Return whether a line is a heading of the kinds that releases share."""
    if len(line) > _SHORT:
        return False
    bare = line.strip("#*_= ")
    words = structure()
    return bool(
        words.heading.fullmatch(bare)
        or words.legal_heading.fullmatch(bare)
        or about_name(bare) is not None
    )


def stands_alone(line: str) -> bool:
    """Return whether a line is never joined with the lines around it."""
    return len(line) <= _LONGEST_MARK and _stands_alone(line)


@lru_cache(maxsize=_REMEMBERED)
def _stands_alone(line: str) -> bool:
    words = structure()
    return bool(
        END_MARK.fullmatch(line)
        or RULE.fullmatch(line)
        or line.startswith(("#", "= ", "== "))
        or is_mail_header(line)
        or (words.footer.match(line) and date_pattern().search(line))
        or is_release_mark(line)
        or is_date_line(line)
        or is_known_heading(line)
        or words.furniture.fullmatch(line)
        or words.contact_part.match(line)
        or (len(line) < 120 and words.end_mark.fullmatch(line) and not line[0].islower())
        or (words.contact.match(line) and re.search(r":", line[:60]))
    )
