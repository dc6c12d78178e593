"""Words that were made for a web page, as words of the document tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from markupsafe import Markup

from bundler.report.content_tree import Rich, Span

_LINK = re.compile(r'<a href="#([^"]*)">(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def spans(text: str) -> tuple[Span, ...]:
    """Words with their links, without any other tag; a text that is no ``Markup`` is taken as it is."""
    return tuple(_spans(text)) if isinstance(text, Markup) else (Span(text),)


def rich(text: str, under: str = "", more: str = "") -> Rich:
    """Words with links, and softer ones below them: ``under``, then ``more`` after a dot."""
    between = (Span(" · "),) if under and more else ()
    return Rich(spans(text), (*_given(under), *between, *_given(more)))


def set_tight(text: str) -> str:
    """The text with each euro sign on one line with its amount, and each per cent sign too."""
    return text.replace("€ ", "€\N{NO-BREAK SPACE}").replace(" %", "\N{NO-BREAK SPACE}%")


def _given(text: str) -> tuple[Span, ...]:
    return spans(text) if text else ()


def _spans(text: Markup) -> Iterator[Span]:
    for number, part in enumerate(_LINK.split(str(text))):
        # The pattern has two groups: words, an anchor and the words of its link, in turn.
        if number % 3 == 1:
            to = unescape(part)
        elif part:
            yield Span(unescape(_TAG.sub("", part)), to if number % 3 == 2 else "")
