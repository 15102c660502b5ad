"""Instance keys, sealed columns, keyed look-ups, parcels.

Keys live in HOMEROOM_KEYS, never in the database or its backups (SEC-02, SEC-03).
"""

from homeroom.kit.crypto.fields import SealedBytes, SealedText
from homeroom.kit.crypto.keys import KeyFolder, keys
from homeroom.kit.crypto.sealing import Unreadable, keyed_digest, keyed_index, mark, marked, open_sealed, seal
from homeroom.kit.crypto.signing import is_signed, sign, verifying_key

__all__ = [
    "KeyFolder",
    "SealedBytes",
    "SealedText",
    "Unreadable",
    "is_signed",
    "keyed_digest",
    "keyed_index",
    "keys",
    "mark",
    "marked",
    "open_sealed",
    "seal",
    "sign",
    "verifying_key",
]
