// From roster and news to the rows of the grid. Pure.
import { levelState, type LevelState } from "../../../../labs/parts/look/bubble.tsx";
import type { ClassNews, Presence, PupilHere } from "./page.ts";

/** One pupil as a row shows them. */
export interface Row {
  readonly code: string;
  readonly name: string;
  readonly tile: string | null;
  /** One digit a level, as it came. */
  readonly states: string;
  readonly presence: Presence | null;
  readonly hand: boolean;
  readonly stuck: boolean;
}

/** Rows in the order of the roster. A row that has not changed is the very same object as before, so nothing of it is drawn again. */
export function rowsOf(roster: readonly PupilHere[], news: ClassNews | null, before: readonly Row[] = []): Row[] {
  const known = new Map(before.map((row) => [row.code, row]));
  const hands = new Set(news?.hands ?? []);
  const stuck = new Set((news?.stuck ?? []).map((one) => one.person));
  return roster.map(({ code, name, tile }) => {
    const row: Row = {
      code,
      name,
      tile,
      states: news?.states[code] ?? "",
      presence: news?.presence[code] ?? null,
      hand: hands.has(code),
      stuck: stuck.has(code),
    };
    const old = known.get(code);
    return old && sameRow(old, row) ? old : row;
  });
}

export function sameRow(one: Row, other: Row): boolean {
  return (
    one.code === other.code &&
    one.name === other.name &&
    one.tile === other.tile &&
    one.states === other.states &&
    one.presence === other.presence &&
    one.hand === other.hand &&
    one.stuck === other.stuck
  );
}

/** State of the level that stands at `column`; what was never tried has no digit. */
export function stateAt(states: string, column: number): LevelState {
  return levelState(states.charCodeAt(column) - 48);
}

/** Whether the states speak of somebody whom the roster does not know, or the other way round. */
export function rosterIsOld(roster: readonly PupilHere[], states: ClassNews["states"]): boolean {
  return roster.length !== Object.keys(states).length || roster.some(({ code }) => states[code] === undefined);
}

/** How many of whom: working, idle, offline, not here at all. */
export function headcount(rows: readonly Row[]): Record<Presence | "away", number> {
  const count = { working: 0, idle: 0, offline: 0, away: 0 };
  for (const row of rows) count[row.presence ?? "away"] += 1;
  return count;
}
