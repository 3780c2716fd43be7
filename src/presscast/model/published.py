"""What is published: episodes, the show that they belong to, and the files made of both."""

from __future__ import annotations

from dataclasses import dataclass

from presscast.model.heard import Recording, Timeline
from presscast.model.said import Role, Script, Speaker
from presscast.model.written import Release

MANIFEST_VERSION = 1
"""The version of `episode.json`; docs/manifest.md describes each."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A replaced edition of an episode."""

    corrected: str
    """ISO 8601 date and time with zone."""
    note: str
    """What was corrected, in the publisher's words; empty where only the sound was made anew."""
    path: str
    """The replaced recording, relative to the episode's folder."""
    sha256: str
    """Of the replaced recording."""
    source_sha256: str
    """Of the release that it was made from."""


@dataclass(frozen=True, slots=True)
class Episode:
    """Everything about an episode but its sound: the manifest `episode.json`.

    Feed, pages and transcripts are pure functions of the show and these.
    """

    version: int
    presscast: str
    """The version of presscast that made it."""
    slug: str
    guid: str
    title: str
    description: str
    """Plain text, the first paragraph or so of the release."""
    published: str
    """ISO 8601 date and time with zone; never changes once published."""
    updated: str
    """ISO 8601 date and time with zone, of the newest edition."""
    language: str
    source: str
    """The location of the release, without the folders of the machine it was read on."""
    source_sha256: str
    fingerprint: str
    """Of everything that the recording depends on; equal means nothing to do."""
    notice: str
    """The sentence that tells listeners that the voices are synthetic; empty where turned off."""
    release: Release
    script: Script
    roles: tuple[Role, ...]
    timeline: Timeline
    recording: Recording
    corrections: tuple[Correction, ...] = ()
    tags: tuple[str, ...] = ()
    url: str | None = None
    """The release's own page, where it has one."""

    @property
    def noted_corrections(self) -> tuple[Correction, ...]:
        """Return the corrections that listeners are told of: those of the text."""
        return tuple(correction for correction in self.corrections if correction.note)


@dataclass(frozen=True, slots=True)
class Entry:
    """An episode as its show lists it: all that feeds, the show's pages and the search tell of it.

    A hundredth of a manifest, so that a show of ten thousand episodes can be held at once.
    """

    slug: str
    guid: str
    title: str
    description: str
    """Plain text, as the manifest has it."""
    told: str
    """The description for feeds: with the corrections and the notice, at most 4,000 bytes."""
    notes: str
    """The opening of the release and its links, in safe HTML."""
    published: str
    """ISO 8601 date and time with zone."""
    updated: str
    """ISO 8601 date and time with zone."""
    language: str
    source: str
    source_sha256: str
    fingerprint: str
    recording: Recording
    speakers: tuple[Speaker, ...]
    """Those who are heard, but for the narrator."""
    corrections: int
    """How many editions were replaced."""
    tags: tuple[str, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Tombstone:
    """An episode taken out; its slug and GUID are never used again."""

    slug: str
    guid: str
    removed: str
    """ISO 8601 date and time with zone."""


@dataclass(frozen=True, slots=True)
class Show:
    """The podcast as its feed describes it, from `presscast.toml` and `show.json`."""

    title: str
    description: str
    author: str
    email: str | None
    link: str
    language: str
    category: str
    subcategory: str | None
    explicit: bool
    copyright: str | None
    base_url: str
    """Ends with a slash."""
    guid: str
    """The `podcast:guid`; stored, never recomputed once published."""
    image: str
    """The cover's file name in the output folder."""
    hub: str | None = None
    new_feed_url: str | None = None
    accent: str | None = None
    """A CSS hex colour for the links and the marked sentence of the pages."""
    background: str | None = None
    """A CSS hex colour."""
    text: str | None = None
    """A CSS hex colour."""
    logo: str | None = None
    """The logo's file name in the output folder."""
    templates: str | None = None
    """A folder of Jinja templates that replace the built-in ones by name."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A show and its episodes, newest first."""

    show: Show
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file to be written: `path` is relative to the output folder, with `/`."""

    path: str
    media_type: str
    data: bytes
