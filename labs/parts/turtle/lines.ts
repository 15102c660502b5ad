// Lines on paper, compared as one sees them: it does not matter in which order or direction they were drawn, in how many pieces,
// or how often. Two drawings are the same when no point of one is further than `tolerance` from the other.
import type { Spot } from "./turtle.ts";

/** A straight line between two points. */
export interface Segment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** The smallest upright box round some lines. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** How far a line may be off and still count as drawn: a hair on a paper of 400 by 400. */
export const tolerance = 1;

export function lengthOf({ x1, y1, x2, y2 }: Segment): number {
  return Math.hypot(x2 - x1, y2 - y1);
}

export function boxOf(segments: readonly Segment[]): Box | null {
  if (segments.length === 0) return null;
  const xs = segments.flatMap(({ x1, x2 }) => [x1, x2]);
  const ys = segments.flatMap(({ y1, y2 }) => [y1, y2]);
  return { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) };
}

/** The same lines, each point put where `to` says. */
export function mapped<S extends Segment>(segments: readonly S[], to: (spot: Spot) => Spot): S[] {
  return segments.map((one) => {
    const [a, b] = [to({ x: one.x1, y: one.y1 }), to({ x: one.x2, y: one.y2 })];
    return { ...one, x1: a.x, y1: a.y, x2: b.x, y2: b.y };
  });
}

type Span = readonly [from: number, to: number];

/** Where `low <= at + t * by <= high` holds for t. */
function between(at: number, by: number, low: number, high: number): Span | null {
  if (Math.abs(by) < 1e-12) return at >= low && at <= high ? [-Infinity, Infinity] : null;
  const [a, b] = [(low - at) / by, (high - at) / by];
  return a < b ? [a, b] : [b, a];
}

/** The stretch of `on`, in steps from its first point, that is no further than `reach` from `by`; null when there is none. */
function stretch(on: Segment, length: number, by: Segment, reach: number): Span | null {
  const [ux, uy] = [(on.x2 - on.x1) / length, (on.y2 - on.y1) / length];
  let from = Infinity;
  let to = -Infinity;
  const add = (low: number, high: number): void => {
    from = Math.min(from, low);
    to = Math.max(to, high);
  };
  // Round the two ends of `by`: circles. Together with the strip between them that is one convex shape, so the stretch is one piece.
  for (const [cx, cy] of [[by.x1, by.y1], [by.x2, by.y2]] as const) {
    const [dx, dy] = [on.x1 - cx, on.y1 - cy];
    const middle = -(dx * ux + dy * uy);
    const left = middle * middle - (dx * dx + dy * dy - reach * reach);
    if (left >= 0) add(middle - Math.sqrt(left), middle + Math.sqrt(left));
  }
  const other = lengthOf(by);
  if (other > 0) {
    const [vx, vy] = [(by.x2 - by.x1) / other, (by.y2 - by.y1) / other];
    const [dx, dy] = [on.x1 - by.x1, on.y1 - by.y1];
    const along = between(dx * vx + dy * vy, ux * vx + uy * vy, 0, other);
    const across = between(dx * vy - dy * vx, ux * vy - uy * vx, -reach, reach);
    if (along && across) {
      const [low, high] = [Math.max(along[0], across[0]), Math.min(along[1], across[1])];
      if (low <= high) add(low, high);
    }
  }
  from = Math.max(from, 0);
  to = Math.min(to, length);
  return from <= to ? [from, to] : null;
}

/** Whether every point of `one` is within `reach` of one of `others`. */
export function isCovered(one: Segment, others: readonly Segment[], reach = tolerance): boolean {
  const length = lengthOf(one);
  if (length < 1e-9) return true;
  const left = Math.min(one.x1, one.x2) - reach;
  const right = Math.max(one.x1, one.x2) + reach;
  const bottom = Math.min(one.y1, one.y2) - reach;
  const top = Math.max(one.y1, one.y2) + reach;
  const spans: Span[] = [];
  for (const other of others) {
    if (Math.max(other.x1, other.x2) < left || Math.min(other.x1, other.x2) > right) continue;
    if (Math.max(other.y1, other.y2) < bottom || Math.min(other.y1, other.y2) > top) continue;
    const span = stretch(one, length, other, reach);
    if (!span) continue;
    if (span[0] <= 1e-6 && span[1] >= length - 1e-6) return true;
    spans.push(span);
  }
  let reached = 0;
  for (const [from, to] of spans.sort((a, b) => a[0] - b[0])) {
    if (from > reached + 1e-6) return false;
    reached = Math.max(reached, to);
  }
  return reached >= length - 1e-6;
}

