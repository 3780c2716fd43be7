"""Glyphs on pages → the lines of a release in reading order, without running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from presscast.text.document import Run

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIST_MARK = re.compile(r"[•▪◦‣●○■□·∙➢✓✔*\uf0b7\uf0a7\uf0d8\ue004–—-]|o|\(?(\d{1,2}|[a-zA-Z])[.)]")
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(page|seite|página|p\.)?\s*\d{1,4}(\s*(/|of|von|de|sur)\s*\d{1,4})?[-–—\s]*",
    re.IGNORECASE,
)
# What browsers print around a page.
_BROWSER_STAMP = re.compile(
    r"(https?|file)://\S+(\s+\d+/\d+)?"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}, \d{1,2}:\d{2}( ?[AP]M)?(\s.*)?"
)
_WORD_GAP = 0.9
"""The widest space between words of a line, as a multiple of its height."""
_MARGIN = 0.12
_COLUMN_CHARS = 25


class Glyph(NamedTuple):
    """A character on a page, in points from the lower left corner."""

    char: str
    left: float
    bottom: float
    right: float
    top: float
    emphasis: bool
    url: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line, or the part of one that stands in one column. Sizes are in points."""

    page: int
    left: float
    right: float
    bottom: float
    height: float
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """Return the characters as printed; a hyphen at the end may divide a word."""
        return "".join(run.text for run in self.runs)

    @property
    def is_bold(self) -> bool:
        """Return whether every word stands out."""
        return all(run.emphasis for run in self.runs if run.text.strip())


@dataclass(frozen=True, slots=True)
class Page:
    """The glyphs of a page in the order of its content, `\\n` where a line ends."""

    width: float
    height: float
    glyphs: Sequence[Glyph]
    dots: Sequence[tuple[float, float, float, float]] = ()
    """Left, bottom, right, top of small round shapes: browsers draw their bullets."""


def printed_lines(
    pages: Sequence[Page], title: str = ""
) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """Return all lines in reading order, and the running heads and page numbers left out.

    `title` is what the file states as its title, which browsers print above a page.
    """
    found = [
        [line for line in _with_bullets(_lines(page, number), page) if line.text.strip()]
        for number, page in enumerate(pages)
    ]
    running = _running(pages, found, title)
    lines: list[Line] = []
    left_out: list[str] = []
    for page, page_lines in zip(pages, found, strict=True):
        kept = [line for line in page_lines if id(line) not in running]
        lines.extend(_in_reading_order(kept, page.width))
        left_out.extend(line.text.strip() for line in page_lines if id(line) in running)
    return tuple(lines), tuple(dict.fromkeys(re.sub(r"\d+", "#", text) for text in left_out))


def _with_bullets(lines: Iterable[Line], page: Page) -> Iterator[Line]:
    """Yield the lines, with a bullet before each that has a drawn one at its left."""
    for line in lines:
        has_dot = any(
            0 < line.left - right < 3 * line.height
            and line.bottom < (bottom + top) / 2 < line.bottom + line.height
            and right - left < 0.7 * line.height
            for left, bottom, right, top in page.dots
        )
        yield replace(line, runs=(Run("• "), *line.runs)) if has_dot else line


def _lines(page: Page, number: int) -> list[Line]:
    pieces: list[list[Glyph]] = [[]]
    for glyph in page.glyphs:
        last = pieces[-1]
        if glyph.char == "\n":
            pieces.append([])
        elif glyph.char.isspace():
            if last:
                last.append(glyph)
        else:
            before = next((g for g in reversed(last) if not g.char.isspace()), None)
            if before and not _on_one_line(before, glyph):
                pieces.append([])
            pieces[-1].append(glyph)
    lines: list[Line] = []
    for piece in pieces:
        line = _line(piece, number)
        if line is None:
            continue
        if lines and _stands_behind(lines[-1], line, _WORD_GAP):
            lines[-1] = _merged(lines[-1], line)
        else:
            lines.append(line)
    return lines


def _on_one_line(before: Glyph, after: Glyph) -> bool:
    height = max(before.top - before.bottom, after.top - after.bottom, 1.0)
    overlap = min(before.top, after.top) - max(before.bottom, after.bottom)
    lower = min(before.top - before.bottom, after.top - after.bottom)
    gap = after.left - before.right
    return overlap > 0.4 * lower and -2 * height < gap < _WORD_GAP * height


def _line(glyphs: Iterable[Glyph], page: int) -> Line | None:
    glyphs = list(glyphs)
    inked = [glyph for glyph in glyphs if not glyph.char.isspace()]
    if not inked:
        return None
    height = median(glyph.top - glyph.bottom for glyph in inked)
    base = median(glyph.bottom for glyph in inked)
    runs: list[Run] = []
    for glyph in glyphs:
        char = _LIGATURES.get(glyph.char, glyph.char)
        # A raised small number after a word is the sign of a footnote, never said.
        raised = glyph.bottom > base + 0.2 * height and glyph.top - glyph.bottom < 0.8 * height
        if raised and (char.isdigit() or char in "*†‡") and runs and len(inked) > 3:
            continue
        if char.isspace():
            char = " "
        last = runs[-1] if runs else None
        if last and (char == " " or (last.url, last.emphasis) == (glyph.url, glyph.emphasis)):
            runs[-1] = replace(last, text=last.text + char)
        else:
            runs.append(Run(char, glyph.url, glyph.emphasis))
    return Line(
        page,
        min(glyph.left for glyph in inked),
        max(glyph.right for glyph in inked),
        base,
        max(height, 1.0),
        tuple(runs),
    )


