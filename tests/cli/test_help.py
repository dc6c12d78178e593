"""Help, wrong usage and the two languages."""

from __future__ import annotations

import errno
import io
import re

import pytest

from bundler import __version__
from bundler.cli import main
from tests.cli.conftest import Run

VERBS = [
    "demo",
    "template",
    "merge",
    "check",
    "solve",
    "explain",
    "job",
    "recommend",
    "missing",
    "alternatives",
    "replan",
    "compare",
    "sweep",
    "report",
    "board",
    "generate",
    "schema",
    "bench",
    "versions",
    "completion",
]
ENGLISH = re.compile(r"\b(the|and|Usage|Options|Error|Show|with|file)\b")
SOLVE_OPTIONS = [
    "--scenario", "--norms", "--out", "--objective", "--time", "--gap", "--seed", "--workers", "--from",
    "--cluster", "--lang", "--json", "--quiet",
]  # fmt: skip


def test_without_arguments_the_help_is_shown(run: Run) -> None:
    assert run().out == run("--help").out == run("-h").out
    assert run().code == 0


def test_help_lists_exactly_the_verbs_there_are(run: Run) -> None:
    listed = run("--help").out.split("Commands:")[1]
    assert re.findall(r"^  (\w+)  ", listed, re.MULTILINE) == VERBS


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_examples_and_exit_codes(run: Run, verb: str) -> None:
    ran = run(verb, "--help")
    assert ran.code == 0
    assert f"Usage: bundler {verb}" in ran.out
    assert f"Examples:\n  bundler {verb}" in ran.out
    assert "Exit codes:\n  0  done" in ran.out


@pytest.mark.parametrize("verb", VERBS)
def test_help_in_dutch_holds_no_english(run: Run, verb: str) -> None:
    ran = run(verb, "--help", "--lang", "nl")
    assert f"Gebruik: bundler {verb} [OPTIES]" in ran.out
    assert "Opties:" in ran.out
    assert "Voorbeelden:" in ran.out
    assert not ENGLISH.findall(ran.out)


def test_solve_has_the_options_of_the_contract(run: Run) -> None:
    out = run("solve", "--help").out
    assert [option for option in SOLVE_OPTIONS if f"  {option}" not in out] == []


def test_the_language_counts_before_and_after_the_verb(run: Run) -> None:
    before, after, joined = (
        run("--lang", "nl", "check", "-h"),
        run("check", "-h", "--lang", "nl"),
        run("check", "--lang=nl", "-h"),
    )
    assert before.out == after.out == joined.out
    assert before.out.startswith("Gebruik:")


def test_a_dutch_locale_makes_it_dutch_and_the_option_english_again(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    assert run("--help").out.startswith("Gebruik:")
    assert run("--help", "--lang", "en").out.startswith("Usage:")


@pytest.mark.parametrize(
    ("args", "english", "dutch"),
    [
        (["solv"], "Did you mean 'solve'?", "Bedoelde u 'solve'?"),
        (["solve", "x", "--tme", "3"], "'--time'", "Onbekende optie '--tme'."),
        (["check"], "Missing argument 'DATA'", "Er ontbreekt een argument: 'DATA'"),
        (["check", "a", "b"], "unexpected extra argument", "Onverwacht extra argument (b)"),
        (["solve", "x", "--time"], "requires an argument", "heeft een waarde nodig"),
        (["solve", "x", "--time", "0"], "must be more than 0", "moet meer dan 0 zijn"),
        (["solve", "x", "--gap", "1"], "at least 0 and less than 1", "ten minste 0 en minder dan 1"),
        (["solve", "x", "--seed", "1.5"], "no whole number", "geen geheel getal"),
        (["solve", "x", "--workers", "two"], "'two' is no number", "'two' is geen getal"),
        (["solve", "x", "--objective", "best"], "'best' is not one of", "'best' is geen van"),
        (["solve", "x", "--lang", "de"], "'de' is not one of", ""),
        (["generate", "--tasks", "0", "--out", "x"], "at least 1", "ten minste 1"),
        (["generate", "--tasks", "5"], "Missing option '--out'", "Er ontbreekt een optie: '--out'"),
        (["report", "x"], "Missing argument 'PLAN'", "Er ontbreekt een argument: 'PLAN'"),
        (["report", "x", "y"], "Nothing to make", "Er is niets te maken"),
        (["report", "x", "y", "--out", "a.doc"], ".pdf, .xlsx or .docx", ".pdf, .xlsx of .docx"),
        (["report", "x", "y", "--out", "plan"], "Maybe: plan.html", "Misschien: plan.html"),
        (["report", "x", "y", "--statement", "z"], "belong together", "horen bij elkaar"),
        (["report", "x", "y", "--out", "a.pdf", "--year", "2026"], "belong together", "horen bij elkaar"),
        (["report", "x", "y", "--year", "26"], "at least 2000", "ten minste 2000"),
        (["completion", "tcsh"], "'tcsh' is not one of", "'tcsh' is geen van"),
    ],
)  # fmt: skip
def test_wrong_usage_is_explained_and_ends_with_2(
    run: Run, args: list[str], english: str, dutch: str
) -> None:
    for lang, words, mark in (("en", english, "Error: "), ("nl", dutch, "Fout: ")):
        ran = run("--lang", lang, *args)
        assert (ran.code, ran.out) == (2, "")
        assert mark in ran.err or not dutch
        assert words in ran.err


def test_wrong_usage_with_json_still_gives_one_document(run: Run) -> None:
    ran = run("solve", "x", "--json", "--tme", "3")
    assert ran.code == 2
    assert (ran.document["format"], ran.document["exit_code"]) == ("bundler-error/1", 2)
    assert "--tme" in ran.document["message"]


def test_json_without_a_verb_is_wrong_usage(run: Run) -> None:
    assert run("--json").code == 2


def test_versions_name_python_and_the_solver(run: Run) -> None:
    ran = run("versions", "--json")
    assert ran.code == 0
    assert ran.document["bundler"] == __version__
    assert {"python", "platform", "ortools", "numba", "numpy", "pandas", "pydantic"} <= set(ran.document)
    assert f"bundler          {__version__}" in run("versions").out
    assert run("--version").out.strip() == f"bundler, version {__version__}"


def test_a_full_disk_behind_stdout_is_one_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Full(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("sys.stdout", Full())
    assert main(["versions"]) == 2
    assert capsys.readouterr().err == "Error: the system refused: the disk is full\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_call_bundler(run: Run, shell: str) -> None:
    ran = run("completion", shell)
    assert ran.code == 0
    assert f"_BUNDLER_COMPLETE={shell}_complete" in ran.out


def test_completion_knows_the_verbs(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_BUNDLER_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "bundler so")
    monkeypatch.setenv("COMP_CWORD", "1")
    assert run().out == "plain,solve\n"
