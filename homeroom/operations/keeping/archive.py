"""The file of a backup: records, compressed and encrypted one by one (AES-256-GCM), so that nothing is changed, left out, moved or cut off.

    HOMEROOM BACKUP\\n | length of the preface (4 bytes) | preface (JSON, in clear: format, time, which key, salt)
    then for each record: length (4 bytes) | ciphertext of: kind (1 byte), payload

The key is drawn from a sealing key of the instance and the salt, for this file alone (HKDF-SHA-256, RFC 5869); the nonce counts the
records and says which is the last one; the preface is authenticated with every record. Keys are never in the file (SEC-02, SEC-03).
"""

import datetime
import json
import os
import secrets
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from homeroom.operations.keeping import keys
from homeroom.operations.keeping.trouble import BackupTrouble, Damaged

MAGIC = b"HOMEROOM BACKUP\n"
#: 1 was an archive of the SQLite file itself (keeping.older reads it).
FORMAT = 2
_PURPOSE = b"homeroom backup"
_LENGTH = struct.Struct(">I")
#: No record is longer: a length beyond it is damage, and is not believed.
LONGEST, LONGEST_PREFACE = 256 * 1024 * 1024, 4096
#: Favours speed: most of a row is ciphertext, which cannot be made smaller.
_SQUEEZE = 1


def _cipher(raw: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=_PURPOSE).derive(raw))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


class Writer:
    """Writes a new file that its owner alone can read; it is whole only after `end`."""

    def __init__(self, path: Path, *, now: datetime.datetime) -> None:
        name, raw = keys.sealing_now()
        salt = secrets.token_bytes(32)
        preface = {"format": FORMAT, "made_at": now.isoformat(), "key": name, "mark": keys.fingerprints()[name], "salt": salt.hex()}
        self._preface = json.dumps(preface).encode()
        self._cipher, self._number = _cipher(raw, salt), 0
        self._file: IO[bytes] = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb", buffering=1 << 20)
        self._file.write(MAGIC + _LENGTH.pack(len(self._preface)) + self._preface)

    def add(self, kind: bytes, payload: bytes, *, last: bool = False) -> None:
        """One record."""
        plain = kind + zlib.compress(payload, _SQUEEZE)
        sealed = self._cipher.encrypt(_nonce(self._number, last=last), plain, self._preface)
        self._number += 1
        self._file.write(_LENGTH.pack(len(sealed)) + sealed)

    def end(self, kind: bytes, payload: bytes) -> None:
        """The last record; then everything is on the disk."""
        self.add(kind, payload, last=True)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def close(self) -> None:
        """Gives up, or does nothing after `end`."""
        self._file.close()


def preface_of(path: Path) -> dict[str, Any]:
    """What a file says of itself without a key; raises `BackupTrouble`."""
    with _opened(path) as file:
        return dict(json.loads(_preface(path, file)))


def records(path: Path) -> Iterator[tuple[bytes, bytes]]:
    """Every record in order: kind, payload. Raises `BackupTrouble` at the first that is not as it was written."""
    with _opened(path) as file:
        preface = _preface(path, file)
        told = json.loads(preface)
        cipher = _cipher(keys.sealing_named(told["key"]), bytes.fromhex(told["salt"]))
        number, last = 0, False
        while not last:
            sealed = _next(path, file)
            try:
                plain, last = _open(cipher, number, sealed, preface)
                payload = zlib.decompress(plain[1:])
            except (InvalidTag, zlib.error) as problem:
                raise Damaged(f"{path} is damaged: what is in it is not what was put in. Take another backup.") from problem
            number += 1
            yield plain[:1], payload
        if file.read(1):
            raise Damaged(f"{path} is damaged: something was added to its end. Take another backup.")


def _open(cipher: AESGCM, number: int, sealed: bytes, preface: bytes) -> tuple[bytes, bool]:
    try:
        return cipher.decrypt(_nonce(number, last=False), sealed, preface), False
    except InvalidTag:
        return cipher.decrypt(_nonce(number, last=True), sealed, preface), True


def _opened(path: Path) -> IO[bytes]:
    try:
        return path.open("rb", buffering=1 << 20)
    except OSError as problem:
        why = "There is no file" if isinstance(problem, FileNotFoundError) else "Nobody can read"
        raise BackupTrouble(f"{why} {path}.") from problem


def _preface(path: Path, file: IO[bytes]) -> bytes:
    """The preface's bytes, checked; `file` stands behind it."""
    no_backup = f"{path} is no backup of Homeroom, or it is damaged."
    if file.read(len(MAGIC)) != MAGIC:
        raise Damaged(no_backup)
    try:
        (length,) = _LENGTH.unpack(file.read(4))
        preface = file.read(min(length, LONGEST_PREFACE))
        told = json.loads(preface)
        form, name, mark, _salt = told["format"], told["key"], told["mark"], bytes.fromhex(told["salt"])
        datetime.datetime.fromisoformat(told["made_at"])
    except (struct.error, ValueError, KeyError, TypeError) as problem:
        raise Damaged(no_backup) from problem
    if form != FORMAT:
        raise BackupTrouble(f"{path} was made by a newer Homeroom. Upgrade this one first.")
    if keys.fingerprints().get(name) != mark:
        raise BackupTrouble(_foreign([name]))
    return preface


def _foreign(names: list[str]) -> str:
    return (
        f"This backup was sealed with other keys ({', '.join(names)}) than those in {keys.folder()}: nothing in it can be read. "
        "Put the keys that belong to it there first."
    )


def insist_on_keys(wanted: dict[str, str]) -> None:
    """Raises `BackupTrouble` when keys that seal or find something in a backup are not here."""
    strange = sorted(name for name, mark in wanted.items() if keys.fingerprints().get(name) != mark)
    if strange:
        raise BackupTrouble(_foreign(strange))


def _next(path: Path, file: IO[bytes]) -> bytes:
    length = file.read(4)
    size = _LENGTH.unpack(length)[0] if len(length) == 4 else 0
    sealed = file.read(size) if size <= LONGEST else b""
    if not size or len(sealed) != size:
        raise Damaged(f"{path} is damaged: its end is missing. Take another backup.")
    return sealed
