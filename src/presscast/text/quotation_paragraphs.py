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
    """Return the paragraphs of the blocks, split at blank lines; datelines are left out."""
    found: list[Paragraph] = []
    for block in blocks:
        if block.type is BlockType.DATELINE:
            continue
        at = block.span.start
        while at < block.span.end:
            cut = text.find("\n\n", at, block.span.end)
            end = block.span.end if cut < 0 else cut
            if text[at:end].strip():
                found.append(Paragraph(Span(at, end), block.type))
            at = end + 2 if cut >= 0 else end
    return found
