import contextlib
import multiprocessing
import os
import sqlite3
from pathlib import Path

import pytest
from published_episodes import build_episode

from presscast.errors import PublishError
from presscast.files import whole_file
from presscast.index import forget_all
from presscast.library import Library, ShowState
from presscast.model import Artifact, Episode


def test_a_file_is_written_only_when_it_changed(tmp_path: Path) -> None:
    library = Library(tmp_path)
    artifact = Artifact("episodes/a/index.html", "text/html", b"one")
    assert library.write(artifact)
    before = (tmp_path / artifact.path).stat()
    assert not library.write(artifact)
    assert (tmp_path / artifact.path).stat() == before
    assert library.write(Artifact(artifact.path, "text/html", b"two"))
    assert (tmp_path / artifact.path).read_bytes() == b"two"
    assert [path.name for path in (tmp_path / "episodes/a").iterdir()] == ["index.html"]


def _fail_halfway(path: Path) -> None:
    with whole_file(path) as part:
        part.write_bytes(b"half")
        raise RuntimeError


def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError):
        _fail_halfway(path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_made_in_vain_goes_again(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), whole_file(tmp_path / "episodes" / "x.mp3"):
        raise RuntimeError
    assert not (tmp_path / "episodes").exists()


def test_state_comes_back_as_it_was(tmp_path: Path) -> None:
    library = Library(tmp_path)
    assert library.state() == ShowState()
    state = ShowState(guid="g", base_url="https://example.org/", cast={"Ana Ñ": "tone:b"})
    assert library.write_state(state)
    assert library.state() == state


@pytest.mark.parametrize("damage", [b"", b"{", b'{"version": "x"}', b"[]"])
def test_damaged_files_are_named(tmp_path: Path, damage: bytes) -> None:
    library = Library(tmp_path)
    (tmp_path / "show.json").write_bytes(damage)
    with pytest.raises(PublishError, match=r"show\.json"):
        library.state()
    manifest = library.layout.manifest("2026-01-01-a")
    manifest.parent.mkdir(parents=True)
    manifest.write_bytes(damage)
    with pytest.raises(PublishError, match=r"episode\.json"):
        library.episode("2026-01-01-a")


def test_a_manifest_of_the_future_is_refused(tmp_path: Path) -> None:
    library = Library(tmp_path)
    manifest = library.layout.manifest("a")
    manifest.parent.mkdir(parents=True)
    manifest.write_bytes(b'{"version": 999}')
    with pytest.raises(PublishError, match="newer presscast"):
        library.episode("a")


def _try_lock(root: str) -> None:
    try:
        with Library(Path(root)).locked():
            os._exit(0)
    except PublishError:
        os._exit(7)


def test_two_commands_never_publish_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    with Library(tmp_path).locked():
        other = context.Process(target=_try_lock, args=(str(tmp_path),))
        other.start()
        other.join(30)
    assert other.exitcode == 7


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PRESSCAST_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def _manifests(library: Library, *episodes: Episode) -> None:
    for episode in episodes:
        library.write_episode(episode)


def test_entries_are_newest_first_whatever_the_zone(tmp_path: Path) -> None:
    library = Library(tmp_path)
    _manifests(
        library,
        build_episode(1, published="2026-03-01T09:00:00-05:00"),
        build_episode(2, published="2026-03-01T12:00:00+00:00"),
        build_episode(3, published="2026-03-01T13:00:00+01:00"),
    )
    assert [entry.guid[-1] for entry in library.entries()] == ["1", "3", "2"]


def test_only_manifests_that_changed_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library(tmp_path / "output")
    _manifests(library, *map(build_episode, range(1, 6)))
    first = library.entries()
    read: list[str] = []
    episode = Library.episode

    def counted(library: Library, slug: str) -> Episode | None:
        read.append(slug)
        return episode(library, slug)

    monkeypatch.setattr(Library, "episode", counted)
    assert library.entries() == first
    assert read == []
    changed = build_episode(3, title="Another title")
    library.write_episode(changed)
    library.delete_episode(build_episode(5).slug)
    assert {entry.title for entry in library.entries()} == {first[0].title, "Another title"}
    assert read == [changed.slug]
    assert len(library.entries()) == 4
    library.entries(anew=True)
    assert len(read) == 5


@pytest.mark.parametrize("damage", ["file", "entry", "folder"])
def test_a_damaged_index_costs_time_alone(tmp_path: Path, cache: Path, damage: str) -> None:
    library = Library(tmp_path / "output")
    _manifests(library, *map(build_episode, range(1, 4)))
    first = library.entries()
    (index,) = (cache / "shows").iterdir()
    if damage == "file":
        index.write_bytes(b"no database at all" * 100)
    elif damage == "entry":
        with contextlib.closing(sqlite3.connect(index)) as database:
            database.execute("UPDATE entries SET data = x'c1'")
            database.commit()
    else:
        index.unlink()
        (cache / "shows").rmdir()
        (cache / "shows").write_text("")
    assert library.entries() == first
    assert library.entries() == first
    forget_all()
    assert not (cache / "shows").is_dir()
    assert library.entries() == first


def test_documents_of_before_go_and_nothing_else(tmp_path: Path) -> None:
    mine = ["page-about.html", "feed-old.txt", "notes/feed-1.xml", "feed.xml", "page-2.html"]
    old = ["feed-1.xml", "feed-12.json", "page-1.html", "topics/night-day.xml"]
    for name in (*mine, *old):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    Library(tmp_path).delete_documents(but={"feed.xml", "page-2.html"})
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == set(mine)
