"""Log lines as JSON with declared fields only: nothing about a person can slip in by a format string (TRK-05, SEC-13)."""

import datetime
import json
import logging
import traceback

from homeroom.kit.declare.inventory import declared
from homeroom.kit.hosts import network_around

#: Extra fields that a line may carry; everything else is dropped.
FIELDS = ("code", "status", "room", "job", "count", "news", "problem", "network")


def about_people() -> set[str]:
    """Names of columns that are declared to be about a person: no line carries a field of such a name, whoever put it on the list."""
    lines = [line for table in declared().values() for line in table.lines if line.kind != "keys"]
    return {column for line in lines if line.nature in ("personal", "identifier") for column in line.columns}


class Lines(logging.Formatter):
    """One line per record: time, level, where, the fixed message, and declared fields. Arguments are not formatted in."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "where": record.name,
            "what": record.msg if isinstance(record.msg, str) else type(record.msg).__name__,
        }
        if isinstance(status := record.__dict__.get("status_code"), int):
            line["status"] = status
        redacted = about_people()
        for name in FIELDS:
            if name in record.__dict__ and name not in redacted:
                line[name] = record.__dict__[name]
        if "network" in line:
            # Whatever is handed in here, a whole address is never written (DAT-09).
            line["network"] = network_around(str(line["network"]))
        if record.exc_info and record.exc_info[0] is not None:
            # Places in the code, never values: messages of exceptions may quote what somebody typed.
            line["problem"] = record.exc_info[0].__name__
            line["places"] = [
                f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in traceback.extract_tb(record.exc_info[2])[-6:]
            ]
        return json.dumps(line, ensure_ascii=False)
