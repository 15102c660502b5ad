/** What a visitor did, kept in this browser only; and how it becomes a pupil's when one says "it is mine". */

import type { AttemptIn, DraftIn } from "../wire.gen.ts";
import { addAttempt, addDraft } from "./queue.ts";
import {
  applied, attemptsOf, declinedName, draftName, draftsOf, together, under, visitorName,
  type AttemptRow, type Change, type DraftRow, type Rows, type VisitorRow,
} from "./rows.ts";
import { stateOf } from "./states.ts";

/** Pictures larger than this are not kept. */
export const LARGEST_PICTURE = 20_000;

const fresh = (lesson: string): VisitorRow => ({ lesson, state: 0, best: null, draft: null, picture: null, claimedBy: null });

function ofLevel(rows: Rows, level: string, lesson: string): VisitorRow {
  const row = rows.get(visitorName(level)) as VisitorRow | undefined;
  // What was claimed belongs to somebody now: a new visitor begins anew.
  return row === undefined || row.claimedBy !== null ? fresh(lesson) : row;
}

/** A visitor's run: the best one stays as proof of the state, a worse one is only where to go on. */
export function addVisitorRun(rows: Rows, item: AttemptIn, picture: string | null): Change {
  const row = ofLevel(rows, item.level, item.lesson);
  const state = stateOf(item.outcome);
  const best = row.best === null || state >= row.state;
  const shown = picture !== null && picture.length <= LARGEST_PICTURE ? picture : row.picture;
  const after: VisitorRow = best
    ? { ...row, state, best: item, draft: null, picture: shown }
    : { ...row, draft: { program: item.program, madeAt: item.madeAt } };
  return { put: [[visitorName(item.level), after]] };
}

export function addVisitorDraft(rows: Rows, item: DraftIn): Change {
  const row = ofLevel(rows, item.level, item.lesson);
  if (row.best !== null && row.best.program === item.program) return {};
  return { put: [[visitorName(item.level), { ...row, draft: { program: item.program, madeAt: item.madeAt } } satisfies VisitorRow]] };
}

/** The program a visitor goes on with. */
export function visitorWork(row: VisitorRow): { program: string; madeAt: number } | null {
  if (row.claimedBy !== null) return null;
  if (row.draft !== null) return row.draft;
  return row.best === null ? null : { program: row.best.program, madeAt: row.best.madeAt };
}

export interface Found {
  readonly levels: number;
  readonly solved: number;
  readonly picture: string | null;
}

/** What there is to offer this person, or null: nothing was run, or they said before that it is not theirs. */
export function offerFor(rows: Rows, code: string): Found | null {
  if (rows.has(declinedName(code))) return null;
  const open = under<VisitorRow>(rows, "visitor/").map(([, row]) => row).filter((row) => row.claimedBy === null && row.best !== null);
  if (open.length === 0) return null;
  const newest = [...open].sort((a, b) => (b.best?.madeAt ?? 0) - (a.best?.madeAt ?? 0));
  return { levels: open.length, solved: open.filter((row) => row.state >= 2).length, picture: newest.find((row) => row.picture !== null)?.picture ?? null };
}

/** "It is mine": everything joins that person's queue, and stays here, marked, until the server has it. */
export function claim(rows: Rows, code: string): Change {
  let change: Change = {};
  for (const [name, row] of under<VisitorRow>(rows, "visitor/")) {
    if (row.claimedBy !== null) continue;
    const level = name.slice(visitorName("").length);
    change = together(change, { put: [[name, { ...row, claimedBy: code } satisfies VisitorRow]] });
    if (row.best !== null)
      change = together(change, addAttempt(applied(rows, change), code, { ...row.best, hints: 0, seconds: 0, fromBrowser: true }, true));
    if (row.draft !== null && !rows.has(draftName(code, level)))
      change = together(change, addDraft(applied(rows, change), code, { lesson: row.lesson, level, ...row.draft, fromBrowser: true }, true));
  }
  return change;
}

/** Work of a sign-in nobody can name any more becomes a visitor's: nothing is lost, and the next owner may claim it. */
export function toVisitor(rows: Rows, owner: string, offset: number): Change {
  let change: Change = {};
  const at = (row: { sure: boolean; item: { madeAt: number } }): number => row.item.madeAt + (row.sure ? 0 : offset);
  for (const [name, row] of under<AttemptRow>(rows, attemptsOf(owner)))
    change = together(change, { drop: [name] }, addVisitorRun(applied(rows, change), { ...row.item, madeAt: at(row) }, null));
  for (const [name, row] of under<DraftRow>(rows, draftsOf(owner)))
    change = together(change, { drop: [name] }, addVisitorDraft(applied(rows, change), { ...row.item, madeAt: at(row) }));
  return change;
}

/** Best states of one lesson. */
export function visitorStates(rows: Rows, lesson: string): Record<string, number> {
  const states: Record<string, number> = {};
  for (const [name, row] of under<VisitorRow>(rows, "visitor/"))
    if (row.lesson === lesson && row.claimedBy === null && row.state > 0) states[name.slice(visitorName("").length)] = row.state;
  return states;
}

/** Everything a visitor left, except what is on its way into somebody's record. */
export function forgetVisitor(rows: Rows): Change {
  const open = under<VisitorRow>(rows, "visitor/").filter(([, row]) => row.claimedBy === null).map(([name]) => name);
  return { drop: [...open, ...under(rows, "declined/").map(([name]) => name)] };
}
