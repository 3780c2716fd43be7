"""Lines → paragraphs: what a writer meant as one paragraph, however the lines were broken.

Plain releases come hard-wrapped, one paragraph a line, or broken around what were links and bold
names on a page; each break is judged by the lines on its two sides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from presscast.model import Document, Span
from presscast.text.dateline import match_dateline
from presscast.text.dateline import stands_alone as dateline_stands_alone
from presscast.text.detect_language import detect_language
from presscast.text.release_words import block_words
from presscast.text.run_together import cuts
from presscast.text.standing_lines import RULE, ends_item, is_item, is_table_row, stands_alone

_WIDEST_WRAP = 100
_NARROWEST_WRAP = 45
_RAGGED = 12
"""How far from the margin the lines of a wrapped text end."""
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_LONGEST_WORD = 30
_LONGEST_LINK = 120
_SENTENCE_END = re.compile(r"[.!?…:]\s?[\"'”’“‘»«)\]]*\Z")
_OPEN_END = re.compile(r"(?:[,;(\[/&]|\s[«“„]|\w-|,[\"'”’»])\Z")
_CLOSING_MARK = re.compile(r"[,.;)\]!?](?!\.)")
_CONTINUES = re.compile(r"[,.;:)\]!?…%’”»](?!\.)|['\"](?:\s|[,.;]|\Z)")
_DASH = re.compile(r"[–—―]|--|\) -")
_LONGEST_DATELINE = 80
_DASHES = re.compile(r"[-–—―]{1,3}\Z")
_QUOTE_OPENING = re.compile(r"[\"“„«‘']\s?\w")
_QUOTE_CLOSING = re.compile(r",\s?[\"”»’“]\Z|[\"”»“’],\Z")
_QUOTE_CLOSED = re.compile(r"[.!?…][\"”»]\Z|[\"”»“]\.?\Z")
_NAME_AND_ROLE = re.compile(r"[A-ZÀ-Ý][\w.’'-]+(?: [\w.’'-]+){1,4}, [^.!?]{4,90}")
_ADDRESS = re.compile(r"<?(?:https?://|www\.)\S+")
_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}|\*{4,}")
_BULLET_ALONE = re.compile(r"[•·▪◦‣●○■□►➢✓*]|[-–—―]{1,2}|\(?\d{1,2}[.)]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the source, without the white space around it."""

    span: Span
    text: str
    kind: str = "paragraph"
    """As `DocumentBlock.kind`."""
    level: int = 0
    apart: bool = True
    """True where a blank line, or the format, parts it from what stands before."""


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    indent: int


def split_paragraphs(document: Document) -> tuple[Paragraph, ...]:
    """Return the paragraphs in order; every character but white space lies in exactly one."""
    runs = list(_runs(document))
    width = _wrap_width([lines for lines, kind, _ in runs if kind == "paragraph"])
    gaps = sum(len(lines) == 1 for lines, _, _ in runs) >= len(runs) / 2 and len(runs) > 2
    joining_words: frozenset[str] = frozenset()
    if any(len(lines) > 1 for lines, _, _ in runs):
        # Of this language alone: a preposition of one is a noun of another.
        joining_words = frozenset(block_words(detect_language(document.text)).joining_words)
    paragraphs: list[Paragraph] = []
    for lines, kind, level in runs:
        if kind not in ("paragraph", "blockquote"):
            paragraphs.append(_paragraph(document.text, lines, kind, level, apart=True))
            continue
        first = True
        for group in _groups(lines, width, gaps=gaps, joining_words=joining_words):
            whole = _paragraph(document.text, group, kind, level, apart=first)
            edges = [0, *cuts(whole.text, opens=not paragraphs), len(whole.text)]
            for start, end in pairwise(edges):
                paragraphs.append(_part(whole, start, end))
            first = False
    return tuple(paragraphs)


def _paragraph(text: str, lines: list[_Line], kind: str, level: int, *, apart: bool) -> Paragraph:
    start, end = lines[0].start, lines[-1].end
    return Paragraph(Span(start, end), text[start:end], kind, level, apart)


def _part(whole: Paragraph, start: int, end: int) -> Paragraph:
    """Return a part of a paragraph without the white space around it."""
    raw = whole.text[start:end]
    piece = raw.strip()
    first = whole.span.start + start + len(raw) - len(raw.lstrip())
    span = Span(first, first + len(piece))
    return Paragraph(span, piece, whole.kind, whole.level, apart=whole.apart and start == 0)


