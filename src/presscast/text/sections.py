"""Blocks → sections: the chapters by which listeners find their way."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from presscast.model import Block, BlockType, Quote, Section, Span
from presscast.text.block_features import is_contact_heading, is_legal_heading
from presscast.text.release_words import BlockWords, block_words, structure
from presscast.text.standing_lines import about_name

_STORY = frozenset({BlockType.BODY, BlockType.LIST_ITEM, BlockType.TABLE, BlockType.LEDE})
_CLOSING = frozenset({BlockType.LEGAL, BlockType.CTA})
_LONG_STORY_CHARS = 1800
"""A story shorter than this, about two minutes of speech, needs no chapters of its own."""
_SHORTEST_CHAPTER_CHARS = 450
_MOST_NAMES = 2
_LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class _Draft:
    kind: str
    heading: str
    blocks: tuple[Block, ...]


def find_sections(
    text: str,
    blocks: Sequence[Block],
    quotes: Sequence[Quote],
    issuer: str | None,
    language: str,
) -> tuple[Section, ...]:
    """Return the sections in order; every block lies in exactly one.

    Headings open sections. A long story without any is divided by who speaks in it.
    """
    words = block_words(language)
    drafts = list(_by_heading(text, blocks, issuer, words))
    if not any(draft.kind in ("body", "background") for draft in drafts[1:]):
        drafts = [
            part
            for draft in drafts
            for part in (_by_speaker(draft, quotes, words) if draft is drafts[0] else (draft,))
        ]
    return tuple(
        Section(
            f"s{number}",
            draft.kind,
            draft.heading,
            Span(draft.blocks[0].span.start, draft.blocks[-1].span.end),
            draft.blocks,
        )
        for number, draft in enumerate(drafts, 1)
    )


def _by_heading(
    text: str, blocks: Sequence[Block], issuer: str | None, words: BlockWords
) -> Iterator[_Draft]:
    """Yield a section for each heading, and for each change from story to what closes it."""
    kind, heading = "opening", words.chapter_opening
    held: list[Block] = []
    for block in blocks:
        raw = text[block.span.start : block.span.end]
        if block.type is BlockType.HEADING:
            turn: tuple[str, str] | None = (_heading_kind(raw), _title(raw))
        else:
            turn = _turn(kind, held, block, issuer, words, raw)
        if turn is not None:
            if held:
                yield _Draft(kind, heading, tuple(held))
            kind, heading = turn
            held = []
        held.append(block)
    if held:
        yield _Draft(kind, heading, tuple(held))


def _turn(
    kind: str,
    held: Sequence[Block],
    block: Block,
    issuer: str | None,
    words: BlockWords,
    raw: str,
) -> tuple[str, str] | None:
    """Return the section that a block without a heading opens; None where it goes on."""
    if not held or all(other.type is BlockType.HEADING for other in held):
        return None
    story = any(other.type in _STORY for other in held)
    if block.type is BlockType.BOILERPLATE and kind != "about":
        name = about_name(re.split(r"[:\n]", raw, maxsplit=1)[0]) or issuer
        title = words.chapter_about.format(name) if name else words.chapter_about_unnamed
        return "about", title
    if block.type is BlockType.CONTACT and kind != "contact" and story:
        return "contact", words.chapter_contact
    if block.type in _CLOSING and kind in ("opening", "about", "contact"):
        return "end", words.chapter_end
    if block.type in (BlockType.BODY, BlockType.LIST_ITEM) and kind in ("about", "contact", "end"):
        return "body", words.chapter_body
    return None


def _heading_kind(raw: str) -> str:
    bare = raw.strip(" #*_:")
    if about_name(bare) is not None:
        return "about"
    if is_contact_heading(bare):
        return "contact"
    if is_legal_heading(bare):
        return "end"
    if structure().notes.fullmatch(bare) or structure().heading.fullmatch(bare):
        return "background"
    return "body"


def _title(raw: str) -> str:
    """Return a heading as a chapter's title: one line, no colon."""
    title = " ".join(raw.strip(" #*_").split()).rstrip(":")
    return (
        title
        if len(title) <= _LONGEST_TITLE
        else title[: _LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"
    )


def _by_speaker(draft: _Draft, quotes: Sequence[Quote], words: BlockWords) -> Iterator[_Draft]:
    """Yield the parts of a long story without headings: opening, who speaks, background."""
    story = [block for block in draft.blocks if block.type in _STORY]
    if sum(block.span.end - block.span.start for block in story) < _LONG_STORY_CHARS:
        yield draft
        return
    speakers = _speakers(story, quotes)
    last_quoted = max((block.span.start for block in speakers), default=0)
    groups = [_Group("opening")]
    for block in draft.blocks:
        names = speakers.get(block, ())
        group = groups[-1]
        wanted = "quotes" if names else group.kind
        if not names and group.kind == "quotes" and block.span.start > last_quoted:
            wanted = "background"
        others = group.kind == "quotes" and names and not any(name in group.names for name in names)
        enough = group.chars >= _SHORTEST_CHAPTER_CHARS and group.told > 0
        if (wanted != group.kind or others) and enough and block.type in _STORY:
            groups.append(_Group(wanted))
        groups[-1].add(block, names)
    if len(groups) > 2 and groups[-1].chars < _SHORTEST_CHAPTER_CHARS:
        last = groups.pop()
        for block in last.blocks:
            groups[-1].add(block, speakers.get(block, ()))
    for group in groups:
        heading = draft.heading
        if group.kind == "quotes":
            heading = words.chapter_statements
            if 0 < len(group.names) <= _MOST_NAMES:
                heading = f" {words.chapter_and} ".join(group.names)
                heading = heading[:1].upper() + heading[1:]  # "the court"
        elif group.kind == "background":
            heading = words.chapter_background
        yield _Draft(group.kind, heading, tuple(group.blocks))


class _Group:
    """The blocks of a chapter while they are being gathered."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.blocks: list[Block] = []
        self.names: dict[str, None] = {}
        self.chars = 0
        self.told = 0

    def add(self, block: Block, names: Sequence[str]) -> None:
        """Take a block and those who speak in it."""
        self.blocks.append(block)
        self.names.update(dict.fromkeys(names))
        if block.type in _STORY:
            self.chars += block.span.end - block.span.start
            self.told += 1


def _speakers(story: Sequence[Block], quotes: Sequence[Quote]) -> dict[Block, tuple[str, ...]]:
    """Return who speaks in each block that is spoken in, in the order of their first words."""
    starts = [block.span.start for block in story]
    names: dict[Block, dict[str, None]] = {}
    for quote in quotes:
        position = bisect_right(starts, quote.span.start) - 1
        if position < 0 or quote.span.start >= story[position].span.end:
            continue
        if quote.is_speech and quote.attribution:
            names.setdefault(story[position], {})[quote.attribution.speaker] = None
    return {block: tuple(found) for block, found in names.items()}
