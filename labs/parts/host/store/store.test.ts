// Every way of keeping rows keeps the same promises.
import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { expect, test } from "vitest";
import { IndexedDbStore } from "./indexed-db.ts";
import { LocalStore, PageStore } from "./local-storage.ts";
import { SturdyStore } from "./sturdy.ts";
import type { Store } from "./store.ts";
import { Letters } from "../testing/letters.ts";

const kinds: readonly (readonly [string, () => Store])[] = [
  ["IndexedDB", () => new IndexedDbStore(new IDBFactory(), IDBKeyRange)],
  ["localStorage", () => new LocalStore(new Letters())],
  ["the page", () => new PageStore()],
  ["a sturdy one", () => new SturdyStore(new IndexedDbStore(new IDBFactory(), IDBKeyRange), () => undefined)],
];

for (const [name, make] of kinds) {
  test(`${name}: sees the rows it names, writes all of a change, and counts without losing`, async () => {
    const store = make();
    expect([...(await store.read([""]))]).toEqual([]);
    await store.change([], () => ({ put: [["a/1", { n: 1 }], ["a/2", { n: 2 }], ["b/1", "other"]], result: undefined }));
    expect([...(await store.read(["a/"]))].sort()).toEqual([["a/1", { n: 1 }], ["a/2", { n: 2 }]]);
    expect(await store.change(["b/"], (rows) => ({ drop: ["a/1"], result: [...rows.keys()] }))).toEqual(["b/1"]);
    await Promise.all(Array.from({ length: 25 }, () => store.change(["count"], (rows) => ({ put: [["count", ((rows.get("count") as number | undefined) ?? 0) + 1]], result: undefined }))));
    expect((await store.read(["count"])).get("count")).toBe(25);
    store.close();
  });

  test(`${name}: a decision that fails writes nothing`, async () => {
    const store = make();
    await store.change([], () => ({ put: [["kept", 1]], result: undefined }));
    await expect((async () => store.change(["kept"], () => { throw new TypeError("bug"); }))()).rejects.toThrow("bug");
    expect([...(await store.read([""]))]).toEqual([["kept", 1]]);
  });
}

test("localStorage: rows of others and broken ones are left alone", async () => {
  const storage = new Letters();
  storage.setItem("somebody-else", "1");
  storage.setItem("homeroom/draft/ben/x", "{cut sho");
  const store = new LocalStore(storage);
  expect(store.works()).toBe(true);
  expect([...(await store.read([""]))]).toEqual([]);
  await store.change([""], () => ({ put: [["a", 1]], drop: ["somebody-else"], result: undefined }));
  expect(storage.getItem("somebody-else")).toBe("1");
});

test("localStorage: a change that does not fit is undone as a whole", async () => {
  const store = new LocalStore(new Letters(60));
  await store.change([], () => ({ put: [["a", "old"]], result: undefined }));
  await expect(store.change([], () => ({ put: [["a", "new"], ["b", "x".repeat(100)]], result: undefined }))).rejects.toThrow("full");
  expect([...(await store.read([""]))]).toEqual([["a", "old"]]);
});

test("a full disk: rows stay in the page, are read back, dropped for good, and written once there is room", async () => {
  const inner = new PageStore();
  let room = false;
  const news: boolean[] = [];
  const disk: Store = {
    exclusive: true,
    read: (prefixes) => inner.read(prefixes),
    change: (prefixes, decide) => inner.change(prefixes, (rows) => {
      const decision = decide(rows);
      if (!room && (decision.put?.length ?? 0) > 0) throw new DOMException("full", "QuotaExceededError");
      return decision;
    }),
    close: () => undefined,
  };
  room = true;
  const store = new SturdyStore(disk, (full) => news.push(full));
  await store.change([], () => ({ put: [["old", 0]], result: undefined }));
  room = false;
  await store.change([], () => ({ put: [["a", 1]], result: undefined }));
  await store.change(["a"], (rows) => ({ put: [["b", rows.get("a")]], drop: ["old"], result: undefined }));
  expect([...(await store.read([""]))].sort()).toEqual([["a", 1], ["b", 1]]);
  expect([...(await inner.read([""]))]).toEqual([]);
  expect(store.full).toBe(true);
  await store.change([], () => ({ drop: ["a"], result: undefined }));
  room = true;
  await store.change([], () => ({ put: [["c", 2]], result: undefined }));
  expect([...(await inner.read([""]))].sort()).toEqual([["b", 1], ["c", 2]]);
  expect(news.at(-1)).toBe(false);
  expect(store.full).toBe(false);
});

test("a visitor who looks leaves no database, and one that disappears is made again", async () => {
  const factory = new IDBFactory();
  const store = new IndexedDbStore(factory, IDBKeyRange);
  expect(await store.works()).toBe(true);
  await store.read([""]);
  await store.change([""], () => ({ result: undefined }));
  expect(await factory.databases()).toEqual([]);
  await store.change([""], () => ({ put: [["a", 1]], result: undefined }));
  expect((await factory.databases()).map(({ name }) => name)).toEqual(["homeroom"]);
  await new Promise<void>((done, fail) => {
    const request = factory.deleteDatabase("homeroom");
    request.onsuccess = () => { done(); };
    request.onerror = () => { fail(new Error("not deleted")); };
  });
  expect([...(await store.read([""]))]).toEqual([]);
  await store.change([""], () => ({ put: [["b", 2]], result: undefined }));
  expect([...(await store.read([""]))]).toEqual([["b", 2]]);
});
