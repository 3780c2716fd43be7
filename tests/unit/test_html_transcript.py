from __future__ import annotations

from dataclasses import replace

from lxml import html
from millbrook import millbrook_episode, millbrook_show

from presscast.layout import episode_path
from presscast.model import Episode, Feed
from presscast.writers import html_transcript


def transcript(episode: Episode | None = None) -> html.HtmlElement:
    made = episode or millbrook_episode()
    (artifact,) = html_transcript.create().write_episode(millbrook_show(), made)
    assert artifact.path == episode_path(made.slug, "transcript.html")
    return html.document_fromstring(artifact.data.decode())


def test_every_utterance_stands_in_it_once_and_in_order() -> None:
    shown = " ".join(p.text_content() for p in transcript().cssselect(".turn p"))
    assert shown == " ".join(
        " ".join(u.text.split()) for u in millbrook_episode().script.utterances
    )


def test_a_turn_has_a_speaker_and_a_time_that_machines_read() -> None:
    turns = transcript().cssselect(".turn")
    spoken = [turn for turn in turns if turn.cssselect("cite")[0].text == "Ioana Petrescu:"]
    assert len(spoken) == 2
    time = spoken[0].cssselect("time")[0]
    assert (time.get("datetime"), time.text) == ("PT29S", "0:29")
    assert turns[0].cssselect("cite")[0].text == "Narrator:"


def test_its_headings_are_the_chapters() -> None:
    assert [h.text for h in transcript().cssselect("h2")] == [
        chapter.title for chapter in millbrook_episode().timeline.chapters
    ]


def test_an_episode_without_chapters_is_one_part() -> None:
    episode = millbrook_episode()
    bare = replace(episode, timeline=replace(episode.timeline, chapters=()))
    assert [h.text for h in transcript(bare).cssselect("h2")] == [episode.title]


def test_a_show_has_no_transcript() -> None:
    assert list(html_transcript.create().write_show(Feed(millbrook_show(), ()))) == []


def test_a_spanish_release_is_framed_in_spanish() -> None:
    page = transcript(replace(millbrook_episode(), language="es"))
    assert page.get("lang") == "es"
    assert page.cssselect(".turn cite")[0].text == "Narración:"


def test_paragraphs_are_those_of_the_release() -> None:
    first = [p.text for p in transcript().cssselect(".turn")[0].cssselect("p")]
    assert first[:2] == [millbrook_episode().title, millbrook_episode().notice]
    assert first[-1].endswith(
        "It is the first library in the valley to do so. Two members of "
        "staff and a nurse will be there until morning."
    )
