"""What is done once it has been still for a while."""

from __future__ import annotations

import threading
import time

from bundler.board.still import Still


def test_it_is_done_once_after_the_last_of_many_wakings() -> None:
    done = list[float]()
    acted = threading.Event()

    def act() -> None:
        done.append(time.monotonic())
        acted.set()

    still = Still(0.2, act)
    for _ in range(30):
        still.wake()
        time.sleep(0.01)
    last = time.monotonic()
    assert acted.wait(5)
    assert done[0] - last > 0.15
    time.sleep(0.3)
    assert len(done) == 1
    still.wake()
    time.sleep(0.4)
    assert len(done) == 2


def test_after_closing_nothing_is_done() -> None:
    done = list[int]()
    still = Still(0.05, lambda: done.append(1))
    still.wake()
    still.close()
    still.wake()
    time.sleep(0.2)
    assert done == []
