"""The Podcasting 2.0 transcript: cues in seconds, words where the engine timed them."""

import json
from typing import Any

from published_episodes import SHOW, build_episode

from presscast.model import Episode
from presscast.plugins import writer


def transcript_of(episode: Episode) -> dict[str, Any]:
    (artifact,) = writer("json_transcript").write_episode(SHOW, episode)
    assert artifact.media_type == "application/json"
    found: dict[str, Any] = json.loads(artifact.data)
    return found


def test_segments_have_speaker_times_and_body() -> None:
    found = transcript_of(build_episode())
    assert found["version"] == "1.0.0"
    first = found["segments"][0]
    assert first["speaker"] == "Narrator"
    assert first["body"] == "Harbor Clinic & Friends Open a Night Desk"
    assert (first["startTime"], first["endTime"]) == (0.4, 3.065)


def test_words_have_times_within_their_segment() -> None:
    for segment in transcript_of(build_episode())["segments"]:
        assert " ".join(word["body"] for word in segment["words"]) == segment["body"]
        for word in segment["words"]:
            assert segment["startTime"] <= word["startTime"] <= word["endTime"]
            assert word["endTime"] <= segment["endTime"]


def test_words_are_left_out_where_nobody_timed_them() -> None:
    assert "words" not in transcript_of(build_episode(words=False))["segments"][0]
