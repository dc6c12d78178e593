"""Work on the parts of a problem on a cluster that is already there: dask.distributed's."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bundler.errors import UsageError
from bundler.i18n import Text
from bundler.solver.engine import LOST, Beside, stop_work

INSTALL = 'python -m pip install "bundler[cluster]"'
CONNECT_SECONDS = 5

_NO_LIBRARY = Text(
    f"For --cluster the library distributed is needed. Install it with: {INSTALL}",
    f"Voor --cluster is de bibliotheek distributed nodig. Installeer die met: {INSTALL}",
)
_NO_ANSWER = Text(
    "No cluster answers at {address} within {seconds} seconds. "
    "Maybe give the address of its scheduler, such as tcp://10.0.0.5:8786.",
    "Er antwoordt geen cluster op {address} binnen {seconds} seconden. "
    "Misschien het adres van de scheduler geven, zoals tcp://10.0.0.5:8786.",
)
_NO_WORKERS = Text(
    "The cluster at {address} has no workers. Maybe start some there: dask worker {address}",
    "Het cluster op {address} heeft geen werkers. Misschien daar starten: dask worker {address}",
)
_NO_BUNDLER = Text("not installed", "niet geïnstalleerd")
_OTHER_VERSIONS = Text(
    "The workers of {address} must have the same versions as this computer, or they would not give the "
    "same plan: {list}.",
    "De werkers van {address} moeten dezelfde versies hebben als deze computer, anders geven ze niet "
    "hetzelfde plan: {list}.",
)
_OTHER = Text("{name} is {there} on {worker}, {here} here", "{name} is {there} op {worker}, hier {here}")


@contextmanager
def cluster(address: str) -> Iterator[Beside]:
    """The workers of a dask cluster.

    Args:
        address: of its scheduler, such as ``tcp://10.0.0.5:8786``.

    Raises:
        UsageError: the library is missing, the cluster does not answer or has no workers, or these have
            other versions than this process.
    """
    try:
        from distributed import KilledWorker
    except ImportError:
        raise UsageError(_NO_LIBRARY) from None
    # what goes wrong is said by us, in words
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    client = _connect(address)
    try:
        _check_versions(client, address)
        width = sum(client.nthreads().values())

        def tell_stop(name: str) -> None:
            # a call that waits for all workers, also for one that is gone
            arguments = {"on_error": "ignore"}
            threading.Thread(target=client.run, args=(stop_work, name), kwargs=arguments, daemon=True).start()

        yield Beside(client.get_executor(pure=False), width, tell_stop, lost=(*LOST, KilledWorker))
    finally:
        client.close(timeout=1)


def _connect(address: str) -> Any:
    from distributed import Client
    from distributed.comm import connect

    async def knock() -> None:
        comm = await connect(address, timeout=CONNECT_SECONDS)
        await comm.close()

    try:
        # first, as a client that cannot connect keeps trying; what is no scheduler may answer anything
        asyncio.run(knock())
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except Exception:
        raise UsageError(_NO_ANSWER.fill(address=address, seconds=CONNECT_SECONDS)) from None
    try:
        client.wait_for_workers(1, timeout=CONNECT_SECONDS)
    except OSError:
        client.close(timeout=1)
        raise UsageError(_NO_WORKERS.fill(address=address)) from None
    return client


def _check_versions(client: Any, address: str) -> None:
    """Hold what the workers have against what is here.

    Raises:
        UsageError: it is not the same everywhere.
    """

    # inside this function, so that it travels as code to workers without bundler
    def versions() -> dict[str, str]:
        import platform
        from importlib.metadata import PackageNotFoundError, version

        found = {"python": platform.python_version()}
        try:
            from bundler._version import __version__

            found["bundler"] = __version__
        except ImportError:
            found["bundler"] = ""
        for name in ("numba", "numpy", "ortools"):
            try:
                found[name] = version(name)
            except PackageNotFoundError:
                found[name] = ""
        return found

    here = versions()
    others = [
        _OTHER.fill(name=name, there=there[name] or _NO_BUNDLER, worker=worker, here=here[name])
        for worker, there in sorted(client.run(versions).items())
        for name in sorted(here)
        if there[name] != here[name]
    ]
    if others:
        listed = Text("; ".join(text.en for text in others), "; ".join(text.nl for text in others))
        raise UsageError(_OTHER_VERSIONS.fill(address=address, list=listed))
