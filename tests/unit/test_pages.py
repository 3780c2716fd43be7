from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from millbrook import millbrook_episode, millbrook_show
from published_episodes import build_episode, feed_of

from presscast.errors import ConfigError
from presscast.layout import episode_path
from presscast.model import Artifact, BlockType, Episode, Show, Speaker
from presscast.writers import cover, pages
from presscast.writers._markup.colours import contrast
from presscast.writers._markup.theme import theme
from presscast.writers.locale import LANGUAGES, phrases


def episode_page(episode: Episode | None = None, show: Show | None = None) -> html.HtmlElement:
    made = episode or millbrook_episode()
    files = episode_files(made, show)
    return html.document_fromstring(files["index.html"].data.decode())


def episode_files(episode: Episode | None = None, show: Show | None = None) -> dict[str, Artifact]:
    """Return the files of an episode's folder by their names."""
    made = episode or millbrook_episode()
    written = pages.create().write_episode(show or millbrook_show(), made)
    return {artifact.path.removeprefix(episode_path(made.slug)): artifact for artifact in written}


def word_times(episode: Episode | None = None) -> dict[str, str]:
    """Return the times of the words by the sentence's id, as the page's script reads them."""
    times: dict[str, str] = json.loads(episode_files(episode)["words.json"].data)
    return times


def show_files(*episodes: Episode, show: Show | None = None) -> dict[str, Artifact]:
    feed = feed_of(show or millbrook_show(), *episodes)
    return {artifact.path: artifact for artifact in pages.create().write_show(feed)}


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_whole_release_stands_on_the_page_in_order() -> None:
    page = episode_page()
    release = millbrook_episode().release
    shown = words(page.cssselect("h1")[0]) + words(page.cssselect(".subtitle")[0])
    shown += words(page.cssselect("#text")[0])
    for line in release.text.splitlines():
        if line.strip() and line != "###":
            assert " ".join(line.removeprefix("• ").split()) in shown


def test_every_written_sentence_has_its_times() -> None:
    page = episode_page()
    episode = millbrook_episode()
    for timing in episode.timeline.utterances[:-1]:
        (element,) = page.cssselect(f"#{timing.utterance}")
        assert (element.get("data-start"), element.get("data-end")) == (
            str(timing.start_ms),
            str(timing.end_ms),
        )
    assert page.cssselect("#voices + p #u2")  # the notice is said, though not in the release


def test_word_times_are_differences_that_lead_to_the_words() -> None:
    episode = millbrook_episode()
    timing = next(t for t in episode.timeline.utterances if t.utterance == "u19")
    element = episode_page().cssselect("#u19")[0]
    at, now, usual = 0, timing.start_ms, 0
    found = []
    for word in word_times()["u19"].split():
        length, wait, gap = (*map(int, word.split(",")), usual)[:3]
        at, now, usual = at + gap + length, now + wait, 1
        found.append((element.text_content()[at - length : at], now))
    assert found == [
        (episode.release.text[slice(*word.span)], word.start_ms) for word in timing.words
    ]


def test_a_page_names_the_words_of_its_own_edition() -> None:
    episode = millbrook_episode()
    (controls,) = episode_page().cssselect("#controls")
    name, version = controls.get("data-words", "").split("?")
    assert name == "words.json"
    first, *others = episode.timeline.utterances
    later = replace(first, words=tuple(replace(w, start_ms=w.start_ms + 1) for w in first.words))
    corrected = replace(episode, timeline=replace(episode.timeline, utterances=(later, *others)))
    assert version not in episode_page(corrected).cssselect("#controls")[0].get("data-words", "")
    silent = tuple(replace(timing, words=()) for timing in episode.timeline.utterances)
    bare = replace(episode, timeline=replace(episode.timeline, utterances=silent))
    assert episode_page(bare).cssselect("#controls")[0].get("data-words") is None
    assert "words.json" not in episode_files(bare)


def test_a_release_of_three_thousand_words_weighs_under_100_kb() -> None:
    line = "The harbour board expects to finish the second crossing before the autumn storms. "
    paragraphs = [(BlockType.HEADLINE, "A Second Crossing for the Islands")]
    for number in range(58):
        if number % 6 == 0:
            paragraphs.append((BlockType.HEADING, f"What changes on route {number}"))
        paragraphs.append((BlockType.BODY, (line * 4).strip()))
    episode = build_episode(paragraphs=paragraphs)
    assert len(episode.release.text.split()) > 3000
    files = {**show_files(episode), **episode_files(episode)}
    for artifact in cover.create().write_show(feed_of(millbrook_show(), episode)):
        files[artifact.path] = artifact
    page = html.document_fromstring(files["index.html"].data.decode())
    loaded = {
        (element.get("href") or element.get("src") or "").removeprefix("../../")
        for element in page.cssselect("link[rel=stylesheet], link[rel=icon], script[src], img")
    }
    modules = {path for path in files if re.fullmatch(r"assets/[a-z-]+\.js", path)}
    weight = sum(len(files[path].data) for path in {"index.html"} | loaded | modules)
    assert len(files["index.html"].data) > 40_000
    assert weight < 100_000


