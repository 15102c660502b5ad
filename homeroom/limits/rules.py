"""How a bucket fills: a burst of `most`, one more every `seconds_each`. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """`most` tries at once; each comes back after `seconds_each` seconds."""

    name: str
    most: int
    seconds_each: float


def taken_now(taken: float, seconds_since: float, limit: Limit) -> float:
    """What is still taken after some time."""
    return max(0.0, taken - max(0.0, seconds_since) / limit.seconds_each)


def wait_for(taken: float, limit: Limit) -> float:
    """Seconds until one more try is allowed; 0 when it is allowed now."""
    return max(0.0, (taken + 1.0 - limit.most) * limit.seconds_each)


# The limits of signing in (design section 4). They stand here because two rooms mean the same buckets: sign_in takes from them, sections
# gives back when a teacher opens a pupil or a class again. Behind each: what is counted, as the text that the bucket is named by.
#: Wrong secrets at one seat (`str(enrolment id)`): a child who mistypes waits a minute at most.
SEAT = Limit("seat", 5, 60)
#: Wrong secrets at one seat while the class's budget is used up (`str(enrolment id)`): whoever was not tried wrongly still gets in, so that
#: nobody locks a class by guessing at one pupil.
SEAT_TIGHT = Limit("seat-tight", 1, 86_400)
#: Wrong secrets in one class (`str(section id)`): sixty a day; then a pupil's next mistake waits for the teacher's click.
SECTION = Limit("section", 60, 1_440)
#: Wrong secrets behind one opening of the door, as good as one device (the door's own random text).
DOOR = Limit("door", 20, 30)
#: Wrong class codes, links, cards and one-time keys from one network, which may be a whole school.
CODE = Limit("code", 60, 2)
#: Wrong passwords of one account from one network (the name typed, and the network), and of one account from anywhere (the name typed).
ACCOUNT = Limit("account", 10, 60)
ACCOUNT_ANYWHERE = Limit("account-anywhere", 100, 600)
#: Wrong passwords from one network.
NETWORK = Limit("network", 200, 3)
#: Accounts that teachers make from one network: a workshop of sixty at once.
SIGN_UP = Limit("sign-up", 60, 60)
#: Wrong six digits or recovery codes of one person (`str(person id)`): by the minute and by the day.
SECOND_FACTOR = Limit("second-factor", 5, 60)
SECOND_FACTOR_DAY = Limit("second-factor-day", 30, 2_880)
