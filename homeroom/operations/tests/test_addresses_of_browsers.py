"""A network address is cut when it is written, and what is left of it ends with the log of its day (DAT-09)."""

import datetime
import json
import logging
from typing import Any

import pytest
from django.test import Client

from homeroom.accounts.models import Session
from homeroom.kit import log_files
from homeroom.kit.logs import Lines
from homeroom.limits.rules import ACCOUNT
from homeroom.privacy import retention
from homeroom.sign_in.tests.at_the_door import an_open_class, is_in, type_code
from homeroom.testing.careless import hands_back, says_no, says_nought
from homeroom.testing.cast import PASSWORD
from homeroom.testing.clock import Around, around, job
from homeroom.testing.promises import promise
from homeroom.testing.served import a_server
from homeroom.testing.sweep import files, listening, traces

HOME, NETWORK = "203.0.113.77", "203.0.113.0/24"
#: The same in the longer kind, and the part of it that no line may go beyond.
LONG_HOME, LONG_NETWORK = "2001:db8:1234:5678::9a", "2001:db8:1234::/48"
LOG = logging.getLogger("homeroom.proof")


@pytest.fixture
def written(settings: Any, tmp_path: Any) -> Any:
    """A data folder of its own, and the service's own handler at work."""
    settings.HOMEROOM_DATA = tmp_path
    handler, root = log_files.Files(), logging.getLogger()
    handler.setFormatter(Lines())
    root.addHandler(handler)
    yield tmp_path
    root.removeHandler(handler)


def a_busy_hour(address: str) -> list[int]:
    """Somebody at this address comes in, fails, guesses until the service has enough, asks what is not there, and what breaks."""
    client, eve = Client(REMOTE_ADDR=address), Client(REMOTE_ADDR=address)
    client.raise_request_exception = eve.raise_request_exception = False
    answers = [client.post("/en/sign-in/", {"email": "ada@school.example", "password": PASSWORD})]
    assert is_in(answers[0])
    answers += [client.get("/en/"), client.get("/en/nothing/"), client.post("/en/privacy/ask/", {})]
    answers += [eve.post("/en/sign-in/", {"email": "bob@school.example", "password": f"guess {at}"}) for at in range(ACCOUNT.most + 1)]
    answers += [type_code(eve, "000000"), eve.generic("POST", "/en/class/", b"\xff", content_type="application/json")]
    LOG.error("a line that is handed a whole address", extra={"network": address})
    return [answer.status_code for answer in answers]


@promise("DAT-09", breaks="homeroom.kit.hosts.network_around", careless=hands_back)
@promise("DAT-09", breaks="homeroom.kit.log_files.is_over", careless=says_no)
@pytest.mark.django_db
def test_an_address_is_in_no_place_from_the_first_moment_and_its_network_in_none_after_thirty_days(written: Any) -> None:
    an_open_class()
    with listening() as told:
        statuses = [*a_busy_hour(HOME), *a_busy_hour(LONG_HOME)]

    assert statuses.count(429) == 2
    assert traces(HOME, LONG_HOME, said=told.getvalue()) == []
    today = datetime.datetime.now(datetime.UTC).date()
    lines = [json.loads(line) for line in log_files.file_of(today).read_text("utf-8").splitlines()]
    assert [line["network"] for line in lines if "network" in line] == [NETWORK, NETWORK, LONG_NETWORK, LONG_NETWORK]
    assert {trace.partition(":")[0] for trace in traces(NETWORK, LONG_NETWORK)} == {f"file {today}.jsonl"}

    end = datetime.datetime.combine(today, datetime.time(), datetime.UTC) + datetime.timedelta(days=30)
    seen = around(
        end, job("operations: end old lines of the log"),
        lambda: [place for place, content in files().items() if NETWORK.encode() in content or LONG_NETWORK.encode() in content],
    )  # fmt: skip

    assert seen == Around(before=[f"file {today}.jsonl"], at=[])
    assert traces(NETWORK, LONG_NETWORK, HOME, LONG_HOME) == []


@promise("DAT-09", breaks="homeroom.privacy.retention.take_a_slice", careless=says_nought)
@pytest.mark.django_db
def test_when_somebody_signed_in_is_forgotten_with_the_session_thirty_days_later_at_most() -> None:
    an_open_class()
    Client(REMOTE_ADDR=HOME).post("/en/sign-in/", {"email": "ada@school.example", "password": PASSWORD})
    ends_at = Session.objects.get().ends_at

    seen = around(ends_at, job(retention.JOB), Session.objects.count)

    assert seen == Around(before=1, at=0)
    assert ends_at - datetime.datetime.now(datetime.UTC) <= datetime.timedelta(days=30)


def test_a_day_that_is_full_and_a_folder_that_is_closed_lose_lines_and_break_nothing(written: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(log_files, "LARGEST", 300)
    for _ in range(20):
        LOG.error("again and again")
    (file,) = log_files.folder().iterdir()
    assert 300 <= file.stat().st_size < 600

    file.unlink()
    log_files.folder().rmdir()
    log_files.folder().write_text("in the way", "utf-8")
    LOG.error("nowhere to go")
    assert log_files.folder().read_text("utf-8") == "in the way"


def test_other_files_beside_the_lines_of_a_day_stay(written: Any) -> None:
    log_files.folder().mkdir()
    for name in ("notes.jsonl", "2020-01-01.txt", "2020-01-01.jsonl"):
        (log_files.folder() / name).write_text("x", "utf-8")

    assert log_files.drop_older(now=datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC)) == 1
    assert sorted(path.name for path in log_files.folder().iterdir()) == ["2020-01-01.txt", "notes.jsonl"]


def test_a_service_behind_a_proxy_writes_an_address_nowhere() -> None:
    with a_server(HOMEROOM_HTTPS="yes", HOMEROOM_HOSTS="class.school.example") as served:
        served.start()
        heads = {"Host": "class.school.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": HOME}
        form = heads | {"Content-Type": "application/x-www-form-urlencoded"}
        answers = [
            served.ask("POST", "/en/sign-in/", body=b"email=ada%40school.example&password=guess", headers=form).status
            for _ in range(ACCOUNT.most + 1)
        ]
        served.stop()
        left = b"\n".join(path.read_bytes() for path in served.folder.rglob("*") if path.is_file()) + "".join(served.said).encode()

    assert answers[-1] == 429
    assert NETWORK.encode() in left
    assert HOME.encode() not in left
