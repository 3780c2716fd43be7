"""The feed, read by podcastparser (gPodder's) and feedparser (most readers')."""

import io
from dataclasses import replace

import feedparser
import podcastparser
import pytest
from published_episodes import PARAGRAPHS, SHOW, build_episode, feed_of

from presscast.model import Episode, Show
from presscast.plugins import writer

OLDER_NAMESPACE = b"https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"
"""The one that podcastparser 0.6.11 knows; the address of the namespace changed in 2021."""


def documents(*episodes: Episode, show: Show = SHOW) -> dict[str, bytes]:
    return {a.path: a.data for a in writer("feed").write_show(feed_of(show, *episodes))}


def test_podcastparser_finds_the_show_and_the_episode() -> None:
    episode = build_episode()
    data = documents(episode)["feed.xml"]
    parsed = podcastparser.parse("https://cast.example.org/harbor/feed.xml", io.BytesIO(data))
    assert parsed["title"] == SHOW.title
    assert parsed["link"] == SHOW.link
    assert parsed["cover_url"] == "https://cast.example.org/harbor/cover.jpg"
    assert parsed["itunes_author"] == SHOW.author
    assert parsed["itunes_owner"] == {"name": SHOW.author, "email": SHOW.email}
    assert parsed["explicit"] is False
    assert parsed["type"] == "episodic"
    assert parsed["language"] == "en"
    (found,) = parsed["episodes"]
    assert found["guid"] == episode.guid
    assert found["title"] == episode.title
    assert found["published"] == 1609606800
    assert found["total_time"] == round(episode.timeline.duration_ms / 1000)
    assert "grant of $40,000</a>" in found["description_html"]
    (enclosure,) = found["enclosures"]
    assert enclosure == {
        "url": f"https://cast.example.org/harbor/episodes/{episode.slug}/{episode.slug}.mp3",
        "file_size": 123456,
        "mime_type": "audio/mpeg",
    }


def test_podcastparser_finds_transcripts_chapters_and_persons() -> None:
    data = documents(build_episode())["feed.xml"]
    known = data.replace(b"https://podcastindex.org/namespace/1.0", OLDER_NAMESPACE)
    parsed = podcastparser.parse("https://cast.example.org/harbor/feed.xml", io.BytesIO(known))
    (found,) = parsed["episodes"]
    assert found["chapters_json_url"].endswith("/chapters.json")
    assert found["transcript_url"].startswith("https://cast.example.org/")
    assert [(p["name"], p["role"], p["group"]) for p in found["persons"]] == [
        ("Ana Ruiz", "guest", "cast")
    ]


def test_podcastparser_follows_the_pages() -> None:
    episodes = tuple(build_episode(number, PARAGRAPHS[:1]) for number in range(301, 0, -1))
    written = documents(*episodes)
    url, guids = "https://cast.example.org/harbor/feed.xml", list[str]()
    while url:
        name = url.rpartition("/")[2]
        parsed = podcastparser.parse(url, io.BytesIO(written[name]))
        guids += [found["guid"] for found in parsed["episodes"]]
        url = parsed.get("paged_feed_next", "")
    assert sorted(guids) == sorted(episode.guid for episode in episodes)


def test_feedparser_reads_it_without_complaint() -> None:
    episode = build_episode()
    show = replace(SHOW, hub="https://hub.example.org/")
    parsed = feedparser.parse(documents(episode, show=show)["feed.xml"])
    assert not parsed.bozo
    assert parsed.version == "rss20"
    assert parsed.feed.title == SHOW.title
    assert {link["rel"] for link in parsed.feed.links} >= {"self", "hub"}
    (entry,) = parsed.entries
    assert entry.id == episode.guid
    assert not entry.guidislink
    assert entry.published_parsed[:6] == (2021, 1, 2, 17, 0, 0)
    assert entry.summary.endswith("This release is read by synthetic voices.")
    assert 'href="https://example.org/grants?id=7&amp;year=2021"' in entry.content[0].value


@pytest.mark.parametrize("title", ["q&a", "a < b > c", "]]>", "“Curly” — ñ", "שלום 👩‍🚀", "&amp;"])
def test_titles_come_back_as_they_were_written(title: str) -> None:
    episode = build_episode(title=title)
    data = documents(episode)["feed.xml"]
    (found,) = podcastparser.parse("https://x.example/feed.xml", io.BytesIO(data))["episodes"]
    assert found["title"] == title
