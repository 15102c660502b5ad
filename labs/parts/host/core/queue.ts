/** The queue of unsent work as a state machine without a browser: what to keep, what to send next, what an answer means. */

import type { AttemptIn, AttemptsKept, DraftIn, DraftsKept } from "../wire.gen.ts";
import {
  applied, asidesOf, attemptsOf, draftName, draftsOf, together, under, visitorName,
  type AsideRow, type AttemptRow, type Change, type DraftRow, type Rows, type VisitorRow,
} from "./rows.ts";

export const MOST_ATTEMPTS = 50;
export const MOST_DRAFTS = 20;
/** Well under the 512 KiB of the server, so that even escaped text fits. */
export const MOST_BYTES = 240_000;
/** A program the server would refuse is not queued at all. */
export const LARGEST_PROGRAM = 131_072;

/** Bytes of a text in UTF-8. */
export function bytesOf(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit <= 0xdbff) { bytes += 4; at += 1; }
    else bytes += 3;
  }
  return bytes;
}

/** A run joins the end of its owner's queue; the unrun work of that level that it replaces goes. */
export function addAttempt(rows: Rows, owner: string, item: AttemptIn, sure: boolean): Change {
  const queue = under<AttemptRow>(rows, attemptsOf(owner));
  if (queue.some(([, row]) => row.item.id === item.id)) return {};
  const last = queue[queue.length - 1];
  const number = last === undefined ? 0 : Number(last[0].slice(attemptsOf(owner).length)) + 1;
  // A clock set back must not turn the order round: what is made later has a later time.
  const notBefore = last !== undefined && last[1].sure === sure ? last[1].item.madeAt + 1 : 0;
  const row: AttemptRow = { item: { ...item, madeAt: item.fromBrowser ? item.madeAt : Math.max(item.madeAt, notBefore) }, sure };
  const draft = rows.get(draftName(owner, item.level)) as DraftRow | undefined;
  const replaced = draft !== undefined && !item.fromBrowser && draft.item.madeAt <= row.item.madeAt;
  return {
    put: [[attemptsOf(owner) + String(number).padStart(10, "0"), row]],
    drop: replaced ? [draftName(owner, item.level)] : [],
  };
}

/** The newest unrun work of a level takes the place of the one before; an older one changes nothing. */
export function addDraft(rows: Rows, owner: string, item: DraftIn, sure: boolean): Change {
  const name = draftName(owner, item.level);
  const now = rows.get(name) as DraftRow | undefined;
  if (now !== undefined && (item.fromBrowser || now.item.madeAt > item.madeAt)) return {};
  return { put: [[name, { item, sure } satisfies DraftRow]] };
}

/** The next things to send, oldest first, as many as one request may hold. `offset` corrects times that are not sure yet. */
export function nextAttempts(rows: Rows, owner: string, limit: number, offset: number): AttemptIn[] {
  return fitting(under<AttemptRow>(rows, attemptsOf(owner)), Math.min(limit, MOST_ATTEMPTS), offset);
}

export function nextDrafts(rows: Rows, owner: string, limit: number, offset: number): DraftIn[] {
  return fitting(under<DraftRow>(rows, draftsOf(owner)), Math.min(limit, MOST_DRAFTS), offset);
}

function fitting<T extends AttemptIn | DraftIn>(
  queue: readonly (readonly [string, { readonly item: T; readonly sure: boolean }])[], limit: number, offset: number,
): T[] {
  const batch: T[] = [];
  let bytes = 0;
  for (const [, row] of queue) {
    // Programs are JSON text inside JSON text: the quotes are escaped.
    bytes += bytesOf(JSON.stringify(row.item));
    if (batch.length === limit || (batch.length > 0 && bytes > MOST_BYTES)) break;
    batch.push(row.sure ? row.item : { ...row.item, madeAt: row.item.madeAt + offset });
  }
  return batch;
}

/** The server has these, or will never take them: both leave the queue, the refused ones are set aside with their sentence. */
export function afterAttempts(rows: Rows, owner: string, answer: Pick<AttemptsKept, "kept" | "refused">): Change {
  const kept = new Set(answer.kept);
  const refused = new Map(answer.refused.map((item) => [item.id, item]));
  const drop: string[] = [];
  const put: [string, unknown][] = [];
  for (const [name, row] of under<AttemptRow>(rows, attemptsOf(owner))) {
    const no = refused.get(row.item.id);
    if (no !== undefined) put.push(aside(owner, row.item.id, row.item, no.sentence, no.reason));
    if (no !== undefined || kept.has(row.item.id)) drop.push(name);
  }
  return { put, drop };
}

/** As for attempts; unrun work that was edited since it was sent stays. */
export function afterDrafts(rows: Rows, owner: string, sent: readonly DraftIn[], answer: Pick<DraftsKept, "kept" | "refused">): Change {
  const kept = new Set(answer.kept);
  const refused = new Map(answer.refused.map((item) => [item.id, item]));
  const drop: string[] = [];
  const put: [string, unknown][] = [];
  for (const item of sent) {
    const name = draftName(owner, item.level);
    const now = rows.get(name) as DraftRow | undefined;
    if (now === undefined || now.item.program !== item.program) continue;
    const no = refused.get(item.level);
    if (no !== undefined) put.push(aside(owner, item.level, item, no.sentence, no.reason));
    if (no !== undefined || kept.has(item.level)) drop.push(name);
  }
  return { put, drop };
}

function aside(owner: string, id: string, item: DraftIn | AttemptIn, sentence: string | null, reason: string): [string, AsideRow] {
  return [asidesOf(owner) + id, {
    level: item.level, program: item.program, sentence: sentence === "" ? null : sentence,
    key: reason === "too-large" ? "host.too-large" : "host.set-aside",
  }];
}

/** All of one owner's queue goes to another name: work made before the page knew who is here. */
export function adopt(rows: Rows, from: string, to: string, offset: number): Change {
  let change: Change = {};
  const corrected = <T extends AttemptIn | DraftIn>(row: { item: T; sure: boolean }): T =>
    row.sure ? row.item : { ...row.item, madeAt: row.item.madeAt + offset };
  for (const [name, row] of under<AttemptRow>(rows, attemptsOf(from)))
    change = together(change, { drop: [name] }, addAttempt(applied(rows, change), to, corrected(row), true));
  for (const [name, row] of under<DraftRow>(rows, draftsOf(from)))
    change = together(change, { drop: [name] }, addDraft(applied(rows, change), to, corrected(row), true));
  return change;
}

/** Visitor's levels whose claim has landed: nothing of them waits any more, so they leave this browser. */
export function landed(rows: Rows, owner: string): Change {
  const waiting = new Set(under<AttemptRow>(rows, attemptsOf(owner)).map(([, row]) => row.item.id));
  const drop: string[] = [];
  for (const [name, row] of under<VisitorRow>(rows, "visitor/")) {
    if (row.claimedBy !== owner) continue;
    const level = name.slice(visitorName("").length);
    const draft = rows.get(draftName(owner, level)) as DraftRow | undefined;
    if (row.best !== null && waiting.has(row.best.id)) continue;
    if (draft?.item.fromBrowser === true) continue;
    drop.push(name);
  }
  return { drop };
}

/** How much of this owner is not at the server yet. */
export function waitingOf(rows: Rows, owner: string): number {
  return under(rows, attemptsOf(owner)).length + under(rows, draftsOf(owner)).length;
}
