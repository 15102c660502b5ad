import { describe, expect, it } from "vitest";
import english from "../../../../labs/maze/strings.en.json";
import { blocks } from "../../../../labs/maze/api.ts";
import { compile, readProgram } from "../../../../labs/parts/generate/index.ts";
import { sayer } from "../../../../labs/parts/words/index.ts";
import { linesOf } from "./lines.ts";

const texts = Object.fromEntries(Object.entries(english).map(([key, text]) => [key, text.en]));
const say = sayer({ language: "en", texts });

function lines(text: string): { runs: string[]; loose: string[] } {
  const compiled = compile(blocks, text);
  if (!compiled.program) throw new Error("cannot be read");
  const { tree } = readProgram(blocks, compiled.program);
  if (!tree) throw new Error("no tree");
  const found = linesOf(tree, say);
  const shown = (all: typeof found.runs): string[] => all.map((line) => "  ".repeat(line.depth) + line.text);
  return { runs: shown(found.runs), loose: shown(found.loose) };
}

describe("a program in words", () => {
  it("sets in what lies inside a block, and fills what was chosen", () => {
    expect(lines("move\nrepeat 3 { move; left }").runs).toEqual(["move forward", "repeat 3 times", "  move forward", "  turn left"]);
  });

  it("names the second mouth of a block, and choices by their words", () => {
    expect(lines("until goal { if path left { left; move } else { move } }").runs).toEqual([
      "repeat until at the goal",
      "  if there is a path to the left",
      "    turn left",
      "    move forward",
      "  else",
      "    move forward",
    ]);
  });

  it("keeps apart what hangs on nothing", () => {
    expect(lines("move\nloose { left; left }")).toEqual({ runs: ["move forward"], loose: ["turn left", "turn left"] });
  });
});
