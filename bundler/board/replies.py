"""Answers as bytes: packed where the browser can unpack, our own files out of memory."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from bundler.board import render

_SMALL = 1024  # what is not worth packing

Value = TypeVar("Value")


class File(NamedTuple):
    """A file of ours that every page may ask for, as it lies in memory."""

    content: bytes
    packed: bytes
    media_type: str
    tag: str


def static_files() -> dict[str, File]:
    """Every file under ``/static/``, by name; after this none is opened any more."""
    return {name: _file(place.read_bytes(), media) for name, (place, media) in render.STATIC.items()}


def file_answer(request: Request, found: File) -> Response:
    """A file; nothing of it where the browser has it already."""
    headers = {"etag": found.tag, "cache-control": "no-cache", "vary": "accept-encoding"}
    if request.headers.get("if-none-match") == found.tag:
        return Response(None, 304, headers)
    if found.packed and packs(request):
        headers["content-encoding"] = "gzip"
        return Response(found.packed, 200, headers, media_type=found.media_type)
    return Response(found.content, 200, headers, media_type=found.media_type)


def html_answer(request: Request, markup: str, status: int = 200) -> Response:
    """A page or a part of one."""
    content = markup.encode("utf-8", "replace")
    headers = {"vary": "accept-encoding"}
    if len(content) > _SMALL and packs(request):
        content = gzip.compress(content, 5)
        headers["content-encoding"] = "gzip"
    return Response(content, status, headers, media_type="text/html")


def one_of(known: Iterable[Value], given: object, other: Value | None) -> Value:
    """The known value that is given; else the other."""
    return next((value for value in known if value == given), other)  # type: ignore[return-value]


def packs(request: Request) -> bool:
    """Whether the browser can unpack what is packed."""
    return "gzip" in request.headers.get("accept-encoding", "")


def _file(content: bytes, media_type: str) -> File:
    packed = gzip.compress(content, 9) if len(content) > _SMALL else b""
    return File(content, packed, media_type, f'"{hashlib.sha256(content).hexdigest()[:20]}"')
