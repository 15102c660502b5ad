"""Parcels: work sealed in the browser for this instance (HPKE, RFC 9180, base mode; labs/parts/host/PROTOCOL.md)."""

import base64
import binascii

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from homeroom.kit.crypto.keys import keys
from homeroom.kit.crypto.sealing import Unreadable

INFO = b"homeroom deposit 1"


def public_key() -> tuple[str, str]:
    """Name and public key (32 bytes, base64url without padding) that browsers seal to now."""
    ring = keys()
    public = ring.parcels[ring.parcel_current].public_key()
    raw = public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return ring.parcel_current, base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def open_parcel(name: str, sealed: str) -> bytes:
    """What a browser sealed; raises `Unreadable`."""
    try:
        private = keys().parcels[name]
        data = base64.urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))
        return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305).decrypt(data, private, info=INFO)
    except (KeyError, ValueError, binascii.Error, InvalidTag) as problem:
        raise Unreadable("parcel") from problem
