// All texts of parts and labs in English, by key: what the server puts into pages, and what translators get.
import { globSync, readFileSync } from "node:fs";

interface Written {
  readonly en: string;
  readonly note: string;
}

/** Key to text of every `strings.en.json` under labs/. A key in two files is an error: one of them would never be seen. */
export function allWords(): Record<string, string> {
  const words: Record<string, string> = {};
  for (const file of globSync("labs/**/strings.en.json").sort()) {
    for (const [key, { en }] of Object.entries(JSON.parse(readFileSync(file, "utf8")) as Record<string, Written>)) {
      if (key in words) throw new Error(`${file}: the key ${key} stands in another file too`);
      words[key] = en;
    }
  }
  return words;
}
