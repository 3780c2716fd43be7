"""The feed: complete, escaped once, in pages, with topics, corrections and moves."""

from dataclasses import replace
from typing import Any

import pytest
from lxml import etree
from published_episodes import PARAGRAPHS, SHOW, build_episode, feed_of

from presscast.model import Artifact, BlockType, Correction, Episode, Show
from presscast.plugins import writer

NS = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "fh": "http://purl.org/syndication/history/1.0",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}


def documents(*episodes: Episode, show: Show = SHOW) -> dict[str, Artifact]:
    return {
        artifact.path: artifact for artifact in writer("feed").write_show(feed_of(show, *episodes))
    }


def channel_of(*episodes: Episode, show: Show = SHOW, path: str = "feed.xml") -> Any:
    return etree.fromstring(documents(*episodes, show=show)[path].data)[0]


def texts(parent: Any, path: str) -> list[str]:
    return [element.text for element in parent.findall(path, NS)]


def links(channel: Any) -> dict[str, str]:
    return {link.get("rel"): link.get("href") for link in channel.findall("atom:link", NS)}


def test_the_channel_has_what_apple_and_psp1_ask_for() -> None:
    channel = channel_of(build_episode())
    assert texts(channel, "title") == ["Harbor Clinic & Friends"]
    assert texts(channel, "link") == ["https://example.org/"]
    assert texts(channel, "language") == ["en"]
    assert texts(channel, "itunes:explicit") == ["false"]
    assert texts(channel, "itunes:author") == ["Harbor Legal Clinic"]
    assert texts(channel, "podcast:guid") == [SHOW.guid]
    assert texts(channel, "podcast:medium") == ["podcast"]
    assert links(channel) == {"self": "https://cast.example.org/harbor/feed.xml"}
    image = channel.find("itunes:image", NS)
    assert image.get("href") == "https://cast.example.org/harbor/cover.jpg"
    category = channel.find("itunes:category", NS)
    assert (category.get("text"), category[0].get("text")) == ("News", "Politics")


def test_the_email_is_public_only_where_the_publisher_gives_it() -> None:
    assert b"press@example.org" in documents(build_episode())["feed.xml"].data
    private = channel_of(build_episode(), show=replace(SHOW, email=None))
    assert private.find("itunes:owner", NS) is None
    assert private.find("podcast:locked", NS).attrib == {}
    assert texts(private, "podcast:locked") == ["no"]


@pytest.mark.parametrize(
    ("stated", "written"),
    [
        ("© 2021 Harbor Legal Clinic", "Harbor Legal Clinic"),
        ("Copyright 2019–2021, The Clinic", "The Clinic"),
        ("(c) The Clinic", "The Clinic"),
        (None, "Harbor Legal Clinic"),
    ],
)
def test_copyright_is_the_owner_alone(stated: str | None, written: str) -> None:
    assert texts(channel_of(show=replace(SHOW, copyright=stated)), "copyright") == [written]


def test_an_item_has_all_that_apps_use() -> None:
    episode = build_episode()
    item = channel_of(episode).find("item")
    base = f"https://cast.example.org/harbor/episodes/{episode.slug}/"
    assert texts(item, "title") == ["Harbor Clinic & Friends Open a Night Desk"]
    assert texts(item, "pubDate") == ["Sat, 02 Jan 2021 09:00:00 -0800"]
    assert dict(item.find("enclosure").attrib) == {
        "url": f"{base}{episode.slug}.mp3",
        "length": "123456",
        "type": "audio/mpeg",
    }
    assert item.find("guid").get("isPermaLink") == "false"
    assert texts(item, "guid") == [episode.guid]
    assert texts(item, "link") == [base + "index.html"]
    assert texts(item, "itunes:duration") == [str(round(episode.timeline.duration_ms / 1000))]
    transcripts = item.findall("podcast:transcript", NS)
    assert [(t.get("type"), t.get("rel")) for t in transcripts] == [
        ("text/vtt", "captions"),
        ("application/x-subrip", "captions"),
        ("application/json", "captions"),
        ("text/html", None),
    ]
    assert item.find("podcast:chapters", NS).get("url") == base + "chapters.json"
    (person,) = item.findall("podcast:person", NS)
    assert (person.text, person.get("role"), person.get("group")) == ("Ana Ruiz", "guest", "cast")


