"""The main job, start to end, with engines that are quick; and again, and corrected."""

import json
import re
from pathlib import Path

import pytest
from program import Run

TONE = ("--engine", "tone")


def publish(run: Run, source: Path, *more: str) -> dict[str, str]:
    result = run("publish", source, *TONE, "--json", *more)
    assert result.status == 0, result.err
    form: dict[str, str] = json.loads(result.out)[0]
    return form


def enclosures(feed: Path) -> list[str]:
    return re.findall(r'<enclosure[^>]* url="([^"]+)"', feed.read_text())


def test_everything_that_is_promised_is_there(tmp_path: Path, run: Run, sample: Path) -> None:
    form = publish(run, sample)
    assert form["change"] == "new"
    slug = form["slug"]
    assert slug == "2026-11-12-court-orders-heat-restored-to-412-homes-at"
    output = tmp_path / "output"
    for name in ("feed.xml", "index.html", "cover.jpg", "show.json"):
        assert (output / name).stat().st_size > 100, name
    episode = output / "episodes" / slug
    for name in (
        "episode.json",
        f"{slug}.mp3",
        "transcript.vtt",
        "transcript.srt",
        "transcript.json",
        "transcript.html",
        "chapters.json",
        "index.html",
        "cover.jpg",
    ):
        assert (episode / name).stat().st_size > 100, name
    assert enclosures(output / "feed.xml") == [f"http://127.0.0.1:8000/episodes/{slug}/{slug}.mp3"]
    assert not list(output.rglob("*.part"))


def test_again_changes_nothing(tmp_path: Path, run: Run, sample: Path) -> None:
    publish(run, sample)
    output = tmp_path / "output"
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*") if path.is_file()}
    assert publish(run, sample)["change"] == "unchanged"
    after = {path: path.stat().st_mtime_ns for path in output.rglob("*") if path.is_file()}
    lock = output / ".presscast.lock"
    assert {**before, lock: 0} == {**after, lock: 0}


def test_a_corrected_release_keeps_its_identity(tmp_path: Path, run: Run, sample: Path) -> None:
    release = tmp_path / "release.txt"
    release.write_text(sample.read_text())
    first = publish(run, release)
    output = tmp_path / "output"
    old_feed = enclosures(output / "feed.xml")
    release.write_text(sample.read_text().replace("at least six nights", "at least seven nights"))
    second = publish(run, release, "--note", "Seven nights, not six.")
    assert second["change"] == "corrected"
    assert (second["guid"], second["slug"]) == (first["guid"], first["slug"])
    new_feed = enclosures(output / "feed.xml")
    assert len(new_feed) == 1
    assert new_feed != old_feed
    feed = (output / "feed.xml").read_text()
    assert feed.count(f">{first['guid']}<") == 1
    assert "Seven nights, not six." in feed
    page = (output / "episodes" / first["slug"] / "index.html").read_text()
    assert "Seven nights, not six." in page
    for url in (*old_feed, *new_feed):
        assert (output / url.removeprefix("http://127.0.0.1:8000/")).is_file()


def test_only_the_changed_sentence_is_spoken_again(
    tmp_path: Path, run: Run, sample: Path, clips: Path
) -> None:
    release = tmp_path / "release.txt"
    release.write_text(sample.read_text())
    publish(run, release)
    before = {path for path in clips.rglob("*") if path.is_file()}
    release.write_text(sample.read_text().replace("a quick part", "x").replace("31 ", "34 "))
    publish(run, release)
    new = {path for path in clips.rglob("*") if path.is_file()} - before
    assert len([path for path in new if not path.suffix]) == 1
    assert 2 <= len([path for path in new if path.suffix]) <= 3


def test_another_release_under_the_same_file_name_is_another_episode(
    tmp_path: Path, run: Run, sample: Path
) -> None:
    release = tmp_path / "release.txt"
    release.write_text(sample.read_text())
    first = publish(run, release)
    release.write_text(
        "Library Opens on Sundays\n\nELMFORD, May 3, 2026 - The public library of Elmford will "
        "open its doors on Sundays from June.\n"
    )
    second = publish(run, release)
    assert second["change"] == "new"
    assert second["guid"] != first["guid"]
    assert len(enclosures(tmp_path / "output" / "feed.xml")) == 2


