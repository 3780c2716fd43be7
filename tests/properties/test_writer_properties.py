"""Whatever is written, every writer makes a file that its reader takes back unchanged."""

import html
import io
import json
import re
import subprocess
import tempfile
import tomllib
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import feedparser
import pytest
import srt  # type: ignore[import-untyped]
import webvtt
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from published_episodes import SHOW, build_episode, feed_of

from presscast.audio.ffmpeg import program
from presscast.cli.init import _toml
from presscast.errors import PublishError
from presscast.model import BlockType, Correction, Episode, Show
from presscast.plugins import names, writer
from presscast.stages.tag import read_tag, tag
from presscast.text.characters import clip, one_line
from presscast.text.syndication import topics

HOSTILE = (
    "q&a",
    "]]>",
    "<script>alert('x')</script>",
    "00:00:01.000 --> 00:00:02.000",
    "<v Mallory>hello</v>",
    "&lt;b&gt; &amp;amp; &#0;",
    "שלום \u202eright to left\u202c",
    "emoji 👩‍🚀 and 🏳️‍🌈",
    "NUL \x00 bell \x07 escape \x1b del \x7f",
    "lone \ud800 surrogate \udfff",
    "line\r\nbreaks\u2028and\u2029others\x85here",
    "\ufffe\uffff",
    "   ",
    "NOTE STYLE REGION WEBVTT",
    "quotes \" ' ` and %41 {braces} \\N",
    "long " * 1000,
    "w" * 5000,
)
TEXT = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=()), max_size=300),
    st.lists(st.sampled_from(HOSTILE[:-2]), min_size=2, max_size=3).map(" ".join),
)
WRITERS = ("vtt", "srt", "json_transcript", "chapters")


def hostile_episode(title: str, body: str, *, words: bool = True) -> Episode:
    paragraphs = (
        (BlockType.HEADLINE, title),
        (BlockType.BODY, body),
        (BlockType.HEADING, title),
        (BlockType.LIST_ITEM, body),
    )
    episode = build_episode(1, paragraphs, words=words)
    speakers = (
        replace(episode.script.speakers[0], name="Narrator"),
        replace(episode.script.speakers[1], name=title),
    )
    return replace(
        episode,
        title=title,
        description=body,
        notice=title,
        tags=(title, "plain"),
        script=replace(episode.script, speakers=speakers),
    )


def hostile_show(title: str) -> Show:
    return replace(SHOW, title=title, author=title, description=title)


def written(name: str, episode: Episode) -> bytes:
    (artifact,) = writer(name).write_episode(SHOW, episode)
    return artifact.data


def spoken_words(episode: Episode) -> list[str]:
    return [
        clean
        for utterance in episode.script.utterances
        for word in utterance.text.split()
        if (clean := "".join(one_line(word).split()))
    ]


@given(TEXT, TEXT)
@settings(max_examples=15, deadline=None)
@example("]]>", "<script>")
def test_vtt(title: str, body: str) -> None:
    episode = hostile_episode(title, body)
    captions = webvtt.from_buffer(io.StringIO(written("vtt", episode).decode())).captions
    assert len(captions) == len(episode.timeline.cues)
    words = [word for caption in captions for word in html.unescape(caption.text).split()]
    assert words == spoken_words(episode)


@given(TEXT, TEXT)
@settings(max_examples=15, deadline=None)
def test_srt(title: str, body: str) -> None:
    episode = hostile_episode(title, body)
    episode = replace(
        episode,
        timeline=replace(
            episode.timeline,
            cues=tuple(replace(cue, speaker="") for cue in episode.timeline.cues),
        ),
    )
    entries = list(srt.parse(written("srt", episode).decode(), ignore_errors=False))
    assert [word for entry in entries for word in entry.content.split()] == spoken_words(episode)


@given(TEXT, TEXT, st.booleans())
@settings(max_examples=15, deadline=None)
def test_json_transcript_and_chapters(title: str, body: str, words: bool) -> None:
    episode = hostile_episode(title, body, words=words)
    segments = json.loads(written("json_transcript", episode))["segments"]
    assert " ".join(segment["body"] for segment in segments).split() == spoken_words(episode)
    chapters = json.loads(written("chapters", episode))
    assert chapters["title"] == one_line(title)
    assert [chapter["title"] for chapter in chapters["chapters"]] == [
        chapter.title for chapter in episode.timeline.chapters
    ]


@given(TEXT, TEXT)
@settings(max_examples=15, deadline=None)
@example("q&a", "a]]>b")
def test_feed(title: str, body: str) -> None:
    episode = hostile_episode(title, body)
    feed = feed_of(hostile_show(title), episode)
    documents = {artifact.path: artifact.data for artifact in writer("feed").write_show(feed)}
    assert len(documents) >= 2, "a topic has a feed of its own"
    for data in documents.values():
        root = etree.fromstring(data)
        assert len(root.findall("channel/item")) == 1
    parsed = feedparser.parse(
        documents["feed.xml"], sanitize_html=False, resolve_relative_uris=False
    )
    assert not parsed.bozo
    item = etree.fromstring(documents["feed.xml"]).find("channel/item")
    assert item is not None
    assert (item.findtext("title") or "") == (clip(title, 255) or episode.slug)
    notes = item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded") or ""
    assert len(notes.encode()) <= 4000
    assert len((item.findtext("description") or "").encode()) <= 4000
    tags = {element.tag for element in etree.fromstring(f"<div>{notes}</div>").iter()}
    assert tags <= {"div", "p", "a", "ul", "li", "strong"}


