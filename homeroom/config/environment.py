"""What an operator may set: every variable is read here, and documented in docs/self-hosting.md."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from homeroom.config.consent_ages import consent_age

_PACKAGE = Path(__file__).resolve().parent.parent
#: The clone; installed from a wheel, what that carries of it (tools/pack.py): translations and the checked curriculum.
HERE = _PACKAGE / "carried" if (_PACKAGE / "carried").is_dir() else _PACKAGE.parent
#: Where data and keys lie if no setting says so: in the clone; installed from a wheel, in the folder one is in.
_BESIDE = HERE if _PACKAGE.parent == HERE else Path.cwd()


#: Letters of a school's or operator's name that still fit over a sign-in card.
LONGEST_CALLED = 80
#: Letters of a sentence that an operator adds to the privacy page.
LONGEST_SENTENCE = 300


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


def _address(name: str) -> str:
    """Scheme and host, a port if need be, without a slash at the end; empty when nothing is set."""
    value = os.environ.get(name, "").strip()
    if not value:
        return ""
    form = f"{name} is {value!r}; write http:// or https:// and the name or number, for example http://192.168.1.20:8000"
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as problem:
        raise WrongSetting(form) from problem
    host = parts.hostname or ""
    named = re.fullmatch(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*|[0-9a-f:.]*:[0-9a-f:.]*", host)
    if parts.scheme not in ("http", "https") or not named or "@" in parts.netloc:
        raise WrongSetting(form)
    if parts.path not in ("", "/") or parts.query or parts.fragment or "?" in value or "#" in value:
        raise WrongSetting(f"{name} is {value!r}; leave out what comes behind the name, since Homeroom is the whole of its address")
    shown = f"[{host}]" if ":" in host else host
    usual = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{shown}" + ("" if port in (None, usual) else f":{port}")


def _called(name: str, longest: int = LONGEST_CALLED) -> str:
    """A name or sentence of one line, as it is printed; empty when nothing is set."""
    value = os.environ.get(name, "").strip()
    if len(value) > longest or not value.isprintable():
        raise WrongSetting(
            f"{name} is {value!r}; write {'a name' if longest == LONGEST_CALLED else 'it'} in one line of at most {longest} letters"
        )
    return value


#: HOMEROOM_LAWS: what an operator may name. They loosen nothing: the strictest of all is always on, and an age may only rise.
LAWS = {
    "coppa": "United States, children under 13",
    "ferpa": "United States, education records",
    "us-state": "a student privacy law of a state of the United States",
    "gdpr": "European Union",
    "uk-gdpr": "United Kingdom, with its code for services children use",
    "ch-fadp": "Switzerland",
    "ca-pipeda": "Canada",
    "br-lgpd": "Brazil",
    "in-dpdp": "India",
    "za-popia": "South Africa",
    "au-privacy": "Australia",
    "jp-appi": "Japan",
    "kr-pipa": "Korea",
    "other": "another law, which the operator has read",
}


def _laws() -> tuple[str, ...]:
    named = tuple(word.strip().lower() for word in os.environ.get("HOMEROOM_LAWS", "").split(",") if word.strip())
    for word in named:
        if word not in LAWS:
            raise WrongSetting(f"HOMEROOM_LAWS names {word!r}; use some of {', '.join(LAWS)}, with commas between them")
    return named


def _country(name: str) -> str:
    value = os.environ.get(name, "").strip().upper()
    if value and not re.fullmatch("[A-Z]{2}", value):
        raise WrongSetting(f"{name} is {value!r}; write the two letters of the country, for example DE")
    return value


def _ages(country: str) -> tuple[int, int, int]:
    """Where "may consent", "may publish own pictures and sounds" and "adult" begin, in years: raised only (AGE-18)."""
    least = consent_age(country, _laws())
    consent = _number("HOMEROOM_CONSENT_AGE", least, least, 21)
    media = _number("HOMEROOM_MEDIA_AGE", max(16, consent), max(16, consent), 21)
    return consent, media, _number("HOMEROOM_ADULT_AGE", max(18, media), max(18, media), 21)


def _folder(name: str) -> Path | None:
    """A folder that is there; None when nothing is set."""
    value = os.environ.get(name, "").strip()
    if not value:
        return None
    if not Path(value).is_dir():
        raise WrongSetting(f"{name} is {value!r}; name a folder that is there")
    return Path(value).resolve()


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
    #: HOMEROOM_ADDRESS: how people reach the service, for papers and links: scheme, host, port; empty: as each page was asked for.
    address: str
    #: HOMEROOM_HTTPS: yes where a proxy in front speaks HTTPS.
    https: bool
    #: HOMEROOM_NAME: what the service calls itself.
    name: str
    #: HOMEROOM_SCHOOL: the school's name, for papers.
    school: str
    #: HOMEROOM_OPERATOR: who runs the service and answers for its data, if not the school.
    operator: str
    #: PRIVACY_CONTACT: address or sentence in every footer.
    privacy_contact: str
    #: SECURITY_CONTACT: mailto: or https: address for whoever finds a hole, told in /.well-known/security.txt.
    security_contact: str
    #: HOMEROOM_LAWS: which laws about children's data apply here (ORG-04); empty: not answered yet.
    laws: tuple[str, ...]
    #: PRIVACY_POST: postal address for the same questions, in one line.
    privacy_post: str
    #: HOMEROOM_COUNTRY: whose law applies, for the texts.
    country: str
    #: HOMEROOM_CONSENT_AGE, HOMEROOM_MEDIA_AGE, HOMEROOM_ADULT_AGE: where bands of age begin (AGE-18); never below 13, 16, 18 or what the
    #: law asks of the country in HOMEROOM_LAW_OF (two letters), or where that is empty the laws that are named.
    ages: tuple[int, int, int]
    #: HOMEROOM_TEXTS: folder of the operator's own policy, terms, letters; None: ours only.
    texts: Path | None
    #: HOMEROOM_HOSTING: where the data lies, in words; it stands on the privacy page.
    hosting: str
    #: HOMEROOM_DISK_ENCRYPTED_BY: who or what encrypts the disk under the data, where the system itself cannot tell.
    disk_encrypted_by: str
    #: HOMEROOM_TRANSFER: where data goes to another country: on what ground, in one sentence.
    transfer: str
    #: HOMEROOM_AUTHORITY: the authority that takes complaints about privacy, with its address.
    authority: str
    #: HOMEROOM_ANSWER_DAYS: within how many days requests about one's own data are answered; at most the law's month.
    answer_days: int
    #: TEACHER_SIGNUP: open, approve, invite.
    teacher_signup: str
    #: HOMEROOM_KEEP_PUPILS_MONTHS: months after the end of the school year of the last sign-in until a pupil's account is closed (1 to 24).
    keep_pupils_months: int
    #: HOMEROOM_KEEP_TEACHERS_MONTHS: the same for a teacher (1 to 36).
    keep_teachers_months: int
    #: HOMEROOM_CURRICULUM: folder with what `homeroom curriculum check --emit` wrote.
    curriculum: Path
    #: PORT: where `homeroom serve` listens; 0 takes a free one.
    port: int
    #: HOMEROOM_PROCESSES: how many processes answer; more than one on PostgreSQL only.
    processes: int
    #: HOMEROOM_WATCH: yes shows a level in the open browser when its file is saved.
    watch: bool


def _contact(name: str) -> str:
    """A mail address or a page, as a URI; "" where nothing is set."""
    value = os.environ.get(name, "").strip()
    if re.fullmatch(r"[^\s@/:]+@[^\s@/:]+", value):
        return f"mailto:{value}"
    if value and not re.fullmatch(r"(mailto:[^\s@]+@[^\s@]+|https://\S+)", value):
        raise WrongSetting(f"{name} is {value!r}; write a mail address, or the https:// address of a page")
    return value


def read() -> Environment:
    """From os.environ; raises `WrongSetting`."""
    data = Path(os.environ.get("HOMEROOM_DATA") or _BESIDE / "data").resolve()
    hosts = tuple(
        host.strip() for host in os.environ.get("HOMEROOM_HOSTS", "localhost,127.0.0.1,[::1],.localhost").split(",") if host.strip()
    )
    address = _address("HOMEROOM_ADDRESS")
    https = _yes("HOMEROOM_HTTPS")
    if https and address.startswith("http:"):
        raise WrongSetting(f"HOMEROOM_ADDRESS is {address!r}, but HOMEROOM_HTTPS says that people come over HTTPS; write https://")
    name = re.sub(r":\d+$", "", urlsplit(address).netloc)
    return Environment(
        data=data,
        keys=Path(
            os.environ.get("HOMEROOM_KEYS") or (data.parent / f"{data.name}-keys" if os.environ.get("HOMEROOM_DATA") else _BESIDE / "keys")
        ).resolve(),
        database_url=os.environ.get("DATABASE_URL", ""),
        # What papers print must be answered.
        hosts=hosts if not name or "*" in hosts or name in hosts else (*hosts, name),
        address=address,
        https=https,
        name=os.environ.get("HOMEROOM_NAME", "Homeroom"),
        school=_called("HOMEROOM_SCHOOL"),
        operator=_called("HOMEROOM_OPERATOR") or _called("HOMEROOM_SCHOOL"),
        privacy_contact=os.environ.get("PRIVACY_CONTACT", ""),
        security_contact=_contact("SECURITY_CONTACT"),
        laws=_laws(),
        privacy_post=_called("PRIVACY_POST", 200),
        country=_called("HOMEROOM_COUNTRY"),
        ages=_ages(_country("HOMEROOM_LAW_OF")),
        texts=_folder("HOMEROOM_TEXTS"),
        hosting=_called("HOMEROOM_HOSTING"),
        disk_encrypted_by=_called("HOMEROOM_DISK_ENCRYPTED_BY"),
        transfer=_called("HOMEROOM_TRANSFER", LONGEST_SENTENCE),
        authority=_called("HOMEROOM_AUTHORITY", LONGEST_SENTENCE),
        answer_days=_number("HOMEROOM_ANSWER_DAYS", 30, 1, 30),
        teacher_signup=_choice("TEACHER_SIGNUP", "approve", ("open", "approve", "invite")),
        keep_pupils_months=_number("HOMEROOM_KEEP_PUPILS_MONTHS", 24, 1, 24),
        keep_teachers_months=_number("HOMEROOM_KEEP_TEACHERS_MONTHS", 36, 1, 36),
        curriculum=Path(os.environ.get("HOMEROOM_CURRICULUM") or HERE / "build").resolve(),
        port=_number("PORT", 8000, 0, 65_535),
        processes=_number("HOMEROOM_PROCESSES", 1, 1, 64),
        watch=_yes("HOMEROOM_WATCH"),
    )


def is_here(host: str) -> bool:
    """Whether a database host is this machine."""
    return host in ("", "localhost", "127.0.0.1", "::1") or host.startswith("/")


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
    host = unquote(query.get("host", parts.hostname or ""))
    if not is_here(host):
        query.setdefault("sslmode", "require")
    return {
        "ENGINE": "homeroom.kit.db.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"prepare_threshold": 3, **_way(query)},
    }


def _way(query: dict[str, str]) -> dict[str, object]:
    """How the way to another machine is encrypted: required unless the address says otherwise (SEC-01)."""
    return {name: unquote(query[name]) for name in ("sslmode", "sslrootcert", "sslcert", "sslkey") if name in query}
