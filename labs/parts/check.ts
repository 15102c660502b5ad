// What a lab tells the checker (labs/check), so that it can replay the lab's levels. A lab exports one of these from its
// check.ts and is listed in labs/check/labs.ts; nothing else is needed for a second lab.
import type { BlockTable, LevelData, Program, Run } from "./contract.ts";
import type { Engine, GuestMaker } from "./engine/index.ts";
import type { Tree } from "./generate/index.ts";

/** The shortest programs of a level, as far as the lab can tell. */
export interface Fewest {
  /** Blocks of the shortest program found; null when none was found within `most`. */
  readonly blocks: number | null;
  /** One such program in text form. */
  readonly example: string | null;
  /** Whether every program up to `most` blocks was looked at; false means the search was given up, and the author is believed. */
  readonly proven: boolean;
}

export interface LabCheck {
  readonly lab: string;
  /** 1 = our own art, drawn in the page; 2 = pupils' documents, drawn in the second host's frame. */
  readonly tier: 1 | 2;
  readonly uploads: boolean;
  /** `block type.field` of each field for free text. */
  readonly textPlaces: readonly string[];
  readonly blocks: BlockTable;
  readonly guests: Readonly<Record<string, GuestMaker>>;
  /** `level.schema.json`. */
  readonly bodySchema: object;
  /** `strings.en.json`. */
  readonly strings: Readonly<Record<string, { readonly en: string; readonly note: string }>>;
  /** Names of the mistakes it recognises; `<lab>.mistake.<name>` is the key of the general sentence. */
  readonly mistakes: readonly string[];
  /** What the world may say where no mistake was recognised: `<lab>.<name>` is the key of the sentence. Absent where it always names one. */
  readonly happened?: readonly string[];
  run(engine: Engine, level: LevelData<never>, program: Program): Promise<Run>;
  /** What a schema cannot say about a body. */
  bodyProblems(body: never): readonly string[];
  /** The body as pages get it, where a part of it is computed from the shortest solution (a drawing's goal), and what is wrong with that. */
  complete?(body: never, solution: Tree): { readonly body: object; readonly problems: readonly string[] };
  /** What makes two levels the same to a pupil: the body without its decoration. */
  sameness(body: never): string;
  /** Changed copies of a program, each by one small change: the mutants of a mistake. */
  mutants(tree: Tree): Iterable<Tree>;
  /**
   * Searches the shortest program made of `toolbox` with at most `most` blocks. Absent when the lab cannot search: then a level that
   * teaches a block brings the author's best program without it (`without.txt`).
   */
  fewest?(level: LevelData<never>, toolbox: readonly string[], most: number): Fewest;
}
