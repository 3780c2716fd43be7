from collections.abc import Callable
from pathlib import Path

import pytest
from published_episodes import build_episode

from presscast import watch as watching
from presscast.errors import PresscastError, PublishError, ReleaseError
from presscast.pipeline import Outcome
from presscast.request import Request
from presscast.watch import RETRY_S, SETTLED_S, Gone, Watch


class Inbox:
    """A watched folder, a clock that is set by hand, and what was published and told."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.folder.mkdir()
        self.clock_s = 1000.0
        self.published: list[str] = []
        self.told: list[str] = []
        self.refusal: PresscastError | None = None
        self.watch = Watch(folder, Request(), self.tell, lambda: self.clock_s)
        monkeypatch.setattr(watching, "publish", self.publish)

    def publish(self, location: str, request: Request, progress: object) -> Outcome:
        del request, progress
        if self.refusal:
            raise self.refusal
        self.published.append(Path(location).read_text())
        return Outcome(build_episode(), "new")

    def tell(self, path: Path, outcome: Outcome | PresscastError | Gone) -> None:
        del path
        self.told.append(outcome.change if isinstance(outcome, Outcome) else str(outcome))

    def look(self, after_s: float = 0.0) -> None:
        self.clock_s += after_s
        self.watch.look()

    def settle(self) -> None:
        self.look()
        self.look(SETTLED_S)


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Inbox:
    return Inbox(tmp_path / "in", monkeypatch)


def test_a_file_is_published_once_it_grows_no_more(inbox: Inbox) -> None:
    path = inbox.folder / "a.txt"
    for part in ("one ", "one two ", "one two three"):
        path.write_text(part)
        inbox.look(SETTLED_S)
        assert inbox.published == []
    inbox.look(SETTLED_S)
    inbox.look(SETTLED_S)
    assert inbox.published == ["one two three"]


def test_a_changed_file_is_published_again(inbox: Inbox) -> None:
    path = inbox.folder / "a.txt"
    path.write_text("first")
    inbox.settle()
    path.write_text("corrected")
    inbox.settle()
    assert inbox.published == ["first", "corrected"]


@pytest.mark.parametrize(
    "name", [".a.txt", "~$a.docx", "a.txt~", "a.txt.part", "a.pdf.crdownload", ".a.txt.swp"]
)
def test_what_is_not_finished_is_left_alone(inbox: Inbox, name: str) -> None:
    (inbox.folder / name).write_text("half")
    (inbox.folder / "sub").mkdir()
    inbox.settle()
    assert inbox.published == inbox.told == []


def test_what_failed_is_told_once_and_tried_again(inbox: Inbox) -> None:
    (inbox.folder / "a.txt").write_text("embargoed")
    inbox.refusal = ReleaseError("under embargo", hint="wait")
    inbox.settle()
    for _ in range(3):
        inbox.look(RETRY_S)
    inbox.refusal = PublishError("the disk is full", hint="make room")
    inbox.look(RETRY_S)
    inbox.refusal = None
    inbox.look(1)
    assert inbox.published == []
    inbox.look(RETRY_S)
    assert inbox.published == ["embargoed"]
    assert inbox.told == ["under embargo", "the disk is full", "new"]


def test_a_file_that_goes_is_told_of_and_its_episode_stays(inbox: Inbox) -> None:
    for name in ("a.txt", "b.txt"):
        (inbox.folder / name).write_text(name)
    inbox.look()
    (inbox.folder / "b.txt").unlink()
    inbox.look(SETTLED_S)
    (inbox.folder / "a.txt").unlink()
    inbox.look()
    assert inbox.published == ["a.txt"]
    assert inbox.told == ["new", str(Gone(build_episode().slug))]


def test_a_folder_that_goes_and_comes_back(inbox: Inbox) -> None:
    (inbox.folder / "a.txt").write_text("a")
    inbox.settle()
    away = inbox.folder.rename(inbox.folder.with_name("away"))
    inbox.look()
    inbox.look()
    assert inbox.told[1:] == [f"{inbox.folder}: cannot be read (No such file or directory)"]
    away.rename(inbox.folder)
    (inbox.folder / "b.txt").write_text("b")
    inbox.settle()
    assert inbox.published == ["a", "b"]


def test_a_file_that_goes_while_it_is_looked_at(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    (inbox.folder / "a.txt").write_text("a")
    stat: Callable[..., object] = Path.stat

    def vanish(path: Path, **options: bool) -> object:
        if path.name == "a.txt":
            raise FileNotFoundError
        return stat(path, **options)

    monkeypatch.setattr(Path, "stat", vanish)
    inbox.settle()
    assert inbox.published == inbox.told == []
