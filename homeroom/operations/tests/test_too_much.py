"""More than is taken: said with 413 to whoever sends it, also while it is still being sent, and kept nowhere (SEC-11)."""

import socket
from collections.abc import Iterator

import pytest

from homeroom.testing.served import Served, a_server

MEGABYTE = 1024**2


@pytest.fixture(scope="module")
def running() -> Iterator[Served]:
    with a_server() as served:
        yield served.start()


@pytest.mark.parametrize("path", ["/en/sign-in/", "/en/class/", "/en/sign-up/"])
@pytest.mark.parametrize("megabytes", [2, 9, 24])
def test_a_form_of_many_megabytes_is_answered_and_the_answer_can_be_read(running: Served, path: str, megabytes: int) -> None:
    head = {"Content-Type": "application/x-www-form-urlencoded"}

    answer = running.ask("POST", path, body=b"code=" + b"x" * (megabytes * MEGABYTE), headers=head)

    assert (answer.status, "too much at once" in answer.text) == (413, True)


@pytest.mark.parametrize(("path", "status"), [("/en/nothing/", 404), ("/en/learn/", 405), ("/attempts", 401)])
def test_whoever_sends_megabytes_where_none_are_taken_reads_why(running: Served, path: str, status: int) -> None:
    assert running.ask("POST", path, body=b"x" * (9 * MEGABYTE), headers={"Content-Type": "application/json"}).status == status


def test_a_body_without_end_holds_nobody_up(running: Served) -> None:
    """What is more than is taken in is cut off, and meanwhile others are answered."""
    with socket.create_connection(("127.0.0.1", running.port), timeout=30) as wire:
        wire.sendall(b"POST /en/nothing/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4000000000\r\n\r\n")
        sent = 0
        with pytest.raises(OSError):  # noqa: PT011, PT012 - whichever of them meets the end
            while sent < 400 * MEGABYTE:
                wire.sendall(b"x" * MEGABYTE)
                sent += MEGABYTE
                if sent == 16 * MEGABYTE:
                    assert running.get("/healthz").status == 200
    assert sent < 200 * MEGABYTE
