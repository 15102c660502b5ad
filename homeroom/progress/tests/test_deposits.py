"""Parcels: work that its pupil could not send before leaving the device (PROTOCOL.md, POST /deposit)."""

import base64
import datetime
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from django.http import HttpResponse
from django.test import Client

from homeroom.accounts import actions as accounts
from homeroom.kit.crypto.parcels import INFO, public_key
from homeroom.progress import deposits
from homeroom.progress.models import Attempt, Draft
from homeroom.progress.tests.pupil import a_draft, a_run, level, post, said
from homeroom.testing.cast import Cast, signed_in

pytestmark = pytest.mark.django_db
T = 1_795_500_000_000
NOW = datetime.datetime.now(datetime.UTC)
LONG_AGO = NOW - datetime.timedelta(days=8)


def sealed(inside: object) -> dict[str, str]:
    """What a browser seals to this instance."""
    name, key = public_key()
    public = X25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(key + "="))
    text = inside if isinstance(inside, bytes) else json.dumps(inside).encode()
    message = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305).encrypt(text, public, info=INFO)
    return {"key": name, "sealed": base64.urlsafe_b64encode(message).rstrip(b"=").decode()}


def a_parcel(cast: Cast, *, at: datetime.datetime = NOW, **more: object) -> dict[str, str]:
    """A run and a draft of Ben's, with his ticket of that day."""
    ticket = deposits.new_ticket(cast.ben.code, at)
    drafts = [a_draft(level(2), "unrun", made_at=T)]
    return sealed({"ticket": ticket, "person": cast.ben.code, "attempts": [a_run(level(1), "passed")], "drafts": drafts} | more)


def send(body: object, client: Client | None = None) -> HttpResponse:
    return post(client or Client(headers={"Sec-Fetch-Site": "same-origin"}), "/deposit", body)


def test_a_parcel_arrives_as_its_pupils_without_any_session(cast: Cast) -> None:
    answer = send(a_parcel(cast))

    assert (answer.status_code, list(said(answer))) == (200, ["now"])
    assert [(row.student_id, row.outcome) for row in Attempt.objects.all()] == [(cast.ben.pk, 2)]
    assert [(row.student_id, row.level) for row in Draft.objects.all()] == [(cast.ben.pk, level(2).id)]


SEAL = """
import { readFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { seal } from "./labs/parts/host/seal.ts";
const [text, key] = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(seal(text, key, (bytes) => new Uint8Array(randomBytes(bytes))));
"""


def test_what_the_browser_seals_is_opened_here(cast: Cast) -> None:
    """The same sealing was written twice: labs/parts/host/seal.ts on @noble, kit.crypto.parcels on cryptography."""
    name, key = public_key()
    ticket = deposits.new_ticket(cast.ben.code, NOW)
    inside = json.dumps({"ticket": ticket, "person": cast.ben.code, "attempts": [a_run(level(1), "passed")], "drafts": []})
    # The project's own Node where there is one, as everywhere.
    node = shutil.which("node", path=f"{sys.prefix}/bin{os.pathsep}{os.environ['PATH']}")
    assert node is not None
    made = subprocess.run(
        [node, "--input-type=module-typescript", "--eval", SEAL],
        input=json.dumps([inside, key]), cwd=Path(__file__).resolve().parents[3], capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert send({"key": name, "sealed": made.stdout}).status_code == 200
    assert Attempt.objects.count() == 1


def test_a_replayed_parcel_changes_nothing(cast: Cast) -> None:
    parcel = a_parcel(cast)

    assert [send(parcel).status_code for _ in range(3)] == [200, 200, 200]
    assert Attempt.objects.count() == 1


def test_while_cleo_is_signed_in_it_is_still_bens(cast: Cast) -> None:
    assert send(a_parcel(cast), signed_in(cast.cleo)).status_code == 200
    assert {row.student_id for row in Attempt.objects.all()} == {cast.ben.pk}


def test_unfit_items_do_not_keep_the_parcel_on_the_device(cast: Cast) -> None:
    runs = [{"id": "x"}, {}, a_run(level(1), level="01890000-0000-7000-8000-000000000000"), a_run(level(1))]

    assert send(a_parcel(cast, attempts=runs)).status_code == 200
    assert Attempt.objects.count() == 1


def test_an_account_that_was_closed_meanwhile_is_answered_the_same(cast: Cast) -> None:
    parcel = a_parcel(cast)
    accounts.close_accounts(people=[cast.ben], because="test", by=cast.ada.code, now=NOW)

    answer = send(parcel)

    assert (answer.status_code, list(said(answer))) == (200, ["now"])
    assert not Attempt.objects.exists()


def test_a_ticket_that_is_over_needs_its_owner(cast: Cast) -> None:
    parcel = a_parcel(cast, at=LONG_AGO)

    for client in (None, signed_in(cast.cleo)):
        answer = send(parcel, client)
        assert (answer.status_code, said(answer)["refused"]) == (410, "ticket-over")
    assert not Attempt.objects.exists()
    assert send(parcel, signed_in(cast.ben)).status_code == 200
    assert Attempt.objects.count() == 1


def test_a_forged_parcel_is_unreadable(cast: Cast) -> None:
    good = a_parcel(cast)
    changed = good["sealed"][:60] + ("A" if good["sealed"][60] != "A" else "B") + good["sealed"][61:]
    ticket = deposits.new_ticket(cast.ben.code, NOW)
    forgeries = [
        good | {"sealed": changed},
        good | {"sealed": "AAAA"},
        good | {"sealed": "%&/ü"},
        good | {"key": "p9"},
        a_parcel(cast, person=cast.cleo.code),
        a_parcel(cast, ticket=ticket.replace(cast.ben.code, cast.cleo.code), person=cast.cleo.code),
        a_parcel(cast, ticket=ticket[:-1] + ("0" if ticket[-1] != "0" else "1")),
        a_parcel(cast, ticket=""),
        a_parcel(cast, ticket="é.é.é"),
        a_parcel(cast, attempts=[a_run(level(1))] * 51),
        sealed(b"\xff"),
        sealed([]),
        sealed(b"[" * 100_000),
    ]

    answers = [send(one) for one in forgeries]

    assert [(answer.status_code, said(answer)["refused"]) for answer in answers] == [(400, "unreadable")] * len(forgeries)
    assert not Attempt.objects.exists()


def test_more_than_a_parcel_can_be_is_too_large(cast: Cast) -> None:
    answer = send({"key": "p1", "sealed": "A" * 720_000})

    assert (answer.status_code, said(answer)["refused"]) == (413, "too-large")


def test_a_flood_for_one_pupil_is_asked_to_wait(cast: Cast) -> None:
    parcel = a_parcel(cast)

    codes = [send(parcel).status_code for _ in range(30)]
    # One comes back every second, so a slow machine takes a few more to come to the end.
    for _ in range(300):
        codes.append(send(parcel).status_code)
        if codes[-1] == 429:
            break

    assert set(codes[:30]) == {200}
    assert codes[-1] == 429
