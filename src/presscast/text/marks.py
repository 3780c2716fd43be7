"""Quotation marks → the spans that they enclose, whatever the house style and however damaged."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from presscast.model import Span


class MarkFamily(StrEnum):
    """Marks that close one another."""

    DOUBLE = "double"
    SINGLE = "single"
    GUILLEMET = "guillemet"
    DASH = "dash"
    UNMARKED = "unmarked"
    """No marks: the answer of an interview, a statement below a name."""


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """One paragraph's worth of text inside one pair of marks, or of what is left of the pair."""

    inner: Span
    """Without the marks and the white space next to them."""
    outer: Span
    """With the marks."""
    family: MarkFamily
    opened: bool = True
    """False where the opening mark is missing."""
    closed: bool = True
    """False where the closing mark is missing, as before a further paragraph of a quotation."""
    continues: bool = False
    """True where it goes on with the quotation of the span before it."""


_MARK = re.compile(r"''|``|,,(?=[^\s,])|[\"“”„‟«»‹›‘’‚']")
_DOUBLE = frozenset(("''", "``", ",,", '"', "“", "”", "„", "‟"))
_LOW = frozenset(("„", ",,"))
_OPENING_NEIGHBOURS = frozenset("([{—–-/‒―¿¡«‘“‚„>*_|:")
_CLOSING_PUNCTUATION = frozenset(".,;:!?…)]}%*_|—–")
_TERMINAL = frozenset(".!?…,;:—–-")
_SENTENCE_END = frozenset(".!?…:")
_SPACE = " \t\n\r\u00a0\u202f\u2009\u200b\ufeff"
_ELISION = re.compile(r"['‘’](?:tis|twas|til|em|cause|n['’]|\d\d?s?\b)", re.IGNORECASE)
_FEET_AND_INCHES = re.compile(r"\d\s?['’′]\s?\d+(?:\.\d+)?(?:\"|'')$")
_MEASURE = re.compile(r"\s?(?:x|by|wide|long|tall|high|deep|diameter|thick)\b|-|\s?[×/]")
_SET_APART = re.compile(r'(?:(?<=:)|(?<=: ))" (?=\w)')  # `said: " We …`
_CONTINUATION_REACH = 12
"""Paragraphs without marks of their own that a quotation left open may still cover."""
_SINGLE_REACH = 4000
"""Characters within which a single mark must close; keeps stray apostrophes linear."""


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    sign: str
    left_open: bool
    """True where the character before allows an opening mark here."""
    right_open: bool
    """True where the character after is the beginning of words."""
    starts_line: bool


def _marks(text: str, paragraph: Span) -> list[_Mark]:
    found: list[_Mark] = []
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        start, end = match.span()
        before = text[start - 1] if start > paragraph.start else " "
        after = text[end] if end < paragraph.end else " "
        if match[0] == "”" and found and found[-1].end == end:
            continue
        if match[0] == "“" and after == "”" and text[end + 1 : end + 2].isalnum():
            end, after = end + 1, text[end + 1]  # set twice: `“”The council …`
        left_open = before in _SPACE or before in _OPENING_NEIGHBOURS
        right_open = after not in _SPACE and after not in _CLOSING_PUNCTUATION
        right_open = right_open or _SET_APART.match(text, start) is not None
        if match[0] == "”" and before.isalpha() and after.islower():
            continue  # an apostrophe set wrong: `we”re`
        drawn_out = after in "…—–-" or text[end : end + 2] == ".."
        if drawn_out and text[end : end + 4].strip("….—–- ")[:1].isalnum():
            right_open = True  # an ellipsis or a dash may open a quotation, a full stop never
        line = start
        while line > paragraph.start and text[line - 1] in " \t\u00a0>":
            line -= 1
        starts_line = line == paragraph.start or text[line - 1] == "\n"
        found.append(_Mark(start, end, match[0], left_open, right_open, starts_line))
    return found


@dataclass(slots=True)
class _Open:
    mark: _Mark
    family: MarkFamily
    depth: int = 0
    continues: bool = False
    searched: int = 0
    """How far narration has been looked for in vain; keeps many marks linear."""


