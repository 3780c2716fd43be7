"""Headings below the lede, and the part of a release that each of them opens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from presscast.model import BlockType
from presscast.text.block_features import (
    has_address,
    has_url,
    is_call_to_action,
    is_contact_heading,
    is_contact_label,
    is_contact_part,
    is_footer,
    is_furniture,
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

_TURN = re.compile(r"[A-Z]\d{0,2}: ")
"""The label of a question or an answer: `Q: …`, `A2: …`."""


_NUMBER = re.compile(r"\d{1,2}[.)]\s+(?=[A-ZÀ-Ý¿¡])")


class Part(Enum):
    """The part of a release that the last heading opened."""

    STORY = auto()
    ABOUT = auto()
    LEGAL = auto()
    CONTACT = auto()
    NOTES = auto()
    PAGE = auto()


def find_heading(
    paragraphs: Sequence[Paragraph],
    index: int,
    part: Part,
    types: Sequence[BlockType],
    *,
    late: bool,
) -> tuple[BlockType, Part] | None:
    """Return the type of a heading and the part that it opens; None for what is no heading."""
    paragraph = paragraphs[index]
    text = paragraph.text
    if len(text) > 160:
        return None
    marked = paragraph.kind == "heading" or is_marked_title(text)
    following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
    if "BEGIN PGP SIGNATURE" in text:
        return BlockType.FURNITURE, Part.PAGE
    if is_related_heading(text) and (late or following is None):
        return BlockType.FURNITURE, Part.PAGE
    if not marked and _TURN.match(text):
        return None
    row = is_table_row(text) or (bool(types) and types[-1] is BlockType.TABLE and is_pair(text))
    if part is Part.STORY and not late and _is_numbered_heading(paragraphs, index):
        return BlockType.HEADING, Part.STORY
    if not marked and (row or is_item(text) or is_signature(text)):
        return None
    if about_name(text) is not None and (marked or is_title_like(text)):
        return BlockType.HEADING, Part.ABOUT
    if is_legal_heading(text) and following is not None:
        return BlockType.HEADING, Part.LEGAL
    inside = bool(types) and types[-1] is BlockType.CONTACT and not paragraph.apart and not marked
    # Without an address below it, `Contact us` is the name of a page.
    if (
        is_contact_heading(text)
        and not inside
        and (not is_furniture(text) or _address_near(paragraphs, index))
    ):
        bare = text.rstrip()
        spaced = following is not None and (
            following.apart or (not paragraph.apart and is_prose(following.text))
        )
        if marked or (not bare.endswith(":") and spaced):
            return BlockType.HEADING, Part.CONTACT
        return BlockType.CONTACT, Part.CONTACT
    if structure().notes.fullmatch(text.strip(" #*_")):
        return BlockType.HEADING, Part.NOTES
    if following is not None and structure().advisory.match(text) and not marked:
        label = structure().advisory.fullmatch(text) is not None
        return (BlockType.HEADING, Part.STORY) if label else None
    if marked:
        if is_furniture(text):
            return BlockType.FURNITURE, part
        return BlockType.HEADING, Part.STORY
    if is_known_heading(text) and following is not None:
        return BlockType.HEADING, Part.STORY
    if part in (Part.CONTACT, Part.PAGE) or following is None:
        return None
    if heads_story(paragraphs, index, types) and not late:
        return BlockType.HEADING, Part.STORY
    if _looks_like_heading(paragraphs, index) and not _ends_list(paragraphs, index, types):
        return BlockType.HEADING, Part.STORY
    return None


def _is_numbered_heading(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Return whether a numbered line stands alone between paragraphs: `2. A timing of its own`."""
    found = _NUMBER.match(paragraphs[index].text)
    if found is None or index + 1 >= len(paragraphs):
        return False
    around = (*paragraphs[max(0, index - 1) : index], paragraphs[index + 1])
    told = all(line.kind == "paragraph" and is_prose(line.text) for line in around)
    if not told or any(is_item(line.text) for line in around):
        return False
    return is_title_like(paragraphs[index].text[found.end() :], longest=80)


def _address_near(paragraphs: Sequence[Paragraph], index: int) -> bool:
    return any(has_address(below.text) for below in paragraphs[index + 1 : index + 6])


def _ends_list(paragraphs: Sequence[Paragraph], index: int, types: Sequence[BlockType]) -> bool:
    """Return whether a line that could be a heading is the last item of a list without bullets."""
    if index == 0 or types[-1] is not BlockType.LIST_ITEM or is_item(paragraphs[index - 1].text):
        return False
    return paragraphs[index].apart == paragraphs[index - 1].apart


def heads_story(paragraphs: Sequence[Paragraph], index: int, types: Sequence[BlockType]) -> bool:
    """Return whether a word that pages use as well, as `Search`, is a heading of the story's own.

    It is set apart by blank lines, between paragraphs of sentences.
    """
    if index + 1 >= len(paragraphs) or not types or types[-1] is BlockType.FURNITURE:
        return False
    paragraph, following = paragraphs[index], paragraphs[index + 1]
    if is_furniture(paragraph.text) and ": " in paragraph.text:
        return False  # `Read also: …`
    if paragraph.text.endswith(":") and not _is_label(paragraph.text, following.text):
        return False
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
        or (
            index > 0
            and is_call_to_action(following.text)
            and is_terminated(paragraphs[index - 1].text)
        )
        or is_item(following.text)
        or (is_table_row(following.text) and not is_table_row(paragraphs[index - 1].text))
        or following.kind in ("list_item", "table_row")
    )


def _is_label(text: str, following: str) -> bool:
    """Return whether words with a colon head a paragraph rather than lead into a quote or list."""
    if opens_quote(following) or is_item(following) or len(text.split()) > 4:
        return text.isupper() and len(text) < 60
    return all(word[0].isupper() for word in re.findall(r"[^\W\d_]{4,}", text))
