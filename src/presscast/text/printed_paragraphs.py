"""Printed lines → paragraphs, headings and list items, by their size and place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from presscast.text.document import Passage, Run
from presscast.text.printed_lines import Line

HYPHEN = "\u0002"
"""What PDFium gives for a hyphen at the end of a line."""
_BULLET = re.compile(r"\s*([•▪◦‣●○■□·∙➢✓✔\uf0b7\uf0a7\uf0d8\ue004]|[-–—*o](?=\s))\s*")
_NUMBER = re.compile(r"\s*\(?(\d{1,2}|[a-z])[.)]\s")
_ENDS_SENTENCE = re.compile(r"[.!?:;…][\"'”’»)\]]*\s*$|^\s*#{2,3}\s*$")
_STRIPE = 40.0
_SHORT_LINE_CHARS = 30
_MANY_LINES = 100
_NOTE = re.compile(r"\s*(\d{1,2}|[*†‡])\s*\S")
# Words that keep their hyphen where a line happens to end behind it.
_COMPOUND_HEADS = frozenset(
    {"well", "long", "short", "self", "non", "co", "ex", "high", "low", "full", "part", "year"}
    | {"state", "multi", "anti", "post", "half", "mid", "cross", "all", "first", "second", "third"}
    | {"two", "three", "four", "five", "six", "ten", "one", "e", "on", "off", "so", "far", "near"}
    | {"large", "small", "real", "world", "end", "data", "cost", "follow", "decision", "award"}
)
_COMPOUND_TAILS = frozenset(
    {"based", "term", "time", "year", "old", "wide", "led", "driven", "level", "class", "free"}
    | {"known", "related", "specific", "friendly", "in", "up", "out", "of", "the", "to", "day"}
    | {"month", "week", "owned", "funded", "profit", "scale", "quality", "performance", "risk"}
)


@dataclass(frozen=True, slots=True)
class _Measures:
    """What is usual in a document."""

    size: float
    """Height of most characters, in points."""
    leading: float
    """From line to line within a paragraph, as a multiple of the height."""


def paragraphs(lines: Sequence[Line]) -> tuple[Passage, ...]:
    """Return the passages of lines that are in reading order; footnotes come last."""
    if not lines:
        return ()
    usual = _usual(lines)
    groups: list[list[Line]] = [[lines[0]]]
    for before, line in pairwise(lines):
        if _goes_on(before, line, usual, groups[-1]):
            groups[-1].append(line)
        else:
            groups.append([line])
    sizes = _heading_sizes(groups, usual)
    vocabulary = _vocabulary(lines)
    edges = _right_edges(lines, usual)
    passages: list[Passage] = []
    notes: list[Passage] = []
    for group in groups:
        passage = _passage(group, usual, sizes, _joined(group, vocabulary, edges))
        (notes if passage.kind == "footnote" else passages).append(passage)
    return (*passages, *notes)


def _heading_sizes(groups: Sequence[Sequence[Line]], usual: _Measures) -> tuple[float, ...]:
    """Return the sizes that stand out, largest first; nearly equal ones are one."""
    sizes: list[float] = []
    for height in sorted((group[0].height for group in groups), reverse=True):
        if height > 1.15 * usual.size and (not sizes or sizes[-1] > 1.06 * height):
            sizes.append(height)
    return tuple(sizes)


def _usual(lines: Sequence[Line]) -> _Measures:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.height, 1)] += len(line.text)
    size = sizes.most_common(1)[0][0]
    steps = sorted(
        (before.bottom - line.bottom) / size
        for before, line in pairwise(lines)
        if before.page == line.page
        and abs(line.height - size) < 0.1 * size
        and 0.7 * size < before.bottom - line.bottom < 3 * size
    )
    return _Measures(size, steps[len(steps) // 5] if steps else 1.2)


def _goes_on(before: Line, line: Line, usual: _Measures, group: Sequence[Line]) -> bool:
    """Return whether a line belongs to the paragraph of the line before it."""
    in_list = _BULLET.match(group[0].text) or _NUMBER.match(group[0].text)
    if _BULLET.match(line.text) or (
        _NUMBER.match(line.text) and (in_list or _ENDS_SENTENCE.search(before.text))
    ):
        return False
    if abs(before.height - line.height) > 0.12 * max(before.height, line.height):
        return False
    if all(member.is_bold for member in group) and not line.runs[0].emphasis:
        # A bold line over plain ones is a heading, unless its sentence runs on.
        return line.text.lstrip()[:1].islower()
    if line.is_bold and not before.runs[-1].emphasis:
        return line.text.lstrip()[:1].islower()
    step = before.bottom - line.bottom
    same_column = before.page == line.page and step > 0 and line.left < before.right
    if not same_column:
        return _runs_on(before, line)
    if step > 1.25 * usual.leading * max(line.height, usual.size):
        return False
    first = group[0]
    indented = line.left > before.left + 0.8 * line.height
    widest = max(member.right for member in group)
    short = before.right < widest - 0.25 * (widest - first.left) or len(group) == 1
    if indented and _ENDS_SENTENCE.search(before.text) and not _BULLET.match(first.text):
        return False
    return not (usual.leading > 1.7 and short and _ENDS_SENTENCE.search(before.text))


def _runs_on(before: Line, line: Line) -> bool:
    """Return whether a sentence goes on in the next column or on the next page."""
    if _ENDS_SENTENCE.search(before.text) or before.is_bold or line.is_bold:
        return False
    start = line.text.lstrip()[:1]
    return before.text.rstrip().endswith((HYPHEN, ",")) or start.islower() or start in "(“"


def _passage(
    group: Sequence[Line], usual: _Measures, sizes: Sequence[float], runs: tuple[Run, ...]
) -> Passage:
    first = group[0]
    text = "".join(run.text for run in runs)
    bullet = _BULLET.match(text)
    if bullet and len(text) > bullet.end():
        return Passage((Run("• "), *_cut_start(runs, bullet.end())), "list_item", 1)
    if _NUMBER.match(text):
        return Passage(runs, "list_item", 1)
    if first.height > 1.15 * usual.size and len(text) < 300:
        level = sum(size > 1.06 * first.height for size in sizes) + 1
        return Passage(_plain(runs), "heading", min(level, 6))
    if first.height < 0.88 * usual.size and _NOTE.match(text):
        return Passage(runs, "footnote")
    bold = all(line.is_bold for line in group)
    if bold and len(group) < 3 and len(text) < 120 and not _ENDS_SENTENCE.search(text):
        return Passage(_plain(runs), "heading", min(len(sizes) + 1, 6))
    return Passage(runs)


def _plain(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return the runs of a heading: its bold type is its rank, not emphasis."""
    return tuple(replace(run, emphasis=False) for run in runs)