/** Whether two boxes are the same but for `reach`: cheap to ask, and true of equal drawings. */
export function isSameBox(a: Box | null, b: Box | null, reach = tolerance): boolean {
  if (!a || !b) return a === b;
  const off = Math.max(Math.abs(a.left - b.left), Math.abs(a.right - b.right), Math.abs(a.bottom - b.bottom), Math.abs(a.top - b.top));
  return off <= reach + 1e-6;
}

/** Whether two drawings look the same. */
export function isSame(a: readonly Segment[], b: readonly Segment[], reach = tolerance): boolean {
  return isSameBox(boxOf(a), boxOf(b), reach) && a.every((one) => isCovered(one, b, reach)) && b.every((one) => isCovered(one, a, reach));
}

/** Whether `b` lies along `a` and touches it, so that together they are one line. */
function isOneLine(a: Segment, b: Segment): boolean {
  if (Math.max(a.x1, a.x2) < Math.min(b.x1, b.x2) - 0.02 || Math.min(a.x1, a.x2) > Math.max(b.x1, b.x2) + 0.02) return false;
  if (Math.max(a.y1, a.y2) < Math.min(b.y1, b.y2) - 0.02 || Math.min(a.y1, a.y2) > Math.max(b.y1, b.y2) + 0.02) return false;
  const [long, short] = lengthOf(a) >= lengthOf(b) ? [a, b] : [b, a];
  const length = lengthOf(long);
  if (length < 1e-9) return false;
  const [ux, uy] = [(long.x2 - long.x1) / length, (long.y2 - long.y1) / length];
  // A hundredth of a step aside at either end; turned by 1 degree and 1 long already is more.
  if (Math.abs((short.x1 - long.x1) * uy - (short.y1 - long.y1) * ux) > 0.01 || Math.abs((short.x2 - long.x1) * uy - (short.y2 - long.y1) * ux) > 0.01) return false;
  const along1 = (short.x1 - long.x1) * ux + (short.y1 - long.y1) * uy;
  const along2 = (short.x2 - long.x1) * ux + (short.y2 - long.y1) * uy;
  return Math.max(along1, along2) >= -0.01 && Math.min(along1, along2) <= length + 0.01;
}

/** `a` and `b`, which are one line, from end to end; it keeps the direction of `a`. */
function joined<S extends Segment>(a: S, b: Segment): S {
  const length = lengthOf(a);
  const [ux, uy] = [(a.x2 - a.x1) / length, (a.y2 - a.y1) / length];
  const spots = [[a.x1, a.y1], [a.x2, a.y2], [b.x1, b.y1], [b.x2, b.y2]] as const;
  const along = spots.map(([x, y]) => (x - a.x1) * ux + (y - a.y1) * uy);
  const first = spots[along.indexOf(Math.min(...along))]!;
  const last = spots[along.indexOf(Math.max(...along))]!;
  return { ...a, x1: first[0], y1: first[1], x2: last[0], y2: last[1] };
}

/** The lines as one sees them: pieces that lie along each other and touch become one. In the order of their first pieces. */
export function merged<S extends Segment>(segments: readonly S[]): S[] {
  const lines: S[] = [];
  for (const segment of segments) {
    if (lengthOf(segment) < 1e-9) continue;
    let line = segment;
    let first = lines.length;
    for (let at = lines.length - 1; at >= 0; at -= 1) {
      if (!isOneLine(lines[at]!, line)) continue;
      line = joined(lines[at]!, line);
      lines.splice(at, 1);
      first = at;
      // The longer line may touch one that was passed already.
      at = lines.length;
    }
    lines.splice(first, 0, line);
  }
  return lines;
}
