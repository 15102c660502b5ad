"""Pages of pupils send what is on this list and nothing else: no key, no pointer, no text that was not run (LRN-07, GEN-04)."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec
import pytest

from homeroom.progress.tests.pupil import a_draft, a_run, level
from homeroom.progress.wire import pupils as wire
from homeroom.testing.cast import signed_in, the_cast
from homeroom.testing.promises import promise

#: Everything that a pupil's page may ever say, in any message. A new word here is a new kind of data: declare it in privacy.py first.
SAID = {
    "person": "whose page it is",
    "id attempts drafts lesson level program outcome mistake said key values blocks hints seconds made_at from_browser": "a run",
    "active working uncover": "every five seconds in class: seconds at work, whether something was run or edited lately",
    "up": "a raised hand",
    "sealed ticket": "work of somebody who left",
}
MORE = {"keys": "wasd", "pointer": [[1, 2]], "text": "half a sentence"}


def words_of(shape: Any) -> Iterator[str]:
    """Names of fields, those of what lies in lists among them."""
    for field in msgspec.structs.fields(shape):
        yield field.name
        hint = get_type_hints(shape, include_extras=True)[field.name]
        for meta in get_args(hint)[1:] if get_origin(hint) is Annotated else ():
            if isinstance(meta, msgspec.Meta) and meta.extra:
                yield from words_of(meta.extra["items"])
        if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
            yield from words_of(hint)


def more_is_taken(real: Any) -> Any:
    """The careless opposite: a message in which keys and pointers have a place."""
    fields: list[Any] = [("keys", str, ""), ("pointer", list, []), ("text", str, "")]
    return msgspec.defstruct("MoreIn", fields, bases=(real,), rename="camel", forbid_unknown_fields=True)


@promise(
    "LRN-07",
    breaks="homeroom.progress.wire.pupils.ENDPOINTS",
    careless=lambda real: {**real, "POST /beat": (more_is_taken(wire.BeatIn), wire.BeatOut)},
)
def test_no_message_has_a_place_for_keys_or_pointers() -> None:
    shapes = [sent for sent, _answer in wire.ENDPOINTS.values()] + [wire.Parcel]

    assert {word for shape in shapes for word in words_of(shape)} == {word for words in SAID for word in words.split()}


@promise("LRN-07", breaks="homeroom.progress.wire.pupils.BeatIn", careless=more_is_taken)
@promise("LRN-07", breaks="homeroom.progress.wire.pupils.HandIn", careless=more_is_taken)
@pytest.mark.django_db
@pytest.mark.parametrize("more", MORE)
def test_a_message_that_says_more_is_refused(more: str) -> None:
    cast = the_cast()
    ben = signed_in(cast.ben, seat=cast.bens_seat, way="pictures")
    said = {"person": cast.ben.code}
    messages: dict[str, dict[str, Any]] = {
        "/beat": said | {"level": str(level(1).id), "active": 5, "working": True, "uncover": False},
        "/hand": said | {"up": True},
        "/attempts": said | {"attempts": [a_run(level(1))]},
        "/drafts": said | {"drafts": [a_draft(level(1), "a", made_at=1)]},
    }

    answers = {
        path: ben.post(path, json.dumps(body | {more: MORE[more]}), content_type="application/json").status_code
        for path, body in messages.items()
    }

    assert answers == dict.fromkeys(messages, 400)
    assert ben.post("/attempts", json.dumps(messages["/attempts"]), content_type="application/json").status_code == 200


@promise("LRN-07", breaks="homeroom.progress.wire.attempt_of", careless=lambda real: lambda raw: real(_without(raw, MORE)))
@pytest.mark.django_db
def test_a_run_that_says_more_is_not_kept() -> None:
    cast = the_cast()
    runs = [a_run(level(1), id=str(uuid.UUID(int=at))) | {name: value} for at, (name, value) in enumerate(MORE.items(), 1)]

    sent = json.dumps({"person": cast.ben.code, "attempts": runs})
    answer = signed_in(cast.ben).post("/attempts", sent, content_type="application/json").json()

    assert answer["kept"] == []
    assert [one["reason"] for one in answer["refused"]] == ["malformed"] * len(MORE)


def _without(raw: msgspec.Raw, names: dict[str, Any]) -> bytes:
    return json.dumps({name: value for name, value in json.loads(bytes(raw)).items() if name not in names}).encode()
