// What is to be drawn, and whether something drawn is that. Pure.
import { boxOf, isCovered, isSameBox, mapped, merged, type Segment } from "../parts/turtle/index.ts";
import { isOnPaper, strokesOfWays, waysOf, type DrawingBody, type Stroke } from "./world.ts";

/** How far a drawing is from its goal, in lines as one sees them. */
export interface Missing {
  /** Lines of the goal, and how many of them are drawn. */
  readonly all: number;
  readonly right: number;
  /** Lines that do not belong to the goal. */
  readonly extra: number;
}

/** A spot of the paper as one number. */
function spotKey(x: number, y: number): number {
  return (Math.round(x * 100) + 20_000) * 65_536 + Math.round(y * 100) + 20_000;
}

export class Goal {
  readonly strokes: readonly Stroke[];
  /** Pieces that lie along each other taken together. */
  readonly lines: readonly Stroke[];
  readonly #anywhere: boolean;
  readonly #colours: boolean;
  readonly #box: ReturnType<typeof boxOf>;
  readonly #known = new Map<string, Map<number, Map<number, boolean>>>();

  constructor(body: DrawingBody) {
    this.strokes = strokesOfWays(body.goal ?? []);
    this.#anywhere = body.anywhere === true;
    this.#colours = body.colours === true;
    this.lines = this.#perColour(this.strokes, (some) => merged(some));
    this.#box = boxOf(this.strokes);
  }

  /** Whether this line belongs to the goal, where it is. Asked often for the same lines, so answers are kept. */
  holds(stroke: Stroke): boolean {
    if (!isOnPaper(stroke)) return false;
    // Twice two numbers of the paper, to a hundredth, as one number: making texts of them would take longer than looking.
    const [from, to] = [spotKey(stroke.x1, stroke.y1), spotKey(stroke.x2, stroke.y2)];
    const colour = this.#colours ? stroke.colour : "";
    let known = this.#known.get(colour);
    if (!known) this.#known.set(colour, (known = new Map()));
    let ends = known.get(from);
    if (!ends) known.set(from, (ends = new Map()));
    let held = ends.get(to);
    if (held === undefined) ends.set(to, (held = isCovered(stroke, this.#alike(this.strokes, stroke))));
    return held;
  }

  /** Whether a first line that is wrong settles it. Not so where the whole may stand elsewhere. */
  get isFixed(): boolean {
    return !this.#anywhere;
  }

  /** Whether `strokes` look like the goal. */
  isDrawnBy(strokes: readonly Stroke[]): boolean {
    if (this.strokes.length === 0 || strokes.length === 0) return false;
    const placed = this.#anywhere ? this.moved(strokes) : strokes;
    if (!isSameBox(this.#box, boxOf(placed))) return false;
    return placed.every((one) => this.holds(one)) && this.strokes.every((one) => isCovered(one, this.#alike(placed, one)));
  }

  /** `strokes` moved so that their box begins where the goal's does. */
  moved(strokes: readonly Stroke[]): readonly Stroke[] {
    const box = boxOf(strokes);
    if (!box || !this.#box) return strokes;
    const [dx, dy] = [this.#box.left - box.left, this.#box.bottom - box.bottom];
    return mapped(strokes, ({ x, y }) => ({ x: x + dx, y: y + dy }));
  }

  /** The lines of the goal that `strokes` have not drawn. */
  missing(strokes: readonly Stroke[]): Stroke[] {
    return this.lines.filter((line) => !isCovered(line, this.#alike(strokes, line)));
  }

  /** The lines among `strokes` that are not in the goal. */
  extra(strokes: readonly Stroke[]): Stroke[] {
    return this.#perColour(strokes, (some) => merged(some)).filter((line) => !this.holds(line));
  }

  compare(strokes: readonly Stroke[]): Missing {
    const placed = this.#anywhere ? this.moved(strokes) : strokes;
    return { all: this.lines.length, right: this.lines.length - this.missing(placed).length, extra: this.extra(placed).length };
  }

  /** Those that may stand for `stroke`: of its colour, where colours count. */
  #alike(strokes: readonly Stroke[], { colour }: Stroke): readonly Segment[] {
    return this.#colours ? strokes.filter((one) => one.colour === colour) : strokes;
  }

  #perColour(strokes: readonly Stroke[], change: (some: readonly Stroke[]) => Stroke[]): Stroke[] {
    if (!this.#colours) return change(strokes);
    return [...new Set(strokes.map(({ colour }) => colour))].flatMap((colour) => change(strokes.filter((one) => one.colour === colour)));
  }
}

/** The body with its goal: what `strokes`, the lines of the level's solution, look like. */
export function withGoal(body: DrawingBody, strokes: readonly Stroke[]): DrawingBody {
  const short = (value: number): number => Math.round(value * 100) / 100 + 0;
  return { ...body, goal: waysOf(strokes).map((way) => ({ ...way, points: way.points.map(short) })) };
}

/** What is wrong with lines that are to be a goal, for its author. */
export function goalProblems(strokes: readonly Stroke[]): string[] {
  if (strokes.length === 0) return ["the solution draws nothing, so there is no goal"];
  return strokes.every(isOnPaper) ? [] : ["the solution draws over the edge of the paper (-200 to 200): begin elsewhere or draw it smaller"];
}
