"""Collect every text of server, labs and curriculum into the PO catalogues of translations/, and say what is missing or lost.

python -m tools.words            write the catalogues: new texts are added, changed ones marked fuzzy, gone ones taken out
python -m tools.words --check    only look: ends with 1 when a catalogue is not up to date or a translation lost a placeholder
"""

import argparse
import io
import json
import os
import re
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from babel.messages.extract import extract_python

HERE = Path(__file__).resolve().parent.parent
DOMAINS = ("django", "labs", "curriculum")
#: Also what rooms call `gettext_lazy` where a text is read later.
KEYWORDS = (
    *("gettext", "gettext_lazy", "_", "later", "pgettext", "pgettext_lazy"),
    *("ngettext", "ngettext_lazy", "npgettext", "npgettext_lazy"),
)


class Entry(NamedTuple):
    """One text to translate. `context` is the msgctxt; None where the English alone is the key (Django)."""

    context: str | None
    english: str
    plural: str | None
    note: str


def texts_of_labs() -> Iterator[Entry]:
    """Every `strings.en.json` under labs/: key, English, note for translators."""
    for path in sorted(HERE.glob("labs/**/strings.en.json")):
        for key, text in json.loads(path.read_text("utf-8")).items():
            yield Entry(key, text["en"], None, text["note"])


def texts_of_curriculum() -> Iterator[Entry]:
    """Everything the library asks for when it reads what the checker wrote."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeroom.config.settings_test")
    import django  # noqa: PLC0415 - only once the settings are named

    django.setup()
    from homeroom.curriculum import library, words  # noqa: PLC0415 - needs Django ready

    words.asked = set()
    library.shelve(HERE / "build", {})
    found, words.asked = words.asked, None
    for domain, context, english in sorted(found):
        if domain == "curriculum":
            yield Entry(context, english, None, "")


def texts_of_server() -> Iterator[Entry]:
    """Python and templates of all rooms, by Django's own way of turning templates into something to extract from."""
    from django.utils.translation.template import templatize  # noqa: PLC0415 - needs Django ready

    seen: dict[tuple[str | None, str], Entry] = {}
    for path in sorted([*HERE.glob("homeroom/**/*.py"), *HERE.glob("homeroom/**/templates/**/*.html")]):
        if "/tests/" in str(path) or "/migrations/" in str(path):
            continue
        source = path.read_text("utf-8")
        if path.suffix == ".html":
            source = templatize(source, origin=str(path))
        where = str(path.relative_to(HERE))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            rows = list(extract_python(io.BytesIO(source.encode()), dict.fromkeys(KEYWORDS), [], {"encoding": "utf-8"}))
        for _line, function, message, _comments in rows:
            entry = _of_call(str(function), message, where)
            if entry is not None:
                seen.setdefault((entry.context, entry.english), entry)
    for context, english, where in texts_of_declarations():
        seen.setdefault((context, english), Entry(context, english, None, where))
    yield from seen.values()


def texts_of_declarations() -> Iterator[tuple[str | None, str, str]]:
    """What the privacy pages say from models, docstrings and the ledger of promises."""
    from homeroom.privacy import promised, queries  # noqa: PLC0415 - needs Django ready

    yield from queries.texts()
    yield from promised.texts()


def _of_call(function: str, message: object, where: str) -> Entry | None:
    parts = list(message) if isinstance(message, tuple) else [message]
    if not parts or any(part is None for part in parts[:1]):
        return None
    context = str(parts.pop(0)) if function.startswith(("pgettext", "npgettext")) else None
    english = parts[0]
    if not isinstance(english, str) or not english.strip():
        return None
    plural = str(parts[1]) if "ngettext" in function or function.startswith("npgettext") else None
    return Entry(context, english, plural, where)


def write(language: str, domain: str, entries: list[Entry], *, only_look: bool) -> list[str]:
    """Merges `entries` into one catalogue; answers what is wrong with it."""
    path = HERE / "translations" / language / "LC_MESSAGES" / f"{domain}.po"
    old = polib.pofile(str(path), wrapwidth=WIDTH) if path.exists() else polib.POFile(wrapwidth=WIDTH)
    by_key = {(entry.msgctxt, entry.msgid): entry for entry in old if not entry.obsolete}
    by_context = _changed(old, entries)
    new = polib.POFile(wrapwidth=WIDTH)
    new.metadata = {
        "Project-Id-Version": "Homeroom", "Language": language, "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit", "Plural-Forms": PLURALS[language],
    }  # fmt: skip
    problems: list[str] = []
    forms = int(PLURALS[language][len("nplurals=")])
    for entry in entries:
        made = polib.POEntry(msgctxt=entry.context, msgid=entry.english, msgid_plural=entry.plural or "", comment=entry.note)
        known = by_key.get((entry.context, entry.english))
        if known is not None:
            made.msgstr, made.msgstr_plural, made.flags = (
                known.msgstr,
                known.msgstr_plural,
                [flag for flag in known.flags if flag == "fuzzy"],
            )
            if made.fuzzy:
                made.previous_msgid = known.previous_msgid
        elif entry.context in by_context:
            before = by_context[entry.context]
            made.msgstr, made.flags, made.previous_msgid = before.msgstr, ["fuzzy"], before.msgid
        problems += [f"{path.relative_to(HERE)}: {made.msgctxt or made.msgid[:60]}: {problem}" for problem in problems_of(made, forms)]
        new.append(made)
    if str(new) != (str(old) if path.exists() else ""):
        if only_look:
            problems.append(f"{path.relative_to(HERE)}: file: texts have changed since: run `make words`")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            new.save(str(path))
    return problems


