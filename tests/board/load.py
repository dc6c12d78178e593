"""Many screens, many changes: ``python -m tests.board.load --clients 40 --rate 20 --seconds 60``.

A real server in a process of its own, on this machine only. It measures how long a change takes until the
last screen shows it, and looks whether any screen lost or reordered one. ``python -m tests.board.kill`` kills
the server in the middle of it.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import itertools
import random
import re
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tests.board.client import DATA
from tests.board.wires import Reply, Screen, Server, Wire, free_port

_CARD = re.compile(rb'data-task="([^"]+)" data-job="([^"]*)"')
_PARTS = (("median", 0.5), ("p95", 0.95), ("max", 1.0))


class Change(NamedTuple):
    seq: int
    asked: float
    confirmed: float
    name: str


class Load:
    """The whole of it."""

    def __init__(self, server: Server, clients: int, rate: float, seed: int = 0) -> None:
        self.server, self.clients, self.rate = server, clients, rate
        self.changes: list[Change] = []
        self.statuses: dict[int, int] = {}
        self.screens: list[Screen] = []
        self.cookies: list[str] = []
        self._dice = random.Random(seed)
        self._tasks: list[str] = [
            line.partition(",")[0] for line in (DATA / "tasks.csv").read_text().splitlines()[1:]
        ]
        self._number = 0

    async def join(self) -> None:
        """The facilitator and all the others come in."""
        suppliers = [line.partition(",")[0] for line in (DATA / "suppliers.csv").read_text().splitlines()[1:]]
        wire = Wire(self.server.port)
        answer = await wire.ask("GET", self.server.facilitator)
        self.cookies.append(_cookie(answer))
        for number in range(1, self.clients):
            supplier = suppliers[number % len(suppliers)] if number % 3 else ""
            answer = await wire.ask("POST", "/join", {"code": self.server.code, "supplier_id": supplier})
            self.cookies.append(_cookie(answer))
        wire.close()
        for number, cookie in enumerate(self.cookies):
            # suppliers have a phone; the others look at a large screen, some at the board of one group
            view = ("all", "indoor", "outdoor")[number // 3 % 3]
            target = "/live?view=all&phone=yes" if number % 3 else f"/live?view={view}"
            self.screens.append(Screen(Wire(self.server.port, cookie), target))

    async def write(self, until: float, wire: Wire, pace: asyncio.Semaphore) -> None:
        """Change things as fast as the pace allows."""
        while time.perf_counter() < until:
            await pace.acquire()
            await self.change(wire)

    async def change(self, wire: Wire) -> None:
        """One change: mostly a move, which is judged; now and then a moment or an undo."""
        self._number += 1
        name = f"m{self._number}"
        dice = self._dice.random()
        if dice < 0.15:
            verb, given = "moment", {"name": name}
        elif dice < 0.25:
            verb, given = "undo", {}
        else:
            verb, given = "move", self._move()
        asked = time.perf_counter()
        answer = await wire.ask("POST", f"/do/{verb}", given)
        self.statuses[answer.status] = self.statuses.get(answer.status, 0) + 1
        if answer.status == 200 and "x-board-seq" in answer.headers:
            seq = int(answer.headers["x-board-seq"])
            self.changes.append(Change(seq, asked, time.perf_counter(), name if verb == "moment" else ""))

    def _move(self) -> dict[str, str]:
        """A card that the facilitator sees, and somewhere else for it."""
        regions = self.screens[0].regions
        cards = _CARD.findall(regions.get(b"r-left", b"") + regions.get(b"r-jobs", b""))
        if not cards:
            return {"task_id": self._dice.choice(self._tasks), "target": "new"}
        task, job = (text.decode() for text in self._dice.choice(cards))
        jobs = sorted({other.decode() for _, other in cards if other} - {job})
        new = ["new"] if len(jobs) < 12 else []
        target = self._dice.choice([*jobs, *new, *([""] if job else [])])
        return {"task_id": task, "source": job, "target": target}

    async def run(self, seconds: float, writers: int = 3) -> None:
        """Let everyone change things for so long."""
        until = time.perf_counter() + seconds
        pace = asyncio.Semaphore(0)

        async def beat() -> None:
            began = time.perf_counter()
            count = 0
            while time.perf_counter() < until:
                count += 1
                pace.release()
                await asyncio.sleep(max(0.0, began + count / self.rate - time.perf_counter()))
            for _ in range(writers):
                pace.release()

        wires = [Wire(self.server.port, self.cookies[0]) for _ in range(writers)]
        tasks = [asyncio.create_task(self.write(until, wire, pace)) for wire in wires]
        tasks.append(asyncio.create_task(beat()))
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            for wire in wires:
                wire.close()

    async def leave(self, looking: list[asyncio.Task[None]]) -> None:
        """Everyone closes the browser."""
        for task in looking:
            task.cancel()
        await asyncio.gather(*looking, return_exceptions=True)
        for screen in self.screens:
            screen.wire.close()
        await asyncio.sleep(0.1)


def _cookie(answer: Reply) -> str:
    assert answer.status == 303, answer
    return answer.headers["set-cookie"].partition(";")[0]


def confirmed_and_lost(folder: Path, changes: list[Change]) -> tuple[int, list[Change]]:
    """How many changes were confirmed, and those that are not in the session as they were."""
    with contextlib.closing(sqlite3.connect(folder / "session.sqlite")) as file:
        bodies = dict(file.execute("SELECT seq, body FROM events").fetchall())
    lost = [one for one in changes if one.name not in bodies.get(one.seq, "\0") or one.seq not in bodies]
    return len(changes), lost


def faults(load: Load, fresh: list[dict[bytes, bytes]]) -> list[str]:
    """What a screen lost or showed out of order; ``fresh`` is what new screens show at the end."""
    found = []
    last = max((one.seq for one in load.changes), default=0)
    for screen, state in zip(load.screens, fresh, strict=True):
        begins = [*screen.begins, len(screen.seen)]
        for first, end in itertools.pairwise(begins):
            seqs = [seq for seq, _ in screen.seen[first:end]]
            if seqs != sorted(seqs):
                found.append(f"{screen.target}: out of order")
        if not screen.seen or screen.seen[-1][0] < last:
            found.append(f"{screen.target}: did not come to {last}")
        if screen.regions != state:
            found.append(f"{screen.target}: shows something else than a new screen")
    return found


def latencies(load: Load) -> tuple[list[float], list[float]]:
    """Of each change: seconds from asking to the answer, and to the last screen that shows it."""
    confirmed, shown = [], []
    for change in load.changes:
        confirmed.append(change.confirmed - change.asked)
        times = [
            next((when for seq, when in screen.seen if seq >= change.seq and when >= change.asked), None)
            for screen in load.screens
        ]
        known = [when for when in times if when is not None]
        if len(known) == len(times):
            shown.append(max(known) - change.asked)
    return sorted(confirmed), sorted(shown)


def part(values: list[float], share: float) -> float:
    """The value below which this share of them is, in ms."""
    return values[min(len(values) - 1, int(share * len(values)))] * 1000 if values else float("nan")


async def measure(server: Server, clients: int, rate: float, seconds: float) -> int:
    """Load without kills."""
    started = await server.start()
    load = Load(server, clients, rate)
    await load.join()
    tasks = [asyncio.create_task(screen.look()) for screen in load.screens]
    for screen in load.screens:
        await screen.until(0)
    await load.run(2.0)  # what is loaded at the first change is loaded
    load.changes.clear()
    memory, cpu = [server.memory], server.cpu
    for _ in range(4):
        await load.run(seconds / 4)
        memory.append(server.memory)
    cpu = server.cpu - cpu
    last = max(one.seq for one in load.changes)
    for screen in load.screens:
        await screen.until(last)
    await asyncio.sleep(0.5)
    fresh = []
    for screen in load.screens:
        new = Screen(Wire(server.port, screen.wire.cookie), screen.target)
        task = asyncio.create_task(new.look())
        await new.until(last)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        new.wire.close()
        fresh.append(new.regions)
    found = faults(load, fresh)
    confirmed, shown = latencies(load)
    total = sum(screen.bytes for screen in load.screens) / 1e6
    print(f"start {started:.2f} s; {clients} screens, {len(load.changes)} changes in {seconds:.0f} s")
    print("answers:", load.statuses, f"{total:.1f} MB sent")
    for what, values in (("answer", confirmed), ("last screen", shown)):
        figures = ", ".join(f"{name} {part(values, at):.0f}" for name, at in _PARTS)
        print(f"{what} ms: {figures}")
    print(f"server: {1000 * cpu / len(load.changes):.1f} ms of a processor for each change")
    print("memory MB:", ", ".join(f"{each:.0f}" for each in memory))
    print("ends with", await server.stop())
    await load.leave(tasks)
    count, lost = confirmed_and_lost(server.folder, load.changes)
    print(f"confirmed {count}, lost {len(lost)}; out of order or not shown: {len(found)}")
    for line in found[:10]:
        print(" ", line)
    return 1 if found or lost else 0


async def kills(server: Server, clients: int, rate: float, times: int, seed: int = 0) -> int:
    """Kill the server in the middle, so many times."""
    dice = random.Random(seed)
    await server.start()
    load = Load(server, clients, rate, seed)
    await load.join()
    tasks = [asyncio.create_task(screen.look()) for screen in load.screens]
    starts = []
    for _ in range(times):
        running = asyncio.create_task(load.run(60.0))
        await asyncio.sleep(dice.uniform(0.3, 1.5))
        await server.kill()
        with contextlib.suppress(Exception):
            await running
        starts.append(await server.start())
    await load.run(1.0)
    last = max(one.seq for one in load.changes)
    for screen in load.screens:
        await screen.until(last)
    await server.stop()
    await load.leave(tasks)
    count, lost = confirmed_and_lost(server.folder, load.changes)
    seqs = [one.seq for one in load.changes]
    twice = len(seqs) - len(set(seqs))
    print(f"killed {times} times; {count} changes confirmed, {len(lost)} lost, {twice} numbers given twice; "
          f"all {clients} screens came back; start s: max {max(starts):.2f}")  # fmt: skip
    return 1 if lost or twice else 0


def main() -> int:
    """Measure as asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--clients", type=int, default=40)
    parser.add_argument("--rate", type=float, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        server = Server(Path(name) / "session", free_port())
        try:
            return asyncio.run(measure(server, asked.clients, asked.rate, asked.seconds))
        finally:
            server.end()


if __name__ == "__main__":
    sys.exit(main())
