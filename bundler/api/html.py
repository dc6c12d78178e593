"""The HTML that notebooks show: plain tables in the notebook's own colours, pictures on white paper.

Nothing sets a colour of text or ground but the pictures, so that it is read in light and in dark.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from markupsafe import Markup, escape

from bundler.report.colors import Style

_LEFT = "text-align:left;vertical-align:top;padding:2px 8px"
_RIGHT = "text-align:right;vertical-align:top;padding:2px 8px;font-variant-numeric:tabular-nums"
_PAPER = (
    "background:#fff;color:#1f1f1f;padding:8px;border-radius:4px;max-width:740px;overflow-x:auto;"
    "font-family:&quot;DejaVu Sans&quot;,Verdana,sans-serif"
)
_SWATCH = "display:inline-block;min-width:1.3em;text-align:center;border-radius:3px;font-weight:700;"


def block(*parts: str) -> Markup:
    """Parts below each other."""
    return Markup("<div>{}</div>").format(Markup("").join(parts))


def title(text: str) -> Markup:
    """A heading, which no table of contents of a notebook picks up."""
    return Markup('<p style="font-weight:700;margin:0 0 .4em">{}</p>').format(text)


def paragraph(lines: Iterable[str]) -> Markup:
    """Lines of text, one below the other."""
    return Markup('<p style="margin:0 0 .6em">{}</p>').format(Markup("<br>").join(map(escape, lines)))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: Collection[int] = ()) -> Markup:
    """A table; ``numbers`` are the places of columns that stand to the right."""
    head, *body = [_row(cells, numbers, "th" if at == 0 else "td") for at, cells in enumerate([heads, *rows])]
    return Markup("<table><thead>{}</thead><tbody>{}</tbody></table>").format(head, Markup("").join(body))


def _row(cells: Sequence[str], numbers: Collection[int], tag: str) -> Markup:
    made = [
        Markup('<{t} style="{style}">{cell}</{t}>').format(
            t=tag, style=_RIGHT if at in numbers else _LEFT, cell=cell
        )
        for at, cell in enumerate(cells)
    ]
    return Markup("<tr>{}</tr>").format(Markup("").join(made))


def folded(summary: str, content: Markup, *, unfolded: bool = False) -> Markup:
    """Content that unfolds at a click on its summary."""
    start = Markup("<details open>") if unfolded else Markup("<details>")
    return start + Markup("<summary>{}</summary>{}</details>").format(summary, content)


def picture(svg: Markup) -> Markup:
    """A picture of the report, on the white paper that its colours are made for."""
    return Markup('<div style="' + _PAPER + '">{}</div>').format(svg)


def swatch(style: Style) -> Markup:
    """A supplier's letter on its colour."""
    return Markup('<span style="{css}background:{fill};color:{ink}">{letter}</span>').format(
        css=_SWATCH, fill=style.fill, ink=style.ink, letter=style.letter
    )


def suppliers(styles: Iterable[Style]) -> Markup:
    """Suppliers by letter and name."""
    return Markup(" + ").join(Markup("{} {}").format(swatch(style), style.name) for style in styles)
