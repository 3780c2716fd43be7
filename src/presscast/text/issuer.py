"""Who issues a release: by what it says about itself, its letterhead, or its first sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from presscast.model import Block, BlockType, Metadata
from presscast.text.block_features import normalized
from presscast.text.release_words import structure
from presscast.text.standing_lines import about_name

_NAME = (
    r"[A-ZÀ-Ý][\w.&’'-]*(?:\s+(?:(?:of|for|and|de|del|la|du|des|für|der|und|the|&|y|et)\s+){0,2}"
    r"[A-ZÀ-Ý][\w.&’'-]*){0,7}"
)
_SUBJECT = re.compile(
    rf"(?:(?:The|Today,?|La|El|Le|L['’]|Les|Der|Die|Das|Il|O|A)\s*)?(?P<name>{_NAME})"
    rf"(?:\s*\([^)]{{1,60}}\))?"
)
_DESCRIBED = re.compile(
    rf"(?:(?:The|La|El|Le|L['’]|Les|Der|Die|Das|Il|O|A)\s*)?(?P<name>{_NAME})"
    rf"(?:\s*\([^)]{{1,60}}\))?,?\s+(?P<verb>\w+)"
)


def find_issuer(text: str, blocks: Sequence[Block], metadata: Metadata) -> str | None:
    """Return the organisation that issues a release; None where nothing tells.

    In this order: the organisation of the first `About …` that the story also names, the
    publisher that the format states, the letterhead, the subject of a closing description, and
    the subject of the first sentence.
    """
    story = normalized(
        " ".join(
            text[block.span.start : block.span.end]
            for block in blocks
            if block.type in (BlockType.HEADLINE, BlockType.LEDE, BlockType.BODY)
        )[:20000]
    )
    for block in blocks:
        if block.type not in (BlockType.HEADING, BlockType.BOILERPLATE):
            continue
        raw = text[block.span.start : block.span.end]
        head = raw if block.type is BlockType.HEADING else re.split(r"[:\n]", raw[:120])[0]
        name = about_name(head) if len(head) < 100 else None
        if name and normalized(name) in story:
            return re.sub(r"\A(?:the|la|le|les|el|die|der|das)\s+", "", name, flags=re.IGNORECASE)
    if metadata.publisher:
        return metadata.publisher
    for block in blocks:
        raw = text[block.span.start : block.span.end]
        if block.type is BlockType.RELEASE_HEADER and structure().letterhead.fullmatch(raw):
            return raw
        if block.type is BlockType.LEDE:
            break
    for block in blocks:
        if block.type is BlockType.BOILERPLATE:
            found = _DESCRIBED.match(text[block.span.start : block.span.start + 200])
            if found and structure().about_verb.fullmatch(found["verb"].lower()):
                return found["name"]
    for block in blocks:
        if block.type is BlockType.LEDE:
            found = _SUBJECT.match(text[block.span.start : block.span.start + 200])
            name = found["name"] if found else ""
            if (
                name
                and name.lower() not in structure().stop_words
                and normalized(name) not in ("today", "heute", "hoy")
            ):
                return name
    return None
