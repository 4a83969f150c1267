"""The sample material, made once for all tests that look at it."""

from __future__ import annotations

import pytest

from app.demo import Material, make_material


@pytest.fixture(scope="session")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    return make_material(tmp_path_factory.mktemp("demo") / "material", quick=True)
