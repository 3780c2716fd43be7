"""Published episodes for tests, made by hand: no engine speaks."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Any

from presscast.model import (
    MANIFEST_VERSION,
    Block,
    BlockType,
    Episode,
    Feed,
    Link,
    Loudness,
    Recording,
    Release,
    Role,
    Script,
    Section,
    Show,
    Span,
    Speaker,
    SpokenToken,
    Timeline,
    Utterance,
    UtteranceTiming,
    Voice,
    WordTiming,
)
from presscast.text.captions import make_cues
from presscast.text.chapters import make_chapters
from presscast.text.notes import make_entry

SHOW = Show(
    title="Harbor Clinic & Friends",
    description="Press releases of the <Harbor> clinic, read aloud.",
    author="Harbor Legal Clinic",
    email="press@example.org",
    link="https://example.org/",
    language="en",
    category="News",
    subcategory="Politics",
    explicit=False,
    copyright="© 2021 Harbor Legal Clinic",
    base_url="https://cast.example.org/harbor/",
    guid="1b1f4a2e-8f0e-5c0e-9a3b-2f0c3a9d7e11",
    image="cover.jpg",
)

PARAGRAPHS = (
    (BlockType.HEADLINE, "Harbor Clinic & Friends Open a Night Desk"),
    (
        BlockType.LEDE,
        (
            "PORT ELLEN — The Harbor Legal Clinic opened a night desk on Monday, so that dock "
            "workers who finish at ten can ask about wages, visas and leases and lose no day's pay."
        ),
    ),
    (
        BlockType.BODY,
        (
            "“Nobody should have to choose between a shift and a lawyer,” said Ana Ruiz, the "
            "clinic's director. The desk is paid for by a grant of $40,000 from the port's fund."
        ),
    ),
    (BlockType.HEADING, "What the desk offers"),
    (BlockType.LIST_ITEM, "Advice in English, Spanish and Tagalog."),
    (BlockType.LIST_ITEM, "A form that can be filled in on a telephone."),
    (BlockType.HEADING, "About the clinic"),
    (
        BlockType.BOILERPLATE,
        (
            "The Harbor Legal Clinic has advised the people of Port Ellen since 1987; it charges "
            "nothing, keeps no queue numbers, and answers every letter within a week."
        ),
    ),
)


def make_release(paragraphs: Sequence[tuple[BlockType, str]], language: str = "en") -> Release:
    """Return a release of these paragraphs, a section at the start and at each heading."""
    blocks: list[Block] = []
    at = 0
    for block_type, words in paragraphs:
        blocks.append(Block(block_type, Span(at, at + len(words))))
        at += len(words) + 2
    text = "\n\n".join(text for _, text in paragraphs)
    starts = [0] + [i for i, block in enumerate(blocks) if block.type is BlockType.HEADING and i]
    sections = []
    for number, start in enumerate(starts):
        held = blocks[start : starts[number + 1] if number + 1 < len(starts) else len(blocks)]
        span = Span(held[0].span.start, held[-1].span.end) if held else Span(0, 0)
        heading = text[held[0].span.start : held[0].span.end] if number and held else "Opening"
        kind = "body" if number else "opening"
        sections.append(Section(f"s{number + 1}", kind, heading, span, tuple(held)))
    links = tuple(
        Link(Span(found.start(), found.end()), url)
        for label, url in (
            ("grant of $40,000", "https://example.org/grants?id=7&year=2021"),
            ("About the clinic", "https://example.org/about"),
        )
        if (found := re.search(re.escape(label), text))
    )
    return Release(
        text=text,
        title=paragraphs[0][1] if paragraphs else "",
        subtitle=None,
        dateline=None,
        issuer="Harbor Legal Clinic",
        published="2021-01-18",
        embargo=None,
        language=language,
        blocks=tuple(blocks),
        sections=tuple(sections),
        quotes=(),
        people=(),
        contacts=(),
        links=links,
    )


def make_script(release: Release) -> Script:
    """Return the script of a release: a sentence an utterance, quoted ones said by Ana Ruiz."""
    utterances: list[Utterance] = []
    for section in release.sections:
        for block in section.paragraphs:
            text = release.text[block.span.start : block.span.end]
            for found in re.finditer(r"“[^”]*”|[^“.;]+[.;]?", text):
                piece = found[0].strip()
                if not piece:
                    continue
                start = block.span.start + found.start() + len(found[0]) - len(found[0].lstrip())
                span = Span(start, start + len(piece))
                utterances.append(
                    Utterance(
                        id=f"u{len(utterances) + 1}",
                        section=section.id,
                        speaker="p1" if piece.startswith("“") else "narrator",
                        text=" ".join(piece.split()),
                        tokens=(SpokenToken(span, piece),),
                        span=span,
                        pause_before_ms=300,
                    )
                )
    return Script(
        language=release.language,
        title=release.title,
        speakers=(
            Speaker("narrator", "Narrator", None, "narrator"),
            Speaker("p1", "Ana Ruiz", "director", "person"),
        ),
        utterances=tuple(utterances),
        skips=(),
    )


def make_timings(script: Script, *, words: bool = True) -> tuple[UtteranceTiming, ...]:
    """Return the times of a reading at 65 ms a character with 300 ms between sentences."""
    timings: list[UtteranceTiming] = []
    at_ms = 400
    for utterance in script.utterances:
        start_ms = at_ms
        marks: list[WordTiming] = []
        for found in re.finditer(r"\S+", utterance.text):
            first = utterance.span.start + found.start()
            marks.append(
                WordTiming(
                    Span(first, first + len(found[0])),
                    start_ms + found.start() * 65,
                    start_ms + found.end() * 65,
                )
            )
        at_ms += len(utterance.text) * 65
        timings.append(UtteranceTiming(utterance.id, start_ms, at_ms, tuple(marks) * words))
        at_ms += 300
    return tuple(timings)


def feed_of(show: Show, *episodes: Episode) -> Feed:
    """Return the show with these episodes, newest first."""
    return Feed(show, tuple(map(make_entry, episodes)))


def build_episode(
    number: int = 1,
    paragraphs: Sequence[tuple[BlockType, str]] = PARAGRAPHS,
    *,
    words: bool = True,
    **changes: Any,
) -> Episode:
    """Return a published episode; `changes` replace fields of it."""
    release = make_release(paragraphs)
    script = make_script(release)
    timings = make_timings(script, words=words)
    duration_ms = (timings[-1].end_ms if timings else 0) + 700
    chapters = make_chapters(release, script, timings, duration_ms)
    cues = make_cues(script, timings, [chapter.start_ms for chapter in chapters])
    slug = f"2021-01-{number % 28 + 1:02}-night-desk-{number}"
    voice = Voice("tone", "tone", "en", "CC0-1.0")
    fields: dict[str, Any] = {
        "version": MANIFEST_VERSION,
        "presscast": "0.1.0",
        "slug": slug,
        "guid": f"f3c1b0c4-0000-5000-8000-{number:012}",
        "title": release.title,
        "description": "Dock workers who finish at ten can ask about wages, visas and leases.",
        "published": f"2021-01-{number % 28 + 1:02}T09:00:00-08:00",
        "updated": f"2021-01-{number % 28 + 1:02}T09:00:00-08:00",
        "language": "en",
        "source": "release.txt",
        "source_sha256": hashlib.sha256(release.text.encode(errors="replace")).hexdigest(),
        "fingerprint": "f1",
        "notice": "This release is read by synthetic voices.",
        "release": release,
        "script": script,
        "roles": (Role("narrator", voice, "the default"), Role("p1", voice, "the next")),
        "timeline": Timeline(duration_ms, timings, cues, chapters),
        "recording": Recording(
            f"{slug}.mp3", "audio/mpeg", 123_456, duration_ms, "0" * 64, Loudness(-16.0, -1.5, 4.0)
        ),
    }
    return Episode(**(fields | changes))
