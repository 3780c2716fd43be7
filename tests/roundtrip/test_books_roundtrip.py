"""Our books as another reader opens them."""

from __future__ import annotations

from pathlib import Path

import pytest
from millbrook import millbrook_episode, millbrook_show

from presscast.writers.epub import write_epub

RECORDING = b"\xff\xfb\x90\x00" * 400


def test_another_reader_finds_title_contents_overlays_and_sound(tmp_path: Path) -> None:
    ebooklib = pytest.importorskip("ebooklib", reason="ebooklib is not installed")
    epub = pytest.importorskip("ebooklib.epub")
    path = tmp_path / "book.epub"
    path.write_bytes(write_epub(millbrook_show(), millbrook_episode(), RECORDING))
    book = epub.read_epub(str(path))
    assert (book.title, book.language) == (millbrook_episode().title, "en")
    assert [link.title for link in book.toc] == [
        millbrook_episode().title,
        "What is offered at night",
        "About the Millbrook Public Library",
    ]
    assert [id_ for id_, _ in book.spine] == ["part-1", "part-2", "part-3"]
    overlays = [item.file_name for item in book.get_items_of_type(ebooklib.ITEM_SMIL)]
    assert overlays == ["part-1.smil", "part-2.smil", "part-3.smil"]
    (sound,) = book.get_items_of_type(ebooklib.ITEM_AUDIO)
    assert sound.get_content() == RECORDING
