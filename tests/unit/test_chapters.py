"""Chapters: one a spoken section, contiguous, from the start to the end."""

from dataclasses import replace
from itertools import pairwise

from published_episodes import PARAGRAPHS, make_release, make_script, make_timings

from presscast.model import BlockType, Chapter, Script
from presscast.text.chapters import LEAD_MS, MOST_CHAPTERS, make_chapters

LONG = "The harbor has many piers and every pier has a story of its own that is told here."


def chapters_of(*paragraphs: tuple[BlockType, str]) -> tuple[tuple[Chapter, ...], Script]:
    release = make_release(paragraphs)
    script = make_script(release)
    timings = make_timings(script)
    return make_chapters(release, script, timings, timings[-1].end_ms + 700), script


def test_sections_become_chapters_with_their_headings_and_links() -> None:
    chapters, script = chapters_of(*PARAGRAPHS)
    assert [(chapter.title, chapter.url) for chapter in chapters] == [
        ("Opening", None),
        ("What the desk offers", None),
        ("About the clinic", "https://example.org/about"),
    ]
    assert chapters[0].start_ms == 0
    assert chapters[-1].end_ms == make_timings(script)[-1].end_ms + 700
    assert all(earlier.end_ms == later.start_ms for earlier, later in pairwise(chapters))


def test_a_chapter_starts_just_before_its_first_word_and_after_the_last_one_before() -> None:
    release = make_release(PARAGRAPHS)
    script = make_script(release)
    timings = make_timings(script)
    first = next(i for i, u in enumerate(script.utterances) if u.section == "s2")
    chapter = make_chapters(release, script, timings, 60_000)[1]
    assert chapter.start_ms == timings[first].start_ms - LEAD_MS
    close = [*timings[:first], *(replace(t, start_ms=t.start_ms - 250) for t in timings[first:])]
    chapter = make_chapters(release, script, close, 60_000)[1]
    assert chapter.start_ms == timings[first - 1].end_ms


def test_a_very_short_section_joins_its_neighbour() -> None:
    chapters, _ = chapters_of(
        (BlockType.BODY, LONG),
        (BlockType.HEADING, "Note"),
        (BlockType.HEADING, "Background"),
        (BlockType.BODY, LONG),
    )
    assert [chapter.title for chapter in chapters] == ["Opening", "Background"]
    assert chapters[1].start_ms < 8000


def test_a_short_opening_takes_the_title_of_what_follows() -> None:
    chapters, _ = chapters_of(
        (BlockType.HEADLINE, "A desk"), (BlockType.HEADING, "Background"), (BlockType.BODY, LONG)
    )
    assert [(chapter.title, chapter.start_ms) for chapter in chapters] == [("Background", 0)]


def test_a_release_with_nothing_timed_is_one_chapter() -> None:
    release = make_release(PARAGRAPHS)
    script = make_script(release)
    (chapter,) = make_chapters(release, script, (), 9000)
    assert chapter == Chapter(0, 9000, PARAGRAPHS[0][1])


def test_speech_of_no_section_stays_in_the_chapter_before() -> None:
    release = make_release(PARAGRAPHS)
    script = make_script(release)
    last = replace(script.utterances[-1], id="more", section="elsewhere")
    script = replace(script, utterances=(*script.utterances, last))
    timings = make_timings(script)
    chapters = make_chapters(release, script, timings, timings[-1].end_ms + 700)
    assert len(chapters) == 3
    assert chapters[-1].end_ms == timings[-1].end_ms + 700


def test_more_sections_than_a_tag_can_list_are_joined() -> None:
    paragraphs = [
        piece
        for number in range(300)
        for piece in ((BlockType.HEADING, f"Part {number}"), (BlockType.BODY, LONG))
    ]
    chapters, _ = chapters_of(*paragraphs)
    assert 100 < len(chapters) <= MOST_CHAPTERS
    assert all(earlier.end_ms == later.start_ms for earlier, later in pairwise(chapters))
