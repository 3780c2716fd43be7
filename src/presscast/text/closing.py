"""What stands below the lede: body, headings, lists, and all that closes a release."""

from __future__ import annotations

import re
from collections.abc import Sequence

from presscast.model import BlockType
from presscast.text.block_features import (
    describes_organization,
    has_address,
    is_about_paragraph,
    is_address,
    is_call_to_action,
    is_contact_label,
    is_contact_part,
    is_credit,
    is_end_mark,
    is_footer,
    is_footer_label,
    is_furniture,
    is_legal,
    is_prose,
    is_terminated,
    opens_quote,
)
from presscast.text.headings import Part, find_heading, heads_story
from presscast.text.paragraphs import Paragraph
from presscast.text.standing_lines import (
    ends_item,
    is_byline,
    is_date_line,
    is_item,
    is_pair,
    is_table_row,
)

_LONGEST_CONTACT_LINE = 110
_SHORTEST_TELLING = 80
_LATE = 0.3
"""The share of the story below which a line may belong to what closes it."""
_LONGEST_PAGE_LINE = 120
_STARRED = re.compile(r"[\w.,;:!?)”\"’]\*{1,4}(?=[\s,.;:)]|\Z)")
"""A word with the star of a note."""
_NOTE = re.compile(r"(\*{1,4})\s?[^\s*](?!.*\*\*)")
_DASHED = re.compile(r"[-–—]{1,2}\s+\S")
_NAME_ALONE = re.compile(r"[A-ZÀ-Ý][\w.'’-]+(?: [A-ZÀ-Ý][\w.'’-]*){1,3}")
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


def classify_closing(paragraphs: Sequence[Paragraph], lede: str = "") -> list[BlockType]:
    """Return the types of the paragraphs below the lede, in order."""
    starred = _STARRED.search(lede) is not None
    types: list[BlockType] = []
    part = Part.STORY
    ended = False
    story = sum(map(_story_length, paragraphs))
    left = story
    for index, paragraph in enumerate(paragraphs):
        late = ended or left <= story * _LATE
        note = late and _is_note(paragraph.text, starred=starred)
        starred = starred or ("*" in paragraph.text and bool(_STARRED.search(paragraph.text)))
        if note:
            types.append(BlockType.FOOTER)
            continue
        type_, part = _classify(paragraphs, index, part, types, ended=ended, late=late)
        left -= _story_length(paragraph)
        if type_ is BlockType.FOOTER and is_end_mark(paragraph.text):
            ended = True
            part = Part.STORY
        types.append(type_)
    _gather_page_lines(paragraphs, types)
    _describe_backwards(paragraphs, types)
    return types


def _is_note(text: str, *, starred: bool) -> bool:
    """Return whether a line explains a star in the text above: `** By revenue.`"""
    found = _NOTE.match(text)
    return found is not None and (starred or len(found[1]) > 1)


def _story_length(paragraph: Paragraph) -> int:
    """Return the length of a paragraph that tells; 0 for lines, labels and notes."""
    told = (
        len(paragraph.text) >= _SHORTEST_TELLING
        and is_prose(paragraph.text)
        and not is_footer(paragraph.text)
    )
    return len(paragraph.text) if told else 0


def _classify(
    paragraphs: Sequence[Paragraph],
    index: int,
    part: Part,
    types: Sequence[BlockType],
    *,
    ended: bool,
    late: bool,
) -> tuple[BlockType, Part]:
    paragraph = paragraphs[index]
    text = paragraph.text
    before = types[-1] if types else BlockType.LEDE
    if is_end_mark(text):
        return BlockType.FOOTER, part
    heading = find_heading(paragraphs, index, part, types, late=late)
    if heading is not None:
        return heading
    if part is Part.PAGE:
        return _on_page(paragraph)
    if index > 0 and paragraphs[index - 1].text.endswith(":") and is_address(text):
        return BlockType.BODY, part
    if part is Part.CONTACT and before is BlockType.CONTACT and is_address(text):
        return BlockType.CONTACT, part
    if text.startswith("|") and len(text) <= _LONGEST_CONTACT_LINE:
        return BlockType.TABLE, part
    if is_furniture(text) and (late or not heads_story(paragraphs, index, types)):
        return BlockType.FURNITURE, part
    following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
    if following is not None and not following.apart and is_credit(following.text):
        return BlockType.FURNITURE, part
    if paragraph.kind == "table_row" or _in_table(paragraphs, index):
        return BlockType.TABLE, part
    if paragraph.kind == "caption":
        return BlockType.FURNITURE, part
    if paragraph.kind == "footnote":
        return BlockType.FOOTER, part
    if is_about_paragraph(text):
        return BlockType.BOILERPLATE, Part.ABOUT
    if part is Part.CONTACT and is_footer(text) and not has_address(text):
        return BlockType.FOOTER, part
    if _is_contact(paragraphs, index, part, before):
        return BlockType.CONTACT, part if part is Part.CONTACT else Part.STORY
    if is_footer(text) and (late or is_footer_label(text) or len(text) < 60):
        return BlockType.FOOTER, part
    if before is BlockType.FOOTER and _completes_footer(paragraphs[index - 1], paragraph):
        return BlockType.FOOTER, part
    if late and (is_date_line(text) or is_byline(text)):
        return BlockType.FOOTER, part
    if part is Part.LEGAL:
        return BlockType.LEGAL, part
    if (late or len(text) < 700) and is_legal(text) and not opens_quote(text):
        return BlockType.LEGAL, part
    if paragraph.kind == "list_item" or is_item(text) or _is_dashed(paragraphs, index, before):
        return BlockType.LIST_ITEM, part
    if is_call_to_action(text):
        return BlockType.CTA, part
    if part is Part.CONTACT and before in (BlockType.HEADING, BlockType.CTA) and len(text) < 120:
        return BlockType.CTA, part  # links under `For more information`
    if part is Part.ABOUT:
        return BlockType.BOILERPLATE, part
    if _is_listed(paragraphs, index, types):
        return BlockType.LIST_ITEM, part
    if ended and part is Part.STORY:
        return (BlockType.BOILERPLATE if is_prose(text) else BlockType.FURNITURE), part
    return BlockType.BODY, part


