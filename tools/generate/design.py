"""Write everything that comes from `design/`: CSS variables, TypeScript, Python, the icon sheet, the pictures and fonts as served.

Run by `make generate`; `--check` writes nothing and says what differs. Standard library only, so that it runs before any set-up.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
DESIGN = ROOT / "design"
SERVED = ROOT / "homeroom" / "kit" / "static" / "kit"
WARNING = "Made by tools/generate/design.py from design/. Edit there, then `make generate`."


# --- tokens ----------------------------------------------------------------------------------------------------------


def look(tokens: dict[str, Any], theme: str) -> dict[str, str]:
    """The colours of one theme: `light`, `dark`, or only what differs in `more-light`, `more-dark`."""
    return {name: values[theme] for name, values in tokens["colour"].items() if theme in values}


def css_tokens(tokens: dict[str, Any]) -> str:
    """Variables on `:root`. A chosen theme (`data-theme`) wins over the system's; stronger contrast over both."""

    def rule(selector: str, pairs: dict[str, str], scheme: str = "") -> str:
        body = (f"color-scheme:{scheme};" if scheme else "") + "".join(f"--{k}:{v};" for k, v in pairs.items())
        return f"{selector}{{{body}}}\n"

    plain: dict[str, str] = {f"block-{k}": v for k, v in tokens["block"].items()}
    for group, prefix in (("family", "font"), ("size", "text"), ("weight", "weight"), ("leading", "leading")):
        plain |= {f"{prefix}-{k}": v for k, v in tokens["type"][group].items()}
    for group, prefix in (("space", "space"), ("radius", "radius"), ("shadow", "shadow"), ("motion", "motion"), ("size", "size")):
        plain |= {f"{prefix}-{k}": v for k, v in tokens[group].items()}
    system_dark, chosen_dark = ":root:not([data-theme=light])", ":root[data-theme=dark]"
    return (
        f"/* {WARNING} */\n"
        + rule(":root", look(tokens, "light") | plain, "light")
        + "@media (prefers-color-scheme:dark){"
        + rule(system_dark, look(tokens, "dark"), "dark").strip()
        + "}\n"
        + rule(chosen_dark, look(tokens, "dark"), "dark")
        + "@media (prefers-contrast:more){"
        + rule(":root", look(tokens, "more-light")).strip()
        + rule(chosen_dark, look(tokens, "more-dark")).strip()
        + "}\n"
        + "@media (prefers-contrast:more) and (prefers-color-scheme:dark){"
        + rule(system_dark, look(tokens, "more-dark")).strip()
        + "}\n"
        + "@media (prefers-reduced-motion:reduce){:root{--motion-quick:1ms;--motion-calm:1ms;--motion-slow:1ms}}\n"
    )


def typescript(tokens: dict[str, Any], icons: list[str]) -> str:
    """Colours for canvases, blocks and views, and the closed list of icon names."""
    shown = {
        "colour": {theme: look(tokens, theme) for theme in ("light", "dark")},
        "block": tokens["block"],
        "state": tokens["state"],
        "cell": int(tokens["size"]["cell"].removesuffix("px")),
    }
    names = "\n  | ".join(json.dumps(name) for name in icons)
    return (
        f"// {WARNING}\n\nexport const tokens = {json.dumps(shown, indent=2)} as const;\n\n"
        f"export type Colour = keyof typeof tokens.colour.light;\nexport type BlockColour = keyof typeof tokens.block;\n\n"
        f"/** Every icon there is: `<use href={{sheet + '#' + name}} />`. */\nexport type IconName =\n  | {names};\n"
    )


def sizes(pictures: Path) -> dict[str, tuple[int, int]]:
    """Width and height of every picture that stands alone on a page, by name, so that nothing jumps while it loads."""
    found = {}
    for picture in sorted(pictures.glob("*.svg")):
        box = re.search(r'viewBox="0 0 (\d+) (\d+)"', picture.read_text("utf-8"))
        if not box:
            raise SystemExit(f"{picture.name}: viewBox is not 0 0 and two whole numbers")
        found[picture.stem] = (int(box[1]), int(box[2]))
    return found


def python(tokens: dict[str, Any], icons: list[str], secret: dict[str, Any], pictures: dict[str, tuple[int, int]]) -> str:
    """Colours for mail and PDF (light only: paper is white), icon and picture names for templates and sign-in."""

    def table(name: str, note: str, values: dict[str, str]) -> str:
        rows = "".join(f"    {json.dumps(k)}: {json.dumps(v)},\n" for k, v in values.items())
        return f"#: {note}\n{name}: dict[str, str] = {{\n{rows}}}\n"

    def names(name: str, note: str, values: list[str]) -> str:
        rows = "".join(f"    {json.dumps(v)},\n" for v in values)
        return f"#: {note}\n{name}: tuple[str, ...] = (\n{rows})\n"

    measures = "".join(f"    {json.dumps(k)}: ({w}, {h}),\n" for k, (w, h) in pictures.items())
    return (
        f'"""Colours, icons and pictures by name. {WARNING}"""\n\n'
        + table("COLOUR", "Light theme, for mail and PDF.", look(tokens, "light"))
        + table("BLOCK", "Block colours; white text on each reads at 4.5:1 or more.", tokens["block"])
        + names("STATES", "Names of the five states, by their byte.", tokens["state"]["names"])
        + names("ICONS", "Every icon of the sheet.", icons)
        + f"#: Pictures that stand alone on a page: width and height.\nPICTURES: dict[str, tuple[int, int]] = {{\n{measures}}}\n"
        + names("SECRET_PICTURES", "The sixty pictures of picture passwords, in a fixed order: never reorder, only append.", list(secret))
        + names("YOUNG_PICTURES", "The sixteen for the youngest (K-2).", [k for k, v in secret.items() if v.get("young")])
        + names("TILE_ANIMALS", "Animals that tell twins apart.", sorted(p.stem for p in (DESIGN / "pictures" / "tiles").glob("*.svg")))
    )


