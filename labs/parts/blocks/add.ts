// Another way for dragging: a press on a block of the toolbox puts it below the chosen block, or at the end of the program.
import * as Blockly from "blockly/core";

export function addByClick(workspace: Blockly.WorkspaceSvg, startType: string | null): void {
  const offer = workspace.getFlyout()?.getWorkspace();
  offer?.addChangeListener((event) => {
    if (event.type !== Blockly.Events.CLICK) return;
    const id = (event as Blockly.Events.Click).blockId;
    const model = id ? offer.getBlockById(id) : null;
    if (model) add(workspace, model.getRootBlock(), startType);
  });
}

function add(workspace: Blockly.WorkspaceSvg, model: Blockly.Block, startType: string | null): void {
  const state = Blockly.serialization.blocks.save(model);
  if (!state) return;
  Blockly.Events.setGroup(true);
  try {
    delete state.id;
    const made = Blockly.serialization.blocks.append(state, workspace, { recordUndo: true }) as Blockly.BlockSvg;
    const above = made.previousConnection ? placeFor(workspace, made, startType) : null;
    if (above && made.previousConnection) above.connect(made.previousConnection);
    else made.moveBy(60, 60);
    Blockly.common.setSelected(made);
  } finally {
    Blockly.Events.setGroup(false);
  }
}

/** Below the chosen block, into its empty mouth, or at the end of the program. */
function placeFor(workspace: Blockly.WorkspaceSvg, made: Blockly.Block, startType: string | null): Blockly.Connection | null {
  const chosen = Blockly.common.getSelected();
  const block = chosen instanceof Blockly.BlockSvg && chosen.workspace === workspace && chosen !== made ? chosen : null;
  if (block) {
    const mouth = block.inputList.find((input) => input.connection?.type === Blockly.ConnectionType.NEXT_STATEMENT && !input.connection.isConnected());
    if (mouth?.connection) return mouth.connection;
    if (block.nextConnection) return block.nextConnection;
  }
  let last = workspace.getTopBlocks(true).find((top) => top.type === startType) ?? null;
  while (last?.getNextBlock()) last = last.getNextBlock();
  return last?.nextConnection ?? null;
}
