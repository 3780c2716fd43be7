import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscast.errors import ReleaseError, UsageError
from presscast.library import Library
from presscast.model import Release, Tombstone
from presscast.stages import edition

NOW = datetime(2026, 11, 25, 10, 30, tzinfo=UTC)


def release(text: str = "Court orders heat.", **known: str | None) -> Release:
    return Release(
        text=text,
        title=known.get("title") or text,
        subtitle=None,
        dateline=None,
        issuer=None,
        published=known.get("published"),
        embargo=known.get("embargo"),
        language="en",
        blocks=(),
        sections=(),
        quotes=(),
        people=(),
        contacts=(),
        links=(),
    )


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Court Orders Heat", "2026-11-12-court-orders-heat"),
        ("Straße & Müller’s “Plan”", "2026-11-12-strasse-mullers-plan"),
        ("公告", "2026-11-12-release"),
        ("../../etc/passwd", "2026-11-12-etc-passwd"),
        ("word " * 40, "2026-11-12-word-word-word-word-word-word-word-word"),
        ("x" * 500, "2026-11-12-" + "x" * 61),
    ],
)
def test_slugs_are_short_ascii_names(title: str, slug: str) -> None:
    assert edition.make_slug(title, date(2026, 11, 12)) == slug


@pytest.mark.parametrize(
    ("in_release", "stated", "expected"),
    [
        (None, None, NOW),
        ("2021-01-18", None, datetime(2021, 1, 18, 12, tzinfo=UTC)),
        ("2026-11-25", None, NOW),
        ("2027-03-01", None, NOW),
        ("not a date", None, NOW),
        ("2021-01-18", "2020-05-04T09:00+02:00", datetime(2020, 5, 4, 7, tzinfo=UTC)),
        (None, "2027-03-01", datetime(2027, 3, 1, 12, tzinfo=UTC)),
    ],
)
def test_publication_time(in_release: str | None, stated: str | None, expected: datetime) -> None:
    found = edition.publication_time(release(published=in_release), stated, NOW)
    assert found == expected


def test_slugs_of_removed_episodes_are_not_used_again(tmp_path: Path) -> None:
    first = edition.place(
        release(published="2026-11-12"),
        entries=(),
        removed=(Tombstone("2026-11-12-court-orders-heat", "g", "2026-11-13"),),
        library=Library(tmp_path),
        source="a.txt",
        sha256="0",
        stated_date=None,
        stated_slug=None,
        now=NOW,
    )
    assert first.slug == "2026-11-12-court-orders-heat-2"
    assert first.number == 1


@pytest.mark.parametrize(
    "slug", ["../../up", "a/b", ".hidden", "a b", "ä", "A", "x" * 101, "-a", "a-", "a%2fb", "con."]
)
def test_a_stated_slug_is_a_plain_name(tmp_path: Path, slug: str) -> None:
    with pytest.raises(UsageError, match="--slug"):
        edition.place(
            release(),
            entries=(),
            removed=(),
            library=Library(tmp_path),
            source="a.txt",
            sha256="0",
            stated_date=None,
            stated_slug=slug,
            now=NOW,
        )


@given(st.text(max_size=200), st.dates())
def test_every_title_makes_a_plain_name(title: str, day: date) -> None:
    assert re.fullmatch(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9-]{1,70}", edition.make_slug(title, day)
    )


def test_a_source_is_named_in_text_without_its_folders() -> None:
    assert edition.source_name("/home/ana/release.txt") == "release.txt"
    assert edition.source_name("C:\\Users\\ana\\release.txt") == "release.txt"
    assert edition.source_name("in/bad\udcff.txt").encode() == b"bad\xef\xbf\xbd.txt"
    assert edition.source_name("https://example.org/a/b") == "https://example.org/a/b"


def test_an_embargo_stops_publication_until_it_ends() -> None:
    later = (NOW + timedelta(hours=1)).isoformat()
    with pytest.raises(ReleaseError, match="embargo"):
        edition.check_embargo(release(embargo=later), NOW)
    edition.check_embargo(release(embargo=NOW.isoformat()), NOW)
    edition.check_embargo(release(), NOW)


def test_a_fingerprint_tells_apart_what_joins_to_the_same() -> None:
    assert edition.fingerprint(b"ab", b"c") != edition.fingerprint(b"a", b"bc")


@pytest.mark.parametrize(
    ("location", "name"),
    [
        ("/home/ana/press/release.txt", "release.txt"),
        (r"C:\Users\ana\release.docx", "release.docx"),
        ("https://example.org/news/1", "https://example.org/news/1"),
        ("-", "-"),
    ],
)
def test_no_folder_of_the_publisher_is_published(location: str, name: str) -> None:
    assert edition.source_name(location) == name
