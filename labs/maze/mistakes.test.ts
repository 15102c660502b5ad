// Every mistake with its example and three changed copies of it; no solution ever meets one.
import { describe, expect, test } from "vitest";
import { levelOf, maps, verdictOf, type MapName } from "./testing/levels.ts";
import { mistakes } from "./mistakes.ts";
import strings from "./strings.en.json" with { type: "json" };

/** The first program is the example, the others are its mutants. */
const examples: Record<string, [MapName, string][]> = {
  nothing_joined: [["line", "loose { move }"], ["line", "loose { move; move; move }"], ["corner", "loose { left }"], ["line", "loose { repeat 3 { move } }"]],
  no_blocks: [["line", ""], ["corner", ""], ["stairs", ""], ["star", "// only a remark"]],
  loose_blocks: [["line", "move; loose { move; move }"], ["line", "move; move; loose { move }"], ["line", "repeat 2 { move } loose { move }"], ["line", "move; loose { left } loose { repeat 2 { move } }"]],
  loop_stands_still: [["corner", "until goal { right }"], ["corner", "until goal { left; right }"], ["corner", "move; until goal { right }"], ["corner", "until goal { if path ahead { left } }"], ["line", "until goal { }"]],
  wrong_turn: [["corner", "move; move; left; move; move"], ["corner", "repeat 2 { move } left; repeat 2 { move }"], ["corner", "move; move; left; repeat 2 { move }"], ["corner", "until goal { if path ahead { move } else { left } }"]],
  mirrored_turns: [["zigzag", "move; left; move; right; move"], ["zigzag", "repeat 1 { move } left; move; right; move"], ["zigzag", "move; left; move; right; move; left"], ["stairs", "repeat 4 { move; left; move; right }"]],
  too_few_times: [["line", "repeat 2 { move }"], ["line", "repeat 1 { move }"], ["line", "repeat 1 { move } move"], ["stairs", "repeat 3 { move; right; move; left }"]],
  too_many_times: [["line", "repeat 5 { move }"], ["line", "repeat 4 { move }"], ["line", "move; repeat 3 { move }"], ["stairs", "repeat 9 { move; right; move; left }"]],
  outside_block: [["stairs", "repeat 4 { move; right } move; left"], ["stairs", "repeat 4 { move; right; move } left"], ["stairs", "move; repeat 4 { right; move; left }"], ["stairs", "until goal { move; right; move } left"]],
  inside_block: [["corner", "repeat 2 { move; right } move; move"], ["corner", "repeat 2 { move; right } repeat 2 { move }"], ["corner", "repeat 2 { move; right; move } move"], ["corner", "repeat 2 { move; right; move; move }"]],
  wrong_question: [["corner", "until goal { move; if path left { right } }"], ["corner", "until goal { move; if path ahead { right } }"], ["corner", "until goal { if path left { right } move }"], ["corner", "until goal { if path left { right; move } else { move } }"]],
  swapped_answers: [["corner", "until goal { if path ahead { right } else { move } }"], ["corner", "until goal { if path right { move } else { right; move } }"], ["corner", "move; until goal { if path ahead { right } else { move } }"], ["corner", "until goal { if path ahead { right; left; right } else { move } }"]],
  wrong_order: [["corner", "move; right; move; move; move"], ["corner", "move; move; move; right; move"], ["corner", "repeat 2 { move } move; right; move"], ["corner", "right; repeat 2 { move } move; move"]],
  missing_move: [["line", "move; move"], ["corner", "move; move; right; move"], ["corner", "move; right; move; move"], ["corner", "repeat 2 { move } right; move"]],
  extra_move: [["line", "move; move; move; move"], ["corner", "move; move; move; right; move; move"], ["corner", "repeat 2 { move } right; move; move; move"], ["corner", "move; repeat 2 { move } right; repeat 2 { move }"]],
  missing_turn: [["corner", "move; move; move; move"], ["corner", "repeat 2 { move } repeat 2 { move }"], ["corner", "move; move; repeat 2 { move }"], ["corner", "repeat 2 { move } move; move"]],
  extra_turn: [["corner", "left; move; move; right; move; move"], ["corner", "move; right; move; right; move; move"], ["corner", "move; move; right; move; left; move"], ["corner", "repeat 2 { move } right; right; move; move"]],
  star_left: [["star", "move; move"], ["star", "repeat 2 { move }"], ["star", "until goal { move }"], ["star", "move; move; left"]],
  goal_passed: [["beyond", "move; move; move"], ["beyond", "move; move; move; move"], ["beyond", "repeat 3 { move }"], ["beyond", "repeat 9 { move }"]],
  round_and_round: [["corner", "until goal { if path ahead { move } else { left } }"], ["corner", "until goal { if path ahead { move } else { left; left } }"], ["corner", "until goal { move; left; left }"], ["star", "until goal { move; left; left; move; left; left }"]],
  missed_corner: [["corner", "move; move; move"], ["corner", "repeat 3 { move }"], ["corner", "repeat 5 { move }"], ["corner", "move; repeat 2 { move }"]],
};

