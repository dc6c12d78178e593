"""Rules and costs of an analyst's own, as decorators."""

from __future__ import annotations

from collections.abc import Callable

from bundler.domain.own import SEES, Own, Sees
from bundler.errors import UsageError
from bundler.i18n import Text

_SEES = Text(
    "sees = '{given}' cannot be. Maybe one of: {all}", "sees = '{given}' kan niet. Misschien een van: {all}"
)
_NO_TITLE = Text(
    'Give it a title in words: @bundler.rule("No evening before an early start", sees="nights").',
    'Geef er een titel bij in woorden: @bundler.rule("Geen avond vóór een vroege start", sees="nights").',
)


def rule(title: str, *, sees: Sees, nl: str | None = None) -> Callable[[Callable[..., object]], Own]:
    """Make a rule of your own of a function that says whether it is kept.

    The function is given what ``sees`` says and gives True or False; the same for the same, as it is asked
    once and remembered. Every job of every plan keeps it: the solver, the check, the explanations and the
    report hold it like the rules there are, and the bound stays proved (see the page on own rules).

    Args:
        title: what it asks, in words.
        sees: ``"tasks"``: one argument, the job's tasks (tuple of ``bundler.domain.Task``, in order of id).
            ``"day"``: each working day, a ``Shift`` with ``day`` (Monday 0), ``start`` and ``end`` (minutes
            after midnight), ``start_hour``, ``end_hour`` and ``tasks``. ``"nights"``: two arguments for each
            two working days that follow each other: how the first ends (``day``, ``end``, ``end_hour``,
            ``tasks``) and how the next starts (``day``, ``start``, ``start_hour``, ``tasks``).
        nl: the title in Dutch; None: as it is.

    Returns:
        The rule, for ``Problem.with_own``; call it as you would the function.

    Raises:
        UsageError: there is no title, or ``sees`` is something else. The solve raises it where the function
            fails or gives something else than True or False.

    Example:
        >>> import bundler as bd
        >>> @bd.rule("No evening before an early start", sees="nights")
        ... def rested(today, tomorrow):
        ...     return not (today.end_hour > 18 and tomorrow.start_hour < 8)
        >>> problem = bd.Problem.generate(20, seed=1).with_own(rested)
        >>> bd.solve(problem).status
        'optimal'
    """
    return _made(title, nl, sees, charges=False)


def cost(title: str, *, sees: Sees, nl: str | None = None) -> Callable[[Callable[..., object]], Own]:
    """Make a term of the score of your own of a function that gives points to take off.

    As ``rule``, but for what the function gives: points of 0 or more that a job loses for each thing that it
    is asked about. Below 0 it would raise the score above the bound, so that is refused.

    Args:
        title: what it charges for, in words.
        sees: as for ``rule``.
        nl: the title in Dutch; None: as it is.

    Returns:
        The cost, for ``Problem.with_own``.

    Raises:
        UsageError: there is no title, or ``sees`` is something else. The solve raises it where the function
            fails or gives no number of 0 or more.

    Example:
        >>> import bundler as bd
        >>> @bd.cost("Late hours", nl="Late uren", sees="day")
        ... def late(shift):
        ...     return 2 * max(0, shift.end_hour - 17)
        >>> plan = bd.solve(bd.Problem.generate(12, seed=1).with_own(late))
        >>> bool((plan.jobs["term_own_late"] <= 0).all())
        True
    """
    return _made(title, nl, sees, charges=True)


def _made(title: str, nl: str | None, sees: Sees, *, charges: bool) -> Callable[[Callable[..., object]], Own]:
    if not isinstance(title, str) or not title.strip():
        raise UsageError(_NO_TITLE)
    if sees not in SEES:
        raise UsageError(_SEES.fill(given=str(sees), all=", ".join(SEES)))

    def make(function: Callable[..., object]) -> Own:
        name = getattr(function, "__name__", type(function).__name__)
        return Own(f"own_{name}", Text(title, nl or title), sees, charges, function)

    return make