def test_the_longest_page_of_a_show_weighs_under_100_kb() -> None:
    episodes = [
        replace(e, title=f"{e.title}: {millbrook_episode().title}", description="Late hours. " * 40)
        for e in many(80)
    ]
    files = show_files(*episodes)
    for artifact in cover.create().write_show(feed_of(millbrook_show(), *episodes)):
        files[artifact.path] = artifact
    loaded = ("theme.css", "page.css", "appearance.js", "search.js", "icon.svg", "feed-qr.svg")
    paths = ["index.html", "assets/cover-480.jpg", *(f"assets/{name}" for name in loaded)]
    assert sum(len(files[path].data) for path in paths) < 100_000


def test_words_after_an_emoji_are_counted_as_scripts_count_them() -> None:
    episode = millbrook_episode()
    headline = next(b for b in episode.release.blocks if b.type == "headline")
    start, end = headline.span
    text = "Library \N{BOOKS} opens".ljust(end - start)
    release = replace(
        episode.release, text=episode.release.text[:start] + text + episode.release.text[end:]
    )
    timing = replace(
        episode.timeline.utterances[0],
        words=tuple(
            replace(w, span=type(w.span)(start + a, start + b))
            for w, (a, b) in zip(
                episode.timeline.utterances[0].words, ((0, 7), (8, 9), (10, 15)), strict=False
            )
        ),
    )
    timeline = replace(episode.timeline, utterances=(timing, *episode.timeline.utterances[1:]))
    times = word_times(replace(episode, release=release, timeline=timeline))
    lengths = [w.split(",")[0] for w in times["u1"].split()]
    assert lengths == ["7", "2", "5"]


def test_quotes_are_marked_and_attributed() -> None:
    page = episode_page()
    assert [words(q) for q in page.cssselect("#text q")] == [
        "“People work at night, and people worry at night,”",
        "“A lit window is the least that a town can offer them.”",
    ]
    (quotation,) = page.cssselect("blockquote")
    assert words(quotation).startswith("“We counted")
    (caption,) = page.cssselect("figcaption:not(.qr figcaption)")[:1]
    assert words(caption) == "Ioana Petrescu, the library’s night manager"
    assert words(page.cssselect("#text p cite")[0]) == "Ioana Petrescu"


def test_structure_links_and_languages_are_those_of_the_release() -> None:
    page = episode_page()
    assert page.get("lang") == "en"
    assert [words(h) for h in page.cssselect("#text h2")] == [
        "What is offered at night",
        "About the Millbrook Public Library",
    ]
    assert len(page.cssselect("#text ul > li")) == 3
    (spanish,) = page.cssselect("#text [lang=es]")
    assert words(spanish).startswith("Quien prefiera")
    hrefs = [a.get("href") for a in page.cssselect("#text a")]
    assert hrefs == ["https://library.example.org/grant.pdf", "mailto:night@library.example.org"]


def test_no_link_runs_a_script() -> None:
    episode = millbrook_episode()
    link = replace(episode.release.links[0], url="javascript:alert(1)")
    page = episode_page(replace(episode, release=replace(episode.release, links=(link,))))
    assert not any("javascript" in (a.get("href") or "") for a in page.cssselect("a"))


def test_markup_in_a_release_is_text_and_nothing_is_inline() -> None:
    episode = replace(
        millbrook_episode(), title='<script>alert("1")</script>', description="</script><b>&"
    )
    files = episode_files(episode)
    for name in ("index.html", "player.html"):
        tree = html.document_fromstring(files[name].data.decode())
        assert not [
            s for s in tree.cssselect("script:not([src])") if "ld+json" not in s.get("type")
        ]
        assert not tree.cssselect("[style], [onclick], style")
    (graph,) = episode_page(episode).cssselect("script[type$=json]")
    assert json.loads(graph.text)["@graph"][0]["description"] == "</script><b>&"


