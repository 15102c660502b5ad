"""A contract for import-linter: some files of a room belong to that room alone.

`models`, `forms`, `views` and `desk` are how a room does its work; other rooms ask its `queries`, `access`, `actions` or `rules`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from importlinter import Contract, ContractCheck, fields, output

if TYPE_CHECKING:
    from grimp import ImportGraph


class OwnFiles(Contract):
    """Options: `root`, the package whose children are rooms; `files`, names that stay inside; `open_to`, rooms that may look anywhere.

    Tests may look anywhere too: they say what is left behind.
    """

    type_name = "own_files"

    root = fields.StringField()
    files = fields.ListField(subfield=fields.StringField())
    open_to = fields.ListField(subfield=fields.StringField(), required=False, default=[])

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Broken when a module of one room imports another room's own file."""
        root, files, open_to = str(self.root), {str(name) for name in self.files}, {str(name) for name in self.open_to}  # type: ignore[attr-defined]
        output.verbose_print(verbose, f"Looking for imports of {', '.join(sorted(files))} across rooms.")
        breaches = []
        for module in sorted(graph.modules):
            match module.split("."):
                case [start, room, file, *_] if start == root and file in files:
                    importers = graph.find_modules_that_directly_import(module)
                    breaches += [(importer, module) for importer in sorted(importers) if _reaches(importer, {room, *open_to})]
        return ContractCheck(kept=not breaches, metadata={"breaches": breaches})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """One line for each breach, with the way out."""
        breaches: list[tuple[str, str]] = check.metadata["breaches"]
        for importer, module in breaches:
            output.print_error(f"{importer} imports {module}: ask that room's queries, access, actions or rules instead.")


def _reaches(importer: str, may: set[str]) -> bool:
    """Whether this importer's room is none of those that may, and it is no test."""
    parts = importer.split(".")
    return parts[1] not in may and "tests" not in parts if len(parts) > 1 else True
