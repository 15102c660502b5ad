import { expect, test } from "vitest";
import { lockDown } from "./lockdown.ts";

test("takes the doors away from an object and everything it inherits from", () => {
  const far = { indexedDB: 1, postMessage: 2 };
  const near = Object.assign(Object.create(far) as object, { fetch: 3, onmessage: 4 });
  Object.defineProperty(near, "caches", { get: () => 5, configurable: true });
  const navigator = Object.create({ storage: 6, language: "en" }) as object;
  const scope = Object.assign(Object.create(near) as object, { WebSocket: 7, navigator });

  expect(lockDown(scope)).toEqual([]);

  const seen = scope as Record<string, unknown>;
  expect(["fetch", "indexedDB", "caches", "WebSocket"].map((name) => seen[name])).toEqual([undefined, undefined, undefined, undefined]);
  expect([seen["postMessage"], seen["onmessage"], (navigator as { language?: string; storage?: unknown }).language, (navigator as { storage?: unknown }).storage]).toEqual([2, 4, "en", undefined]);
});

test("names what it cannot take away", () => {
  const scope = {};
  Object.defineProperty(scope, "fetch", { value: 1, configurable: false });
  expect(lockDown(scope)).toEqual(["fetch"]);
});
