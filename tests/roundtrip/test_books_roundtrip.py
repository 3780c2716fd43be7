"""Our books as other readers open them."""

from __future__ import annotations

import json
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from millbrook import millbrook_episode, millbrook_in_four_parts, millbrook_show
from program import ROOT

from presscast.writers.daisy import write_daisy
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


def read_daisy(place: Path) -> dict[str, Any]:
    """Return what a library for talking books finds in one."""
    python = ROOT / ".venv-clients" / "bin" / "python"
    if not python.exists() or not any((ROOT / ".venv-clients").glob("lib/*/*/daisy_dtb")):
        pytest.skip("daisy-dtb is not installed; .ci/run installs it")
    script = Path(__file__).with_name("read_daisy.py")
    done = subprocess.run(
        [python, script, place], capture_output=True, text=True, check=True, timeout=60
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("packed", [True, False])
def test_a_library_for_talking_books_reaches_all_of_the_recording(
    tmp_path: Path, packed: bool
) -> None:
    episode = millbrook_in_four_parts()
    place = tmp_path / "book.zip"
    place.write_bytes(write_daisy(millbrook_show(), episode, RECORDING))
    if not packed:
        with zipfile.ZipFile(place) as zipped:
            zipped.extractall(tmp_path / "book")
        place = tmp_path / "book"
    book = read_daisy(place)
    assert (book["title"], book["depth"]) == (episode.title, 2)
    assert [part["heading"] for part in book["parts"]] == [
        episode.title,
        "Ioana Petrescu",
        "What is offered at night",
        "About the Millbrook Public Library",
    ]
    said = [sentence for part in book["parts"] for sentence in part["said"]]
    assert said[0]["text"] == episode.title
    clips = [clip for sentence in said for clip in sentence["clips"]]
    assert len(clips) == len(said) == len(episode.timeline.utterances)
    edges = [clip["end"] for clip in clips]
    assert [clip["begin"] for clip in clips] == [0, *edges[:-1]]
    assert edges[-1] * 1000 == episode.timeline.duration_ms
    assert {clip["bytes"] for clip in clips} == {len(RECORDING)}
