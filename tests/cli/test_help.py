"""The command line answers at once, explains itself, and its reference is in step with it."""

import subprocess
import sys

import generate_cli
import pytest
from program import ROOT, Run

HEAVY = ("numpy", "onnxruntime", "lxml", "rich", "jinja2", "mutagen", "PIL", "starlette", "pydub")


def test_the_reference_is_in_step_with_help() -> None:
    assert (ROOT / "docs" / "cli.md").read_text() == generate_cli.reference(), "run: make docs"


def test_nothing_heavy_is_imported_for_help() -> None:
    code = (
        "import sys\nsys.argv = ['presscast', '--help']\n"
        "try:\n    from presscast.cli import main; main()\nfinally:\n"
        f"    print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert "publish" in done.stdout


@pytest.mark.parametrize("command", ["publish", "make", "segment", "script", "serve", "check"])
def test_every_command_has_an_example(run: Run, command: str) -> None:
    result = run(command, "--help")
    assert result.status == 0
    assert "Example" in result.out


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out.startswith("presscast, version ")
