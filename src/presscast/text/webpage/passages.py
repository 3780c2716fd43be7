"""An element tree → passages: the words in order, and what the markup says about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from presscast.text.document import NOWHERE, Passage, Run, tidy
from presscast.text.webpage.tables import is_data_table, row_runs
from presscast.text.webpage.tree import BLOCK_TAGS, Element, words

_SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "canvas",
        "iframe",
        "object",
        "embed",
        "head",
        "button",
        "input",
        "select",
        "textarea",
        "audio",
        "video",
        "map",
        "math",
    ]
)
_EMPHATIC = frozenset({"b", "strong", "i", "em"})
_BOLD_STYLE = re.compile(r"font-weight:\s*(bold|[6-9]00)|font-style:\s*italic", re.IGNORECASE)
_NOTE_MARK = re.compile(r"[\[(]?(\d{1,3}|[*†‡§]{1,3}|[a-z])[\])]?")
_BACK_MARK = re.compile(r"[↩↑^⏎\ufe0e\s]+")
_NOTE_ID = re.compile(r"^(fn|footnote|endnote|note|_ftn|_edn|cite_note)[-_:]?\d", re.IGNORECASE)
_ANY_SPACE = re.compile(r"\s+")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_DECORATION = re.compile(
    r"\b(logo|icon|avatar|spacer|banner|thumbnail|image|photo|picture)\b|\.(jpe?g|png|gif|webp|svg)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Context:
    """What the open block elements make of the words inside them."""

    kind: str = "paragraph"
    level: int = 0
    marker: str = ""
    """What a list item starts with; empty once it is written."""


def passages(root: Element, base_url: str = "") -> tuple[Passage, ...]:
    """Return the passages under an element, in document order; nothing that is shown is lost.

    List items start with `• ` or their number, data tables become one passage a row, pictures
    their alternative text. Links are made absolute against `base_url`.
    """
    walk = _Walk(base_url)
    walk.over(root)
    return tuple(walk.passages)


class _Walk:
    """Collects passages; a stack of its own, because pages nest deeper than Python recurses."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.passages: list[Passage] = []
        self.runs: list[Run] = []
        self.contexts: list[_Context] = [_Context()]
        self.counters: list[int | None] = []
        self.urls: list[str | None] = [None]
        self.emphasis = 0
        self.verbatim = 0
        self.captions: list[str] = []

    def over(self, root: Element) -> None:
        stack: list[tuple[str, Element]] = [("open", root)]
        while stack:
            step, node = stack.pop()
            if step == "text":
                self.text(node)
            elif step == "close":
                self.close(node)
            elif isinstance(node.tag, str) and self.open(node):
                stack.append(("close", node))
                for child in reversed(node):
                    if child.tail:
                        stack.append(("text", child.tail))
                    stack.append(("open", child))
                if node.text:
                    stack.append(("text", node.text))
        self.flush()

    def text(self, text: str) -> None:
        if not self.verbatim:
            text = _ANY_SPACE.sub(" ", text)
        self.runs.append(Run(text, self.urls[-1], self.emphasis > 0))

    def open(self, element: Element) -> bool:
        """Return whether the children are to be walked."""
        tag = element.tag
        if tag in _SILENT or _is_note_mark(element):
            return False
        if tag == "br":
            self.runs.append(Run("\n"))
        elif tag == "img":
            self.picture(element)
        elif tag == "table" and is_data_table(element):
            self.table(element)
            return False
        elif tag in BLOCK_TAGS:
            self.open_block(element)
        elif tag == "a":
            here = NOWHERE if element.get("href") is not None else None
            self.urls.append(self.absolute(element.get("href")) or self.urls[-1] or here)
        elif tag == "q":
            self.text("“")
        if _is_emphatic(element):
            self.emphasis += 1
        return True

    def close(self, element: Element) -> None:
        tag = element.tag
        if _is_emphatic(element):
            self.emphasis -= 1
        if tag == "a":
            self.urls.pop()
        elif tag == "q":
            self.text("”")
        elif tag in BLOCK_TAGS:
            self.flush()
            self.contexts.pop()
            if tag in {"ol", "ul", "menu", "dir"}:
                self.counters.pop()
            elif tag == "pre":
                self.verbatim -= 1

    def open_block(self, element: Element) -> None:
        self.flush()
        tag = element.tag
        context = replace(self.contexts[-1])
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            context = _Context("heading", int(tag[1]))
        elif tag in {"ol", "ul", "menu", "dir"}:
            start = element.get("start") or "1"
            first = int(start) if re.fullmatch(r"\d{1,6}", start) else 1
            self.counters.append(first if tag == "ol" else None)
        elif tag == "li":
            context = self.list_item(element)
        elif tag in {"figcaption", "caption"}:
            context = _Context("caption")
        elif tag == "blockquote" and context.kind == "paragraph":
            context = _Context("blockquote", context.level + 1)
        elif tag == "pre":
            self.verbatim += 1
        self.contexts.append(context)

    def list_item(self, element: Element) -> _Context:
        if _NOTE_ID.match(element.get("id") or ""):
            return _Context("footnote")
        number = self.counters[-1] if self.counters else None
        if number is None:
            return _Context("list_item", max(1, len(self.counters)), "• ")
        value = element.get("value") or ""
        number = int(value) if re.fullmatch(r"\d{1,6}", value) else number
        self.counters[-1] = number + 1
        return _Context("list_item", len(self.counters), f"{number}. ")

    def flush(self) -> None:
        """Close the passage under way; two line breaks in a row part paragraphs, as readers see."""
        runs, self.runs = self.runs, []
        for part in _parts(runs):
            context = self.contexts[-1]
            in_heading = context.kind == "heading"
            part_runs = tidy(_as_one_line(part) if in_heading else part)
            if not part_runs:
                continue
            if context.marker:
                part_runs = (Run(context.marker), *part_runs)
                self.spend_marker()
            self.passages.append(Passage(part_runs, context.kind, context.level))
        for caption in self.captions:
            self.passages.append(Passage((Run(caption),), "caption"))
        self.captions.clear()

    def spend_marker(self) -> None:
        """Take the marker from the innermost list item and from the blocks inside it."""
        for index in range(len(self.contexts) - 1, -1, -1):
            if not self.contexts[index].marker:
                break
            self.contexts[index] = replace(self.contexts[index], marker="")

    def picture(self, element: Element) -> None:
        alternative = " ".join((element.get("alt") or "").split())
        if len(alternative.split()) < 2 or _DECORATION.search(alternative):
            return
        if any(
            parent.find(".//figcaption") is not None for parent in element.iterancestors("figure")
        ):
            return  # the caption says it, and would be read twice
        self.captions.append(alternative)

    def table(self, table: Element) -> None:
        self.flush()
        caption = table.find("caption")
        if caption is not None:
            self.passages.append(Passage(self.inline(caption), "caption"))
        for runs in row_runs(table, self.inline):
            self.passages.append(Passage(runs, "table_row"))

    def inline(self, element: Element) -> tuple[Run, ...]:
        """Return the words of an element as one stretch, its blocks and lines joined by spaces."""
        inner = _Walk(self.base_url)
        inner.over(element)
        runs: list[Run] = []
        for passage in inner.passages:
            runs.extend(replace(run, text=run.text.replace("\n", " ")) for run in passage.runs)
            runs.append(Run(" "))
        return tidy(runs)

    def absolute(self, href: str | None) -> str | None:
        """Return a link's target where it leads somewhere else, else None."""
        target = (href or "").strip()
        if not target or target.startswith("#"):
            return None
        try:
            url = urljoin(self.base_url, target)
        except ValueError:
            return None
        scheme = url.partition(":")[0].lower()
        return url if scheme in {"http", "https", "mailto", "tel"} else None


