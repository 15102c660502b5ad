"""What running the service keeps outside tables."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from homeroom.kit.declare import NOBODY, OPERATORS, Store, declare_stores
from homeroom.privacy import remains

declare_stores(
    Store(
        "log",
        "log",
        _(
            "Lines about the service itself: when, which part, what broke and where in the program; and from which network somebody tried "
            "too often, never from which address in it. No names, no texts."
        ),
        _("so that faults are found, and guessing is noticed"),
        _("the lines of a day end with their file, at most 30 days later"),
        (OPERATORS,),
        gone_within=timedelta(days=30),
    ),
    Store(
        "write-ahead log",
        "database file",
        _("Traces of what was changed or deleted last, in the database's own files. Names, secrets and programs are encrypted there."),
        _("so that nothing is lost when the power fails"),
        _("cleaned after every erasure, and every day; what PostgreSQL leaves on the disk is encrypted until it uses the place again"),
        (NOBODY,),
        gone_within=timedelta(days=1),
        erase=lambda people: remains.clean(),
    ),
    Store(
        "backup",
        "backup",
        _("Copies of the database, as the operator makes them. The keys that open what is encrypted are never in them."),
        _("so that nothing is lost when a disk breaks"),
        _("at most 30 days"),
        (OPERATORS,),
        gone_within=timedelta(days=30),
    ),
    Store(
        "running service",
        "file",
        _("Where the service can be reached, whom it lets in, the number of its process, and when it was started"),
        _("so that commands of the people who run the server know whether it runs"),
        _("until the service ends"),
        (OPERATORS,),
        "none",
    ),
    Store(
        "note of backups",
        "file",
        _("When the data were backed up last, and into which file"),
        _("so that whoever runs the service is told when backups stop"),
        _("until the next backup"),
        (OPERATORS,),
        "none",
    ),
    Store(
        "note of advisories",
        "file",
        _("Which libraries of this version something is known against, by the advisories that were brought last"),
        _("so that administrators are told until an upgrade mends it"),
        _("until advisories are brought again"),
        (OPERATORS,),
        "none",
    ),
    Store(
        "put aside",
        "backup",
        _("What was there before a backup was put in its place. Names, secrets and programs are encrypted there."),
        _("so that nothing is lost when the wrong backup was taken"),
        _("until the operator deletes it, at most 30 days"),
        (OPERATORS,),
        gone_within=timedelta(days=30),
    ),
    Store(
        "example school",
        "file",
        _("That the accounts of this service are those of the example school"),
        _("so that their passwords are drawn anew at every start"),
        _("as long as the example school"),
        (OPERATORS,),
        "none",
        files=("example-school.json",),
    ),
    Store(
        "kept pages",
        "memory",
        _("Ready pages that are the same for everybody"),
        _("so that they come quickly"),
        _("until the service is started again"),
        (NOBODY,),
        "none",
    ),
)  # fmt: skip
