"""Whether the disk under the data is encrypted, as far as Linux tells: by dm-crypt under it, or by the file system itself (SEC-02)."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from django.conf import settings

Said = Literal["encrypted", "open", "unknown"]
#: File systems that encrypt everything in them.
ENCRYPTING = frozenset({"ecryptfs", "fuse.encfs", "fuse.gocryptfs", "fuse.cryfs"})
#: What device-mapper calls its encrypted devices.
CRYPT = "CRYPT-"
#: Block devices lie on each other; a round of links would be a fault of the system.
DEEPEST = 16


@dataclass(frozen=True)
class Mount:
    """A line of /proc/self/mountinfo: where, which kind, from what, and the device's numbers ("8:1")."""

    place: Path
    kind: str
    source: str
    numbers: str


def mount_of(place: Path, mountinfo: str) -> Mount | None:
    """The mount that a folder lies on: the deepest of those above it, the last one where several lie on each other."""
    found: Mount | None = None
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        left, right = before.split(), after.split()
        if len(left) < 5 or len(right) < 2:
            continue
        # Spaces stand there as \\040.
        point = Path(re.sub(r"\\(\d{3})", lambda found: chr(int(found[1], 8)), left[4]))
        if place.is_relative_to(point) and (found is None or len(point.parts) >= len(found.place.parts)):
            found = Mount(point, right[0], right[1], left[2])
    return found


def said_of(place: Path, *, proc: Path = Path("/proc"), sys: Path = Path("/sys")) -> Said:
    """Of the disk under a folder. "unknown": the system does not tell (no Linux, a network drive, ZFS, a virtual disk of a provider)."""
    try:
        mount = mount_of(place.resolve(), (proc / "self" / "mountinfo").read_text("utf-8"))
    except OSError:
        return "unknown"
    if mount is None:
        return "unknown"
    if mount.kind in ENCRYPTING:
        return "encrypted"
    if mount.kind in ("tmpfs", "ramfs"):
        return "unknown"
    device = _device(mount, sys)
    if device is None:
        return "unknown"
    return "encrypted" if _is_under_crypt(device) else "open"


def _device(mount: Mount, sys: Path) -> Path | None:
    """Its folder in /sys; file systems over several devices (btrfs) have numbers of their own, so the name counts there."""
    for one in (sys / "dev" / "block" / mount.numbers, sys / "class" / "block" / Path(mount.source).name):
        if one.exists():
            return one.resolve()
    return None


def _is_under_crypt(device: Path, depth: int = 0) -> bool:
    """It is itself encrypted, or everything that it lies on is."""
    try:
        if (device / "dm" / "uuid").read_text("utf-8").startswith(CRYPT):
            return True
    except OSError:
        pass
    below = sorted((device / "slaves").iterdir()) if (device / "slaves").is_dir() else []
    if not below and (device / "partition").exists():
        # A part of a disk or of an array: what the whole lies on.
        whole = device.resolve().parent
        below = sorted((whole / "slaves").iterdir()) if (whole / "slaves").is_dir() else []
    return bool(below) and depth < DEEPEST and all(_is_under_crypt(one.resolve(), depth + 1) for one in below)


def standing() -> tuple[Said, str]:
    """How it stands with the data folder, and whom the operator names for it (HOMEROOM_DISK_ENCRYPTED_BY)."""
    place = Path(settings.HOMEROOM_DATA)
    return said_of(place if place.exists() else place.parent), str(settings.HOMEROOM_DISK_ENCRYPTED_BY)
