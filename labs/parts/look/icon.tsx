import type { JSX } from "preact";
import type { IconName } from "./tokens.gen.ts";

export type { IconName } from "./tokens.gen.ts";

/** Icons that point along the line of reading, and turn round right to left. A turn in the maze stays a turn. */
const turning: ReadonlySet<string> = new Set(["next", "previous", "back", "undo", "sign-in", "sign-out", "speaker", "speaker-off"]);

let sheet = "icons.gen.svg";

/** Where the sheet of icons is; said once, before anything is drawn. */
export function iconsAt(address: string): void {
  sheet = address;
}

/** A picture beside or instead of a text; never the only name of a thing. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class={`icon${turning.has(name) ? " icon-turns" : ""}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <use href={`${sheet}#${name}`} />
    </svg>
  );
}
