"""The pretend class: invented pupils whose programs really run, in the teacher's own browser; the same actions as for anybody else."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from homeroom.kit.declare import OWN_TEACHERS, TEACHERS
from homeroom.kit.http import json_answer, now_of, open_to, read_json
from homeroom.kit.http.json import Done
from homeroom.progress import access, actions, invented, presence, queries, wire
from homeroom.progress.views.teachers import teacher
from homeroom.sections import access as sections_access
from homeroom.sections import actions as sections_actions
from homeroom.sections import queries as sections


@open_to(TEACHERS, methods=("POST",))
def begin(request: HttpRequest) -> HttpResponse:
    """Makes a fresh pretend class, also for who waits for approval."""
    viewer = teacher(request)
    section = sections_actions.open_pretend_class(teacher_id=viewer.person_id, by=viewer.code, now=now_of(request), **invented.a_class())
    return HttpResponseRedirect(reverse("progress:grid", args=(section.code,)))


@open_to(OWN_TEACHERS, methods=("POST",))
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """Erases it with everybody in it."""
    viewer = teacher(request)
    section = sections_access.pretend_class_for(viewer, code)
    sections_actions.erase_pretend_class(section=section, by=viewer.code, now=now_of(request))
    return HttpResponseRedirect(reverse("sections:all"))


@open_to(OWN_TEACHERS)
def play(request: HttpRequest, code: str) -> HttpResponse:
    """Who is invented, and the programs they may run: solutions and mistakes, so for teachers only."""
    section = sections_access.pretend_class_for(teacher(request), code)
    return json_answer(invented.play_for(section))


@open_to(OWN_TEACHERS, methods=("POST",))
def attempts(request: HttpRequest, code: str) -> HttpResponse:
    """Runs of one invented pupil, kept as anybody's."""
    sent = read_json(request, wire.PretendAttemptsIn, most=wire.LARGEST_ATTEMPTS)
    seat = access.invented_pupil_for(teacher(request), code, sent.person)
    kept = actions.record_attempts(student_id=seat.student_id, attempts=sent.attempts, now=now_of(request))
    return json_answer(
        wire.AttemptsKept(kept=kept.kept, refused=kept.refused, states=kept.states, now=queries.milliseconds(now_of(request)))
    )


@open_to(OWN_TEACHERS, methods=("POST",))
def beats(request: HttpRequest, code: str) -> HttpResponse:
    """Beats and hands of invented pupils, as their pages would send them."""
    sent = read_json(request, wire.PretendBeatsIn, most=20_000)
    section = sections_access.pretend_class_for(teacher(request), code)
    period, now = sections.open_period(section.pk), now_of(request)
    people = {person_code: person for person, person_code in sections.seats_in(section.pk).values_list("student", "student__code")}
    for one in sent.beats:
        if period is None or one.person not in people:
            continue
        who = people[one.person]
        presence.beat(period_id=period.pk, person_id=who, level=one.level, active=one.active, working=one.working, uncover=False, now=now)
        if one.hand_up is not None:
            presence.raise_hand(period_id=period.pk, person_id=who, up=one.hand_up, now=now)
    return json_answer(Done(now=queries.milliseconds(now)))
