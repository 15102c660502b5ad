"""`homeroom incident`: note an incident, see whom it concerns, tell them; and practise it."""

import argparse
import datetime
from typing import Any

from homeroom.kit.command import Command as Short
from homeroom.kit.errors import Refused
from homeroom.support import actions, queries, reach
from homeroom.support.actions import Notice
from homeroom.support.drill import drill
from homeroom.support.models import Incident
from homeroom.support.rules import PARTS, time_left


def _moment(text: str) -> datetime.datetime:
    try:
        found = datetime.datetime.fromisoformat(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(f"{text} is no time: write it as 2026-11-25T14:30, in UTC") from problem
    return found if found.tzinfo else found.replace(tzinfo=datetime.UTC)


class Command(Short):
    """What the administrators' page does, for a terminal; the drill leaves nothing behind."""

    help = "Something went wrong with data: drill, list, new, show, tell."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        ways = parser.add_subparsers(dest="way", required=True, metavar="drill|list|new|show|tell")
        ways.add_parser("drill", help="play an incident through with invented people; nothing of it is left")
        ways.add_parser("list", help="all incidents")
        new = ways.add_parser("new", help="note an incident and see whom it concerns; nobody is told yet")
        new.add_argument("--since", type=_moment, required=True, metavar="TIME", help="data was open from (UTC)")
        new.add_argument("--until", type=_moment, required=True, metavar="TIME", help="data was open until")
        new.add_argument("--known", type=_moment, metavar="TIME", help="when you learned of it; now, if it is left out")
        labels = [label for label, _title in reach.tables()]
        said = "a table that was open (room.Table); may be given often; all, when none is named"
        new.add_argument("--table", action="append", default=[], choices=labels, metavar="TABLE", help=said)
        new.add_argument("--account", default="", metavar="CODE", help="public code of an account that was misused")
        new.add_argument("--person", action="append", default=[], metavar="CODE", help="only these people, by public code")
        words = {
            "what": "what happened",
            "to-do": "what those concerned can do",
            "for-children": "what happened, for children",
            "to-do-for-children": "what a child can do",
        }
        for name, said in words.items():
            new.add_argument(f"--{name}", default="", metavar="WORDS", help=said)
        for way, said in (("show", "whom it concerns, and what the notice lacks"), ("tell", "show the notice to everybody concerned")):
            ways.add_parser(way, help=said).add_argument("code")

    def handle(self, *args: Any, way: str, **options: Any) -> None:
        now = datetime.datetime.now(datetime.UTC)
        try:
            getattr(self, f"_{way}")(now, options)
        except Refused as refused:
            self.stop(refused.sentence or "There is no such incident: `homeroom incident list` shows all.")

    def _drill(self, now: datetime.datetime, options: dict[str, Any]) -> None:
        steps = drill(now=now)
        for step in steps:
            self.say(f"{'  ok  ' if step.well else 'WRONG '} {step.what}")
        if not all(step.well for step in steps):
            self.stop("The drill did not go well.")
        self.say("The drill went well. Nothing of it is left.")

    def _list(self, now: datetime.datetime, options: dict[str, Any]) -> None:
        for one in queries.incidents():
            self.say(f"{one.code}  known since {one.known_at:%Y-%m-%d %H:%M}  {'told' if one.told_at else 'nobody told yet'}")

    def _new(self, now: datetime.datetime, options: dict[str, Any]) -> None:
        notice = Notice(options["what"], options["to_do"], options["for_children"], options["to_do_for_children"])
        made = actions.open_incident(
            known_at=options["known"] or now,
            since=options["since"],
            until=options["until"],
            tables=options["table"],
            actor=options["account"],
            only=options["person"],
            notice=notice,
            by="",
            now=now,
        )
        self._say(made, now)

    def _show(self, now: datetime.datetime, options: dict[str, Any]) -> None:
        self._say(queries.find(options["code"]), now)

    def _tell(self, now: datetime.datetime, options: dict[str, Any]) -> None:
        found = queries.find(options["code"])
        if left_out := queries.missing(found):
            self.stop(f"The notice does not say yet: {', '.join(str(PARTS[part]) for part in left_out)}. Nobody was told.")
        self.say(
            f"{actions.tell(incident=found, by='', now=now)} people see the notice on their next page. No mail is sent: see the letter."
        )

    def _say(self, incident: Incident, now: datetime.datetime) -> None:
        counts, left = queries.counts(incident), time_left(incident.known_at, now)
        self.say(
            f"Incident {incident.code}:",
            f"{counts['children']} pupils, {counts['grown_ups']} grown-ups, {counts['teachers']} teachers of pupils.",
            f"Which data: {', '.join(queries.kinds_of(incident)) or 'none'}.",
            f"{int(left.total_seconds() // 3600)} hours are left to tell the authority.",
        )
        if left_out := queries.missing(incident):
            self.say(f"The notice does not say yet: {', '.join(str(PARTS[part]) for part in left_out)}.")