def test_search_engines_read_the_episode_and_the_release() -> None:
    (graph,) = episode_page().cssselect("script[type$=json]")
    episode, article = json.loads(graph.text)["@graph"]
    assert (episode["@type"], article["@type"]) == ("PodcastEpisode", "NewsArticle")
    assert episode["duration"] == "PT1M29S"
    assert episode["associatedMedia"]["@id"] == article["audio"]["@id"]
    asked = {"@id", "url", "name", "description", "author", "datePublished", "image"}
    assert asked < set(episode)
    assert {"headline", "author", "datePublished", "dateModified", "image"} < set(article)
    assert article["author"]["url"] == millbrook_show().link
    shows = html.document_fromstring(show_files()["index.html"].data.decode())
    series = json.loads(shows.cssselect("script[type$=json]")[0].text)
    assert series["@id"] == episode["partOfSeries"]["@id"]
    assert article["mentions"] == [
        {"@type": "Person", "name": "Ioana Petrescu", "jobTitle": "the library’s night manager"}
    ]


def test_the_show_page_names_every_feed() -> None:
    tagged = replace(millbrook_episode(), tags=("Night & day", "books"))
    page = html.document_fromstring(show_files(tagged)["index.html"].data.decode())
    found = {link.get("href"): link.get("title") for link in page.cssselect("link[rel=alternate]")}
    title = millbrook_show().title
    assert found == {
        "feed.xml": title,
        "feed.json": title,
        "topics/books.xml": f"{title}: books",
        "topics/night-day.xml": f"{title}: Night & day",
    }


def test_chapters_downloads_and_feed_are_linked() -> None:
    page = episode_page()
    recording = millbrook_episode().recording.path
    assert [a.get("href") for a in page.cssselect(".chapters a")] == [
        f"{recording}#t=0",
        f"{recording}#t=50.99",
        f"{recording}#t=75.97",
    ]
    downloads = [a.get("href") for a in page.cssselect("#downloads + ul a")]
    slug = millbrook_episode().slug
    assert {recording, f"{slug}.epub", f"{slug}-daisy.zip", "transcript.html"} < set(downloads)
    assert [link.get("href") for link in page.cssselect("link[rel=alternate]")] == [
        "../../feed.xml",
        "../../feed.json",
    ]
    assert [a.get("href").split(":")[0] for a in page.cssselect(".apps a")] == [
        "podcast", "overcast", "pktc", "https", "pcast",
    ]  # fmt: skip


def test_a_correction_and_the_notice_are_shown() -> None:
    page = episode_page()
    assert words(page.cssselect(".correction")[0]) == (
        "Corrected on February 3, 2021. The nurse comes at nine, not at ten."
    )
    assert "synthetic voices" in words(page.cssselect("#voices + p")[0])
    bare = episode_page(replace(millbrook_episode(), notice="", corrections=()))
    assert not bare.cssselect(".correction, #voices")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_the_language_of_the_release(language: str) -> None:
    page = episode_page(replace(millbrook_episode(), language=language))
    assert page.get("lang") == language
    assert words(page.cssselect("#chapters")[0]) == phrases(language).chapters


def test_a_language_without_words_keeps_its_own_tag() -> None:
    page = episode_page(replace(millbrook_episode(), language="cy"))
    assert page.get("lang") == "en"
    assert page.cssselect("#text")[0].get("lang") == "cy"


def test_phrases_of_all_languages_have_the_same_blanks() -> None:
    english = phrases("en")
    for language in LANGUAGES:
        for name in english.__struct_fields__:
            blanks = [
                sorted(re.findall(r"\{\w+\}", str(getattr(of, name))))
                for of in (english, phrases(language))
            ]
            assert blanks[0] == blanks[1], (language, name)
            assert getattr(phrases(language), name), (language, name)
    assert phrases("es").date_text("2021-08-02T10:00:00Z") == "2 de agosto de 2021"
    assert phrases("fr").size_text(1_250_000) == "1,2 Mo"


def test_a_release_without_headline_blocks_has_its_title_as_heading() -> None:
    episode = millbrook_episode()
    blocks = tuple(b for b in episode.release.blocks if "headline" not in b.type)
    page = episode_page(replace(episode, release=replace(episode.release, blocks=blocks)))
    assert words(page.cssselect("h1")[0]) == episode.title


