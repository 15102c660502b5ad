// What is on the paper and what happens there, as words and as sounds.
import type { LevelData, Said } from "../parts/contract.ts";
import type { Sound } from "../parts/stage/index.ts";
import { counted, distance, lengthOf, shapesOf, withoutRetraced, type Place, type Shapes, type Spot } from "../parts/turtle/index.ts";
import type { Sayer } from "../parts/words/index.ts";
import type { Goal } from "./goal.ts";
import { momentAt, strokesOf, waysOf, type DrawingBody, type DrawingStep, type Stroke, type Way } from "./world.ts";

const short = (value: number): number => Math.round(value);

/** A step in words; `n` counts equal neighbours. */
export function describeStep(step: DrawingStep): Said | null {
  const by = short(Math.abs(step.by ?? 0));
  switch (step.do) {
    case "move":
      if (by === 0) return null;
      return { key: !step.down ? "drawing.tell.move" : (step.by ?? 0) < 0 ? "drawing.tell.back" : "drawing.tell.line", values: { length: by, n: 1 } };
    case "jump":
      return by === 0 ? null : { key: "drawing.tell.move", values: { length: by, n: 1 } };
    case "turn":
      return by === 0 ? null : { key: (step.by ?? 0) > 0 ? "drawing.tell.right" : "drawing.tell.left", values: { degrees: by, n: 1 } };
    case "pen":
      return { key: step.down ? "drawing.tell.pen-down" : "drawing.tell.pen-up" };
    case "colour":
      return { key: `drawing.tell.${step.colour}` };
    case "width":
      return { key: "drawing.tell.width", values: { width: step.width } };
  }
}

/** Where the turtle is after a step, for somebody who goes step by step. */
export function describePlace(step: DrawingStep): Said | null {
  return step.do === "move" || step.do === "jump" || step.do === "turn" ? { key: isMiddle(step) ? "drawing.place.middle" : "drawing.place", values: placeValues(step) } : null;
}

const ways = ["up", "up-right", "right", "down-right", "down", "down-left", "left", "up-left"] as const;

function placeValues({ x, y, heading }: Place): Record<string, string | number> {
  const way = heading % 45 === 0 ? ways[heading / 45]! : "other";
  return { ...spotValues({ x, y }), way, degrees: short(heading) };
}

const isMiddle = ({ x, y }: Spot): boolean => short(x) === 0 && short(y) === 0;

/** A spot as two sides and two distances from the middle. */
function spotValues({ x, y }: Spot): Record<string, string | number> {
  const [across, up] = [short(x), short(y)];
  return { side: across > 0 ? "right" : across < 0 ? "left" : "none", x: Math.abs(across), level: up > 0 ? "up" : up < 0 ? "down" : "none", y: Math.abs(up) };
}

export function soundOf(step: DrawingStep): Sound | null {
  switch (step.do) {
    case "move":
    case "jump":
      return "step";
    case "turn":
      return (step.by ?? 0) > 0 ? "right" : "left";
    default:
      return "tick";
  }
}

/** About how long a replay may take, in movements: longer ones go by in smaller parts. */
const mostShown = 48;

/** A line takes its time, a turn less, a pen hardly any; and a drawing of many lines does not take for ever. */
export function lengthOfStep(step: DrawingStep, of: number): number {
  const own = step.do === "move" || step.do === "jump" ? 1 : step.do === "turn" ? 0.6 : 0.25;
  return own * Math.min(1, mostShown / Math.max(of, 1));
}

/** More kinds of shapes than this are not told one by one. */
const mostKinds = 6;

/** A drawing in words: "Closed, 4 sides of 100." */
export function describeDrawing(drawing: readonly Way[], say: Sayer): string {
  const kinds = counted(withoutRetraced(joined(drawing).flatMap((way) => shapesOf(way))));
  const told = kinds.slice(0, mostKinds).map((kind) => describeShapes(kind, say));
  const rest = kinds.slice(mostKinds).reduce((sum, { count }) => sum + count, 0);
  if (rest > 0) told.push(say("drawing.shape.more", { n: rest }));
  return told.join(" ");
}

function describeShapes({ closed, sides, count }: Shapes, say: Sayer): string {
  const lengths = sides.map(short);
  const [least, most] = [Math.min(...lengths), Math.max(...lengths)];
  const kind = !closed && sides.length === 1 ? "line" : `${closed ? "closed" : "open"}.${least === most ? "equal" : "mixed"}`;
  return say(`drawing.shape.${kind}`, { n: count, sides: sides.length, length: least, most });
}

/** The ways of the pen as spots; another pen does not end a way, a jump does. */
function joined(drawing: readonly Way[]): Spot[][] {
  const all: Spot[][] = [];
  for (const { points } of drawing) {
    const spots = points.flatMap((x, at): Spot[] => (at % 2 === 0 ? [{ x, y: points[at + 1]! }] : []));
    const before = all.at(-1);
    const last = before?.at(-1);
    if (before && last && spots[0] && distance(last, spots[0]) < 0.05) before.push(...spots.slice(1));
    else all.push(spots);
  }
  return all;
}

/** The stage before Run: what is to be drawn, and where the turtle is. */
export function describeStart({ body }: LevelData<DrawingBody>, say: Sayer): string {
  const moment = momentAt(body);
  const place = say(isMiddle(moment) ? "drawing.turtle.middle" : "drawing.turtle", placeValues(moment));
  return body.goal ? `${say("drawing.goal", { drawing: describeDrawing(body.goal, say) })} ${place}` : place;
}

/** The stage after a run: what was drawn. */
export function describeEnd({ body }: LevelData<DrawingBody>, steps: readonly DrawingStep[], say: Sayer): string {
  const strokes = strokesOf(body, steps);
  return strokes.length === 0 ? say("drawing.drawn.nothing") : say("drawing.drawn", { drawing: describeDrawing(waysOf(strokes), say) });
}

/** A line to be explored: where it is, and what is known about it. */
export interface Listed {
  readonly stroke: Stroke;
  readonly words: string;
}

/** All lines, one by one: those of the goal, then (after a run) those that do not belong to it. */
export function listed(goal: Goal, strokes: readonly Stroke[] | null, free: boolean, say: Sayer): Listed[] {
  const tell = (stroke: Stroke, at: number, all: number, state: string): Listed => ({ stroke, words: `${say("drawing.line", { at: at + 1, all })} ${describeLine(stroke, say)} ${state}`.trim() });
  const extra = strokes ? goal.extra(strokes) : [];
  if (free) return extra.map((stroke, at) => tell(stroke, at, extra.length, ""));
  const missing = new Set(strokes ? goal.missing(strokes) : []);
  const wanted = goal.lines.map((stroke, at) => tell(stroke, at, goal.lines.length, strokes ? say(missing.has(stroke) ? "drawing.line.missing" : "drawing.line.there") : ""));
  return [...wanted, ...extra.map((stroke, at) => tell(stroke, at, extra.length, say("drawing.line.extra")))];
}

/** "100 long, from 50 left and 50 down to 50 left and 50 up." */
function describeLine(stroke: Stroke, say: Sayer): string {
  const spot = (x: number, y: number): string => say(isMiddle({ x, y }) ? "drawing.spot.middle" : "drawing.spot", spotValues({ x, y }));
  return say("drawing.line.where", { length: short(lengthOf(stroke)), from: spot(stroke.x1, stroke.y1), to: spot(stroke.x2, stroke.y2) });
}