def test_what_a_kill_cut_off_is_made_good(tmp_path: Path, run: Run, sample: Path) -> None:
    """Killed after the episode and before the feed; and in the middle of a removal."""
    first = publish(run, sample)
    feed, state = (tmp_path / "output" / name for name in ("feed.xml", "show.json"))
    before = feed.read_bytes(), state.read_bytes()
    other = tmp_path / "other.txt"
    other.write_text("A Second Release\n\nThe library opened a second reading room today.\n")
    second = publish(run, other)
    after = feed.read_bytes()
    feed.write_bytes(before[0])
    state.write_bytes(before[1])
    assert publish(run, other)["change"] == "unchanged"
    assert feed.read_bytes() == after
    manifest = tmp_path / "output" / "episodes" / second["slug"] / "episode.json"
    kept = manifest.read_bytes()
    assert run("remove", second["slug"], "--yes").status == 0
    manifest.parent.mkdir()
    manifest.write_bytes(kept)
    assert run("feed").status == 0
    assert [first["audio"].rpartition("/")[2]] == [
        url.rpartition("/")[2] for url in enclosures(feed)
    ]
    assert run("remove", second["slug"], "--yes").status == 0
    assert not manifest.parent.exists()
    assert run("check").status == 0


def test_removed_is_gone_for_good(tmp_path: Path, run: Run, sample: Path) -> None:
    first = publish(run, sample)
    assert run("remove", first["slug"], "--yes").status == 0
    assert enclosures(tmp_path / "output" / "feed.xml") == []
    assert not (tmp_path / "output" / "episodes" / first["slug"]).exists()
    second = publish(run, sample)
    assert second["slug"] == first["slug"] + "-2"
    assert second["guid"] != first["guid"]


def test_a_removal_that_cannot_be_done_removes_nothing(
    tmp_path: Path, run: Run, sample: Path
) -> None:
    first = publish(run, sample)
    (tmp_path / "presscast.toml").write_text('[show]\nbase_url = "nowhere"\n')
    assert run("remove", first["slug"], "--yes").status == 4
    (tmp_path / "presscast.toml").unlink()
    assert json.loads((tmp_path / "output" / "show.json").read_text())["removed"] == []
    assert run("check").status == 0
    asked = run("remove", first["slug"], stdin=b"n\n")
    assert "Court Orders Heat Restored" in asked.err
    assert len(enclosures(tmp_path / "output" / "feed.xml")) == 1


def test_a_moved_show_keeps_its_guids(tmp_path: Path, run: Run, sample: Path) -> None:
    first = publish(run, sample)
    guid = json.loads((tmp_path / "output" / "show.json").read_text())["guid"]
    assert run("move", "https://podcast.example.org/press").status == 0
    feed = (tmp_path / "output" / "feed.xml").read_text()
    assert "<itunes:new-feed-url>https://podcast.example.org/press/feed.xml<" in feed
    assert enclosures(tmp_path / "output" / "feed.xml")[0].startswith(
        "https://podcast.example.org/press/episodes/"
    )
    assert first["guid"] in feed
    assert guid in feed
    assert "127.0.0.1" not in feed


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('category = "Press"', "choose one of: Arts"),
        ('subcategory = "Books"', "choose one of: Business News"),
        ('language = "English!"', "language code"),
        ('email = "press at example.org"', "e-mail"),
        ('link = "example.org"', "https://"),
        ('hub = "hub"', "https://"),
    ],
)
def test_what_directories_refuse_is_told_before_anything_is_said(
    tmp_path: Path, run: Run, sample: Path, line: str, says: str
) -> None:
    (tmp_path / "presscast.toml").write_text(f"[show]\n{line}\n")
    done = run("publish", sample, *TONE)
    assert done.status == 4
    assert says in done.err
    assert f"show.{line.split(maxsplit=1)[0]}" in done.err
    assert not list((tmp_path / "output").rglob("*.mp3"))


