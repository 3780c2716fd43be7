"""The feeds, read by the Podcast Index's own parser and by feedsmith."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from program import ROOT
from published_episodes import SHOW, build_episode, feed_of

from presscast.plugins import writer

PACKAGES = ROOT / ".venv-clients" / "node"
BASE = "https://cast.example.org/harbor"


@pytest.fixture
def read(tmp_path: Path) -> dict[str, Any]:
    """Return what the parsers say of a show of one episode whose title is hostile."""
    node = shutil.which("node")
    if node is None or not (PACKAGES / "node_modules" / "podcast-partytime").is_dir():
        pytest.skip("podcast-partytime is not installed; .ci/run installs it")
    feed = feed_of(SHOW, build_episode(title="q&a ]]> <b> “ñ”", tags=("night & day",)))
    for name in ("feed", "json_feed", "opml"):
        for artifact in writer(name).write_show(feed):
            (tmp_path / artifact.path).parent.mkdir(exist_ok=True)
            (tmp_path / artifact.path).write_bytes(artifact.data)
    script = Path(__file__).with_name("read_feed.mjs")
    done = subprocess.run(
        [node, str(script), str(PACKAGES), str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_podcast_index_finds_everything(read: dict[str, Any]) -> None:
    feed = read["partytime"]
    assert feed["title"] == SHOW.title
    assert feed["guid"] == SHOW.guid
    assert (feed["locked"], feed["podcastOwner"]) == (True, SHOW.email)
    assert feed["medium"] == "podcast"
    assert feed["pubsub"] == {"self": f"{BASE}/feed.xml"}
    assert set(feed["pc20support"]["1"]) == {"locked", "transcript", "chapters"}
    (item,) = feed["items"]
    assert item["title"] == "q&a ]]> <b> “ñ”"
    assert item["enclosure"]["length"] == 123456
    assert item["pubDate"] == "2021-01-02T17:00:00.000Z"
    assert [transcript["type"] for transcript in item["podcastTranscripts"]] == [
        "text/vtt",
        "application/srt",
        "application/json",
        "text/html",
    ]
    assert item["podcastChapters"]["type"] == "application/json+chapters"
    assert [person["name"] for person in item["podcastPeople"]] == ["Ana Ruiz"]


def test_the_three_forms_say_the_same(read: dict[str, Any]) -> None:
    (item,), (twin,) = read["rss"]["items"], read["json"]["items"]
    assert item["guid"] == {"value": twin["id"], "isPermaLink": False}
    assert item["title"] == twin["title"]
    assert item["content"]["encoded"] == twin["content_html"]
    (enclosure,), (attachment,) = item["enclosures"], twin["attachments"]
    assert (enclosure["url"], enclosure["length"]) == (
        attachment["url"],
        attachment["size_in_bytes"],
    )
    addresses = [outline["xmlUrl"] for outline in read["opml"]["body"]["outlines"]]
    assert addresses == [f"{BASE}/feed.xml", f"{BASE}/topics/night-day.xml"]
