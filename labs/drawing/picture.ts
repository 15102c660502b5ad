// The work as a little sheet of paper with the lines that were drawn, in their colours. It stands alone (no sheet of pictures, no
// address), because it is kept in the browser as text.
import type { LevelData, Run } from "../parts/contract.ts";
import { boxOf } from "../parts/turtle/index.ts";
import { paper, strokesOf, type DrawingBody, type DrawingStep, type Stroke } from "./world.ts";

/** SVG text stays below this many characters; of a drawing that needs more, the newest lines are kept. */
export const mostText = 8000;

/** Nothing is brought nearer than until the picture shows a square of so many steps. */
const least = 80;

/** SVG text, or null when nothing was drawn on the paper. */
export function pictureOf({ body }: LevelData<DrawingBody>, { steps }: Run<DrawingStep>): string | null {
  const lines = seen(strokesOf(body, steps));
  if (lines.length === 0) return null;
  const fewer = Math.ceil(lines.length / 16);
  let from = 0;
  let text = sheet(lines);
  while (text.length >= mostText) text = sheet(lines.slice((from += fewer)));
  return text;
}

/** Lines that can be told apart in a little picture: ends in whole steps, nothing beside the paper, each line once, where it lies on top. */
function seen(strokes: readonly Stroke[]): Stroke[] {
  const found = new Map<string, Stroke>();
  for (const { x1, y1, x2, y2, colour, width } of strokes) {
    const line = { x1: Math.round(x1), y1: Math.round(-y1), x2: Math.round(x2), y2: Math.round(-y2), colour, width: Math.round(width) };
    if (Math.min(x1, x2) > paper || Math.max(x1, x2) < -paper || Math.min(y1, y2) > paper || Math.max(y1, y2) < -paper) continue;
    const key = Object.values(line).join(" ");
    found.delete(key);
    found.set(key, line);
  }
  return [...found.values()];
}

/** The square of the paper that is drawn on, with a margin; so that a small drawing can be seen too. */
function shownOf(lines: readonly Stroke[]): { readonly x: number; readonly y: number; readonly side: number } {
  const { left, right, bottom, top } = boxOf(lines) ?? { left: 0, right: 0, bottom: 0, top: 0 };
  const side = Math.min(Math.max(right - left + 40, top - bottom + 40, least), 2 * paper);
  const from = (low: number, high: number): number => Math.min(Math.max(Math.round((low + high - side) / 2), -paper), paper - side);
  return { x: from(left, right), y: from(bottom, top), side };
}

function sheet(lines: readonly Stroke[]): string {
  const { x, y, side } = shownOf(lines);
  let text = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${String(x)} ${String(y)} ${String(side)} ${String(side)}"><path fill="white" d="M${String(x)} ${String(y)}h${String(side)}v${String(side)}h-${String(side)}z"/>`;
  text += `<g fill="none" stroke-linecap="round" stroke-linejoin="round">`;
  let last: Stroke | null = null;
  for (const line of lines) {
    const { x1, y1, x2, y2, colour, width } = line;
    const pen: boolean = last?.colour === colour && last.width === width;
    if (!pen) text += `${last ? `"/>` : ""}<path stroke="${colour}" stroke-width="${String(width)}" d="`;
    if (!pen || last?.x2 !== x1 || last.y2 !== y1) text += `M${String(x1)} ${String(y1)}`;
    text += `L${String(x2)} ${String(y2)}`;
    last = line;
  }
  return `${text}"/></g></svg>`;
}
