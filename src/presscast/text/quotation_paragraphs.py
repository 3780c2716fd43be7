"""Blocks → the paragraphs that quotation marks are matched in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from presscast.model import Block, BlockType, Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that quotations may run through, and the kind of its block."""

    span: Span
    type: BlockType


def paragraphs_of(text: str, blocks: Sequence[Block]) -> list[Paragraph]:
    """Return the paragraphs of the blocks: split at blank lines, a dateline joined to its lede."""
    found: list[Paragraph] = []
    start: int | None = None
    for block in blocks:
        if block.type is BlockType.DATELINE:
            start = block.span.start if start is None else start
            continue
        begin = block.span.start if start is None else start
        start = None
        at = begin
        while at < block.span.end:
            cut = text.find("\n\n", at, block.span.end)
            end = block.span.end if cut < 0 else cut
            if text[at:end].strip():
                found.append(Paragraph(Span(at, end), block.type))
            at = end + 2 if cut >= 0 else end
    if start is not None:
        found.append(Paragraph(Span(start, blocks[-1].span.end), BlockType.LEDE))
    return found
