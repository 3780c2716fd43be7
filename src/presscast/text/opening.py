"""What stands above the first sentence: headline, subheadline, marks, contacts, page chrome."""

from __future__ import annotations

import re
from collections.abc import Sequence

from presscast.model import BlockType, Metadata
from presscast.text.block_features import (
    has_address,
    is_about_paragraph,
    is_contact_label,
    is_contact_part,
    is_credit,
    is_footer,
    is_furniture,
    is_link_row,
    is_marked_title,
    is_prose,
    is_terminated,
    normalized,
    shares_words,
)
from presscast.text.paragraphs import Paragraph
from presscast.text.standing_lines import (
    is_byline,
    is_date_line,
    is_item,
    is_known_heading,
    is_letterhead,
    is_release_mark,
)
from presscast.text.written_dates import date_pattern

_LONGEST_HEADLINE = 300
_WRITER = re.compile(r"[A-ZÀ-Ý][\w'’-]+(?: (?:de |del |van |von )?[A-ZÀ-Ý][\w'’.-]*){1,3}")
"""A name and nothing else."""
_SITE_SUFFIX = re.compile(r"\s+[|–—»:·-]\s+[^|]{2,80}\Z")
_SUBJECT = re.compile(r"\[[\w-]{2,30}\] |(?:re|fwd?|aw|wg|tr|rv): ", re.IGNORECASE)
"""How the subject of an e-mail opens that carries a release: `[announce] …`, `Fwd: …`."""
_SALUTATION = re.compile(r"[^.!?]{4,100}[,:]\Z")


def classify_opening(
    paragraphs: Sequence[Paragraph], lede: str, metadata: Metadata
) -> list[BlockType]:
    """Return the types of the paragraphs above the lede, in order.

    `lede` is the first paragraph's text: a headline speaks of what it speaks of.
    """
    types: list[BlockType | None] = []
    contact = False
    for index, paragraph in enumerate(paragraphs):
        around = paragraphs[max(0, index - 1) : index + 4]
        addressed = any(has_address(line.text) for line in around)
        type_, contact = _mark(paragraph, types[-1] if types else None, addressed, contact=contact)
        types.append(type_)
    for index in range(len(types) - 1):
        below = paragraphs[index + 1]
        if types[index] is None and not below.apart and is_credit(below.text):
            types[index] = BlockType.FURNITURE
    candidates = [index for index, type_ in enumerate(types) if type_ is None]
    headline = _choose_headline(paragraphs, candidates, lede, metadata)
    if headline is None:
        return [type_ or BlockType.FURNITURE for type_ in types]
    title = normalized(paragraphs[headline].text)
    for index in candidates:
        if index < headline and _is_same_title(paragraphs[index].text, title):
            types[index] = BlockType.FURNITURE  # the title of the page itself
    for index in candidates:
        types[index] = types[index] or _around_headline(paragraphs, types, index, headline, title)
    for index, type_ in enumerate(types):
        if (
            type_ is BlockType.RELEASE_HEADER
            and 0 < index < headline
            and types[index - 1] is BlockType.FURNITURE
            and _page_label(paragraphs[index].text)
        ):
            types[index] = BlockType.FURNITURE
    return [type_ or BlockType.FURNITURE for type_ in types]


def _page_label(text: str) -> bool:
    """Return whether a mark is as likely the name of a page: `Press Release`, in small letters."""
    return (
        len(text.split()) <= 3
        and not text.isupper()
        and not re.search(r"\d", text)
        and "immediate" not in text.lower()
    )


def _mark(
    paragraph: Paragraph, before: BlockType | None, addressed: bool, *, contact: bool
) -> tuple[BlockType | None, bool]:
    """Return the type that a paragraph's own words give, and whether a contact block goes on.

    `addressed` is True where a telephone number or the like stands beside the paragraph; without
    one, `Contact` is the name of a page.
    """
    text = paragraph.text
    if paragraph.kind == "list_item" or (is_item(text) and not is_furniture(text)):
        return (BlockType.FURNITURE if is_furniture(text) else BlockType.LIST_ITEM), False
    if paragraph.kind == "caption":
        return BlockType.FURNITURE, False
    if is_release_mark(text) or is_date_line(text) or is_byline(text) or _is_labelled(text):
        return BlockType.RELEASE_HEADER, False
    if is_contact_label(text) and (":" in text or addressed):
        return BlockType.CONTACT, True
    if is_contact_part(text):
        return BlockType.CONTACT, True
    if is_furniture(text) or is_link_row(text) or is_contact_label(text):
        return BlockType.FURNITURE, False
    goes_on = contact and addressed and not paragraph.apart and before is BlockType.CONTACT
    if goes_on and len(text) <= 60 and not text.isupper() and paragraph.kind != "heading":
        return BlockType.CONTACT, True
    return None, False


def _is_labelled(text: str) -> bool:
    """Return whether a line is a label with its value: `Source: Office of the Governor`."""
    return ": " in text and len(text) <= 90 and is_footer(text)


