"""Write `labs/parts/host/wire.gen.ts` from every room's `wire.py`: what crosses between page and server, and the typed names of `ask`.

Run by `make generate`; `--check` writes nothing and says whether the file differs.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.conf import settings
from msgspec import Struct, inspect

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "labs" / "parts" / "host" / "wire.gen.ts"
WARNING = "/** Written by tools/generate/wire.py from every room's wire.py: change those. Words: PROTOCOL.md. */"
Endpoints = dict[str, tuple[type[Struct], type[Struct]]]


class NoTypeFor(TypeError):
    """A shape that this file cannot say in TypeScript: make it simpler, or teach it here."""


def endpoints() -> Endpoints:
    """Of all rooms, in the order of the rooms."""
    found: Endpoints = {}
    for room in settings.ROOMS:
        if find_spec(f"{room}.wire") is not None:
            found |= import_module(f"{room}.wire").ENDPOINTS
    return found


def type_of(shape: inspect.Type) -> str:
    """One type in TypeScript. Items that are decoded one by one (`Raw`) say in `extra` what they are."""
    match shape:
        case inspect.Metadata(type=inspect.ListType(item_type=inspect.RawType()), extra={"items": item}):
            return f"readonly {item.__name__}[]"
        case inspect.Metadata(type=inner):
            return type_of(inner)
        case inspect.StructType(cls=cls):
            return cls.__name__
        case inspect.StrType() | inspect.UUIDType():
            return "string"
        case inspect.IntType() | inspect.FloatType():
            return "number"
        case inspect.BoolType():
            return "boolean"
        case inspect.NoneType():
            return "null"
        case inspect.AnyType():
            return "unknown"
        case inspect.LiteralType(values=values):
            return " | ".join(f'"{value}"' for value in values)
        case inspect.UnionType(types=types):
            return " | ".join(dict.fromkeys(type_of(one) for one in types))
        case inspect.DictType(key_type=key, value_type=value):
            return f"Readonly<Record<{type_of(key)}, {type_of(value)}>>"
        case inspect.ListType(item_type=item):
            name = type_of(item)
            return f"readonly {f'({name})' if '|' in name else name}[]"
    raise NoTypeFor(f"{shape!r}: say in tools/generate/wire.py what this is in TypeScript")


def parts_of(shape: inspect.Type) -> Iterator[type[Struct]]:
    """Structs that a type names."""
    match shape:
        case inspect.Metadata(type=inspect.ListType(item_type=inspect.RawType()), extra={"items": item}):
            yield item
        case inspect.Metadata(type=inner):
            yield from parts_of(inner)
        case inspect.StructType(cls=cls):
            yield cls
        case inspect.UnionType(types=types):
            for one in types:
                yield from parts_of(one)
        case inspect.DictType(value_type=inner) | inspect.ListType(item_type=inner):
            yield from parts_of(inner)


def in_order(structs: list[type[Struct]]) -> list[type[Struct]]:
    """Each struct once, after those it is made of."""
    seen: dict[type[Struct], None] = {}

    def visit(struct: type[Struct]) -> None:
        if struct in seen:
            return
        for field in fields_of(struct):
            for part in parts_of(field.type):
                visit(part)
        seen[struct] = None

    for one in structs:
        visit(one)
    return list(seen)


def fields_of(struct: type[Struct]) -> tuple[inspect.Field, ...]:
    """Fields with their names on the wire."""
    shape = inspect.type_info(struct)
    if not isinstance(shape, inspect.StructType):
        raise NoTypeFor(f"{struct!r} is no struct")
    return shape.fields


def interface(struct: type[Struct]) -> str:
    """One struct as an interface. A field with a default may be left out."""
    fields = fields_of(struct)
    about = f"/** {' '.join((struct.__doc__ or '').split())} */\n" if struct.__doc__ else ""
    if not fields:
        return f"{about}export type {struct.__name__} = Readonly<Record<string, never>>;\n"
    lines = "".join(f"  readonly {field.encode_name}{'' if field.required else '?'}: {type_of(field.type)};\n" for field in fields)
    return f"{about}export interface {struct.__name__} {{\n{lines}}}\n"


def typescript(found: Endpoints) -> str:
    """The whole file."""
    structs = in_order([struct for both in found.values() for struct in both])
    names = [struct.__name__ for struct in structs]
    if twice := {name for name in names if names.count(name) > 1}:
        raise NoTypeFor(f"two rooms call a shape {', '.join(sorted(twice))}: give one another name")
    table = "".join(f'  "{name}": {{ ask: {ask.__name__}; answer: {answer.__name__} }};\n' for name, (ask, answer) in found.items())
    return "\n".join([WARNING, "", *map(interface, structs), f"export interface Endpoints {{\n{table}}}", ""])


def main(options: list[str]) -> int:
    """Write the file, or say whether it differs."""
    # Settings of tests: nothing of a service in use is read or made.
    os.environ["DJANGO_SETTINGS_MODULE"] = "homeroom.config.settings_test"
    django.setup()
    text = typescript(endpoints())
    if FILE.exists() and FILE.read_text("utf-8") == text:
        return 0
    if "--check" in options:
        print(f"{FILE.relative_to(ROOT)} is not what the rooms' wire.py say: run make generate", file=sys.stderr)
        return 1
    FILE.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main(sys.argv[1:]))
