"""An episode's release as passages: what stands in a page or a book, in reading order.

The text is the release's own; each piece of it knows the sentence, quote, speaker, link and
language that it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from presscast.model import Attribution, Block, BlockType, Episode, Quote, Span, UtteranceTiming
from presscast.writers._markup.inline import Inline, Layer, mark_up

_NEVER_SHOWN = frozenset({BlockType.FURNITURE})
_MARKS = "\"“”„«»‹›‘’'"
_BULLET = re.compile(r"\s*(?:[•▪◦●·*–—-]|(?P<number>\d{1,3})[.)])\s+")
_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it stands in a passage and as it sounds."""

    id: str
    """The id of its element."""
    utterance: str
    span: Span
    timing: UtteranceTiming | None


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, heading, list item, table or quotation.

    `kind` is `paragraph`, `heading`, `item`, `table`, `quotation` or `lines`, the last for text
    whose line breaks matter, such as a contact's address.
    """

    id: str
    kind: str
    type: BlockType
    span: Span
    markup: Markup
    sentences: tuple[Sentence, ...]
    rows: tuple[tuple[Markup, ...], ...] = ()
    number: int | None = None
    """The number that a list item is written with."""
    attribution: Attribution | None = None
    group: str | None = None
    """Of a quotation: its parts share it."""


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring passages that make one list or one quotation; else a passage alone."""

    kind: str
    passages: tuple[Passage, ...]

    @property
    def first(self) -> Passage:
        return self.passages[0]

    @property
    def attribution(self) -> Attribution | None:
        """Return who said a quotation, by the first part that names a speaker."""
        return next((p.attribution for p in self.passages if p.attribution), None)


SentenceAttributes = Callable[[Sentence, str], str]
"""The attributes of a sentence's element, given the release's text; starts with a space."""


def id_only(sentence: Sentence, _text: str) -> str:
    """Return the attributes that a book needs: the id that its overlay points at."""
    return f' id="{sentence.id}"'


