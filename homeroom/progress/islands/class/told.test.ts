import { describe, expect, it } from "vitest";
import type { CellFound } from "../../../../labs/parts/host/index.ts";
import { sayer } from "../../../../labs/parts/words/index.ts";
import { cellName, leastKnownFirst, sentenceFor, sinceWhen, stuckShown, whyItHasItsColour } from "./told.ts";

const say = sayer({
  language: "en",
  texts: {
    "class.state.1": "tried",
    "class.cell.name": "Level {number}, {title}: {state}",
    "class.why.0": "Nothing was tried.",
    "class.why.0.draft": "Built, not run.",
    "class.why.1": "{n, plural, one {Run once.} other {Run # times.}}",
    "class.why.last": "Last: {sentence}",
    "class.why.2": "Solved with {blocks}; {enough} are enough.",
    "class.why.2.short": "Solved.",
    "class.why.3": "Solved with {blocks}: the fewest.",
    "class.why.3.short": "Fewest.",
    "class.why.4": "Own program.",
    "class.why.after": "{n} did not.",
    "maze.wall": "A wall at {block}.",
  },
});
const level = { number: 6, title: "Zigzag", mistakes: { wrong_turn: "The boat turned down." } };
const said = { key: "maze.wall", values: { block: 4 } };
const cell = (more: Partial<CellFound>): CellFound => ({
  state: 0, tries: 0, failed: 0, seconds: 0, hints: 0, blocks: null, enough: null, program: null, draft: false, attempts: [], programs: {}, ...more,
});
const tried = { madeAt: 1, outcome: "tried" as const, mistake: null, said, blocks: 3, hints: 0, seconds: 9, program: "0" };

describe("sentences about a cell", () => {
  it("give back what the pupil read: the level's own sentence, else the lab's", () => {
    expect(sentenceFor(level, "wrong_turn", said, say)).toBe("The boat turned down.");
    expect(sentenceFor(level, "other", said, say)).toBe("A wall at 4.");
    expect(sentenceFor(level, null, null, say)).toBe("");
  });

  it("name level and state for who does not see the bubble", () => {
    expect(cellName(level, 1, say)).toBe("Level 6, Zigzag: tried");
  });

  it("say why a cell is empty, tried, solved or perfect", () => {
    expect(whyItHasItsColour(cell({}), level, say)).toBe("Nothing was tried.");
    expect(whyItHasItsColour(cell({ program: "{}", draft: true }), level, say)).toBe("Built, not run.");
    expect(whyItHasItsColour(cell({ state: 1, tries: 3, failed: 3, attempts: [tried] }), level, say)).toBe("Run 3 times. Last: A wall at 4.");
    expect(whyItHasItsColour(cell({ state: 2, tries: 2, failed: 1, blocks: 9, enough: 5 }), level, say)).toBe("Solved with 9; 5 are enough. 1 did not.");
    expect(whyItHasItsColour(cell({ state: 3, tries: 1, blocks: 5, enough: 5 }), level, say)).toBe("Solved with 5: the fewest.");
    expect(whyItHasItsColour(cell({ state: 4, tries: 2, failed: 1 }), level, say)).toBe("Own program.");
  });

  it("say nothing about blocks that is not so any more", () => {
    expect(whyItHasItsColour(cell({ state: 2, tries: 1, blocks: 5, enough: 6 }), level, say)).toBe("Solved.");
    expect(whyItHasItsColour(cell({ state: 3, tries: 1 }), level, say)).toBe("Fewest.");
  });
});

describe("who is stuck, and topics", () => {
  it("shows six, and how many more there are", () => {
    const stuck = Array.from({ length: 9 }, (_, n) => ({ person: String(n), level: "l", minutes: 9 - n, since: 0, mistake: null, said: null, question: "" }));
    const { first, more } = stuckShown(stuck);
    expect(first.map((one) => one.person)).toEqual(["0", "1", "2", "3", "4", "5"]);
    expect(more).toHaveLength(3);
  });

  it("says the day where somebody has been stuck since another one", () => {
    const at = new Date(2026, 10, 23, 8, 5).getTime();
    expect(sinceWhen(at, new Date(2026, 10, 23, 8, 50).getTime(), "en-GB")).toBe("8:05");
    expect(sinceWhen(at, new Date(2026, 10, 24, 8, 5).getTime(), "en-GB")).toContain("23 November");
  });

  it("puts what is least known first, and equals as they are taught", () => {
    expect(leastKnownFirst([{ c: "a", n: 9 }, { c: "b", n: 2 }, { c: "d", n: 2 }]).map((one) => one.c)).toEqual(["b", "d", "a"]);
  });
});
