"""A teacher prints or saves one pupil's record for the family (RIGHTS-02, RIGHTS-03)."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from homeroom.kit.declare import OWN_TEACHERS
from homeroom.kit.http import now_of, open_to
from homeroom.rights import access, actions, queries
from homeroom.rights.rules import PRINTED
from homeroom.rights.views.mine import as_file
from homeroom.sections.pages import frame


@open_to(OWN_TEACHERS, step_up=True)
def record(request: HttpRequest, code: str, student: str) -> HttpResponse:
    """What the teacher sees of one pupil, to print; every look is noted."""
    viewer, seat = access.pupil_of(request, code, student, "export")
    actions.note_record_shown(code=seat.student.code, where=seat.section.code, by=viewer.code, now=now_of(request))
    shown = queries.kept_about(access.subject_of(seat.student), most=PRINTED, reader=OWN_TEACHERS)
    context = frame(seat.section, seat=seat, student=seat.student, shown=[one for one in shown if one.rows], now=now_of(request))
    return render(request, "rights/record.html", context)


@open_to(OWN_TEACHERS, methods=("GET", "POST"), step_up=True)
def record_file(request: HttpRequest, code: str, student: str) -> HttpResponseBase:
    """The same as a zip with everything."""
    viewer, seat = access.pupil_of(request, code, student, "export")
    if request.method == "GET":
        return redirect("rights:record", code, student)
    actions.note_record_saved(
        person_id=seat.student_id, code=seat.student.code, where=seat.section.code, by=viewer.code, now=now_of(request)
    )
    return as_file(seat.student, now_of(request), OWN_TEACHERS)
