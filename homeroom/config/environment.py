"""What an operator may set: every variable is read here, and documented in docs/self-hosting.md."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

HERE = Path(__file__).resolve().parent.parent.parent


class WrongSetting(ValueError):
    """A setting has a value that cannot be used; the sentence says what to write."""


def _choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    value = os.environ.get(name, default).strip().lower()
    if value not in allowed:
        raise WrongSetting(f"{name} is {value!r}; use one of {', '.join(allowed)}")
    return value


def _number(name: str, default: int, least: int, most: int) -> int:
    value = os.environ.get(name, "").strip() or str(default)
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise WrongSetting(f"{name} is {value!r}; use a number from {least} to {most}")
    return int(value)


def _yes(name: str) -> bool:
    return _choice(name, "no", ("yes", "no", "1", "0", "true", "false")) in ("yes", "1", "true")


@dataclass(frozen=True)
class Environment:
    """The values in force."""

    #: HOMEROOM_DATA: folder of the database and everything else that must be backed up.
    data: Path
    #: HOMEROOM_KEYS: folder of the instance keys, kept and backed up apart from the data.
    keys: Path
    #: DATABASE_URL: postgresql://user:password@host:port/name; empty means SQLite in HOMEROOM_DATA.
    database_url: str
    #: HOMEROOM_HOSTS: names this service answers to, separated by commas; "*" for a building.
    hosts: tuple[str, ...]
    #: HOMEROOM_HTTPS: yes where a proxy in front speaks HTTPS.
    https: bool
    #: HOMEROOM_NAME: what the service calls itself.
    name: str
    #: PRIVACY_CONTACT: address or sentence in every footer.
    privacy_contact: str
    #: TEACHER_SIGNUP: open, approve, invite.
    teacher_signup: str
    #: HOMEROOM_CURRICULUM: folder with what `homeroom curriculum check --emit` wrote.
    curriculum: Path
    #: PORT: where `homeroom serve` listens; 0 takes a free one.
    port: int
    #: HOMEROOM_PROCESSES: how many processes answer; more than one on PostgreSQL only.
    processes: int
    #: HOMEROOM_WATCH: yes shows a level in the open browser when its file is saved.
    watch: bool


def read() -> Environment:
    """From os.environ; raises `WrongSetting`."""
    data = Path(os.environ.get("HOMEROOM_DATA") or HERE / "data").resolve()
    hosts = tuple(
        host.strip() for host in os.environ.get("HOMEROOM_HOSTS", "localhost,127.0.0.1,[::1],.localhost").split(",") if host.strip()
    )
    return Environment(
        data=data,
        keys=Path(
            os.environ.get("HOMEROOM_KEYS") or (HERE / "keys" if "HOMEROOM_DATA" not in os.environ else data.parent / f"{data.name}-keys")
        ).resolve(),
        database_url=os.environ.get("DATABASE_URL", ""),
        hosts=hosts,
        https=_yes("HOMEROOM_HTTPS"),
        name=os.environ.get("HOMEROOM_NAME", "Homeroom"),
        privacy_contact=os.environ.get("PRIVACY_CONTACT", ""),
        teacher_signup=_choice("TEACHER_SIGNUP", "approve", ("open", "approve", "invite")),
        curriculum=Path(os.environ.get("HOMEROOM_CURRICULUM") or HERE / "build").resolve(),
        port=_number("PORT", 8000, 0, 65_535),
        processes=_number("HOMEROOM_PROCESSES", 1, 1, 64),
        watch=_yes("HOMEROOM_WATCH"),
    )


def database(environment: Environment) -> dict[str, object]:
    """Django's description of the database."""
    if not environment.database_url:
        return {
            "ENGINE": "homeroom.kit.db.sqlite",
            "NAME": environment.data / "homeroom.sqlite3",
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
            "CONN_MAX_AGE": None,
        }
    parts = urlsplit(environment.database_url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise WrongSetting("DATABASE_URL must begin with postgresql://; leave it empty for SQLite")
    query = dict(item.partition("=")[::2] for item in parts.query.split("&") if item)
    return {
        "ENGINE": "homeroom.kit.db.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"prepare_threshold": 3},
    }
