/** States of levels: the best ever wins, whatever order news arrives in. */

import type { OutcomeName, States } from "../wire.ts";

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
