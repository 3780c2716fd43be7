"""WebVTT: one file, speakers in voice spans, nothing that reads as a tag."""

from dataclasses import replace

from published_episodes import SHOW, build_episode, feed_of

from presscast.model import Cue
from presscast.plugins import writer


def vtt_of(*cues: Cue) -> str:
    episode = build_episode()
    episode = replace(episode, timeline=replace(episode.timeline, cues=cues))
    (artifact,) = writer("vtt").write_episode(SHOW, episode)
    assert artifact.path == f"episodes/{episode.slug}/transcript.vtt"
    assert artifact.media_type == "text/vtt"
    return artifact.data.decode()


def test_a_cue_names_its_speaker() -> None:
    assert vtt_of(Cue(400, 3_600_065, "Ana Ruiz", "Nobody should\nhave to choose.")) == (
        "WEBVTT\n\n1\n00:00:00.400 --> 01:00:00.065\n<v Ana Ruiz>Nobody should\nhave to choose.\n"
    )


def test_what_looks_like_markup_is_text() -> None:
    text = vtt_of(Cue(0, 1000, "A <b> & C", "x --> y <i>z</i> &amp;"))
    assert "<v A &lt;b&gt; &amp; C>x --&gt; y &lt;i&gt;z&lt;/i&gt; &amp;amp;" in text


def test_no_speaker_no_span() -> None:
    assert "\nHello.\n" in vtt_of(Cue(0, 1000, "", "Hello."))


def test_an_episode_without_cues_is_a_valid_file() -> None:
    assert vtt_of() == "WEBVTT\n"


def test_a_show_has_no_transcript() -> None:
    assert list(writer("vtt").write_show(feed_of(SHOW, build_episode()))) == []
