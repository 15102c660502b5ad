"""Identifiers: public codes for people and classes (nobody can guess or count them), UUIDv7 for what is made in order."""

import secrets
import time
import uuid

#: No vowels (no words by accident), nothing that looks like something else.
CODE_LETTERS = "bcdfghjkmnpqrstvwxz23456789"
#: The letters of typed cards: consonants that are told apart by ear and eye.
CARD_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"


def new_code(length: int = 12) -> str:
    """A public code: 12 letters hold 57 bits. Never secret by itself, never derived from a person."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(length))


def new_token() -> str:
    """A bearer secret of 256 bits for a cookie or a link's fragment."""
    return secrets.token_urlsafe(32)


def new_link_key() -> str:
    """A bearer secret of 128 bits, for class links."""
    return secrets.token_urlsafe(16)


def new_card_code() -> str:
    """A card: thirty of twenty consonants (129 bits), shown in five groups of six."""
    return "".join(secrets.choice(CARD_LETTERS) for _ in range(30))


def uuid7(now_ms: int | None = None) -> uuid.UUID:
    """UUID version 7 (RFC 9562): 48 bits of milliseconds, then chance."""
    milliseconds = int(time.time() * 1000) if now_ms is None else now_ms
    value = (milliseconds & ((1 << 48) - 1)) << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return uuid.UUID(int=value)
