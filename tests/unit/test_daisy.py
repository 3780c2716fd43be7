from __future__ import annotations

import io
import re
import zipfile

import pytest
from lxml import etree
from millbrook import millbrook_episode, millbrook_in_four_parts, millbrook_show
from published_episodes import feed_of

from presscast.errors import PublishError
from presscast.layout import episode_path
from presscast.writers import daisy

RECORDING = b"\xff\xfb\x90\x00" * 400
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def book() -> zipfile.ZipFile:
    made = daisy.write_daisy(millbrook_show(), millbrook_episode(), RECORDING)
    return zipfile.ZipFile(io.BytesIO(made))


def tree(book: zipfile.ZipFile, name: str) -> etree._Element:
    return etree.fromstring(book.read(name), etree.XMLParser(load_dtd=False, no_network=True))


def seconds(npt: str) -> float:
    return float(npt.removeprefix("npt=").removesuffix("s"))


def stated(book: zipfile.ZipFile) -> dict[str, str]:
    return {
        m.get("name", ""): m.get("content", "") for m in tree(book, "ncc.html").iter(f"{XHTML}meta")
    }


def test_the_control_file_states_what_players_ask_for(book: zipfile.ZipFile) -> None:
    facts = stated(book)
    assert facts["dc:format"] == "Daisy 2.02"
    assert facts["ncc:multimediaType"] == "audioFullText"
    assert facts["dc:date"] == "2021-02-02"
    assert facts["ncc:totalTime"] == "00:01:30"
    assert facts["ncc:depth"] == "2"
    assert int(facts["ncc:files"]) == len(book.namelist())
    size = sum(entry.file_size for entry in book.infolist()) / 1024
    assert abs(int(facts["ncc:kByteSize"]) - size) < 4


def test_the_first_heading_is_the_title_and_each_heading_leads_to_its_sound(
    book: zipfile.ZipFile,
) -> None:
    body = tree(book, "ncc.html").find(f"{XHTML}body")
    assert body is not None
    headings = list(body)
    assert (headings[0].tag, headings[0].get("class")) == (f"{XHTML}h1", "title")
    assert len(headings) == int(stated(book)["ncc:tocItems"]) == 3
    for heading in headings:
        name, id_ = heading[0].get("href", "").split("#")
        (par,) = [p for p in tree(book, name).iter("par") if p.get("id") == id_]
        text = par[0].get("src", "").split("#")[1]
        shown = tree(book, "content.html").xpath(f"string(//*[@id='{text}'])")
        assert " ".join(str(shown).split()) == " ".join("".join(heading.itertext()).split())


def test_the_clips_cover_the_recording_in_order(book: zipfile.ZipFile) -> None:
    ids = {e.get("id") for e in tree(book, "content.html").iter() if e.get("id")}
    parts = sorted(n for n in book.namelist() if re.fullmatch(r"part-\d+\.smil", n))
    elapsed, edges = 0.0, [0.0]
    for name in parts:
        smil = tree(book, name)
        facts = {m.get("name"): m.get("content", "") for m in smil.iter("meta")}
        hours, minutes, rest = facts["ncc:totalElapsedTime"].split(":")
        assert int(hours) * 3600 + int(minutes) * 60 + float(rest) == pytest.approx(elapsed)
        for par in smil.iter("par"):
            text, (audio,) = par
            assert text.get("src", "").split("#")[1] in ids
            assert seconds(audio.get("clip-begin", "")) == edges[-1]
            edges.append(seconds(audio.get("clip-end", "")))
        elapsed = edges[-1]
    assert edges[-1] * 1000 == millbrook_episode().timeline.duration_ms
    refs = [r.get("src") for r in tree(book, "master.smil").iter("ref")]
    assert refs == parts


def test_every_part_is_reached_from_a_heading_of_the_control_file() -> None:
    episode = millbrook_in_four_parts()
    made = daisy.write_daisy(millbrook_show(), episode, RECORDING)
    book = zipfile.ZipFile(io.BytesIO(made))
    hrefs = [a.get("href", "") for a in tree(book, "ncc.html").iter(f"{XHTML}a")]
    parts = [n for n in book.namelist() if re.fullmatch(r"part-\d+\.smil", n)]
    assert [href.split("#")[0] for href in hrefs] == parts
    assert len(hrefs) == int(stated(book)["ncc:tocItems"]) == 4
    (heading,) = [h for h in tree(book, "ncc.html").iter(f"{XHTML}h2") if "Petrescu" in h[0].text]
    assert heading[0].get("href") == "part-2.smil#par-u10"


def test_the_recording_is_kept_as_it_is_and_so_are_the_bytes(book: zipfile.ZipFile) -> None:
    assert book.read(millbrook_episode().recording.path) == RECORDING
    one, other = (
        daisy.write_daisy(millbrook_show(), millbrook_episode(), RECORDING) for _ in range(2)
    )
    assert one == other


def test_the_writer_reads_the_recording_from_the_output_folder() -> None:
    writer = daisy.create()
    episode = millbrook_episode()
    assert list(writer.write_episode(millbrook_show(), episode)) == []
    assert list(writer.write_show(feed_of(millbrook_show(), episode))) == []
    writer.media = {episode_path(episode.slug, episode.recording.path): RECORDING}.__getitem__
    (artifact,) = writer.write_episode(millbrook_show(), episode)
    assert artifact.path == episode_path(episode.slug, f"{episode.slug}-daisy.zip")

    def gone(path: str) -> bytes:
        raise FileNotFoundError(2, "No such file or directory", path)

    writer.media = gone
    with pytest.raises(PublishError, match="No such file"):
        list(writer.write_episode(millbrook_show(), episode))
