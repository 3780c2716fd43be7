"""What stands above the first sentence: headline, subheadline, marks, contacts, page chrome."""

from __future__ import annotations

import re
from collections.abc import Sequence

from presscast.model import BlockType, Metadata
from presscast.text.block_features import (
    has_address,
    is_about_paragraph,
    is_call_to_action,
    is_contact_label,
    is_contact_part,
    is_credit,
    is_end_mark,
    is_footer,
    is_furniture,
    is_link_row,
    is_marked_title,
    is_one_sentence,
    is_prose,
    is_terminated,
    normalized,
    opens_quote,
    shares_words,
)
from presscast.text.dateline import match_dateline
from presscast.text.paragraphs import Paragraph
from presscast.text.release_words import structure
from presscast.text.standing_lines import (
    is_byline,
    is_date_line,
    is_item,
    is_known_heading,
    is_letterhead,
    is_release_mark,
)
from presscast.text.written_dates import date_pattern

_DEEPEST_LEDE = 80
"""Paragraphs of page chrome that a release is looked for beneath."""
_FEWEST_LEDE_WORDS = 7
_ADVISORY_LABELS = 3
"""Questions that make a release a media advisory."""
_LONGEST_SUBHEADLINE = 450
_LONGEST_HEADLINE = 300
_STANDFIRST_REACH = 7
"""Paragraphs from a standfirst within which the story opens."""
_SHORT_LINE = 90
_SITE_SUFFIX = re.compile(r"\s+[|–—»:·-]\s+[^|]{2,80}\Z")
_SUBJECT = re.compile(r"\[[\w-]{2,30}\] |(?:re|fwd?|aw|wg|tr|rv): ", re.IGNORECASE)
"""How the subject of an e-mail opens that carries a release: `[announce] …`, `Fwd: …`."""
_SALUTATION = re.compile(r"[^.!?]{4,100}[,:]\Z")


def find_lede(paragraphs: Sequence[Paragraph]) -> int | None:
    """Return the index of the paragraph that opens the story; None where there is none.

    A dateline decides; without one it is the first paragraph of sentences that is not of the page,
    of a contact block, or the headline itself.
    """
    first: int | None = None
    candidates = 0
    for index, paragraph in enumerate(paragraphs[:_DEEPEST_LEDE]):
        if first is not None and index > first + 6:
            break
        if is_end_mark(paragraph.text) and first is not None:
            break
        if paragraph.kind in ("list_item", "table_row", "caption", "footnote"):
            continue
        if _opens_with_dateline(paragraphs, index) and (
            first is None
            or all(len(between.text) <= _LONGEST_SUBHEADLINE for between in paragraphs[first:index])
        ):
            return index
        if first is not None or paragraph.kind == "heading":
            candidates += paragraph.kind == "heading"
            continue
        if _is_aside(paragraph):
            continue
        if not is_prose(paragraph.text):
            candidates += 1
            continue
        if candidates == 0 and _is_headline_sentence(paragraphs, index):
            candidates += 1
            continue
        first = _short_above(paragraphs, index)
    if first is None:
        return _short_lede(paragraphs)
    return _below_standfirst(paragraphs, first) if candidates else first


def _below_standfirst(paragraphs: Sequence[Paragraph], first: int) -> int:
    """Return where the story opens: below a lone sentence that a date or a byline stands under."""
    text = paragraphs[first].text
    if len(text) > _LONGEST_HEADLINE or not is_one_sentence(text) or opens_quote(text):
        return first
    dated = False
    for index in range(first + 1, min(len(paragraphs), first + _STANDFIRST_REACH)):
        line = paragraphs[index]
        if is_prose(line.text):
            longer = len(line.text) > _SHORT_LINE and line.kind == "paragraph"
            return index if dated and longer else first
        if line.kind not in ("paragraph", "caption") or len(line.text) > _SHORT_LINE:
            return first
        dated = dated or is_date_line(line.text) or is_byline(line.text)
    return first


