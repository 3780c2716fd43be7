"""JSON Feed 1.1 beside RSS: `feed.json`, paged like the main feed.

Source: jsonfeed.org, version 1.1.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from presscast.layout import EPISODE_COVER, EPISODE_PAGE, JSON_FEED, episode_path, public_url
from presscast.model import Artifact, Entry, Episode, Feed, Show
from presscast.text.characters import clip, one_line, xml_text
from presscast.text.notes import notes_html
from presscast.text.syndication import FeedPage, feed_pages, moment


class _Author(msgspec.Struct, frozen=True):
    name: str


class _Hub(msgspec.Struct, frozen=True):
    type: str
    url: str


class _Attachment(msgspec.Struct, frozen=True):
    url: str
    mime_type: str
    size_in_bytes: int
    duration_in_seconds: float


class _Item(msgspec.Struct, frozen=True, omit_defaults=True):
    id: str
    url: str
    title: str
    content_html: str
    summary: str
    image: str
    date_published: str
    date_modified: str
    language: str
    attachments: tuple[_Attachment, ...]
    external_url: str | None = None
    tags: tuple[str, ...] = ()


class _JsonFeed(msgspec.Struct, frozen=True, omit_defaults=True):
    version: str
    title: str
    home_page_url: str
    feed_url: str
    description: str
    icon: str
    language: str
    items: tuple[_Item, ...]
    authors: tuple[_Author, ...] = ()
    next_url: str | None = None
    hubs: tuple[_Hub, ...] = ()


def create() -> JsonFeedWriter:
    """Return the writer."""
    return JsonFeedWriter()


class JsonFeedWriter:
    """Writes the feed for readers that take no XML."""

    name = "json_feed"

    def write_episode(self, show: Show, episode: Episode) -> Iterator[Artifact]:  # noqa: ARG002
        yield from ()

    def write_show(self, feed: Feed) -> Iterator[Artifact]:
        for page in feed_pages(feed.entries, JSON_FEED):
            data = msgspec.json.encode(_feed(feed.show, page))
            yield Artifact(page.path, "application/feed+json", data + b"\n")


def _feed(show: Show, page: FeedPage) -> _JsonFeed:
    return _JsonFeed(
        version="https://jsonfeed.org/version/1.1",
        title=one_line(show.title),
        home_page_url=one_line(show.link or show.base_url),
        feed_url=public_url(show.base_url, page.path),
        description=xml_text(show.description),
        icon=public_url(show.base_url, show.image),
        language=show.language,
        items=tuple(_item(show, entry) for entry in page.entries),
        authors=(_Author(one_line(show.author)),) if show.author else (),
        next_url=public_url(show.base_url, page.older) if page.older else None,
        hubs=(_Hub("WebSub", one_line(show.hub)),) if show.hub else (),
    )


def _item(show: Show, entry: Entry) -> _Item:
    def url(name: str) -> str:
        return public_url(show.base_url, episode_path(entry.slug, name))

    recording = entry.recording
    return _Item(
        id=entry.guid,
        url=url(EPISODE_PAGE),
        title=one_line(entry.title),
        content_html=notes_html(entry, url(EPISODE_PAGE)),
        summary=clip(entry.told, 300),
        image=url(EPISODE_COVER),
        date_published=moment(entry.published).isoformat(),
        date_modified=moment(entry.updated).isoformat(),
        language=entry.language,
        attachments=(
            _Attachment(
                url(recording.path),
                recording.media_type,
                recording.bytes,
                recording.duration_ms / 1000,
            ),
        ),
        external_url=one_line(entry.url) if entry.url else None,
        tags=tuple(map(one_line, entry.tags)),
    )
