"""Check: a published folder is clean; each way to break it has its code."""

import hashlib
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from published_episodes import PARAGRAPHS, SHOW, build_episode, feed_of

from presscast.audio.ffmpeg import program
from presscast.check import check
from presscast.check.findings import RULES
from presscast.layout import COVER, episode_path
from presscast.library import Library, ShowState
from presscast.model import Episode, Feed, Show, Tombstone
from presscast.stages.publish import write_episode, write_show
from presscast.stages.tag import tag
from presscast.writers._cover import episode_cover

NEW, OLD = 5, 3
DOCS = Path(__file__).parents[2] / "docs"


def unseen(stage: str, done: int, total: int) -> None:
    """Show nobody how far the check is."""
    del stage, done, total


def make_sound(path: Path, seconds: float, gain_db: float = 5.2) -> None:
    """Write a tone at -16 LUFS, or at another gain."""
    made = ["-f", "lavfi", "-i", f"sine=997:d={seconds}", "-af", f"volume={gain_db}dB"]
    command = [program(), "-v", "error", "-y", *made, "-ac", "1", "-b:a", "64k", str(path)]
    subprocess.run(command, check=True)


def publish(root: Path, show: Show, *episodes: Episode) -> None:
    """Write episodes with real recordings, newest first, and everything made of them."""
    library = Library(root)
    published: list[Episode] = []
    for episode in episodes:
        path = root / episode_path(episode.slug, episode.recording.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        seconds = episode.timeline.duration_ms / 1000
        make_sound(path, seconds)
        tag(path, episode, show, episode_cover(show, episode))
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        recording = replace(episode.recording, bytes=len(data), sha256=digest)
        published.append(replace(episode, recording=recording))
        write_episode(library, show, published[-1])
    library.write_state(ShowState(guid=show.guid, base_url=show.base_url))
    write_show(library, feed_of(show, *published))


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSCAST_CACHE", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("clean")
    publish(root, SHOW, build_episode(NEW, PARAGRAPHS[:3]), build_episode(OLD, PARAGRAPHS[3:5]))
    return root


@pytest.fixture
def folder(clean: Path, tmp_path: Path) -> Path:
    return shutil.copytree(clean, tmp_path / "output")


def codes(root: Path) -> set[str]:
    return {finding.code for finding in check(root, unseen)}


def slug(number: int) -> str:
    return build_episode(number, PARAGRAPHS[:3]).slug


def in_feed(old: str, new: str) -> Callable[[Path], None]:
    """Return what replaces the first occurrence of a text in the feed."""

    def change(root: Path) -> None:
        text = (root / "feed.xml").read_text(encoding="utf-8")
        assert old in text
        (root / "feed.xml").write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def in_manifest(**changes: object) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        path = root / episode_path(slug(NEW), "episode.json")
        manifest = json.loads(path.read_bytes())
        for key, value in changes.items():
            outer, _, inner = key.partition("__")
            if inner:
                manifest[outer][inner] = value
            else:
                manifest[outer] = value
        path.write_text(json.dumps(manifest), encoding="utf-8")

    return change


def in_recording(alter: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        path = root / episode_path(slug(NEW), f"{slug(NEW)}.mp3")
        path.write_bytes(alter(path.read_bytes()))

    return change


def without(path: str) -> Callable[[Path], None]:
    return lambda root: (root / path).unlink()


def emptied(name: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        (root / episode_path(slug(NEW), name)).write_bytes(b"")

    return change


def cover_of(
    width: int, height: int, mode: str = "RGB", form: str = "JPEG"
) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        out = io.BytesIO()
        Image.new(mode, (width, height)).save(out, form)
        (root / COVER).write_bytes(out.getvalue())

    return change


def swap_items(root: Path) -> None:
    text = (root / "feed.xml").read_text(encoding="utf-8")
    head, first, second = text.split("<item>")
    second, tail = second.split("</channel>")
    (root / "feed.xml").write_text(
        "<item>".join((head, second, first)) + "</channel>" + tail, encoding="utf-8"
    )


def leave_out_an_item(root: Path) -> None:
    text = (root / "feed.xml").read_text(encoding="utf-8")
    head, _, second = text.split("<item>")
    (root / "feed.xml").write_text(f"{head}<item>{second}", encoding="utf-8")


def bury(root: Path) -> None:
    library = Library(root)
    episode = library.episode(slug(OLD))
    assert episode is not None
    grave = Tombstone(episode.slug, episode.guid, "2021-02-01T00:00:00+00:00")
    library.write_state(replace(library.state(), removed=(grave,)))


def retag(title: str, chapters: int) -> Callable[[Path], None]:
    """Return what writes another tag, the manifest knowing the file as it then is."""

    def change(root: Path) -> None:
        library = Library(root)
        episode = library.episode(slug(NEW))
        assert episode is not None
        path = root / episode_path(episode.slug, episode.recording.path)
        timeline = replace(episode.timeline, chapters=episode.timeline.chapters[:chapters])
        tag(path, replace(episode, title=title, timeline=timeline), SHOW, b"\xff\xd8")
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        recording = replace(episode.recording, bytes=len(data), sha256=digest)
        write_episode(library, SHOW, replace(episode, recording=recording))
        newest = (library.episode(slug(NEW)), library.episode(slug(OLD)))
        write_show(library, feed_of(SHOW, *(e for e in newest if e)))

    return change


def append_noise(root: Path) -> None:
    (root / "cover.jpg").write_bytes((root / "cover.jpg").read_bytes() + bytes(600_000))


def sounding(gain_db: float) -> Callable[[Path], None]:
    """Return what puts another sound in the place of a recording."""

    def change(root: Path) -> None:
        library = Library(root)
        episode = library.episode(slug(NEW))
        assert episode is not None
        path = root / episode_path(episode.slug, episode.recording.path)
        make_sound(path, episode.timeline.duration_ms / 1000, gain_db)
        tag(path, episode, SHOW, b"\xff\xd8")
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        recording = replace(episode.recording, bytes=len(data), sha256=digest)
        library.write_episode(replace(episode, recording=recording))

    return change


BREAKS: tuple[tuple[str, Callable[[Path], None]], ...] = (
    ("PC101", without("feed.xml")),
    ("PC102", in_feed("<rss", "<rss <")),
    ("PC102", in_feed('version="2.0"', 'version="0.9"')),
    ("PC103", in_feed("<language>en</language>", "")),
    ("PC104", in_feed(f">{build_episode(NEW).guid}<", "><")),
    ("PC105", in_feed('type="audio/mpeg"', 'type="audio/ogg"')),
    ("PC105", in_feed('length="', 'length="9')),
    ("PC106", in_feed('text="News"', 'text="Press"')),
    ("PC107", in_feed(build_episode(OLD).guid, build_episode(NEW).guid)),
    ("PC108", in_feed(f"{slug(OLD)}/{slug(OLD)}.mp3", f"{slug(NEW)}/{slug(NEW)}.mp3")),
    ("PC109", in_feed("<description>", "<description>" + "word " * 900)),
    ("PC109", in_feed("<generator>", "<generator>" + "x" * 300)),
    ("PC110", in_feed("<link>https://example.org/</link>", "<link>/home</link>")),
    ("PC111", swap_items),
    ("PC112", in_feed("<pubDate>", "<pubDate>Someday ")),
    ("PC113", in_feed("<language>en</language>", "<language>English!</language>")),
    ("PC114", in_feed("<itunes:explicit>false", "<itunes:explicit>no")),
    ("PC115", in_feed("harbor/feed.xml", "harbour/rss.xml")),
    ("PC117", in_feed(SHOW.guid, "not-a-uuid")),
    ("PC117", in_feed(SHOW.guid, "00000000-0000-5000-8000-000000000000")),
    ("PC118", in_feed("<title>Harbor", "<title>&lt;b&gt;Harbor&lt;/b&gt;")),
    ("PC205", without(COVER)),
    ("PC206", cover_of(1400, 1000)),
    ("PC206", cover_of(600, 600)),
    ("PC206", cover_of(1400, 1400, "CMYK")),
    ("PC206", cover_of(1400, 1400, form="PNG")),
    ("PC207", append_noise),
    ("PC301", emptied("episode.json")),
    ("PC302", without(episode_path(slug(NEW), f"{slug(NEW)}.mp3"))),
    ("PC303", in_recording(lambda data: data[:-500])),
    ("PC304", in_recording(lambda data: data[:-1] + bytes([data[-1] ^ 1]))),
    ("PC305", sounding(-3.0)),
    ("PC306", sounding(18.0)),
    ("PC307", without(episode_path(slug(NEW), "transcript.vtt"))),
    ("PC307", without("feed.json")),
    ("PC308", leave_out_an_item),
    ("PC309", in_feed(build_episode(OLD).guid, "another-guid")),
    ("PC310", bury),
    ("PC311", in_recording(lambda _: b"no mp3 at all")),
    ("PC312", retag("Harbor Clinic & Friends Open a Night Desk", 0)),
    ("PC314", in_manifest(recording__duration_ms=99_000)),
    ("PC314", in_recording(lambda data: data[: -len(data) // 3])),
    ("PC315", retag("Another title", 9)),
    ("PC316", emptied("transcript.srt")),
    ("PC318", in_manifest(notice="")),
    ("PC319", in_recording(lambda _: b"no mp3 at all")),
)


def test_a_published_folder_is_clean(clean: Path) -> None:
    assert check(clean, unseen) == ()


def test_the_sound_is_measured_whatever_the_manifest_says(folder: Path) -> None:
    library = Library(folder)
    episode = library.episode(slug(NEW))
    assert episode is not None
    sounding(-8.0)(folder)
    told = replace(episode.recording.loudness, integrated_lufs=-16.0)
    assert episode.recording.loudness.integrated_lufs == told.integrated_lufs
    (found,) = (finding for finding in check(folder, unseen) if finding.code == "PC305")
    assert found.message.startswith("-29")


def test_a_recording_is_decoded_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert check(folder, unseen) == ()
    seen: list[tuple[str, int, int]] = []
    monkeypatch.setattr("presscast.check.recordings.decode", pytest.fail)
    assert check(folder, lambda *told: seen.append(told)) == ()
    assert seen[-1] == ("measuring", 2, 2)


@pytest.mark.parametrize(("code", "breaks"), BREAKS, ids=[code for code, _ in BREAKS])
def test_what_is_broken_is_found(folder: Path, code: str, breaks: Callable[[Path], None]) -> None:
    breaks(folder)
    found = {finding.code: finding for finding in check(folder, unseen)}
    assert code in found
    assert found[code].message
    assert found[code].mend


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"base_url": "http://127.0.0.1:8000/"}, "PC201"),
        ({"base_url": "http://localhost:8000/"}, "PC201"),
        ({"base_url": "http://10.1.2.3/"}, "PC201"),
        ({"base_url": "http://cast.example.org/"}, "PC202"),
        ({"email": None}, "PC203"),
        ({"author": SHOW.title}, "PC204"),
    ],
)
def test_a_show_that_directories_would_refuse(
    folder: Path, changes: dict[str, str | None], code: str
) -> None:
    library = Library(folder)
    write_show(library, Feed(replace(SHOW, **changes), library.entries()))  # type: ignore[arg-type]
    assert code in codes(folder)


def test_chapters_out_of_order_in_the_tag(folder: Path) -> None:
    def swap(data: bytes) -> bytes:
        first, second = data.index(b"CHAP"), data.index(b"CHAP", data.index(b"CHAP") + 4)
        end = second + 10 + int.from_bytes(data[second + 4 : second + 8])
        return data[:first] + data[second:end] + data[first:second] + data[end:]

    publish(folder, SHOW, build_episode(NEW))
    assert "PC313" not in codes(folder)
    in_recording(swap)(folder)
    assert "PC313" in codes(folder)


def test_captions_that_overlap(folder: Path) -> None:
    library = Library(folder)
    episode = library.episode(slug(NEW))
    assert episode is not None
    first, *others = episode.timeline.cues
    cues = (replace(first, end_ms=first.end_ms + 5000), *others)
    library.write_episode(replace(episode, timeline=replace(episode.timeline, cues=cues)))
    assert "PC317" in codes(folder)


def test_a_page_of_the_feed_that_is_missing(tmp_path: Path) -> None:
    episodes = tuple(build_episode(number, PARAGRAPHS[:1]) for number in range(301, 0, -1))
    library = Library(tmp_path)
    write_show(library, feed_of(SHOW, *episodes))
    assert "PC116" not in codes(tmp_path)
    (tmp_path / "feed-1.xml").unlink()
    assert "PC116" in codes(tmp_path)


def test_an_empty_folder_has_one_finding(tmp_path: Path) -> None:
    (finding,) = check(tmp_path, unseen)
    assert (finding.code, finding.severity, finding.place) == ("PC101", "error", "feed.xml")


def test_every_code_is_tried_here_and_explained_in_the_docs() -> None:
    tried = {code for code, _ in BREAKS}
    tried |= {"PC116", "PC201", "PC202", "PC203", "PC204", "PC313", "PC317"}
    assert tried == set(RULES)
    page = (DOCS / "check.md").read_text(encoding="utf-8")
    assert [code for code in RULES if f"### {code}" not in page] == []
