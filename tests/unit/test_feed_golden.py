"""Every case of tests/golden/feed: `in` holds a show and manifests, `golden` what is made of them.

`pytest tests/unit/test_feed_golden.py --update-golden` keeps what comes out: read the difference
before it is committed.
"""

from pathlib import Path

import msgspec
import pytest
from published_episodes import feed_of

from presscast import __version__
from presscast.model import Episode, Show
from presscast.plugins import writer

GOLDEN = Path(__file__).parents[1] / "golden" / "feed"
CASES = sorted(path.parent.name for path in GOLDEN.glob("*/in"))
SHOW_WRITERS = ("feed", "json_feed", "opml")
EPISODE_WRITERS = ("vtt", "srt", "json_transcript", "chapters")


def made_of(folder: Path) -> dict[str, str]:
    """Return the files that a case makes, the version of presscast left open."""
    show = msgspec.json.decode((folder / "show.json").read_bytes(), type=Show)
    episodes = [
        msgspec.json.decode(path.read_bytes(), type=Episode)
        for path in sorted(folder.glob("episode-*.json"))
    ]
    artifacts = [
        a for e in episodes for name in EPISODE_WRITERS for a in writer(name).write_episode(show, e)
    ]
    for name in SHOW_WRITERS:
        artifacts += writer(name).write_show(feed_of(show, *episodes))
    return {
        artifact.path: artifact.data.decode().replace(f"presscast {__version__}", "presscast X.Y")
        for artifact in artifacts
    }


@pytest.mark.parametrize("case", CASES)
def test_golden(case: str, pytestconfig: pytest.Config) -> None:
    made = made_of(GOLDEN / case / "in")
    golden = GOLDEN / case / "golden"
    if pytestconfig.getoption("--update-golden"):
        for path, text in made.items():
            (golden / path).parent.mkdir(parents=True, exist_ok=True)
            (golden / path).write_text(text, encoding="utf-8")
    kept = {
        path.relative_to(golden).as_posix(): path.read_text(encoding="utf-8")
        for path in golden.rglob("*")
        if path.is_file()
    }
    assert sorted(made) == sorted(kept)
    for path, text in made.items():
        assert text == kept[path], path


def test_there_are_cases() -> None:
    assert len(CASES) >= 4