def many(count: int) -> list[Episode]:
    return [
        replace(millbrook_episode(), slug=f"2021-01-01-{number}", title=f"Release {number}")
        for number in range(count, 0, -1)
    ]


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(1, [1]), (80, [80]), (81, [41, 40]), (120, [80, 40]), (190, [70, 40, 40, 40])],
)
def test_each_episode_stands_on_one_page_and_the_pages_are_linked(
    count: int, sizes: list[int]
) -> None:
    files = show_files(*many(count))
    path: str | None = "index.html"
    found, titles = [], []
    while path:
        page = html.document_fromstring(files[path].data.decode())
        shown = [words(h) for h in page.cssselect(".episodes h3")]
        assert page.cssselect("#all .episodes")[0].get("start") == shown[0].removeprefix("Release ")
        found.append(len(shown))
        titles += shown
        older = page.cssselect("a[rel=next]")
        path = older[0].get("href") if older else None
    assert found == sizes
    assert titles == [f"Release {number}" for number in range(count, 0, -1)]


def test_a_new_episode_changes_the_show_page_alone() -> None:
    before, after = show_files(*many(140)), show_files(*many(141))
    changed = {path for path in after if after[path] != before.get(path)}
    assert changed == {"index.html", "assets/episodes.json"}


def test_the_search_index_names_every_episode() -> None:
    files = show_files(*many(250))
    index = json.loads(files["assets/episodes.json"].data)
    assert len(index) == 250
    assert index[0] == {
        "t": "Release 250",
        "s": "Ioana Petrescu",
        "g": "library, opening hours",
        "d": "February 2, 2021",
        "i": "2021-02-02T08:00:00-08:00",
        "u": "episodes/2021-01-01-250/index.html",
    }


def test_an_empty_show_says_so() -> None:
    page = html.document_fromstring(show_files()["index.html"].data.decode())
    assert phrases("en").no_episodes in words(page)


def test_everything_a_page_loads_is_written() -> None:
    files = show_files(millbrook_episode())
    for artifact in cover.create().write_show(feed_of(millbrook_show(), millbrook_episode())):
        files[artifact.path] = artifact
    for page in (episode_page(), html.document_fromstring(files["index.html"].data.decode())):
        for element in page.cssselect("link[rel=stylesheet], link[rel=icon], script[src], img"):
            path = (element.get("href") or element.get("src") or "").removeprefix("../../")
            assert path in files
            assert len(files[path].data) < 40_000
    style = files["assets/page.css"].data.decode()
    for font in re.findall(r'url\("([^"]+)"\)', style):
        assert f"assets/{font}" in files
    for module in ("read-along", "marking", "keys", "search", "preferences"):
        for name in re.findall(r'from "\./(.+)"', files[f"assets/{module}.js"].data.decode()):
            assert f"assets/{name}" in files


def test_the_same_episode_gives_the_same_bytes() -> None:
    assert show_files(millbrook_episode()) == show_files(millbrook_episode())


def test_colours_too_close_to_read_name_the_nearest_that_pass() -> None:
    show = replace(millbrook_show(), background="#ffffff", text="#999999")
    with pytest.raises(ConfigError, match=r"\[page\] text: #999999") as caught:
        pages.check_theme(show)
    nearest = re.search(r"#[0-9a-f]{6}", caught.value.hint)
    assert nearest
    pages.check_theme(replace(show, text=nearest[0]))
    with pytest.raises(ConfigError, match="accent"):
        pages.check_theme(replace(millbrook_show(), accent="#ffe066"))
    with pytest.raises(ConfigError, match="hex colour"):
        pages.check_theme(replace(millbrook_show(), accent="teal"))


@pytest.mark.parametrize("accent", [None, "#7a0019", "#000000", "#4a5d00", "#0033cc"])
def test_text_is_readable_on_every_ground_of_both_schemes(accent: str | None) -> None:
    schemes = theme(replace(millbrook_show(), accent=accent))
    for scheme in (schemes.light, schemes.dark):
        for ground in (scheme.background, scheme.raised, scheme.marked, scheme.word):
            assert contrast(scheme.text, ground) >= 4.5
        assert contrast(scheme.marked, scheme.word) > 1.15


def test_a_dark_background_is_kept_in_both_schemes() -> None:
    show = replace(millbrook_show(), background="#101418", accent="#7fd1c7")
    style = show_files(show=show)["assets/theme.css"].data.decode()
    assert style.count("--background: #101418") == 4


def test_a_template_of_the_show_replaces_the_built_in_one(tmp_path: Path) -> None:
    (tmp_path / "player.html").write_text("<p>{{ episode.title }} & co</p>", encoding="utf-8")
    show = replace(millbrook_show(), templates=str(tmp_path))
    files = episode_files(show=show)
    assert files["player.html"].data.decode() == f"<p>{millbrook_episode().title} & co</p>"
    assert b"<!DOCTYPE html>" in files["index.html"].data


