"""The report as a PDF that a screen reader can read (PDF/UA-1); needs the libraries typst and pikepdf."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from importlib import resources
from typing import Any

from bundler.domain import Problem, Result
from bundler.errors import UsageError
from bundler.findings import Finding
from bundler.i18n import Lang, Text
from bundler.norms import Catalogue
from bundler.report.canvas import as_svg, drawing
from bundler.report.colors import Style
from bundler.report.content import report_content
from bundler.report.content_text import set_tight
from bundler.report.content_tree import Block, Kind, Named, Picture, Report, Rich, Span
from bundler.report.fonts import FAMILY, font_folder, printable

INSTALL = 'python -m pip install "bundler[pdf]"'

_NO_LIBRARY = Text(
    f"For a .pdf file the libraries typst and pikepdf are needed. Install them with: {INSTALL}",
    f"Voor een .pdf-bestand zijn de bibliotheken typst en pikepdf nodig. Installeer ze met: {INSTALL}",
)
_PARTS = (Kind, Named, Rich, Span, Style)
_REGIONS = {"en": "GB", "nl": "NL"}


def render_pdf(
    problem: Problem,
    result: Result,
    findings: Sequence[Finding],
    lang: Lang,
    norms: Catalogue | None = None,
) -> bytes:
    """The report as a tagged PDF, with bookmarks, alternative texts and its language.

    The same arguments give the same bytes.

    Args:
        problem: what was solved.
        result: a result that holds a plan.
        findings: warnings and notes on the data.
        lang: language of the report.
        norms: the catalogues; the package's own where None.

    Raises:
        UsageError: a library is not installed; the text says how to install it.
        NoPlan: the result holds no plan.
    """
    _typst()
    return as_pdf(report_content(problem, result, findings, lang, norms))


def as_pdf(report: Report) -> bytes:
    """A tree of blocks as a PDF.

    Raises:
        UsageError: a library is not installed; the text says how to install it.
    """
    typst = _typst()
    with drawing():
        blocks = [_block(number, block) for number, block in enumerate(report.blocks)]
    data = _clean(
        {
            "lang": report.lang,
            "region": _REGIONS[report.lang],
            "title": report.title,
            "running": report.running,
            "page": report.page,
            "blocks": blocks,
        }
    )
    source = resources.files("bundler.report").joinpath("pdf.typ").read_bytes()
    written: bytes = typst.compile(
        source,
        format="pdf",
        font_paths=[str(font_folder())],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps({**data, "font": FAMILY}, ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )
    return _packed(written)


def _typst() -> Any:
    try:
        import pikepdf  # noqa: F401
        import typst
    except ImportError as error:
        raise UsageError(_NO_LIBRARY) from error
    return typst


def _packed(written: bytes) -> bytes:
    """The same PDF with its objects compressed, which typst does not do: the tags are most of the file."""
    import pikepdf

    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(written)) as document:
        document.save(file, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return file.getvalue()


def _block(number: int, block: Block) -> dict[str, Any]:
    """A block as the template takes it; ``kind`` says how it is drawn."""
    if isinstance(block, Picture):
        svg = str(as_svg(block.canvas, f"picture-{number}", ""))
        head = f'<svg xmlns="http://www.w3.org/2000/svg" font-family="{FAMILY}" '
        return {"kind": "picture", "alt": block.alt, "svg": svg.replace("<svg ", head, 1)}
    return _fields(block)


def _fields(made: Any) -> dict[str, Any]:
    """A part of the tree by the names of its fields, and its own name."""
    return {"kind": type(made).__name__.lower(), **made._asdict()}


def _clean(value: Any) -> Any:
    """The same value with texts that the font can set; parts of the tree by the names of their fields."""
    if isinstance(value, str):
        return printable(set_tight(value))
    if isinstance(value, dict):
        return {key: _clean(each) for key, each in value.items()}
    if isinstance(value, _PARTS):
        return _clean(_fields(value))
    if isinstance(value, list | tuple):
        return [_clean(each) for each in value]
    return value
