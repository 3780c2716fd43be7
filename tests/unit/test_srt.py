"""SubRip: two lines of 32 characters, a name where the speaker changes."""

from dataclasses import replace

from published_episodes import SHOW, build_episode

from presscast.model import Cue
from presscast.plugins import writer


def srt_of(*cues: Cue) -> str:
    episode = build_episode()
    episode = replace(episode, timeline=replace(episode.timeline, cues=cues))
    (artifact,) = writer("srt").write_episode(SHOW, episode)
    assert artifact.path == f"episodes/{episode.slug}/transcript.srt"
    assert artifact.media_type == "application/x-subrip"
    return artifact.data.decode()


def test_names_stand_where_the_speaker_changes() -> None:
    text = srt_of(
        Cue(0, 1500, "Narrator", "The desk is open."),
        Cue(1500, 3000, "Narrator", "It is free."),
        Cue(3000, 4500, "Ana Ruiz", "Nobody has to choose."),
    )
    assert text == (
        "1\n00:00:00,000 --> 00:00:01,500\nNarrator: The desk is open.\n\n"
        "2\n00:00:01,500 --> 00:00:03,000\nIt is free.\n\n"
        "3\n00:00:03,000 --> 00:00:04,500\nAna Ruiz: Nobody has to choose.\n"
    )


def test_a_cue_of_two_wide_lines_becomes_two_cues() -> None:
    text = srt_of(
        Cue(
            0,
            6000,
            "",
            "so that dock workers who finish at ten\ncan ask about wages, visas and leases.",
        )
    )
    lines = [line for line in text.split("\n") if line and "-->" not in line and not line.isdigit()]
    assert text.count("-->") == 2
    assert all(len(line) <= 32 for line in lines)
    assert "00:00:06,000" in text
