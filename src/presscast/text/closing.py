"""What stands below the lede: body, headings, lists, and all that closes a release."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from presscast.model import BlockType
from presscast.text.block_features import (
    describes_organization,
    has_address,
    has_url,
    is_about_paragraph,
    is_address,
    is_call_to_action,
    is_contact_heading,
    is_contact_label,
    is_contact_part,
    is_end_mark,
    is_footer,
    is_footer_label,
    is_furniture,
    is_legal,
    is_legal_heading,
    is_marked_title,
    is_prose,
    is_related_heading,
    is_terminated,
    is_title_like,
    opens_quote,
)
from presscast.text.paragraphs import Paragraph
from presscast.text.release_words import structure
from presscast.text.standing_lines import (
    about_name,
    is_date_line,
    is_item,
    is_known_heading,
    is_pair,
    is_signature,
    is_table_row,
)

_LONGEST_CONTACT_LINE = 110
_SHORTEST_TELLING = 80
_LATE = 0.3
"""The share of the story below which a line may belong to what closes it."""
_LONGEST_PAGE_LINE = 120
_PAGE_LINES = frozenset(
    {
        BlockType.BODY,
        BlockType.HEADING,
        BlockType.LIST_ITEM,
        BlockType.FURNITURE,
        BlockType.FOOTER,
        BlockType.CTA,
    }
)
_TAIL = frozenset(
    {
        BlockType.BOILERPLATE,
        BlockType.LEGAL,
        BlockType.CONTACT,
        BlockType.CTA,
        BlockType.FOOTER,
        BlockType.FURNITURE,
    }
)


class _Part(Enum):
    """The part of a release that the last heading opened."""

    STORY = auto()
    ABOUT = auto()
    LEGAL = auto()
    CONTACT = auto()
    NOTES = auto()
    PAGE = auto()


def classify_closing(paragraphs: Sequence[Paragraph]) -> list[BlockType]:
    """Return the types of the paragraphs below the lede, in order."""
    types: list[BlockType] = []
    part = _Part.STORY
    ended = False
    story = sum(map(_story_length, paragraphs))
    left = story
    for index, paragraph in enumerate(paragraphs):
        late = ended or left <= story * _LATE
        type_, part = _classify(paragraphs, index, part, types, ended=ended, late=late)
        left -= _story_length(paragraph)
        if type_ is BlockType.FOOTER and is_end_mark(paragraph.text):
            ended = True
            part = _Part.STORY
        types.append(type_)
    _gather_page_lines(paragraphs, types)
    _describe_backwards(paragraphs, types)
    return types


def _story_length(paragraph: Paragraph) -> int:
    """Return the length of a paragraph that tells; 0 for lines, labels and notes."""
    told = len(paragraph.text) >= _SHORTEST_TELLING and is_prose(paragraph.text)
    return len(paragraph.text) if told else 0


def _classify(
    paragraphs: Sequence[Paragraph],
    index: int,
    part: _Part,
    types: Sequence[BlockType],
    *,
    ended: bool,
    late: bool,
) -> tuple[BlockType, _Part]:
    paragraph = paragraphs[index]
    text = paragraph.text
    before = types[-1] if types else BlockType.LEDE
    if is_end_mark(text):
        return BlockType.FOOTER, part
    heading = _heading(paragraphs, index, part, types, late=late)
    if heading is not None:
        return heading
    if part is _Part.PAGE:
        return _on_page(paragraph)
    if index > 0 and paragraphs[index - 1].text.endswith(":") and is_address(text):
        return BlockType.BODY, part
    if is_furniture(text) and (late or not _heads_story(paragraphs, index, types)):
        return BlockType.FURNITURE, part
    if paragraph.kind == "table_row" or _in_table(paragraphs, index):
        return BlockType.TABLE, part
    if paragraph.kind == "caption":
        return BlockType.FURNITURE, part
    if paragraph.kind == "footnote":
        return BlockType.FOOTER, part
    if is_about_paragraph(text):
        return BlockType.BOILERPLATE, _Part.ABOUT
    if part is _Part.CONTACT and is_footer(text) and not has_address(text):
        return BlockType.FOOTER, part
    if _is_contact(paragraphs, index, part, before):
        return BlockType.CONTACT, part if part is _Part.CONTACT else _Part.STORY
    if is_footer(text) and (late or is_footer_label(text) or len(text) < 60):
        return BlockType.FOOTER, part
    if before is BlockType.FOOTER and _completes_footer(paragraphs[index - 1], paragraph):
        return BlockType.FOOTER, part
    if late and is_date_line(text):
        return BlockType.FOOTER, part
    if part is _Part.LEGAL:
        return BlockType.LEGAL, part
    if is_legal(text) and (late or len(text) < 700) and not opens_quote(text):
        return BlockType.LEGAL, part
    if paragraph.kind == "list_item" or is_item(text):
        return BlockType.LIST_ITEM, part
    if is_call_to_action(text):
        return BlockType.CTA, part
    if part is _Part.CONTACT and before in (BlockType.HEADING, BlockType.CTA) and len(text) < 120:
        return BlockType.CTA, part  # links under `For more information`
    if part is _Part.ABOUT:
        return BlockType.BOILERPLATE, part
    if _is_listed(paragraphs, index, types):
        return BlockType.LIST_ITEM, part
    if ended and part is _Part.STORY:
        return (BlockType.BOILERPLATE if is_prose(text) else BlockType.FURNITURE), part
    return BlockType.BODY, part


def _heading(
    paragraphs: Sequence[Paragraph],
    index: int,
    part: _Part,
    types: Sequence[BlockType],
    *,
    late: bool,
) -> tuple[BlockType, _Part] | None:
    """Return the type of a heading and the part that it opens; None for what is no heading."""
    paragraph = paragraphs[index]
    text = paragraph.text
    if len(text) > 160:
        return None
    marked = paragraph.kind == "heading" or is_marked_title(text)
    following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
    if "BEGIN PGP SIGNATURE" in text:
        return BlockType.FURNITURE, _Part.PAGE
    if is_related_heading(text) and (late or following is None):
        return BlockType.FURNITURE, _Part.PAGE
    row = is_table_row(text) or (bool(types) and types[-1] is BlockType.TABLE and is_pair(text))
    if not marked and (row or is_item(text) or is_signature(text)):
        return None
    if about_name(text) is not None and (marked or is_title_like(text)):
        return BlockType.HEADING, _Part.ABOUT
    if is_legal_heading(text) and following is not None:
        return BlockType.HEADING, _Part.LEGAL
    if is_contact_heading(text) and not (
        types and types[-1] is BlockType.CONTACT and not paragraph.apart and not marked
    ):
        bare = text.rstrip()
        spaced = following is not None and (following.apart or not paragraph.apart)
        if marked or (not bare.endswith(":") and spaced):
            return BlockType.HEADING, _Part.CONTACT
        return BlockType.CONTACT, _Part.CONTACT
    if structure().notes.fullmatch(text.strip(" #*_")):
        return BlockType.HEADING, _Part.NOTES
    if marked:
        if is_furniture(text):
            return BlockType.FURNITURE, part
        return BlockType.HEADING, _Part.STORY
    if is_known_heading(text) and following is not None:
        return BlockType.HEADING, _Part.STORY
    if part in (_Part.CONTACT, _Part.PAGE) or following is None:
        return None
    if _heads_story(paragraphs, index, types) and not late:
        return BlockType.HEADING, _Part.STORY
    if _looks_like_heading(paragraphs, index) and not _ends_list(paragraphs, index, types):
        return BlockType.HEADING, _Part.STORY
    return None


def _ends_list(paragraphs: Sequence[Paragraph], index: int, types: Sequence[BlockType]) -> bool:
    """Return whether a line that could be a heading is the last item of a list without bullets."""
    if index == 0 or types[-1] is not BlockType.LIST_ITEM or is_item(paragraphs[index - 1].text):
        return False
    return paragraphs[index].apart == paragraphs[index - 1].apart


def _heads_story(paragraphs: Sequence[Paragraph], index: int, types: Sequence[BlockType]) -> bool:
    """Return whether a word that pages use as well, as `Search`, is a heading of the story's own.

    It is set apart by blank lines, between paragraphs of sentences.
    """
    if index + 1 >= len(paragraphs) or not types or types[-1] is BlockType.FURNITURE:
        return False
    paragraph, following = paragraphs[index], paragraphs[index + 1]
    apart = paragraph.apart and following.apart and is_prose(paragraphs[index - 1].text)
    return apart and is_title_like(paragraph.text) and is_prose(following.text)


def _looks_like_heading(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Return whether an unmarked line heads what follows it."""
    text = paragraphs[index].text
    following = paragraphs[index + 1]
    if not is_title_like(text) or (text.endswith(":") and not _is_label(text, following.text)):
        return False
    if text.endswith(":") and index > 0 and paragraphs[index - 1].text.endswith(":"):
        return False  # a salutation below `The letter reads:`
    if is_date_line(text) or is_contact_part(text) or is_footer(text) or is_furniture(text):
        return False
    if has_url(text) or has_address(text) or is_contact_label(following.text):
        return False
    if is_call_to_action(text) and not text.isupper():
        return False
    told = len(following.text) >= 30 and (
        is_terminated(following.text) or following.text.endswith(":")
    )
    return (
        told
        or is_prose(following.text)
        or is_item(following.text)
        or following.kind in ("list_item", "table_row")
    )


