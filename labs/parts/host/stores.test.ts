// stores.json is what the privacy page tells families: the code keeps exactly that. (chromium.test.ts looks into a real browser.)
import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import stores from "./stores.json";

const code = globSync("labs/parts/host/**/*.ts")
  .filter((path) => !/\.test\.ts$|\/testing\//.test(path))
  .map((path) => [path, readFileSync(path, "utf8")] as const);

test("every declared row is one the code writes", () => {
  const all = code.map(([, text]) => text).join("\n");
  for (const { name } of stores.storage) {
    const kind = name.replace(/\*$/, "");
    expect(all.includes(`\`${kind}`) || all.includes(`"${kind}`), name).toBe(true);
  }
});

test("every row the code names is declared", () => {
  const declared = new Set(stores.storage.map(({ name }) => name.replace(/\/\*$/, "")));
  const named = new Set<string>();
  for (const [path, text] of code) {
    if (!/core\/|presence|outbox|turn|sign-out|work|create/.test(path)) continue;
    for (const [, kind] of text.matchAll(/[`"]([a-z]+)\/(?:\$\{|["`])/g)) if (kind !== undefined) named.add(kind);
    for (const [, kind] of text.matchAll(/(?:drop|put): \[+"([a-z]+)"/g)) if (kind !== undefined) named.add(kind);
  }
  named.add("sender");
  expect([...named].sort()).toEqual([...declared].sort());
});

test("browser storage is touched in two files only, and each declaration says all a family asks", () => {
  for (const [path, text] of code) {
    const touches = /\b(localStorage|sessionStorage|indexedDB|caches)\b[.,)]|document\.cookie/.test(text.replace(/\/\*\*[\s\S]*?\*\/|\/\/.*/g, ""));
    expect([path, touches]).toEqual([path, path.endsWith("host/browser.ts")]);
  }
  for (const row of [...stores.storage, ...stores.cookies]) for (const word of [row.name, row.what, row.why, row.how_long]) expect(word.length).toBeGreaterThan(2);
});
