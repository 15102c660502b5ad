/** What lies in this browser: the rows, their names, and changes to them as plain data. Every name is listed in stores.json. */

import type { AttemptIn, DraftIn, SealingKey } from "../wire.gen.ts";

/** Rows by name, in the order of their names. */
export type Rows = ReadonlyMap<string, unknown>;

/** What a decision wants written. Applied whole or not at all. */
export interface Change {
  readonly put?: readonly (readonly [name: string, row: unknown])[];
  readonly drop?: readonly string[];
}

/** A run that is not at the server yet. `sure: false`: its time is this device's clock, uncorrected. */
export interface AttemptRow {
  readonly item: AttemptIn;
  readonly sure: boolean;
}
export interface DraftRow {
  readonly item: DraftIn;
  readonly sure: boolean;
}
/** What sealing for this person takes, also without network. `here` is the cookie's value of that sign-in. */
export interface PersonRow {
  readonly code: string;
  readonly here: string;
  readonly sealing: SealingKey | null;
  readonly ticket: string | null;
  readonly offset: number | null;
}
export interface AsideRow {
  readonly level: string | null;
  readonly program: string;
  readonly sentence: string | null;
  readonly key: "host.set-aside" | "host.too-large";
}
/** Sealed work. `over`: its ticket is over, only its owner's session can bring it home. */
export interface ParcelRow {
  readonly owner: string;
  readonly key: string;
  readonly sealed: string;
  readonly at: number;
  readonly over: boolean;
}
/** What a visitor did on one level. `claimedBy`: on its way into that person's record. */
export interface VisitorRow {
  readonly lesson: string;
  readonly state: number;
  readonly best: AttemptIn | null;
  readonly draft: { readonly program: string; readonly madeAt: number } | null;
  readonly picture: string | null;
  readonly claimedBy: string | null;
}
export interface LeavingRow {
  readonly code: string;
}
export interface SenderRow {
  readonly tab: string;
  readonly until: number;
}

/** The rows whose name begins so, in order. */
export function under<T>(rows: Rows, prefix: string): [string, T][] {
  const found: [string, T][] = [];
  for (const [name, row] of rows) if (name.startsWith(prefix)) found.push([name, row as T]);
  return found.sort(([a], [b]) => (a < b ? -1 : 1));
}

export const attemptsOf = (owner: string): string => `attempt/${owner}/`;
export const draftsOf = (owner: string): string => `draft/${owner}/`;
export const draftName = (owner: string, level: string): string => `draft/${owner}/${level}`;
export const asidesOf = (owner: string): string => `aside/${owner}/`;
export const personName = (code: string): string => `person/${code}`;
export const visitorName = (level: string): string => `visitor/${level}`;
export const declinedName = (code: string): string => `declined/${code}`;
/** The owner of work made before the page could learn who is here: this sign-in, whoever it is. */
export const unknownOwner = (here: string): string => `?${here}`;

/** Everybody who has unsent work among these rows. */
export function ownersOf(rows: Rows): Set<string> {
  const owners = new Set<string>();
  for (const name of rows.keys()) {
    const [kind, owner] = name.split("/");
    if ((kind === "attempt" || kind === "draft") && owner !== undefined) owners.add(owner);
  }
  return owners;
}

/** One change after another as one. A name put and dropped ends as the later says. */
export function together(...changes: readonly Change[]): Change {
  const last = new Map<string, { row: unknown } | null>();
  for (const change of changes) {
    for (const name of change.drop ?? []) last.set(name, null);
    for (const [name, row] of change.put ?? []) last.set(name, { row });
  }
  const put: [string, unknown][] = [];
  const drop: string[] = [];
  for (const [name, to] of last) {
    if (to === null) drop.push(name);
    else put.push([name, to.row]);
  }
  return { put, drop };
}

/** These rows after that change. */
export function applied(rows: Rows, change: Change): Map<string, unknown> {
  const after = new Map(rows);
  for (const name of change.drop ?? []) after.delete(name);
  for (const [name, row] of change.put ?? []) after.set(name, row);
  return after;
}
