"""Hardened by default: HTTPS only, headers on every answer, `check --deploy` clean under a service's own settings (SEC-01, 05, TRK-06)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as ours
from django.core.checks import run_checks
from django.test import Client

from homeroom.config import environment
from homeroom.curriculum.queries import courses
from homeroom.kit.http import frame
from homeroom.kit.http.same import forget_pages
from homeroom.kit.static_files import BUILT, SOURCE
from homeroom.operations.keeping import disk
from homeroom.sections.actions import start_period
from homeroom.testing.careless import becomes
from homeroom.testing.cast import NOW, the_cast
from homeroom.testing.promises import promise
from homeroom.testing.served import ROOT, a_server
from homeroom.testing.urls_matrix import addresses, browsers, filled, undone

WANTED = {
    "Content-Security-Policy": ("default-src 'none'", "frame-ancestors 'none'", "script-src 'self' 'wasm-unsafe-eval'", "base-uri 'none'"),
    "X-Content-Type-Options": ("nosniff",),
    "X-Frame-Options": ("DENY",),
    "Referrer-Policy": ("same-origin",),
    "Permissions-Policy": ("geolocation=()", "microphone=()", "camera=(self)"),
    "Cross-Origin-Opener-Policy": ("same-origin",),
    "Cross-Origin-Resource-Policy": ("same-origin",),
}
LAX = dict.fromkeys(frame.HEADERS, "")


def lacking(answer: Any) -> list[str]:
    """Headers that an answer should have and has not, and words that must not stand in its policy."""
    said = answer.headers
    found = [f"{name}: {part}" for name, parts in WANTED.items() for part in parts if part not in said.get(name, "")]
    return found + [bad for bad in ("unsafe-inline", "unsafe-eval'", "http:", "*") if f" {bad}" in said.get("Content-Security-Policy", "")]


@pytest.fixture
def production(settings: Any) -> Any:
    """Settings of a service behind a proxy that speaks HTTPS."""
    settings.HOMEROOM_HTTPS, settings.SECURE_PROXY_SSL_HEADER = True, ("HTTP_X_FORWARDED_PROTO", "https")
    settings.ALLOWED_HOSTS, settings.HOMEROOM_LAWS = ["class.school.example"], {"gdpr": "European Union"}
    settings.HOMEROOM_DISK_ENCRYPTED_BY = "the county's data centre"
    return settings


@promise("SEC-05", breaks="homeroom.kit.http.frame.HEADERS", careless=becomes(LAX))
@promise(
    "TRK-06", breaks="homeroom.kit.http.frame.HEADERS", careless=becomes({**frame.HEADERS, "Permissions-Policy": "geolocation=(self)"})
)
@pytest.mark.django_db
def test_every_address_answers_everybody_with_every_header() -> None:
    cast = the_cast()
    period = start_period(
        section=cast.section, lesson=courses()[0].lessons[0].id, teacher_id=cast.ada.pk, by=cast.ada.code, now=NOW
    )  # fmt: skip
    found: dict[str, list[str]] = {}
    seen = set()
    for who, client in list(browsers(cast, period.pk).items())[::3]:
        client.raise_request_exception = False
        for address in addresses():
            for method in (*address.methods, "DELETE"):
                with undone(client):
                    answer = client.generic(method, filled(address.route, cast))
                seen.add(answer.status_code)
                if wrong := lacking(answer):
                    found[f"{method} {address.name} by {who}"] = wrong

    assert found == {}
    assert {200, 302, 404, 405} <= seen


@promise("SEC-05", breaks="homeroom.kit.http.frame.Frame._framed", careless=lambda real: lambda self, answer: answer)
@pytest.mark.django_db
def test_pages_of_mistakes_have_every_header_too(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client(raise_request_exception=False)
    answers = {
        404: client.get("/en/no/such/page/"),
        400: client.get("/en/", headers={"host": "elsewhere.example"}),
        405: client.delete("/en/"),
        403: client.post("/sign-out", headers={"sec-fetch-site": "cross-site", "origin": "https://elsewhere.example"}),
    }
    monkeypatch.setattr("homeroom.curriculum.queries.courses", _breaks)
    answers[500] = client.get("/en/")

    assert {wanted: answer.status_code for wanted, answer in answers.items()} == {wanted: wanted for wanted in answers}
    assert {wanted: lacking(answer) for wanted, answer in answers.items() if lacking(answer)} == {}


def _breaks() -> None:
    raise ZeroDivisionError


@promise("SEC-01", breaks="homeroom.kit.http.frame.came_in_the_clear", careless="says_no")
@pytest.mark.django_db
def test_what_comes_in_the_clear_is_sent_on_and_gets_no_cookie(production: Any) -> None:
    host = {"host": "class.school.example:8000"}
    answer = Client().get("/en/sign-in/?next=/en/home/", headers=host)
    refused = Client().post("/en/sign-in/", {"email": "ada@school.example", "password": "x"}, headers=host)

    assert (answer.status_code, answer.headers.get("Location")) == (301, "https://class.school.example/en/sign-in/?next=/en/home/")
    assert refused.status_code == 403
    assert not answer.cookies
    assert not refused.cookies
    assert lacking(answer) == []


@promise("SEC-01", breaks="homeroom.kit.http.cookies.set_cookies", careless=lambda real: _careless_cookies)
@pytest.mark.django_db
def test_over_https_browsers_insist_on_it_and_cookies_travel_no_other_way(production: Any) -> None:
    the_cast()
    client = Client(headers={"host": "class.school.example"})
    form = {"email": "ada@school.example", "password": "correct horse battery"}
    answer = client.post("/en/sign-in/", form, secure=True, headers={"x-forwarded-proto": "https"})

    assert answer.status_code == 302
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert [bool(cookie["secure"]) for cookie in answer.cookies.values()] == [True, True]
    assert answer.cookies["homeroom"]["httponly"]
    assert {cookie["samesite"] for cookie in answer.cookies.values()} == {"Lax"}


def _careless_cookies(answer: Any, *, token: str, here: str, seconds: int) -> None:
    answer.set_cookie("homeroom", token, max_age=seconds)
    answer.set_cookie("here", here, max_age=seconds)


def warnings() -> set[str]:
    """What `check --deploy` has to say."""
    return {str(problem.id) for problem in run_checks(include_deployment_checks=True) if problem.id not in ours.SILENCED_SYSTEM_CHECKS}


@promise("SEC-05", breaks="homeroom.operations.checks._missing", careless="finds_nothing")
@promise("ORG-04", breaks="homeroom.operations.checks._missing", careless="finds_nothing")
def test_the_checks_are_clean_in_production_and_tell_each_thing_that_is_missing(production: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "said_of", lambda place: "unknown")
    assert warnings() == set()
    without: dict[str, dict[str, Any]] = {
        "operations.W001": {"HOMEROOM_HTTPS": False},
        "operations.W002": {"SECURE_PROXY_SSL_HEADER": None},
        "operations.W003": {"ALLOWED_HOSTS": ["*"]},
        "operations.W004": {"MIDDLEWARE": ["homeroom.accounts.middleware.Who"]},
        "operations.W005": {"HOMEROOM_DATA": ours.HOMEROOM_KEYS},
        "operations.W006": {"HOMEROOM_DATABASE_HERE": False},
        "operations.W007": {"HOMEROOM_LAWS": {}},
        "operations.W008": {"PRIVACY_CONTACT": ""},
        "operations.W009": {"HOMEROOM_DISK_ENCRYPTED_BY": ""},
    }
    for warning, change in without.items():
        with pytest.MonkeyPatch.context() as patch:
            for name, value in change.items():
                patch.setattr(ours, name, value)
            assert warnings() == {warning}


def test_a_service_with_a_real_environment_passes_its_own_check(tmp_path: Path) -> None:
    told = {
        "HOMEROOM_HTTPS": "yes",
        "HOMEROOM_HOSTS": "class.school.example",
        "HOMEROOM_LAWS": "gdpr, coppa",
        "HOMEROOM_DISK_ENCRYPTED_BY": "Example Hosting",
    }
    with a_server(**told) as served:
        done = served.command("check", "--deploy", "--fail-level", "WARNING")
        served.settings.pop("HOMEROOM_LAWS")
        lax = served.command("check", "--deploy", "--fail-level", "WARNING")

    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout
    assert "operations.W007" in lax.stderr
    assert lax.returncode == 1


@promise("SEC-01", breaks="homeroom.config.environment.is_here", careless="says_yes")
def test_the_way_to_a_database_on_another_machine_is_encrypted_unless_somebody_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    def way(url: str) -> Any:
        monkeypatch.setenv("DATABASE_URL", url)
        options: Any = environment.database(environment.read())["OPTIONS"]
        return options.get("sslmode")

    assert way("postgresql://homeroom:secret@database.school.example/homeroom") == "require"
    assert way("postgresql://homeroom:secret@database.school.example/homeroom?sslmode=verify-full") == "verify-full"
    assert way("postgresql://homeroom:secret@127.0.0.1/homeroom") is None


def test_a_law_that_is_not_known_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOMEROOM_LAWS", "gdpr, gpdr")

    with pytest.raises(environment.WrongSetting, match="'gpdr'; use some of coppa"):
        environment.read()


def test_naming_a_law_loosens_nothing() -> None:
    """Nothing but what the check, the doctor, the first start and administrators' pages tell looks at it."""
    readers = [
        path for path in (ROOT / "homeroom").rglob("*.py") if "HOMEROOM_LAWS" in path.read_text("utf-8") and "tests" not in path.parts
    ]

    assert {path.relative_to(ROOT).as_posix() for path in readers} == {
        "homeroom/config/environment.py",
        "homeroom/config/settings.py",
        "homeroom/home/banners.py",
        "homeroom/operations/management/commands/serve.py",
        "homeroom/operations/keeping/wanted.py",
    }


@promise("TRK-06", breaks="homeroom.kit.static_files.BUILT", careless=becomes(ROOT / "docs"))
def test_no_script_asks_where_somebody_is() -> None:
    scripts = [*BUILT.rglob("*.js"), *SOURCE.rglob("*.js")]

    assert len([path for path in scripts if path.is_relative_to(BUILT)]) > 10
    assert [path.name for path in scripts if "geolocation" in path.read_text("utf-8")] == []


@pytest.fixture(autouse=True)
def _no_old_pages() -> Iterator[None]:
    forget_pages()
    yield
    forget_pages()
