// Every mistake with its example and three changed copies of it; no solution ever meets one.
import { describe, expect, test } from "vitest";
import { bodyOf, drawings, levelOf, verdictOf, type DrawingName } from "./testing/levels.ts";
import { mistakes } from "./mistakes.ts";
import strings from "./strings.en.json" with { type: "json" };

const square = "repeat 4 { forward 100; right 90 }";
const stars = (between: string): string => `repeat 5 { forward 50; right 144 } ${between}; repeat 5 { forward 50; right 144 }`;

/** The first program is the example, the others are its mutants. */
const examples: Record<string, [DrawingName, string][]> = {
  nothing_joined: [["line", "loose { forward 100 }"], ["line", "loose { forward 100; right 90 }"], ["corner", "loose { right 5 }"], ["line", "define star { forward 9 } loose { draw star }"]],
  no_blocks: [["line", ""], ["corner", ""], ["flower", ""], ["spiral", "// only a remark"]],
  not_called: [["square", "define square { repeat 4 { forward 100; right 90 } }"], ["square", "define square { forward 100 } right 90"], ["square", "define star { forward 5 } define square { forward 100 } draw square"], ["flower", "define petal { draw star } define star { forward 60 } draw star"]],
  not_defined: [["square", "draw square"], ["square", "forward 100; draw star"], ["square", "define square { } draw square"], ["square", "define square { forward 100; draw petal } repeat 4 { draw square }"]],
  calls_itself: [["square", "define square { forward 100; right 90; draw square } draw square"], ["square", "define square { draw square } draw square"], ["square", "define square { forward 100; draw star } define star { right 90; draw square } draw star"], ["line", "define shape { repeat 2 { draw shape } } draw shape"]],
  loose_blocks: [["corner", "forward 100; loose { right 90; forward 60 }"], ["corner", "forward 100; right 90; loose { forward 60 }"], ["square", "right 0; loose { repeat 4 { forward 100; right 90 } }"], ["corner", "forward 100; right 90; loose { left 5 } loose { forward 60 }"]],
  pen_left_up: [["line", "pen up; forward 100"], ["corner", "forward 100; right 90; pen up; forward 60"], ["corner", "forward 100; right 90; jump 60"], ["stars", "repeat 5 { forward 50; right 144 } pen up; forward 90; repeat 5 { forward 50; right 144 }"]],
  pen_left_down: [["stars", stars("forward 90")], ["dashes", "repeat 4 { forward 20; forward 15 }"], ["dashes", "repeat 4 { forward 20; pen up; forward 15; pen down } pen down; forward 10"], ["stars", `pen down; ${stars("forward 90; right 0")}`]],
  inner_angle: [["triangle", "repeat 3 { forward 100; right 60 }"], ["triangle", "forward 100; right 60; forward 100; right 60; forward 100"], ["flower", "repeat 6 { repeat 4 { forward 60; right 90 } right 120 }"], ["stars", "repeat 5 { forward 50; right 36 } jump 90; repeat 5 { forward 50; right 36 }"]],
  other_way: [["corner", "forward 100; left 90; forward 60"], ["stairs", "repeat 3 { forward 40; right 90; forward 40; right 90 }"], ["square", "forward 100; right 90; forward 100; left 90; forward 100; right 90; forward 100"], ["zigzag", "forward 50; right 90; forward 50; right 90; forward 50"]],
  mirrored: [["zigzag", "forward 50; left 90; forward 50; right 90; forward 50"], ["stairs", "repeat 3 { forward 40; left 90; forward 40; right 90 }"], ["square", "forward 100; left 90; forward 100; left 90; forward 100; left 90; forward 100"], ["stairs", "forward 40; left 90; repeat 2 { forward 40; right 90; forward 40; left 90 } forward 40"]],
  too_few_times: [["square", "repeat 3 { forward 100; right 90 }"], ["stairs", "repeat 1 { forward 40; right 90; forward 40; left 90 }"], ["flower", "repeat 4 { repeat 4 { forward 60; right 90 } right 60 }"], ["spiral", "set size to 10; repeat 4 { forward size; right 90; change size by 10 }"]],
  too_many_times: [["stairs", "repeat 4 { forward 40; right 90; forward 40; left 90 }"], ["stairs", "repeat 9 { forward 40; right 90; forward 40; left 90 }"], ["dashes", "repeat 5 { forward 20; jump 15 }"], ["spiral", "set size to 10; repeat 12 { forward size; right 90; change size by 10 }"]],
  outside_loop: [["square", "repeat 4 { forward 100 } right 90"], ["stairs", "repeat 3 { forward 40; right 90; forward 40 } left 90"], ["flower", "repeat 6 { repeat 4 { forward 60; right 90 } } right 60"], ["spiral", "set size to 10; repeat 10 { forward size; right 90 } change size by 10"]],
  inside_loop: [["flower", "repeat 6 { repeat 4 { forward 60; right 90; right 60 } }"], ["spiral", "repeat 10 { set size to 10; forward size; right 90; change size by 10 }"], ["corner", "repeat 2 { forward 50; right 90; forward 60 }"], ["line", "repeat 2 { forward 50; right 90 }"]],
  wrong_order: [["corner", "right 90; forward 100; forward 60"], ["corner", "forward 100; forward 60; right 90"], ["dashes", "repeat 4 { jump 15; forward 20 }"], ["zigzag", "forward 50; right 90; left 90; forward 50; forward 50"]],
  variable_not_set: [["spiral", "repeat 10 { forward size; right 90 }"], ["square", "repeat 4 { forward size; right 90 }"], ["square", "set size to 100; repeat 4 { forward step; right 90 }"], ["line", "forward (size + 10)"]],
  variable_not_used: [["spiral", "set size to 10; repeat 10 { forward 10; right 90; change size by 10 }"], ["square", "set size to 100; repeat 4 { forward 50; right 90 }"], ["square", "change size by 5; forward 100"], ["spiral", "set size to 10; set step to 10; repeat 10 { forward size; right 90 }"]],
  not_growing: [["spiral", "set size to 10; repeat 10 { forward size; right 90 }"], ["spiral", "repeat 1 { set size to 10 } repeat 10 { forward size; right 90 }"], ["spiral", "set size to 10; repeat 10 { forward size; left -90 }"], ["spiral", "set size to 5; set size to 10; repeat 10 { forward size; right 90 }"]],
  wrong_start: [["spiral", "set size to 50; repeat 10 { forward size; right 90; change size by 10 }"], ["spiral", "set size to 20; repeat 10 { forward size; right 90; change size by 10 }"], ["square", "set size to 50; repeat 4 { forward size; right 90 }"], ["square", "set size to 30; repeat 4 { forward (size * 2); right 90 }"]],
  wrong_growth: [["spiral", "set size to 10; repeat 10 { forward size; right 90; change size by 5 }"], ["spiral", "set size to 10; repeat 10 { forward size; right 90; change size by 20 }"], ["spiral", "set size to 10; repeat 10 { forward size; right 90; change size by -10 }"], ["spiral", "set size to 10; repeat 10 { forward size; right 90; change size by 1 }"]],
  wrong_length: [["line", "forward 50"], ["corner", "forward 100; right 90; forward 100"], ["square", "repeat 4 { forward 80; right 90 }"], ["square", "forward 80; right 90; forward 80; right 90; forward 80; right 90; forward 80"]],
  wrong_angle: [["corner", "forward 100; right 45; forward 60"], ["triangle", "repeat 3 { forward 100; right 90 }"], ["flower", "repeat 6 { repeat 4 { forward 60; right 90 } right 45 }"], ["square", "forward 100; right 80; forward 100; right 80; forward 100; right 80; forward 100"]],
  wrong_colour: [["redSquare", square], ["redSquare", `colour teal; ${square}`], ["redSquare", "repeat 4 { forward 100; right 90; colour crimson }"], ["redSquare", `colour crimson; colour black; ${square}`]],
  missing_turn: [["corner", "forward 100; forward 60"], ["stairs", "repeat 3 { forward 40; right 90; forward 40 }"], ["square", "repeat 4 { forward 100 }"], ["zigzag", "forward 50; right 90; forward 50; forward 50"]],
  extra_turn: [["corner", "left 90; forward 100; right 90; forward 60"], ["corner", "forward 100; right 90; right 45; forward 60"], ["stairs", "repeat 3 { forward 40; right 90; forward 40; left 90; left 10 }"], ["square", "right 30; repeat 4 { forward 100; right 90 }"]],
  missing_move: [["corner", "forward 100; right 90"], ["stairs", "repeat 3 { forward 40; right 90; left 90 }"], ["stars", "repeat 5 { forward 50; right 144 } repeat 5 { forward 50; right 144 } "], ["spiral", "set size to 10; repeat 10 { right 90; change size by 10 } forward 0"]],
  extra_move: [["corner", "forward 100; right 90; forward 60; forward 10"], ["square", "jump 20; repeat 4 { forward 100; right 90 }"], ["stairs", "repeat 3 { forward 40; right 90; forward 40; left 90; back 5 }"], ["line", "forward 100; back 130"]],
  side_missing: [["square", "forward 100; right 90; forward 100; right 90; forward 100"], ["corner", "forward 100"], ["triangle", "repeat 2 { forward 100; right 120 }"], ["corner", "jump 100; right 90; forward 60"]],
  elsewhere: [["line", "jump 40; forward 100"], ["square", "jump 10; repeat 4 { forward 100; right 90 }"], ["flower", "right 90; jump 50; left 90; repeat 6 { repeat 4 { forward 60; right 90 } right 60 }"], ["corner", "left 90; jump 20; right 90; forward 100; right 90; forward 60"]],
  tilted: [["line", "right 45; forward 100"], ["square", `right 90; ${square}`], ["square", `left 30; ${square}`], ["triangle", "repeat 3 { left 120; forward 100 }"]],
  wrong_size: [["square", "repeat 4 { forward 50; right 90 }"], ["triangle", "repeat 3 { forward 150; right 120 }"], ["stairs", "repeat 3 { forward 20; right 90; forward 20; left 90 }"], ["corner", "forward 50; right 90; forward 30"]],
  off_paper: [["line", "forward 900"], ["square", "repeat 4 { forward 400; right 90 }"], ["line", "jump 150; forward 100; right 5; forward 3"], ["triangle", "repeat 30 { forward 100; right 5 }"]],
  nothing_drawn: [["line", "right 90"], ["line", "pen up; right 5"], ["square", "repeat 4 { right 90; jump 3 }"], ["line", "colour crimson"]],
};

