import wave
from pathlib import Path

import pytest
from program import Run


def test_a_word_is_added_listed_tested_and_removed(tmp_path: Path, run: Run) -> None:
    added = run("lexicon", "add", "Al Otro Lado", "--say", "al OH-tro LAH-doh")
    assert added.status == 0, added.err
    assert "ˈlɑːdoʊ" in added.out
    assert run("lexicon", "list").out == added.out
    tested = run("lexicon", "test", "Al Otro Lado")
    rendered, name = tested.out.splitlines()
    assert rendered.startswith("[[")
    with wave.open(str(tmp_path / name)) as sound:
        assert 0.4 < sound.getnframes() / sound.getframerate() < 3
    assert run("lexicon", "remove", "Al Otro Lado").status == 0
    assert run("lexicon", "list").out == ""


def test_words_travel_in_a_pls_file(tmp_path: Path, run: Run) -> None:
    assert run("lexicon", "add", "HTU", "--alias", "the Tenants Union").status == 0
    assert run("lexicon", "export", "words.pls").status == 0
    (tmp_path / "lexicon.pls").unlink()
    assert run("lexicon", "import", "words.pls").status == 0
    assert run("lexicon", "list").out == "HTU: the Tenants Union\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "Ferrer"),
        ("add", "Ferrer", "--say", "fe-RAIR", "--ipa", "x"),
        ("add", "Ferrer", "--say", "-- --"),
        ("remove", "Ferrer"),
        ("import", "none.pls"),
    ],
)
def test_mistakes_are_told(run: Run, arguments: tuple[str, ...]) -> None:
    result = run("lexicon", *arguments)
    assert result.status == 2, result.err
    assert result.err.count("error: ") == 1
    assert result.err.count(" hint: ") == 1


def test_a_damaged_lexicon_is_named(tmp_path: Path, run: Run, sample: Path) -> None:
    (tmp_path / "lexicon.pls").write_text("<lexicon>")
    result = run("script", sample)
    assert result.status == 4
    assert "lexicon.pls" in result.err


def test_the_show_says_its_names_its_way(run: Run, sample: Path) -> None:
    assert run("lexicon", "add", "Riverbend Court", "--alias", "River Bend").status == 0
    script = run("script", sample, "--engine", "tone").out
    assert "at River Bend" in script
    assert "at Riverbend Court" in script
