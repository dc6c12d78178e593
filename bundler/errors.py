"""What can go wrong, as a tree of exceptions; the command line turns each into its exit code.

::

    BundlerError
    ├── DataRefused      the data has errors: every finding is in .findings   (exit code 1)
    ├── UsageError       an option, a file name or a request that cannot be   (exit code 2)
    │   ├── OutputError  the output could not be written                      (exit code 2)
    │   └── OwnRuleFailed  a rule of the user's own failed                    (exit code 2)
    ├── NoPlan           no plan exists, or none was found in time            (exit code 3)
    └── ProofError       the program caught itself in a contradiction: a bug  (exit code 4)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundler.findings import finding_line
from bundler.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bundler.findings import Finding


class BundlerError(Exception):
    """Everything this package raises on purpose; ``text`` is the message in both languages.

    Example:
        >>> import bundler as bd
        >>> try:
        ...     bd.read("data/nowhere")
        ... except bd.errors.BundlerError as error:
        ...     print(error, error.text.nl, sep=chr(10))
        data/nowhere does not exist.
        data/nowhere bestaat niet.
    """

    exit_code = 2

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text

    def __reduce__(self) -> tuple[object, ...]:
        """Both languages go along to another process."""
        return type(self), (self.text,)


class DataRefused(BundlerError):
    """The data has errors; ``findings`` holds every one of them, warnings too.

    Example:
        >>> import bundler as bd
        >>> problem = bd.Problem.generate(12, seed=1)
        >>> tasks = problem.tasks.assign(supplier_id="nobody")
        >>> try:
        ...     bd.Problem.from_frames(tasks, problem.suppliers, problem.locations)
        ... except bd.errors.DataRefused as refused:
        ...     print(len(refused.findings), refused.findings[0].column)
        12 supplier_id
    """

    exit_code = 1

    def __init__(self, text: Text, findings: Sequence[Finding]) -> None:
        super().__init__(text)
        self.findings = tuple(findings)

    def __str__(self) -> str:
        """The message with the findings below it, errors first: what a traceback shows."""
        errors = [each for each in self.findings if each.severity == "error"]
        others = [each for each in self.findings if each.severity != "error"]
        return "\n".join([self.text.en, *(finding_line(each, "en") for each in [*errors, *others])])

    def __reduce__(self) -> tuple[object, ...]:
        """The findings go along to another process."""
        return type(self), (self.text, self.findings)


class UsageError(BundlerError):
    """An option, a file name or a request that cannot be carried out.

    Example:
        >>> import bundler as bd
        >>> try:
        ...     bd.Problem.generate(12, seed=1).with_rules(max_hour=13)
        ... except bd.errors.UsageError as error:
        ...     print(error)
        There is no option rules.max_hour. Maybe max_hours
    """


class OwnRuleFailed(UsageError):
    """A rule or cost of the user's own failed, or gave something else than it should.

    Example:
        >>> import bundler as bd
        >>> @bd.rule("At most two tasks", sees="tasks")
        ... def small(tasks):
        ...     return None
        >>> try:
        ...     bd.solve(bd.Problem.generate(12, seed=1).with_own(small))
        ... except bd.errors.OwnRuleFailed as error:
        ...     print(error)
        Your own rule 'own_small' gave None: a rule gives True where it is kept, and else False.
    """


class OutputError(UsageError):
    """The output could not be written (disk full, read-only folder).

    Example:
        >>> import bundler as bd
        >>> try:
        ...     bd.Problem.generate(12, seed=1).save("README.md/problem.json")
        ... except bd.errors.OutputError as error:
        ...     print(str(error).partition(". ")[0])
        The results could not be written to README.md: a file of that name is in the way
    """


class NoPlan(BundlerError):
    """No plan exists under these rules, or none was found in time; the text says which.

    Example:
        >>> import bundler as bd
        >>> problem = bd.Problem.generate(12, seed=1).with_pins({"leave": "T001"}, {"place": "T001"})
        >>> try:
        ...     bd.solve(problem)
        ... except bd.errors.NoPlan as error:
        ...     print(str(error).partition(". ")[0])
        No plan exists
    """

    exit_code = 3


class ProofError(BundlerError):
    """The independent checker contradicts the solver: nothing is reported, this is a bug.

    Example:
        >>> import bundler as bd
        >>> issubclass(bd.errors.ProofError, bd.errors.UsageError)
        False
        >>> bd.errors.ProofError.exit_code
        4
    """

    exit_code = 4