def test_a_person_who_is_named_but_not_heard_is_not_listed() -> None:
    episode = build_episode(1, PARAGRAPHS[:2])
    assert channel_of(episode).find("item/podcast:person", NS) is None


def test_notes_are_safe_html_with_the_links_of_the_release() -> None:
    notes = channel_of(build_episode()).findtext("item/content:encoded", None, NS)
    assert '<a href="https://example.org/grants?id=7&amp;year=2021">grant of $40,000</a>' in notes
    assert "<ul><li>Advice in English, Spanish and Tagalog.</li>" in notes
    assert "<p>This release is read by synthetic voices.</p>" in notes
    assert 'href="https://cast.example.org/harbor/episodes/' in notes


def test_notes_stand_in_cdata_and_text_is_escaped_once() -> None:
    data = documents(build_episode())["feed.xml"].data
    assert b"<content:encoded><![CDATA[<p>" in data
    assert b"<title>Harbor Clinic &amp; Friends</title>" in data


def test_the_description_tells_of_the_synthetic_voices_and_fits() -> None:
    long = build_episode(description="Every word counts. " * 500)
    text = channel_of(long).findtext("item/description")
    assert len(text.encode()) <= 4000
    assert text.endswith("This release is read by synthetic voices.")


def test_corrections_are_dated_and_told_first_the_newest_before() -> None:
    corrections = (
        Correction("2021-01-20T10:00:00+00:00", "The grant is $40,000.", "old.mp3", "0", "0"),
        Correction("2021-01-25T10:00:00+00:00", "", "new voice.mp3", "0", "0"),
        Correction("2021-02-03T10:00:00+00:00", "A name.", "old-2.mp3", "0", "0"),
    )
    item = channel_of(build_episode(corrections=corrections)).find("item")
    assert item.findtext("description").startswith(
        "Corrected on 2021-02-03: A name.\nCorrected on 2021-01-20: The grant is $40,000."
    )
    notes = item.findtext("content:encoded", None, NS)
    assert notes.startswith(
        "<p>Corrected on 2021-02-03: A name.</p><p>Corrected on 2021-01-20: The grant"
    )


def test_a_spanish_episode_speaks_spanish() -> None:
    corrections = (Correction("2021-01-20T10:00:00+00:00", "Cifra.", "old.mp3", "0", "0"),)
    episode = build_episode(language="es-MX", corrections=corrections)
    assert channel_of(episode).findtext("item/description").startswith("Corregido el 2021-01-20")


def test_the_build_date_is_that_of_the_newest_edition() -> None:
    episodes = (
        build_episode(2, updated="2021-03-01T08:00:00+09:00"),
        build_episode(1, updated="2021-02-28T23:30:00+00:00"),
    )
    assert texts(channel_of(*episodes), "lastBuildDate") == ["Sun, 28 Feb 2021 23:30:00 +0000"]


def test_a_feed_without_episodes_is_still_a_feed() -> None:
    channel = channel_of()
    assert channel.find("item") is None
    assert channel.find("lastBuildDate") is None


def test_a_moved_feed_says_where_and_a_hub_is_named() -> None:
    moved = replace(
        SHOW, new_feed_url="https://new.example.org/feed.xml", hub="https://hub.example.org/"
    )
    channel = channel_of(build_episode(), show=moved)
    assert texts(channel, "itunes:new-feed-url") == ["https://new.example.org/feed.xml"]
    assert links(channel)["hub"] == "https://hub.example.org/"


