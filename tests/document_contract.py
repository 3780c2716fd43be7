"""What every `Document` promises, checked alike in the tests of readers."""

from __future__ import annotations

from presscast import plugins
from presscast.errors import ReleaseError
from presscast.model import Document, Source


def check_document(document: Document) -> None:
    """Assert what `Document` promises: each word in one block, everything in order and inside."""
    text = document.text
    assert "\r" not in text
    covered = bytearray(len(text))
    end = 0
    for block in document.blocks:
        assert end <= block.span.start < block.span.end <= len(text)
        end = block.span.end
        covered[block.span.start : end] = b"\1" * (end - block.span.start)
    assert not [c for place, c in enumerate(text) if not c.isspace() and not covered[place]]
    for spans in ([link.span for link in document.links], document.emphasis):
        assert list(spans) == sorted(spans)
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(text[start:end].strip() == text[start:end] for start, end in spans)
    assert all(link.url for link in document.links)
    assert all(note.strip() for note in document.notes)
    kinds = {"paragraph", "heading", "list_item", "table_row", "blockquote", "caption", "footnote"}
    assert {block.kind for block in document.blocks} <= kinds


def outcome(reader: plugins.Reader, source: Source) -> Document | None:
    """Return the document, or None for a ReleaseError that helps; anything else fails the test."""
    refused: ReleaseError | None = None
    try:
        document = reader.read(source)
    except ReleaseError as error:
        refused = error
    if refused is not None:
        assert source.location in str(refused)
        assert refused.hint
        return None
    check_document(document)
    return document
