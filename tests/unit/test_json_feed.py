"""JSON Feed 1.1 and OPML: the same episodes in other forms."""

import json
from dataclasses import replace

from lxml import etree
from published_episodes import PARAGRAPHS, SHOW, build_episode, feed_of

from presscast.plugins import writer


def test_json_feed_has_what_version_1_1_asks_for() -> None:
    episode = build_episode(tags=("housing",))
    show = replace(SHOW, hub="https://hub.example.org/")
    (artifact,) = writer("json_feed").write_show(feed_of(show, episode))
    assert (artifact.path, artifact.media_type) == ("feed.json", "application/feed+json")
    found = json.loads(artifact.data)
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert found["feed_url"] == "https://cast.example.org/harbor/feed.json"
    assert found["hubs"] == [{"type": "WebSub", "url": "https://hub.example.org/"}]
    (item,) = found["items"]
    assert item["id"] == episode.guid
    assert item["tags"] == ["housing"]
    assert item["date_published"] == "2021-01-02T09:00:00-08:00"
    (attachment,) = item["attachments"]
    assert attachment["size_in_bytes"] == 123456
    assert attachment["url"].endswith(f"/episodes/{episode.slug}/{episode.slug}.mp3")


def test_a_long_json_feed_is_paged() -> None:
    episodes = tuple(build_episode(number, PARAGRAPHS[:1]) for number in range(301, 0, -1))
    written = {
        a.path: json.loads(a.data) for a in writer("json_feed").write_show(feed_of(SHOW, *episodes))
    }
    assert written["feed.json"]["next_url"].endswith("/feed-1.json")
    ids = [item["id"] for path in ("feed.json", "feed-1.json") for item in written[path]["items"]]
    assert ids == [episode.guid for episode in episodes]


def test_opml_lists_the_feed_and_its_topics() -> None:
    feed = feed_of(SHOW, build_episode(tags=("housing & homes",)))
    (artifact,) = writer("opml").write_show(feed)
    assert artifact.path == "feeds.opml"
    outlines = etree.fromstring(artifact.data).findall("body/outline")
    assert [(o.get("type"), o.get("text"), o.get("xmlUrl")) for o in outlines] == [
        ("rss", "Harbor Clinic & Friends", "https://cast.example.org/harbor/feed.xml"),
        (
            "rss",
            "Harbor Clinic & Friends: housing & homes",
            "https://cast.example.org/harbor/topics/housing-homes.xml",
        ),
    ]
