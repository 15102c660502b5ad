// Replays a finished run at any speed: the program has already been simulated, so the verdict is known before the
// first picture moves, and stepping, pausing and skipping to the end cost nothing.
import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";

export type Speed = "slow" | "steady" | "fast";
export const speeds: readonly Speed[] = ["slow", "steady", "fast"];
const pace: Record<Speed, number> = { slow: 900, steady: 420, fast: 130 };

/** Milliseconds one step takes at `speed`. A view uses it as the length of its movement. */
export function paceOf(speed: Speed): number {
  return pace[speed];
}

/** Calls `then` after `ms`; the answer cancels it. Given by the test, or by the browser's clock. */
export type Wait = (then: () => void, ms: number) => () => void;

export const browserWait: Wait = (then, ms) => {
  const id = setTimeout(then, ms);
  return () => {
    clearTimeout(id);
  };
};

export type Phase = "ready" | "playing" | "paused" | "finished";

/** What a stage and its controls look at while a run is shown. */
export interface Player<S> {
  readonly steps: ReadonlySignal<readonly S[]>;
  /** How many steps have been shown; 0 is the start of the level. */
  readonly at: ReadonlySignal<number>;
  readonly phase: ReadonlySignal<Phase>;
  readonly speed: Signal<Speed>;
  readonly step: ReadonlySignal<S | null>;
  /** Takes a run and stands at its start. */
  load(steps: readonly S[]): void;
  play(): void;
  pause(): void;
  /** Shows one more step and waits. */
  forward(): void;
  /** Shows the end at once. */
  finish(): void;
  /** Back to the level as it was before any run. */
  reset(): void;
}

interface Options<S> {
  readonly wait?: Wait;
  readonly speed?: Speed;
  /** Called for each step when it is shown, with how it came to be shown. */
  readonly onStep?: (step: S, how: "playing" | "stepping" | "skipping") => void;
  readonly onFinish?: () => void;
  /** How long a step is shown, as a part of the pace: 1 for a movement, less for a look. */
  readonly length?: (step: S) => number;
}

export function createPlayer<S>(options: Options<S> = {}): Player<S> {
  const wait = options.wait ?? browserWait;
  const steps = signal<readonly S[]>([]);
  const at = signal(0);
  const phase = signal<Phase>("ready");
  const speed = signal<Speed>(options.speed ?? "steady");
  let cancel: (() => void) | null = null;

  function stop(): void {
    cancel?.();
    cancel = null;
  }

  function show(how: "playing" | "stepping" | "skipping"): void {
    const step = steps.value[at.value];
    if (step === undefined) return;
    at.value += 1;
    options.onStep?.(step, how);
  }

  function end(): void {
    stop();
    phase.value = "finished";
    options.onFinish?.();
  }

  /** Shows a step, then comes back after its time; the last step gets its time too before the verdict is told. */
  function tick(): void {
    cancel = null;
    if (at.value >= steps.value.length) {
      end();
      return;
    }
    show("playing");
    const shown = steps.value[at.value - 1];
    cancel = wait(tick, pace[speed.value] * (shown === undefined ? 1 : (options.length?.(shown) ?? 1)));
  }

  return {
    steps,
    at,
    phase,
    speed,
    step: computed(() => steps.value[at.value - 1] ?? null),
    load(next) {
      stop();
      steps.value = next;
      at.value = 0;
      phase.value = "paused";
    },
    play() {
      if (phase.value !== "paused") return;
      phase.value = "playing";
      tick();
    },
    pause() {
      if (phase.value !== "playing") return;
      stop();
      phase.value = "paused";
    },
    forward() {
      if (phase.value === "ready" || phase.value === "finished") return;
      stop();
      phase.value = "paused";
      show("stepping");
      if (at.value >= steps.value.length) end();
    },
    finish() {
      if (phase.value === "ready" || phase.value === "finished") return;
      stop();
      while (at.value < steps.value.length) show("skipping");
      end();
    },
    reset() {
      stop();
      steps.value = [];
      at.value = 0;
      phase.value = "ready";
    },
  };
}
