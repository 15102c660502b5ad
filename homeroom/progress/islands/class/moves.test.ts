import { describe, expect, it } from "vitest";
import { moved, type Size } from "./moves.ts";

const size: Size = { rows: 28, columns: 20, direction: "ltr" };

describe("keys in the grid", () => {
  it("move by one cell, and stop at the edges", () => {
    expect(moved({ row: 2, column: 3 }, "ArrowUp", size)).toEqual({ row: 1, column: 3 });
    expect(moved({ row: 28, column: 3 }, "ArrowDown", size)).toEqual({ row: 28, column: 3 });
    expect(moved({ row: 2, column: 20 }, "ArrowRight", size)).toEqual({ row: 2, column: 20 });
  });

  it("reach names and level numbers, but not the empty corner", () => {
    expect(moved({ row: 2, column: 1 }, "ArrowLeft", size)).toEqual({ row: 2, column: 0 });
    expect(moved({ row: 1, column: 5 }, "ArrowUp", size)).toEqual({ row: 0, column: 5 });
    expect(moved({ row: 1, column: 0 }, "ArrowUp", size)).toEqual({ row: 0, column: 1 });
  });

  it("follow the eye where the page is read from right to left", () => {
    const rtl: Size = { ...size, direction: "rtl" };
    expect(moved({ row: 2, column: 3 }, "ArrowLeft", rtl)).toEqual({ row: 2, column: 4 });
    expect(moved({ row: 2, column: 3 }, "ArrowRight", rtl)).toEqual({ row: 2, column: 2 });
  });

  it("jump by pages, to the ends of a row and to the ends of the class", () => {
    expect(moved({ row: 5, column: 3 }, "PageDown", size)).toEqual({ row: 15, column: 3 });
    expect(moved({ row: 5, column: 3 }, "PageUp", size)).toEqual({ row: 1, column: 3 });
    expect(moved({ row: 5, column: 3 }, "Home", size)).toEqual({ row: 5, column: 0 });
    expect(moved({ row: 5, column: 3 }, "End", size, true)).toEqual({ row: 28, column: 20 });
  });

  it("leave other keys to the page", () => {
    expect(moved({ row: 5, column: 3 }, "h", size)).toBeNull();
    expect(moved({ row: 5, column: 3 }, "Enter", size)).toBeNull();
  });
});
