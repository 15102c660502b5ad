// What an engine is: something that runs a pupil's program against a world and answers with what happened. Two exist, with the
// same WebAssembly inside: in a Worker of the page (open.ts) and in Node (node.ts). Labs see only this file and `said.ts`.
import type { Step } from "../contract.ts";

/** What a program can call, by name. Arguments and answers are plain; anything else a program hands over arrives as undefined. */
export type Plain = string | number | boolean | undefined;
// eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- a function that answers nothing is a function a program can call
export type Guest = Readonly<Record<string, (...given: Plain[]) => Plain | void>>;

/** What happened, without the block: the engine knows which block is running. */
export type Happening<S extends Step> = S extends Step ? Omit<S, "block"> : never;

/** What the functions of a guest may do. */
export interface Io<S extends Step = Step> {
  /** Records that something happened. */
  emit(happened: Happening<S>): void;
  /** Counts one step of work that no block is announced for, such as looking whether a loop goes on. */
  tick(): void;
  /** Ends the program here and now (a wall was hit); nothing the program does can hold it up. */
  stop(reason: string): never;
  /** The next number of the job's own random series, 0 <= n < 1. */
  random(): number;
}

/** A lab's functions for one run. `setup` is `Job.setup`: it comes from the page, so the lab's own type may be trusted. */
export type GuestMaker<S extends Step = Step> = (setup: never, io: Io<S>) => Guest;

/** Where a program is ended. Counted in work, never in time, so that every machine ends it at the same place. */
export interface Limits {
  /** Blocks run plus ticks. */
  readonly steps: number;
  /** Interrupts of the interpreter; one is about ten thousand turns of a loop. For programs that never reach a block. */
  readonly interrupts: number;
  /** Bytes. */
  readonly memory: number;
}

export const usualLimits: Limits = { steps: 5_000, interrupts: 1_000, memory: 16 * 1024 * 1024 };

/** More of the host's stack than this and QuickJS takes the host down with it (measured: 512 KiB does). */
export const stackBytes = 128 * 1024;

/** A trace is never longer than this. */
export const mostSteps = 10_000;

/** One program to run. `guest` names the functions it may call (one Worker or process can hold several sets). */
export interface Job {
  readonly guest: string;
  readonly setup: unknown;
  /** JavaScript, as parts/generate writes it: `at("id")` before each block. */
  readonly code: string;
  readonly seed: number;
  readonly limits: Limits;
}

/**
 * How a run ended. finished = by itself; stopped = by the world, `reason` is the world's; limit = steps, work, memory or depth;
 * error = the program threw, `reason` is the error's name; lost = the engine was ended or broke: halted, silent, crashed, missing.
 */
export type End =
  | { readonly end: "finished" }
  | { readonly end: "stopped"; readonly reason: string }
  | { readonly end: "limit"; readonly reason: "steps" | "work" | "memory" | "depth" }
  | { readonly end: "error"; readonly reason: string }
  | { readonly end: "lost"; readonly reason: Lost };

/** halted = somebody pressed stop; silent = no heartbeat; crashed = it broke inside; missing = it could not be loaded. */
export type Lost = "halted" | "silent" | "crashed" | "missing";

export type Result<S extends Step = Step> = End & {
  readonly steps: readonly S[];
  /** The block that was running at the end. */
  readonly block: string | null;
};

export interface Engine {
  /** Loads what is needed, so that the first run starts at once. May be called often. */
  warm(): Promise<void>;
  /** Runs one program. Never throws for what a program does; one run at a time, a second waits for the first. */
  run<S extends Step>(job: Job): Promise<Result<S>>;
  /** Ends the run under way. */
  stop(): void;
  dispose(): void;
}
