"""Who issues a release: by what it says about itself, its letterhead, or its first sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from presscast.model import Block, BlockType, Metadata
from presscast.text.release_words import structure
from presscast.text.standing_lines import about_name, is_letterhead

_NAME = (
    r"[A-ZÀ-Ý][\w.&’'-]*(?:\s+(?:(?:of|for|and|de|del|la|du|des|für|der|und|the|&|y|et)\s+){0,2}"
    r"[A-ZÀ-Ý][\w.&’'-]*){0,7}"
)
_SAMPLE_CHARS = 20000
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
    story = "\n".join(
        text[block.span.start : block.span.end]
        for block in blocks
        if block.type in (BlockType.LEDE, BlockType.BODY, BlockType.BOILERPLATE)
    )[:_SAMPLE_CHARS]
    for block in blocks:
        if block.type not in (BlockType.HEADING, BlockType.BOILERPLATE):
            continue
        head = re.split(r"[:\n]", text[block.span.start : block.span.end][:120], maxsplit=1)[0]
        name = about_name(head) if len(head) < 100 else None
        spelled = _as_written(name, story) if name else None
        if spelled:
            return spelled
    if metadata.publisher:
        return metadata.publisher
    for block in blocks:
        raw = text[block.span.start : block.span.end]
        if block.type is BlockType.RELEASE_HEADER and is_letterhead(raw):
            return raw
        if block.type is BlockType.LEDE:
            break
    return _described(text, blocks) or _subject(text, blocks, story)


def _as_written(name: str, story: str) -> str | None:
    """Return a heading's name as the story spells it; None where the story does not."""
    bare = re.sub(r"\A(?:the|la|le|les|el|die|der|das)\s+", "", name, flags=re.IGNORECASE)
    found = re.findall(rf"(?<!\w){re.escape(bare)}(?!\w)", story, re.IGNORECASE)
    return next((spelling for spelling in found if not spelling.isupper()), bare) if found else None


def _described(text: str, blocks: Sequence[Block]) -> str | None:
    """Return whom the first closing description is about."""
    for block in blocks:
        if block.type is BlockType.BOILERPLATE:
            found = _DESCRIBED.match(text[block.span.start : block.span.start + 200])
            if found and structure().about_verb.fullmatch(found["verb"].lower()):
                return found["name"]
    return None


def _subject(text: str, blocks: Sequence[Block], story: str) -> str | None:
    """Return the name with which the story begins; None where it begins with common words."""
    lede = next((block for block in blocks if block.type is BlockType.LEDE), None)
    if lede is None:
        return None
    found = _SUBJECT.match(text[lede.span.start : lede.span.start + 200])
    if found is None or found["name"].lower() in structure().stop_words:
        return None
    name = found["name"]
    common = re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", story)
    return None if common else name