class ReleaseText:
    """The release of an episode, ready to be marked up."""

    def __init__(self, episode: Episode, attributes: SentenceAttributes = id_only) -> None:
        self._release = episode.release
        self._attributes = attributes
        timings = {timing.utterance: timing for timing in episode.timeline.utterances}
        self._said = [
            (utterance, timings.get(utterance.id))
            for utterance in sorted(episode.script.utterances, key=lambda u: u.span)
            if utterance.span.end > utterance.span.start
        ]
        self._speech = [quote for quote in self._release.quotes if quote.is_speech]
        self._foreign = _foreign_spans(episode)
        self._links = (
            *((link.span, link.url) for link in self._release.links),
            *_written_addresses(self._release.text, [link.span for link in self._release.links]),
        )
        self._passages = tuple(self._all_passages())

    def headline(self) -> tuple[Passage, ...]:
        """Return the headline's passages; a release may have none."""
        return tuple(p for p in self.passages() if p.type is BlockType.HEADLINE)

    def subheadline(self) -> tuple[Passage, ...]:
        """Return the passages under the headline that belong to it."""
        return tuple(p for p in self.passages() if p.type is BlockType.SUBHEADLINE)

    def body(self) -> tuple[Run, ...]:
        """Return everything else, in order, in runs."""
        return gather(
            p for p in self.passages() if p.type not in (BlockType.HEADLINE, BlockType.SUBHEADLINE)
        )

    def passages(self) -> tuple[Passage, ...]:
        """Return every passage that is shown, in order."""
        return self._passages

    def _all_passages(self) -> Iterator[Passage]:
        counts: dict[str, int] = {}
        for number, blocks in enumerate(self._paragraphs(), 1):
            yield self._passage(f"p{number}", blocks, counts)

    def _paragraphs(self) -> Iterator[tuple[Block, ...]]:
        """Yield the blocks, those on one line together: a dateline belongs to its lede.

        What has no letter or digit, such as `# # #`, and a headline said before are not shown.
        """
        text = self._release.text
        joined: list[Block] = []
        headlines: set[str] = set()
        for block in self._release.blocks:
            words = " ".join(text[slice(*block.span)].split()).casefold()
            if block.type in _NEVER_SHOWN or not any(letter.isalnum() for letter in words):
                continue
            if block.type is BlockType.HEADLINE:
                if words in headlines:
                    continue
                headlines.add(words)
            if joined and "\n" in text[_trimmed(text, joined[-1].span).end : block.span.start]:
                yield tuple(joined)
                joined = []
            joined.append(block)
        if joined:
            yield tuple(joined)

    def _passage(self, id_: str, blocks: tuple[Block, ...], counts: dict[str, int]) -> Passage:
        block = blocks[-1]
        span = _trimmed(self._release.text, Span(blocks[0].span.start, block.span.end))
        kind = _kind(block.type)
        number = None
        if kind == "item":
            bullet = _BULLET.match(self._release.text, span.start, span.end)
            if bullet:
                number = int(bullet["number"]) if bullet["number"] else None
                span = Span(bullet.end(), span.end)
        parts = self._quotation(span) if kind == "paragraph" else ()
        sentences = self._sentences(span, counts)
        datelines = [b.span for b in blocks if b.type is BlockType.DATELINE and len(blocks) > 1]
        rows = self._rows(span, sentences) if kind == "table" else ()
        if kind == "table" and max(len(row) for row in rows) < 2:
            kind, rows = "lines", ()
        return Passage(
            id=id_,
            kind="quotation" if parts else kind,
            type=block.type,
            span=span,
            markup=self._mark_up(span, sentences, datelines, quoted=bool(parts)),
            sentences=sentences,
            rows=rows,
            number=number,
            attribution=next((q.attribution for q in parts if q.attribution), None),
            group=parts[0].group if parts else None,
        )

    def _sentences(self, span: Span, counts: dict[str, int]) -> tuple[Sentence, ...]:
        """Return the sentences of a passage; one that began in another gets a further id."""
        found = []
        for utterance, timing in self._said:
            if utterance.span.start >= span.end or utterance.span.end <= span.start:
                continue
            counts[utterance.id] = counts.get(utterance.id, 0) + 1
            nth = counts[utterance.id]
            clipped = Span(max(span.start, utterance.span.start), min(span.end, utterance.span.end))
            found.append(
                Sentence(
                    id=utterance.id if nth == 1 else f"{utterance.id}-{nth}",
                    utterance=utterance.id,
                    span=clipped,
                    timing=timing,
                )
            )
        return tuple(found)

    def _quotation(self, span: Span) -> tuple[Quote, ...]:
        """Return the quotes that make up the whole of a passage, or nothing."""
        inside = [q for q in self._speech if q.span.start >= span.start and q.span.end <= span.end]
        if not inside:
            return ()
        text = self._release.text
        rest, at = "", span.start
        for quote in inside:
            rest += text[at : quote.span.start]
            at = quote.span.end
        return () if (rest + text[at : span.end]).strip(_MARKS + " \n\t") else tuple(inside)

    def _rows(self, span: Span, sentences: tuple[Sentence, ...]) -> tuple[tuple[Markup, ...], ...]:
        """Return the cells of a table, which are apart by tabs, row by row."""
        rows = []
        for line in re.finditer(r"[^\n]+", self._release.text[span.start : span.end]):
            cells = [
                Span(
                    span.start + line.start() + cell.start(), span.start + line.start() + cell.end()
                )
                for cell in re.finditer(r"[^\t|]+", line[0])
            ]
            rows.append(
                tuple(
                    self._mark_up(_trimmed(self._release.text, cell), sentences, [], quoted=False)
                    for cell in cells
                )
            )
        return tuple(rows)

    def _mark_up(
        self, span: Span, sentences: tuple[Sentence, ...], datelines: list[Span], *, quoted: bool
    ) -> Markup:
        text = self._release.text
        quotes = [] if quoted else [Inline(q.span, "<q>", "</q>") for q in self._with_marks()]
        cites = [
            Inline(q.attribution.span, '<cite class="speaker">', "</cite>")
            for q in self._speech
            if q.attribution and q.attribution.span
        ]
        return mark_up(
            text,
            span,
            (
                Layer(
                    tuple(
                        Inline(s.span, f"<span{self._attributes(s, text)}>", "</span>")
                        for s in sentences
                    )
                ),
                Layer(tuple(Inline(d, '<span class="dateline">', "</span>") for d in datelines)),
                Layer(tuple(quotes)),
                Layer(
                    tuple(
                        Inline(at, f'<a href="{Markup.escape(url)}">', "</a>")
                        for at, url in self._links
                        if url.startswith(("http://", "https://", "mailto:", "tel:"))
                    )
                ),
                Layer(tuple(cites)),
                Layer(
                    tuple(
                        Inline(at, f'<span lang="{tag}" xml:lang="{tag}">', "</span>")
                        for at, tag in self._foreign
                    )
                ),
            ),
        )

    def _with_marks(self) -> Iterator[Quote]:
        """Yield the quotes with the marks that stand around them taken in."""
        text = self._release.text
        for quote in self._speech:
            start, end = quote.span
            yield Quote(
                Span(
                    start - (start > 0 and text[start - 1] in _MARKS),
                    end + (end < len(text) and text[end] in _MARKS),
                ),
                quote.text,
                quote.attribution,
                quote.group,
                quote.is_speech,
            )


