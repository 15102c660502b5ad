"""POST /attempts: kept exactly once, in the order of making, each by itself (PROTOCOL.md)."""

import json
import uuid
from typing import Any

import pytest
from django.db import connection
from msgspec import structs

from homeroom.kit.broadcast import listen
from homeroom.kit.ids import uuid7
from homeroom.programs.models import Program
from homeroom.programs.queries import source_of
from homeroom.progress.models import Attempt, LessonStates, LevelProgress
from homeroom.progress.news import Solved, Tried
from homeroom.progress.tests.pupil import a_run, ids, level, post, program, said
from homeroom.testing.cast import Cast, signed_in
from homeroom.testing.promises import promise

pytestmark = pytest.mark.django_db
T = 1_795_500_000_000


def batch(cast: Cast, *runs: object) -> dict[str, object]:
    return {"person": cast.ben.code, "attempts": list(runs)}


def newest(cast: Cast) -> str:
    return source_of(LevelProgress.objects.get(student=cast.ben).newest_id) or ""


@promise(
    "LRN-05", breaks="homeroom.progress.wire.attempt_of", careless=lambda real: lambda raw: structs.replace(real(raw), hints=0, seconds=0)
)
def test_a_run_is_kept_with_everything_it_adds_up_to(cast: Cast) -> None:
    run = a_run(level(1), mistake="turned-too-early", made_at=T, seconds=30, hints=1)

    answer = post(signed_in(cast.ben), "/attempts", batch(cast, run))

    assert answer.status_code == 200, answer.content
    assert answer["Cache-Control"] == "no-store"
    assert said(answer) | {"now": 0} == {"kept": ids([run]), "refused": [], "states": {run["level"]: 1}, "now": 0}
    row = LevelProgress.objects.get(student=cast.ben)
    assert (row.state, row.tries, row.failed, row.seconds, row.hints) == (1, 1, 1, 30, 1)
    assert json.loads(row.mistakes) == {"turned-too-early": 1}
    assert json.loads(str(row.last_said)) == {"key": "maze.wall", "values": {"block": 4}}
    assert newest(cast) == program("a")
    assert bytes(LessonStates.objects.get(student=cast.ben).states)[level(1).slot] == 1


def test_a_replayed_batch_is_kept_again_and_changes_nothing(cast: Cast) -> None:
    ben = signed_in(cast.ben)
    runs = [a_run(level(1), "tried", made_at=T), a_run(level(1), "passed", made_at=T + 1), a_run(level(2), made_at=T + 2)]
    first = said(post(ben, "/attempts", batch(cast, *runs)))
    before = list(LevelProgress.objects.order_by("level").values()), list(LessonStates.objects.values())

    again = said(post(ben, "/attempts", batch(cast, *reversed(runs))))

    assert sorted(again["kept"]) == sorted(first["kept"])
    assert again["states"] == first["states"] == {str(level(1).id): 2, str(level(2).id): 1}
    assert (list(LevelProgress.objects.order_by("level").values()), list(LessonStates.objects.values())) == before
    assert Attempt.objects.count() == 3


def test_the_state_is_the_best_ever_and_the_newest_program_the_newest_by_time(cast: Cast) -> None:
    ben = signed_in(cast.ben)
    post(ben, "/attempts", batch(cast, a_run(level(1), "perfect", made_at=T + 10, program=program("best"))))
    post(ben, "/attempts", batch(cast, a_run(level(1), "tried", made_at=T + 20, program=program("newest"))))

    late = post(ben, "/attempts", batch(cast, a_run(level(1), "passed", made_at=T, program=program("late"))))

    assert said(late)["states"] == {str(level(1).id): 3}
    assert newest(cast) == program("newest")
    assert {row.source for row in Program.objects.all()} == {program("best"), program("newest"), program("late")}


def test_where_times_are_equal_the_later_in_the_list_is_the_newest(cast: Cast) -> None:
    runs = [a_run(level(1), made_at=T, program=program(name), id=str(uuid7(T - at))) for at, name in enumerate("abc")]

    post(signed_in(cast.ben), "/attempts", batch(cast, *runs))

    assert newest(cast) == program("c")


