"""The second proof: another way of bundler's judges the plan, as ``bundler check --prove`` does."""

from __future__ import annotations

import json
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

from bundler.bench.process import run_process
from bundler.bench.results import Row

NO_VERDICT = "no verdict"


def second_proof(row: Row, folder: Path, plan: dict[str, Any], seconds: float, stop: threading.Event) -> Row:
    """The row with the second proof's verdict, the bound it derived and the time it took.

    Args:
        row: of the run that made the plan.
        folder: holds the instance under ``data``; the plan is written beside it.
        plan: contents of plan.json.
        seconds: time limit of the proof.
        stop: when set, the proof is ended.
    """
    from bundler.io.planfile import plan_bytes

    if plan.get("status") == "none":
        return row
    file, output = folder / "plan.json", folder / "proof.json"
    file.write_bytes(plan_bytes(plan))
    command = [
        *(sys.executable, "-m", "bundler", "--json", "check", str(folder / "data")),
        *("--plan", str(file), "--prove", "--time", f"{seconds:g}"),
    ]
    _, took, last_words = run_process(command, folder / "proof.log", 2 * seconds + 120, stop, output)
    try:
        proof = json.loads(output.read_text("utf-8"))["proof"]
        bound = next((level["bound"] for level in proof["levels"]), None)
        return replace(row, proof=str(proof["verdict"]), proof_bound=bound, proof_seconds=round(took, 2))
    except (OSError, ValueError, KeyError, TypeError):
        return replace(row, proof=NO_VERDICT, proof_seconds=round(took, 2), note=last_words)