def _changed(old: polib.POFile, entries: list[Entry]) -> dict[str, polib.POEntry]:
    """Translations whose English is gone while their context is still there, by context: a good start for the new English. Contexts
    of several texts (paragraphs of prose, the server's) are left out: nobody can tell which text has become which."""
    wanted = {(entry.context, entry.english) for entry in entries}
    texts = Counter(entry.context for entry in entries)
    gone = [entry for entry in old if entry.msgctxt and entry.msgstr and not entry.obsolete and (entry.msgctxt, entry.msgid) not in wanted]
    return {entry.msgctxt: entry for entry in gone if texts[entry.msgctxt] == 1}


#: Columns of a line in a catalogue.
WIDTH = 100
#: Plural rules of gettext for the languages of the site (Unicode CLDR).
PLURALS = {
    "es": "nplurals=2; plural=(n != 1);",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
}
#: The words that ICU plurals of labs need in a language with that many forms; where one is missing, the page would say "other".
NUMBERS = {2: ("one", "other"), 6: ("zero", "one", "two", "few", "many", "other")}
_python = re.compile(r"%\((\w+)\)[sd]")
_choice = re.compile(r"(\w+), *(?:plural|select), *(.*)", re.DOTALL)


def holes_of(text: str) -> set[str]:
    """Names of the places that labs fill: {name} and {name, plural, one {...} ...}, in the cases of a choice too; the words of a case
    are no name, although `up {up}` looks like one."""
    found: set[str] = set()
    for inside in _braces(text):
        choice = _choice.fullmatch(inside)
        if choice:
            found.add(choice[1])
            found |= {name for case in _braces(choice[2]) for name in holes_of(case)}
        elif inside.isidentifier():
            found.add(inside)
    return found


def _braces(text: str) -> Iterator[str]:
    """What stands in the outermost braces, one after the other."""
    depth = begun = 0
    for at, letter in enumerate(text):
        if letter == "{":
            depth += 1
            begun = at + 1 if depth == 1 else begun
        elif letter == "}":
            depth -= 1
            if depth == 0:
                yield text[begun:at]


def problems_of(entry: polib.POEntry, forms: int) -> list[str]:
    """What a translation has lost; a missing or fuzzy one is a problem too: English would be shown."""
    if entry.msgid_plural:
        return _problems_of_plural(entry, forms)
    if not entry.msgstr:
        return ["is not translated"]
    if entry.fuzzy:
        return ["the English has changed since: look at the translation and take the mark fuzzy away"]
    problems = [f"loses %({name})s: keep it" for name in set(_python.findall(entry.msgid)) - set(_python.findall(entry.msgstr))]
    problems += [
        f"has %({name})s that the English has not" for name in set(_python.findall(entry.msgstr)) - set(_python.findall(entry.msgid))
    ]
    if "%(" not in entry.msgid:
        problems += [f"loses {{{name}}}: keep it" for name in sorted(holes_of(entry.msgid) - holes_of(entry.msgstr))]
        if entry.msgstr.count("{") != entry.msgstr.count("}"):
            problems.append("its braces do not close")
        plurals = len(re.findall(r", plural,", entry.msgstr))
        problems += [
            f"says no {word} {{...}} in a plural"
            for word in NUMBERS[forms]
            if len(re.findall(rf"(\b{word}|{'=0' if word == 'zero' else word}) \{{", entry.msgstr)) < plurals
        ]
    return problems


def _problems_of_plural(entry: polib.POEntry, forms: int) -> list[str]:
    """`forms` is how many the language has. A form for one number only (Arabic: none, one, two) may say it in words: no placeholder
    for the number then; the forms for many numbers must show it."""
    said = [entry.msgstr_plural.get(form, "") for form in range(forms)]
    if not all(said):
        return ["a plural form is missing: translate every form"]
    wanted = set(_python.findall(entry.msgid_plural))
    lost = [wanted - set(_python.findall(text)) for text in said]
    in_words = 3 if forms == 6 else 1
    return [
        f"plural form {form} loses %({name})s: keep it in the translation"
        for form, names in enumerate(lost)
        for name in sorted(names)
        if form >= in_words or len(names) > 1
    ]


def main() -> int:
    """Writes or checks all catalogues."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--check", action="store_true")
    only_look = reader.parse_args().check
    curriculum = list(texts_of_curriculum())
    found = {"django": list(texts_of_server()), "labs": list(texts_of_labs()), "curriculum": curriculum}
    problems = [
        problem for language in PLURALS for domain in DOMAINS for problem in write(language, domain, found[domain], only_look=only_look)
    ]
    for problem in problems[:40] if not only_look else problems:
        print(problem)
    print(f"{sum(len(entries) for entries in found.values())} texts, {len(PLURALS)} translations, {len(problems)} problems")
    return 1 if problems and only_look else 0


if __name__ == "__main__":
    sys.exit(main())
