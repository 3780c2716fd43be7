"""A document's paragraphs → the blocks of a release, each with its role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from presscast.model import Block, BlockType, Document, Metadata, Span
from presscast.text.block_features import is_end_mark, is_footer, is_footer_label, is_prose
from presscast.text.closing import classify_closing
from presscast.text.dateline import DatelineMatch, match_dateline
from presscast.text.lede import advisory_start, find_lede
from presscast.text.opening import classify_opening
from presscast.text.paragraphs import Paragraph, split_paragraphs
from presscast.text.standing_lines import is_signature

_MERGED = frozenset({BlockType.CONTACT, BlockType.FURNITURE, BlockType.TABLE})
"""Blocks that are one however many paragraphs they take."""


@dataclass(frozen=True, slots=True)
class Structure:
    """The blocks of a release, in order, and the dateline as it was matched."""

    blocks: tuple[Block, ...]
    dateline: DatelineMatch | None


def find_blocks(document: Document) -> Structure:
    """Return the blocks of a document.

    Blocks are in order and never overlap; every character but white space lies in exactly one.
    """
    paragraphs = list(_signed(split_paragraphs(document)))
    if not paragraphs:
        return Structure((), None)
    lede = find_lede(paragraphs)
    answers = advisory_start(paragraphs)
    if answers is not None and (lede is None or answers <= lede):
        return Structure(tuple(_merged(paragraphs, _advisory(paragraphs, answers))), None)
    if lede is None:
        opening = _headed_only(paragraphs)
        return Structure(tuple(_merged(paragraphs, opening)), None)
    types = classify_opening(paragraphs[:lede], paragraphs[lede].text, document.metadata)
    types.append(BlockType.LEDE)
    found = match_dateline(paragraphs[lede].text)
    if found is not None and found.end >= len(paragraphs[lede].text):
        types[-1] = BlockType.DATELINE
        if lede + 1 < len(paragraphs) and is_prose(paragraphs[lede + 1].text):
            types.append(BlockType.LEDE)
    below = paragraphs[len(types) :]
    types.extend(classify_closing(below, paragraphs[lede].text))
    blocks = tuple(_merged(paragraphs, types))
    return Structure(tuple(_with_dateline(document.text, blocks, found)), found)


def _advisory(paragraphs: Sequence[Paragraph], answers: int) -> list[BlockType]:
    """Return the types for a media advisory, which answers questions and tells no story."""
    types = classify_opening(paragraphs[:answers], paragraphs[answers].text, Metadata())
    below = classify_closing(paragraphs[answers:])
    told = (
        index
        for index, type_ in enumerate(below)
        if type_ is BlockType.BODY and is_prose(paragraphs[answers + index].text)
    )
    lede = next(told, None)
    if lede is not None:
        below[lede] = BlockType.LEDE
    return types + below


def _headed_only(paragraphs: Sequence[Paragraph]) -> list[BlockType]:
    """Return the types for a document without a paragraph of sentences: a title and lines."""
    types = classify_opening(paragraphs[:1], "", Metadata())
    return types + classify_closing(paragraphs[1:])


def _signed(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Yield the paragraphs, a signature joined to the quote that it signs."""
    held: Paragraph | None = None
    for paragraph in paragraphs:
        if (
            held is not None
            and is_signature(paragraph.text)
            and held.text.endswith(('"', "”", "»", "“", "’", "'"))
            and held.kind in ("paragraph", "blockquote")
        ):
            # The span takes the white space between; `text` is only read for its words.
            held = Paragraph(
                Span(held.span.start, paragraph.span.end),
                f"{held.text}\n{paragraph.text}",
                held.kind,
                held.level,
                held.apart,
            )
            continue
        if held is not None:
            yield held
        held = paragraph
    if held is not None:
        yield held


def _merged(paragraphs: Sequence[Paragraph], types: Sequence[BlockType]) -> Iterator[Block]:
    """Yield the blocks, runs of contact lines, page chrome and table rows made one."""
    start = 0
    for index in range(1, len(types) + 1):
        if index < len(types) and _belongs(paragraphs, types, index):
            continue
        span = Span(paragraphs[start].span.start, paragraphs[index - 1].span.end)
        yield Block(types[start], span)
        start = index


def _belongs(paragraphs: Sequence[Paragraph], types: Sequence[BlockType], index: int) -> bool:
    """Return whether a paragraph is one block with the paragraph before it."""
    if types[index] is not types[index - 1]:
        return False
    if types[index] in _MERGED:
        return True
    return (
        types[index] is BlockType.FOOTER
        and (is_footer_label(paragraphs[index - 1].text) or not paragraphs[index].apart)
        and not is_footer(paragraphs[index].text)
        and not is_end_mark(paragraphs[index - 1].text)
        and not is_end_mark(paragraphs[index].text)
    )


def _with_dateline(
    text: str, blocks: Sequence[Block], found: DatelineMatch | None
) -> Iterator[Block]:
    """Yield the blocks, the dateline cut from the head of the lede."""
    apart = any(block.type is BlockType.DATELINE for block in blocks)
    for block in blocks:
        if block.type is not BlockType.LEDE or found is None or apart:
            yield block
            continue
        cut = block.span.start + found.end
        yield Block(BlockType.DATELINE, Span(block.span.start, cut))
        lede = text[cut : block.span.end]
        yield Block(BlockType.LEDE, Span(cut + len(lede) - len(lede.lstrip()), block.span.end))
