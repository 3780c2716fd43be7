"""A show in one language keeps its voices when one release is in another."""

import json
from pathlib import Path

import pytest
from program import Run

from presscast import plugins
from presscast.errors import EngineError
from presscast.library import Library, ShowState

SPANISH = """Los alquileres bajan

MADRID, 4 de marzo de 2026 - Los alquileres bajan en la ciudad.

"Es una buena noticia para todos", dijo Ana Ruiz, directora de la asociación.
"""


@pytest.fixture
def _espeak() -> None:
    try:
        plugins.engine("espeak").voices()
    except EngineError as error:
        pytest.skip(f"eSpeak speaks Spanish here: {error}")


@pytest.mark.usefixtures("_espeak")
def test_a_release_in_another_language_does_not_recast_the_show(tmp_path: Path, run: Run) -> None:
    release = tmp_path / "release.txt"
    release.write_text(SPANISH)
    kept = {"Narrator": "espeak:en-us", "Ana Ruiz": "espeak:en-us+f2"}
    library = Library(tmp_path / "output")
    with library.locked():
        library.write_state(ShowState(cast=kept))
    command = ("publish", str(release), "--engine", "espeak", "--json")
    first = run(*command)
    assert first.status == 0, first.err
    assert "Narrator, Ana Ruiz" in first.err
    assert library.state().cast == kept
    (manifest,) = (tmp_path / "output" / "episodes").glob("*/episode.json")
    languages = {role["voice"]["language"] for role in json.loads(manifest.read_text())["roles"]}
    assert languages == {"es"}
    again = run(*command)
    assert json.loads(again.out)[0]["change"] == "unchanged"