def _is_label(text: str, following: str) -> bool:
    """Return whether words with a colon head a paragraph rather than lead into a quote or list."""
    if opens_quote(following) or is_item(following) or len(text.split()) > 4:
        return text.isupper() and len(text) < 60
    return all(word[0].isupper() for word in re.findall(r"[^\W\d_]{4,}", text))


def _on_page(paragraph: Paragraph) -> tuple[BlockType, _Part]:
    """Return the type of a paragraph among a page's links: contacts and notices still count."""
    text = paragraph.text
    if is_about_paragraph(text):
        return BlockType.BOILERPLATE, _Part.ABOUT
    if is_contact_label(text) and has_address(text):
        return BlockType.CONTACT, _Part.PAGE
    if is_footer(text):
        return BlockType.FOOTER, _Part.PAGE
    return BlockType.FURNITURE, _Part.PAGE


def _completes_footer(above: Paragraph, paragraph: Paragraph) -> bool:
    """Return whether a line is a value of the footer label above it."""
    if is_end_mark(above.text) or len(paragraph.text) > 120 or is_terminated(paragraph.text):
        return False
    return is_footer_label(above.text) or not paragraph.apart


def _in_table(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Return whether a line in columns stands beside another."""
    row = is_table_row(paragraphs[index].text)
    if not row and not is_pair(paragraphs[index].text):
        return False
    neighbours = (*paragraphs[max(0, index - 1) : index], *paragraphs[index + 1 : index + 2])
    return any(is_table_row(neighbour.text) or is_pair(neighbour.text) for neighbour in neighbours)


def _is_contact(
    paragraphs: Sequence[Paragraph], index: int, part: _Part, before: BlockType
) -> bool:
    """Return whether a paragraph is a contact block or one of its lines."""
    text = paragraphs[index].text
    if part is _Part.CONTACT:
        return has_address(text) or (len(text) <= 200 and _address_follows(paragraphs, index))
    if is_contact_label(text):
        near = paragraphs[index + 1 : index + 5]
        return has_address(text) or any(has_address(other.text) for other in near) or len(text) < 40
    if is_contact_part(text):
        return not (is_call_to_action(text) and is_terminated(text))
    if before is not BlockType.CONTACT or len(text) > _LONGEST_CONTACT_LINE:
        return False
    if is_footer(text) or (is_terminated(text) and len(text.split()) > 6):
        return False
    near = paragraphs[index + 1 : index + 5]
    return not paragraphs[index].apart or any(is_contact_part(other.text) for other in near)


def _address_follows(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Return whether a line belongs to an address that stands just below or above it."""
    apart = 0
    for paragraph in paragraphs[index + 1 : index + 8]:
        apart += paragraph.apart
        if apart > 1 or is_furniture(paragraph.text) or is_footer(paragraph.text):
            break
        if has_address(paragraph.text):
            return True
    above = paragraphs[max(0, index - 3) : index]
    return not paragraphs[index].apart and any(has_address(line.text) for line in above)


def _is_listed(paragraphs: Sequence[Paragraph], index: int, types: Sequence[BlockType]) -> bool:
    """Return whether a line is an item of a list whose bullets were lost.

    Such a list follows a paragraph that ends in a colon, and its items look alike.
    """
    if index == 0:
        return False
    text = paragraphs[index].text
    if opens_quote(text) or len(text) > 220:
        return False
    if types[-1] is BlockType.LIST_ITEM and not is_item(paragraphs[index - 1].text):
        previous = paragraphs[index - 1]
        alike = is_terminated(text) == is_terminated(previous.text) or text.endswith((";", ","))
        return alike and not text.endswith(":") and not (is_terminated(text) and len(text) > 120)
    following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
    return (
        paragraphs[index - 1].text.endswith(":")
        and types[-1] in (BlockType.BODY, BlockType.LEDE)
        and following is not None
        and len(following.text) <= 220
        and not opens_quote(following.text)
        and is_terminated(text) == is_terminated(following.text)
        and not is_terminated(text)
    )


def _gather_page_lines(paragraphs: Sequence[Paragraph], types: list[BlockType]) -> None:
    """Give the short lines that end a page, from the first known one on, to the page.

    Only some of them are known by their words; the titles of other pages between them are not.
    """
    start = len(types)
    while start > 0 and types[start - 1] in _PAGE_LINES:
        text = paragraphs[start - 1].text
        if len(text) > _LONGEST_PAGE_LINE or (is_terminated(text) and is_prose(text)):
            break
        start -= 1
    first = next((i for i in range(start, len(types)) if types[i] is BlockType.FURNITURE), None)
    if first is None or len(types) - first < 3:
        return
    for index in range(first, len(types)):
        if types[index] is not BlockType.FOOTER:
            types[index] = BlockType.FURNITURE


def _describe_backwards(paragraphs: Sequence[Paragraph], types: list[BlockType]) -> None:
    """Find the organisations' descriptions that close a release without an `About` above them."""
    for index in range(len(types) - 1, -1, -1):
        if types[index] in _TAIL:
            continue
        if types[index] is not BlockType.BODY or not is_prose(paragraphs[index].text):
            return
        closing = types[index + 1 :]
        wanted = 2 if any(type_ is BlockType.BOILERPLATE for type_ in closing) else 3
        text = paragraphs[index].text
        if not is_terminated(text) and re.search(r"\w\Z", text):
            wanted -= 1  # `Learn more at`, its link lost
        if describes_organization(text) < wanted:
            return
        types[index] = BlockType.BOILERPLATE
