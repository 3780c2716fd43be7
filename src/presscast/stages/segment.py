"""Document → Release: blocks, quotes with their speakers, sections, and when and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from presscast.model import (
    Attribution,
    Block,
    BlockType,
    Dateline,
    Document,
    Link,
    Person,
    Quote,
    Release,
    Span,
)
from presscast.text.attribution import find_quotes
from presscast.text.block_features import is_footer, title_words
from presscast.text.blocks import find_blocks
from presscast.text.dateline import match_dateline, place_alone
from presscast.text.detect_language import detect_language
from presscast.text.issuer import find_issuer
from presscast.text.release_words import block_words, structure
from presscast.text.sections import find_sections
from presscast.text.sentences import split_sentences
from presscast.text.standing_lines import is_date_line, is_release_mark
from presscast.text.written_dates import date_pattern, iso_date, iso_moment

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”«»)\]]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
_CONTEXT_CHARS = 160
_YEAR = re.compile(r"(?:19|20)\d\d")
_SITE_TITLE = re.compile(r"(.{15,}?)\s+[-–—|·•]\s+[^\n]{2,60}")
_UNTITLED = "Untitled release"


def segment(
    document: Document, *, language: str | None = None, speakers: Mapping[str, str] | None = None
) -> Release:
    """Return the release that a document holds.

    `language` overrides what is detected. `speakers` are the publisher's corrections, the first
    words of a quote → the name of its speaker, and win over everything.
    """
    text = document.text
    found = find_blocks(document)
    blocks = found.blocks
    told = language or detect_language(_story(text, blocks) or text, document.metadata.language)
    attributed = find_quotes(text, blocks, told, document.emphasis)
    quotes, people, unused = _corrected(attributed.quotes, attributed.people, speakers or {})
    month_first = block_words(told).month_first
    dateline = _dateline(text, blocks)
    issuer = find_issuer(text, blocks, document.metadata)
    title, subtitle = _titles(text, blocks, document, told)
    return Release(
        text=text,
        title=title,
        subtitle=subtitle,
        dateline=dateline,
        issuer=issuer,
        published=_published(dateline, document, month_first=month_first),
        embargo=_embargo(text, blocks, month_first=month_first),
        language=told,
        blocks=blocks,
        sections=find_sections(text, blocks, quotes, issuer, told),
        quotes=quotes,
        people=people,
        contacts=tuple(block.span for block in blocks if block.type is BlockType.CONTACT),
        links=tuple(_links(document)),
        warnings=(*document.notes, *_doubts(blocks, title), *attributed.warnings, *unused),
    )


def _story(text: str, blocks: Sequence[Block]) -> str:
    """Return the words that tell the language: not the page's around the release."""
    return "\n".join(
        text[block.span.start : block.span.end]
        for block in blocks
        if block.type in (BlockType.HEADLINE, BlockType.LEDE, BlockType.BODY, BlockType.LIST_ITEM)
    )[:20000]


def _corrected(
    quotes: Sequence[Quote], people: Sequence[Person], speakers: Mapping[str, str]
) -> tuple[tuple[Quote, ...], tuple[Person, ...], tuple[str, ...]]:
    """Return quotes and people as the publisher corrects them, and what fits no quote."""
    wanted = {_plain(opening): name for opening, name in speakers.items() if _plain(opening)}
    groups = {
        quote.group: name
        for quote in quotes
        for opening, name in wanted.items()
        if quote.group is not None and _plain(quote.text).startswith(opening)
    }
    used: set[str] = set()
    known = {person.name: person for person in people}
    corrected: list[Quote] = []
    for quote in quotes:
        opening = next((key for key in wanted if _plain(quote.text).startswith(key)), None)
        name = wanted[opening] if opening is not None else groups.get(quote.group or "")
        if opening is not None:
            used.add(opening)
        if name is None:
            corrected.append(quote)
            continue
        person = known.get(name)
        cue = quote.attribution.cue if quote.attribution else None
        attribution = Attribution(
            speaker=name,
            role=person.role if person else None,
            cue=cue,
            span=None,
            confidence=1.0,
            reason="the publisher's correction",
        )
        corrected.append(replace(quote, attribution=attribution, is_speech=True))
    added = tuple(
        Person(f"corrected-{number}", name, "person")
        for number, name in enumerate(dict.fromkeys(wanted.values()), 1)
        if name not in known
        and any(q.attribution and q.attribution.speaker == name for q in corrected)
    )
    unused = tuple(
        f"no quote begins with “{opening}”: that correction changes nothing"
        for opening in speakers
        if _plain(opening) not in used
    )
    return tuple(corrected), (*people, *added), unused


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))


def _without_site(title: str, text: str) -> str:
    """Return a page's title without the site's name, where the text has the title alone as well."""
    found = _SITE_TITLE.fullmatch(title)
    if found is None:
        return title
    alone = re.search(rf"^\W*{re.escape(found[1])}\W*$", text, re.MULTILINE)
    return found[1] if alone else title


