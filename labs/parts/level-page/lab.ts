// What a lab hands to the level page. `labs/<lab>/lab.ts` exports one of these as `lab`; entries load it by name.
import type { JSX } from "preact";
import type { ReadonlySignal } from "@preact/signals";
import type { BlockTable, LevelData, Program, Run, Said, Step } from "../contract.ts";
import type { Sound } from "../stage/index.ts";
import type { Sayer } from "../words/index.ts";

/** What a view is given. It draws the level after the first `at` of `steps`, and moves there within `pace` milliseconds. */
export interface ViewProps<Body = unknown, S extends Step = Step> {
  readonly level: LevelData<Body>;
  readonly steps: ReadonlySignal<readonly S[]>;
  readonly at: ReadonlySignal<number>;
  /** Length of one movement; 0 where the person asked for less motion. */
  readonly pace: ReadonlySignal<number>;
  /** A run is being shown (playing, paused or at its end): exploring waits. */
  readonly busy: ReadonlySignal<boolean>;
  /** null until the run has ended. */
  readonly ended: ReadonlySignal<"solved" | "unsolved" | null>;
  readonly say: Sayer;
  /** Base address of the pictures, ending with a slash. */
  readonly pictures: string;
  /** Something to be heard at once, when the stage is explored by keys. */
  readonly tell: (said: Said | readonly Said[]) => void;
  readonly play: (sound: Sound) => void;
}

/** One lab, as the level page uses it. */
export interface LabPage<Body = unknown, S extends Step = Step> {
  readonly name: string;
  readonly api: BlockTable;
  view(props: ViewProps<Body, S>): JSX.Element | null;
  /**
   * Fetches and warms what running needs; called at the first touch of the workspace. False: it cannot be had now; calling again tries
   * again. Calling it when all is there does nothing. Never rejects.
   */
  warm(): Promise<boolean>;
  /** Simulates the whole program. Always comes to an end. */
  run(level: LevelData<Body>, program: Program): Promise<Run<S>>;
  /** The step in words; `values.n` counts equal neighbours. null: not worth a word. */
  describeStep(step: S): Said | null;
  soundOf(step: S): Sound | null;
  /** Where a step has led, told in addition to somebody who goes step by step. Absent where the step says it all. */
  describePlace?(step: S): Said | null;
  /** How long a step is shown, as a part of the pace: 1 for a movement, little for a question. `of` is how many steps the run has. */
  lengthOf(step: S, of: number): number;
  /** Addresses of the pictures this level draws with, so that a later level can be shown without network. */
  pictures(level: LevelData<Body>, base: string): readonly string[];
  /**
   * What was made, as a small picture: SVG text under 8,000 characters that stands alone (no address, script or style attribute).
   * null: nothing to be seen. For "whose is it?" after signing in; absent where a lab has no such picture.
   */
  picture?(level: LevelData<Body>, run: Run<S>): string | null;
  /** The stage before Run, in a sentence or two. */
  describeStart(level: LevelData<Body>, say: Sayer): string;
  /** The stage after a run, told before the verdict. Absent where the steps have told it. */
  describeEnd?(level: LevelData<Body>, steps: readonly S[], say: Sayer): string;
}

/** Labs by name, each loaded when a level needs it. */
export type LabLoaders = Readonly<Record<string, () => Promise<LabPage>>>;
