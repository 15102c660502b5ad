/** The tick a child understands, from what waits and what fails. */

import { computed, type ReadonlySignal } from "@preact/signals";
import type { Problem, Saved, SavedSentence } from "./host.ts";
import type { PersonHere } from "./wire.gen.ts";

export interface Facts {
  readonly me: ReadonlySignal<PersonHere | null | undefined>;
  /** Rows on this device that are not at the server. */
  readonly waiting: ReadonlySignal<number>;
  /** An edit that is not even on this device yet: its pause is not over. */
  readonly editing: ReadonlySignal<boolean>;
  readonly failing: ReadonlySignal<boolean>;
  /** Rows live in this page only. */
  readonly full: ReadonlySignal<boolean>;
  readonly problems: ReadonlySignal<readonly Problem[]>;
}

export function savedOf(facts: Facts): { saved: ReadonlySignal<Saved>; savedSentence: ReadonlySignal<SavedSentence> } {
  const savedSentence = computed((): SavedSentence => {
    if (facts.problems.value.length > 0) return "host.set-aside";
    if (facts.full.value && (facts.waiting.value > 0 || facts.me.value === null)) return "host.device-full";
    if (facts.me.value === null) return "host.signed-out";
    if (facts.waiting.value > 0 && facts.failing.value) return "host.waiting";
    return facts.waiting.value > 0 || facts.editing.value ? "host.saving" : "host.saved";
  });
  const saved = computed((): Saved => {
    const sentence = savedSentence.value;
    return sentence === "host.set-aside" || sentence === "host.device-full" ? "problem" : (sentence.slice("host.".length) as Saved);
  });
  return { saved, savedSentence };
}
