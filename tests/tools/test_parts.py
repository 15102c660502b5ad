"""The runner counts what pytest and vitest say, tells failures by their exit code, and puts our own Node and Python first."""

from __future__ import annotations

import pytest

from tools.parts import Part, count, run, table

PYTEST = "======= 12 passed, 2 failed, 1 error in 3.21s =======\n"
QUIET = "FAILED homeroom/x.py::test_y - AssertionError: 3 failed\n1 failed, 51 passed, 436 deselected in 4.02s (0:01:04)\n"
VITEST = " Test Files  3 passed (3)\n      Tests  444 passed | 1 failed (445)\n"


@pytest.mark.parametrize(("said", "passed", "failed"), [(PYTEST, 12, 3), (QUIET, 51, 1), (VITEST, 444, 1), ("999 passed the gate\n", 0, 0)])
def test_closing_lines_are_counted_and_other_lines_are_not(said: str, passed: int, failed: int) -> None:
    assert (count("passed", said), count("failed", said) + count("errors?", said)) == (passed, failed)


def test_a_part_that_fails_keeps_its_words_and_its_code() -> None:
    told = run(Part("breaking", ("sh", "-c", "echo it broke >&2; exit 3")), aloud=False)

    assert (told.code, told.said) == (3, "it broke\n")
    assert "breaking" in table([told], 1.0)
    assert "FAILED" in table([told], 1.0)


def test_commands_see_our_own_programs_first_and_what_is_added_for_them() -> None:
    told = run(Part("looking", ("sh", "-c", 'echo "$PATH"; echo "$DATABASE_URL"'), {"DATABASE_URL": "here"}), aloud=False)

    path, database = told.said.splitlines()
    assert path.split(":")[0].endswith("/.venv/bin")
    assert database == "here"
