// The pens in the box. Their names are CSS's own, so that a pupil's JavaScript and a style sheet say the same; each can be seen on
// white paper (3:1 or more). Pure.
import type { Choice } from "../parts/contract.ts";

const names = ["royalblue", "crimson", "forestgreen", "orangered", "purple", "deeppink", "teal", "dodgerblue", "darkgoldenrod", "sienna", "gray", "black"] as const;

export const colours: readonly Choice[] = names.map((value) => ({ value, label: `drawing.colour.${value}` }));

/** The pen a turtle begins with. */
export const firstColour = "royalblue";
export const firstWidth = 4;
export const mostWidth = 40;

export function isColour(value: unknown): value is string {
  return names.some((name) => name === value);
}

/** A pen drawn by lot; `random` is at least 0 and below 1. */
export function anyColour(random: () => number): string {
  return names[Math.floor(random() * names.length)] ?? firstColour;
}
