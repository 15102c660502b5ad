"""Behind a proxy, as docs/self-hosting.md and deploy/ say (SEC-01, SEC-05)."""

import re
from collections.abc import Iterator

import pytest

from homeroom.progress.wire import LARGEST_ATTEMPTS, LARGEST_DEPOSIT
from homeroom.testing.served import ROOT, Served, a_server

NAME = {"Host": "class.school.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.168.7.20"}


@pytest.fixture(scope="module")
def behind_proxy() -> Iterator[Served]:
    with a_server(HOMEROOM_HTTPS="yes", HOMEROOM_HOSTS="class.school.example") as served:
        yield served.start()


def test_browsers_are_told_to_insist_on_https(behind_proxy: Served) -> None:
    for path in ("/en/", "/", "/en/nothing/", "/en/sign-in/"):
        answer = behind_proxy.ask("GET", path, headers=NAME)
        assert answer.headers["strict-transport-security"] == "max-age=31536000", path


def test_the_first_link_carries_the_name_people_use(behind_proxy: Served) -> None:
    assert "https://class.school.example/en/invited/#" in behind_proxy.hears("first administrator")


def test_watchers_may_ask_by_number_and_nobody_else_may(behind_proxy: Served) -> None:
    by_number = {"Host": "10.0.0.7:8000"}

    assert behind_proxy.ask("GET", "/healthz", headers=by_number).status == 200
    assert behind_proxy.ask("GET", "/readyz", headers=by_number).status == 200
    assert behind_proxy.ask("GET", "/en/sign-in/", headers=by_number).status == 400


def test_the_page_of_stored_data_says_that_the_way_is_encrypted(behind_proxy: Served) -> None:
    page = behind_proxy.ask("GET", "/en/privacy/data/", headers=NAME).text

    assert "encrypted (HTTPS)" in page
    assert "plain HTTP" not in page


def test_the_example_for_nginx_does_what_the_page_asks() -> None:
    lines = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")

    assert "return 301 https://" in lines
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in lines
    assert "proxy_set_header X-Forwarded-Proto https;" in lines
    assert "proxy_set_header Host $host;" in lines
    log = re.search(r"log_format [^;]+;", lines)
    assert log is not None
    assert "$remote_addr" not in log[0]
    assert "$request " not in log[0]
    assert re.findall(r"^ *error_log (.*);", lines, re.MULTILINE) == ["/var/log/nginx/homeroom-error.log emerg"]
    assert max(LARGEST_ATTEMPTS, LARGEST_DEPOSIT) <= 1024 * 1024
    assert "client_max_body_size 1m;" in lines


def test_the_example_for_systemd_starts_what_there_is() -> None:
    unit = (ROOT / "deploy" / "homeroom.service").read_text("utf-8")

    assert "ExecStart=/opt/homeroom/.venv/bin/python -m homeroom serve\n" in unit
    assert "User=homeroom" in unit
    assert "ProtectSystem=strict" in unit
    assert "NoNewPrivileges=yes" in unit


def test_what_the_examples_write_ends_after_thirty_days_and_names_no_household() -> None:
    """DAT-09: the proxy and the journal keep what the page of stored data says."""
    deploy = ROOT / "deploy"
    caddy, rotation = (deploy / "Caddyfile").read_text("utf-8"), (deploy / "logrotate").read_text("utf-8")
    journal, unit = (deploy / "journald@homeroom.conf").read_text("utf-8"), (deploy / "homeroom.service").read_text("utf-8")

    assert re.findall(r"^\s*log\b.*$", caddy, re.MULTILINE) == ["\tlog default {"]
    for field in ("remote_ip", "client_ip"):
        assert f"request>{field} ip_mask 24 48\n" in caddy
    assert "roll_keep_for 720h\n" in caddy
    assert "header_up X-Forwarded-For {remote_host}\n" in caddy
    assert "    daily\n    rotate 29\n    maxage 29\n" in rotation
    for written in re.findall(r"^ *(?:access|error)_log (/\S+)", (deploy / "nginx.conf").read_text("utf-8"), re.MULTILINE):
        assert written in rotation
    assert "MaxRetentionSec=30day\n" in journal
    assert "LogNamespace=homeroom\n" in unit
