"""Unrun work: the newest of a level by the time it was made, on any device (LRN-02)."""

import datetime
import json

import pytest

from homeroom.jobs.registry import run_due
from homeroom.progress.models import Draft, LevelProgress
from homeroom.progress.tests.pupil import a_draft, a_run, get, level, post, program, said
from homeroom.testing.cast import Cast, signed_in
from homeroom.testing.promises import promise

pytestmark = pytest.mark.django_db
T = 1_795_500_000_000


def send(cast: Cast, *drafts: dict[str, object]) -> dict[str, object]:
    answer = post(signed_in(cast.ben), "/drafts", {"person": cast.ben.code, "drafts": list(drafts)})
    assert answer.status_code == 200, answer.content
    found: dict[str, object] = said(answer)
    return found


def run(cast: Cast, **more: object) -> None:
    made = a_run(level(1), **{"made_at": T, **more})  # type: ignore[arg-type]
    assert post(signed_in(cast.ben), "/attempts", {"person": cast.ben.code, "attempts": [made]}).status_code == 200


def work(cast: Cast) -> object:
    """Where Ben goes on, on another device."""
    found = said(get(signed_in(cast.ben), f"/work/{level(1).id}"))
    return found["program"] and json.loads(found["program"])["blocks"]["blocks"][0]["id"]


@promise("LRN-02", breaks="homeroom.progress.actions.keep_drafts", careless=lambda real: lambda **told: real(**{**told, "drafts": []}))
def test_unrun_work_is_gone_on_with_on_another_device(cast: Cast) -> None:
    run(cast, program=program("run"))

    answer = send(cast, a_draft(level(1), "edited", made_at=T + 1))

    assert answer | {"now": 0} == {"kept": [str(level(1).id)], "refused": [], "now": 0}
    assert work(cast) == "edited"
    assert LevelProgress.objects.get().state == 1


def test_an_older_draft_never_becomes_the_newest_and_a_newer_run_wins(cast: Cast) -> None:
    send(cast, a_draft(level(1), "second", made_at=T + 2))
    send(cast, a_draft(level(1), "first", made_at=T + 1))
    assert work(cast) == "second"

    run(cast, made_at=T + 3, program=program("run"))
    assert work(cast) == "run"
    assert send(cast, a_draft(level(1), "late", made_at=T))["kept"] == [str(level(1).id)]
    assert work(cast) == "run"


def test_a_draft_goes_once_a_newer_run_is_there_and_no_other_does(cast: Cast) -> None:
    send(
        cast,
        a_draft(level(1), "run over", made_at=T),
        a_draft(level(2), "never run", made_at=T),
        a_draft(level(3), "edited", made_at=T + 2),
    )
    run(cast, made_at=T + 1, program=program("run"))
    edited_since = a_run(level(3), made_at=T + 1)
    post(signed_in(cast.ben), "/attempts", {"person": cast.ben.code, "attempts": [edited_since]})
    cleo = a_draft(level(1), "of Cleo", made_at=T)
    post(signed_in(cast.cleo), "/drafts", {"person": cast.cleo.code, "drafts": [cleo]})
    assert work(cast) == "run"

    assert "progress: drop drafts that were run over" in run_due(now=datetime.datetime.now(datetime.UTC))

    assert work(cast) == "run"
    left = {(draft.student_id, draft.level) for draft in Draft.objects.all()}
    assert left == {(cast.ben.pk, level(2).id), (cast.ben.pk, level(3).id), (cast.cleo.pk, level(1).id)}


def test_the_same_draft_again_changes_nothing(cast: Cast) -> None:
    send(cast, a_draft(level(1), "one", made_at=T))
    before = list(Draft.objects.values())

    send(cast, a_draft(level(1), "one", made_at=T))

    assert list(Draft.objects.values()) == before


def test_what_was_brought_along_never_covers_own_work(cast: Cast) -> None:
    send(cast, a_draft(level(1), "own", made_at=T))
    send(cast, a_draft(level(1), "brought", made_at=T + 9, fromBrowser=True))
    assert work(cast) == "own"

    run(cast, made_at=T + 1, program=program("run"))
    send(cast, a_draft(level(1), "brought", made_at=T + 9, fromBrowser=True))
    assert work(cast) == "run"


def test_a_visitors_last_edit_follows_the_run_that_was_brought_along_with_it(cast: Cast) -> None:
    run(cast, program=program("solved"), fromBrowser=True)
    send(cast, a_draft(level(1), "edited", made_at=T + 5, fromBrowser=True))

    assert work(cast) == "edited"


def test_unfit_drafts_are_refused_alone(cast: Cast) -> None:
    bad = [a_draft(level(2), "x", made_at=T) | {"program": "💧" * 40_000}, a_draft(level(3), "x", made_at=T) | {"program": "no"}]
    gone = a_draft(level(4), "x", made_at=T) | {"level": "01890000-0000-7000-8000-000000000000"}

    answer = send(cast, *bad, gone, a_draft(level(1), "good", made_at=T))

    refused = answer["refused"]
    assert isinstance(refused, list)
    assert [one["reason"] for one in refused] == ["too-large", "malformed", "unknown-level"]
    assert answer["kept"] == [str(level(1).id)]


def test_work_of_an_unknown_level_is_not_found_and_of_an_untouched_one_is_none(cast: Cast) -> None:
    ben = signed_in(cast.ben)

    assert said(get(ben, f"/work/{level(1).id}"))["program"] is None
    gone = get(ben, "/work/01890000-0000-7000-8000-000000000000")
    assert (gone.status_code, said(gone)["refused"]) == (404, "not-found")
    eve = get(signed_in(None), f"/work/{level(1).id}")
    assert (eve.status_code, said(eve)["refused"]) == (401, "signed-out")


@promise(
    "DAT-16",
    breaks="homeroom.progress.queries.work_of",
    careless=lambda real: lambda person_id, level_id: real(Draft.objects.get().student_id, level_id),
)
def test_nobody_reads_anothers_work(cast: Cast) -> None:
    send(cast, a_draft(level(1), "own", made_at=T))

    for other in (cast.cleo, cast.ada, cast.dan):
        assert said(get(signed_in(other), f"/work/{level(1).id}"))["program"] is None
