"""The log as files of the data folder, one for each day, gone with their last line after thirty days (DAT-09).

What programs print is kept by whoever starts them, for as long as they like; these files end by themselves.
"""

import datetime
import logging
import os
from contextlib import suppress
from pathlib import Path

from django.conf import settings

#: Days from the first line of a file to its end.
DAYS = 30
#: Bytes of one day: somebody who guesses all night fills no disk. What comes after that is printed, and not kept.
LARGEST = 20 * 1024**2


def folder() -> Path:
    """Where they lie."""
    return Path(settings.HOMEROOM_DATA) / "log"


def file_of(day: datetime.date) -> Path:
    """The lines of one day (UTC)."""
    return folder() / f"{day.isoformat()}.jsonl"


class Files(logging.Handler):
    """Adds each line to the file of its day. Opened for one line only: several processes write, and a job deletes."""

    def emit(self, record: logging.LogRecord) -> None:
        """A disk that is full or closed loses the line here; it is printed all the same."""
        path = file_of(datetime.datetime.fromtimestamp(record.created, datetime.UTC).date())
        with suppress(OSError):
            if not path.parent.parent.is_dir():
                return
            path.parent.mkdir(mode=0o700, exist_ok=True)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                if os.fstat(handle).st_size < LARGEST:
                    os.write(handle, f"{self.format(record)}\n".encode("utf-8", "backslashreplace"))
            finally:
                os.close(handle)


def is_over(path: Path, now: datetime.datetime) -> bool:
    """Whether the first line of a file may be thirty days old. Files of other names are somebody else's."""
    try:
        begun = datetime.datetime.combine(datetime.date.fromisoformat(path.stem), datetime.time(), datetime.UTC)
    except ValueError:
        return False
    return now - begun >= datetime.timedelta(days=DAYS)


def drop_older(*, now: datetime.datetime) -> int:
    """Deletes the files that are over; answers how many."""
    over = [path for path in folder().glob("*.jsonl") if is_over(path, now)]
    for path in over:
        path.unlink(missing_ok=True)
    return len(over)
