"""Pieces of marked-up text → one `Document`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from presscast.model import Document, DocumentBlock, Link, Metadata, Span

NOWHERE = "#"
"""The target of a run that is a link to nothing outside its page: a button, or a place in it."""
_INNER_SPACE = re.compile(r"[^\S\n]+")
# Written by layout programs inside words: soft hyphen, zero-width space and joiner, marks of order.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff\u200e\u200f\0"))


_DATE = re.compile(
    r"(\d{4}-\d{2}-\d{2})"
    r"(?:[T ]+(\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)? ?(?:(Z)|([+-]\d{2}):?(\d{2}))?)?"
)


def stated_date(text: str) -> str | None:
    """Return the ISO 8601 date, or date and time, that metadata begins with.

    >>> stated_date("2024-06-03 09:00:00 +0200")
    '2024-06-03T09:00:00+02:00'
    """
    found = _DATE.match(text.strip())
    if not found:
        return None
    day, time, utc, hours, minutes = found.groups()
    zone = "+00:00" if utc else f"{hours}:{minutes}" if hours else ""
    return f"{day}T{time}{zone}" if time else str(day)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with the same link and emphasis; `\\n` in it is a hard line break."""

    text: str
    url: str | None = None
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A block that has no place in a text yet; kinds and levels are those of `DocumentBlock`."""

    runs: tuple[Run, ...]
    kind: str = "paragraph"
    level: int = 0

    @property
    def text(self) -> str:
        """Return the words with white space put in order."""
        return "".join(run.text for run in tidy(self.runs))


@dataclass(slots=True)
class _Composition:
    """The text so far; a fold over passages, never seen outside `compose`."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[DocumentBlock] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    emphasis: list[Span] = field(default_factory=list)

    def write(self, text: str) -> Span:
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        return Span(start, self.length)


def compose(
    passages: Iterable[Passage],
    *,
    media_type: str,
    metadata: Metadata | None = None,
    notes: Iterable[str] = (),
) -> Document:
    """Return the document of the passages, in order, with an empty line between them.

    White space inside a passage is one space (or one `\\n` where it holds a hard break); passages
    without words are left out.
    """
    state = _Composition()
    for passage in passages:
        runs = tidy(passage.runs)
        if not runs:
            continue
        if state.blocks:
            state.write("\n\n")
        start = state.length
        for run in runs:
            _write_run(state, run)
        state.blocks.append(DocumentBlock(Span(start, state.length), passage.kind, passage.level))
    return Document(
        text="".join(state.pieces),
        blocks=tuple(state.blocks),
        metadata=metadata or Metadata(),
        links=tuple(state.links),
        emphasis=tuple(state.emphasis),
        media_type=media_type,
        notes=tuple(dict.fromkeys(notes)),
    )


def _write_run(state: _Composition, run: Run) -> None:
    gap = 1 if state.pieces and state.pieces[-1][-1].isspace() else 0
    span = state.write(run.text)
    words = run.text.strip()
    if not words:
        return
    start = span.start + run.text.index(words[0])
    inner = Span(start, start + len(words))
    if run.url and run.url != NOWHERE:
        link = state.links[-1] if state.links else None
        if link and link.url == run.url and link.span.end >= span.start - gap:
            state.links[-1] = Link(Span(link.span.start, inner.end), run.url)
        else:
            state.links.append(Link(inner, run.url))
    if run.emphasis:
        before = state.emphasis[-1] if state.emphasis else None
        if before and before.end >= span.start - gap:
            state.emphasis[-1] = Span(before.start, inner.end)
        else:
            state.emphasis.append(inner)


def tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return the runs with white space collapsed across their borders and stripped at both ends."""
    tidied: list[Run] = []
    for run in runs:
        text = _INNER_SPACE.sub(" ", run.text.translate(_INVISIBLE).replace("\r", "\n"))
        text = re.sub(r" ?\n[ \n]*", "\n", text)
        before = tidied[-1].text[-1] if tidied else "\n"
        if before == " " and text.startswith("\n"):
            # The line break is the stronger of the two.
            last = tidied.pop()
            if last.text != " ":
                tidied.append(replace(last, text=last.text[:-1]))
        elif before.isspace():
            text = text.lstrip()
        if text:
            tidied.append(replace(run, text=text))
    while tidied:
        last = tidied.pop()
        text = last.text.rstrip()
        if text:
            tidied.append(replace(last, text=text))
            break
    return tuple(tidied)
