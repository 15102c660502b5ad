"""What is kept about people, and what lies in their browsers: printed from the declarations of the code that keeps it (GEN-08, TRK-03)."""

import datetime
import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override

from homeroom.jobs.registry import last_run
from homeroom.kit.crypto import verifying_key
from homeroom.kit.db import write
from homeroom.kit.declare import ANYBODY, VISITORS
from homeroom.kit.declare import providers as all_providers
from homeroom.kit.errors import NotFound
from homeroom.kit.http import network_of, now_of, open_to, same_for_everybody
from homeroom.limits.actions import spend
from homeroom.limits.rules import Limit
from homeroom.privacy import documents, promised, queries, receipts
from homeroom.privacy import retention as keeping
from homeroom.privacy.schedule import schedule

#: Codes that one network may ask receipts of: a code has 57 bits, so nobody finds one by trying.
ASKED = Limit("receipts", 30, 600)


@open_to(VISITORS)
@same_for_everybody
def data(request: HttpRequest) -> HttpResponse:
    """Everything, by whose it is: what, why, from whom, who sees it, how long."""
    context = {
        "for_children": queries.for_children(),
        "groups": queries.groups(),
        "outside": queries.outside_tables(),
        "https": settings.HOMEROOM_HTTPS,
        "country": settings.HOMEROOM_HOSTING,
        "disk_by": settings.HOMEROOM_DISK_ENCRYPTED_BY,
        "transfer": settings.HOMEROOM_TRANSFER,
        "authority": settings.HOMEROOM_AUTHORITY,
        "answer_days": settings.HOMEROOM_ANSWER_DAYS,
    }
    return render(request, "privacy/data.html", context)


@open_to(VISITORS)
@same_for_everybody
def cookies(request: HttpRequest) -> HttpResponse:
    """Cookies and other rows in the browser."""
    found = queries.declared_browser_storage()
    context = {
        "cookies": [one for one in found if one.place == "cookie"],
        "rows": [one for one in found if one.place != "cookie"],
    }
    return render(request, "privacy/cookies.html", context)


@open_to(VISITORS)
@same_for_everybody
def promises(request: HttpRequest) -> HttpResponse:
    """Every promise, and the tests that stand for it."""
    return render(request, "privacy/promises.html", {"page": promised.page()})


@open_to(VISITORS)
@same_for_everybody
def providers(request: HttpRequest) -> HttpResponse:
    """Outside services that get anything from us (SHR-10)."""
    return render(request, "privacy/providers.html", {"providers": all_providers()})


@open_to(VISITORS)
@same_for_everybody
def inventory_file(request: HttpRequest) -> HttpResponse:
    """Everything that is kept, in English, for programs that compare services or versions."""
    with override("en"):
        told = {
            "format": "homeroom-inventory/1",
            "controller": settings.HOMEROOM_OPERATOR,
            "contact": settings.PRIVACY_CONTACT,
            "rows": documents.inventory(),
            "outside_services": [provider.name for provider in all_providers()],
        }
    return HttpResponse(json.dumps(told, ensure_ascii=False), content_type="application/json")


@open_to(VISITORS)
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a hole (RFC 9116); there where the operator says whom."""
    contact = settings.SECURITY_CONTACT
    if not contact:
        raise NotFound
    ends = now_of(request).replace(hour=0, minute=0, second=0, microsecond=0) + datetime.timedelta(days=180)
    lines = [f"Contact: {contact}", f"Expires: {ends:%Y-%m-%dT%H:%M:%SZ}", f"Preferred-Languages: {', '.join(settings.HOMEROOM_LANGUAGES)}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@open_to(ANYBODY)
def retention(request: HttpRequest) -> HttpResponse:
    """How long everything is kept, and when the service last saw to it (RET-01, RET-02)."""
    context = {
        "schedule": schedule(),
        "last": last_run(keeping.JOB),
        "silent": keeping.is_silent(now=now_of(request)),
        "pupils": settings.KEEP_PUPILS_MONTHS,
        "teachers": settings.KEEP_TEACHERS_MONTHS,
    }
    return render(request, "privacy/retention.html", context)


@open_to(ANYBODY, methods=("GET", "POST"))
def receipt(request: HttpRequest) -> HttpResponse:
    """The proof of an erasure, for whoever wrote down their code; it stands in no address (DEL-13)."""
    code, found = request.POST.get("code", "").strip().lower()[:40], None
    if code:
        write(spend)((ASKED, network_of(request)), now=now_of(request))
        found = receipts.find(code)
    if found is not None and request.POST.get("do") == "file":
        answer = HttpResponse(receipts.text_of(found), content_type="application/json")
        answer["Content-Disposition"] = 'attachment; filename="homeroom-receipt.json"'
        return answer
    context = {"code": code, "asked": bool(code), "receipt": found, "key": verifying_key()}
    return render(request, "privacy/receipt.html", context, status=404 if code and found is None else 200)