/** Programs that draw what they should, short and long. */
const solutions: [DrawingName, string][] = [
  ["line", "back -100"],
  ["line", "repeat 10 { forward 10 }"],
  ["line", "jump 100; left 180; forward 100"],
  ["corner", "forward 50; forward 50; left 270; forward 60"],
  ["square", "right 90; repeat 4 { forward 100; left 90 }"],
  ["square", "forward 100; right 90; forward 100; right 90; forward 100; right 90; forward 100"],
  ["square", "define square { repeat 4 { forward size; right 90 } } set size to 100; draw square; draw square"],
  ["redSquare", `colour crimson; ${square}; right 45; colour teal`],
  ["anySquare", `jump 30; ${square}; loose { forward 10 }`],
  ["flower", "define petal { repeat 4 { forward 60; right 90 } } repeat 6 { draw petal; left 60 }"],
  ["spiral", "set size to 10; repeat 10 { forward size; right 90; change size by 10 }"],
  ["stars", stars("pen up; forward 90; pen down")],
];

test("every mistake has an example, three mutants and a sentence", () => {
  expect(Object.keys(examples).sort()).toEqual(Object.keys(mistakes).sort());
  for (const [name, programs] of Object.entries(examples)) {
    expect(new Set(programs.map(String)).size, name).toBeGreaterThanOrEqual(4);
    expect(Object.keys(strings)).toContain(`drawing.mistake.${name}`);
  }
});

