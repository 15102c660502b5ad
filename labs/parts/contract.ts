// What the server, the level page, the labs and the checker agree on. Types only, no code: whoever needs a shape imports it
// from here, and nobody describes it a second time.

/** A sentence before it is put into words: a key of some `strings.en.json`, and values for its holes. */
export interface Said {
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** tried = not solved; passed = solved with more blocks than needed; perfect = solved with the fewest; done = free play was run. */
export type Outcome = "tried" | "passed" | "perfect" | "done";

/** What a run came to. A pure function of level and program: page, checker and teacher's replay always agree. */
export interface Verdict {
  readonly outcome: Outcome;
  /** Name of the mistake that was recognised; null when none was, and when the level is solved. Kept with the attempt. */
  readonly mistake: string | null;
  /**
   * What to tell the pupil. When the level has its own sentence for `mistake` (`level.mistakes[mistake]`), the page shows that
   * one instead: it is about this map, `said` about the mistake in general.
   */
  readonly said: Said;
  /** Blocks in the program, the start block not counted. */
  readonly blocks: number;
}

/** One thing that happened; labs extend it (`do: "move"`, ...). `block` is the id of the block that made it happen. */
export interface Step {
  readonly block: string | null;
}

/** A finished run: simulated first, replayed by the view afterwards. */
export interface Run<S extends Step = Step> {
  readonly steps: readonly S[];
  readonly verdict: Verdict;
  /** The engine was stopped or broke, so nothing was tried: `verdict.said` says so, and there is no attempt to keep. */
  readonly lost?: boolean;
}

// ---------------------------------------------------------------------------------------------------------------------
// Programs: Blockly's own JSON. Made by the workspace, the icon strip and the text form (parts/generate), read by parts/generate.

/** One block as Blockly saves it. Ids are unique within a program. */
export interface ProgramBlock {
  readonly type: string;
  readonly id: string;
  readonly x?: number;
  readonly y?: number;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly inputs?: Readonly<Record<string, { readonly block?: ProgramBlock; readonly shadow?: ProgramBlock }>>;
  readonly next?: { readonly block?: ProgramBlock };
  readonly enabled?: boolean;
  readonly deletable?: boolean;
  readonly movable?: boolean;
  readonly collapsed?: boolean;
}

/** A program. Only what hangs under the `start` block (and definitions) runs; other stacks are kept but lie idle. */
export interface Program {
  readonly blocks?: { readonly languageVersion: 0; readonly blocks: readonly ProgramBlock[] };
  readonly variables?: readonly { readonly name: string; readonly id: string }[];
}

// ---------------------------------------------------------------------------------------------------------------------
// Blocks: `labs/<lab>/api.ts` is one table of these. From it come Blockly's definitions and toolbox (parts/blocks), JavaScript,
// the text form and the count (parts/generate), the icon strip, the help, and what the server must know of a lab (labs/check).

/** One choice of a drop-down: the value in programs, and the key of its text. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Something a pupil may set inside a block. Its place in the label is the hole of the same name, `{TIMES}`. */
export type FieldSpec =
  | { readonly name: string; readonly kind: "number"; readonly value: number; readonly min: number; readonly max: number; readonly precision?: number }
  | { readonly name: string; readonly kind: "choice"; readonly value: string; readonly choices: readonly Choice[] }
  | { readonly name: string; readonly kind: "colour"; readonly value: string; readonly colours: readonly Choice[] };

/** A place for a block with a value; its place in the label is the hole of the same name. `shadow` is what a new block shows there. */
export interface ValueSpec {
  readonly name: string;
  /** A block type of the same table with shape "value", and its fields. */
  readonly shadow?: { readonly type: string; readonly fields: Readonly<Record<string, string | number>> };
}

/** A mouth for a stack of blocks. `label` is the word before it ("do", "else"). */
export interface BodySpec {
  readonly name: string;
  readonly label: string;
}

/** What a generator is handed: the parts of one block, already turned into JavaScript where they are code. */
export interface Parts {
  /** A field's value as it is in the program, checked against its `FieldSpec`. */
  field(name: string): string | number;
  /** The expression in a value input, in brackets where needed. */
  value(name: string): string;
  /** The statements in a mouth, indented, ending with a line break; "" when empty. */
  body(name: string): string;
  /** A variable name that no other block uses: `fresh("count")` gives count, count2, ... */
  fresh(name: string): string;
}

/** One kind of block. */
export interface BlockSpec {
  /** `<lab>_<name>`; never changes, since saved programs hold it. */
  readonly type: string;
  /** start = the one block a program begins with; define = a top block of its own (a function); value = fits into a value input. */
  readonly shape: "start" | "define" | "statement" | "value";
  /** Key of the block's text, with a hole for each field and value: "repeat {TIMES} times". */
  readonly label: string;
  /** Key of its help: one sentence, what it does. */
  readonly help: string;
  /** Name of a block colour in design/tokens.json; no number, no hex. */
  readonly category: "start" | "move" | "loop" | "logic" | "number" | "variable" | "function" | "pen" | "text";
  /** Name of a picture in the icon sheet: on the icon strip, in the flyout, and beside the help. */
  readonly icon: string;
  readonly fields?: readonly FieldSpec[];
  readonly values?: readonly ValueSpec[];
  readonly bodies?: readonly BodySpec[];
  /** Ends a stack: no block fits below. */
  readonly last?: boolean;
  /** step = a button of the icon strip; loop = a button whose blocks are bracketed; absent = not in the strip. */
  readonly strip?: "step" | "loop";
  /** Not counted as a block (a number inside another block). */
  readonly uncounted?: boolean;
  /**
   * The text form: words, `{FIELD}`, `(VALUE)` and `[BODY]`, as in "repeat {TIMES} [DO]". Authors write programs with it
   * (labs/parts/generate/README.md); it is English in every language, like JavaScript.
   */
  readonly text: string;
  /** A line that must stand at the top of the program, once for all blocks that ask for the same: `let size = 0;\n`. */
  readonly declares?: (parts: Parts) => string;
  /** JavaScript for this block: a statement with its line break, or an expression for shape "value". */
  readonly code: (parts: Parts) => string;
}

/** All blocks of a lab, the start block included, in the order of the toolbox. */
export type BlockTable = readonly BlockSpec[];

// ---------------------------------------------------------------------------------------------------------------------
// What a page is handed.

/** A level as the browser gets it: in one language, and without solutions. */
export interface LevelData<Body = unknown> {
  readonly id: string;
  readonly number: number;
  readonly lab: string;
  readonly title: string;
  readonly core: boolean;
  readonly freePlay: boolean;
  /** Has an icon version, built in a strip of plain buttons. */
  readonly icons: boolean;
  readonly instructions: string;
  readonly hint: string;
  /** Read aloud by the speaker button instead of `instructions`, where the text holds signs a voice cannot read. */
  readonly say: string;
  /** The fewest blocks that solve it; null in free play. */
  readonly optimal: number | null;
  readonly start: Program;
  /** Block types on offer, in order. */
  readonly toolbox: readonly string[];
  /** The lab's own part, as `labs/<lab>/level.schema.json` describes it. */
  readonly body: Body;
  /** Mistakes this level has a sentence of its own for, by name, the one looked for first at the front. */
  readonly mistakes: Readonly<Record<string, string>>;
}

/** A level in the row of bubbles. */
export interface LevelLink {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly core: boolean;
  readonly freePlay: boolean;
  readonly icons: boolean;
  readonly lab: string;
}

/** The lesson round a level. `done` and `home` are addresses. */
export interface LessonData {
  readonly slug: string;
  readonly title: string;
  readonly unit: string;
  readonly id: string;
  readonly levels: readonly LevelLink[];
  readonly done: string;
  readonly home: string;
}

/** `<script type="application/json" id="page-data">`: the same bytes for everybody. */
export interface PageData {
  readonly build: string;
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly lesson: LessonData;
  readonly level: LevelData;
  /** Key to text, in the page's language: all keys of the parts and of this level's lab. */
  readonly words: Readonly<Record<string, string>>;
  readonly signIn: string;
  /** Base address of the pictures. */
  readonly pictures: string;
  /** Base address of Blockly's media. */
  readonly media: string;
}

/** `lesson.json`: the whole lesson, fetched after the first run so that it can be finished without network. */
export interface LessonFile {
  readonly lesson: LessonData;
  readonly levels: readonly LevelData[];
}

// ---------------------------------------------------------------------------------------------------------------------
// What the checker writes for the server (build/*.json, never served as they are).

/** `build/labs.json`: per lab, what the server must know. */
export interface LabFacts {
  readonly lab: string;
  /** 1 = art of ours only, drawn in the page; 2 = pupils' documents, drawn in the second host's frame. */
  readonly tier: 1 | 2;
  readonly uploads: boolean;
  /** Fields in which a pupil may write free text, `block type.field`; empty where there is none. */
  readonly textPlaces: readonly string[];
  readonly blocks: readonly { readonly type: string; readonly label: string; readonly help: string; readonly icon: string; readonly category: string; readonly strip: boolean }[];
  /** Mistakes the lab recognises, and the key of their general sentence. */
  readonly mistakes: Readonly<Record<string, string>>;
}
