"""Lines → paragraphs: what a writer meant as one paragraph, however the lines were broken.

Plain releases come hard-wrapped, one paragraph a line, or broken around what were links and bold
names on a page; each break is judged by the lines on its two sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from presscast.model import Document, Span
from presscast.text.dateline import stands_alone as dateline_stands_alone
from presscast.text.release_words import structure
from presscast.text.standing_lines import about_name, is_item, is_table_row, stands_alone

_WIDEST_WRAP = 100
_NARROWEST_WRAP = 45
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_LONGEST_WORD = 30
_LONG_LINE = 900
"""A line longer than this may hold several paragraphs."""
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*\Z")
_OPEN_END = re.compile(r"(?:[,;(\[«“„/&]|\w-|,[\"'”’»])\Z")
_CONTINUES = re.compile(r"[,.;:)\]!?…%’”»](?!\.)|['\"](?:\s|[,.;]|\Z)")
_DASHES = re.compile(r"[-–—―]{1,3}\Z")
_QUOTE_OPENING = re.compile(r"[\"“„«‘']\s?\w")
_QUOTE_CLOSING = re.compile(r"[,.!?]\s?[\"”»’“]\Z|[\"”»“],?\Z")
_QUOTE_CLOSED = re.compile(r"[.!?…][\"”»]\Z|[\"”»“]\.?\Z")
_NAME_AND_ROLE = re.compile(r"[A-ZÀ-Ý][\w.’'-]+(?: [\w.’'-]+){1,4}, [^.!?]{4,90}")
_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}|\*{4,}")
_BULLET_ALONE = re.compile(r"[•·▪◦‣●○■□►➢✓*]|[-–—―]{1,2}|\(?\d{1,2}[.)]")
_GLUED = re.compile(r"(?<=[a-zà-ÿ0-9)][.!?])(?=[A-ZÀ-Ý“])|(?<=[a-zà-ÿ][.!?][\"”])(?=[A-ZÀ-Ý“\"])")
_SENTENCE_GAP = re.compile(r"[.!?][\"”]? (?=[A-ZÀ-Ý#-])")
_END_OF_RELEASE = re.compile(r"(?:# ?# ?#|-30-)(?:\s|\Z)")
_LONGEST_LABEL = 100
_WIDE_GAP = re.compile(r"(?<=[.!?:\"”)])[ \t\u00a0]{2,}(?=\S)|(?<=\w)[ \t\u00a0]{3,}(?=\S)")
_VERY_WIDE_GAP = re.compile(r"[ \t\u00a0]{6,}(?=\S)")


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
    paragraphs: list[Paragraph] = []
    for lines, kind, level in runs:
        if kind not in ("paragraph", "blockquote"):
            paragraphs.append(_paragraph(document.text, lines, kind, level, apart=True))
            continue
        first = True
        for group in _groups(lines, width, gaps=gaps):
            whole = _paragraph(document.text, group, kind, level, apart=first)
            paragraphs.extend(_unglued(whole))
            first = False
    return tuple(paragraphs)


def _paragraph(text: str, lines: list[_Line], kind: str, level: int, *, apart: bool) -> Paragraph:
    start, end = lines[0].start, lines[-1].end
    return Paragraph(Span(start, end), text[start:end], kind, level, apart)


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
    lengths = [line.indent + len(line.text) for run in runs for line in run[:-1]]
    lower = sum(line.text[0].islower() for run in runs for line in run[1:])
    if len(lengths) < 4 or lower < len(lengths) * 0.25:
        return None
    longest = max(lengths[:5000])
    typical = sorted(lengths)[int(len(lengths) * 0.95) - 1]
    if longest > _WIDEST_WRAP * 1.3 or not _NARROWEST_WRAP <= typical <= _WIDEST_WRAP:
        return None
    full = sum(length >= typical * 0.75 for length in lengths)
    return typical if full >= len(lengths) * 0.55 else None


def _groups(lines: list[_Line], width: int | None, *, gaps: bool) -> Iterator[list[_Line]]:
    """Yield the lines of each paragraph of a run."""
    group = [lines[0]]
    fragment = False  # the last line looks like what was a link or bold words within a sentence
    for index in range(1, len(lines)):
        before, line = lines[index - 1], lines[index]
        following = lines[index + 1] if index + 1 < len(lines) else None
        if width is not None:
            joined = _wrapped(group, before, line, width)
        else:
            joined = _broken(group, before, line, following, fragment=fragment, gaps=gaps)
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
    if _UNDERLINE.fullmatch(line.text) and abs(len(line.text) - len(before.text)) <= 4:
        return True
    if _UNDERLINE.fullmatch(before.text):
        return False
    if is_item(line.text) or is_table_row(line.text) or is_table_row(before.text):
        return False
    if stands_alone(before.text) or stands_alone(line.text):
        return False
    return None


def _wrapped(group: list[_Line], before: _Line, line: _Line, width: int) -> bool:
    """Return whether a line of a hard-wrapped text goes on with the paragraph before it."""
    bound = _bound(before, line)
    if bound is not None:
        return bound
    if _CONTINUES.match(line.text) or line.text[0].islower():
        return True
    ended = bool(_SENTENCE_END.search(before.text[-6:]))
    if line.indent >= before.indent + 2:
        hanging = is_item(group[0].text) or len(group) > 1
        if not hanging or (ended and not is_item(group[0].text)):
            return _title_goes_on(before, line)
    first_word = line.text.split(None, 1)[0]
    early = before.indent + len(before.text) + 1 + len(first_word) < width - 4
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
    if before.text.isupper() and line.text.isupper():
        return True
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
) -> bool:
    """Return whether a line of a text that is not wrapped goes on with the paragraph before it."""
    bound = _bound(before, line)
    if bound is not None:
        return bound
    if _CONTINUES.match(line.text) or line.text[0].islower():
        return True
    last_word = _LAST_WORD.search(before.text[-_LONGEST_WORD:])
    if _OPEN_END.search(before.text[-4:]) or (
        last_word
        and last_word[0].islower()
        and last_word[0] in structure().stop_words
        and not before.text.isupper()
    ):
        return True
    if following is not None and _CONTINUES.match(following.text) and len(line.text) < 120:
        # What follows the next line can't open a paragraph, so the next line is a fragment.
        return not _SENTENCE_END.search(before.text[-6:])
    quoted = _QUOTE_OPENING.match(group[0].text)
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


def _unglued(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Yield the paragraphs that were run together on one line, by the marks that betray them."""
    cuts = {
        match.start()
        for match in _GLUED.finditer(paragraph.text)
        if _opens_section(paragraph.text[match.start() : match.start() + _LONGEST_LABEL])
    }
    if len(paragraph.text) > _LONG_LINE and "\n" not in paragraph.text:
        cuts.update(match.start() for match in _GLUED.finditer(paragraph.text))
        cuts.update(match.end() for match in _VERY_WIDE_GAP.finditer(paragraph.text))
        wide = [match.end() for match in _WIDE_GAP.finditer(paragraph.text)]
        if len(wide) <= len(_SENTENCE_GAP.findall(paragraph.text)) * 1.5:
            # Two spaces part sentences for some writers; here they are the rarer gap.
            cuts.update(wide)
        cuts.update(
            match.end()
            for match in _SENTENCE_GAP.finditer(paragraph.text)
            if _opens_section(paragraph.text[match.end() : match.end() + _LONGEST_LABEL])
        )
    for start, end in pairwise([0, *sorted(cuts - {0}), len(paragraph.text)]):
        raw = paragraph.text[start:end]
        piece = raw.strip()
        if not piece:
            continue
        first = paragraph.span.start + start + len(raw) - len(raw.lstrip())
        yield Paragraph(
            Span(first, first + len(piece)),
            piece,
            paragraph.kind,
            paragraph.level,
            apart=paragraph.apart and start == 0,
        )


def _opens_section(head: str) -> bool:
    """Return whether words within a line are a heading: `About Boerne:`, `Media Contact:`."""
    if _END_OF_RELEASE.match(head):
        return True
    label = re.match(r"[^:\n.!?]{3,90}(?=:)", head)
    if label is None:
        return False
    contact = structure().contact.fullmatch(label[0])
    return contact is not None or bool(about_name(label[0]))
