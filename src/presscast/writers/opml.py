"""OPML 2.0: all feeds of the show in one file that apps import, as `feeds.opml`."""

from __future__ import annotations

from collections.abc import Iterator

from presscast.layout import FEED, OPML, public_url
from presscast.model import Artifact, Episode, Feed, Show
from presscast.text.characters import one_line
from presscast.text.syndication import topics


def create() -> OpmlWriter:
    """Return the writer."""
    return OpmlWriter()


class OpmlWriter:
    """Writes the main feed and the topics, so that a listener can take them all at once."""

    name = "opml"

    def write_episode(self, show: Show, episode: Episode) -> Iterator[Artifact]:  # noqa: ARG002
        yield from ()

    def write_show(self, feed: Feed) -> Iterator[Artifact]:
        from lxml import etree

        show = feed.show
        root = etree.Element("opml", version="2.0")
        head = etree.SubElement(root, "head")
        etree.SubElement(head, "title").text = one_line(show.title)
        if show.author:
            etree.SubElement(head, "ownerName").text = one_line(show.author)
        body = etree.SubElement(root, "body")
        feeds = [(show.title, FEED)]
        feeds += [(f"{show.title}: {topic.tag}", topic.path) for topic in topics(feed.entries)]
        for title, path in feeds:
            outline = etree.SubElement(body, "outline", type="rss")
            outline.set("text", one_line(title))
            outline.set("title", one_line(title))
            outline.set("xmlUrl", public_url(show.base_url, path))
            outline.set("htmlUrl", one_line(show.link or show.base_url))
        data = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
        yield Artifact(OPML, "text/x-opml", data)
