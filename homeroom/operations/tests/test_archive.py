"""The file of a backup: whatever is changed, left out, moved, cut off or added is noticed; no key is in it (SEC-02, 03)."""

import json
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from homeroom.kit.crypto import keys as ring
from homeroom.kit.crypto.keys import forget_keys
from homeroom.operations.keeping import archive, keys
from homeroom.operations.keeping.trouble import BackupTrouble, Damaged
from homeroom.testing.cast import NOW
from homeroom.testing.promises import promise

PAYLOADS = [b"head", b"Mila" * 50, b"Noor" * 50, b"end"]


@pytest.fixture(autouse=True)
def own_keys(settings: Any, tmp_path: Path) -> Iterator[Path]:
    settings.HOMEROOM_KEYS = tmp_path / "keys"
    forget_keys()
    ring()
    yield settings.HOMEROOM_KEYS
    forget_keys()


class Glass:
    """The careless opposite of a cipher."""

    def encrypt(self, nonce: bytes, plain: bytes, told: bytes) -> bytes:
        return plain


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path / "one.backup")


def written(path: Path) -> Path:
    """A small backup."""
    writer = archive.Writer(path, now=NOW)
    for payload in PAYLOADS[:-1]:
        writer.add(b"R", payload)
    writer.end(b"E", PAYLOADS[-1])
    return path


def frames(path: Path) -> tuple[bytes, list[bytes]]:
    """The preface, and each record with its length."""
    whole = path.read_bytes()
    at = len(archive.MAGIC) + 4 + int.from_bytes(whole[len(archive.MAGIC) : len(archive.MAGIC) + 4], "big")
    preface, found = whole[:at], []
    while at < len(whole):
        size = 4 + int.from_bytes(whole[at : at + 4], "big")
        found.append(whole[at : at + size])
        at += size
    return preface, found


def test_what_was_put_in_comes_out_and_only_the_owner_can_read_it(file: Path) -> None:
    assert [payload for _kind, payload in archive.records(file)] == PAYLOADS
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@promise("SEC-02", breaks="homeroom.operations.keeping.archive._cipher", careless=lambda real: lambda raw, salt: Glass())
def test_neither_what_was_put_in_nor_a_key_can_be_read_in_the_file(tmp_path: Path, own_keys: Path) -> None:
    file = written(tmp_path / "one.backup")
    whole, secrets = file.read_bytes(), json.loads((own_keys / "keys.json").read_text())

    assert zlib.compress(PAYLOADS[1], 1) not in whole
    assert b"Mila" not in whole
    for key in (*secrets["sealing"].values(), secrets["index"], secrets["pepper"], secrets["secret"]):
        assert key.encode() not in whole


def test_two_backups_of_the_same_share_nothing(file: Path, tmp_path: Path) -> None:
    writer = archive.Writer(tmp_path / "two.backup", now=NOW)
    for payload in PAYLOADS[:-1]:
        writer.add(b"R", payload)
    writer.end(b"E", PAYLOADS[-1])

    assert not set(frames(file)[1]) & set(frames(tmp_path / "two.backup")[1])


def test_every_byte_that_is_changed_is_noticed(file: Path) -> None:
    whole = file.read_bytes()
    for at in range(len(whole)):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(BackupTrouble):
            list(archive.records(file))


def test_every_place_where_it_is_cut_off_is_noticed(file: Path) -> None:
    whole = file.read_bytes()
    for size in range(len(whole)):
        file.write_bytes(whole[:size])
        with pytest.raises(BackupTrouble):
            list(archive.records(file))


def test_records_that_are_left_out_doubled_moved_or_added_are_noticed(file: Path) -> None:
    preface, (head, one, two, end) = frames(file)
    for wrong in ([head, two, end], [head, one, one, two, end], [head, two, one, end], [head, one, two, end, end], [end], [head, one]):
        file.write_bytes(preface + b"".join(wrong))
        with pytest.raises(Damaged):
            list(archive.records(file))


def test_a_record_of_another_backup_is_noticed(file: Path, tmp_path: Path) -> None:
    other = archive.Writer(tmp_path / "two.backup", now=NOW)
    other.add(b"R", b"head")
    other.end(b"E", b"end")
    preface, mine = frames(file)
    file.write_bytes(preface + mine[0] + frames(tmp_path / "two.backup")[1][1])

    with pytest.raises(Damaged):
        list(archive.records(file))


def test_other_keys_are_told_by_name_before_anything_is_opened(file: Path, settings: Any, tmp_path: Path) -> None:
    settings.HOMEROOM_KEYS = tmp_path / "others"
    forget_keys()

    with pytest.raises(BackupTrouble, match=r"sealed with other keys \(k1\)"):
        list(archive.records(file))


def test_a_newer_form_is_refused_with_what_to_do(file: Path) -> None:
    told = {**archive.preface_of(file), "format": archive.FORMAT + 1}
    preface = json.dumps(told).encode()
    file.write_bytes(archive.MAGIC + len(preface).to_bytes(4, "big") + preface)

    with pytest.raises(BackupTrouble, match=r"newer Homeroom\. Upgrade"):
        list(archive.records(file))


def test_a_backup_from_before_a_new_key_still_opens(file: Path) -> None:
    keys.rotate(now=NOW)

    assert [payload for _kind, payload in archive.records(file)] == PAYLOADS


def test_what_is_no_backup_is_refused_in_a_sentence(tmp_path: Path) -> None:
    for content in (b"", b"nothing of ours", archive.MAGIC, archive.MAGIC + b"\0\0\0\2{}"):
        (tmp_path / "no.backup").write_bytes(content)
        with pytest.raises(BackupTrouble, match="no backup of Homeroom"):
            list(archive.records(tmp_path / "no.backup"))
    with pytest.raises(BackupTrouble, match="There is no file"):
        list(archive.records(tmp_path / "missing.backup"))
