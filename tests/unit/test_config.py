from pathlib import Path

import pytest

from presscast.config import Settings, load_corrections, load_settings, with_base_url
from presscast.errors import ConfigError


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "presscast.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_no_file_gives_the_defaults() -> None:
    assert load_settings(None) == Settings()


def test_values_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, '[show]\ntitle = "Órgano"\n[pauses]\nstart_ms = 5\n')
    settings = load_settings(path)
    assert (settings.show.title, settings.pauses.start_ms) == ("Órgano", 5)
    assert settings.audio == Settings().audio


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('[show]\ntitle = "a"\nlangage = "x"\n', 3, "langage"),
        ("[audio]\nloudness_lufs = -99\n", 2, "loudness_lufs"),
        ("[pauses]\n\n# so\nend_ms = true\n", 4, "end_ms"),
    ],
)
def test_a_wrong_value_is_named_with_its_line(
    tmp_path: Path, text: str, line: int, says: str
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load_settings(path)
    assert str(caught.value).startswith(f"{path}:{line}:")
    assert says in str(caught.value)


def test_what_is_not_toml_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="line 2"):
        load_settings(written(tmp_path, '[show]\ntitle = "a\n'))


def test_a_missing_file_is_an_error_only_where_it_was_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        load_settings(tmp_path / "none.toml")
    assert load_corrections(tmp_path / ".presscast.toml").speakers == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[show]\nbase_url = "https://a.example/"\n', '[show]\nbase_url = "https://b.example/"\n'),
        ("[show]\nbase_url='x' # y\n", '[show]\nbase_url="https://b.example/" # y\n'),
        ('show = { base_url = "https://a.example/" }\n', None),
        ('[show]\ntitle = "t"\n', None),
        ('[show]\nbase_url = """\nhttps://a.example/"""\n', None),
        (
            '[show]\n# base_url = "z"\nbase_url = "q"',
            '[show]\n# base_url = "z"\nbase_url = "https://b.example/"',
        ),
    ],
)
def test_the_base_url_alone_is_changed(text: str, expected: str | None) -> None:
    assert with_base_url(text, "https://b.example/") == expected
