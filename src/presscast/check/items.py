"""Check the items of a feed document, each by itself and all of them together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from itertools import pairwise
from typing import Any

from presscast.check.findings import Finding, finding

_ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
_PODCAST = "{https://podcastindex.org/namespace/1.0}"
_EXTENSIONS = {"audio/mpeg": ".mp3", "audio/x-m4a": ".m4a"}


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An item as a feed document states it; texts are empty where it is silent."""

    document: str
    guid: str
    title: str
    published: str
    enclosure_url: str
    enclosure_length: str
    enclosure_type: str
    urls: tuple[str, ...]
    """Of the transcripts, the chapters, the picture and the page."""

    @property
    def place(self) -> str:
        """Return where a finding about it is: the document and the item."""
        return f"{self.document}: {self.title or self.guid or 'an item'}"


def text_of(parent: Any, path: str) -> str:
    """Return the text of a descendant, without white space at the edges."""
    return (parent.findtext(path) or "").strip()


def read_items(channel: Any, path: str) -> list[FeedItem]:
    """Return the items of a channel in order."""
    items: list[FeedItem] = []
    for item in channel.findall("item"):
        enclosure = item.find("enclosure")
        stated = {} if enclosure is None else dict(enclosure.attrib)
        beside = [
            *item.findall(f"{_PODCAST}transcript"),
            *item.findall(f"{_PODCAST}chapters"),
            *item.findall(f"{_ITUNES}image"),
        ]
        urls = [element.get("url") or element.get("href") or "" for element in beside]
        items.append(
            FeedItem(
                document=path,
                guid=text_of(item, "guid"),
                title=text_of(item, "title"),
                published=text_of(item, "pubDate"),
                enclosure_url=stated.get("url", ""),
                enclosure_length=stated.get("length", ""),
                enclosure_type=stated.get("type", ""),
                urls=(*urls, text_of(item, "link")),
            )
        )
    return items


def check_items(items: Sequence[FeedItem]) -> Iterator[Finding]:
    """Find what the items of one document lack, and items out of order."""
    dates: list[datetime] = []
    for item in items:
        for name, value in (
            ("title", item.title),
            ("guid", item.guid),
            ("enclosure", item.enclosure_url),
        ):
            if not value:
                yield finding("PC104", item.place, f"the item has no {name}")
        if item.enclosure_url:
            yield from _check_enclosure(item)
        try:
            date = parsedate_to_datetime(item.published)
        except ValueError:
            yield finding("PC112", item.place, f"the date {item.published!r} is not RFC 2822")
            continue
        if date.tzinfo is None:
            yield finding("PC112", item.place, f"the date {item.published!r} has no zone")
            continue
        dates.append(date)
    if any(earlier < later for earlier, later in pairwise(dates)):
        yield finding("PC111", items[0].document, "the items are not newest first")


def check_unique(items: Sequence[FeedItem]) -> Iterator[Finding]:
    """Find GUIDs and enclosures that two items share; apps show only one of the two."""
    guids: set[str] = set()
    urls: set[str] = set()
    for item in items:
        if item.guid and item.guid in guids:
            yield finding("PC107", item.place, f"another item has the GUID {item.guid}")
        if item.enclosure_url and item.enclosure_url in urls:
            yield finding("PC108", item.place, f"another item has {item.enclosure_url}")
        guids.add(item.guid)
        urls.add(item.enclosure_url)


def _check_enclosure(item: FeedItem) -> Iterator[Finding]:
    if not item.enclosure_length.isdecimal() or int(item.enclosure_length) == 0:
        yield finding("PC105", item.place, f"the length is {item.enclosure_length!r}, not bytes")
    extension = _EXTENSIONS.get(item.enclosure_type)
    if extension is None:
        yield finding("PC105", item.place, f"the type is {item.enclosure_type!r}, not audio/mpeg")
    elif not item.enclosure_url.endswith(extension):
        yield finding("PC105", item.place, f"{item.enclosure_url} does not end in {extension}")
