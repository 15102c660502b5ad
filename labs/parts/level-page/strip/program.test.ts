import { describe, expect, it } from "vitest";
import type { BlockTable, Program } from "../../contract.ts";
import { adjust, fresh, insert, itemAt, move, pathOf, remove, toItems, toProgram } from "./program.ts";

const line = { help: "h", category: "move", text: "t", code: () => "" } as const;
const table: BlockTable = [
  { ...line, type: "start", shape: "start", label: "l", icon: "run" },
  { ...line, type: "go", shape: "statement", label: "l", icon: "forward", strip: "step" },
  {
    ...line,
    type: "again",
    shape: "statement",
    label: "l",
    icon: "repeat",
    strip: "loop",
    fields: [{ name: "TIMES", kind: "number", value: 3, min: 1, max: 5 }],
    bodies: [{ name: "DO", label: "l" }],
  },
  { ...line, type: "ask", shape: "statement", label: "l", icon: "if", bodies: [{ name: "DO", label: "l" }] },
] as BlockTable;

const made: Program = {
  blocks: {
    languageVersion: 0,
    blocks: [
      {
        type: "start",
        id: "s",
        x: 10,
        y: 20,
        deletable: false,
        next: { block: { type: "go", id: "a", next: { block: { type: "again", id: "b", fields: { TIMES: 4 }, inputs: { DO: { block: { type: "go", id: "c" } } } } } } },
      },
    ],
  },
};

describe("a strip's program", () => {
  it("reads and writes the very program that blocks have", () => {
    const items = toItems(table, made);
    expect(items?.map((item) => item.type)).toEqual(["go", "again"]);
    expect(toProgram(table, items ?? [], made)).toEqual(made);
  });

  it("says that it cannot show a block that is no picture, at any depth", () => {
    const asks: Program = { blocks: { languageVersion: 0, blocks: [{ type: "start", id: "s", next: { block: { type: "again", id: "b", inputs: { DO: { block: { type: "ask", id: "q" } } } } } }] } };
    expect(toItems(table, asks)).toBeNull();
    expect(toItems(table, {})).toEqual([]);
  });

  it("adds, moves, removes and counts inside a loop", () => {
    let items = toItems(table, made) ?? [];
    items = insert(items, [1, 1], fresh(table, "go", "d"));
    expect(itemAt(items, [1])?.items?.map((item) => item.id)).toEqual(["c", "d"]);
    expect(pathOf(items, "d")).toEqual([1, 1]);
    items = move(items, [1, 1], -1);
    expect(itemAt(items, [1, 0])?.id).toBe("d");
    expect(move(items, [1, 0], -1)).toEqual(items);
    items = adjust(table, items, [1], 9);
    expect(itemAt(items, [1])?.fields).toEqual({ TIMES: 5 });
    items = remove(items, [1]);
    expect(items.map((item) => item.id)).toEqual(["a"]);
    expect(pathOf(items, "d")).toBeNull();
  });
});
