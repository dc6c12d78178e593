"""What the site needs beside Sphinx: formulas as MathML, Dutch pages that say so, tables from the code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx
from sphinx.ext.napoleon import Config, GoogleDocstring
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

_STYLE = Config(napoleon_use_rtype=False, napoleon_use_ivar=True)
_MENDED = {
    '<p class="caption" role="heading">': '<p class="caption" role="heading" aria-level="2">',
    '<aside class="sidebar-drawer">': '<aside class="sidebar-drawer" aria-label="Pages">',
    '<aside class="toc-drawer">': '<aside class="toc-drawer" aria-label="On this page">',
    "<pre>": '<pre tabindex="0">',
    '<div class="table-wrapper': '<div tabindex="0" class="table-wrapper',
}
_BAR = re.compile(r"(``.*?``|^\s*>>>.*)|\|")
_LOGGER = logging.getLogger(__name__)


class Catalogue(SphinxDirective):
    """``{catalogue} codes nl``: a table that the program makes of its own catalogues."""

    required_arguments = 2

    def run(self) -> list[nodes.Node]:
        """The sections of the table, read as Markdown."""
        from bundler.domain.reasons import reasons_markdown
        from bundler.io.codes import codes_markdown
        from bundler.kpis.shown import kpis_markdown
        from bundler.report.employer_words import warnings_markdown

        made = {
            "codes": codes_markdown,
            "kpis": kpis_markdown,
            "reasons": reasons_markdown,
            "warnings": warnings_markdown,
        }
        name, lang = self.arguments
        text = made[name](lang).replace("\n### ", "\n## ").removeprefix("#")
        return self.parse_text_to_nodes(text, allow_section_headings=True)


def _inline(translator: Any, node: nodes.math) -> None:
    translator.body.append(_mathml(node, as_block=False))
    raise nodes.SkipNode


def _block(translator: Any, node: nodes.math_block) -> None:
    translator.body.append(f'<div class="formula" tabindex="0">{_mathml(node, as_block=True)}</div>')
    raise nodes.SkipNode


def _mathml(node: nodes.Element, *, as_block: bool) -> str:
    try:
        return str(tex2mathml(node.astext(), as_block=as_block))
    except MathError as error:
        _LOGGER.warning("%s in: %s", error, node.astext(), location=node)
        return ""


def _docstring(app: Sphinx, what: str, name: str, thing: object, options: Any, lines: list[str]) -> None:
    """Google's form, as Napoleon reads it; but a property's first words are no type of it."""
    kind = "method" if what == "property" else what
    # A bar is absolute value or "or" here, never reStructuredText's own sign.
    lines[:] = [_BAR.sub(lambda found: found[1] or r"\|", line) for line in lines]
    lines[:] = GoogleDocstring(lines, _STYLE, app, kind, name, thing, options).lines()


def _language(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:  # noqa: ARG001
    """A page that says ``lang: nl`` at its top is Dutch to a browser and a screen reader too."""
    lang = (context.get("meta") or {}).get("lang")
    if lang:
        context["language"] = lang


def _mend(app: Sphinx, error: Exception | None) -> None:
    """Put right what the theme leaves undone for keyboards and screen readers."""
    if error is None:
        for page in Path(app.outdir).rglob("*.html"):
            text = page.read_text("utf-8")
            for theirs, ours in _MENDED.items():
                text = text.replace(theirs, ours)
            page.write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """What Sphinx calls."""
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
    app.add_lexer("csv", TextLexer)
    app.add_directive("catalogue", Catalogue)
    app.connect("autodoc-process-docstring", _docstring)
    app.connect("html-page-context", _language)
    app.connect("build-finished", _mend)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