describe.each(Object.entries(examples))("%s", (name, programs) => {
  test.each(programs)("on %s: %s", (drawing, program) => {
    const verdict = verdictOf(levelOf(bodyOf(drawing), { mistakes: { [name]: "A sentence of this level." } }), program);
    expect(verdict).toMatchObject({ outcome: "tried", mistake: name, said: { key: `drawing.mistake.${name}` } });
  });
});

test.each([...solutions, ...Object.entries(drawings).map(([name, [solution]]) => [name, solution] as [DrawingName, string])])("a solution meets none: %s: %s", (drawing, program) => {
  for (const name of Object.keys(mistakes)) {
    const verdict = verdictOf(levelOf(bodyOf(drawing), { mistakes: { [name]: "" } }), program);
    expect(verdict.mistake).toBeNull();
    expect(["passed", "perfect"]).toContain(verdict.outcome);
  }
});

describe("which mistake is named", () => {
  test("is one this level has a sentence for, in its order", () => {
    const both = (names: string[]): string | null => verdictOf(levelOf(bodyOf("corner"), { mistakes: Object.fromEntries(names.map((name) => [name, ""])) }), "forward 100; right 90").mistake;
    expect(both(["missing_move", "side_missing"])).toBe("missing_move");
    expect(both(["side_missing", "missing_move"])).toBe("side_missing");
  });

  test("is none where none fits, and then the paper says what happened", () => {
    const said = (drawing: DrawingName, program: string): unknown => {
      const verdict = verdictOf(levelOf(bodyOf(drawing)), program);
      return [verdict.mistake, verdict.said];
    };
    expect(said("flower", "forward 60; right 90; forward 60")).toEqual([null, { key: "drawing.more", values: { n: 17 } }]);
    expect(said("corner", "forward 100; left 40; forward 40; back 40; right 20; jump 9; forward 3; back 20")).toEqual([null, { key: "drawing.partly", values: { right: 1, all: 2, extra: 2 } }]);
    expect(said("line", "left 50; forward 30; back 30; right 50; forward 100; right 3; forward 4")).toEqual([null, { key: "drawing.extra", values: { n: 2 } }]);
    expect(said("line", "repeat 99 { repeat 99 { forward 3; back 3; left 5; forward 7 } }")).toEqual([null, { key: "drawing.endless" }]);
  });

  test("is found within the same work, however long the program", () => {
    const long = Array.from({ length: 200 }, (_, at) => `forward ${String((at % 7) + 1)}; right ${String((at * 37) % 180)}`).join("\n");
    const before = performance.now();
    expect(verdictOf(levelOf(bodyOf("flower")), long).outcome).toBe("tried");
    // Not a timed test of anything: only that it comes to an end while somebody waits.
    expect(performance.now() - before).toBeLessThan(20_000);
  });
});
