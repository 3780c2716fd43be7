"""A plug-in never imports a plug-in; what two share begins with an underscore or lies below."""

import grimp
import pytest

from presscast import plugins


@pytest.mark.parametrize("kind", ["readers", "engines", "writers"])
def test_no_plugin_knows_another(kind: str) -> None:
    graph = grimp.build_graph("presscast")
    own = {f"presscast.{kind}.{name}" for name in plugins.names(kind)} & graph.modules
    assert len(own) > 1
    for module in own:
        known = graph.find_modules_directly_imported_by(module) & own
        assert not known, f"{module} imports {known}"
