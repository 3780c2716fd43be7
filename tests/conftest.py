"""What tests of the whole program share."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from program import SAMPLE, SHARED, Result, Run


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="keep what comes out as the golden files"
    )


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a clip cache of the tests' own, shared by all of them."""
    return tmp_path_factory.mktemp("clips")


@pytest.fixture
def run(tmp_path: Path, clips: Path) -> Run:
    """Return a function that runs presscast as a publisher does, in a folder of its own."""

    def call(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> Result:
        done = subprocess.run(
            [sys.executable, "-m", "presscast", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=cwd or tmp_path,
            env={**os.environ, "PRESSCAST_CACHE": str(clips), "COLUMNS": "100"},
            timeout=120,
            check=False,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.fixture(scope="session")
def sample() -> Path:
    """Return the sample release."""
    return SAMPLE


@pytest.fixture(scope="session")
def seed() -> Path:
    """Return the release that the product was made for; skips where it is not at hand."""
    path = SHARED / "releases" / "seed_alotrolado.txt"
    if not path.is_file():
        pytest.skip("../shared/releases is not at hand")
    return path
