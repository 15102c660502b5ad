"""Receipts of erasure: signed by the instance, verifiable by anybody offline, with keyed hashes and counts only (DEL-13)."""

import json
from typing import Any

from homeroom.kit.crypto import is_signed, sign, verifying_key
from homeroom.kit.declare import stores
from homeroom.privacy.erasing import mark_of, people_table, residue
from homeroom.privacy.models import Erased, Receipt

FORMAT = "homeroom receipt of erasure 1"


class NoReceipt(ValueError):
    """The file is none of ours, or was changed; the sentence says which."""


def find(code: str, table: str = "") -> Receipt | None:
    """The receipt about whoever had this public code; they wrote it down when they left."""
    table = table or people_table()
    found = Erased.objects.filter(table=table, mark=mark_of(table, code)).select_related("receipt").first()
    return found.receipt if found is not None and found.receipt.ended_at is not None else None


def text_of(receipt: Receipt) -> str:
    """The receipt as a file: JSON whose `signature` is over everything else, in `signed_form`."""
    told: dict[str, Any] = {
        "format": FORMAT,
        "receipt": str(receipt.pk),
        "begun_at": receipt.begun_at.isoformat(),
        "ended_at": receipt.ended_at.isoformat() if receipt.ended_at else None,
        "because": receipt.because,
        "erased": sorted(f"{one.table}:{bytes(one.mark).hex()}" for one in receipt.erased.all()),
        "rows": json.loads(receipt.counts),
        "stays without a name": {table: list(columns) for table, (_path, _how, columns) in residue().items()},
        "other places": {name: _when(store) for name, store in sorted(stores().items()) if store.nature != "none"},
        "key": verifying_key(),
    }
    return json.dumps(told | {"signature": sign(_signed_form(told))}, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def verified(text: str, key: str) -> dict[str, Any]:
    """What a receipt says, if whoever holds the private half of `key` signed it; raises `NoReceipt`. Asks neither network nor database."""
    try:
        told = json.loads(text)
        signature = told.pop("signature")
        known = told["format"] == FORMAT
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise NoReceipt("This is no receipt of Homeroom.") from problem
    if not known:
        raise NoReceipt("This receipt was made by a newer Homeroom: verify it with that one.")
    if not is_signed(_signed_form(told), str(signature), key):
        raise NoReceipt("The signature does not fit: the receipt was changed, or another service signed it.")
    return dict(told)


def _signed_form(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()


def _when(store: Any) -> str:
    if store.erase is not None:
        return "at once" if store.gone_within is None else f"at once, at the latest within {store.gone_within}"
    return f"within {store.gone_within}"
