// Blockly in the colours of the page, read from the tokens the page has now: light, dark or with more contrast.
import * as Blockly from "blockly/core";
import type { BlockSpec } from "../contract.ts";

/** Categories of blocks; the token of each is `--block-<category>`. */
const categories: readonly BlockSpec["category"][] = ["start", "move", "loop", "logic", "number", "variable", "function", "pen", "text"];

export function themeOf(page: CSSStyleDeclaration): Blockly.Theme {
  const read = (name: string, otherwise: string): string => page.getPropertyValue(name).trim() || otherwise;
  const blockStyles: Record<string, Partial<Blockly.Theme.BlockStyle>> = {};
  for (const category of categories) {
    const colour = read(`--block-${category}`, "#2b47b0");
    blockStyles[category] = { colourPrimary: colour, colourSecondary: mixed(colour, "#ffffff", 0.8), colourTertiary: mixed(colour, "#000000", 0.28) };
  }
  return Blockly.Theme.defineTheme("homeroom", {
    name: "homeroom",
    base: Blockly.Themes.Zelos,
    blockStyles,
    startHats: true,
    fontStyle: { family: read("--font-text", "sans-serif"), weight: "600", size: 12 },
    componentStyles: {
      workspaceBackgroundColour: read("--card", "#ffffff"),
      flyoutBackgroundColour: read("--sunken", "#f5eddd"),
      flyoutForegroundColour: read("--ink", "#23203b"),
      flyoutOpacity: 1,
      scrollbarColour: read("--edge", "#847760"),
      scrollbarOpacity: 0.5,
      insertionMarkerColour: read("--ink", "#000000"),
      insertionMarkerOpacity: 0.25,
    },
  });
}

/** `colour` with `part` of `other` in it; both as #rrggbb. */
export function mixed(colour: string, other: string, part: number): string {
  const channels = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  const from = channels(colour);
  const to = channels(other);
  const out = from.map((value, index) => Math.round(value + ((to[index] ?? value) - value) * part));
  return `#${out.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
