// Blockly, as level pages use it. Loaded by `import()`, so that a page whose browser cannot have it goes on without.
export { createWorkspace, type Workspace, type WorkspaceOptions } from "./workspace.ts";