def _choose_headline(
    paragraphs: Sequence[Paragraph], candidates: Sequence[int], lede: str, metadata: Metadata
) -> int | None:
    """Return the index of the headline among the unmarked paragraphs above the lede."""
    texts = [normalized(paragraph.text) for paragraph in paragraphs]
    stated = normalized(metadata.title or "")
    raw = [paragraph.text for paragraph in paragraphs]
    nearest = _first_of_nearest(raw, candidates)
    best, best_score = None, float("-inf")
    for order, index in enumerate(candidates):
        text = paragraphs[index].text
        words = len(text.split())
        score = 1.5 * shares_words(text, lede) if words > 2 else 0.0
        score += 1.0 if 4 <= words <= 40 else -1.0 if words < 3 else 0.0
        if len(text) > _LONGEST_HEADLINE or _SALUTATION.match(text):
            score -= 2.0
        if order == 0 and words >= 4 and not any(map(is_furniture, raw[:index])):
            score += 0.8
        if index == nearest:
            score += 1.2
        if any(is_release_mark(line) and not is_date_line(line) for line in raw[index + 1 :]):
            score -= 2.0  # a letterhead stands above the mark, a headline below it
        if paragraphs[index].kind == "heading" or is_marked_title(text):
            score += 4.0 - paragraphs[index].level
        if stated and texts[index] and (texts[index] == stated or stated.startswith(texts[index])):
            score += 5.0
        if words >= 4 and any(
            texts[index] == other or other.startswith(texts[index] + " ")
            for position, other in enumerate(texts)
            if position != index
        ):
            score += 1.5
        if _SITE_SUFFIX.search(text) and normalized(_SITE_SUFFIX.sub("", text)) in texts:
            score -= 3.0
        if is_letterhead(text):
            score -= 2.0
        if _SUBJECT.match(text):
            score -= 2.0
        if is_terminated(text) and is_prose(paragraphs[index].text):
            score -= 0.5
        score -= 0.5 * min(order, 5) if words >= 4 else 0.4
        if score > best_score:
            best, best_score = index, score
    return best


def _is_menu(paragraphs: Sequence[Paragraph]) -> bool:
    """Return whether the lines above a headline are a page's menu: several, each of few words."""
    short = [
        line
        for line in paragraphs
        if len(line.text.split()) <= 3 and not line.apart and not is_date_line(line.text)
    ]
    return len(short) >= 3


def _is_same_title(text: str, title: str) -> bool:
    """Return whether a line is the headline again, with or without the site's name."""
    return normalized(text) == title or normalized(_SITE_SUFFIX.sub("", text)) == title


def _first_of_nearest(lines: Sequence[str], candidates: Sequence[int]) -> int | None:
    """Return the first long line of the group that stands nearest to the story.

    Page chrome stands above; a group is parted from it by a line that is surely the page's, or by
    a short one.
    """
    first: int | None = None
    for index in range(len(lines) - 1, -1, -1):
        if is_letterhead(lines[index]):
            continue
        if index in candidates and len(lines[index].split()) >= 4:
            first = index
        elif first is not None and (index in candidates or is_furniture(lines[index])):
            break
    return first


def _around_headline(
    paragraphs: Sequence[Paragraph],
    types: Sequence[BlockType | None],
    index: int,
    headline: int,
    title: str,
) -> BlockType:
    """Return the type of an unmarked paragraph by where it stands from the headline."""
    text = paragraphs[index].text
    if index == headline:
        return BlockType.HEADLINE
    if index < headline:
        chrome = any(type_ is BlockType.FURNITURE for type_ in types[:headline])
        if is_letterhead(text) and not chrome:
            return BlockType.RELEASE_HEADER
        if chrome or len(paragraphs) > 15 or _is_menu(paragraphs[:headline]):
            return BlockType.FURNITURE
        return BlockType.RELEASE_HEADER
    if _is_same_title(text, title):
        return BlockType.HEADLINE
    if _SALUTATION.match(text) and index == len(paragraphs) - 1:
        return BlockType.BODY
    if is_about_paragraph(text):
        return BlockType.BOILERPLATE
    if is_known_heading(text):
        return BlockType.HEADING  # `Highlights:` above the points that precede the story
    if is_footer(text):
        return BlockType.RELEASE_HEADER  # `Source: Office of the Governor`
    if _WRITER.fullmatch(text) and _is_beside_date(paragraphs, index):
        return BlockType.RELEASE_HEADER
    undated = date_pattern().sub(" ", text) if len(text) <= 90 else text
    if undated != text and len(undated.split()) <= 5 and not is_terminated(text):
        return BlockType.RELEASE_HEADER  # `Submitted by cadot on 5 May 2016`
    words = len(text.split())
    if words <= 2 and paragraphs[index].kind != "heading" and not is_terminated(text):
        marked = index > 0 and types[index - 1] is BlockType.RELEASE_HEADER
        return BlockType.RELEASE_HEADER if marked or text.isupper() else BlockType.FURNITURE
    return BlockType.SUBHEADLINE


def _is_beside_date(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Return whether a date line stands right above or below a line."""
    beside = (*paragraphs[max(0, index - 1) : index], *paragraphs[index + 1 : index + 2])
    return any(is_date_line(line.text) for line in beside)