@given(TEXT, TEXT)
@settings(max_examples=15, deadline=None)
def test_json_feed_and_opml(title: str, body: str) -> None:
    feed = feed_of(hostile_show(title), hostile_episode(title, body))
    (json_feed,) = writer("json_feed").write_show(feed)
    assert json.loads(json_feed.data)["items"][0]["title"] == one_line(title)
    (opml,) = writer("opml").write_show(feed)
    assert etree.fromstring(opml.data).findtext("head/title") == one_line(title)


@pytest.fixture(scope="session")
def untagged_mp3(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("untagged") / "silence.mp3"
    tone = ["-f", "lavfi", "-i", "sine=220:d=1", "-ac", "1"]
    subprocess.run([program(), "-v", "error", *tone, str(path)], check=True)
    return path


@given(TEXT, TEXT)
@settings(max_examples=12, deadline=None)
def test_tag(untagged_mp3: Path, title: str, body: str) -> None:
    episode = hostile_episode(title, body)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "episode.mp3"
        path.write_bytes(untagged_mp3.read_bytes())
        tag(path, episode, hostile_show(title), b"\xff\xd8\xff\xd9")
        found = read_tag(path)
    assert (found.title or "") == one_line(title)
    assert [(c.start_ms, c.end_ms, c.title) for c in found.chapters] == [
        (c.start_ms, c.end_ms, one_line(c.title)) for c in episode.timeline.chapters
    ]


@pytest.mark.parametrize("name", names("writers"))
@given(TEXT, TEXT)
@settings(max_examples=6, deadline=None)
@example("lone \ud800 surrogate", "NUL \x00 bell \x07")
@example("]]>", "</script><script>alert(1)</script>")
def test_whatever_the_show_is_called_every_writer_writes(name: str, title: str, body: str) -> None:
    """Each file is what its name says, under an ASCII path, and holds no markup from outside."""
    episode = replace(
        hostile_episode(title, body or "Something is said."),
        url=title,
        corrections=(Correction("2026-01-01T00:00:00+00:00", body, "x.mp3", "0", "0"),),
    )
    show = replace(hostile_show(title), link=title, copyright=title, hub=title, email=title)
    made = writer(name)
    if hasattr(made, "media"):
        made.media = media
    try:
        episode_files = list(made.write_episode(show, episode))
    except PublishError:  # a book of nothing that is said
        assert not any(timing.words for timing in episode.timeline.utterances)
        episode_files = []
    for artifact in (*episode_files, *made.write_show(feed_of(show, episode))):
        assert re.fullmatch(r"[a-zA-Z0-9._/-]+", artifact.path)
        if artifact.path.endswith((".xml", ".opml")):
            etree.fromstring(artifact.data)
        elif artifact.path.endswith(".json"):
            json.loads(artifact.data)
        elif artifact.path.endswith(".html"):
            page = artifact.data.decode()
            assert "<script>alert" not in page
            graphs = re.findall(
                r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL
            )
            assert all(json.loads(graph) for graph in graphs)
        elif artifact.path.endswith((".epub", ".zip")):
            with zipfile.ZipFile(io.BytesIO(artifact.data)) as book:
                for part in book.namelist():
                    if part.endswith((".xhtml", ".opf", ".smil", ".ncx")):
                        etree.fromstring(book.read(part), etree.XMLParser(load_dtd=False))


def media(path: str) -> bytes:
    """Return a second of silence for a book, and say that no cover is drawn yet."""
    if not path.endswith(".mp3"):
        raise FileNotFoundError(path)
    return _silence()


@cache
def _silence() -> bytes:
    made = ["-f", "lavfi", "-i", "anullsrc=d=1:r=44100", "-ac", "1", "-f", "mp3", "-"]
    command = [program(), "-v", "error", *made]
    return subprocess.run(command, check=True, capture_output=True).stdout


@given(TEXT)
@example('\x7f\x1f\\ """ \'')
def test_a_setting_comes_back_as_it_was_answered(answer: str) -> None:
    read = tomllib.loads(f"key = {_toml(answer)}  # a comment\n")["key"]
    assert read == answer.encode(errors="ignore").decode()


@given(st.lists(TEXT, max_size=12))
@settings(deadline=None)
def test_every_topic_has_a_feed_of_its_own(tags: list[str]) -> None:
    found = topics(feed_of(SHOW, build_episode(tags=tuple(tags))).entries)
    assert len({topic.path for topic in found}) == len(found)
    assert {topic.tag.casefold() for topic in found} == {
        one_line(tag).casefold() for tag in tags if one_line(tag)
    }
    assert all(re.fullmatch(r"topics/[a-z0-9-]+\.xml", topic.path) for topic in found)
