"""Where the story opens: the first sentence of a release, below its title and its page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from presscast.text.block_features import (
    is_call_to_action,
    is_contact_label,
    is_contact_part,
    is_end_mark,
    is_furniture,
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
    is_release_mark,
)

_DEEPEST_LEDE = 80
"""Paragraphs of page chrome that a release is looked for beneath."""
_FEWEST_LEDE_WORDS = 7
_ADVISORY_LABELS = 3
"""Questions that make a release a media advisory."""
_LONGEST_SUBHEADLINE = 450
_LONGEST_HEADLINE = 300
_LONGEST_HEADLINE_SENTENCE = 150
"""Characters of a headline that ends in a full stop; what is longer opens the story."""
_STANDFIRST_REACH = 7
"""Paragraphs from a standfirst within which the story opens."""
_SHORT_LINE = 90
_TOLD_AGAIN = 0.2
"""The share of a headline's long words that the story's first sentences have at least."""
_OPENED_IN_CAPITALS = re.compile(r"(?:[A-ZÀ-Ý] )?[A-ZÀ-Ý]{2,}(?: [a-z£$€\d][\w,£$€.’'-]*){3}")
"""How newspapers begin a story: `A POLICE sergeant has warned`."""


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
    """Return where the story opens: below a lone sentence that stands there again.

    So does one with a date or a byline under it.
    """
    text = paragraphs[first].text
    if len(text) > _LONGEST_HEADLINE or not is_one_sentence(text) or opens_quote(text):
        return first
    dated = False
    for index in range(first + 1, min(len(paragraphs), first + _STANDFIRST_REACH)):
        line = paragraphs[index]
        if normalized(line.text) == normalized(text):
            return index
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
        len(text) <= _LONGEST_HEADLINE_SENTENCE
        and "\n" not in text
        and is_one_sentence(text)
        and not opens_quote(text)
        and not _OPENED_IN_CAPITALS.match(text)
        and following is not None
        and (is_prose(following.text) or _opens_with_dateline(paragraphs, index + 1))
        and len(following.text) > len(text)
        and shares_words(text, following.text) >= _TOLD_AGAIN
        and not is_call_to_action(text)
    )
