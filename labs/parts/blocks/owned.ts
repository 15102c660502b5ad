// Blockly 13.3 says of each block of the flyout which parts it owns (aria-owns), some of which are never drawn: the notch of a
// value's output. A screen reader is led nowhere by them, and axe objects. Only those that are there are left.
import type * as Blockly from "blockly/core";

/** To be called whenever the flyout was filled. */
export function mendOwned(workspace: Blockly.WorkspaceSvg): void {
  const canvas = workspace.getFlyout()?.getWorkspace().getCanvas();
  for (const block of canvas?.querySelectorAll("[aria-owns]") ?? []) {
    const owned = (block.getAttribute("aria-owns") ?? "").split(/\s+/).filter((id) => id !== "" && document.getElementById(id) !== null);
    if (owned.length > 0) block.setAttribute("aria-owns", owned.join(" "));
    else block.removeAttribute("aria-owns");
  }
}
