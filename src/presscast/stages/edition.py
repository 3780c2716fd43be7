"""Edition: a release → the episode it becomes: a new one, a corrected one, or the same."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from presscast.engines._directory import is_foreign
from presscast.errors import ReleaseError, UsageError
from presscast.library import Library
from presscast.model import Correction, Entry, Episode, Release, Tombstone

SLUG_WORDS: Final = 8
SLUG_CHARS: Final = 72
_SLUG: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?")
SAME_RELEASE: Final = 0.5
"""The share of words in common from which one text is taken for a corrected form of another."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The place of an episode in its show."""

    slug: str
    guid: str
    published: str
    """ISO 8601 date and time with zone."""
    number: int
    """1 for a new episode, one more for each replacement."""
    replaced: Episode | None


def fingerprint(*parts: bytes) -> str:
    """Return a hash of everything that a recording depends on, in order."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def find_unchanged(
    entries: Sequence[Entry], library: Library, mark: str, remembered: Mapping[str, str]
) -> Episode | None:
    """Return the episode that was made of exactly this, and is still whole on disk, or None.

    `remembered` is the show's cast: a voice that the publisher edited there makes it another, one
    of another language does not.
    """
    for entry in entries:
        if entry.fingerprint != mark:
            continue
        episode = library.episode(entry.slug)
        if episode is None:
            continue
        recording = library.layout.episode(episode.slug) / episode.recording.path
        if not recording.is_file() or recording.stat().st_size != episode.recording.bytes:
            continue
        voices = {role.speaker: role.voice for role in episode.roles}
        cast = [(speaker.name, voices[speaker.id]) for speaker in episode.script.speakers]
        if all(
            voice.engine == "tone"
            or remembered.get(name, voice.address) == voice.address
            or is_foreign(remembered[name], voice.language)
            for name, voice in cast
        ):
            return episode
    return None


def place(
    release: Release,
    *,
    entries: Sequence[Entry],
    removed: Sequence[Tombstone],
    library: Library,
    source: str,
    sha256: str,
    stated_date: str | None,
    stated_slug: str | None,
    now: datetime,
) -> Edition:
    """Return the edition that a release makes: of the episode it was before, or of a new one."""
    published = publication_time(release, stated_date, now)
    slug = stated_slug or make_slug(release.title, published.date())
    if not _SLUG.fullmatch(slug):
        raise UsageError(
            f"--slug {slug[:100]!r} cannot be the name of a folder and a part of an address",
            hint="write small letters a to z, digits and hyphens, at most 100, as 2026-05-04-heat",
        )
    old = find_edition(entries, library, release, source=source, sha256=sha256, slug=slug)
    if old:
        return Edition(old.slug, old.guid, old.published, len(old.corrections) + 2, old)
    taken = {entry.slug for entry in entries} | {grave.slug for grave in removed}
    return Edition(
        free_slug(slug, taken),
        str(uuid.uuid4()),
        published.isoformat(timespec="seconds"),
        1,
        None,
    )


def make_slug(title: str, day: date) -> str:
    """Return `YYYY-MM-DD-words-of-the-title`, ASCII, at most about eighty characters.

    >>> make_slug("Café « Ouvert » à Nîmes", date(2026, 1, 2))
    '2026-01-02-cafe-ouvert-a-nimes'
    """
    folded = unicodedata.normalize("NFKD", title.replace("ß", "ss")).encode("ascii", "ignore")
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", folded.decode().casefold()))
    slug = f"{day.isoformat()}-{'-'.join(words[:SLUG_WORDS])}"[:SLUG_CHARS]
    return slug.rstrip("-") if words else f"{day.isoformat()}-release"


def publication_time(release: Release, stated: str | None, now: datetime) -> datetime:
    """Return when an episode counts as published, with zone, never later than `now`.

    The publisher's `--date` comes first, then the release's own date, then `now`. A day without a
    time counts as noon UTC, or as `now` where it is today.
    """
    text = stated or release.published
    if not text:
        return now
    try:
        if len(text) > len("2026-01-01"):
            moment = datetime.fromisoformat(text)
            moment = moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)
        else:
            day = date.fromisoformat(text)
            if day == now.date():
                return now
            moment = datetime.combine(day, time(12), UTC)
    except ValueError:
        return now
    return moment if stated or moment <= now else now


def find_edition(
    entries: Sequence[Entry],
    library: Library,
    release: Release,
    source: str,
    sha256: str,
    slug: str,
) -> Episode | None:
    """Return the episode that this release was published as before, or None.

    It is the one of the same bytes; of the same slug; or of the same source whose text is much
    the same, so that a file name that is used again for another release makes another episode.
    """
    for entry in entries:
        if entry.source_sha256 == sha256:
            return library.episode(entry.slug)
    for entry in entries:
        if entry.slug == slug or (entry.source == source and source != "-"):
            episode = library.episode(entry.slug)
            if episode and _likeness(episode.release.text, release.text) >= SAME_RELEASE:
                return episode
    return None


def _likeness(first: str, second: str) -> float:
    """Return the share of different words that two texts have in common, 0 to 1."""
    a, b = (set(re.findall(r"\w+", text.casefold())) for text in (first, second))
    return len(a & b) / max(1, len(a | b))


def free_slug(slug: str, taken: Collection[str]) -> str:
    """Return the slug, with a number after it where it is taken."""
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free


def replace_edition(old: Episode, new: Episode, note: str) -> Episode:
    """Return the new edition of an episode with the old one noted.

    `note` is empty where only the sound was made anew; pages and feed speak of corrections of the
    text alone.
    """
    entry = Correction(
        corrected=new.updated,
        note=note,
        path=old.recording.path,
        sha256=old.recording.sha256,
        source_sha256=old.source_sha256,
    )
    return replace(new, corrections=(*old.corrections, entry))


def source_name(location: str) -> str:
    """Return a location as it may be published: a URL, or a file's name without its folders."""
    if urlsplit(location).scheme in ("http", "https"):
        return location
    name = PurePosixPath(location.replace("\\", "/")).name or location
    # A file may be named in bytes that are no text, and the manifest is text.
    return name.encode(errors="surrogateescape").decode(errors="replace")


def check_embargo(release: Release, now: datetime) -> None:
    """Raise ReleaseError where the release asks not to be published yet."""
    if not release.embargo:
        return
    moment = datetime.fromisoformat(release.embargo)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)
    if moment > now:
        raise ReleaseError(
            f"the release is under embargo until {moment:%Y-%m-%d %H:%M %Z}".rstrip(),
            hint="publish it then; --date states another time, --force lifts the embargo",
        )
