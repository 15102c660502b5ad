// Draws a program without an engine. For questions asked hundreds of times: which small change would have given the drawing. A
// pupil's Run goes through the engine; a test holds the two to the same steps.
import { seeded } from "../parts/engine/random.ts";
import type { Block, Tree } from "../parts/generate/index.ts";
import { actions } from "./actions.ts";
import { Drawer, strokeOf, type DrawingBody, type DrawingStep, type Moment, type Stroke } from "./world.ts";

/** Blocks run, before a program counts as endless. */
export const mostWork = 10_000;
/** Functions inside functions, before they count as endless; the engine's stack holds no fewer. */
const mostCalls = 200;

/** Turns of a loop with nothing in it, before it counts as endless: where the engine gives up. */
const mostIdle = 10_000_000;

/** What came of a program. */
export interface Walk {
  readonly end: "finished" | "endless";
  readonly steps: readonly DrawingStep[];
  readonly strokes: readonly Stroke[];
}

export interface Options {
  readonly most?: number;
  /** Blocks that may be run in this and other walks together; taken away as they are run. */
  readonly budget?: { left: number };
  /** Asked of every line; false ends the program there, and the answer is null. The walk then holds lines only, no steps. */
  readonly allows?: (stroke: Stroke) => boolean;
}

/** Thrown to end a program. Made once: making an error costs more than drawing a line. */
const over = new Error("endless");
const refused = new Error("refused");

/** Draws `tree`; null when a line was not allowed. */
export function simulate(body: DrawingBody, tree: Tree, { most = mostWork, budget, allows }: Options = {}): Walk | null {
  const steps: DrawingStep[] = [];
  const strokes: Stroke[] = [];
  let block: string | null = null;
  let work = 0;
  let calls = 0;
  let from: Moment;

  const drawer = new Drawer(body, (what, now) => {
    if (!allows) steps.push({ ...what, ...now, block });
    const stroke = what.do === "move" ? strokeOf(what, now, from) : null;
    from = now;
    if (!stroke) return;
    if (allows && !allows(stroke)) throw refused;
    strokes.push(stroke);
  });
  from = drawer.now;
  const act = actions(drawer, seeded(1));
  const held = new Map<string, number>();
  const defines = new Map(tree.defines.map((define) => [define.fields["NAME"], define.bodies["DO"] ?? []]));

  const value = (one: Block, name: string): number => {
    const inner = one.values[name];
    if (!inner) return Number(one.spec.values?.find((place) => place.name === name)?.shadow?.fields["NUM"] ?? 0);
    switch (inner.spec.type) {
      case "drawing_number":
        return Number(inner.fields["NUM"]);
      case "drawing_get":
        return held.get(String(inner.fields["VAR"])) ?? 0;
      case "drawing_random": {
        const low = value(inner, "FROM");
        return act.randomNumber(low, value(inner, "TO"));
      }
      case "drawing_sum":
        return sum(value(inner, "A"), String(inner.fields["OP"]), value(inner, "B"));
      default:
        throw new Error(`the drawing has no value ${inner.spec.type}`);
    }
  };

  const stack = (blocks: readonly Block[]): void => {
    for (const one of blocks) {
      block = one.id;
      work += 1;
      if (work > most) throw over;
      if (budget) budget.left -= 1;
      doOne(one);
    }
  };

  const doOne = (one: Block): void => {
    const variable = String(one.fields["VAR"]);
    switch (one.spec.type) {
      case "drawing_forward":
        return act.moveForward(value(one, "BY"));
      case "drawing_back":
        return act.moveBackward(value(one, "BY"));
      case "drawing_right":
        return act.turnRight(value(one, "BY"));
      case "drawing_left":
        return act.turnLeft(value(one, "BY"));
      case "drawing_jump":
        return act.jumpForward(value(one, "BY"));
      case "drawing_pen_up":
        return act.penUp();
      case "drawing_pen_down":
        return act.penDown();
      case "drawing_colour":
        return act.penColor(String(one.fields["COLOUR"]));
      case "drawing_any_colour":
        return act.penColor(act.randomColor());
      case "drawing_width":
        return act.penWidth(value(one, "TO"));
      case "drawing_repeat": {
        const times = value(one, "TIMES");
        const inside = one.bodies["DO"] ?? [];
        if (inside.length === 0 && times > mostIdle) throw over;
        if (inside.length > 0) for (let count = 0; count < times; count += 1) stack(inside);
        return;
      }
      case "drawing_set":
        held.set(variable, value(one, "TO"));
        return;
      case "drawing_change":
        held.set(variable, (held.get(variable) ?? 0) + value(one, "BY"));
        return;
      case "drawing_draw":
        calls += 1;
        if (calls > mostCalls) throw over;
        stack(defines.get(String(one.fields["NAME"])) ?? []);
        calls -= 1;
        return;
      default:
        throw new Error(`the drawing has no block ${one.spec.type}`);
    }
  };

  try {
    stack(tree.start);
  } catch (error) {
    if (error === refused) return null;
    if (error !== over) throw error;
    return { end: "endless", steps, strokes };
  }
  return { end: "finished", steps, strokes };
}

function sum(a: number, operator: string, b: number): number {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    default:
      return a / b;
  }
}
