// The level page: whatever the lab, and however programs are built. The strip comes by itself: strip/strip.tsx.
export { blocksOrStrip } from "./make-editor.ts";
export type { Editor, EditorMaker, EditorOptions } from "./editor.ts";
export type { LabLoaders, LabPage, ViewProps } from "./lab.ts";
export { showPlain } from "./plain.tsx";
export { readPage, startPage, type Parts } from "./start.tsx";