# --- drawings --------------------------------------------------------------------------------------------------------


def small(svg: str) -> str:
    """Without comments and the spaces between tags."""
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    return re.sub(r">\s+<", "><", re.sub(r"\s*\n\s*", " ", svg)).strip()


def inside(svg: str) -> tuple[str, str]:
    """The attributes worth keeping (viewBox, stroke and fill defaults) and the content of the outer element."""
    match = re.fullmatch(r"<svg([^>]*)>(.*)</svg>", small(svg), flags=re.DOTALL)
    if not match:
        raise SystemExit(f"not an svg: {svg[:60]}")
    keep = re.findall(r'\s((?:viewBox|fill|stroke|stroke-width|stroke-linecap|stroke-linejoin)="[^"]*")', match[1])
    return " ".join(keep), match[2]


def sheet(files: list[Path]) -> str:
    """One file of symbols, used as `<use href="sheet.svg#name">`: one request for all."""
    rows = []
    for file in files:
        attributes, content = inside(file.read_text("utf-8"))
        rows.append(f'<symbol id="{file.stem}" {attributes}>{content}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(rows) + "\n</svg>\n"


def tight(css: str) -> str:
    """Without comments and without spaces that carry nothing."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]) ?", r"\1", css).replace(";}", "}").strip()


def bundle(tokens: dict[str, Any], names: list[str]) -> str:
    """Tokens and these files of `kit/` as one file: a page asks for one style sheet."""
    parts = [css_tokens(tokens), *((SERVED / name).read_text("utf-8") for name in names)]
    return f"/* {WARNING} */\n" + "\n".join(tight(part) for part in parts) + "\n"


def outputs() -> dict[Path, bytes]:
    """Every generated file and its bytes."""
    tokens = json.loads((DESIGN / "tokens.json").read_text("utf-8"))
    icons = sorted((DESIGN / "icons").glob("*.svg"))
    names = [icon.stem for icon in icons]
    pictures = DESIGN / "pictures"
    listed = pictures / "secret" / "names.json"
    secret = json.loads(listed.read_text("utf-8")) if listed.exists() else {}
    made: dict[Path, str] = {
        SERVED / "tokens.gen.css": css_tokens(tokens),
        SERVED / "site.gen.css": bundle(tokens, ["base.css", "parts.css", "choose.css", "class.css", "reading.css", "pages.css"]),
        SERVED / "level.gen.css": bundle(tokens, ["base.css", "level.css"]),
        SERVED / "icons.gen.svg": sheet(icons),
        ROOT / "labs" / "parts" / "look" / "tokens.gen.ts": typescript(tokens, names),
        ROOT / "homeroom" / "kit" / "tokens_gen.py": python(tokens, names, secret, sizes(pictures)),
    }
    if secret:
        made[SERVED / "pictures" / "secret.gen.svg"] = sheet([pictures / "secret" / f"{name}.svg" for name in secret])
    if (pictures / "tiles").exists():
        made[SERVED / "pictures" / "tiles.gen.svg"] = sheet(sorted((pictures / "tiles").glob("*.svg")))
    for theme in sorted((pictures / "maze").glob("*/")):
        made[SERVED / "pictures" / f"maze-{theme.name}.gen.svg"] = sheet(sorted(theme.glob("*.svg")))
    made[SERVED / "pictures" / "drawing.gen.svg"] = sheet(sorted((pictures / "drawing").glob("*.svg")))
    for picture in sorted(pictures.rglob("*.svg")):
        if picture.parent.name not in ("secret", "tiles"):  # these travel as sheets only
            made[SERVED / "pictures" / picture.relative_to(pictures)] = small(picture.read_text("utf-8")) + "\n"
    for script in sorted((pictures / "maze").glob("*/theme.json")):
        made[SERVED / "pictures" / script.relative_to(pictures)] = script.read_text("utf-8")
    result = {path: text.encode() for path, text in made.items()}
    for font in sorted((DESIGN / "fonts").iterdir()):
        result[SERVED / "fonts" / font.name] = font.read_bytes()
    return result


def main(arguments: list[str]) -> int:
    """Write what changed, or with `--check` only name it. Files of earlier pictures that are gone are removed."""
    made = outputs()
    differ = [path for path, data in made.items() if not path.exists() or path.read_bytes() != data]
    served = [path for folder in ("pictures", "fonts") for path in (SERVED / folder).rglob("*") if path.is_file()]
    stale = [path for path in served if path not in made]
    for path in differ + stale:
        print(("differs: " if "--check" in arguments else "wrote: ") + str(path.relative_to(ROOT)))
    if "--check" in arguments:
        return 1 if differ or stale else 0
    for path in differ:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made[path])
    for path in stale:
        path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
