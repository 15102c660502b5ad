// Puts into a sentence how a program ended when neither the world nor the pupil ended it.
import type { Said } from "../contract.ts";
import type { End } from "./engine.ts";

/** A sentence for an end that is no verdict of the world; null when the program finished or the world stopped it. */
export function saidOf(end: End): Said | null {
  switch (end.end) {
    case "finished":
    case "stopped":
      return null;
    case "limit":
      return { key: `engine.${end.reason}` };
    case "error":
      return { key: "engine.error" };
    case "lost":
      return { key: `engine.${end.reason}` };
  }
}
