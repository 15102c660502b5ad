"""Whether the disk under the data is encrypted is looked at where Linux tells, and where not, said by whoever runs the service (SEC-02)."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from homeroom.kit.http.same import forget_pages
from homeroom.operations.keeping import disk, doctor
from homeroom.testing.careless import says_no, says_yes
from homeroom.testing.promises import promise

ROOT_MOUNT = "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n"


class Machine:
    """A tree as the kernel shows it: mounts, and block devices that lie on each other."""

    def __init__(self, folder: Path) -> None:
        self.proc, self.sys, self.data = folder / "proc", folder / "sys", Path("/srv/school data")
        (self.proc / "self").mkdir(parents=True)
        (self.sys / "dev" / "block").mkdir(parents=True)
        (self.sys / "class" / "block").mkdir(parents=True)
        self.mounted(ROOT_MOUNT)

    def mounted(self, *lines: str) -> None:
        (self.proc / "self" / "mountinfo").write_text("".join(lines), "utf-8")

    def device(self, name: str, numbers: str, *on: str, uuid: str = "", whole: str = "") -> None:
        place = self.sys / "devices" / whole / name
        (place / "slaves").mkdir(parents=True, exist_ok=True)
        if whole:
            (place / "partition").write_text("1")
        if uuid:
            (place / "dm").mkdir()
            (place / "dm" / "uuid").write_text(f"{uuid}\n")
        for one in on:
            (place / "slaves" / one).symlink_to((self.sys / "class" / "block" / one).resolve())
        (self.sys / "dev" / "block" / numbers).symlink_to(place)
        (self.sys / "class" / "block" / name).symlink_to(place)

    def said(self) -> str:
        return disk.said_of(self.data, proc=self.proc, sys=self.sys)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path)
    made.device("sda", "8:0")
    made.device("sda1", "8:1", whole="sda")
    made.device("sdb", "8:16")
    return made


DATA = "30 22 {numbers} / /srv/school\\040data rw - {kind} {source} rw\n"


@promise("SEC-02", breaks="homeroom.operations.keeping.disk._is_under_crypt", careless=says_yes)
def test_a_plain_disk_is_open_and_says_so(machine: Machine) -> None:
    assert machine.said() == "open"

    machine.mounted(ROOT_MOUNT, DATA.format(numbers="8:16", kind="xfs", source="/dev/sdb"))
    assert machine.said() == "open"


@promise("SEC-02", breaks="homeroom.operations.keeping.disk._is_under_crypt", careless=says_no)
@pytest.mark.parametrize("kind", ["luks", "volume on luks", "luks on array", "btrfs on luks", "whole machine"])
def test_a_disk_under_dm_crypt_is_encrypted_whatever_lies_between(machine: Machine, kind: str) -> None:
    crypt = "CRYPT-LUKS2-0123456789abcdef-data"
    if kind == "luks on array":
        machine.device("md0", "9:0", "sda1", "sdb")
        machine.device("dm-0", "253:0", "md0", uuid=crypt)
    else:
        machine.device("dm-0", "253:0", "sdb", uuid=crypt)
    machine.device("dm-1", "253:1", "dm-0", uuid="LVM-abcdef")
    numbers, source = {"volume on luks": ("253:1", "/dev/mapper/vg-data"), "btrfs on luks": ("0:44", "/dev/dm-0")}.get(
        kind, ("253:0", "/dev/mapper/data")
    )
    line = DATA.format(numbers=numbers, kind="btrfs" if "btrfs" in kind else "ext4", source=source)
    machine.mounted(*([line.replace("/srv/school\\040data", "/")] if kind == "whole machine" else [ROOT_MOUNT, line]))

    assert machine.said() == "encrypted"


def test_an_array_of_which_one_disk_is_open_is_open(machine: Machine) -> None:
    machine.device("dm-0", "253:0", "sda1", uuid="CRYPT-LUKS2-00-a")
    machine.device("md0", "9:0", "dm-0", "sdb")
    machine.mounted(ROOT_MOUNT, DATA.format(numbers="9:0", kind="ext4", source="/dev/md0"))

    assert machine.said() == "open"


@pytest.mark.parametrize(
    ("kind", "source", "said"),
    [
        ("ecryptfs", "/home/.ecryptfs/homeroom", "encrypted"), ("fuse.gocryptfs", "/srv/cipher", "encrypted"),
        ("zfs", "tank/homeroom", "unknown"),
        ("nfs4", "files.school.example:/srv", "unknown"), ("overlay", "overlay", "unknown"), ("tmpfs", "tmpfs", "unknown"),
    ],
)  # fmt: skip
def test_what_has_no_disk_of_this_machine_under_it(machine: Machine, kind: str, source: str, said: str) -> None:
    machine.mounted(ROOT_MOUNT, DATA.format(numbers="0:50", kind=kind, source=source))

    assert machine.said() == said


def test_a_system_that_tells_nothing_is_no_fault(tmp_path: Path) -> None:
    assert disk.said_of(tmp_path, proc=tmp_path / "no", sys=tmp_path / "no") == "unknown"
    assert disk.said_of(Path(__file__)) in ("encrypted", "open", "unknown")


@pytest.mark.parametrize(
    ("said", "by", "grade", "words"),
    [
        ("encrypted", "", "well", "as this system says"), ("unknown", "Example Hosting", "well", "by Example Hosting"),
        ("open", "Example Hosting", "look", "this system sees no encryption"), ("open", "", "look", "not encrypted"),
        ("unknown", "", "look", "cannot be told here"),
    ],
)  # fmt: skip
def test_the_doctor_says_how_it_stands(settings: Any, monkeypatch: pytest.MonkeyPatch, said: str, by: str, grade: str, words: str) -> None:
    settings.HOMEROOM_DISK_ENCRYPTED_BY = by
    monkeypatch.setattr(disk, "said_of", lambda place: said)

    finding = doctor._encrypted_disk()

    assert (finding.grade, words in finding.what, bool(finding.to_do)) == (grade, True, grade != "well")


@pytest.mark.django_db
def test_the_public_page_repeats_the_operators_word_and_says_whose_it_is(client: Client, settings: Any) -> None:
    forget_pages()
    assert "encrypted by" not in client.get("/en/privacy/data/").content.decode()

    settings.HOMEROOM_DISK_ENCRYPTED_BY = "Example Hosting"
    forget_pages()
    page = client.get("/en/privacy/data/").content.decode()
    forget_pages()

    assert "<bdi>Example Hosting</bdi>" in page
    assert "what whoever runs this service says" in page
