"""Requests: asked by anybody, looked at by administrators, answered in time and with a reason (RIGHTS-01, RIGHTS-09, DEL-04)."""

import datetime
import re
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from homeroom.accounts.models import Person
from homeroom.accounts.queries import find_person
from homeroom.audit.models import Entry
from homeroom.kit.errors import Refused
from homeroom.privacy import retention
from homeroom.privacy.export import chapters
from homeroom.privacy.subjects import Subject
from homeroom.rights import actions, queries
from homeroom.rights.closing.actions import bring_back
from homeroom.rights.models import Request
from homeroom.sections.actions import hand_over
from homeroom.testing.careless import answers
from homeroom.testing.cast import Cast, a_person, signed_in, the_cast
from homeroom.testing.lives import a_grown_up, a_learner
from homeroom.testing.promises import promise
from homeroom.testing.sweep import traces

ASK, MINE, FAMILY, ANSWER, QUEUE = "/en/about-me/ask/", "/en/about-me/", "/en/families/ask/", "/en/families/answer/", "/en/requests/"
FROM_PAT = {
    "kind": "change",
    "words": "Ben is twelve, not eleven.",
    "concerns": "Ben in 5b",
    "relation": "mother-canary",
    "contact": "pat-canary@home.example",
}

MONTH = datetime.timedelta(days=30)


@pytest.fixture
def cast(db: None) -> Cast:
    return the_cast()


def asked(person: Client, **more: str) -> Request:
    answer = person.post(ASK, {"kind": "change", "words": "I am twelve.", **more})
    assert answer.status_code == 302
    return Request.objects.latest("pk")


def grace(cast: Cast) -> Client:
    return signed_in(cast.grace, second_factor=True)


def of(request: Request) -> str:
    return f"{QUEUE}{request.code}/"


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@promise(
    "RIGHTS-01", breaks="homeroom.rights.rules.due_on", careless=lambda real: lambda received, days: received + datetime.timedelta(days=90)
)
@promise("RIGHTS-01", breaks="homeroom.rights.queries.open_requests", careless="finds_nothing")
@promise("RIGHTS-01", breaks="homeroom.rights.rules.urgency", careless=answers(""))
@promise("RIGHTS-01", breaks="homeroom.audit.actions.note")
@pytest.mark.parametrize("kind", ["access", "change", "deletion", "export", "objection", "restriction"])
def test_everything_can_be_asked_for_is_due_within_thirty_days_and_administrators_are_reminded(cast: Cast, kind: str) -> None:
    cleo = signed_in(cast.cleo, seat=cast.cleos_seat, way="card")
    request = asked(cleo, kind=kind)
    today = datetime.datetime.now(datetime.UTC).date()

    assert request.person_id == cast.cleo.pk
    assert request.due_on == today + datetime.timedelta(days=30)
    assert f'href="{of(request)}"' in grace(cast).get(QUEUE).content.decode()
    assert "label-clay" not in text(grace(cast).get(QUEUE))
    Request.objects.update(due_on=today + datetime.timedelta(days=3))
    assert "label-clay" in text(grace(cast).get(QUEUE))
    assert "label-clay" in text(grace(cast).get("/en/home/"))
    Request.objects.update(due_on=today - datetime.timedelta(days=1))
    assert "label-berry" in text(grace(cast).get(QUEUE))
    grace(cast).post(of(request), {"step": "done", "answer": "It is done."})
    did = ("freeze_account", "close_account:request")
    noted = [entry.what for entry in Entry.objects.filter(about=cast.cleo.code).exclude(what__in=did).order_by("id")]
    assert noted == [f"ask:{kind}", "finish_request"]
    assert Request.objects.get().answer == "It is done."
    assert ("It is done." in text(cleo.get(MINE))) is (kind != "deletion"), "who is deleted is signed out"
    assert "label-berry" not in text(grace(cast).get(QUEUE))
    assert QUEUE not in grace(cast).get("/en/home/").content.decode().partition("<main")[2]


def test_an_operator_may_be_quicker_than_the_law(cast: Cast, settings: Any) -> None:
    settings.HOMEROOM_ANSWER_DAYS = 10

    request = asked(signed_in(cast.ada))

    assert request.due_on == request.received_at.date() + datetime.timedelta(days=10)
    assert "within 10 days" in text(signed_in(cast.ada).get(ASK))


