"""A document becomes a release."""

import json
from pathlib import Path

import msgspec
import pytest

from presscast.model import BlockType, Document, DocumentBlock, Link, Metadata, Source, Span
from presscast.plugins import reader
from presscast.stages.segment import segment
from presscast.text.release_form import release_form

RELEASE = """EMBARGOED UNTIL 10:00 GMT, 8 MAY 2024

Library Lends Telescopes to Everyone with a Card

A deposit of ten dollars is all that is asked

PEBBLE CREEK, Ariz., May 8, 2024 — The Pebble Creek Library will lend telescopes from today. It
bought twelve of them with a gift from the Sky Club.

“We have lent fishing rods for years,” said librarian June Abbott. “The sky was the obvious next
step.”

About the Pebble Creek Library

The Pebble Creek Library serves 9,000 people in the high desert.

Contact: June Abbott, 555-867-0134, june@library.example or www.library.example.
"""


def read(text: str) -> Document:
    return reader("text").read(Source("release.txt", "text/plain", text.encode()))


def test_what_a_release_says_of_itself() -> None:
    release = segment(read(RELEASE))
    assert release.title == "Library Lends Telescopes to Everyone with a Card"
    assert release.subtitle == "A deposit of ten dollars is all that is asked"
    assert release.dateline is not None
    assert release.dateline.place == "PEBBLE CREEK, Ariz."
    assert release.dateline.date == "May 8, 2024"
    assert release.published == "2024-05-08"
    assert release.embargo == "2024-05-08T10:00+00:00"
    assert release.issuer == "Pebble Creek Library"
    assert release.language == "en"
    assert [link.url for link in release.links] == [
        "mailto:june@library.example",
        "https://www.library.example",
    ]
    assert len(release.contacts) == 1


def test_a_title_on_two_lines_is_one_line() -> None:
    text = "Two Chemical Firms Agree \nto Clean the River Again\n\n" + RELEASE.split("\n\n", 3)[3]
    assert segment(read(text)).title == "Two Chemical Firms Agree to Clean the River Again"


def test_a_title_that_stands_alone_as_well_loses_the_sites_name() -> None:
    body = "LEEDS, 3 March 2025 - The mill opens on Monday.\n\nMore text follows here.\n"
    site = "Mill Opens After Repair - Leeds Newsroom\n\n" + body
    assert segment(read(site)).title == "Mill Opens After Repair - Leeds Newsroom"
    assert segment(read(f"{site}\nMill Opens After Repair\n")).title == "Mill Opens After Repair"


def test_a_date_line_completes_the_dateline() -> None:
    text = (
        "Bridge Opens to Walkers\n\nMay 22, 2026\n\nCHICAGO —\nThe bridge over the north branch "
        "opened to walkers on Friday. It had been closed for nine years.\n"
    )
    release = segment(read(text))
    assert release.dateline is not None
    assert (release.dateline.place, release.dateline.date) == ("CHICAGO", "May 22, 2026")
    assert release.published == "2026-05-22"


def test_a_date_line_gives_the_dateline_its_year() -> None:
    text = (
        "August 31, 2029\n\nPantry Gives Thanks\n\nYUMBRA, Ariz., Aug. 31 — The pantry passed its "
        "goal on Thursday. By Friday its shelves were bare again.\n"
    )
    release = segment(read(text))
    assert release.dateline is not None
    assert (release.dateline.place, release.dateline.date) == ("YUMBRA, Ariz.", "August 31, 2029")
    assert release.published == "2029-08-31"


def test_a_date_below_the_mark_goes_before_the_pages_own() -> None:
    text = (
        "Thursday, May 14, 2029\n\nFor Immediate Release\nMay 13, 2029\n\nPier Opens to Walkers\n\n"
        "HARLOW, Ohio — The pier opened to walkers on Friday. It had been closed for nine years.\n"
    )
    assert segment(read(text)).published == "2029-05-13"


def test_a_role_is_read_after_degrees_and_across_a_bodys_name() -> None:
    text = (
        "Bees Fly Low\n\nThe bees of Harlow fly low, a study says. It took nine years.\n\n"
        "“They like hedges,” said Ana Marsh, M.D., Ph.D., a University of Hale student.\n\n"
        "“They do,” said Nora Quist, an entomologist at Hale Field & Farm.\n"
    )
    roles = [quote.attribution and quote.attribution.role for quote in segment(read(text)).quotes]
    assert roles == [
        "a University of Hale student",
        "an entomologist at Hale Field & Farm",
    ]


def test_the_formats_date_gives_the_time_of_day() -> None:
    plain = read(RELEASE)
    stated = Metadata(published="2024-05-08T09:30:00+00:00")
    release = segment(Document(plain.text, plain.blocks, stated))
    assert release.published == "2024-05-08T09:30:00+00:00"


def test_the_language_can_be_overridden() -> None:
    assert segment(read(RELEASE), language="en-GB").language == "en-GB"


def test_the_publishers_correction_wins() -> None:
    release = segment(read(RELEASE), speakers={"We have lent fishing": "Rosa Fields"})
    said = [quote.attribution for quote in release.quotes if quote.is_speech]
    assert said
    assert {attribution.speaker for attribution in said if attribution} == {"Rosa Fields"}
    assert all(attribution and attribution.confidence == 1.0 for attribution in said)
    assert "Rosa Fields" in {person.name for person in release.people}


def test_a_correction_that_fits_no_quote_is_told() -> None:
    release = segment(read(RELEASE), speakers={"Nobody said this": "Rosa Fields"})
    assert any("Nobody said this" in warning for warning in release.warnings)


def test_a_release_without_a_headline_is_told() -> None:
    text = "The bridge opened on Friday after nine years. Everyone may walk on it."
    release = segment(read(text))
    assert release.title == "The bridge opened on Friday after nine years"
    assert any("no headline" in warning for warning in release.warnings)


def test_links_of_the_format_are_kept_and_not_doubled() -> None:
    text = "See www.example.com for the plan of the bridge, which was drawn by children in 2019."
    link = Link(Span(4, 19), "https://example.com/plan")
    release = segment(Document(text, (DocumentBlock(Span(0, len(text))),), links=(link,)))
    assert release.links == (link,)


def test_the_form_is_that_of_the_contract() -> None:
    form = json.loads(msgspec.json.encode(release_form(segment(read(RELEASE)))))
    assert form["title"] == "Library Lends Telescopes to Everyone with a Card"
    assert form["dateline"] == {"place": "PEBBLE CREEK, Ariz.", "date": "May 8, 2024"}
    types = {block["type"] for block in form["blocks"]}
    assert types <= {kind.value for kind in BlockType}
    quote = next(quote for quote in form["quotes"] if quote["is_speech"])
    keys = "text start end speaker role cue group is_speech confidence reason"
    assert set(quote) == set(keys.split())
    assert RELEASE[quote["start"] : quote["end"]] == quote["text"]


SHARED = Path(__file__).parents[3] / "shared" / "releases"


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/releases is not at hand")
@pytest.mark.parametrize("name", sorted(path.stem for path in SHARED.glob("*.json")))
def test_labelled_releases(name: str) -> None:
    text = (SHARED / f"{name}.txt").read_text(encoding="utf-8")
    gold = json.loads((SHARED / f"{name}.json").read_text(encoding="utf-8"))
    form = release_form(segment(read(text)))
    assert form.title == gold["title"]
    wanted = {(block["type"], block["start"], block["end"]) for block in gold["blocks"]}
    found = {(block.type, block.start, block.end) for block in form.blocks}
    assert len(wanted & found) >= 0.9 * len(wanted | found)
