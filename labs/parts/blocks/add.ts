// Another way for dragging: a press on a block of the toolbox puts it below the chosen block, or at the end of the program.
import * as Blockly from "blockly/core";

export function addByClick(workspace: Blockly.WorkspaceSvg, startType: string | null): void {
  const offer = workspace.getFlyout()?.getWorkspace();
  // A press on the toolbox takes the selection away before it is heard of here, so the last one is remembered.
  let chosen: string | null = null;
  workspace.addChangeListener((event) => {
    if (event.type === Blockly.Events.SELECTED) chosen = (event as Blockly.Events.Selected).newElementId ?? chosen;
    else if (event.type === Blockly.Events.CLICK && (event as Blockly.Events.Click).targetType === "workspace") chosen = null;
  });
  offer?.addChangeListener((event) => {
    if (event.type !== Blockly.Events.CLICK) return;
    const id = (event as Blockly.Events.Click).blockId;
    const model = id ? offer.getBlockById(id) : null;
    if (model) chosen = add(workspace, model.getRootBlock(), chosen, startType) ?? chosen;
  });
}

/** Adds a copy of `model`; the answer is its id. */
function add(workspace: Blockly.WorkspaceSvg, model: Blockly.Block, chosen: string | null, startType: string | null): string | null {
  const state = Blockly.serialization.blocks.save(model);
  if (!state) return null;
  Blockly.Events.setGroup(true);
  try {
    delete state.id;
    const made = Blockly.serialization.blocks.append(state, workspace, { recordUndo: true }) as Blockly.BlockSvg;
    const above = made.previousConnection ? placeFor(workspace, chosen, startType) : null;
    if (above && made.previousConnection) above.connect(made.previousConnection);
    else made.moveBy(60, 60);
    return made.id;
  } finally {
    Blockly.Events.setGroup(false);
  }
}

/** Below the chosen block, into its empty mouth, or at the end of the program. */
function placeFor(workspace: Blockly.WorkspaceSvg, chosen: string | null, startType: string | null): Blockly.Connection | null {
  const block = chosen === null ? null : workspace.getBlockById(chosen);
  if (block && !block.isInFlyout) {
    const mouth = block.inputList.find((input) => input.connection?.type === Blockly.ConnectionType.NEXT_STATEMENT && !input.connection.isConnected());
    if (mouth?.connection) return mouth.connection;
    if (block.nextConnection) return block.nextConnection;
  }
  let last = workspace.getTopBlocks(true).find((top) => top.type === startType) ?? null;
  while (last?.getNextBlock()) last = last.getNextBlock();
  return last?.nextConnection ?? null;
}
