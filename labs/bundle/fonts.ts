// Gathers the fonts that printed pages fall back on when a name is in a script our own fonts do not have (Noto, OFL):
// the parts needed, as the packages ship them, with their licences and a list of which part holds which characters.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

type Part = { file: string; ranges: [number, number][] };
type Family = { family: string; parts: Part[] };

/** Parts that the broad family has already; the others bring them again for the web's sake. */
const broad = "noto-sans";
const again = /^(?:latin|latin-ext|vietnamese|cyrillic|cyrillic-ext|greek|greek-ext|math|symbols)$/u;

const numbers = (ranges: string): [number, number][] =>
  ranges.split(",").map((range) => {
    const [first = "", last = first] = range.trim().replace(/^U\+/iu, "").split("-");
    return [parseInt(first, 16), parseInt(last, 16)];
  });

function partsOf(folder: string, family: string): Part[] {
  const ranges = JSON.parse(readFileSync(join(folder, "unicode.json"), "utf8")) as Record<string, string>;
  return Object.entries(ranges).flatMap(([key, value]) => {
    if (family !== broad && again.test(key)) return [];
    const part = key.replace(/[[\]]/gu, "");
    const names = [`${family}-${part}-wght-normal.woff2`, `${family}-${part}-400-normal.woff2`];
    const file = names.find((name) => existsSync(join(folder, "files", name)));
    if (file === undefined) throw new Error(`${folder}: no file for the part ${key}`);
    return [{ file, ranges: numbers(value) }];
  });
}

const scopes = ["@fontsource-variable", "@fontsource"].map((scope) => join("node_modules", scope));

/** Copies every Noto family of the two package scopes into `to`; answers how many files there are (0: the packages are not installed). */
export function gatherFonts(to: string): number {
  if (!scopes.every(existsSync)) return 0;
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  const families: Family[] = [];
  for (const root of scopes) {
    for (const family of readdirSync(root).filter((name) => name.startsWith("noto-")).sort()) {
      const folder = join(root, family);
      const parts = partsOf(folder, family);
      for (const { file } of parts) cpSync(join(folder, "files", file), join(to, file));
      cpSync(join(folder, "LICENSE"), join(to, `OFL-${family}.txt`));
      families.push({ family, parts });
    }
  }
  writeFileSync(join(to, "families.json"), JSON.stringify(families));
  return families.reduce((sum, { parts }) => sum + parts.length, 0);
}