@promise("DEL-04", breaks="homeroom.rights.rules.why_not", careless=answers(""))
@promise("DEL-04", breaks="homeroom.rights.rules.first_state", careless=answers("checked"))
def test_nothing_is_done_before_somebody_has_looked_who_asks(cast: Cast) -> None:
    ben = signed_in(cast.ben, seat=cast.bens_seat, way="pictures")
    request = asked(ben, kind="deletion", words="Delete me.")
    assert request.state == "received"
    page = grace(cast)
    page.raise_request_exception = False

    early = page.post(of(request), {"step": "done", "answer": "Deleted."})

    assert early.status_code == 409
    assert "First say how you know who asks" in text(early)
    assert Request.objects.get(pk=request.pk).state == "received"
    assert page.post(of(request), {"step": "check", "how": "", "account": ""}).status_code == 400
    page.post(of(request), {"step": "check", "how": "Asked him in class.", "account": ""})
    assert Request.objects.get(pk=request.pk).state == "checked"
    page.post(of(request), {"step": "done", "answer": "Your account is closed."})
    assert Request.objects.get(pk=request.pk).state == "done"
    assert list(Entry.objects.filter(about=cast.ben.code).order_by("id").values_list("what", flat=True)) == [
        "ask:deletion",
        "check_request",
        "close_account:request",
        "finish_request",
    ]


def test_a_deletion_that_is_done_hides_the_account_at_once_and_can_be_taken_back(cast: Cast) -> None:
    zoe = a_person("Zoe", age=14, username="zoe12", password="her own password")
    request = asked(signed_in(zoe), kind="deletion", words="Delete me.")

    assert grace(cast).post(of(request), {"step": "done", "answer": "It is deleted."}).status_code == 302

    gone = Person.objects.get(pk=zoe.pk)
    assert gone.state == "closed" and gone.closed_at is not None
    assert find_person(zoe.code) is None
    bring_back(person_id=zoe.pk, closed_at=gone.closed_at, by=cast.grace.code, now=gone.closed_at + MONTH / 2)
    assert Person.objects.get(pk=zoe.pk).state == "active"


def test_a_teacher_with_a_class_is_not_deleted_before_somebody_has_it(cast: Cast) -> None:
    request = asked(signed_in(cast.ada), kind="deletion", words="Delete me.")

    answer = grace(cast).post(of(request), {"step": "done", "answer": "It is deleted."})

    assert (answer.status_code, "Classes would go with this account." in text(answer)) == (409, True)
    assert Request.objects.get(pk=request.pk).state == "checked"
    assert Person.objects.get(pk=cast.ada.pk).state == "active"
    hand_over(section=cast.section, teacher_id=cast.dan.pk, by=cast.ada.code, now=request.received_at)
    assert grace(cast).post(of(request), {"step": "done", "answer": "It is deleted."}).status_code == 302
    assert Person.objects.get(pk=cast.ada.pk).state == "closed"


def test_even_a_program_that_forgot_to_ask_cannot_finish_an_unchecked_request(cast: Cast) -> None:
    request = asked(signed_in(cast.ben, seat=cast.bens_seat, way="pictures"))

    with pytest.raises(IntegrityError), transaction.atomic():
        Request.objects.filter(pk=request.pk).update(state="done")
    with pytest.raises(IntegrityError), transaction.atomic():
        Request.objects.filter(pk=request.pk).update(state="refused")
    assert Request.objects.get(pk=request.pk).state == "received"


@promise("RIGHTS-09", breaks="homeroom.rights.rules.why_not", careless=answers(""))
def test_a_refusal_needs_a_reason_and_the_person_reads_it(cast: Cast) -> None:
    ada = signed_in(cast.ada)
    request = asked(ada, kind="deletion", words="Delete the audit.")

    with pytest.raises(Refused):
        actions.decide(request_id=request.pk, to="refused", answer=" ", by=cast.grace.code, now=request.received_at)
    assert Request.objects.get(pk=request.pk).state == "checked"
    assert grace(cast).post(of(request), {"step": "refused", "answer": ""}).status_code == 400
    grace(cast).post(of(request), {"step": "refused", "answer": "The law makes us keep it for seven years."})

    assert "The law makes us keep it for seven years." in text(ada.get(MINE))
    assert Entry.objects.get(what="refuse_request").why == "The law makes us keep it for seven years."


def test_what_is_answered_stays_answered(cast: Cast) -> None:
    request = asked(signed_in(cast.ada))
    grace(cast).post(of(request), {"step": "done", "answer": "Yes."})

    again = grace(cast).post(of(request), {"step": "refused", "answer": "No."})

    assert again.status_code == 409
    assert Request.objects.get(pk=request.pk).answer == "Yes."


def a_family_asks() -> tuple[Request, str]:
    answer = Client().post(FAMILY, FROM_PAT)
    assert answer.status_code == 200
    shown = re.search(r'one-time-secret" dir="ltr">([^<]+)<', answer.content.decode())
    assert shown
    return Request.objects.latest("pk"), shown[1].strip()


