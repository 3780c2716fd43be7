"""What a page says of itself: its title, author, date, publisher, address and language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from presscast.model import Metadata
from presscast.text.document import stated_date
from presscast.text.webpage.tree import Element, words

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_ARTICLES = ("NewsArticle", "Article", "PressRelease", "Report", "BlogPosting", "WebPage")


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """The metadata, every title that the page states, and the text that it gives to machines."""

    metadata: Metadata
    titles: tuple[str, ...]
    article_body: str


def page_metadata(root: Element, url: str = "") -> PageMetadata:
    """Return what a page says of itself, the most exact statement of each kind first."""
    stated = _meta_elements(root)
    article = _linked_data(root)
    title_element = root.find(".//title")
    page_title = words(title_element) if title_element is not None else ""
    titles = (
        stated.get("og:title", ""),
        _text(article.get("headline")),
        stated.get("dc.title", "") or stated.get("dcterms.title", ""),
        stated.get("twitter:title", ""),
        page_title,
    )
    canonical = next(
        (e.get("href") for e in root.iterdescendants("link") if _rel(e) == "canonical"), None
    )
    address = canonical or stated.get("og:url") or ""
    image = stated.get("og:image") or _text(article.get("image")) or stated.get("twitter:image")
    metadata = Metadata(
        title=next((title for title in titles[:4] if title), None) or _without_site(page_title),
        author=_first(stated, "author", "article:author", "dc.creator", "dcterms.creator")
        or _name(article.get("author")),
        published=_published(root, stated, article),
        url=_web_address(url, address) or _web_address(url, url),
        language=_language(root, stated, article),
        publisher=_first(stated, "og:site_name", "dc.publisher", "dcterms.publisher", "publisher")
        or _name(article.get("publisher")),
        image=_web_address(url, image or ""),
    )
    return PageMetadata(
        metadata, tuple(title for title in titles if title), _text(article.get("articleBody"))
    )


def _meta_elements(root: Element) -> Mapping[str, str]:
    stated: dict[str, str] = {}
    for element in root.iterdescendants("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        value = " ".join((element.get("content") or "").split())
        if name and value:
            stated.setdefault(name.strip().lower(), value)
    return stated


def _linked_data(root: Element) -> Mapping[str, Any]:
    """Return the first JSON-LD object that describes an article, or an empty one."""
    for element in root.iterdescendants("script"):
        if (element.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads(element.text or "")
        except (ValueError, RecursionError):
            continue
        for kind in _ARTICLES:
            for item in _objects(data):
                stated = item.get("@type")
                if stated == kind or (isinstance(stated, list) and kind in stated):
                    return item
    return {}


def _objects(data: object) -> Iterator[Mapping[str, Any]]:
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (
                (inner for inner in graph if isinstance(inner, dict))
                if isinstance(graph, list)
                else ()
            )


def _text(value: object) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("url")
    return value.strip() if isinstance(value, str) else ""


def _name(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() or None if isinstance(value, str) else None


def _published(root: Element, stated: Mapping[str, str], article: Mapping[str, Any]) -> str | None:
    candidates = [
        stated.get("article:published_time", ""),
        _text(article.get("datePublished")),
        _first(stated, "dcterms.issued", "dc.date.issued", "dcterms.date", "dc.date", "date") or "",
    ]
    for element in root.iterdescendants("time", "span", "div", "meta"):
        named = element.get("property") or element.get("itemprop") or ""
        if element.tag == "time" or named in {"dc:date", "datePublished"}:
            candidates.append(element.get("datetime") or element.get("content") or "")
    for candidate in candidates:
        found = stated_date(candidate)
        if found:
            return found
    return None


def _language(root: Element, stated: Mapping[str, str], article: Mapping[str, Any]) -> str | None:
    for candidate in (
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
        stated.get("content-language", ""),
        stated.get("og:locale", ""),
        _text(article.get("inLanguage")),
    ):
        if _LANGUAGE.fullmatch(candidate.strip()):
            return candidate.strip().replace("_", "-")
    return None


def _first(stated: Mapping[str, str], *names: str) -> str | None:
    values = (stated.get(name) for name in names)
    # Some sites name a profile page as the author.
    return next((value for value in values if value and not value.startswith("http")), None)


def _rel(element: Element) -> str:
    return (element.get("rel") or "").strip().lower()


def _web_address(base: str, address: str) -> str | None:
    try:
        absolute = urljoin(base, address.strip()) if address.strip() else ""
    except ValueError:
        return None
    return absolute if absolute.lower().startswith(("http://", "https://")) else None


def _without_site(title: str) -> str | None:
    """Return a page title without the name of the site that sites put behind it."""
    return re.split(r"\s+[|»•]\s+|\s+[–—-]\s+(?=[^–—-]{1,40}$)", title)[0].strip() or None
