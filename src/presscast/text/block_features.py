"""What a paragraph looks like: the signs by which its place in a release is told."""

from __future__ import annotations

import re
import unicodedata

from presscast.text.release_words import structure
from presscast.text.standing_lines import END_MARK, RULE, about_name, is_date_line, is_mail_header

_TERMINAL = re.compile(r"[.!?…]\s?[\"'”’“‘»«)\]]*[*†‡]{0,3}\Z")
_EMAIL = re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w.,$€£])(?:\+|\(|00)?\d[\d ()./–-]{6,20}\d(?!\d)")
_YEARS = re.compile(r"(?:19|20)\d\d ?[-–/] ?(?:19|20)\d\d")
_FILE_NAME = re.compile(r"\S*\w_\w\S*(?: ?\d{1,4})?")
"""What stands where a picture has no description: `otter_pup 2`."""
_LINK_LINE = re.compile(
    r"[-*•\s]*(?:[\w .&-]{0,60}[-:–]\s*)?(?:!?\[[^\]]*\]\([^)]*\)\s*)+|<?https?://\S+>?|www\.\S+"
)
_CRUMBS = re.compile(r"[^.!?\n]{2,60}(?:\s+[>›»/|→]\s+[^.!?\n]{2,80}){1,}(?:\s*[>›»/])?")
_ARMOR = re.compile(r"(?:[A-Za-z0-9+/=]{30,76}\s*)+(?:=\w{4})?")
_HANDLE = re.compile(r"[@#]\w+(?:[\s,|]+[@#]\w+)*")
_BRACKETED_LINK = re.compile(r"[\[(<][^\])>\n]{0,120}https?://[^\s\])>]+\s*[\])>]")
_FOOTER_VALUE = re.compile(r"\s*(?::|[-–—]\s|\n|\Z)|\s+(?=\d|\w+day\b|[A-Z][a-z]{2,8}\.? \d)")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s*(?:\(c\)|©)?\s*(?:19|20)\d\d", re.IGNORECASE)
_QUOTE_OPENING = re.compile(r"[\"“„«‘']\s?\w|[-–—]\s\w")
_MARKED_TITLE = re.compile(
    r"#{1,6}\s+\**(\w[^\n]*?)[\s#]*|=+\s+([^\n=]+?)\s+=+|([^\n]+)\n[=~*-]{3,}"
)
_QUOTED_TITLE = re.compile(r"[‘“\"„«]\s?([^’”\"“»\n]{3,80}[^.,;!?’”\"“»\s])\s?[’”\"“»]")
_QUOTED_HEAD = re.compile(r"\A‘([^’\n]{2,60})’(?= \w)")
_NAME_TWICE = re.compile(r"\b([A-ZÀ-Ý][\w.&’'-]*(?: [\w.&’'-]+){0,7}) (?:The |the )?\1\b")
_NAMED_AND_DEFINED = re.compile(
    r"(?:(?:The|La|El|Los|Las|Le|Les|L['’]|Der|Die|Das|Il|Lo|O|A) ?)?[A-ZÀ-Ý][\w.&’'-]*"
    r"(?: [\w.&’'-]+){0,7}?(?: ?\([^)\n]{1,80}\))?(?:, [^.\n]{2,90},)? "
    r"(?:is|are|es|son|est|sont|ist|sind|è|é) "
    r"(?:an?|the|one|una?|uno|el|la|le|l['’]|les|une|de[rs]|die|das|eine?[rs]?|il|um|uma|o)\b"
)
_HEAD = 250
_LEGAL_HEAD = 800
_LONGEST_CAPTION = 500
_PROSE_CHARS = 80
_SENTENCE_BREAK = re.compile(r"[a-zà-ÿ)][.!?][\"”»]?\s+[\"“«]?[A-ZÀ-Ý]")


def normalized(text: str) -> str:
    """Return the words of a text in lower case, for comparing titles."""
    folded = unicodedata.normalize("NFKD", text).lower()
    return " ".join(re.findall(r"\w+", folded))


def is_terminated(text: str) -> bool:
    """Return whether a text ends as a sentence does."""
    return _TERMINAL.search(text[-6:]) is not None


def is_prose(text: str) -> bool:
    """Return whether a paragraph is made of sentences rather than of a title or a label."""
    if len(text) < _PROSE_CHARS:
        return len(text) >= 40 and is_terminated(text) and not is_one_sentence(text)
    if is_terminated(text) or text.endswith(":"):
        return True
    return len(text) >= 200 and _SENTENCE_BREAK.search(text) is not None


def is_one_sentence(text: str) -> bool:
    """Return whether a text holds no second sentence."""
    return _SENTENCE_BREAK.search(text) is None


def opens_quote(text: str) -> bool:
    """Return whether a paragraph begins with a quotation mark or a dialogue dash."""
    return _QUOTE_OPENING.match(text) is not None


def is_end_mark(text: str) -> bool:
    """Return whether a line only says that the release is over."""
    if len(text) > 40:
        return False
    bare = text.strip(" -–—*#_.[]()")
    if END_MARK.fullmatch(text):
        return True
    return bool(bare) and structure().end_mark.fullmatch(bare) is not None and not bare[0].islower()


def is_rule(text: str) -> bool:
    """Return whether a line is drawn, not written: `-----`."""
    return RULE.fullmatch(text) is not None


def is_furniture(text: str) -> bool:
    """Return whether a paragraph belongs to the page around a release."""
    words = structure()
    if is_rule(text):
        return True
    if len(text) <= 160:
        bare = text.strip(" *|>›»«‹<[]()#•·-–—:")
        told = text.endswith(".") and len(text.split()) > 4
        if words.credit.fullmatch(bare):
            return True
        if not bare or (words.furniture.fullmatch(bare) and not told):
            return True
        if _HANDLE.fullmatch(text) or is_mail_header(text) or _BRACKETED_LINK.fullmatch(text):
            return True
        if _FILE_NAME.fullmatch(text) and "@" not in text:
            return True
        if _crumbs(text):
            return True
    if len(text) <= 2000 and (_LINK_LINE.fullmatch(text) or _ARMOR.fullmatch(text)):
        return True
    if len(text) <= _LONGEST_CAPTION and words.caption_end.search(text):
        return True
    if "\n" in text and len(text) <= 600:
        lines = text.split("\n")
        if all(
            words.furniture.fullmatch(line.strip(" *|>•·-–—:")) for line in lines if line.strip()
        ):
            return True
    return len(text) <= 700 and words.furniture_phrase.search(text[:_HEAD].lower()) is not None


def is_credit(text: str) -> bool:
    """Return whether a line says whose a picture is; the line right above it describes it."""
    return len(text) <= 120 and structure().credit.fullmatch(text) is not None


def _crumbs(text: str) -> bool:
    """Return whether a line is a trail or a row of page links: `Home > News > Releases`."""
    if not _CRUMBS.fullmatch(text):
        return False
    parts = [part.strip() for part in re.split(r"\s+[>›»/|→]\s+", text)]
    known = sum(
        structure().furniture.fullmatch(part) is not None
        or structure().release_mark.fullmatch(part) is not None
        for part in parts
    )
    return known > 0 and (
        known * 2 >= len(parts) or structure().furniture.fullmatch(parts[0]) is not None
    )


def is_link_row(text: str) -> bool:
    """Return whether a line is a row of page names: `About us | Careers | Contact`."""
    parts = re.split(r"\s+[|•·»>/]\s+", text.strip(" |•·»>/"))
    return len(parts) >= 3 and all(len(part.split()) <= 3 for part in parts)


def is_related_heading(text: str) -> bool:
    """Return whether a line stands above links to other pages."""
    return len(text) <= 80 and structure().related.fullmatch(text.strip(" #*:")) is not None


def is_footer(text: str) -> bool:
    """Return whether a paragraph is a note below the release: when changed, by whom owned."""
    if len(text) > 260:
        return False
    if _COPYRIGHT.match(text) or (len(text) <= 160 and _COPYRIGHT.search(text)):
        return True
    found = structure().footer.match(text)
    if found is None:
        return False
    rest = text[found.end() :]
    if not rest.strip(" :.\u00a0"):
        return True
    if found[0].isupper() and len(text) <= 90:
        return True  # `SOURCE Northlake Instruments`
    value = _FOOTER_VALUE.match(rest)
    return value is not None and len(rest) <= 140 and not is_prose(rest)


def is_footer_label(text: str) -> bool:
    """Return whether a footer's label stands without its value."""
    found = structure().footer.match(text)
    return found is not None and len(text) <= 40 and not text[found.end() :].strip(" :.\u00a0")


def has_address(text: str) -> bool:
    """Return whether a text gives a telephone number or an e-mail address."""
    return _has_email(text) or has_phone(text)


def _has_email(text: str) -> bool:
    # The pattern is dear on prose, where nearly no text has what must stand in an address.
    return any(sign in text for sign in ("@", "(at)", "[at]")) and _EMAIL.search(text) is not None


def has_phone(text: str) -> bool:
    """Return whether a text gives a telephone number."""
    return any(
        sum(character.isdigit() for character in found[0]) >= 7
        and not is_date_line(found[0])
        and not _YEARS.fullmatch(found[0])
        for found in _PHONE.finditer(text[:1500])
    )


def is_address(text: str) -> bool:
    """Return whether a line is a web address and nothing else."""
    return len(text) <= 300 and _URL.fullmatch(text.strip("<> ")) is not None


def has_url(text: str) -> bool:
    """Return whether a text gives a web address."""
    return _URL.search(text) is not None


def is_contact_label(text: str) -> bool:
    """Return whether a paragraph opens as a contact block does."""
    head = text[:140].lstrip("#*•-–— ")
    label = re.split(r"\s*[:\n]", head, maxsplit=1)[0]
    if structure().contact_label.fullmatch(label):
        return len(text) < 700
    if text.endswith(":") and len(text) < 120 and structure().contact.match(head):
        return True
    if structure().cta.match(head) and has_url(text) and "@" not in text:
        return False  # `For more information, call … or visit …`
    # `For more information, contact Jo Doe at …` is one; `Contact with water …` is none.
    return structure().contact.match(head) is not None and len(text) < 400 and has_address(text)


def is_contact_part(text: str) -> bool:
    """Return whether a line is one of the lines of a contact block."""
    if structure().cta.match(text) and is_terminated(text) and has_url(text):
        return False
    if len(text) > 300 or is_mail_header(text):
        return False
    if structure().contact_part.match(text):
        return True
    if _has_email(text):
        bare = _EMAIL.sub("", _URL.sub("", text))
        if len(bare) <= 90:
            return not is_prose(bare)
    return (
        has_phone(text)
        and len(text) <= 160
        and not re.search(r"[.!?]\s+[A-ZÀ-Ý]\w+ \w+ \w+ \w+", text)
    )


def is_contact_heading(text: str) -> bool:
    """Return whether a line is a heading above contacts and nothing more."""
    bare = text.strip(" #*_")
    return len(bare) <= 100 and structure().contact_label.fullmatch(bare) is not None


def is_legal_heading(text: str) -> bool:
    """Return whether a line stands above legal text."""
    return len(text) <= 100 and structure().legal_heading.fullmatch(text.strip(" #*_")) is not None


def is_legal(text: str) -> bool:
    """Return whether a paragraph is a disclaimer, a notice of trademarks or the like."""
    label = re.match(r"[^:\n]{3,60}(?=:)", text)
    if label and structure().legal_heading.fullmatch(label[0]):
        return True
    return structure().legal.search(text[:_LEGAL_HEAD].lower()) is not None


def is_call_to_action(text: str) -> bool:
    """Return whether a paragraph asks the reader to go, read, give or join."""
    if len(text) > 340 or opens_quote(text):
        return False
    head = text.lstrip("*•>→»- ")
    if structure().cta.match(head):
        return len(text) <= 200 or has_url(text) or is_one_sentence(text)
    return len(text) <= 240 and structure().cta_phrase.search(text.lower()) is not None


def is_about_paragraph(text: str) -> bool:
    """Return whether a paragraph carries its own `About X:` at its head."""
    if structure().about.match(text) and _NAME_TWICE.search(text[:160]):
        return True
    head = re.match(r"[^\n:–—]{3,90}(?=\s*[:\n–—])", text)
    return head is not None and bool(about_name(head[0])) and len(text) > len(head[0]) + 40


def describes_organization(text: str) -> int:
    """Return how many things organisations say of themselves a paragraph says."""
    if opens_quote(text):
        return 0
    named = _NAMED_AND_DEFINED.match(text) is not None
    pattern, lowered = structure().self_description, text[:1500].lower()
    opens = pattern.match(lowered) is not None  # `Founded in 1913, the …`
    return named + opens + len({found[0] for found in pattern.finditer(lowered)})


def is_marked_title(text: str) -> bool:
    """Return whether a line is marked as a title: `## Title`, `== Title ==`, underlined."""
    return len(text) <= 300 and _MARKED_TITLE.fullmatch(text) is not None


def title_words(text: str) -> str:
    """Return a title on one line, without the marks that plain text sets titles apart with."""
    found = _MARKED_TITLE.fullmatch(text)
    words = next((group for group in found.groups() if group), text) if found else text
    return " ".join(words.strip("*_ ").split())


_ENDS_QUOTATION = re.compile(r"[.!?…][“«]\Z")
"""The end of a whole German quotation: a sentence's stop within the closing mark."""


def is_title_like(text: str, *, longest: int = 110) -> bool:
    """Return whether a line could be a heading: short, unfinished, with a capital at its head."""
    if len(text) > longest or "\n" in text.strip():
        return False
    bare = text.lstrip("#*_ ").rstrip("*_ ")
    quoted = _QUOTED_TITLE.fullmatch(bare)
    bare = quoted[1] if quoted else _QUOTED_HEAD.sub(r"\1", bare)
    if not bare or not (bare[0].isupper() or bare[0].isdigit() or bare[0] in "¿¡"):
        return False
    if bare.endswith((".", ",", ";", "”", '"', "»")) and not re.search(r"\b[A-Z]\.\Z", bare):
        return False
    if _ENDS_QUOTATION.search(bare):
        return False
    return len(bare.split()) <= 16


def shares_words(title: str, body: str) -> float:
    """Return the share of a title's long words that stand in a text."""
    wanted = {word for word in normalized(title).split() if len(word) > 3}
    if not wanted:
        return 0.0
    return len(wanted & set(normalized(body).split())) / len(wanted)
