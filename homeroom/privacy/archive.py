"""A zip file that is made while it is sent: nothing of it is kept, in memory or on a disk, but the list of names that ends it."""

import datetime
import struct
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from typing import Self

#: UTF-8 names; sizes stand behind each file, since they are not known before.
_FLAGS, _DEFLATED, _VERSION = 0x0808, 8, 20
#: Beyond these a zip needs its 64-bit form, which not everybody's computer opens.
MOST_FILES, MOST_BYTES = 0xFFFF - 1, 0xFFFFFFFF - 1
#: Bytes of the list of names that are held in memory; names hold nothing about a person.
_LIST_IN_MEMORY = 32_768


class TooMuch(ValueError):
    """More files or bytes than this form of zip holds."""


class Archive:
    """Files one after the other, inside `with`: send everything that `file` yields, then what `end` yields."""

    def __init__(self, now: datetime.datetime) -> None:
        date = (now.year - 1980) << 9 | now.month << 5 | now.day
        self._when = struct.pack("<HH", now.hour << 11 | now.minute << 5 | now.second // 2, date)
        self._list = tempfile.SpooledTemporaryFile(_LIST_IN_MEMORY)  # noqa: SIM115 - closed on the way out, also when the reader went away
        self._at = self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        self._list.close()

    def file(self, name: str, pieces: Iterable[str]) -> Iterator[bytes]:
        """One file of these texts, in UTF-8."""
        called, start = name.encode(), self._at
        if self._count >= MOST_FILES:
            raise TooMuch(f"more than {MOST_FILES} files")
        head = struct.pack("<4sHHH4sIIIHH", b"PK\x03\x04", _VERSION, _FLAGS, _DEFLATED, self._when, 0, 0, 0, len(called), 0) + called
        yield self._counted(head)
        press, checksum, size, pressed = zlib.compressobj(6, zlib.DEFLATED, -15, 7), 0, 0, 0
        for piece in pieces:
            plain = piece.encode()
            checksum, size = zlib.crc32(plain, checksum), size + len(plain)
            if small := press.compress(plain):
                pressed += len(small)
                yield self._counted(small)
        rest = press.flush()
        pressed += len(rest)
        yield self._counted(rest + struct.pack("<4sIII", b"PK\x07\x08", checksum, pressed, size))
        facts = (checksum, pressed, size, len(called), 0, 0, 0, 0, 0, start)
        line = struct.pack("<4sHHHH4sIIIHHHHHII", b"PK\x01\x02", _VERSION, _VERSION, _FLAGS, _DEFLATED, self._when, *facts)
        self._list.write(line + called)
        self._count += 1

    def end(self) -> Iterator[bytes]:
        """The list of names; without it the file cannot be opened, so that one that broke off is never taken for whole."""
        start, length = self._at, self._list.tell()
        self._list.seek(0)
        while part := self._list.read(_LIST_IN_MEMORY):
            yield self._counted(part)
        yield struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, self._count, self._count, length, start, 0)

    def _counted(self, part: bytes) -> bytes:
        self._at += len(part)
        if self._at > MOST_BYTES:
            raise TooMuch(f"more than {MOST_BYTES} bytes")
        return part


def gathered(parts: Iterable[bytes], size: int = 16_384) -> Iterator[bytes]:
    """The same bytes in pieces worth sending."""
    held = bytearray()
    for part in parts:
        held += part
        if len(held) >= size:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)
