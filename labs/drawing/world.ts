// The drawing: a turtle with a pen on a sheet of paper. Pure; it knows neither programs nor pictures.
import type { Step } from "../parts/contract.ts";
import { ahead, amount, distance, turned, type Place, type Segment, type Spot } from "../parts/turtle/index.ts";
import { firstColour, firstWidth, isColour, mostWidth } from "./colours.ts";
import type { DrawingBody, Way } from "./level.gen.ts";

export type { DrawingBody, Way };

/** The paper reaches this far from its middle, to each side. */
export const paper = 200;

export const middle: Place = { x: 0, y: 0, heading: 0 };

/** A line on the paper, with the pen it was drawn with. */
export interface Stroke extends Segment {
  readonly colour: string;
  readonly width: number;
}

/** The turtle and its pen at one moment. */
export interface Moment extends Place {
  /** The pen is on the paper. */
  readonly down: boolean;
  readonly colour: string;
  readonly width: number;
}

/** One thing that happened. All but `do` and `by` is as it is afterwards, so a view can show any step by itself. */
export type DrawingStep = Step &
  Moment & {
    /** move = went, and drew where the pen is down; jump = went without drawing; pen = up or down; colour, width = another pen. */
    readonly do: "move" | "jump" | "turn" | "pen" | "colour" | "width";
    /** move, jump: how far, below 0 backwards; turn: degrees clockwise. */
    readonly by?: number;
  };

type Note = (what: Pick<DrawingStep, "do" | "by">, now: Moment) => void;

export function momentAt(body: DrawingBody): Moment {
  return { ...(body.start ?? middle), down: true, colour: firstColour, width: firstWidth };
}

/** Somebody who draws. `note` is told of everything that happens. */
export class Drawer {
  now: Moment;
  readonly #note: Note;

  constructor(body: DrawingBody, note: Note) {
    this.now = momentAt(body);
    this.#note = note;
  }

  /** Forward by `by`, drawing where the pen is down. */
  move(by: unknown): void {
    const far = amount(by);
    this.#be({ do: "move", by: far }, ahead(this.now, far));
  }

  /** Forward by `by` without drawing, wherever the pen is. */
  jump(by: unknown): void {
    const far = amount(by);
    this.#be({ do: "jump", by: far }, ahead(this.now, far));
  }

  /** Clockwise by `degrees`. */
  turn(degrees: unknown): void {
    const by = amount(degrees);
    this.#be({ do: "turn", by }, turned(this.now, by));
  }

  pen(down: boolean): void {
    this.#be({ do: "pen" }, { down });
  }

  colour(colour: unknown): void {
    this.#be({ do: "colour" }, { colour: isColour(colour) ? colour : this.now.colour });
  }

  width(width: unknown): void {
    this.#be({ do: "width" }, { width: Math.min(Math.max(amount(width), 1), mostWidth) });
  }

  #be(what: Pick<DrawingStep, "do" | "by">, change: Partial<Moment>): void {
    this.now = { ...this.now, ...change };
    this.#note(what, this.now);
  }
}

/** The lines that a run has drawn. */
export function strokesOf(body: DrawingBody, steps: readonly DrawingStep[]): Stroke[] {
  const strokes: Stroke[] = [];
  let at: Spot = momentAt(body);
  for (const step of steps) {
    const stroke = strokeOf(step, step, at);
    if (stroke) strokes.push(stroke);
    at = step;
  }
  return strokes;
}

/** The line that was drawn on the way from `from` to `now`; null when there is none. */
export function strokeOf(what: Pick<DrawingStep, "do">, now: Moment, from: Spot): Stroke | null {
  if (what.do !== "move" || !now.down || distance(from, now) < 1e-9) return null;
  return { x1: from.x, y1: from.y, x2: now.x, y2: now.y, colour: now.colour, width: now.width };
}

/** Lines as ways of the pen: those that follow each other, drawn with one pen, become one. */
export function waysOf(strokes: readonly Stroke[]): Way[] {
  const ways: { colour: string; width: number; points: number[] }[] = [];
  for (const { x1, y1, x2, y2, colour, width } of strokes) {
    const way = ways.at(-1);
    const goesOn = way?.colour === colour && way.width === width && way.points.at(-2) === x1 && way.points.at(-1) === y1;
    if (goesOn) way.points.push(x2, y2);
    else ways.push({ colour, width, points: [x1, y1, x2, y2] });
  }
  return ways;
}

/** Ways of the pen as single lines. */
export function strokesOfWays(ways: readonly Way[]): Stroke[] {
  return ways.flatMap(({ colour, width, points }) => {
    const strokes: Stroke[] = [];
    for (let at = 0; at + 3 < points.length; at += 2) strokes.push({ x1: points[at]!, y1: points[at + 1]!, x2: points[at + 2]!, y2: points[at + 3]!, colour, width });
    return strokes;
  });
}

/** Whether a line is drawn on the paper alone. */
export function isOnPaper({ x1, y1, x2, y2 }: Segment): boolean {
  return [x1, y1, x2, y2].every((value) => Math.abs(value) <= paper + 1e-6);
}
