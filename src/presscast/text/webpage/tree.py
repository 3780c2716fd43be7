"""Markup → an element tree that is safe to walk."""

from __future__ import annotations

import re
from typing import Any

Element = Any
"""An lxml element; lxml ships no types."""

BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})")


def declared_charset(data: bytes) -> str | None:
    """Return the encoding that the first 4 KB of a page declare, or None."""
    head = data[:4096]
    found = _XML_ENCODING.search(head) or _META_CHARSET.search(head)
    return found[1].decode("ascii") if found else None


def parse(markup: str) -> Element | None:
    """Return the `html` element of markup of any quality, or None where it holds no element.

    Raises ValueError where elements are nested deeper than libxml2 follows (2,048): what lies
    deeper would be lost.
    """
    from lxml import etree, html

    # NUL and lone surrogates have no place in a tree; an encoding named in the markup no longer
    # holds, since it is text by now.
    data = markup.replace("\0", "").encode("utf-8", "replace")
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = html.document_fromstring(data, parser=parser)
    except etree.ParserError:
        root = None
    except etree.LxmlError as error:
        raise ValueError(str(error)) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ValueError("elements are nested too deeply")
    return root


def silence(element: Element) -> None:
    """Empty an element, so that nothing of it is read; the text that follows it stays.

    It is not taken out of its tree: joining the texts around it fails on control characters, which
    pages hold and lxml refuses to set.
    """
    element.clear(keep_tail=True)


def is_hidden(element: Element) -> bool:
    """Return whether a browser shows nothing of an element, as its attributes tell."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = re.sub(r"\s", "", element.get("style") or "").lower()
    return "display:none" in style or "visibility:hidden" in style


def words(element: Element) -> str:
    """Return the text of an element with white space collapsed."""
    return " ".join("".join(element.itertext()).split())
