"""Markdown, with tables, footnotes and front matter."""

from __future__ import annotations

import re
from dataclasses import replace

from presscast.errors import ReleaseError
from presscast.model import Document, Metadata, Source
from presscast.text.decoding import decode, is_binary, media_type_and_charset
from presscast.text.document import compose, stated_date

_MEDIA_TYPES = frozenset({"text/markdown", "text/x-markdown"})
_NAME = re.compile(r"\.(md|markdown|mdown|mkd)$", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z][\w-]*):[ \t]*(.*)$", re.MULTILINE)
# What people write in Markdown and hardly ever in a plain release, and how much each tells; before
# each what it must hold, which is faster to look for.
_SIGNS = (
    ("#", re.compile(r"^#{1,6} \S", re.MULTILINE), 0.3),
    ("**", re.compile(r"\*\*[^\s*][^*\n]*\*\*"), 0.25),
    ("](", re.compile(r"(?<!!)\[[^\]\n]+\]\((?:https?:|mailto:|/)[^)\s]+\)"), 0.35),
    ("![", re.compile(r"!\[[^\]\n]*\]\([^)\s]+\)"), 0.3),
    ("|", re.compile(r"^\|.*\|[ \t]*\n\|[ \t:|-]+\|[ \t]*$", re.MULTILINE), 0.4),
    ("[^", re.compile(r"^\[\^[^\]\n]+\]: ", re.MULTILINE), 0.3),
    ("```", re.compile(r"^```", re.MULTILINE), 0.1),
)


class MarkdownReader:
    """Reads CommonMark."""

    name = "markdown"

    def score(self, source: Source) -> float:
        """Return how surely the text is Markdown: by its signs, then by its name."""
        if is_binary(source.data):
            return 0.0
        head = source.data[:65_536].decode("utf-8", "replace").replace("\r\n", "\n")
        front = _FRONT_MATTER.match(head)
        signs = 0.35 if front and _FIELD.search(front[1]) else 0.0
        signs += sum(weight for part, sign, weight in _SIGNS if part in head and sign.search(head))
        named = media_type_and_charset(source.media_type)[0] in _MEDIA_TYPES or bool(
            _NAME.search(source.location)
        )
        if named:
            return min(0.9, 0.6 + signs)
        return min(0.7, signs) if signs > 0.3 else 0.0

    def read(self, source: Source) -> Document:
        """Return the words without their marks; front matter becomes metadata.

        Raises ReleaseError where the bytes are not text or hold no words.
        """
        from markdown_it import MarkdownIt
        from mdit_py_plugins.footnote import footnote_plugin

        from presscast.text.webpage.passages import passages
        from presscast.text.webpage.tree import parse

        decoded = decode(source.data, media_type_and_charset(source.media_type)[1])
        if decoded is None:
            raise ReleaseError(
                f"{source.location}: is not text", hint="save the release as UTF-8 text"
            )
        front, body = _front_matter(decoded.text)
        parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
        try:
            root = parse(parser.render(body))
        except (ValueError, RecursionError) as error:
            raise ReleaseError(
                f"{source.location}: its lists and quotations are nested too deeply",
                hint="save the release as plain text",
            ) from error
        found = passages(root) if root is not None else ()
        if not any(passage.text for passage in found):
            raise ReleaseError(f"{source.location}: is empty", hint="choose a file with a release")
        if front.title is None:
            first = next((p for p in found if p.kind == "heading" and p.level == 1), None)
            front = replace(front, title=first.text if first else None)
        return compose(found, media_type="text/markdown", metadata=front, notes=decoded.notes)


def _front_matter(text: str) -> tuple[Metadata, str]:
    """Return the metadata in the front matter, and the text behind it."""
    front = _FRONT_MATTER.match(text)
    if not front or not _FIELD.search(front[1]):
        return Metadata(), text
    fields = {match[1].lower(): _scalar(match[2]) for match in _FIELD.finditer(front[1])}
    metadata = Metadata(
        title=fields.get("title") or None,
        author=fields.get("author") or fields.get("authors") or None,
        published=stated_date(fields.get("date") or fields.get("published") or ""),
        url=fields.get("canonical_url") or fields.get("url") or fields.get("link") or None,
        language=fields.get("lang") or fields.get("language") or None,
        publisher=fields.get("publisher") or fields.get("organization") or None,
        image=fields.get("image") or None,
    )
    return metadata, text[front.end() :]


def _scalar(value: str) -> str:
    """Return a YAML value on one line as words: quotes and list brackets go."""
    value = value.strip()
    if value[:1] in {'"', "'"}:
        end = value.find(value[0], 1)
        return value[1:end] if end > 0 else value[1:]
    value = re.sub(r"\s+#.*$", "", value)
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(item.strip().strip("\"'") for item in value[1:-1].split(","))
    return value


def create() -> MarkdownReader:
    """Return the reader."""
    return MarkdownReader()
