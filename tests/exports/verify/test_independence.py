"""The verifier shares no code with the makers: it stands on the standard library and a few others."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import exports.verify

ALLOWED = {"asn1crypto", "pikepdf", "pyhanko", "pyhanko_certvalidator", "pypdfium2", "rfc8785"}


def test_only_its_own_modules_and_these_libraries_are_imported() -> None:
    modules = sorted(Path(exports.verify.__path__[0]).rglob("*.py"))
    assert len(modules) > 10
    for path in modules:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0, path.name
                names = [node.module or ""]
            for name in names:
                top = name.split(".")[0]
                assert name.startswith("exports.verify.") or top in ALLOWED or top in sys.stdlib_module_names, (
                    f"{path.name} imports {name}"
                )