def test_a_time_in_the_future_counts_as_now(cast: Cast) -> None:
    ben = signed_in(cast.ben)
    answer = said(post(ben, "/attempts", batch(cast, a_run(level(1), made_at=9_999_999_999_999_999, program=program("future")))))

    row = LevelProgress.objects.get()
    assert row.newest_at is not None
    assert int(row.newest_at.timestamp() * 1000) == answer["now"]
    post(ben, "/attempts", batch(cast, a_run(level(1), made_at=9_999_999_999_999_999, program=program("after"))))
    assert newest(cast) == program("after")


def test_the_same_program_is_stored_once_for_each_pupil(cast: Cast) -> None:
    for person in (cast.ben, cast.cleo):
        client = signed_in(person)
        for _ in range(2):
            post(client, "/attempts", {"person": person.code, "attempts": [a_run(level(1)), a_run(level(2))]})

    assert sorted(Program.objects.values_list("student", flat=True)) == [cast.ben.pk, cast.cleo.pk]
    assert len({bytes(digest) for digest in Program.objects.values_list("digest", flat=True)}) == 2


def test_another_pupils_id_neither_blocks_nor_overwrites(cast: Cast) -> None:
    run = a_run(level(1), "perfect", program=program("ben"))
    post(signed_in(cast.ben), "/attempts", batch(cast, run))

    answer = post(
        signed_in(cast.cleo), "/attempts", {"person": cast.cleo.code, "attempts": [run | {"program": program("cleo"), "outcome": "tried"}]}
    )

    assert said(answer)["states"] == {str(level(1).id): 1}
    assert {(row.student_id, row.outcome) for row in Attempt.objects.all()} == {(cast.ben.pk, 3), (cast.cleo.pk, 1)}


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ({"level": str(uuid.UUID(int=5))}, "unknown-level"),
        ({"program": json.dumps({"blocks": {"blocks": [{"type": "x" * 131_072}]}})}, "too-large"),
        ({"program": "💧" * 40_000}, "too-large"),
        ({"program": "[" * 50_000 + "]" * 50_000}, "malformed"),
        ({"program": '{"blocks":' * 10_000 + "1" + "}" * 10_000}, "malformed"),
        ({"program": "move; move"}, "malformed"),
        ({"program": '{"blocks": 4}'}, "malformed"),
        ({"program": "[]"}, "malformed"),
        ({"program": "{}"}, "malformed"),
        ({"program": '{"blocks": {}}'}, "malformed"),
        ({"program": '{"blocks": {"languageVersion": 0, "blocks": []}}'}, "malformed"),
        ({"program": '{"blocks": {"languageVersion": 0, "blocks": [{"id": "start"}]}}'}, "malformed"),
        ({"outcome": "won"}, "malformed"),
        ({"outcome": "done"}, "malformed"),
        ({"mistake": "m" * 101}, "malformed"),
        ({"mistake": "<b>\u0000"}, "malformed"),
        ({"said": {"key": "k" * 101}}, "malformed"),
        ({"said": {"key": "k", "values": {str(n): n for n in range(11)}}}, "malformed"),
        ({"said": {"key": "k", "values": {"a": "x" * 201}}}, "malformed"),
        ({"blocks": 10_001}, "malformed"),
        ({"blocks": -1}, "malformed"),
        ({"seconds": 86_401}, "malformed"),
        ({"hints": 1.5}, "malformed"),
        ({"madeAt": -1}, "malformed"),
        ({"madeAt": "now"}, "malformed"),
        ({"fromBrowser": 1}, "malformed"),
        ({"extra": 1}, "malformed"),
        ({"level": "level-1"}, "malformed"),
    ],
    ids=str,
)
def test_an_unfit_run_is_refused_alone_with_a_sentence(cast: Cast, fault: dict[str, object], reason: str) -> None:
    good, bad = a_run(level(1)), a_run(level(2)) | fault

    answer = post(signed_in(cast.ben), "/attempts", batch(cast, bad, good))

    assert answer.status_code == 200, answer.content
    assert said(answer)["kept"] == [good["id"]]
    (refused,) = said(answer)["refused"]
    assert (refused["id"], refused["reason"]) == (bad["id"], reason)
    assert refused["sentence"].endswith(".")
    assert [row.level for row in Attempt.objects.all()] == [level(1).id]