def test_a_link_is_written_as_feeds_have_it(tmp_path: Path, run: Run, sample: Path) -> None:
    (tmp_path / "presscast.toml").write_text(
        '[show]\nlink = "https://münster.example/über"\ncategory = "news"\n'
    )
    publish(run, sample)
    feed = (tmp_path / "output" / "feed.xml").read_text(encoding="utf-8")
    assert "<link>https://xn--mnster-3ya.example/%C3%BCber</link>" in feed
    assert '<itunes:category text="News"' in feed


def test_a_topic_without_episodes_has_no_feed(tmp_path: Path, run: Run, sample: Path) -> None:
    (tmp_path / "presscast.toml").write_text('[show]\ntopics = { heat = ["heat"] }\n')
    first = publish(run, sample)
    topic = tmp_path / "output" / "topics" / "heat.xml"
    assert first["title"] in topic.read_text(encoding="utf-8")
    run("move", "https://podcast.example.org/")
    moved = "<itunes:new-feed-url>https://podcast.example.org/topics/heat.xml<"
    assert moved in topic.read_text(encoding="utf-8")
    assert run("remove", first["slug"], "--yes").status == 0
    assert not topic.exists()
    assert run("check").status == 0


def test_a_moved_show_stays_where_it_is(tmp_path: Path, run: Run, sample: Path) -> None:
    settings = tmp_path / "presscast.toml"
    settings.write_text(
        '# Ours.\n[show]\ntitle = "News"\nbase_url = "https://old.example.org/"  # the web root\n'
    )
    first = publish(run, sample)
    moved = run("move", "https://new.example.org/press")
    assert "base_url is https://new.example.org/press/" in moved.out
    assert settings.read_text().endswith(
        '\nbase_url = "https://new.example.org/press/"  # the web root\n'
    )
    again = publish(run, sample)
    assert (again["change"], again["audio"]) == ("unchanged", first["audio"])
    settings.write_text('[show]\ntitle = "News"\nbase_url = "https://old.example.org/"\n')
    refused = run("publish", sample, "--engine", "tone")
    assert refused.status == 4
    assert "has moved to https://new.example.org/press/" in refused.err
    assert run("move", "https://old.example.org").status == 0
    assert run("feed").status == 0


def test_what_is_no_matter_of_the_sound_makes_no_new_enclosure(
    tmp_path: Path, run: Run, sample: Path
) -> None:
    settings = tmp_path / "presscast.toml"
    settings.write_text('[show]\ntitle = "News"\n')
    first = publish(run, sample)
    settings.write_text(
        '[show]\ntitle = "News"\ndescription = "New words."\ncategory = "Government"\n'
        'base_url = "https://cast.example.org/"\n'
        'topics = { heat = ["heat"] }\n[page]\naccent = "#204060"\n'
    )
    again = publish(run, sample)
    assert (again["change"], again["audio"]) == ("unchanged", first["audio"])
    feed = (tmp_path / "output" / "feed.xml").read_text(encoding="utf-8")
    assert "New words." in feed
    assert "https://cast.example.org/" in feed
    assert "<category>heat</category>" in feed
    assert (tmp_path / "output/topics/heat.xml").is_file()
    assert run("check").status == 0
    settings.write_text(
        '[show]\ntitle = "News"\ndescription = "Newer words."\n'
        'base_url = "https://cast.example.org/"\ntopics = { heat = ["heat"] }\n'
    )
    assert publish(run, sample)["change"] == "unchanged"
    feed = (tmp_path / "output" / "feed.xml").read_text(encoding="utf-8")
    assert "Newer words." in feed
    settings.write_text('[show]\ntitle = "Newer"\nbase_url = "https://cast.example.org/"\n')
    assert publish(run, sample)["change"] == "remade"


@pytest.mark.parametrize(
    "address", ["example.org", "ftp://example.org/", "https://a b/", "https://"]
)
def test_what_is_no_address_is_refused(run: Run, sample: Path, address: str) -> None:
    done = run("publish", sample, "--engine", "tone", "--base-url", address)
    assert done.status == 4
    assert "https://" in done.err