def _titles(
    text: str, blocks: Sequence[Block], document: Document, language: str
) -> tuple[str, str | None]:
    """Return the headline and what stands below it, on one line each."""

    def first(kind: BlockType) -> str | None:
        for block in blocks:
            if block.type is kind:
                return title_words(text[block.span.start : block.span.end])
        return None

    title = _without_site(first(BlockType.HEADLINE) or document.metadata.title or "", text)
    if not title:
        start = next((block.span.start for block in blocks if block.type is BlockType.LEDE), 0)
        opening = text[start : start + _CONTEXT_CHARS].lstrip()
        sentences = split_sentences(opening, language)
        ends = sentences[0].end if sentences else 0
        words = re.match(r"[^\n]{0,110}(?=[.!?\s]|\Z)", opening[:ends])
        title = words[0].strip().rstrip(".") if words else ""
    return title or _UNTITLED, first(BlockType.SUBHEADLINE)


def _dateline(text: str, blocks: Sequence[Block]) -> Dateline | None:
    """Return place and date as written; a date line gives what the dateline leaves out."""
    place = date = None
    for block in blocks:
        if block.type is BlockType.DATELINE:
            found = match_dateline(text[block.span.start : block.span.start + _CONTEXT_CHARS])
            place, date = (found.place, found.date) if found else (None, None)
    yearless = date is not None and _YEAR.search(date) is None
    if place is None or date is None or yearless:
        lines = list(_marks(text, blocks))
        marked = (n for n, line in enumerate(lines) if is_release_mark(line))
        first = next((n for n in marked if not is_date_line(lines[n])), 0)
        # A page's own date may stand above `FOR IMMEDIATE RELEASE`; when it was changed last
        # counts where it says nothing else.
        for line in sorted((*lines[first:], *lines[:first]), key=is_footer):
            found_date = date_pattern().search(line)
            if found_date is None or structure().embargo.match(line):
                continue
            marked_date = found_date[0].strip()
            if date is None or (yearless and _same_day(date, marked_date)):
                date = marked_date
            if place is None:
                found = match_dateline(line)
                place = found.place if found and is_date_line(line) else None
            break
    if place is None:
        columns = (part for line in _marks(text, blocks) for part in line.split("|"))
        place = next(filter(None, map(place_alone, columns)), None)
    return Dateline(place, date) if place or date else None


def _same_day(yearless: str, dated: str) -> bool:
    """Return whether a date without a year is the day of one that has it."""
    year = _YEAR.search(dated)
    full = iso_date(f"{yearless} {year[0]}", month_first=True) if year else None
    return full is not None and full == iso_date(dated, month_first=True)


def _doubts(blocks: Sequence[Block], title: str) -> Iterator[str]:
    """Yield what the publisher should look at in the structure."""
    if not any(block.type is BlockType.HEADLINE for block in blocks):
        yield f"no headline was found; the title is “{title}”"
    if not any(block.type is BlockType.LEDE for block in blocks):
        yield "no paragraph of sentences was found: is this a release?"


def _marks(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the lines above the story that mark a release, those at its foot last."""
    for block in blocks:
        line = text[block.span.start : block.span.end]
        if block.type is BlockType.RELEASE_HEADER or (
            block.type is BlockType.FOOTER and date_pattern().fullmatch(line.strip(" .()"))
        ):
            yield line


def _published(dateline: Dateline | None, document: Document, *, month_first: bool) -> str | None:
    """Return when a release was issued, as ISO 8601; the format's statement where it has none."""
    written = (
        iso_date(dateline.date, month_first=month_first) if dateline and dateline.date else None
    )
    stated = document.metadata.published
    if written is None or (stated and stated.startswith(written)):
        return stated or written
    return written


def _embargo(text: str, blocks: Sequence[Block], *, month_first: bool) -> str | None:
    """Return the moment before which a release asks not to be published."""
    for block in blocks:
        if block.type in (BlockType.BODY, BlockType.LIST_ITEM):
            continue
        raw = text[block.span.start : block.span.end]
        found = structure().embargo.match(raw.lstrip(" *#[(-–—"))
        if found is not None:
            moment = iso_moment(raw[:_CONTEXT_CHARS], month_first=month_first)
            if moment is not None:
                return moment
            following = text[block.span.end : block.span.end + _CONTEXT_CHARS].lstrip()
            return iso_moment(following.split("\n")[0], month_first=month_first)
    return None


def _links(document: Document) -> Iterator[Link]:
    """Yield the links of the format and the addresses written out in the text, in order."""
    links = list(document.links)
    taken = [link.span for link in links]
    lowered = document.text.lower()
    may_hold = any(sign in lowered for sign in ("@", "://", "www."))
    for found in _ADDRESS.finditer(document.text) if may_hold else ():
        address = found[0].rstrip(".,;:!?'’")
        span = Span(found.start(), found.start() + len(address))
        if any(span.start < other.end and other.start < span.end for other in taken):
            continue
        if "@" in address and "/" not in address:
            links.append(Link(span, f"mailto:{address}"))
        else:
            links.append(Link(span, address if "://" in address else f"https://{address}"))
    yield from sorted(links, key=lambda link: link.span)