/** Programs that solve their map, short and long. */
const solutions: [MapName, string][] = [
  ["line", "move; move; move"],
  ["line", "repeat 3 { move }"],
  ["line", "until goal { move }"],
  ["line", "move; move; move; left; loose { move }"],
  ["corner", "move; move; right; move; move"],
  ["corner", "until goal { if path ahead { move } else { right } }"],
  ["corner", "until goal { move; if path right { right } }"],
  ["zigzag", "move; right; move; left; move"],
  ["stairs", "repeat 4 { move; right; move; left }"],
  ["star", "right; move; move; left; left; move; move; right; move; move"],
  ["beyond", "move; move; move; left; left; move"],
  ["ring", "until goal { if path ahead { move } else { right } }"],
];

test("every mistake has an example, three mutants and a sentence", () => {
  expect(Object.keys(examples).sort()).toEqual(Object.keys(mistakes).sort());
  for (const [name, programs] of Object.entries(examples)) {
    expect(new Set(programs.map(String)).size, name).toBeGreaterThanOrEqual(4);
    expect(Object.keys(strings)).toContain(`maze.mistake.${name}`);
  }
});

describe.each(Object.entries(examples))("%s", (name, programs) => {
  test.each(programs)("on %s: %s", (map, program) => {
    const verdict = verdictOf(levelOf(maps[map], { mistakes: { [name]: "A sentence of this level." } }), program);
    expect(verdict).toMatchObject({ outcome: "tried", mistake: name, said: { key: `maze.mistake.${name}` } });
  });
});

test.each(solutions)("a solution meets none: %s: %s", (map, program) => {
  for (const name of Object.keys(mistakes)) {
    const verdict = verdictOf(levelOf(maps[map], { mistakes: { [name]: "" } }), program);
    expect(verdict.mistake).toBeNull();
    expect(["passed", "perfect"]).toContain(verdict.outcome);
  }
});

describe("which mistake is named", () => {
  test("is one this level has a sentence for, in its order", () => {
    const both = (names: string[]): string | null => verdictOf(levelOf(maps.corner, { mistakes: Object.fromEntries(names.map((name) => [name, ""])) }), "move; move; move; move").mistake;
    expect(both(["missed_corner", "missing_turn"])).toBe("missed_corner");
    expect(both(["missing_turn", "missed_corner"])).toBe("missing_turn");
  });

  test("is none where none fits, and then the world says what happened", () => {
    const said = (map: MapName, program: string): unknown => {
      const verdict = verdictOf(levelOf(maps[map]), program);
      return [verdict.mistake, verdict.said];
    };
    expect(said("stairs", "move; move")).toEqual(["missed_corner", { key: "maze.mistake.missed_corner" }]);
    expect(said("stairs", "move; right; right; move")).toEqual([null, { key: "maze.short", values: { steps: 8 } }]);
    expect(said("stairs", "left; right; right; right; move")).toEqual([null, { key: "maze.wall", values: { block: 5 } }]);
  });
});