def _on_page(paragraph: Paragraph) -> tuple[BlockType, Part]:
    """Return the type of a paragraph among a page's links: contacts and notices still count."""
    text = paragraph.text
    if is_about_paragraph(text):
        return BlockType.BOILERPLATE, Part.ABOUT
    if is_contact_label(text) and has_address(text):
        return BlockType.CONTACT, Part.PAGE
    if is_footer(text):
        return BlockType.FOOTER, Part.PAGE
    return BlockType.FURNITURE, Part.PAGE


def _completes_footer(above: Paragraph, paragraph: Paragraph) -> bool:
    """Return whether a line is a value of the footer label above it."""
    if is_end_mark(above.text) or len(paragraph.text) > 120 or is_terminated(paragraph.text):
        return False
    return is_footer_label(above.text) or not paragraph.apart


def _in_table(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Return whether a line in columns stands beside another, or between rows of cells."""
    row = is_table_row(paragraphs[index].text)
    if 0 < index < len(paragraphs) - 1 and not paragraphs[index].apart and not row:
        cells = (paragraphs[index - 1].text, paragraphs[index + 1].text)
        if all(cell.startswith("|") for cell in cells):
            return True
    if not row and not is_pair(paragraphs[index].text):
        return False
    neighbours = (*paragraphs[max(0, index - 1) : index], *paragraphs[index + 1 : index + 2])
    return any(is_table_row(neighbour.text) or is_pair(neighbour.text) for neighbour in neighbours)


def _is_contact(paragraphs: Sequence[Paragraph], index: int, part: Part, before: BlockType) -> bool:
    """Return whether a paragraph is a contact block or one of its lines."""
    text = paragraphs[index].text
    if _is_spoken(text):
        return False
    if part is Part.CONTACT:
        if before is BlockType.CONTACT and len(text) <= 100 and not is_terminated(text):
            return True
        return has_address(text) or (len(text) <= 200 and _address_follows(paragraphs, index))
    if is_contact_label(text):
        near = paragraphs[index + 1 : index + 5]
        return has_address(text) or any(has_address(other.text) for other in near) or len(text) < 40
    if is_contact_part(text):
        return not (is_call_to_action(text) and is_terminated(text))
    named = before in _TAIL and _NAME_ALONE.fullmatch(text) and index + 1 < len(paragraphs)
    if named and is_contact_part(paragraphs[index + 1].text):
        return True
    if before is not BlockType.CONTACT or len(text) > _LONGEST_CONTACT_LINE:
        return False
    if is_footer(text) or (is_terminated(text) and len(text.split()) > 6):
        return False
    near = paragraphs[index + 1 : index + 5]
    return not paragraphs[index].apart or any(
        is_contact_part(other.text) or has_address(other.text) for other in near
    )


def _is_spoken(text: str) -> bool:
    """Return whether a paragraph is a sentence in quotation marks: `“Please call us on …”`."""
    return text[0] in '"“„«‘' and is_prose(text)


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


def _is_dashed(paragraphs: Sequence[Paragraph], index: int, before: BlockType) -> bool:
    """Return whether a dash opens an item though it could sign a quote: `- Larkfield Trust`."""
    if index == 0 or not _DASHED.match(paragraphs[index].text):
        return False
    goes_on = before is BlockType.LIST_ITEM and not paragraphs[index].apart
    return goes_on or paragraphs[index - 1].text.endswith(":")


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
        if _begin_alike(previous.text, text) or ends_item(previous.text):
            return True
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
        and (not is_terminated(text) or _begin_alike(text, following.text))
    )


def _begin_alike(one: str, other: str) -> bool:
    """Return whether two sentences begin with the same form of a verb: `Giving …`, `Helping …`."""
    first, second = one.split(maxsplit=1)[0], other.split(maxsplit=1)[0]
    return (
        min(len(first), len(second)) >= 6
        and first[-3:] == second[-3:]
        and first.isalpha()
        and second.isalpha()
        and first != second
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