def gather(passages: Iterable[Passage]) -> tuple[Run, ...]:
    """Return passages with neighbouring items made lists, and parts of a quote one quotation."""
    runs: list[Run] = []
    for passage in passages:
        last = runs[-1] if runs else None
        if last and last.kind == passage.kind and _continues(last.passages[-1], passage):
            runs[-1] = Run(last.kind, (*last.passages, passage))
        else:
            runs.append(Run(passage.kind, (passage,)))
    return tuple(runs)


def _continues(before: Passage, passage: Passage) -> bool:
    if passage.kind == "item":
        if before.number is None:
            return passage.number is None
        return passage.number == before.number + 1
    if passage.kind == "table":
        return True
    if passage.kind == "quotation":
        return before.group is not None and before.group == passage.group
    return False


def _kind(type_: BlockType) -> str:
    match type_:
        case BlockType.HEADING:
            return "heading"
        case BlockType.LIST_ITEM:
            return "item"
        case BlockType.TABLE:
            return "table"
        case BlockType.CONTACT | BlockType.RELEASE_HEADER | BlockType.FOOTER:
            return "lines"
        case _:
            return "paragraph"


def _trimmed(text: str, span: Span) -> Span:
    inside = text[span.start : span.end]
    start = span.start + len(inside) - len(inside.lstrip())
    return Span(start, max(start, span.end - len(inside) + len(inside.rstrip())))


def _foreign_spans(episode: Episode) -> tuple[tuple[Span, str], ...]:
    """Return the stretches in another language than the release's, neighbours joined."""
    home = episode.language.split("-")[0]
    found: list[tuple[Span, str]] = []
    for utterance in episode.script.utterances:
        for token in utterance.tokens:
            tag = token.language
            if not tag or tag.split("-")[0] == home or token.span.end <= token.span.start:
                continue
            if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag):
                continue
            if found and found[-1][1] == tag:
                between = episode.release.text[found[-1][0].end : token.span.start]
                if found[-1][0].end <= token.span.start and not re.search(r"\w|\n\n", between):
                    found[-1] = (Span(found[-1][0].start, token.span.end), tag)
                    continue
            found.append((token.span, tag))
    return tuple(sorted(found))


def _written_addresses(text: str, taken: list[Span]) -> Iterator[tuple[Span, str]]:
    """Yield the web and mail addresses that are written out and are not links already."""
    for match in _ADDRESS.finditer(text):
        if any(match.start() < span.end and match.end() > span.start for span in taken):
            continue
        written = match[0]
        yield Span(*match.span()), written if "://" in written else f"mailto:{written}"