def _as_one_line(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield the runs of a heading: its line breaks are layout, and its bold type is its rank."""
    for run in runs:
        yield replace(run, text=run.text.replace("\n", " "), emphasis=False)


def _parts(runs: Iterable[Run]) -> list[list[Run]]:
    """Return the runs cut at every two line breaks that only white space parts."""
    parts: list[list[Run]] = [[]]
    breaks = 0
    for run in runs:
        pieces = _EMPTY_LINE.split(run.text)
        for number, piece in enumerate(pieces):
            if number or (breaks and piece.strip() == "" and "\n" in piece):
                parts.append([])
                breaks = 0
            if piece.strip():
                breaks = 1 if piece.rstrip(" \t").endswith("\n") else 0
            elif "\n" in piece:
                breaks = 1
            parts[-1].append(replace(run, text=piece))
    return parts


def _is_emphatic(element: Element) -> bool:
    return element.tag in _EMPHATIC or (
        element.tag == "span" and _BOLD_STYLE.search(element.get("style") or "") is not None
    )


def _is_note_mark(element: Element) -> bool:
    """Return whether an element is the sign of a footnote, or the way back from one."""
    if element.tag == "a":
        link = element
    elif element.tag == "sup" and len(element) == 1 and element[0].tag == "a":
        link = element[0]
    else:
        return False
    if not (link.get("href") or "").startswith("#"):
        return False
    text = words(link)
    raised = element.tag == "sup" or any(True for _ in element.iterancestors("sup"))
    return bool(_BACK_MARK.fullmatch(text)) or (raised and bool(_NOTE_MARK.fullmatch(text)))
