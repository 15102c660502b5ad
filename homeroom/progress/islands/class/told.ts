// What the grid says about a cell, a stuck pupil, a topic. Pure: facts and words give sentences.
import type { Said } from "../../../../labs/parts/contract.ts";
import type { CellFound, StuckPupil } from "../../../../labs/parts/host/index.ts";
import type { LevelState } from "../../../../labs/parts/look/bubble.tsx";
import type { Sayer } from "../../../../labs/parts/words/index.ts";
import type { GridLevel } from "./page.ts";

/** The sentence the pupil read: the level's own about this mistake, else the lab's. "" when nothing was said. */
export function sentenceFor(level: Pick<GridLevel, "mistakes">, mistake: string | null, said: Said | null, say: Sayer): string {
  const own = mistake === null ? undefined : level.mistakes[mistake];
  return own ?? (said ? say(said.key, said.values) : "");
}

export function stateWords(state: LevelState, say: Sayer): string {
  return say(`class.state.${String(state)}`);
}

/** "Level 6, The long hedge: tried." */
export function cellName(level: Pick<GridLevel, "number" | "title">, state: LevelState, say: Sayer): string {
  return say("class.cell.name", { number: level.number, title: level.title, state: stateWords(state, say) });
}

/** Why a cell has its colour, in a sentence or two. */
export function whyItHasItsColour(cell: CellFound, level: Pick<GridLevel, "mistakes">, say: Sayer): string {
  if (cell.state === 0) return say(cell.program === null ? "class.why.0" : "class.why.0.draft");
  if (cell.state === 1) {
    const last = cell.attempts.find((one) => one.outcome === "tried");
    const sentence = last ? sentenceFor(level, last.mistake, last.said, say) : "";
    const tried = say("class.why.1", { n: Math.max(cell.tries, 1) });
    return sentence ? `${tried} ${say("class.why.last", { sentence })}` : tried;
  }
  const solved = solvedIn(cell, say);
  return cell.failed > 0 && cell.state !== 4 ? `${solved} ${say("class.why.after", { n: cell.failed })}` : solved;
}

function solvedIn({ state, blocks, enough }: CellFound, say: Sayer): string {
  if (state === 4) return say("class.why.4");
  if (state === 3) return blocks === null ? say("class.why.3.short") : say("class.why.3", { blocks });
  // A level may have been given another fewest since: then nothing is said about blocks that is not so.
  return blocks === null || enough === null || blocks <= enough ? say("class.why.2.short") : say("class.why.2", { blocks, enough });
}

/** First the six who have been stuck longest, then how many more. */
export function stuckShown(stuck: readonly StuckPupil[], most = 6): { readonly first: readonly StuckPupil[]; readonly more: readonly StuckPupil[] } {
  return { first: stuck.slice(0, most), more: stuck.slice(most) };
}

/** Least known first; of two the one that comes first in the lesson. */
export function leastKnownFirst<T extends { readonly n: number }>(topics: readonly T[]): T[] {
  return [...topics].sort((one, other) => one.n - other.n);
}

/** When something began: the hour, and the day too where it is another one than today's. */
export function sinceWhen(at: number, now: number, language: string): string {
  const today = new Date(at).toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(language, { ...(today ? {} : { day: "numeric", month: "long" }), hour: "numeric", minute: "2-digit" }).format(at);
}
