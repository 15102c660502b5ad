"""One's own account: name, language, address, password, second factor, where one is signed in."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import segno
from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from homeroom.accounts import actions as accounts
from homeroom.accounts import queries as people
from homeroom.accounts.access import oneself
from homeroom.kit.crypto import Unreadable, open_sealed, seal
from homeroom.kit.declare import SELF, SIGNED_IN
from homeroom.kit.errors import NotFound, Refused
from homeroom.kit.http import insist_on_proof, network_of, now_of, open_to
from homeroom.kit.http.frame import sentence_of
from homeroom.sign_in import queries
from homeroom.sign_in.actions import adults, second_factor
from homeroom.sign_in.forms import Account, Chosen, ChosenByChild, FirstDigits, NewEmail, Prove
from homeroom.sign_in.views.arriving import asked_for, landing

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from homeroom.accounts.models import Person


@open_to(SELF, methods=("GET", "POST"))
def account(request: HttpRequest) -> HttpResponse:
    """Name and language of an adult, where one is signed in, and the ways to everything else about the account."""
    viewer, person = oneself(request)
    adult = person.role != "student"
    form = Account(request.POST if request.POST.get("do") == "save" else None, initial={"name": person.name, "language": person.language})
    told = ""
    if request.POST.get("do") == "end-others":
        accounts.end_others(person_id=person.pk, keep_session=viewer.session_id)
        told = _("You are signed out everywhere else.")
    elif adult and form.is_valid():
        _save(person, form, request)
        return redirect("sign_in:account")
    context = {
        "form": form if adult else None,
        "person": person,
        "told": told,
        "own_session": viewer.session_id,
        "sessions": people.sessions_of(person.pk, now_of(request)),
        "has_factor": adult and queries.second_factor_of(person.pk) is not None,
        "codes_left": queries.recovery_codes_left(person.pk) if adult else 0,
        "may_change_password": bool(person.password) and not viewer.weak,
        "title": _("My account"),
        "page_class": "page-read",
    }
    return render(request, "sign_in/account/account.html", context)


def _save(person: Person, form: Account, request: HttpRequest) -> None:
    if form.cleaned_data["name"] != person.name:
        accounts.rename(person=person, name=form.cleaned_data["name"], by=person.code, now=now_of(request))
    if form.cleaned_data["language"] != person.language:
        accounts.set_language(person_id=person.pk, language=form.cleaned_data["language"])


@open_to(SELF, methods=("GET", "POST"), first_things=True)
def own_password(request: HttpRequest) -> HttpResponse:
    """A password of one's own in place of a drawn one, or another one after showing who one is (ACC-03)."""
    viewer, person = oneself(request)
    if viewer.weak or not (person.password or viewer.must_choose_password):
        raise NotFound()
    if not viewer.must_choose_password:
        insist_on_proof(request, viewer)
    known = (person.name, person.username or "", person.email or "")
    kind = ChosenByChild if person.role == "student" else Chosen
    form = kind(request.POST or None, known=known)
    if request.method == "POST" and form.is_valid():
        adults.choose_own_password(person=person, password=form.cleaned_data["password"], session_id=viewer.session_id, now=now_of(request))
        return HttpResponseRedirect(landing(people.again(viewer)))
    context = {"form": form, "first": viewer.must_choose_password, "child": person.role == "student", "name": person.name}
    return render(request, "sign_in/account/own_password.html", context, status=400 if form.errors else 200)


@open_to(SELF, methods=("GET", "POST"), step_up=True)
def email(request: HttpRequest) -> HttpResponse:
    """Another address to sign in with; adults only."""
    _viewer, person = oneself(request)
    if person.role == "student":
        raise NotFound()
    form = NewEmail(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if adults.change_email(person=person, email=form.cleaned_data["email"], now=now_of(request)):
            return redirect("sign_in:account")
        form.add_error("email", _("This address cannot be taken. Write another one."))
    context = {"form": form, "person": person, "title": _("Another email address"), "page_class": "page-read"}
    return render(request, "sign_in/account/email.html", context, status=400 if form.errors else 200)


@open_to(SIGNED_IN, methods=("GET", "POST"), first_things=True)
def prove(request: HttpRequest) -> HttpResponse:
    """Shows once more who one is, before something that must not happen on a computer somebody left."""
    viewer, person = oneself(request)
    if not person.password:
        raise NotFound()
    form, status = Prove(request.POST or None, with_digits=queries.second_factor_of(person.pk) is not None), 200
    if request.method == "POST" and form.is_valid():
        typed = {"password": form.cleaned_data["password"], "digits": form.cleaned_data.get("digits", "")}
        try:
            adults.prove(viewer=viewer, person=person, **typed, network=network_of(request), now=now_of(request))
            return HttpResponseRedirect(asked_for(request) or landing(viewer))
        except Refused as refused:
            form.add_error(None, sentence_of(refused))
            status = refused.status
    context = {"form": form, "next": asked_for(request), "title": _("Is it still you?"), "submit": _("Go on"), "page_class": "page-read"}
    return render(request, "sign_in/account/prove.html", context, status=status)


def _place(person: Person) -> str:
    return f"sign_in.views.second_factor.{person.code}"


def _secret_from(person: Person, sealed: str) -> str:
    """The secret that the page carries, sealed for this person alone; a new one where there is none."""
    try:
        return open_sealed(base64.urlsafe_b64decode(sealed), _place(person)).decode() if sealed else second_factor.draw_secret()
    except (Unreadable, ValueError):
        return second_factor.draw_secret()


@open_to(SELF, methods=("GET", "POST"), first_things=True)
def second_factor_page(request: HttpRequest) -> HttpResponse:
    """Sets up an authenticator app (administrators before anything else), or takes it away. Nothing is kept before its digits are right."""
    viewer, person = oneself(request)
    if person.role == "student":
        raise NotFound()
    has = queries.second_factor_of(person.pk) is not None
    if has:
        insist_on_proof(request, viewer)
    if request.POST.get("do") == "remove" and person.role == "teacher":
        second_factor.remove(person=person, by=viewer.code, now=now_of(request))
        return redirect("sign_in:account")
    secret, form, status = _secret_from(person, request.POST.get("sealed", "")), FirstDigits(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        try:
            codes = second_factor.set_up(
                person=person,
                secret=secret,
                typed=form.cleaned_data["digits"],
                session_id=viewer.session_id,
                by=viewer.code,
                now=now_of(request),
            )
            way_on = landing(people.again(viewer))
            return render(request, "sign_in/account/recovery_codes.html", {"codes": codes, "way_on": way_on, "page_class": "page-read"})
        except Refused as refused:
            form.add_error(None, sentence_of(refused))
            status = refused.status
    square = segno.make(second_factor.address_for_app(secret, person.email or person.code, settings.HOMEROOM_NAME), error="m")
    context = {
        "form": form,
        "sealed": base64.urlsafe_b64encode(seal(secret.encode(), _place(person))).decode(),
        "groups": [secret[start : start + 4] for start in range(0, len(secret), 4)],
        "square": square_of(square),
        "has": has,
        "must": person.role in ("administrator", "staff"),
        "page_class": "page-read",
    }
    return render(request, "sign_in/account/second_factor.html", context, status=status)


def square_of(code: segno.QRCode) -> dict[str, object]:
    """A QR code as one path of an <svg>: its side in modules and, per dark run, "Mx yhw" and so on; no style attributes (CSP)."""
    rows = [list(row) for row in code.matrix_iter(scale=1, border=4)]
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return {"side": len(rows), "path": path}
