"""Who issues a release is told by the release itself."""

import pytest

from presscast.model import Block, BlockType, Metadata, Span
from presscast.text.issuer import find_issuer


def issuer(pieces: list[tuple[str, str]], metadata: Metadata | None = None) -> str | None:
    text, blocks = "", []
    for kind, words in pieces:
        blocks.append(Block(BlockType(kind), Span(len(text), len(text) + len(words))))
        text += words + "\n\n"
    return find_issuer(text, blocks, metadata or Metadata())


def test_the_organization_of_the_first_about_that_the_story_names() -> None:
    found = issuer(
        [
            ("lede", "The Tor Project opens a shop with Printworks today."),
            ("heading", "ABOUT THE TOR PROJECT"),
            ("boilerplate", "The Tor Project makes software."),
            ("heading", "About Printworks"),
        ]
    )
    assert found == "Tor Project"


def test_the_publisher_that_the_format_states() -> None:
    assert issuer([("lede", "It rained today.")], Metadata(publisher="Weather Office")) == (
        "Weather Office"
    )


def test_the_letterhead() -> None:
    pieces = [("release_header", "Ministry of Rural Transport"), ("lede", "It rained today.")]
    assert issuer(pieces) == "Ministry of Rural Transport"


def test_the_subject_of_a_closing_description() -> None:
    pieces = [("lede", "It rained."), ("boilerplate", "Hill Farm Trust is a charity in Wales.")]
    assert issuer(pieces) == "Hill Farm Trust"


@pytest.mark.parametrize(
    ("lede", "name"),
    [
        ("Northlake Instruments opened a plant today.", "Northlake Instruments"),
        ("Legislation passed today. The legislation was written in May.", None),
        ("it rained.", None),
    ],
)
def test_the_subject_of_the_first_sentence(lede: str, name: str | None) -> None:
    assert issuer([("lede", lede)]) == name


def test_nothing_tells() -> None:
    assert issuer([]) is None
