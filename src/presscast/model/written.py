"""What was written: a source, the document read from it, and the release understood in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of characters of `Document.text`."""

    start: int
    end: int


class BlockType(StrEnum):
    """What a block of a release is for."""

    HEADLINE = "headline"
    SUBHEADLINE = "subheadline"
    RELEASE_HEADER = "release_header"
    DATELINE = "dateline"
    LEDE = "lede"
    BODY = "body"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    TABLE = "table"
    BOILERPLATE = "boilerplate"
    LEGAL = "legal"
    CONTACT = "contact"
    CTA = "cta"
    FOOTER = "footer"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a release and where they came from."""

    location: str
    """A path, a URL, or `-` for standard input."""
    media_type: str
    """The media type that the name or the server states; empty when neither does."""
    data: bytes


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink: the words that carry it and its target."""

    span: Span
    url: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the format itself states about a document; None or empty where it is silent."""

    title: str | None = None
    author: str | None = None
    published: str | None = None
    """ISO 8601 date, or date and time."""
    url: str | None = None
    language: str | None = None
    """RFC 5646 tag."""
    publisher: str | None = None
    image: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentBlock:
    """A paragraph-like piece of a document, as its format marks it."""

    span: Span
    kind: str = "paragraph"
    """`paragraph`, `heading`, `list_item`, `table_row`, `blockquote`, `caption` or `footnote`."""
    level: int = 0
    """Heading level (1 highest) or list depth; 0 where neither applies."""


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a source with `\\n` line ends, and what its format says about the pieces.

    `blocks` are in order, do not overlap, and every non-space character of `text` lies in one.
    """

    text: str
    blocks: tuple[DocumentBlock, ...]
    metadata: Metadata = field(default_factory=Metadata)
    links: tuple[Link, ...] = ()
    emphasis: tuple[Span, ...] = ()
    """Bold or italic runs, in order; releases mark speakers and terms with them."""
    media_type: str = "text/plain"
    notes: tuple[str, ...] = ()
    """What the reader left out or mended, in words for the publisher."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when a release says that it was issued, as written."""

    place: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a release and its role."""

    type: BlockType
    span: Span


@dataclass(frozen=True, slots=True)
class Person:
    """A person or an organisation that a release names, with every form it uses."""

    id: str
    name: str
    """The fullest name in the release."""
    kind: str
    """`person` or `organization`."""
    role: str | None = None
    aliases: tuple[str, ...] = ()
    pronoun: str | None = None
    """Only where the text itself uses one of this person: `he`, `she`, `they`."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said a quote, by which words, and how sure that is."""

    speaker: str
    """The fullest name of the speaker in the release."""
    role: str | None
    cue: str | None
    """The verb or phrase as written (`said`, `according to`); None where there is none."""
    span: Span | None
    """The words that name the speaker; None where the speaker was carried over."""
    confidence: float
    """0 to 1."""
    reason: str
    """The rule that decided, in words for the publisher."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words inside quotation marks (or a marked statement).

    One per paragraph of a multi-paragraph quotation and one per part of a split one; the parts
    share `group`. `span` is the text inside the marks.
    """

    span: Span
    text: str
    attribution: Attribution | None
    group: str | None
    is_speech: bool
    """False for defined terms, titles, nicknames and scare quotes: the narrator reads them."""


@dataclass(frozen=True, slots=True)
class Section:
    """A run of blocks under one heading; each section that is spoken becomes a chapter."""

    id: str
    kind: str
    """`opening`, `body`, `quotes`, `background`, `about`, `contact` or `end`."""
    heading: str
    """The heading as written, or the one given to a section that has none."""
    span: Span
    paragraphs: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Release:
    """A release understood: every character of `text` lies in a block or is white space."""

    text: str
    title: str
    subtitle: str | None
    dateline: Dateline | None
    issuer: str | None
    published: str | None
    """ISO 8601 date, or date and time with zone, from the text or the metadata."""
    embargo: str | None
    """ISO 8601 date, or date and time, before which the release asks not to be published."""
    language: str
    """RFC 5646 tag, such as `en` or `es`."""
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    quotes: tuple[Quote, ...]
    people: tuple[Person, ...]
    contacts: tuple[Span, ...]
    links: tuple[Link, ...]
    warnings: tuple[str, ...] = ()
    """What the publisher should look at: uncertain speakers, unbalanced marks."""