def test_a_program_of_ten_thousand_blocks_is_too_large_and_emoji_are_kept_as_written(cast: Cast) -> None:
    blocks = json.dumps({"blocks": {"blocks": [{"type": "maze_move", "id": str(n)} for n in range(10_000)]}})
    emoji = json.dumps({"blocks": {"blocks": [{"type": "maze_start", "id": "👩🏽‍🚀 \u0000 שלום"}]}}, ensure_ascii=False)

    answer = said(post(signed_in(cast.ben), "/attempts", batch(cast, a_run(level(2), program=blocks), a_run(level(1), program=emoji))))

    assert [one["reason"] for one in answer["refused"]] == ["too-large"]
    assert newest(cast) == emoji


@pytest.mark.parametrize(
    "body",
    [
        "", "{", "[]", '{"person": "x"}', b"\xff\xfe", '{"person": "x", "attempts": []}', '{"person": 4, "attempts": [{}]}',
        '{"person": "x", "attempts": [' + "[" * 100_000 + "]" * 100_000 + "]}", json.dumps({"person": "x", "attempts": [{}] * 51}),
    ],
    ids=range(9),
)  # fmt: skip
def test_a_body_that_cannot_be_read_is_malformed(cast: Cast, body: str | bytes) -> None:
    answer = post(signed_in(cast.ben), "/attempts", body)

    assert (answer.status_code, said(answer)["refused"]) == (400, "malformed")
    assert said(answer)["sentence"]


def test_letters_that_are_none_are_refused_alone(cast: Cast) -> None:
    body = json.dumps(batch(cast, a_run(level(1), program="{}"))).replace("{}", "\ud800").encode("utf-8", "surrogatepass")

    answer = post(signed_in(cast.ben), "/attempts", body)

    assert [one["reason"] for one in said(answer)["refused"]] == ["malformed"]


def test_a_run_without_an_id_is_malformed_as_a_whole_so_that_the_browser_finds_it(cast: Cast) -> None:
    answer = post(signed_in(cast.ben), "/attempts", batch(cast, a_run(level(1)), {"level": "x"}))

    assert (answer.status_code, said(answer)["refused"]) == (400, "malformed")
    assert not Attempt.objects.exists()
    assert not Program.objects.exists()


def test_a_megabyte_is_too_large(cast: Cast) -> None:
    answer = post(signed_in(cast.ben), "/attempts", batch(cast, a_run(level(1), program="x" * 1_000_000)))

    assert (answer.status_code, said(answer)["refused"]) == (413, "too-large")


def test_eve_is_signed_out(cast: Cast) -> None:
    answer = post(signed_in(None), "/attempts", batch(cast, a_run(level(1))))

    assert (answer.status_code, said(answer)["refused"]) == (401, "signed-out")


def test_the_page_of_ben_keeps_nothing_while_cleo_is_signed_in(cast: Cast) -> None:
    answer = post(signed_in(cast.cleo), "/attempts", batch(cast, a_run(level(1))))

    assert (answer.status_code, said(answer)["refused"]) == (409, "another-person")
    assert not Attempt.objects.exists()


@pytest.mark.parametrize(
    "headers", [{"X-CSRFToken": "forged"}, {"X-CSRFToken": ""}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}]
)
def test_a_write_from_another_site_or_without_the_token_is_refused(cast: Cast, headers: dict[str, str]) -> None:
    ben = signed_in(cast.ben)
    answer = ben.post("/attempts", json.dumps(batch(cast, a_run(level(1)))), content_type="application/json", headers=headers)

    assert (answer.status_code, said(answer)["refused"]) == (403, "csrf")  # type: ignore[arg-type]
    assert not Attempt.objects.exists()