def test_the_script_shows_all_before_any_audio_is_made(
    tmp_path: Path, run: Run, sample: Path
) -> None:
    result = run("script", sample, "--json", *TONE)
    assert result.status == 0, result.err
    script = json.loads(result.out)
    text = sample.read_text()
    covered = [False] * len(text)
    for piece in (*script["utterances"], *script["skipped"]):
        for place in range(piece["start"], piece["end"]):
            covered[place] = True
    lost = "".join(c for c, taken in zip(text, covered, strict=True) if not taken)
    assert lost.strip() == ""
    assert not (tmp_path / "output").exists()


def test_quotes_have_voices_of_their_own(run: Run, sample: Path) -> None:
    script = json.loads(run("script", sample, "--json").out)
    speakers = {said["speaker"] for said in script["utterances"]}
    assert speakers == {
        "Narrator",
        "the court",
        "Odalys Ferrer",
        "Thomas Achterberg",
        "Miriam Okafor-Lindqvist",
    }
    voice_of = {said["speaker"]: said["voice"] for said in script["utterances"]}
    assert len({voice_of[name] for name in speakers}) == len(speakers)
    silent = [skip["rule"] for skip in script["skipped"] if "Read the court" in skip["text"]]
    assert silent == ["points at a link or a social account"]
    term = next(s for s in script["utterances"] if "seasonal transition" in s["text"])
    assert term["speaker"] == "Narrator"


def test_make_writes_one_tagged_file(tmp_path: Path, run: Run, sample: Path) -> None:
    result = run("make", sample, "-o", "out/release.mp3", "--draft")
    assert result.status == 0, result.err
    from mutagen.id3 import ID3

    tags = ID3(tmp_path / "out" / "release.mp3")  # type: ignore[no-untyped-call]
    assert tags["TIT2"].text == ["Court Orders Heat Restored to 412 Homes at Riverbend Court"]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["release.mp3"]


def test_a_publishers_own_cover_is_checked_and_used(tmp_path: Path, run: Run, sample: Path) -> None:
    from PIL import Image

    (tmp_path / "presscast.toml").write_text('[show]\nimage = "logo.png"\n')
    Image.new("RGB", (1000, 1000)).save(tmp_path / "logo.png")
    refused = run("publish", sample, *TONE)
    assert refused.status == 4
    assert "logo.png" in refused.err
    assert not list((tmp_path / "output").rglob("*.mp3"))
    Image.new("RGBA", (1600, 1600), "navy").save(tmp_path / "logo.png")
    publish(run, sample)
    with Image.open(tmp_path / "output" / "artwork.jpg") as cover:
        assert (cover.size, cover.mode, cover.format) == ((1600, 1600), "RGB", "JPEG")
    assert (
        'href="http://127.0.0.1:8000/artwork.jpg"' in (tmp_path / "output" / "feed.xml").read_text()
    )


def test_another_voice_is_no_correction_of_the_text(tmp_path: Path, run: Run, sample: Path) -> None:
    first = publish(run, sample)
    second = publish(run, sample, "--voice", "tone:soprano")
    assert (second["change"], second["guid"]) == ("remade", first["guid"])
    feed = (tmp_path / "output" / "feed.xml").read_text()
    assert len(enclosures(tmp_path / "output" / "feed.xml")) == 1
    assert "orrected" not in feed
    page = (tmp_path / "output" / "episodes" / first["slug"] / "index.html").read_text()
    assert "orrected on" not in page


def test_a_correction_is_said_where_the_show_wants_it(
    tmp_path: Path, run: Run, sample: Path
) -> None:
    (tmp_path / "presscast.toml").write_text("[notice]\ncorrections = true\n")
    release = tmp_path / "release.txt"
    release.write_text(sample.read_text())
    publish(run, release)
    release.write_text(sample.read_text().replace("31 citations", "33 citations"))
    form = publish(run, release, "--note", "There are 33 citations.")
    captions = tmp_path / "output" / "episodes" / form["slug"] / "transcript.vtt"
    assert "Correction: There are 33" in captions.read_text()