def test_a_long_feed_is_paged_and_nothing_is_lost() -> None:
    episodes = tuple(build_episode(number, PARAGRAPHS[:1]) for number in range(455, 0, -1))
    written = documents(*episodes)
    assert sorted(written) == ["feed-1.xml", "feed-2.xml", "feed.xml"]
    path, seen, guids = "feed.xml", list[str](), list[str]()
    while path:
        channel = etree.fromstring(written[path].data)[0]
        assert len(channel.findall("item")) <= 300
        assert (channel.find("fh:archive", NS) is not None) == (path != "feed.xml")
        seen.append(path)
        guids += texts(channel, "item/guid")
        path = links(channel).get("next", "").rpartition("/")[2]
    assert seen == ["feed.xml", "feed-2.xml", "feed-1.xml"]
    assert guids == [episode.guid for episode in episodes]
    middle = links(etree.fromstring(written["feed-2.xml"].data)[0])
    base = "https://cast.example.org/harbor/"
    assert middle == {
        "self": base + "feed-2.xml",
        "first": base + "feed.xml",
        "last": base + "feed-1.xml",
        "next": base + "feed-1.xml",
        "previous": base + "feed.xml",
        "prev-archive": base + "feed-1.xml",
        "current": base + "feed.xml",
    }


def test_a_new_episode_leaves_the_archives_as_they_are() -> None:
    episodes = tuple(build_episode(number, PARAGRAPHS[:1]) for number in range(420, 0, -1))
    before, after = documents(*episodes[1:]), documents(*episodes)
    assert before["feed-1.xml"] == after["feed-1.xml"]
    assert before["feed.xml"] != after["feed.xml"]


def test_each_tag_has_a_feed() -> None:
    one = build_episode(1, tags=("Housing", "Córdoba"))
    two = build_episode(2, tags=("housing", "住宅"))
    written = documents(two, one)
    assert len(written) == 4
    housing = channel_of(two, one, path="topics/housing.xml")
    assert texts(housing, "item/guid") == [two.guid, one.guid]
    assert texts(housing, "title") == ["Harbor Clinic & Friends: housing"]
    assert links(housing)["self"].endswith("/topics/housing.xml")
    assert texts(housing, "podcast:guid") != [SHOW.guid]
    assert "topics/cordoba.xml" in written
    assert all(path.isascii() for path in written)
    assert texts(channel_of(two, one), "item/guid") == [two.guid, one.guid]


def test_tags_that_would_share_a_file_name_do_not() -> None:
    written = documents(build_episode(1, tags=("C", "C++", "C#")))
    assert len([path for path in written if path.startswith("topics/c-")]) == 3


def test_a_long_title_is_shortened_and_a_blank_one_replaced() -> None:
    titles = texts(
        channel_of(build_episode(2, title="harbor " * 60), build_episode(1, title=" \x00 ")),
        "item/title",
    )
    assert len(titles[0]) <= 255
    assert titles[0].endswith("harbor…")
    assert titles[1] == build_episode(1).slug


def test_links_of_no_web_address_are_words() -> None:
    episode = build_episode()
    links_of = tuple(
        replace(link, url=url)
        for link, url in zip(
            episode.release.links, ("javascript:alert(1)", "/relative"), strict=True
        )
    )
    notes = channel_of(replace(episode, release=replace(episode.release, links=links_of)))
    assert "javascript" not in (notes.findtext("item/content:encoded", None, NS) or "")
    assert "relative" not in (notes.findtext("item/content:encoded", None, NS) or "")


def test_notes_of_a_long_release_fit_and_keep_the_page() -> None:
    paragraphs = ((BlockType.HEADLINE, "T"), *((BlockType.BODY, "Word & word. " * 60),) * 9)
    notes = channel_of(build_episode(1, paragraphs)).findtext("item/content:encoded", None, NS)
    assert 1000 < len(notes.encode()) <= 4000
    assert notes.endswith("Read along, transcript and downloads</a></p>")
    etree.fromstring(f"<div>{notes}</div>")
