"""Signatures (Ed25519, RFC 8032) that anybody can verify without us: on receipts of erasure (DEL-13)."""

import base64

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from homeroom.kit.crypto.keys import keys

INFO = b"homeroom receipt 1"


def _private() -> Ed25519PrivateKey:
    """Drawn from the look-up key, which is never replaced: a receipt of years ago still verifies."""
    return Ed25519PrivateKey.from_private_bytes(HKDF(hashes.SHA256(), 32, None, INFO).derive(keys().index))


def verifying_key() -> str:
    """The public half, base64."""
    raw = _private().public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return base64.b64encode(raw).decode()


def sign(text: bytes) -> str:
    """Our signature of these bytes, base64."""
    return base64.b64encode(_private().sign(text)).decode()


def is_signed(text: bytes, signature: str, key: str) -> bool:
    """Whether whoever holds the private half of `key` signed exactly these bytes. Needs neither network nor database."""
    try:
        Ed25519PublicKey.from_public_bytes(base64.b64decode(key, validate=True)).verify(base64.b64decode(signature, validate=True), text)
    except (InvalidSignature, ValueError):
        return False
    return True