def _short_above(paragraphs: Sequence[Paragraph], index: int) -> int:
    """Return where the story opens, if a short sentence stands between the title and a paragraph.

    A quote opens no story; nor does the second line of a group whose first is a sentence.
    """
    if index < 2:
        return index
    above, below = paragraphs[index - 1], paragraphs[index]
    text = above.text
    if above.kind != "paragraph" or is_item(text) or _is_aside(above) or is_call_to_action(text):
        return index
    if all(map(_is_aside, paragraphs[: index - 1])):
        return index
    sentence = is_terminated(text) and len(text.split()) >= _FEWEST_LEDE_WORDS
    if opens_quote(below.text):
        return index - 1 if sentence or text.endswith(":") else index
    return index - 1 if sentence and above.apart and not below.apart else index


def advisory_start(paragraphs: Sequence[Paragraph]) -> int | None:
    """Return the index of the first question of a media advisory: `WHAT: …`, `WHEN: …`."""
    advisory = structure().advisory
    found: list[int] = []
    labels: set[str] = set()
    for index, paragraph in enumerate(paragraphs[:_DEEPEST_LEDE]):
        label = advisory.match(paragraph.text) if ":" in paragraph.text[:24] else None
        if label is not None:
            found.append(index)
            labels.add(label[0].strip("*# :").lower())
    return found[0] if len(labels) >= _ADVISORY_LABELS else None


def _short_lede(paragraphs: Sequence[Paragraph]) -> int | None:
    """Return the first sentence, however short, below a title; None where there is none."""
    for index, paragraph in enumerate(paragraphs[1:_DEEPEST_LEDE], 1):
        text = paragraph.text
        if paragraph.kind != "paragraph" or is_item(text) or _is_aside(paragraph):
            continue
        if is_terminated(text) and len(text.split()) >= 5 and not is_call_to_action(text):
            return index
    return None


def _is_aside(paragraph: Paragraph) -> bool:
    """Return whether a paragraph above the story is of the page, a mark or a contact."""
    text = paragraph.text
    return (
        is_furniture(text)
        or is_release_mark(text)
        or is_date_line(text)
        or (is_contact_label(text) and not is_prose(paragraph.text))
        or is_contact_part(text)
    )


def _opens_with_dateline(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Return whether a paragraph, or it and the next, opens with a dateline."""
    paragraph = paragraphs[index]
    if (
        paragraph.kind == "heading"
        or paragraph.text.startswith("#")
        or is_date_line(paragraph.text)
    ):
        return False
    found = match_dateline(paragraph.text)
    if found is None or is_release_mark(paragraph.text):
        return False
    rest = paragraph.text[found.end :].strip()
    if len(rest) < 30:
        # A dateline on a line of its own: the story must follow at once.
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        return (
            found.place is not None
            and not rest
            and following is not None
            and is_prose(following.text)
            and index > 0
        )
    if found.certain and (is_terminated(rest) or len(rest) >= 120):
        return True
    return is_prose(paragraph.text) and is_terminated(paragraph.text)


def _is_headline_sentence(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Return whether the first long paragraph is a headline that ends in a full stop."""
    text = paragraphs[index].text
    following = next(
        (later for later in paragraphs[index + 1 : index + 5] if not _is_aside(later)), None
    )
    return (
        len(text) <= 220
        and "\n" not in text
        and is_one_sentence(text)
        and not opens_quote(text)
        and following is not None
        and (is_prose(following.text) or _opens_with_dateline(paragraphs, index + 1))
        and len(following.text) > len(text)
        and not is_call_to_action(text)
    )


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
    if is_release_mark(text) or is_date_line(text) or is_byline(text):
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
    undated = date_pattern().sub(" ", text) if len(text) <= 90 else text
    if undated != text and len(undated.split()) <= 5 and not is_terminated(text):
        return BlockType.RELEASE_HEADER  # `Submitted by cadot on 5 May 2016`
    words = len(text.split())
    if words <= 2 and paragraphs[index].kind != "heading" and not is_terminated(text):
        marked = index > 0 and types[index - 1] is BlockType.RELEASE_HEADER
        return BlockType.RELEASE_HEADER if marked or text.isupper() else BlockType.FURNITURE
    return BlockType.SUBHEADLINE
