/** Rows that a page left in the browser's other place, because the first did not answer in time, come home; nothing is lost or doubled. */

import { applied, attemptsOf, together, under, type AttemptRow, type Change, type DraftRow, type Rows, type VisitorRow } from "./rows.ts";

/** What `left` adds to `rows`: runs at the end of their owner's queue, each once; of one draft the newer, of a visitor's level the better
 * run and the newest program. */
export function gather(rows: Rows, left: Rows): Change {
  let change: Change = {};
  for (const [name, row] of under<unknown>(left, "")) {
    const [kind, owner] = name.split("/");
    if (kind === "attempt" && owner !== undefined) change = together(change, joined(applied(rows, change), owner, row as AttemptRow));
    else if (kind === "visitor") {
      const best = bestOf(row as VisitorRow, rows.get(name) as VisitorRow | undefined);
      if (best !== null) change = together(change, { put: [[name, best]] });
    } else if (kind !== "sender" && comesFirst(kind ?? "", row, rows.get(name))) change = together(change, { put: [[name, row]] });
  }
  return change;
}

/** Times stay as they are: the server orders by them. */
function joined(rows: Rows, owner: string, row: AttemptRow): Change {
  const queue = under<AttemptRow>(rows, attemptsOf(owner));
  if (queue.some(([, { item }]) => item.id === row.item.id)) return {};
  const last = queue[queue.length - 1];
  const number = last === undefined ? 0 : Number(last[0].slice(attemptsOf(owner).length)) + 1;
  return { put: [[attemptsOf(owner) + String(number).padStart(10, "0"), row]] };
}

function comesFirst(kind: string, row: unknown, there: unknown): boolean {
  if (there === undefined) return true;
  return kind === "draft" && (row as DraftRow).item.madeAt > (there as DraftRow).item.madeAt;
}

/** Of a visitor's level the best run, and the newest program to go on with. */
function bestOf(row: VisitorRow, there: VisitorRow | undefined): VisitorRow | null {
  if (there === undefined) return row;
  if (there.claimedBy !== null) return null;
  const proof = row.state > there.state || (row.state === there.state && (row.best?.madeAt ?? 0) > (there.best?.madeAt ?? 0)) ? row : there;
  const newest = [row, there].flatMap((one) => [one.best, one.draft]).flatMap((work) => work ?? []).reduce<{ program: string; madeAt: number } | null>(
    (found, { program, madeAt }) => (found === null || madeAt > found.madeAt ? { program, madeAt } : found), null);
  return { ...proof, draft: newest === null || newest.program === proof.best?.program ? null : newest };
}