@promise("RIGHTS-09", breaks="homeroom.rights.actions.requests.receipt_index", careless=lambda real: lambda receipt: real(receipt[:9]))
def test_a_family_without_an_account_asks_is_called_back_and_reads_the_answer_with_its_receipt(cast: Cast) -> None:
    request, receipt = a_family_asks()
    page = grace(cast)

    assert "pat-canary@home.example" in text(page.get(of(request)))
    assert "received" in text(Client().post(ANSWER, {"receipt": receipt}))
    wrong = page.post(of(request), {"step": "check", "how": "Called the school's number.", "account": "nobody-here"})
    assert wrong.status_code == 422
    page.post(of(request), {"step": "check", "how": "Called the school's number.", "account": cast.ben.code})
    page.post(of(request), {"step": "done", "answer": "He is twelve now."})

    told = text(Client().post(ANSWER, {"receipt": receipt.lower().replace(" ", "")}))
    assert "He is twelve now." in told
    for hidden in ("pat-canary", "mother-canary", "Ben in 5b", "Called the school"):
        assert hidden not in told
    assert Request.objects.get(pk=request.pk).person_id == cast.ben.pk


def test_a_wrong_receipt_opens_nothing(cast: Cast) -> None:
    a_family_asks()

    answer = Client().post(ANSWER, {"receipt": "BBBBBB " * 5})

    assert answer.status_code == 400
    assert "No request has this receipt" in text(answer)


def test_what_a_family_writes_is_ciphertext_and_is_not_handed_to_the_pupil(cast: Cast) -> None:
    request, receipt = a_family_asks()
    actions.check_identity(request_id=request.pk, how="Called.", person=cast.ben, by=cast.grace.code, now=request.received_at)

    assert traces("pat-canary@home.example", "mother-canary", "Ben is twelve, not eleven.", receipt.replace(" ", "")) == []
    (chapter,) = (one for one in chapters() if one.part.table.label == "rights.Request")
    (row,) = chapter.newest(Subject(cast.ben.pk, cast.ben.code), 5)
    assert (row["contact"], row["relation"], row["words"]) == ("somebody else", "somebody else", "Ben is twelve, not eleven.")


def test_ninety_days_after_the_answer_a_request_goes(cast: Cast) -> None:
    request, _receipt = a_family_asks()
    actions.decide(request_id=request.pk, to="refused", answer="Nobody of that name.", by=cast.grace.code, now=request.received_at)
    end = request.received_at + datetime.timedelta(days=90)

    retention.run(now=end - datetime.timedelta(microseconds=1))
    assert queries.find_request(request.code) is not None
    retention.run(now=end)
    assert queries.find_request(request.code) is None
    assert Entry.objects.get(what="refuse_request").why == "Nobody of that name."


def test_families_that_ask_very_often_have_to_wait(cast: Cast) -> None:
    answers_given = [Client().post(FAMILY, FROM_PAT, REMOTE_ADDR="203.0.113.7").status_code for _time in range(11)]

    assert answers_given == [200] * 10 + [429]


@promise("RIGHTS-04", breaks="homeroom.rights.rules.way_to_correct", careless=answers(""))
@promise("RIGHTS-04", breaks="homeroom.rights.queries.field_in_words", careless=answers(""))
def test_every_field_can_be_corrected_or_asked_about(cast: Cast) -> None:
    a_learner(cast.cleo, seat=cast.cleos_seat, by=cast.ada.code)
    a_grown_up(cast.ada, section=cast.section)
    for person, seat in ((cast.cleo, cast.cleos_seat), (cast.ada, None)):
        client = signed_in(person, seat=seat, way="card" if seat else "password")
        shown = text(client.get(MINE))
        for chapter in chapters():
            for column in chapter.columns:
                field = f"{chapter.part.table.label}.{column.name}"
                ask = f'href="{ASK}?field={field}"'
                assert ask in shown or column.line.editable, field
                assert (ask in shown) is not column.line.editable, field
        request = asked(client, field="accounts.Person.age_told")
        assert request.field == "accounts.Person.age_told"
        assert "age in years" in text(grace(cast).get(of(request)))


def test_a_field_that_is_none_is_not_kept(cast: Cast) -> None:
    assert asked(signed_in(cast.ada), field="accounts.Person.<script>").field == ""


def test_a_corrected_name_stands_everywhere_at_once(cast: Cast) -> None:
    ada = signed_in(cast.ada)
    signed_in(cast.cleo, seat=cast.cleos_seat, way="card").post("/en/about-me/correct/", {"name": "Clementine", "language": "en"})

    for page in (f"/en/classes/{cast.section.code}/roster/", f"/en/classes/{cast.section.code}/pupils/{cast.cleo.code}/record/"):
        assert "Clementine" in text(ada.get(page))
        assert "Cleo" not in text(ada.get(page))


@pytest.mark.parametrize("address", [QUEUE, f"{QUEUE}whatever/"])
def test_nobody_but_an_administrator_with_a_second_factor_sees_requests(cast: Cast, address: str) -> None:
    asked(signed_in(cast.ada))

    for person in (cast.ada, cast.ben, cast.sam):
        assert signed_in(person, second_factor=True).get(address).status_code == 404
    assert "second-factor" in signed_in(cast.grace).get(address)["Location"]
