"""Imports point one way, the solver's libraries stay in the solver, heavy ones wait until they are used."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "bundler"
EXAMPLE = str(PACKAGE.parent / "data" / "utrecht")

WORDS = {"units", "i18n", "_version"}
BASE = WORDS | {"findings", "errors", "shares"}
# What each part may import of the others. The checker (io) and the report know nothing of the solver,
# and the solver nothing of files: what a plan claims is always held against the rules alone.
MAY_IMPORT = {
    "units": set(),
    "i18n": set(),
    "_version": set(),
    "findings": {"i18n"},
    "errors": {"i18n", "findings"},
    "shares": set(),
    "domain": BASE,
    "rules": BASE | {"domain"},
    "norms": BASE,
    "attribution": BASE | {"domain", "rules", "norms"},
    "solver": BASE | {"domain", "rules"},
    "io": BASE | {"domain", "rules", "norms"},
    "kpis": BASE | {"domain", "rules", "attribution"},
    "scenarios": BASE | {"domain", "rules", "norms", "attribution", "solver", "io", "kpis"},
    "explain": BASE | {"domain", "rules", "norms", "attribution", "solver", "kpis"},
    "report": BASE | {"domain", "rules", "norms", "attribution", "kpis", "scenarios"},
    "prove": BASE | {"domain", "rules"},
    "generate": BASE | {"domain"},
    "exampledata": BASE,
    "bench": BASE | {"domain", "rules", "solver", "io", "report", "generate"},
    # what the commands and the Python API both do
    "verbs": BASE
    | {"domain", "rules", "norms", "attribution", "solver", "io", "report", "kpis", "scenarios", "explain"},
    "board": BASE
    | {"domain", "rules", "norms", "attribution", "solver", "io", "report", "kpis", "scenarios", "explain"},
    "cli": BASE
    | {"domain", "rules", "norms", "attribution", "solver", "prove", "io", "report", "generate"}
    | {"exampledata", "bench", "kpis", "scenarios", "explain", "verbs", "board"},
    "api": BASE
    | {"domain", "rules", "norms", "attribution", "solver", "io", "report", "kpis", "scenarios", "explain"}
    | {"verbs", "generate", "exampledata"},
    "plots": BASE
    | {"domain", "rules", "norms", "attribution", "io", "report", "kpis", "scenarios", "explain"}
    | {"bench", "api"},
    "__init__": BASE | {"api", "plots"},
    "__main__": {"cli"},
}
SOLVER_ONLY = {"ortools", "numba", "llvmlite"}
HEAVY = SOLVER_ONLY | {
    "pandas", "matplotlib", "rich", "jinja2", "python_calamine", "xlsxwriter", "numpy", "pydantic",
}  # fmt: skip
FILES = sorted(PACKAGE.rglob("*.py"))


def _part(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def _imports(file: Path) -> tuple[tuple[str, int], ...]:
    """What a file imports anywhere in it, for type checkers too: (dotted name, line)."""
    found = []
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: relative import"
            # `from bundler.cli import app` imports bundler.cli.app
            found += [(f"{node.module}.{alias.name}", node.lineno) for alias in node.names]
    return tuple(found)


def _at_import_time(file: Path) -> Iterator[str]:
    """The libraries that a file loads as soon as it is imported."""
    stack: list[ast.AST] = [ast.parse(file.read_text("utf-8"))]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            stack += node.orelse
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]
        stack += ast.iter_child_nodes(node)


def test_every_part_of_the_package_has_its_place() -> None:
    assert {_part(file) for file in FILES} == set(MAY_IMPORT)


def test_the_allowed_directions_have_no_way_back() -> None:
    """Following what may be imported never leads back to where it began."""

    def reached(part: str, seen: frozenset[str]) -> Iterator[str]:
        assert part not in seen, f"{part} comes back to itself through {sorted(seen)}"
        for other in MAY_IMPORT[part]:
            yield from reached(other, seen | {part})

    for part in MAY_IMPORT:
        list(reached(part, frozenset()))


@pytest.mark.parametrize("part", MAY_IMPORT)
def test_imports_point_one_way(part: str) -> None:
    wrong = [
        f"{file.relative_to(PACKAGE)}:{line} imports {name}"
        for file in FILES
        if _part(file) == part
        for name, line in _imports(file)
        if name.startswith("bundler.") and name.split(".")[1] not in MAY_IMPORT[part] | {part}
    ]
    assert wrong == []


def test_no_file_comes_back_to_itself_through_its_imports() -> None:
    """Whatever a file imports anywhere, for type checkers too."""
    modules = {".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts): file for file in FILES}
    arrows = {
        module: {
            part for name, _ in _imports(file) for part in (name, name.rpartition(".")[0]) if part in modules
        }
        for module, file in modules.items()
    }
    assert list(TopologicalSorter(arrows).static_order())


def test_ortools_and_numba_are_imported_by_the_solver_only() -> None:
    """The second proof and the peers under measurement have programs of their own, but compile nothing."""
    users = {
        (_part(file), name.split(".")[0])
        for file in FILES
        for name, _ in _imports(file)
        if name.split(".")[0] in SOLVER_ONLY
    }
    assert users == {("solver", "ortools"), ("solver", "numba"), ("prove", "ortools"), ("bench", "ortools")}


def test_of_the_bench_only_the_peers_import_ortools() -> None:
    users = {file.parent.name for file in FILES if _part(file) == "bench" for name, _ in _imports(file)
             if name.split(".")[0] == "ortools"}  # fmt: skip
    assert users == {"peers"}


def test_outside_the_solver_heavy_libraries_are_imported_where_they_are_used() -> None:
    """At the top only pydantic, on which the domain is built, and where is counted numba and numpy."""
    loaded = {
        (_part(file), library) for file in FILES for library in _at_import_time(file) if library in HEAVY
    }
    assert loaded == {
        ("domain", "pydantic"),
        ("io", "pydantic"),
        ("norms", "pydantic"),
        ("prove", "numpy"),
        ("solver", "numba"),
        ("solver", "numpy"),
    }


def test_modules_are_imported_by_name_only_in_the_public_surface() -> None:
    """An import that the tests above cannot see is nowhere but in the lazy ``bundler/__init__.py``."""
    dynamic = {
        _part(file)
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Name | ast.Attribute)
        and (node.id if isinstance(node, ast.Name) else node.attr) in ("import_module", "__import__")
    }
    assert dynamic == {"__init__"}


@pytest.mark.parametrize(
    ("code", "forbidden"),
    [
        ("import bundler", HEAVY),
        ("from bundler.cli import main; assert main(['--help']) == 0", HEAVY),
        (
            f"from bundler.cli import main; assert main(['check', {EXAMPLE!r}]) == 0",
            SOLVER_ONLY | {"pandas", "matplotlib", "jinja2", "xlsxwriter"},
        ),
    ],
    ids=["import", "help", "check"],
)
def test_what_does_not_need_a_library_does_not_load_it(code: str, forbidden: set[str]) -> None:
    script = f"import sys\n{code}\nprint('\\n'.join(sys.modules), file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert {name.split(".")[0] for name in ran.stderr.splitlines()} & forbidden == set()


def test_scip_is_made_in_one_place() -> None:
    """Ctrl-C is left to us wherever SCIP runs, because it runs in one place."""
    makers = [path.name for path in (PACKAGE / "solver").glob("*.py") if '"SCIP"' in path.read_text("utf-8")]
    assert makers == ["scip.py"]
