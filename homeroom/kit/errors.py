"""Refusals that we expect: a code for programs, a sentence for the person, a status for the network. Everything else is a bug."""

from collections.abc import Mapping


class Refused(Exception):
    """Something was asked for that may not or cannot be done.

    `code` is for programs ("another-person"), `sentence` says to this reader what happened and what to try.
    `way_on` is an address that helps, `keep_marks` commits what the action wrote before it refused (50 wrong tries leave 50 marks).
    """

    status = 400
    code = "refused"
    #: Seconds after which it may work, where the kind of refusal says so.
    wait: int | None = None

    def __init__(
        self,
        sentence: str = "",
        *,
        code: str | None = None,
        status: int | None = None,
        way_on: str = "",
        way_on_words: str = "",
        retry_after: int | None = None,
        keep_marks: bool = False,
        fields: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(code or self.code)
        self.sentence = sentence
        self.code = code or self.code
        self.status = status or self.status
        self.way_on = way_on
        self.way_on_words = way_on_words
        self.retry_after = self.wait if retry_after is None else retry_after
        self.keep_marks = keep_marks
        self.fields = dict(fields or {})


class NotFound(Refused):
    """Not there, or not for this person: both look alike, so that nobody learns which."""

    status, code = 404, "not-found"


class SignedOut(Refused):
    """The page needs somebody who is signed in."""

    status, code = 401, "signed-out"


class SlowDown(Refused):
    """Too many tries; `retry_after` says in how many seconds there is a next one."""

    status, code = 429, "slow-down"


class Busy(Refused):
    """The database is held by somebody else for longer than a request may wait."""

    status, code, wait = 503, "busy", 5


class Full(Refused):
    """There is no room on the disk."""

    status, code = 507, "full"


class TooLarge(Refused):
    """More was sent than is taken."""

    status, code = 413, "too-large"


class Malformed(Refused):
    """What was sent is not what was asked for."""

    status, code = 400, "malformed"
