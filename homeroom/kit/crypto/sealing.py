"""Sealing (AES-256-GCM, RFC 5116), look-up by keyed index, and marks that say that a text is ours (HMAC-SHA-256)."""

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from homeroom.kit.crypto.keys import forget_keys, keys

_NONCE = 12


class Unreadable(ValueError):
    """Not sealed by this instance, for this place, or changed since."""


def seal(plain: bytes, place: str) -> bytes:
    """Ciphertext that only opens at the same `place` ("accounts.Person.display_name"): a value moved elsewhere does not open.

    Layout: version 1, length of the key's name, the name, nonce, ciphertext and tag.
    """
    ring = keys()
    name = ring.current.encode()
    nonce = secrets.token_bytes(_NONCE)
    return b"\x01" + bytes([len(name)]) + name + nonce + ring.sealing[ring.current].encrypt(nonce, plain, place.encode())


def open_sealed(sealed: bytes, place: str) -> bytes:
    """The plain bytes; raises `Unreadable`."""
    data = bytes(sealed)
    try:
        if data[0] != 1:
            raise Unreadable("unknown version")
        end = 2 + data[1]
        cipher = _cipher(data[2:end].decode())
        return cipher.decrypt(data[end : end + _NONCE], data[end + _NONCE :], place.encode())
    except (IndexError, KeyError, UnicodeDecodeError, InvalidTag, ValueError) as problem:
        raise Unreadable("cannot be opened") from problem


def _cipher(name: str) -> AESGCM:
    """The key of this name, also one that another process drew a moment ago; raises KeyError."""
    ring = keys()
    if name not in ring.sealing:
        forget_keys()
        ring = keys()
    return ring.sealing[name]


def keyed_index(text: str, place: str) -> bytes:
    """16 bytes that find `text` again without telling it: HMAC under a key outside the database."""
    return hmac.digest(keys().index, place.encode() + b"\x00" + text.encode(), "sha256")[:16]


def keyed_digest(data: bytes, place: str) -> bytes:
    """32 bytes that nobody can make without the keys, for what must be known again years later: the key of look-ups, which stays."""
    return hmac.digest(keys().index, place.encode() + b"\x00" + data, "sha256")


def mark(text: str, place: str) -> str:
    """A mark that only this instance can make for `text`."""
    return hmac.new(keys().ticket, place.encode() + b"\x00" + text.encode(), hashlib.sha256).hexdigest()


def marked(text: str, place: str, found: str) -> bool:
    """Whether `found` is our mark of `text`."""
    return hmac.compare_digest(mark(text, place), found)
