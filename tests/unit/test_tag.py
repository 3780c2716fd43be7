"""The tag: all frames in ID3v2.3, chapters in order, the sound untouched."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from published_episodes import SHOW, build_episode

from presscast.audio.ffmpeg import program
from presscast.errors import AudioError
from presscast.model import Chapter, Episode
from presscast.stages.tag import read_tag, tag

COVER = b"\xff\xd8\xff\xe0 a picture \xff\xd9"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sound") / "tone.mp3"
    tone = ["-f", "lavfi", "-i", "sine=220:d=2", "-ac", "1", "-b:a", "64k", "-id3v2_version", "0"]
    subprocess.run([program(), "-v", "error", *tone, str(path)], check=True)
    return path.read_bytes()


@pytest.fixture
def recording(sound: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "episode.mp3"
    path.write_bytes(sound)
    return path


def frame_names(path: Path) -> list[str]:
    """Return the names of the frames as they stand in the file, by the layout of ID3v2.3."""
    data = path.read_bytes()
    assert data[:5] == b"ID3\x03\x00"
    size = (data[6] << 21) | (data[7] << 14) | (data[8] << 7) | data[9]
    names, at = [], 10
    while at < 10 + size:
        names.append(data[at : at + 4].decode())
        at += 10 + int.from_bytes(data[at + 4 : at + 8])
    assert at == 10 + size, "the frames fill the tag"
    return names


def with_chapters(*titles: str) -> Episode:
    episode = build_episode()
    chapters = tuple(
        Chapter(number * 100, number * 100 + 100, title) for number, title in enumerate(titles)
    )
    return replace(episode, timeline=replace(episode.timeline, chapters=chapters))


def test_the_sound_is_not_altered(recording: Path, sound: bytes) -> None:
    tag(recording, build_episode(), SHOW, COVER)
    assert recording.read_bytes().endswith(sound)
    tag(recording, build_episode(), SHOW, COVER)
    assert recording.read_bytes().count(b"ID3\x03") == 1
    assert recording.read_bytes().endswith(sound)


def test_the_same_episode_makes_the_same_bytes(recording: Path) -> None:
    tag(recording, build_episode(), SHOW, COVER)
    first = recording.read_bytes()
    tag(recording, build_episode(), SHOW, COVER)
    assert recording.read_bytes() == first


def test_every_frame_is_there(recording: Path) -> None:
    tag(recording, build_episode(), SHOW, COVER)
    wanted = "TIT2 TPE1 TALB TCON TYER TDAT TIME TLAN TLEN COMM USLT WOAF WORS APIC CTOC CHAP PCST"
    assert set(frame_names(recording)) == {*wanted.split(), "TGID", "WFED", "TDES", "TCAT"}


def test_what_is_read_back_is_what_was_written(recording: Path) -> None:
    episode = build_episode()
    tag(recording, episode, SHOW, COVER)
    found = read_tag(recording)
    assert found.title == "Harbor Clinic & Friends Open a Night Desk"
    assert (found.artist, found.album) == ("Harbor Legal Clinic", "Harbor Clinic & Friends")
    assert found.genre == "Podcast"
    assert found.comment is not None
    assert found.comment.startswith("This release is read by synthetic voices.")
    assert found.chapters == episode.timeline.chapters
    assert found.has_cover
    assert found.duration_ms == pytest.approx(2000, abs=100)


def test_chapter_frames_stand_in_the_order_of_their_times(recording: Path) -> None:
    # Titles that grow shorter: by size, mutagen would write the last chapter first.
    tag(recording, with_chapters(*("long " * n for n in range(20, 0, -1))), SHOW, COVER)
    found = read_tag(recording)
    assert found.chapter_frames_in_order
    names = frame_names(recording)
    assert names[-22:] == ["CTOC", *["CHAP"] * 20, "APIC"]
    assert [chapter.start_ms for chapter in found.chapters] == list(range(0, 2000, 100))


def test_as_many_chapters_as_the_table_can_list(recording: Path) -> None:
    tag(recording, with_chapters(*map(str, range(255))), SHOW, COVER)
    assert len(read_tag(recording).chapters) == 255


def test_addresses_are_ascii(recording: Path) -> None:
    episode = build_episode()
    chapters = (Chapter(0, 900, "One", "https://example.org/señal?q=a b"),)
    episode = replace(episode, timeline=replace(episode.timeline, chapters=chapters))
    tag(recording, episode, SHOW, COVER)
    assert read_tag(recording).chapters[0].url == "https://example.org/se%C3%B1al?q=a%20b"


def test_a_language_that_id3_does_not_name_is_unknown(recording: Path) -> None:
    tag(recording, build_episode(language="tlh"), SHOW, COVER)
    assert b"und" in recording.read_bytes()


def test_a_file_that_is_missing_or_no_mp3_is_an_audio_error(tmp_path: Path) -> None:
    with pytest.raises(AudioError) as caught:
        tag(tmp_path / "missing" / "a.mp3", build_episode(), SHOW, COVER)
    assert caught.value.hint
    (tmp_path / "text.mp3").write_text("no sound")
    with pytest.raises(AudioError):
        read_tag(tmp_path / "text.mp3")
