"""RSS 2.0 for podcast apps: the main feed in its documents, and a feed a topic.

`CHANNEL` and `ITEM` are the whole vocabulary: each row is an element and what fills it. Sources:
Apple's requirements, PSP-1, the Podcasting 2.0 namespace, RFC 5005 (paging and archives).
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from presscast import __version__
from presscast.layout import (
    CHAPTERS,
    EPISODE_COVER,
    EPISODE_PAGE,
    FEED,
    TRANSCRIPT_HTML,
    TRANSCRIPT_JSON,
    TRANSCRIPT_SRT,
    TRANSCRIPT_VTT,
    episode_path,
    public_url,
)
from presscast.model import Artifact, Entry, Episode, Feed, Show
from presscast.text.characters import clip, clip_bytes, xml_text
from presscast.text.notes import DESCRIPTION_BYTES, notes_html
from presscast.text.syndication import FeedPage, feed_pages, moment, rfc2822, topics

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "fh": "http://purl.org/syndication/history/1.0",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}
MEDIA_TYPE = "application/rss+xml"
TEXT_CHARS = 255
"""The longest text node but for descriptions."""

_COPYRIGHT_SIGN = re.compile(
    r"^(?:\s|©|\(c\)|copyright\b|\d{4}(?:\s*[-–]\s*\d{4})?|,)+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Node:
    """What fills an element; `html` text stands in a CDATA section."""

    text: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[tuple[str, _Node], ...] = ()
    html: bool = False


@dataclass(frozen=True, slots=True)
class _Channel:
    """A channel: the show as this document presents it."""

    show: Show
    page: FeedPage
    title: str
    guid: str

    @property
    def url(self) -> str:
        return public_url(self.show.base_url, self.page.path)


@dataclass(frozen=True, slots=True)
class _Item:
    show: Show
    entry: Entry

    def url(self, name: str) -> str:
        """Return the public URL of one of the episode's files."""
        return public_url(self.show.base_url, episode_path(self.entry.slug, name))


def create() -> FeedWriter:
    """Return the writer."""
    return FeedWriter()


class FeedWriter:
    """Writes `feed.xml`, its archives `feed-N.xml`, and `topics/*.xml`."""

    name = "feed"

    def write_episode(self, show: Show, episode: Episode) -> Iterator[Artifact]:  # noqa: ARG002
        yield from ()

    def write_show(self, feed: Feed) -> Iterator[Artifact]:
        show = feed.show
        made: dict[str, Any] = {}
        for topic in topics(feed.entries):
            title = f"{show.title}: {topic.tag}"
            guid = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{show.guid}/{topic.path}"))
            for page in feed_pages(topic.entries, topic.path):
                yield _document(_Channel(show, page, title, guid), made)
        for page in feed_pages(feed.entries, FEED):
            yield _document(_Channel(show, page, show.title, show.guid), made)


def _text(text: str) -> Iterable[_Node]:
    short = clip(text, TEXT_CHARS)
    return (_Node(short),) if short else ()


def _attributes(**values: str | None) -> _Node:
    """Return an element of attributes alone; those of no value are left out."""
    return _Node(attributes=tuple((name, value) for name, value in values.items() if value))


def _channel_links(channel: _Channel) -> Iterator[_Node]:
    show, page = channel.show, channel.page
    yield _link("self", channel.url)
    if show.hub:
        yield _Node(attributes=(("rel", "hub"), ("href", show.hub)))
    if page.newer is None and page.older is None:
        return
    relations = (
        ("first", page.newest),
        ("last", page.oldest),
        ("next", page.older),
        ("previous", page.newer),
        ("prev-archive", page.older),
        # The main document is no archive, so the newest archive has none after it.
        ("next-archive", page.newer if page.newer != page.newest else None),
        ("current", page.newest if page.newer else None),
    )
    for relation, path in relations:
        if path is not None:
            yield _link(relation, public_url(show.base_url, path))


def _link(relation: str, url: str) -> _Node:
    return _Node(attributes=(("rel", relation), ("type", MEDIA_TYPE), ("href", url)))


def _owner(channel: _Channel) -> Iterator[_Node]:
    show = channel.show
    if show.email:
        name = _Node(clip(show.author, TEXT_CHARS))
        yield _Node(children=(("itunes:name", name), ("itunes:email", _Node(show.email))))


def _locked(channel: _Channel) -> Iterator[_Node]:
    email = channel.show.email
    # A locked feed can be moved only by asking its owner, so it must name one.
    yield _Node("yes" if email else "no", (("owner", email),) if email else ())


def _category(channel: _Channel) -> Iterator[_Node]:
    show = channel.show
    below = (("itunes:category", _attributes(text=show.subcategory)),) if show.subcategory else ()
    yield _Node(attributes=(("text", show.category),), children=below)


def _image(channel: _Channel) -> Iterator[_Node]:
    show = channel.show
    yield _Node(
        children=(
            ("url", _Node(public_url(show.base_url, show.image))),
            ("title", _Node(clip(channel.title, TEXT_CHARS))),
            ("link", _Node(show.link)),
        )
    )


def _newest_update(channel: _Channel) -> Iterator[_Node]:
    # The clock is not asked: the same episodes must make the same bytes.
    if channel.page.entries:
        newest = max((entry.updated for entry in channel.page.entries), key=moment)
        yield _Node(rfc2822(newest))


def _moved(channel: _Channel) -> Iterable[_Node]:
    # Topics move with the show; a document that nobody subscribes to has no need to tell.
    address, page = channel.show.new_feed_url, channel.page
    if not address or page.newer:
        return ()
    return (_Node(address if page.path == FEED else channel.url),)


