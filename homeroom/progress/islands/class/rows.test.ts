import { describe, expect, it } from "vitest";
import type { ClassNews } from "./page.ts";
import { headcount, rosterIsOld, rowsOf, stateAt } from "./rows.ts";

const roster = [
  { code: "ben", name: "Ben", tile: "owl-3" },
  { code: "cleo", name: "Cleo", tile: null },
];
const news: ClassNews = {
  states: { ben: "321", cleo: "" },
  presence: { ben: "working" },
  hands: ["cleo"],
  topics: [],
  period: null,
  stuck: [{ person: "ben", level: "l3", minutes: 4, since: 0, mistake: null, said: null, question: "" }],
};

describe("rows of the grid", () => {
  it("join roster and news in the order of the roster", () => {
    const [ben, cleo] = rowsOf(roster, news);
    expect(ben).toEqual({ code: "ben", name: "Ben", tile: "owl-3", states: "321", presence: "working", hand: false, stuck: true });
    expect(cleo).toMatchObject({ states: "", presence: null, hand: true, stuck: false });
  });

  it("stay the very same objects while nothing of them changes", () => {
    const before = rowsOf(roster, news);
    const after = rowsOf(roster, { ...news, states: { ben: "331", cleo: "" } }, before);
    expect(after[0]).not.toBe(before[0]);
    expect(after[1]).toBe(before[1]);
  });

  it("are empty before anything is known", () => {
    expect(rowsOf(roster, null).map((row) => row.states)).toEqual(["", ""]);
  });

  it("tell the state of a level, and nothing where there is no digit", () => {
    expect([0, 1, 2, 3].map((column) => stateAt("041", column))).toEqual([0, 4, 1, 0]);
    expect(stateAt("9", 0)).toBe(0);
  });

  it("notice somebody new, and somebody who has left", () => {
    expect(rosterIsOld(roster, news.states)).toBe(false);
    expect(rosterIsOld(roster, { ...news.states, mila: "" })).toBe(true);
    expect(rosterIsOld(roster, { ben: "", mila: "" })).toBe(true);
  });

  it("are counted by what their pupils do", () => {
    expect(headcount(rowsOf(roster, news))).toEqual({ working: 1, idle: 0, offline: 0, away: 1 });
  });
});
