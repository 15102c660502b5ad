"""Nothing in the tree points to a foreign host or to a place on somebody's machine; locks name libraries, not where to get them."""

from __future__ import annotations

import re

import pytest

from tests.architecture.tree import ROOT, all_files, text

#: "https://host", and "//host" where a page or a style sheet would fetch it.
ADDRESS = re.compile(r"""(?:https?:|wss?:|(?<=["'(=])(?=//))//(?:[^/\s"'@]*@)?(\[[0-9a-f:]+\]|[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)""")
#: This machine; names without a dot, which mean something in one building only; names that RFC 2606 and 6761 keep for examples;
#: private networks.
OURS = re.compile(
    r"^(?:localhost|.*\.localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\]|192\.168\.\d+\.\d+|10(?:\.\d+){3}"
    r"|[^.\[]+|(?:.*\.)?example(?:\.(?:org|com|net))?|.*\.(?:test|invalid|example|local))$"
)
#: Names that only look like addresses: XML namespaces and schema languages.
NAMES = {"www.w3.org", "json-schema.org"}
#: Addresses inside licences, which name their own text.
IN_LICENCES = {"www.apache.org", "creativecommons.org"}
MACHINE = re.compile(r"""(?:^|[\s"'(=:])(/(?:work/(?:main|shared)|tmp/h/|root/|home/\w|Users/\w)[^\s"')]*)""")


def foreign(words: str) -> list[str]:
    """The foreign hosts that a text names."""
    return [host for host in ADDRESS.findall(words) if not OURS.match(host) and host not in NAMES]


def readable() -> list[str]:
    """Everything but npm's lock, whose entries say where a package's makers ask for donations."""
    licences = re.compile(r"(?:^|/)(?:LICENSE|OFL-[\w-]+\.txt)$")
    return [path for path in all_files() if path != "package-lock.json" and not licences.search(path)]


def test_no_file_names_a_foreign_host() -> None:
    found = {path: hosts for path in readable() if path != "tests/architecture/test_addresses.py" and (hosts := foreign(text(path)))}

    assert found == {}


@pytest.mark.parametrize(
    "page", ['<script src="https://cdn.foreign.io/x.js">', "url(//fonts.foreign.io/a.woff2)", 'src="//foreign.io/a.png"']
)
def test_a_foreign_host_in_a_page_would_be_noticed(page: str) -> None:
    assert foreign(page) != []


@pytest.mark.parametrize(
    "own", ["http://localhost:8000", "https://school.example/join", "// a comment.of code", "http://192.168.1.20:8000"]
)
def test_our_own_addresses_are_no_foreign_hosts(own: str) -> None:
    assert foreign(own) == []


def test_licences_name_nothing_but_licences() -> None:
    for path in ("LICENSE", "curriculum/LICENSE"):
        assert set(foreign(text(path))) <= IN_LICENCES


def test_locks_hold_hashes_and_no_address() -> None:
    locks = [path for path in all_files() if path.startswith("requirements/") and path.endswith(".txt")]

    assert len(locks) == 3
    for path in locks:
        lines = text(path).splitlines()
        assert not [line for line in lines if "://" in line or re.match(r"\s*(?:--(?!hash)|-[a-z])", line)], path
        named = [number for number, line in enumerate(lines) if re.match(r"[a-z].*==", line)]
        assert named
        assert [lines[number] for number in named if "--hash=sha256:" not in lines[number + 1]] == []


def test_npms_lock_says_nothing_of_where_packages_lie() -> None:
    lock = text("package-lock.json")

    assert '"resolved": "http' not in lock
    assert lock.count('"integrity": "sha512-') > 100


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    found = [
        (path, place) for path in readable() for place in MACHINE.findall(text(path)) if path != "tests/architecture/test_addresses.py"
    ]

    assert found == []
    assert MACHINE.findall(f'open("{ROOT.anchor}root/notes.txt")') == ["/root/notes.txt"]
