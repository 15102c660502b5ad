// The stage in words. A run is told while it happens, with equal steps taken together, so that a screen reader is not
// buried: "moved forward 3 cells", not the same sentence three times.
import { signal, type ReadonlySignal } from "@preact/signals";
import { say, type Said, type Words } from "../words/index.ts";
import { browserWait, type Wait } from "./player.ts";

/** How much is told: each step, equal steps taken together, or only how it ended. */
export type Detail = "each" | "together" | "ending";
export const details: readonly Detail[] = ["each", "together", "ending"];

/** Equal neighbours become one, with their counts (`n`) added. */
export function together(told: readonly Said[]): Said[] {
  const out: Said[] = [];
  for (const next of told) {
    const last = out[out.length - 1];
    if (last && alike(last, next)) {
      out[out.length - 1] = { key: last.key, values: { ...last.values, n: count(last) + count(next) } };
    } else {
      out.push(next);
    }
  }
  return out;
}

function count(said: Said): number {
  return Number(said.values?.["n"] ?? 1);
}

function alike(a: Said, b: Said): boolean {
  if (a.key !== b.key || a.values?.["n"] === undefined) return false;
  const names = new Set([...Object.keys(a.values), ...Object.keys(b.values ?? {})]);
  names.delete("n");
  return [...names].every((name) => a.values?.[name] === b.values?.[name]);
}

/** Collects what happens and puts it into one growing live sentence. */
export interface Teller {
  /** What the live region holds now. */
  readonly text: ReadonlySignal<string>;
  /** Something happened in a run; it is said within a breath, or with whatever comes `now`. Asked for by a press: whatever the detail. */
  happened(said: Said, asked?: boolean): void;
  /** Something to say at once: an answer to a key, the end of a run. */
  now(said: Said | readonly Said[]): void;
  clear(): void;
}

/** At most one announcement per this many milliseconds while a run plays: about what a voice needs for a short sentence. */
const breath = 1500;

/** More than this nobody can listen to in one breath; the latest are told. */
const mostTold = 8;

export function createTeller(words: () => Words, detail: () => Detail, wait: Wait = browserWait): Teller {
  const text = signal("");
  let waiting: Said[] = [];
  let cancel: (() => void) | null = null;

  function stop(): void {
    cancel?.();
    cancel = null;
  }

  function put(told: readonly Said[]): void {
    if (told.length === 0) return;
    const next = told.map((one) => say(words(), one)).join(" ");
    // A live region that gets the same text twice stays silent, so a repeated answer ends with a space that is not heard.
    text.value = next === text.value ? `${next}\u00a0` : next;
  }

  function flush(): void {
    stop();
    const told = detail() === "each" ? waiting : together(waiting).slice(-mostTold);
    waiting = [];
    put(told);
  }

  return {
    text,
    happened(said, asked = false) {
      if (detail() === "ending" && !asked) return;
      waiting.push(said);
      cancel ??= wait(flush, breath);
    },
    now(said) {
      stop();
      const told = [...waiting, ...(Array.isArray(said) ? (said as readonly Said[]) : [said as Said])];
      waiting = [];
      put(detail() === "each" ? told : together(told));
    },
    clear() {
      stop();
      waiting = [];
      text.value = "";
    },
  };
}
