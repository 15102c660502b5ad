// What the level page needs of whatever a program is built in: Blockly's workspace, or the strip of plain buttons.
import type { ReadonlySignal } from "@preact/signals";
import type { BlockTable, LevelData, Program } from "../contract.ts";
import type { Sayer, Words } from "../words/index.ts";

/** A place where a program is built. */
export interface Editor {
  readonly kind: "blocks" | "strip";
  /** Shows `program` in place of what was there; not an edit. */
  load(program: Program): void;
  /** Another level: its toolbox, then its program. */
  level(level: LevelData, program: Program): void;
  program(): Program;
  /** Marks the block that runs now; null marks none. */
  highlight(block: string | null): void;
  /** The place has another size, or the page other colours. */
  refresh(): void;
  dispose(): void;
}

export interface EditorOptions {
  readonly api: BlockTable;
  readonly level: LevelData;
  readonly program: Program;
  readonly words: Words;
  readonly say: Sayer;
  readonly rtl: boolean;
  /** Address of Blockly's own pictures, sounds and cursors. */
  readonly media: string;
  /** Narrow page: the toolbox lies below. */
  readonly narrow: ReadonlySignal<boolean>;
  readonly sound: ReadonlySignal<boolean>;
  /** The child changed the program. */
  readonly onEdit: (program: Program) => void;
}

/** Builds an editor in `place`. Throws where the browser cannot; the page then takes the strip. */
export type EditorMaker = (place: HTMLElement, options: EditorOptions) => Editor | Promise<Editor>;
