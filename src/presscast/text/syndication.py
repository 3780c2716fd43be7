"""How episodes are spread over feed documents: pages of the main feed, and a feed a topic.

The main document holds the newest 201 to 300 episodes. Older ones lie in archive documents of 100,
counted from the oldest, so that a new episode changes the main document alone: the archives of an
RFC 5005 archived feed. The same documents carry the relations of a paged feed (`next`), which is
what podcast apps follow.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

from presscast.layout import TOPICS
from presscast.model import Entry
from presscast.text.characters import one_line

MAIN_EPISODES = 300
ARCHIVE_EPISODES = 100


@dataclass(frozen=True, slots=True)
class FeedPage:
    """One document of a feed and its neighbours; paths are relative to the output folder."""

    path: str
    entries: tuple[Entry, ...]
    """Newest first."""
    newest: str
    """The document to subscribe to."""
    newer: str | None
    older: str | None
    oldest: str


@dataclass(frozen=True, slots=True)
class Topic:
    """The episodes that share a tag."""

    tag: str
    path: str
    """Of its feed, relative to the output folder."""
    entries: tuple[Entry, ...]
    """Newest first."""


def feed_pages(entries: Sequence[Entry], path: str) -> tuple[FeedPage, ...]:
    """Return the documents of a feed, the one to subscribe to first, then ever older ones.

    `path` is the path of the first; archive number 2 beside `feed.xml` is `feed-2.xml`.
    """
    surplus = max(0, len(entries) - MAIN_EPISODES)
    archives = -(-surplus // ARCHIVE_EPISODES)
    main = len(entries) - archives * ARCHIVE_EPISODES
    stem, dot, extension = path.rpartition(".")
    paths = [path, *(f"{stem}-{number}{dot}{extension}" for number in range(archives, 0, -1))]
    cuts = [0, main, *(main + ARCHIVE_EPISODES * (k + 1) for k in range(archives))]
    return tuple(
        FeedPage(
            paths[k],
            tuple(entries[cuts[k] : cuts[k + 1]]),
            newest=path,
            newer=paths[k - 1] if k else None,
            older=paths[k + 1] if k < archives else None,
            oldest=paths[-1],
        )
        for k in range(len(paths))
    )


def topics(entries: Sequence[Entry]) -> tuple[Topic, ...]:
    """Return the topics of the episodes, in the order of their paths."""
    tagged: dict[str, tuple[str, list[Entry]]] = {}
    for entry in entries:
        for tag in dict.fromkeys(one_line(tag) for tag in entry.tags):
            if tag:
                tagged.setdefault(tag.casefold(), (tag, []))[1].append(entry)
    return tuple(
        sorted(
            (
                Topic(tag, f"{TOPICS}/{name}.xml", tuple(held))
                for name, (tag, held) in _named(tagged)
            ),
            key=lambda topic: topic.path,
        )
    )


def _named(
    tagged: dict[str, tuple[str, list[Entry]]],
) -> Iterator[tuple[str, tuple[str, list[Entry]]]]:
    """Yield each topic with a file name of ASCII letters, unlike every other's."""
    names = {key: _ascii_name(key) for key in tagged}
    taken = list(names.values())
    for key, topic in tagged.items():
        name = names[key]
        if not name or taken.count(name) > 1:
            digest = hashlib.sha256(key.encode()).hexdigest()[:8]
            name = f"{name}-{digest}" if name else digest
        yield name, topic


def _ascii_name(tag: str) -> str:
    plain = unicodedata.normalize("NFKD", tag).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60]


def moment(iso: str) -> datetime:
    """Return the moment that an ISO 8601 text names, in UTC where it names no zone."""
    found = datetime.fromisoformat(iso)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def rfc2822(iso: str) -> str:
    """Return a moment as RSS writes it: `Mon, 18 Jan 2021 09:00:00 +0000`."""
    return format_datetime(moment(iso))