class _Scanner:
    """The state of one pass over a text: what is open now, and whether it was left open."""

    def __init__(self, text: str, narration: re.Pattern[str] | None) -> None:
        self.text = text
        self.narration = narration
        self.spans: list[MarkedSpan] = []
        self.carried: MarkFamily | None = None
        """The family of a quotation that an earlier paragraph left open."""
        self.following = ""
        """The sign with which the next paragraph begins."""
        self.bare = 0
        """Paragraphs without marks since then, list items not counted."""

    def _emit(
        self,
        outer: tuple[int, int],
        inner: tuple[int, int],
        family: MarkFamily,
        *,
        opened: bool = True,
        closed: bool = True,
        continues: bool = False,
    ) -> None:
        span, whole = _trimmed(self.text, Span(*inner)), Span(*outer)
        if span.start < span.end:
            self.spans.append(MarkedSpan(span, whole, family, opened, closed, continues))

    def _close(self, open_: _Open, end: int, outer_end: int, *, closed: bool) -> None:
        self._emit(
            (open_.mark.start, outer_end),
            (open_.mark.end, end),
            open_.family,
            closed=closed,
            continues=open_.continues,
        )

    def _matters(self, mark: _Mark) -> bool:
        """Return whether a mark is more than an apostrophe."""
        family = self._family(mark)
        return family is not MarkFamily.SINGLE or (
            mark.sign != "’" and mark.left_open and mark.right_open
        )

    def _family(self, mark: _Mark) -> MarkFamily:
        if mark.sign in _DOUBLE:
            return MarkFamily.DOUBLE
        return MarkFamily.GUILLEMET if mark.sign in "«»" else MarkFamily.SINGLE

    def _opens(self, mark: _Mark, open_: _Open | None) -> bool | None:
        """Return True for an opening mark, False for a closing one, None for neither."""
        sign = mark.sign
        if sign in _LOW or sign == "``":
            return True
        low = open_ is not None and open_.mark.sign in _LOW
        if sign == "“":
            if low and not (mark.left_open and mark.right_open and open_ and open_.depth == 0):
                return False
            return mark.left_open or mark.right_open
        if sign == "”":
            return bool(mark.left_open and mark.right_open and open_ is None)
        if sign == "«":
            return mark.left_open or mark.right_open
        if sign == "»":
            return mark.left_open and mark.right_open
        digit = self.text[mark.start - 1].isdigit()
        if open_ is None and not mark.left_open and digit:
            return None  # inches
        if _FEET_AND_INCHES.search(self.text, max(0, mark.start - 12), mark.end):
            return None
        if open_ is not None and digit and _MEASURE.match(self.text, mark.end):
            return None
        if mark.left_open and mark.right_open:
            return True
        # Some writers put spaces within straight marks as well: `" a whole sentence "`.
        line = self.text[mark.end : mark.end + _SINGLE_REACH].partition("\n")[0]
        spaced = sign == '"' and mark.left_open and sign in line
        return open_ is None and (mark.right_open or spaced)

    def _single_end(self, marks: Sequence[_Mark], at: int, paragraph: Span) -> int | None:
        """Return the index of the mark that closes the single mark at index `at`."""
        opening = marks[at]
        pairs = {"‹": "›", "›": "‹", "‚": "‘’'", "‘": "’'", "'": "'’", "’": "’"}
        weak: int | None = None
        for index in range(at + 1, len(marks)):
            mark = marks[index]
            if mark.start - opening.start > _SINGLE_REACH:
                break
            if mark.sign not in pairs.get(opening.sign, ""):
                continue
            before = self.text[mark.start - 1]
            after = self.text[mark.end] if mark.end < paragraph.end else " "
            if opening.sign in "‹›" or before in _TERMINAL:
                return index
            if after.isalnum() or before in _SPACE:
                continue
            plural = before in "sS" and after in _SPACE
            if not plural:
                return index
            weak = index if weak is None else weak
        return weak if opening.sign != self.following else None

    def _leads(self, mark: _Mark) -> bool:
        """Return whether a mark begins a paragraph or stands after a colon."""
        before = self.text[max(0, mark.start - 4) : mark.start].rstrip(_SPACE)
        return mark.starts_line or before.endswith(":")

    def paragraph(self, paragraph: Span, *, list_item: bool) -> None:
        """Add the spans of one paragraph."""
        marks = _marks(self.text, paragraph)
        balance = self._balance(marks)
        open_: _Open | None = None
        carried = self.carried
        if not any(self._matters(mark) for mark in marks):
            self.bare += not list_item
            if self.bare > _CONTINUATION_REACH:
                self.carried = None
            return
        bare, self.bare, self.carried = self.bare, 0, None
        skip_to = 0
        for index, mark in enumerate(marks):
            if index < skip_to:
                continue
            family = self._family(mark)
            if open_ is not None and family is not open_.family:
                continue
            if family is MarkFamily.SINGLE:
                if (
                    mark.sign not in "‘'‚‹›"
                    or not (mark.left_open and mark.right_open)
                    or _ELISION.match(self.text, mark.start)
                ):
                    continue
                end = self._single_end(marks, index, paragraph)
                continues = carried is family and not bare and mark.starts_line
                if end is not None:
                    outer, inner = (mark.start, marks[end].end), (mark.end, marks[end].start)
                    self._emit(outer, inner, family, continues=continues)
                    skip_to = end + 1
                elif mark.sign == self.following and self._leads(mark):
                    outer, inner = (mark.start, paragraph.end), (mark.end, paragraph.end)
                    self._emit(outer, inner, family, closed=False, continues=continues)
                    self.carried = family
                    return
                continue
            first = carried is family and not bare and mark.starts_line and open_ is None
            if first and self.text[paragraph.start : mark.start].strip(_SPACE + ">"):
                first = False
            if first:
                open_ = _Open(mark, family, continues=True)
                continue
            opens = self._opens(mark, open_)
            if opens is None:
                continue
            if open_ is None:
                if opens:
                    open_ = _Open(mark, family)
                elif not self.spans or self.spans[-1].outer.start < paragraph.start:
                    self._unopened(mark, paragraph, family, carried=carried is family)
                continue
            if not opens:
                if open_.depth:
                    open_.depth -= 1
                    continue
                self._close(open_, mark.start, mark.end, closed=True)
                open_ = None
                continue
            open_ = self._reopened(open_, mark, family, balance, index)
        if open_ is not None:
            self._close(open_, paragraph.end, paragraph.end, closed=False)
            self.carried = open_.family

    def _balance(self, marks: Sequence[_Mark]) -> list[int]:
        """Return for each mark how many more marks close than open from it to the end."""
        totals = [0] * (len(marks) + 1)
        for index in range(len(marks) - 1, -1, -1):
            mark = marks[index]
            step = 0
            if mark.sign in _DOUBLE or mark.sign in "«»":
                opening = mark.left_open and mark.right_open
                step = -1 if opening or mark.sign in _LOW else 1
            totals[index] = totals[index + 1] + step
        return totals

    def _reopened(
        self, open_: _Open, mark: _Mark, family: MarkFamily, balance: Sequence[int], index: int
    ) -> _Open:
        """Return what is open after an opening mark inside a quotation."""
        before = mark.start
        while before > open_.mark.end and self.text[before - 1] in _SPACE + ">":
            before -= 1
        if mark.starts_line and self.text[before - 1] != ",":
            self._close(open_, before, before, closed=False)
            return _Open(mark, family, continues=True)
        if balance[index] >= 1:
            open_.depth += 1
            return open_
        end = self._narration(max(open_.mark.end, open_.searched), mark.start)
        open_.searched = mark.start
        if end is not None:
            self._close(open_, end, end, closed=False)
            return _Open(mark, family)
        if self.text[before - 1] in _SENTENCE_END:
            self._close(open_, before, before, closed=False)
            return _Open(mark, family, continues=True)
        open_.depth += 1
        return open_

    def _narration(self, start: int, end: int) -> int | None:
        """Return where an unclosed quotation gives way to the narrator's attribution."""
        if self.narration is None:
            return None
        match = self.narration.search(self.text, start, end)
        return match.end() if match else None

    def _unopened(self, mark: _Mark, paragraph: Span, family: MarkFamily, *, carried: bool) -> None:
        before = self.text[mark.start - 1] if mark.start > paragraph.start else " "
        enough = self.text.count(" ", paragraph.start, mark.start) >= 3
        attributed = self.narration is not None and self.narration.match(self.text, mark.end)
        if not carried and not (enough and (before in _TERMINAL or attributed)):
            return
        self._emit(
            (paragraph.start, mark.end),
            (paragraph.start, mark.start),
            family,
            opened=False,
            continues=carried,
        )


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in _SPACE:
        start += 1
    while end > start and text[end - 1] in _SPACE:
        end -= 1
    return Span(start, end)


