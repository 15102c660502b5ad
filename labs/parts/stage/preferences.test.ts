import { expect, it } from "vitest";
import { preferences, row } from "./preferences.ts";

function shelf(rows: Record<string, string> = {}): Storage {
  const map = new Map(Object.entries(rows));
  return {
    get length() {
      return map.size;
    },
    clear: () => {
      map.clear();
    },
    getItem: (name) => map.get(name) ?? null,
    key: (index) => [...map.keys()][index] ?? null,
    removeItem: (name) => {
      map.delete(name);
    },
    setItem: (name, value) => {
      map.set(name, value);
    },
  };
}

it("writes nothing until something is chosen, then remembers it", () => {
  const storage = shelf();
  const chosen = preferences(() => storage);
  expect(storage.length).toBe(0);
  chosen.sound.value = false;
  chosen.speed.value = "slow";
  const again = preferences(() => storage);
  expect([again.sound.value, again.speed.value, again.detail.value]).toEqual([false, "slow", "together"]);
});

it("takes the usual choices where the row is broken or storage is forbidden", () => {
  const broken = preferences(() => shelf({ [row]: '{"speed":"light","sound":1' }));
  expect([broken.sound.value, broken.speed.value]).toEqual([true, "steady"]);
  const forbidden = preferences(() => {
    throw new Error("SecurityError");
  });
  forbidden.speed.value = "fast";
  expect(forbidden.speed.value).toBe("fast");
});
