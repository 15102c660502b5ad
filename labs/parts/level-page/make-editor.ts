// Blocks where the browser can have them, the icon strip where it cannot.
import type { EditorMaker } from "./editor.ts";

/** Fetches Blockly at once. If it cannot be had or cannot start, a level with an icon version gets the strip instead. */
export function blocksOrStrip(): EditorMaker {
  const coming = import("../blocks/index.ts");
  // Looked at again below; here it must only not count as unhandled.
  coming.catch(() => undefined);
  return async (place, options) => {
    try {
      const { createWorkspace } = await coming;
      return createWorkspace(place, options);
    } catch (error) {
      place.textContent = "";
      if (!options.level.icons) throw error;
      const { createStrip } = await import("./strip/strip.tsx");
      return createStrip(place, options);
    }
  };
}