def scan_marks(
    text: str,
    paragraphs: Sequence[Span],
    *,
    list_items: Sequence[bool] = (),
    narration: re.Pattern[str] | None = None,
) -> tuple[MarkedSpan, ...]:
    """Return the outermost quoted spans of the paragraphs, in order, never overlapping.

    Nested quotations belong to the one around them. A paragraph that begins with a mark while the
    one before was left open goes on with it. `narration` matches the punctuation at which an
    unclosed quotation gives way to its attribution; its match ends where the quotation does.
    """
    scanner = _Scanner(text, narration)
    for index, paragraph in enumerate(paragraphs):
        below = paragraphs[index + 1] if index + 1 < len(paragraphs) else paragraph
        scanner.following = text[below.start : below.end].lstrip(_SPACE)[:1]
        scanner.paragraph(paragraph, list_item=bool(list_items and list_items[index]))
    return _mended(text, paragraphs, scanner)


def _mended(text: str, paragraphs: Sequence[Span], scanner: _Scanner) -> tuple[MarkedSpan, ...]:
    """Return the spans with each unclosed one ended, or carried through bare paragraphs."""
    spans = scanner.spans
    starts = [paragraph.start for paragraph in paragraphs]
    result: list[MarkedSpan] = []
    for index, span in enumerate(spans):
        following = spans[index + 1] if index + 1 < len(spans) else None
        if span.closed or (following is not None and following.continues and following.opened):
            result.append(span)
            continue
        if following is not None and not following.opened:
            first = bisect_left(starts, span.outer.start + 1)
            last = bisect_left(starts, following.outer.start + 1) - 1
            if 0 <= last - first <= _CONTINUATION_REACH:
                result.append(span)
                for paragraph in paragraphs[first:last]:
                    bare = _trimmed(text, paragraph)
                    if bare.start < bare.end:
                        result.append(
                            MarkedSpan(
                                bare, bare, span.family, opened=False, closed=False, continues=True
                            )
                        )
                continue
        end = scanner.narration and scanner.narration.search(text, *span.inner)
        if end:
            cut = end.end()
            inner, outer = Span(span.inner.start, cut), Span(span.outer.start, cut)
            result.append(replace(span, inner=inner, outer=outer))
            continue
        result.append(span)
    return tuple(result)
