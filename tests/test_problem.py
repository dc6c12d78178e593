"""The problem as a frozen value."""

from __future__ import annotations

from bundler.generate import generate


def test_a_changed_copy_forgets_what_was_derived() -> None:
    """A copy with other tasks looks them up anew, and the old problem keeps its own."""
    problem = generate(6, seed=1)
    assert len(problem.task_by_id) == 6
    smaller = problem.model_copy(update={"tasks": problem.tasks[:2]})
    assert set(smaller.task_by_id) == {task.task_id for task in problem.tasks[:2]}
    assert len(problem.task_by_id) == 6
