import { describe, expect, it } from "vitest";
import { createTeller, together, type Detail } from "./tell.ts";
import type { Words } from "../words/index.ts";

const words: Words = {
  language: "en",
  texts: { moved: "Moved {n, plural, one {one cell} other {# cells}}.", turned: "Turned {side}.", wall: "Hit a wall." },
};
const moved = { key: "moved", values: { n: 1 } };
const left = { key: "turned", values: { side: "left", n: 1 } };
const right = { key: "turned", values: { side: "right", n: 1 } };

describe("telling a run", () => {
  it("takes equal neighbours together and keeps different ones apart", () => {
    expect(together([moved, moved, left, right, moved, { key: "wall" }, { key: "wall" }])).toEqual([
      { key: "moved", values: { n: 2 } },
      left,
      right,
      moved,
      { key: "wall" },
      { key: "wall" },
    ]);
  });

  it("waits for a breath while a run plays, and says the end at once", () => {
    const due: (() => void)[] = [];
    const teller = createTeller(
      () => words,
      () => "together",
      (then) => {
        due.push(then);
        return () => due.splice(0);
      },
    );
    teller.happened(moved);
    teller.happened(moved);
    expect(teller.text.value).toBe("");
    due[0]?.();
    expect(teller.text.value).toBe("Moved 2 cells.");
    teller.happened(left);
    teller.now({ key: "wall" });
    expect(teller.text.value).toBe("Turned left. Hit a wall.");
  });

  it("tells each step, or only the ending, as chosen", () => {
    let detail: Detail = "each";
    const teller = createTeller(
      () => words,
      () => detail,
      () => () => undefined,
    );
    teller.happened(moved);
    teller.now(moved);
    expect(teller.text.value).toBe("Moved one cell. Moved one cell.");
    detail = "ending";
    teller.happened(moved);
    teller.now({ key: "wall" });
    expect(teller.text.value).toBe("Hit a wall.");
    teller.happened(moved, true);
    teller.now([]);
    expect(teller.text.value).toBe("Moved one cell.");
  });

  it("makes a repeated answer heard again", () => {
    const teller = createTeller(
      () => words,
      () => "each",
      () => () => undefined,
    );
    teller.now({ key: "wall" });
    const first = teller.text.value;
    teller.now({ key: "wall" });
    expect(teller.text.value).not.toBe(first);
    expect(teller.text.value.trim()).toBe(first);
  });
});
