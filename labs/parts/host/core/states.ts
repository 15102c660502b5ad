/** States of levels: the best ever wins, whatever order news arrives in. */


import type { AttemptIn, AttemptsKept } from "../wire.gen.ts";

export type OutcomeName = AttemptIn["outcome"];
/** 0 not started, 1 tried, 2 passed, 3 perfect, 4 done, by level. */
export type States = AttemptsKept["states"];

const NUMBER: Readonly<Record<OutcomeName, number>> = { tried: 1, passed: 2, perfect: 3, done: 4 };

export const stateOf = (outcome: OutcomeName): number => NUMBER[outcome];

export const outcomeOf = (state: number): OutcomeName => (["tried", "tried", "passed", "perfect", "done"] as const)[state as 0] ?? "tried";

/** The better of both for every level; the very same object when nothing gets better. */
export function better(states: States, news: States): States {
  const after: Record<string, number> = { ...states };
  let changed = false;
  for (const [level, state] of Object.entries(news)) {
    if (!(state > (after[level] ?? 0))) continue;
    after[level] = state;
    changed = true;
  }
  return changed ? after : states;
}
