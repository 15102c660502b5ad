// Where the workspace looks. Moving a block by keyboard scrolls it (seen in Blockly 13.3), and the rest of the program is out of sight.
import type * as Blockly from "blockly/core";

const margin = 16;

/** After a block was put down: everything in sight where that fits, otherwise at least that block. */
export function settleView(workspace: Blockly.WorkspaceSvg, block: string | null): void {
  const view = workspace.getMetricsManager().getViewMetrics(true);
  const all = workspace.getBlocksBoundingBox();
  const fits = all.right - all.left + 2 * margin <= view.width && all.bottom - all.top + 2 * margin <= view.height;
  const box = fits ? all : (block === null ? null : workspace.getBlockById(block)?.getBoundingRectangle());
  if (!box) return;
  const dx = shift(box.left - margin, box.right + margin, view.left, view.left + view.width);
  const dy = shift(box.top - margin, box.bottom + margin, view.top, view.top + view.height);
  if (dx !== 0 || dy !== 0) workspace.scroll(workspace.scrollX + dx * workspace.scale, workspace.scrollY + dy * workspace.scale);
}

/** Scrollbars only for what lies out of sight: Blockly lets a workspace scroll for ever, and so shows both at all times. */
export function showScrollbars(workspace: Blockly.WorkspaceSvg): void {
  const bars = workspace.scrollbar;
  if (!bars) return;
  const view = workspace.getMetricsManager().getViewMetrics(true);
  const all = workspace.getBlocksBoundingBox();
  // Half a pixel: where blocks end is a fraction.
  bars.hScroll?.setContainerVisible(all.left < view.left - 0.5 || all.right > view.left + view.width + 0.5);
  bars.vScroll?.setContainerVisible(all.top < view.top - 0.5 || all.bottom > view.top + view.height + 0.5);
}

/** How far to move so that `from`..`to` lies between `low` and `high`; 0 where it does, or where it never can. */
function shift(from: number, to: number, low: number, high: number): number {
  if (from < low) return low - from;
  if (to > high) return Math.max(high - to, low - from);
  return 0;
}
