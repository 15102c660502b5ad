"""Write homeroom/privacy/stores_gen.py from the `stores.json` of labs' parts: what our scripts keep in a browser, for the cookie page.

Run by `make generate`; `--check` writes nothing and says what differs. Python, not JSON, so that the texts are found for translation.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TO = ROOT / "homeroom" / "privacy" / "stores_gen.py"
HEAD = '''"""Made by tools/generate/stores.py from labs/parts/*/stores.json. Edit there, then `make generate`."""

from django.utils.translation import gettext_lazy as _

from homeroom.privacy.rules import InBrowser

IN_BROWSER = (
'''


def one(place: str, store: dict[str, Any]) -> str:
    """A row as source. `where` is "localStorage" or "indexedDB:database/store"."""
    kind, _, database = place.partition(":")
    texts = "".join(f"        {key}=_({json.dumps(store[key], ensure_ascii=False)}),\n" for key in ("what", "why", "how_long"))
    more = f"        database={json.dumps(database)},\n" if database else ""
    more += "" if store.get("readable", True) else "        readable=False,\n"
    return f"    InBrowser(\n        {json.dumps(kind)},\n        {json.dumps(store['name'])},\n{texts}{more}    ),\n"


def source() -> str:
    """The whole module."""
    rows = []
    for path in sorted(ROOT.glob("labs/parts/*/stores.json")):
        content = json.loads(path.read_text("utf-8"))
        rows += [one("cookie", cookie) for cookie in content["cookies"]]
        rows += [one(store["where"], store) for store in content["storage"]]
        if "fallback" in content:
            rows.append(one(content["fallback"]["where"], content["fallback"]))
    return f"{HEAD}{''.join(rows)})\n"


def main(options: list[str]) -> int:
    """Write, or look."""
    made = source()
    same = TO.exists() and TO.read_text("utf-8") == made
    if "--check" in options:
        if not same:
            print(f"{TO.relative_to(ROOT)} differs from labs/parts/*/stores.json: run `make generate`")
        return int(not same)
    if not same:
        TO.write_text(made, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