def _cut_start(runs: Sequence[Run], length: int) -> list[Run]:
    kept = []
    for run in runs:
        kept.append(replace(run, text=run.text[length:]))
        length = max(0, length - len(run.text))
    return kept


def _right_edges(lines: Sequence[Line], usual: _Measures) -> dict[tuple[int, int], float]:
    """Return, by page and stripe of the page, how far lines of the usual size reach."""
    edges: dict[tuple[int, int], float] = {}
    for line in lines:
        if line.height < 1.15 * usual.size:
            for stripe in range(int(line.left // _STRIPE), int(line.right // _STRIPE) + 1):
                key = (line.page, stripe)
                edges[key] = max(edges.get(key, 0.0), line.right)
    return edges


def _is_broken_on_purpose(
    line: Line, following: Line, group: Sequence[Line], edges: dict[tuple[int, int], float]
) -> bool:
    """Return whether the next word would have fitted: lines of an address, a list, a letterhead."""
    text = following.text.lstrip()
    if not text or line.page != following.page or following.bottom > line.bottom:
        return False
    letter = (following.right - following.left) / max(1, len(text))
    needed = line.right + 1.2 * letter * (len(text.split()[0]) + 1)
    # A paragraph may go on in another column, further to the right.
    if any(needed < other.right and other.left < line.right for other in group[:_MANY_LINES]):
        return True
    edge = edges.get((line.page, int(line.left // _STRIPE)), 0.0)
    return len(line.text) < _SHORT_LINE_CHARS and needed < edge


def _joined(
    group: Sequence[Line], vocabulary: frozenset[str], edges: dict[tuple[int, int], float]
) -> tuple[Run, ...]:
    runs: list[Run] = []
    for number, line in enumerate(group):
        following = group[number + 1].text if number + 1 < len(group) else ""
        own = list(line.runs)
        while own and not own[-1].text.strip():
            own.pop()
        joint = " "
        if own and own[-1].text.rstrip().endswith((HYPHEN, "-", "‐")):
            stem = own[-1].text.rstrip()[:-1]
            keeps = _keeps_hyphen(line.text.rstrip()[:-1], following, vocabulary)
            own[-1] = replace(own[-1], text=stem + ("-" if keeps or not following else ""))
            joint = ""
        elif following and _is_broken_on_purpose(line, group[number + 1], group, edges):
            joint = "\n"
        runs.extend(replace(run, text=run.text.replace(HYPHEN, "-")) for run in own)
        if following:
            runs.append(replace(own[-1], text=joint) if own else Run(joint))
    return tuple(run for run in runs if run.text)


def _keeps_hyphen(line: str, following: str, vocabulary: frozenset[str]) -> bool:
    """Return whether the hyphen at a line's end is part of the word."""
    head = re.search(r"[\w’'-]*$", line)
    tail = re.match(r"\s*([\w’']+)", following)
    if not head or not tail or not head[0] or not tail[1][:1].islower():
        return True
    first, second = head[0].lower(), tail[1].lower()
    if f"{first}{second}" in vocabulary:
        return False
    if f"{first}-{second}" in vocabulary:
        return True
    return (
        first.rpartition("-")[2] in _COMPOUND_HEADS
        or second in _COMPOUND_TAILS
        or not first[-1].isalpha()
        or "-" in first
    )


def _vocabulary(lines: Sequence[Line]) -> frozenset[str]:
    """Return the words that stand whole within a line, in lower case."""
    words: set[str] = set()
    for line in lines:
        words.update(re.findall(r"\w[\w’'-]*(?=[\s.,;:!?)”\"])", line.text.lower()))
    return frozenset(words)