def _lines(text: str, start: int, end: int) -> Iterator[_Line | None]:
    """Yield the lines of a range, None for a blank one."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        raw = text[start:stop]
        stripped = raw.strip()
        if stripped:
            indent = len(raw) - len(raw.lstrip())
            first = start + indent
            yield _Line(first, first + len(stripped), stripped, indent)
        else:
            yield None
        start = stop + 1


def _runs(document: Document) -> Iterator[tuple[list[_Line], str, int]]:
    """Yield the lines between blank lines, with the kind and level that the format gives them."""
    position = 0
    pieces: list[tuple[int, int, str, int]] = []
    for block in document.blocks:
        if block.span.start > position:
            pieces.append((position, block.span.start, "paragraph", 0))
        pieces.append((max(position, block.span.start), block.span.end, block.kind, block.level))
        position = max(position, block.span.end)
    pieces.append((position, len(document.text), "paragraph", 0))
    for start, end, kind, level in pieces:
        run: list[_Line] = []
        for line in _lines(document.text, start, end):
            if line is not None:
                run.append(line)
            elif kind in ("paragraph", "blockquote") and run:
                yield run, kind, level
                run = []
        if run:
            yield run, kind, level


def _wrap_width(runs: list[list[_Line]]) -> int | None:
    """Return the column at which the whole text was wrapped, or None where it was not."""
    runs = [[line for line in run if not line.text.startswith("|")] for run in runs]
    every = [line.indent + len(line.text) for run in runs for line in run if "://" not in line.text]
    if sum(length for length in every if length > _WIDEST_WRAP) > sum(every) * 0.3:
        return None
    broken = [line.indent + len(line.text) for run in runs for line in run[:-1]]
    broken = sorted(length for length in broken if length <= _WIDEST_WRAP)
    if not broken or not every:
        return None
    typical = _margin(broken)
    if typical < _NARROWEST_WRAP:
        return None
    if max(every) <= _WIDEST_WRAP:
        # No paragraph of sentences is that short throughout, so the lines are parts of one.
        unfinished = any(
            line.indent + len(line.text) >= typical * 0.75
            and not _SENTENCE_END.search(line.text[-6:])
            for run in runs
            for line in run[:-1]
        )
        return typical if unfinished else None
    full = sum(length >= typical * 0.75 for length in broken)
    lower = sum(line.text[0].islower() for run in runs for line in run[1:])
    wrapped = full >= len(broken) * 0.55 and lower >= len(broken) * 0.25 and len(broken) >= 4
    return typical if wrapped else None


def _margin(lengths: list[int]) -> int:
    """Return the length that many lines come near and few go beyond."""
    wanted = max(2, round(len(lengths) * 0.15))
    for position in range(len(lengths) - 1, -1, -1):
        longest = lengths[position]
        near = bisect_left(lengths, longest - _RAGGED)
        if position + 1 - near >= wanted:
            return longest
    return lengths[-1]


def _groups(
    lines: list[_Line], width: int | None, *, gaps: bool, joining_words: frozenset[str]
) -> Iterator[list[_Line]]:
    """Yield the lines of each paragraph of a run."""
    group = [lines[0]]
    fragment = False  # the last line looks like what was a link or bold words within a sentence
    for index in range(1, len(lines)):
        before, line = lines[index - 1], lines[index]
        following = lines[index + 1] if index + 1 < len(lines) else None
        if width is not None:
            joined = _wrapped(group, before, line, width)
        else:
            joined = _broken(
                group,
                before,
                line,
                following,
                fragment=fragment,
                gaps=gaps,
                joining_words=joining_words,
            )
        if joined:
            fragment = len(line.text) < 90 and not _SENTENCE_END.search(before.text[-6:])
            group.append(line)
        else:
            yield group
            group = [line]
            fragment = False
    yield group


def _bound(before: _Line, line: _Line) -> bool | None:
    """Return whether two lines belong together whatever the layout; None where that is open."""
    if _BULLET_ALONE.fullmatch(before.text):
        return True
    if line.text[0] in "-–—―" and before.text.isupper() and len(before.text) < 60:
        return True  # a place and the dash of its dateline
    if (
        _DASHES.search(before.text[-4:])
        and len(before.text) < 60
        and dateline_stands_alone(before.text)
    ):
        return True
    if _opens_story(line.text):
        return False
    if _UNDERLINE.fullmatch(line.text) and abs(len(line.text) - len(before.text)) <= 4:
        return True
    if _UNDERLINE.fullmatch(before.text):
        return False
    if is_item(line.text) or is_table_row(line.text) or is_table_row(before.text):
        return False
    if stands_alone(before.text) or stands_alone(line.text):
        return False
    return None


def _opens_story(line: str) -> bool:
    """Return whether a line begins with a place, a date and a dash, below a title."""
    head = line[:_LONGEST_DATELINE]
    if not line[0].isupper() or not any(map(str.isdigit, head)) or not _DASH.search(head):
        return False
    found = match_dateline(line)
    return found is not None and found.place is not None and found.date is not None


def _wrapped(group: list[_Line], before: _Line, line: _Line, width: int) -> bool:
    """Return whether a line of a hard-wrapped text goes on with the paragraph before it."""
    ended = bool(_SENTENCE_END.search(before.text[-6:]))
    first_word = line.text.split(None, 1)[0]
    early = before.indent + len(before.text) + 1 + len(first_word) < width - 4
    if not ended and not early and not is_item(line.text) and not RULE.fullmatch(line.text):
        return True  # in mid-sentence, whatever the words look like alone
    bound = _bound(before, line)
    if bound is not None:
        return bound
    if _CONTINUES.match(line.text) or line.text[0].islower():
        return True
    if line.indent >= before.indent + 2:
        hanging = is_item(group[0].text) or len(group) > 1
        if not hanging or (ended and not is_item(group[0].text)):
            return _title_goes_on(before, line)
    if not early:
        return True
    if ended or before.indent + len(before.text) < width * 0.6:
        return _title_goes_on(before, line)
    return True


def _title_goes_on(before: _Line, line: _Line) -> bool:
    """Return whether two short lines are one title set over two lines."""
    if _SENTENCE_END.search(before.text[-6:]) or len(before.text) < 20 or len(line.text) > 120:
        return False
    if any(character.isdigit() or character == "@" for character in before.text + line.text):
        return False
    if before.text.isupper() or line.text.isupper():
        return before.text.isupper() and line.text.isupper()
    return _title_case(before.text) and _title_case(line.text) and len(before.text) >= 35


def _title_case(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def _broken(
    group: list[_Line],
    before: _Line,
    line: _Line,
    following: _Line | None,
    *,
    fragment: bool,
    gaps: bool,
    joining_words: frozenset[str],
) -> bool:
    """Return whether a line of a text that is not wrapped goes on with the paragraph before it."""
    if _CLOSING_MARK.match(line.text):
        return True
    goes_on = following is not None and _CLOSING_MARK.match(following.text) is not None
    if goes_on and len(line.text) < _LONGEST_LINK and not _SENTENCE_END.search(before.text[-6:]):
        return True  # the next line is a fragment: what follows it can't open a paragraph
    bound = _bound(before, line)
    if bound is not None:
        return bound
    if _ADDRESS.fullmatch(line.text) and before.text.endswith(":"):
        return False
    if line.text[0].islower() and (before.text.endswith(":") or group[0].text[0].islower()):
        return False  # an item of a list that lost its bullets
    if line.text[0].isupper() and ends_item(before.text):
        return False
    if _CONTINUES.match(line.text) or line.text[0].islower():
        return True
    last_word = _LAST_WORD.search(before.text[-_LONGEST_WORD:])
    if _OPEN_END.search(before.text[-4:]) or (
        last_word
        and last_word[0].islower()
        and last_word[0] in joining_words
        and len(line.text) < _LONGEST_LINK
        and not before.text.isupper()
    ):
        return True
    quoted = _QUOTE_OPENING.match(group[0].text)
    if quoted and last_word and last_word[0].islower():
        return True  # `“…,” said`, and the name below it
    if quoted and _QUOTE_CLOSED.search(before.text[-6:]) and _NAME_AND_ROLE.fullmatch(line.text):
        return True
    if (
        _QUOTE_CLOSING.search(before.text[-6:])
        and len(line.text) < 90
        and len(before.text) > len(line.text)
    ):
        return bool(_SENTENCE_END.search(line.text[-6:])) and not _QUOTE_OPENING.match(line.text)
    if quoted and len(group) > 1 and len(before.text) < 90 and _QUOTE_OPENING.match(line.text):
        return True
    if fragment and len(group) % 2 == 0 and len(line.text) > 60:
        # Text and links take turns: after a link, even one that ends a sentence, text goes on.
        return len(before.text) < 60 and not _QUOTE_OPENING.match(line.text)
    if gaps and len(group) == 1 and line is not None:
        return _title_goes_on(before, line)
    return False