def _copyright(show: Show) -> str:
    return _COPYRIGHT_SIGN.sub("", show.copyright or "") or show.author


CHANNEL: tuple[tuple[str, Callable[[_Channel], Iterable[_Node]]], ...] = (
    ("atom:link", _channel_links),
    ("fh:archive", lambda channel: (_Node(),) if channel.page.newer else ()),
    ("title", lambda channel: _text(channel.title)),
    ("link", lambda channel: (_Node(channel.show.link or channel.show.base_url),)),
    (
        "description",
        lambda channel: (
            _Node(clip_bytes(channel.show.description or channel.title, DESCRIPTION_BYTES)),
        ),
    ),
    ("language", lambda channel: (_Node(channel.show.language),)),
    ("copyright", lambda channel: _text(_copyright(channel.show))),
    ("lastBuildDate", _newest_update),
    ("generator", lambda _: (_Node(f"presscast {__version__}"),)),
    ("image", _image),
    ("itunes:author", lambda channel: _text(channel.show.author)),
    ("itunes:owner", _owner),
    ("itunes:image", lambda channel: (_image_of(channel.show, channel.show.image),)),
    ("itunes:category", _category),
    ("itunes:explicit", lambda channel: (_Node(_flag(on=channel.show.explicit)),)),
    ("itunes:type", lambda _: (_Node("episodic"),)),
    ("itunes:new-feed-url", _moved),
    ("podcast:guid", lambda channel: (_Node(channel.guid),)),
    ("podcast:locked", _locked),
    ("podcast:medium", lambda _: (_Node("podcast"),)),
)


def _flag(*, on: bool) -> str:
    return "true" if on else "false"


def _image_of(show: Show, path: str) -> _Node:
    return _attributes(href=public_url(show.base_url, path))


def _enclosure(item: _Item) -> Iterator[_Node]:
    recording = item.entry.recording
    yield _attributes(
        url=item.url(recording.path), length=str(recording.bytes), type=recording.media_type
    )


def _transcripts(item: _Item) -> Iterator[_Node]:
    language = item.entry.language
    for name, media_type, captions in (
        (TRANSCRIPT_VTT, "text/vtt", "captions"),
        (TRANSCRIPT_SRT, "application/x-subrip", "captions"),
        (TRANSCRIPT_JSON, "application/json", "captions"),
        (TRANSCRIPT_HTML, "text/html", None),
    ):
        yield _attributes(url=item.url(name), type=media_type, language=language, rel=captions)


def _persons(item: _Item) -> Iterator[_Node]:
    for speaker in item.entry.speakers:
        if speaker.kind == "person":
            yield _Node(clip(speaker.name, 128), (("role", "guest"), ("group", "cast")))


ITEM: tuple[tuple[str, Callable[[_Item], Iterable[_Node]]], ...] = (
    ("title", lambda item: _text(item.entry.title) or _text(item.entry.slug)),
    ("guid", lambda item: (_Node(item.entry.guid, (("isPermaLink", "false"),)),)),
    ("link", lambda item: (_Node(item.url(EPISODE_PAGE)),)),
    ("pubDate", lambda item: (_Node(rfc2822(item.entry.published)),)),
    ("description", lambda item: (_Node(item.entry.told),)),
    (
        "content:encoded",
        lambda item: (_Node(notes_html(item.entry, item.url(EPISODE_PAGE)), html=True),),
    ),
    ("category", lambda item: (_Node(clip(tag, TEXT_CHARS)) for tag in item.entry.tags)),
    ("enclosure", _enclosure),
    (
        "itunes:duration",
        lambda item: (_Node(str(round(item.entry.recording.duration_ms / 1000))),),
    ),
    ("itunes:episodeType", lambda _: (_Node("full"),)),
    ("itunes:explicit", lambda item: (_Node(_flag(on=item.show.explicit)),)),
    (
        "itunes:image",
        lambda item: (_image_of(item.show, episode_path(item.entry.slug, EPISODE_COVER)),),
    ),
    ("podcast:transcript", _transcripts),
    (
        "podcast:chapters",
        lambda item: (_attributes(url=item.url(CHAPTERS), type="application/json+chapters"),),
    ),
    ("podcast:person", _persons),
)


def _document(channel: _Channel, made: dict[str, Any]) -> Artifact:
    """Return one document; `made` keeps the items that several documents share."""
    from lxml import etree

    root = etree.Element("rss", nsmap=NAMESPACES)
    root.set("version", "2.0")
    top = etree.SubElement(root, "channel")
    for name, fill in CHANNEL:
        _append(etree, top, name, fill(channel))
    for entry in channel.page.entries:
        element = made.get(entry.slug)
        if element is None:
            element = etree.SubElement(top, "item")
            item = _Item(channel.show, entry)
            for name, fill_item in ITEM:
                _append(etree, element, name, fill_item(item))
            if entry.tags:
                made[entry.slug] = element
        else:
            # An element has one place in one tree: this moves it, its document being written.
            top.append(element)
    data = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return Artifact(channel.page.path, MEDIA_TYPE, data)


def _append(etree: Any, parent: Any, name: str, nodes: Iterable[_Node]) -> None:
    """Append an element a node; `etree` is handed down, an import a node being too slow."""
    prefix, colon, local = name.partition(":")
    tag = f"{{{NAMESPACES[prefix]}}}{local}" if colon else name
    for node in nodes:
        element = etree.SubElement(parent, tag)
        for key, value in node.attributes:
            element.set(key, xml_text(value))
        text = xml_text(node.text)
        if text:
            element.text = etree.CDATA(text) if node.html else text
        for child, below in node.children:
            _append(etree, element, child, (below,))
