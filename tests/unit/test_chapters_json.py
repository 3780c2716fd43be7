"""`chapters.json`: the chapters of the timeline in seconds."""

import json

from published_episodes import SHOW, build_episode

from presscast.plugins import writer


def test_chapters_in_seconds_with_links() -> None:
    episode = build_episode()
    (artifact,) = writer("chapters").write_episode(SHOW, episode)
    assert artifact.path == f"episodes/{episode.slug}/chapters.json"
    found = json.loads(artifact.data)
    assert found["version"] == "1.2.0"
    assert found["podcastName"] == "Harbor Clinic & Friends"
    assert [chapter["startTime"] * 1000 for chapter in found["chapters"]] == [
        chapter.start_ms for chapter in episode.timeline.chapters
    ]
    assert "url" not in found["chapters"][0]
    assert found["chapters"][2]["url"] == "https://example.org/about"
