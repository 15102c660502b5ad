"""A teacher's account can do everything a pupil's can, and holds at least the same (GEN-10).

The tests of attempts, drafts, deposits and one's own page are told twice as well: homeroom/progress/tests/conftest.py.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from homeroom.kit.declare import PUPILS, SIGNED_IN, declared
from homeroom.privacy.queries import inventory, is_inherited
from homeroom.progress.tests.pupil import a_run, level, post, said
from homeroom.testing.cast import signed_in, the_cast
from homeroom.testing.promises import promise
from homeroom.testing.urls_matrix import addresses, ask, filled, letter, undone

#: A seat in a class with its secret: a teacher comes in by a password of their own.
OF_PUPILS_ONLY = {"sections.Enrolment"}
#: What is asked of pupils alone: a grown-up's age is nobody's business.
ASKED_OF_PUPILS = {"sign_in:age"}


def pupils_only(real: Callable[..., bool]) -> Callable[..., bool]:
    """The careless opposite: pages for learning are closed to teachers."""
    return lambda audience, viewer: (
        viewer.role == "student" if audience is PUPILS or (audience is SIGNED_IN and viewer.teaches) else real(audience, viewer)
    )


@pytest.mark.django_db
@promise("GEN-10", breaks="homeroom.kit.http.guards._may", careless=pupils_only)
def test_what_is_open_to_a_pupil_is_open_to_a_teacher() -> None:
    cast = the_cast()
    cleo, ada = signed_in(cast.cleo), signed_in(cast.ada)

    def opened(client: Any) -> set[tuple[str, str]]:
        found = set()
        for address in addresses():
            for method in address.methods:
                with undone(client):
                    answer: Any = ask(client, method, filled(address.route, cast))
                    if answer.streaming:
                        b"".join(answer.streaming_content)
                if letter(answer) == "o":
                    found.add((method, address.name))
        return found

    pupils, teachers = opened(cleo), opened(ada)

    assert len(pupils) > 60
    assert {name for _method, name in pupils - teachers} <= ASKED_OF_PUPILS


@pytest.mark.django_db
@promise("GEN-10", breaks="homeroom.progress.actions.record_attempts", careless=lambda real: lambda **told: real(**told | {"attempts": []}))
def test_a_teacher_who_learns_has_the_same_work_kept_and_sees_the_same_page() -> None:
    cast = the_cast()
    ada = signed_in(cast.ada)

    answer = post(ada, "/attempts", {"person": cast.ada.code, "attempts": [a_run(level(1), "perfect", blocks=2)]})

    assert said(answer)["states"] == {str(level(1).id): 3}
    assert "Solved with the fewest blocks there are!" in ada.get("/en/mine/").content.decode()


def test_what_is_kept_of_a_pupil_is_kept_of_a_teacher_who_learns_and_the_inventory_says_so() -> None:
    lines = [
        (label, line) for label, table in declared().items() for line in table.lines if "student" in line.roles and line.kind != "keys"
    ]

    assert {label for label, line in lines if not is_inherited(line)} == OF_PUPILS_ONLY
    assert inventory().count("inherited: a grown-up who learns") == sum(is_inherited(line) for _label, line in lines) > 30
