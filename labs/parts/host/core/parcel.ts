/** Unsent work of somebody who is gone, made into sealed parcels that only the server can open. The sealing itself is handed in. */

import type { AttemptIn, DraftIn } from "../wire.gen.ts";
import { adopt, afterAttempts, nextAttempts, nextDrafts } from "./queue.ts";
import {
  applied, asidesOf, attemptsOf, draftsOf, ownersOf, personName, together, under,
  type Change, type ParcelRow, type PersonRow, type Rows, type VisitorRow,
} from "./rows.ts";
import { toVisitor } from "./visitor.ts";

/** A parcel nobody took for so long is given up. */
export const PARCEL_LIFE = 28 * 86_400_000;

export interface Sealing {
  seal(text: string, key: string): string;
  name(): string;
  now: number;
  offset: number;
}

/** All unsent work of this person becomes parcels; their other rows go. Nothing changes when there is no key or ticket. */
export function sealUp(rows: Rows, person: PersonRow, sealing: Sealing): Change {
  const { sealing: key, ticket, code } = person;
  if (key === null || ticket === null) return {};
  let change: Change = {};
  const offset = person.offset ?? sealing.offset;
  for (;;) {
    const left = applied(rows, change);
    const attempts: AttemptIn[] = nextAttempts(left, code, Infinity, offset);
    const drafts: DraftIn[] = attempts.length > 0 ? [] : nextDrafts(left, code, Infinity, offset);
    if (attempts.length + drafts.length === 0) break;
    const sealed = sealing.seal(JSON.stringify({ ticket, person: code, attempts, drafts }), key.key);
    const parcel: ParcelRow = { owner: code, key: key.id, sealed, at: sealing.now, over: false };
    const gone = attempts.length > 0
      ? afterAttempts(left, code, { kept: attempts.map(({ id }) => id), refused: [] })
      : { drop: drafts.map(({ level }) => draftsOf(code) + level) };
    change = together(change, gone, { put: [[`parcel/${sealing.name()}`, parcel]] });
  }
  return together(change, clear(rows, code));
}

/** What else lies here about a person who is gone. */
function clear(rows: Rows, code: string): Change {
  const claimed = under<VisitorRow>(rows, "visitor/").filter(([, row]) => row.claimedBy === code).map(([name]) => name);
  return { drop: [personName(code), ...claimed, ...under(rows, asidesOf(code)).map(([name]) => name)] };
}

/** Whose rows must not lie open any longer, now that only these are here. */
function strangers(rows: Rows, here: readonly string[]): string[] {
  const known = under<PersonRow>(rows, "person/").map(([, row]) => row.code);
  return [...new Set([...ownersOf(rows), ...known])].filter((owner) => !here.includes(owner));
}

/** Seals what others left; work of a sign-in that nobody can name becomes a visitor's; old parcels are given up. */
export function settle(rows: Rows, here: readonly string[], sealing: Sealing): Change {
  let change: Change = {};
  for (const owner of strangers(rows, here)) {
    const left = applied(rows, change);
    const person = rows.get(personName(owner)) as PersonRow | undefined;
    if (owner.startsWith("?")) change = together(change, toVisitor(left, owner, sealing.offset));
    else if (person !== undefined) change = together(change, hasWork(left, owner) ? sealUp(left, person, sealing) : clear(left, owner));
  }
  if (under(applied(rows, change), "visitor/").length === 0) change = together(change, { drop: under(rows, "declined/").map(([name]) => name) });
  const old = under<ParcelRow>(rows, "parcel/").filter(([, row]) => sealing.now - row.at > PARCEL_LIFE).map(([name]) => name);
  return together(change, { drop: old });
}

/** Somebody is here: work of this sign-in made before we knew is theirs. */
export function welcome(rows: Rows, person: PersonRow, pending: string, offset: number): Change {
  return together({ put: [[personName(person.code), person]] }, adopt(rows, pending, person.code, offset));
}

export const hasWork = (rows: Rows, owner: string): boolean =>
  under(rows, attemptsOf(owner)).length + under(rows, draftsOf(owner)).length > 0;
