// What somebody chose about sound and speed on this device. Says nothing about who they are; one row of localStorage.
import { effect, signal, type Signal } from "@preact/signals";
import { details, type Detail } from "./tell.ts";
import { speeds, type Speed } from "./player.ts";

/** The name of the row; declared in `stores.json` beside this file. */
export const row = "homeroom.preferences";

export interface Preferences {
  readonly sound: Signal<boolean>;
  readonly speed: Signal<Speed>;
  readonly detail: Signal<Detail>;
}

interface Kept {
  readonly sound?: unknown;
  readonly speed?: unknown;
  readonly detail?: unknown;
}

/** Reads the row, and keeps later changes. A browser that refuses storage works with the usual choices. */
export function preferences(storage: () => Storage): Preferences {
  const kept = read(storage);
  const chosen = {
    sound: signal(kept.sound !== false),
    speed: signal<Speed>(speeds.find((speed) => speed === kept.speed) ?? "steady"),
    detail: signal<Detail>(details.find((detail) => detail === kept.detail) ?? "together"),
  };
  let first = true;
  effect(() => {
    const text = JSON.stringify({ sound: chosen.sound.value, speed: chosen.speed.value, detail: chosen.detail.value });
    // Nothing is written until something is chosen: a visitor who only plays leaves no row.
    if (!first) write(storage, text);
    first = false;
  });
  return chosen;
}

function read(storage: () => Storage): Kept {
  try {
    const value: unknown = JSON.parse(storage().getItem(row) ?? "{}");
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

function write(storage: () => Storage, text: string): void {
  try {
    storage().setItem(row, text);
  } catch {
    // Storage is full or forbidden: the choice holds until the page is left.
  }
}
