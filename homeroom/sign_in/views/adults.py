"""Adults at the door: address and password, six digits, a new account, one-time links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from homeroom.agreements.rules import current as agreement_in
from homeroom.kit.declare import ANYBODY
from homeroom.kit.errors import Refused
from homeroom.kit.http import network_of, now_of, open_to, viewer_of
from homeroom.kit.http.frame import sentence_of
from homeroom.sign_in import access, queries
from homeroom.sign_in.actions import adults, pupils
from homeroom.sign_in.forms import Chosen, Digits, SignIn, SignUp
from homeroom.sign_in.views.arriving import asked_for, welcome

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from homeroom.sign_in.models import OneTimeLink


def _session_before(request: HttpRequest) -> int | None:
    viewer = viewer_of(request)
    return viewer.session_id if viewer else None


def _refuse(form: Form, refused: Refused) -> int:
    form.add_error(None, sentence_of(refused))
    return refused.status


@open_to(ANYBODY, methods=("GET", "POST"), task="sign-in look-up")
def teacher(request: HttpRequest) -> HttpResponse:
    """Address and password; then, for who has set them up, six digits. Answers alike whether there is such an account (ACC-18)."""
    if request.method == "POST" and "halfway" in request.POST:
        return _digits(request)
    form, status = SignIn(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        now = now_of(request)
        try:
            person = adults.whose_password(
                email=form.cleaned_data["email"], password=form.cleaned_data["password"], network=network_of(request), now=now
            )
            if queries.second_factor_of(person.pk) is not None:
                return _digits_page(request, Digits(), access.halfway(person, now))
            return welcome(adults.begin(person=person, now=now, instead_of=_session_before(request)), asked_for(request))
        except Refused as refused:
            status = _refuse(form, refused)
    return _sign_in_page(request, form, status=status)


def _sign_in_page(request: HttpRequest, form: SignIn, *, status: int = 200, told: str = "") -> HttpResponse:
    context = {
        "form": form,
        "next": asked_for(request),
        "told": told,
        "submit": _("Sign in"),
        # Shown at other addresses too: after a sign-up or a new password, when six digits took too long.
        "action": reverse("sign_in:teacher"),
        "back_leads_to": reverse("sign_in:teacher") if request.method == "POST" else "",
        "may_sign_up": settings.TEACHER_SIGNUP != "invite",
    }
    return render(request, "sign_in/adults/sign_in.html", context, status=status)


def _digits(request: HttpRequest) -> HttpResponse:
    now, form = now_of(request), Digits(request.POST)
    try:
        person = access.person_halfway(request.POST["halfway"], now)
    except Refused as refused:
        return _sign_in_page(request, SignIn(), status=refused.status, told=sentence_of(refused))
    status = 200
    if form.is_valid():
        try:
            typed = form.cleaned_data["digits"]
            begun = adults.begin_with_digits(person=person, typed=typed, now=now, instead_of=_session_before(request))
            return welcome(begun, asked_for(request))
        except Refused as refused:
            status = _refuse(form, refused)
    return _digits_page(request, form, request.POST["halfway"], status)


def _digits_page(request: HttpRequest, form: Digits, halfway: str, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "action": reverse("sign_in:teacher"),
        "halfway": halfway,
        "next": asked_for(request),
        "submit": _("Sign in"),
    }
    return render(request, "sign_in/adults/digits.html", context, status=status)


@open_to(ANYBODY, methods=("GET", "POST"), task="sign-in look-up")
def sign_up(request: HttpRequest) -> HttpResponse:
    """A teacher's new account, as TEACHER_SIGNUP allows. Nobody is signed in by it, so a taken address answers like a free one."""
    if settings.TEACHER_SIGNUP == "invite":
        return render(request, "sign_in/adults/by_invitation.html")
    return _sign_up(request, "active" if settings.TEACHER_SIGNUP == "open" else "waiting", None)


def _sign_up(request: HttpRequest, state: str, link: OneTimeLink | None, key: str = "") -> HttpResponse:
    form, status = SignUp(request.POST if "email" in request.POST else None), 200
    agreement = agreement_in("terms", get_language() or "en")
    if form.is_valid():
        told: dict[str, Any] = {name: form.cleaned_data[name] for name in ("name", "email", "password")}
        try:
            adults.sign_up(
                **told,
                language=get_language() or "en",
                agreement=agreement,
                state=state,
                network=network_of(request),
                now=now_of(request),
                link=link,
            )
            told_next = _("Now sign in. If this address had an account before, nothing has changed: use the password you have.")
            return _sign_in_page(request, SignIn(initial={"email": form.cleaned_data["email"]}), told=told_next)
        except Refused as refused:
            status = _refuse(form, refused)
    elif form.is_bound:
        status = 400
    context = {
        "form": form,
        "agreement": agreement,
        "state": state,
        "key": key,
        "kind": link.kind if link else "",
        "submit": _("Make the account"),
    }
    return render(request, "sign_in/adults/sign_up.html", context, status=status)


@open_to(ANYBODY, methods=("GET", "POST"), task="sign-in look-up")
def invited(request: HttpRequest) -> HttpResponse:
    """Behind a one-time link: an account to make, or a new password to choose. The key rides in the fragment and is posted."""
    if request.method != "POST":
        return render(request, "sign_in/adults/invited.html")
    now, network = now_of(request), network_of(request)
    key = request.POST.get("key", "").rpartition("#")[2].strip()[:100]
    try:
        pupils.spend_code(network=network, now=now)
        link = queries.find_link(key, now)
        if link is None:
            raise access.Closed(_("This link does not work, or not any more: each works once, for 14 days. Ask for a new one."))
        pupils.code_was_right(network=network, now=now)
        return _choose_new(request, link, key) if link.kind == "reset" else _sign_up(request, "active", link, key)
    except Refused as refused:
        return render(request, "sign_in/adults/invited.html", {"wrong": sentence_of(refused)}, status=refused.status)


def _choose_new(request: HttpRequest, link: OneTimeLink, key: str) -> HttpResponse:
    person = link.person
    if person is None:
        return redirect("sign_in:invited")
    form = Chosen(request.POST if "password" in request.POST else None, known=(person.name, person.email or ""))
    if form.is_valid():
        adults.choose_new_password(link=link, person=person, password=form.cleaned_data["password"], now=now_of(request))
        return _sign_in_page(
            request, SignIn(initial={"email": person.email}), told=_("The new password counts from now on. Sign in with it.")
        )
    return render(
        request, "sign_in/adults/new_password.html", {"form": form, "key": key, "name": person.name}, status=400 if form.is_bound else 200
    )