def test_who_sends_without_end_is_asked_to_wait_and_loses_nothing(cast: Cast) -> None:
    ben = signed_in(cast.ben)
    answers: list[Any] = []
    # One comes back every second, so a slow machine takes a few more than thirty to come to the end.
    while len(answers) < 330 and (not answers or answers[-1].status_code == 200):
        answers.append(post(ben, "/attempts", batch(cast, a_run(level(1)), a_run(level(1)))))

    assert [answer.status_code for answer in answers[:30]] == [200] * 30
    assert (answers[-1].status_code, said(answers[-1])["refused"], answers[-1]["Retry-After"]) == (429, "slow-down", "1")
    assert post(signed_in(cast.cleo), "/attempts", {"person": cast.cleo.code, "attempts": [a_run(level(1))]}).status_code == 200


def test_free_play_is_done_and_counts_as_solved(cast: Cast) -> None:
    answer = said(post(signed_in(cast.ben), "/attempts", batch(cast, a_run(level(19), "done"), a_run(level(20), "perfect"))))

    assert answer["states"] == {str(level(19).id): 4}
    assert [one["reason"] for one in answer["refused"]] == ["malformed"]


def test_what_was_brought_along_counts_for_the_state_only(cast: Cast) -> None:
    ben = signed_in(cast.ben)
    post(ben, "/attempts", batch(cast, a_run(level(1), "passed", made_at=T, program=program("own"), seconds=10, hints=2)))

    post(ben, "/attempts", batch(cast, a_run(level(1), made_at=T + 50, program=program("brought"), fromBrowser=True, mistake="x", hints=9)))

    row = LevelProgress.objects.get()
    assert (row.state, row.tries, row.failed, row.seconds, row.hints, row.mistakes) == (2, 2, 0, 10, 2, "{}")
    assert newest(cast) == program("own")


def test_better_work_that_was_brought_along_raises_the_state_and_is_gone_on_with(cast: Cast) -> None:
    ben = signed_in(cast.ben)
    post(ben, "/attempts", batch(cast, a_run(level(1), "tried", made_at=T + 50, program=program("own"))))

    answer = post(ben, "/attempts", batch(cast, a_run(level(1), "perfect", made_at=T, program=program("brought"), fromBrowser=True)))

    assert said(answer)["states"] == {str(level(1).id): 3}
    assert newest(cast) == program("brought")
    assert json.loads(str(LevelProgress.objects.get().last_said))["key"] == "maze.wall"


def test_teachers_learn_as_well(cast: Cast) -> None:
    answer = post(signed_in(cast.dan), "/attempts", {"person": cast.dan.code, "attempts": [a_run(level(1), "perfect")]})

    assert said(answer)["states"] == {str(level(1).id): 3}


@promise("DAT-16", "SEC-02", breaks="homeroom.kit.crypto.sealing.keys", careless="in_the_clear")
def test_what_pupils_wrote_and_were_told_is_ciphertext_in_the_database(cast: Cast) -> None:
    post(signed_in(cast.ben), "/attempts", batch(cast, a_run(level(1), program=program("secret-block"))))

    with connection.cursor() as cursor:
        cursor.execute("SELECT source FROM programs_program")
        (source,) = cursor.fetchone()
        cursor.execute("SELECT said, last_said FROM progress_attempt, progress_levelprogress")
        sentences = cursor.fetchone()
    assert b"secret-block" not in bytes(source)
    assert all(b"maze.wall" not in bytes(one) for one in sentences)


@pytest.mark.django_db(transaction=True)
def test_news_is_told_after_the_commit_and_says_whether_it_was_solved(cast: Cast) -> None:
    heard: list[Tried] = []
    listen(Tried, heard.append)
    listen(Solved, heard.append)
    ben = signed_in(cast.ben)
    for outcome in ("tried", "passed", "tried"):
        post(ben, "/attempts", batch(cast, a_run(level(1), outcome)))

    told = [(type(one), one.person_id, one.level, one.state) for one in heard]
    assert told == [(Tried, cast.ben.pk, level(1).id, 1), (Solved, cast.ben.pk, level(1).id, 2), (Tried, cast.ben.pk, level(1).id, 2)]
