"""The notebooks run, show what they say they show, and are kept without what a run leaves in them."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "notebooks"
PAGE = ROOT / "docs" / "howto" / "notebooks.md"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
# It asks for some twenty plans: they are made in the kernel, those of the others in processes beside it.
MANY_PLANS = "2-two-supplier-rule"
IN_THE_KERNEL = """
def alone():
    from bundler.scenarios import crew, run

    run.place_for = lambda *_: crew.here()


alone()
del alone
"""
LINK = re.compile(r"\]\(([^)#\s]+\.ipynb)\)")
# A cell that never ends is an error; how long one may take is for the notebook's own time limits.
PATIENCE = 300

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def code_of(notebook: Any) -> list[Any]:
    """The cells with code."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def is_to_be_seen(source: str) -> bool:
    """Whether code prints, ends in a value or draws."""
    last = ast.parse(source).body[-1]
    return isinstance(last, ast.Expr) or "print(" in source or "plots.plot_" in source


def kinds(cell: Any) -> set[str]:
    """What was put under a cell: the formats of what it shows, and the streams that it wrote to."""
    found: set[str] = set()
    for output in cell["outputs"]:
        found |= {output["name"]} if output["output_type"] == "stream" else set(output.get("data", ()))
    return found


def test_there_are_six_numbered_from_one() -> None:
    assert [path.name[:2] for path in NOTEBOOKS] == ["1-", "2-", "3-", "4-", "5-", "6-"]


@each_notebook
def test_it_is_kept_without_outputs_and_reads_the_same_after_every_save(path: Path) -> None:
    """No outputs, numbers of runs or settings of one computer: what differs in git is what was changed."""
    text = path.read_text("utf-8")
    notebook = json.loads(text)
    nbformat.validate(notebook)
    assert notebook["metadata"] == METADATA
    assert [cell["metadata"] for cell in notebook["cells"]] == [{}] * len(notebook["cells"])
    assert len({cell["id"] for cell in notebook["cells"]}) == len(notebook["cells"])
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code_of(notebook))
    assert text == json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


@each_notebook
def test_links_to_other_notebooks_lead_somewhere(path: Path) -> None:
    linked = LINK.findall(path.read_text("utf-8"))
    assert linked or path == NOTEBOOKS[-1]
    assert [name for name in linked if not (FOLDER / name).is_file()] == []


def test_the_page_on_notebooks_names_each_of_them_and_no_other() -> None:
    named = re.findall(r"`([\w-]+\.ipynb)`", PAGE.read_text("utf-8"))
    assert named == [path.name for path in NOTEBOOKS]


@each_notebook
def test_it_runs_and_shows_what_its_cells_are_for(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own asserts hold, nothing warns, and where there is something to see it is there."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    if path.stem == MANY_PLANS:
        startup = tmp_path / "ipython" / "profile_default" / "startup"
        startup.mkdir(parents=True)
        (startup / "alone.py").write_text(IN_THE_KERNEL, encoding="utf-8")
    work = tmp_path / "work"
    work.mkdir()
    notebook = nbformat.read(path, as_version=4)
    where = {"metadata": {"path": str(work)}}
    NotebookClient(notebook, timeout=PATIENCE, kernel_name="python3", resources=where).execute()
    for cell in code_of(notebook):
        shown = kinds(cell)
        assert "stderr" not in shown, cell["outputs"]
        assert bool(shown) or not is_to_be_seen(cell["source"]), cell["source"]
        if "plots.plot_" in cell["source"] or "plt.show()" in cell["source"]:
            assert "image/png" in shown, cell["source"]
    assert sorted(each.name for each in work.iterdir()) in ([], ["out"])