def test_the_template_of_the_handbook_works(tmp_path: Path) -> None:
    handbook = Path(__file__).parents[2] / "docs" / "theming.md"
    example = re.search(r"```jinja\n(.*?)```", handbook.read_text(encoding="utf-8"), re.DOTALL)
    assert example
    (tmp_path / "player.html").write_text(example[1], encoding="utf-8")
    files = episode_files(show=replace(millbrook_show(), templates=str(tmp_path)))
    player = html.document_fromstring(files["player.html"].data.decode())
    assert words(player.cssselect(".small")[0]) == (
        "Issued by Millbrook Public Library, February 2, 2021"
    )
    assert player.cssselect("audio")[0].get("src") == millbrook_episode().recording.path


def test_a_broken_template_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "player.html").write_text("fine\n{% if %}", encoding="utf-8")
    show = replace(millbrook_show(), templates=str(tmp_path))
    with pytest.raises(ConfigError, match=r"player\.html:2"):
        list(pages.create().write_episode(show, millbrook_episode()))
    fresh = tmp_path / "other"
    fresh.mkdir()
    (fresh / "player.html").write_text("{{ episode.tilte }}", encoding="utf-8")
    with pytest.raises(ConfigError, match="tilte"):
        list(pages.create().write_episode(replace(show, templates=str(fresh)), millbrook_episode()))
    missing = replace(show, templates=str(tmp_path / "none"))
    with pytest.raises(ConfigError, match="no folder"):
        list(pages.create().write_episode(missing, millbrook_episode()))


def test_pages_are_written_where_compiled_templates_cannot_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept"
    monkeypatch.setenv("PRESSCAST_CACHE", str(kept))
    templates = tmp_path / "templates"
    templates.mkdir()
    show = replace(millbrook_show(), templates=str(templates))
    first = episode_page(show=show)
    assert any((kept / "templates").iterdir())
    no_folder = tmp_path / "file"
    no_folder.touch()
    monkeypatch.setenv("PRESSCAST_CACHE", str(no_folder))
    other = tmp_path / "other"
    other.mkdir()
    assert words(episode_page(show=replace(show, templates=str(other)))) == words(first)


def test_the_snippet_for_another_site_is_one_lazy_frame() -> None:
    episode = replace(millbrook_episode(), title='Night & "day"')
    (frame,) = html.fragments_fromstring(pages.embed_snippet(millbrook_show(), episode))
    assert frame.tag == "iframe"
    assert frame.get("title") == 'Listen to “Night & "day"”'
    assert frame.get("loading") == "lazy"
    assert frame.get("src") == f"http://127.0.0.1:8000/episodes/{episode.slug}/player.html"


def test_the_snippet_can_be_seen_and_copied_on_a_page() -> None:
    page = html.document_fromstring(
        pages.embed_page(millbrook_show(), millbrook_episode()).decode()
    )
    snippet = pages.embed_snippet(millbrook_show(), millbrook_episode())
    assert page.cssselect("iframe")[0].get("src") in snippet
    assert page.cssselect("code")[0].text == snippet.strip()


def test_a_headline_that_is_written_twice_is_shown_once() -> None:
    episode = millbrook_episode()
    headline = next(b for b in episode.release.blocks if b.type == "headline")
    header = next(b for b in episode.release.blocks if b.type == "release_header")
    start, end = header.span
    title = episode.release.text[slice(*headline.span)]
    text = episode.release.text.replace(title, title[: end - start].ljust(len(title)), 1)
    text = text[:start] + title[: end - start].upper() + text[end:]
    blocks = tuple(
        replace(b, type=headline.type) if b is header else b for b in episode.release.blocks
    )
    page = episode_page(
        replace(episode, release=replace(episode.release, text=text, blocks=blocks))
    )
    assert words(page.cssselect("h1")[0]) == title[: end - start].strip().upper()


def test_the_name_of_an_english_show_stays_english_on_a_spanish_page() -> None:
    page = episode_page(replace(millbrook_episode(), language="es"))
    assert page.cssselect("header.site .show span")[0].get("lang") == "en"
    assert page.cssselect("#text")[0].get("lang") is None


def test_organizations_are_listed_among_the_quoted() -> None:
    episode = millbrook_episode()
    speakers = (*episode.script.speakers, Speaker("o1", "Valley Trust", None, "organization"))
    page = episode_page(replace(episode, script=replace(episode.script, speakers=speakers)))
    assert [words(s) for s in page.cssselect(".speakers .name")] == [
        "Ioana Petrescu",
        "Valley Trust",
    ]
