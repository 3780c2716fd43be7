"""The JSON form of a release, as `presscast segment --json` prints it."""

from __future__ import annotations

import msgspec

from presscast.model import Quote, Release


class DatelineForm(msgspec.Struct, frozen=True):
    """Where and when, as written."""

    place: str | None
    date: str | None


class BlockForm(msgspec.Struct, frozen=True):
    """A block; offsets count characters of the source text."""

    type: str
    start: int
    end: int


class QuoteForm(msgspec.Struct, frozen=True):
    """A quote and its speaker."""

    text: str
    start: int
    end: int
    speaker: str | None
    role: str | None
    cue: str | None
    group: str | None
    is_speech: bool
    confidence: float | None
    reason: str | None


class SectionForm(msgspec.Struct, frozen=True):
    """A section and its title."""

    kind: str
    heading: str
    start: int
    end: int


class ReleaseForm(msgspec.Struct, frozen=True):
    """What was understood of a release."""

    title: str
    subtitle: str | None
    language: str
    issuer: str | None
    published: str | None
    embargo: str | None
    dateline: DatelineForm | None
    blocks: tuple[BlockForm, ...]
    sections: tuple[SectionForm, ...]
    quotes: tuple[QuoteForm, ...]
    warnings: tuple[str, ...]


def release_form(release: Release) -> ReleaseForm:
    """Return the form of a release; `msgspec.json.encode` makes JSON of it."""
    dateline = release.dateline
    return ReleaseForm(
        title=release.title,
        subtitle=release.subtitle,
        language=release.language,
        issuer=release.issuer,
        published=release.published,
        embargo=release.embargo,
        dateline=DatelineForm(dateline.place, dateline.date) if dateline else None,
        blocks=tuple(BlockForm(block.type.value, *block.span) for block in release.blocks),
        sections=tuple(
            SectionForm(section.kind, section.heading, *section.span)
            for section in release.sections
        ),
        quotes=tuple(_quote(quote) for quote in release.quotes),
        warnings=release.warnings,
    )


def _quote(quote: Quote) -> QuoteForm:
    said = quote.attribution
    return QuoteForm(
        text=quote.text,
        start=quote.span.start,
        end=quote.span.end,
        speaker=said.speaker if said else None,
        role=said.role if said else None,
        cue=said.cue if said else None,
        group=quote.group,
        is_speech=quote.is_speech,
        confidence=said.confidence if said else None,
        reason=said.reason if said else None,
    )
