"""Covers: made of a title, or checked and converted."""

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageDraw
from published_episodes import SHOW, build_episode

from presscast.errors import ConfigError
from presscast.model import Feed
from presscast.writers._cover import (
    MAX_BYTES,
    convert_cover,
    cover_facts,
    episode_cover,
    rendition,
    rendition_mark,
    show_cover,
)
from presscast.writers.cover import create


def picture(width: int, height: int, mode: str = "RGB", form: str = "PNG") -> bytes:
    image = Image.new(mode, (width, height), 255 if mode == "L" else "white")
    out = io.BytesIO()
    image.save(out, form)
    return out.getvalue()


def contrast(data: bytes) -> float:
    """Return the greatest WCAG contrast between two colours of a picture."""
    image = Image.open(io.BytesIO(data)).resize((200, 200), Image.Resampling.NEAREST)
    lights = []
    for _, colour in image.getcolors(40_000) or []:
        assert isinstance(colour, tuple)
        parts = [value / 255 for value in colour]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        lights.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def test_a_made_cover_is_what_directories_ask_for() -> None:
    data = show_cover(SHOW)
    facts = cover_facts(data, "cover.jpg")
    assert (facts.format, facts.width_px, facts.height_px, facts.mode) == (
        "JPEG",
        3000,
        3000,
        "RGB",
    )
    assert len(data) <= MAX_BYTES
    assert contrast(data) > 7


def test_the_same_show_makes_the_same_bytes() -> None:
    assert show_cover(SHOW) == show_cover(replace(SHOW))
    assert show_cover(SHOW) != show_cover(replace(SHOW, title="Another"))


def test_an_episode_cover_carries_its_headline() -> None:
    episode = build_episode()
    data = episode_cover(SHOW, episode)
    assert cover_facts(data, "cover.jpg").width_px == 1400
    assert data != episode_cover(SHOW, replace(episode, title="Another headline"))


@pytest.mark.parametrize(
    "title", ["", "x" * 400, "住宅局", "🏠 Homes", "Ελλάδα žluťoučký ệ", "a\x00b"]
)
def test_any_title_makes_a_cover(title: str) -> None:
    assert cover_facts(show_cover(replace(SHOW, title=title)), "cover.jpg").width_px == 3000


def test_letters_that_no_font_has_are_left_out_and_the_others_set() -> None:
    with_emoji = Image.open(io.BytesIO(show_cover(replace(SHOW, title="Homes 🏠"))))
    without = Image.open(io.BytesIO(show_cover(replace(SHOW, title="Homes"))))
    assert with_emoji.tobytes() == without.tobytes()


def test_the_writer_draws_what_is_not_there_yet() -> None:
    episode = build_episode()
    on_disk: dict[str, bytes] = {}
    covers = create()
    covers.media = lambda path: on_disk[path] if path in on_disk else missing(path)
    for artifact in (*covers.write_episode(SHOW, episode), *covers.write_show(Feed(SHOW, ()))):
        on_disk[artifact.path] = artifact.data
    renditions = [f"assets/cover-{px}.jpg" for px in (240, 480, 96)]
    assert sorted(on_disk) == [*renditions, "cover.jpg", f"episodes/{episode.slug}/cover.jpg"]
    assert list(covers.write_episode(SHOW, episode)) == []
    assert list(covers.write_show(Feed(SHOW, ()))) == []
    assert list(covers.write_episode(SHOW, replace(episode, title="Corrected"))) != []
    own = replace(SHOW, title="Renamed", image="artwork.jpg")
    assert list(covers.write_show(Feed(own, ()))) == []


def test_pages_have_the_cover_in_small() -> None:
    noise = Image.effect_noise((1400, 1400), 100).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=60)
    for cover in (show_cover(SHOW), out.getvalue()):
        for px in (96, 240, 480):
            small = rendition(cover, px)
            facts = cover_facts(small, "small")
            assert (facts.format, facts.width_px, facts.height_px) == ("JPEG", px, px)
            assert len(small) <= 40_000
            assert rendition_mark(cover) in small[:200]


def test_another_picture_of_the_publishers_is_made_small_anew() -> None:
    own = Feed(replace(SHOW, image="artwork.jpg"), ())
    on_disk = {"artwork.jpg": convert_cover(picture(1500, 1500), "a.png")}
    covers = create()
    covers.media = lambda path: on_disk[path] if path in on_disk else missing(path)
    for artifact in covers.write_show(own):
        on_disk[artifact.path] = artifact.data
    assert len(on_disk) == 4
    assert list(covers.write_show(own)) == []
    on_disk["artwork.jpg"] = convert_cover(picture(1600, 1600), "b.png")
    assert len(list(covers.write_show(own))) == 3


def missing(path: str) -> bytes:
    raise FileNotFoundError(path)


@pytest.mark.parametrize("accent", ["#ffd400", "#000", "#767676", "#ffffff"])
def test_text_stands_out_on_any_colour(accent: str) -> None:
    assert contrast(show_cover(replace(SHOW, accent=accent))) >= 4.5


def test_a_colour_that_is_none_is_the_publishers_error() -> None:
    with pytest.raises(ConfigError, match="accent"):
        show_cover(replace(SHOW, accent="sky"))


def test_a_picture_of_the_publishers_own_becomes_a_jpeg() -> None:
    facts = cover_facts(convert_cover(picture(1500, 1500, "RGBA"), "logo.png"), "cover.jpg")
    assert (facts.format, facts.width_px, facts.mode) == ("JPEG", 1500, "RGB")


def test_transparency_becomes_white() -> None:
    image = Image.new("RGBA", (1400, 1400), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((600, 600, 800, 800), (0, 0, 255, 255))
    out = io.BytesIO()
    image.save(out, "PNG")
    converted = Image.open(io.BytesIO(convert_cover(out.getvalue(), "logo.png")))
    corner = converted.getpixel((10, 10))
    assert isinstance(corner, tuple)
    assert min(corner) > 250


def test_a_larger_picture_is_scaled_down() -> None:
    assert cover_facts(convert_cover(picture(3600, 3600), "a.png"), "a").width_px == 3000


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_other_colour_spaces_become_rgb(mode: str) -> None:
    data = picture(1400, 1400, mode, "JPEG")
    assert cover_facts(convert_cover(data, "a.jpg"), "a.jpg").mode == "RGB"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (picture(1600, 1400), "1600 × 1400 px, not square"),
        (picture(1000, 1000), "1000 px wide"),
        (b"GIF89a nonsense", "not a picture"),
        (b"", "not a picture"),
        (picture(1400, 1400)[:200], "not a picture"),
    ],
)
def test_what_cannot_be_a_cover_is_refused_with_a_hint(data: bytes, words: str) -> None:
    with pytest.raises(ConfigError, match=words) as caught:
        convert_cover(data, "logo.png")
    assert caught.value.hint


def test_a_grainy_picture_is_brought_under_500_kb() -> None:
    out = io.BytesIO()
    Image.effect_noise((1500, 1500), 12).convert("RGB").save(out, "BMP")
    assert len(convert_cover(out.getvalue(), "noise.bmp")) <= MAX_BYTES


def test_a_picture_of_nothing_but_noise_is_refused() -> None:
    out = io.BytesIO()
    Image.effect_noise((1400, 1400), 250).convert("RGB").save(out, "BMP")
    with pytest.raises(ConfigError, match="500 KB"):
        convert_cover(out.getvalue(), "noise.bmp")