def _stands_behind(line: Line, after: Line, widest: float = 1000.0) -> bool:
    """Return whether a piece goes on with a printed line, over a gap of `widest` heights at most.

    A list mark may stand further from its item than words from one another.
    """
    height = max(line.height, after.height)
    if abs(line.bottom - after.bottom) > 0.35 * height or line.page != after.page:
        return False
    if _LIST_MARK.fullmatch(line.text.strip()):
        widest = max(widest, 5.0)
    return -0.5 * height < after.left - line.right < widest * height


def _merged(line: Line, after: Line) -> Line:
    gap = after.left - line.right
    space = () if gap < 0.12 * line.height or line.text.endswith(" ") else (Run(" "),)
    return replace(
        line,
        right=max(line.right, after.right),
        height=max(line.height, after.height),
        runs=(*line.runs, *space, *after.runs),
    )


def _in_reading_order(lines: list[Line], width: float) -> list[Line]:
    """Return the lines as written in the file where that reads well, else cut into columns."""
    climbs = sum(
        after.bottom > before.bottom + 1.5 * before.height
        and after.left < before.left + 0.2 * width
        for before, after in pairwise(lines)
    )
    crossings = sum(
        abs(after.bottom - before.bottom) < before.height
        and min(len(before.text), len(after.text)) >= _COLUMN_CHARS
        for before, after in pairwise(lines)
    )
    if climbs or crossings >= 3:
        lines = _cut(lines, depth=0)
    whole: list[Line] = []
    for line in lines:
        if whole and _stands_behind(whole[-1], line):
            whole[-1] = _merged(whole[-1], line)
        else:
            whole.append(line)
    return whole


def _cut(lines: list[Line], depth: int) -> list[Line]:
    """Return the lines ordered by recursive cuts: along the widest gap, across before down."""
    if len(lines) < 2 or depth > 40:
        return sorted(lines, key=lambda line: (-line.bottom, line.left))
    height = median(line.height for line in lines)
    gutter = _gap([(line.left, line.right) for line in lines])
    level = _gap([(-line.bottom - line.height, -line.bottom) for line in lines])
    if gutter and gutter[1] > 0.8 * height and _is_gutter(lines, gutter[0]):
        left = [line for line in lines if line.right <= gutter[0] + 0.01]
        right = [line for line in lines if line.right > gutter[0] + 0.01]
        return [*_cut(left, depth + 1), *_cut(right, depth + 1)]
    if level and level[1] > 0:
        upper = [line for line in lines if -line.bottom <= level[0] + 0.01]
        lower = [line for line in lines if -line.bottom > level[0] + 0.01]
        return [*_cut(upper, depth + 1), *_cut(lower, depth + 1)]
    return sorted(lines, key=lambda line: (-line.bottom, line.left))


def _is_gutter(lines: list[Line], place: float) -> bool:
    """Return whether both sides of a gap are columns, rather than cells of a table."""
    sides = (
        [line for line in lines if line.right <= place + 0.01],
        [line for line in lines if line.right > place + 0.01],
    )
    return all(len(side) > 1 and median(len(line.text) for line in side) >= 12 for side in sides)


def _gap(intervals: list[tuple[float, float]]) -> tuple[float, float] | None:
    """Return where the widest gap between intervals begins and how wide it is."""
    intervals = sorted(intervals)
    best: tuple[float, float] | None = None
    end = intervals[0][1]
    for start, stop in intervals[1:]:
        if start > end and (best is None or start - end > best[1]):
            best = (end, start - end)
        end = max(end, stop)
    return best


def _running(pages: Sequence[Page], lines: Sequence[Sequence[Line]], title: str) -> set[int]:
    """Return the ids of the lines in page margins that repeat, or number or date the pages."""
    stamped = any(_BROWSER_STAMP.fullmatch(line.text.strip()) for page in lines for line in page)
    marginal: list[tuple[str, Line]] = []
    running: set[int] = set()
    for page, page_lines in zip(pages, lines, strict=True):
        for line in page_lines:
            middle = (line.bottom + line.height / 2) / (page.height or 1.0)
            if _MARGIN < middle < 1 - _MARGIN:
                continue
            outermost = not any(
                other.bottom > line.bottom + 1 if middle > 0.5 else other.bottom < line.bottom - 1
                for other in page_lines
            )
            if outermost and len(page_lines) > 2 and _PAGE_NUMBER.fullmatch(line.text.strip()):
                running.add(id(line))
            if _BROWSER_STAMP.fullmatch(line.text.strip()) or (
                stamped and outermost and line.text.strip() == title
            ):
                running.add(id(line))
            shape = re.sub(r"\d+", "#", " ".join(line.text.split()))
            marginal.append((f"{shape} {round(middle * 50)}", line))
    repeats = Counter(shape for shape, _ in marginal)
    needed = max(2, (len(pages) + 1) // 2)
    running.update(id(line) for shape, line in marginal if repeats[shape] >= needed)
    return running
