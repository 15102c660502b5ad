// The level page without its looks: which level, which program, what a run came to. Components read its signals and call its verbs.
import { batch, computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { LessonFile, LevelData, LevelLink, PageData, Program, Run, Step } from "../contract.ts";
import type { Host } from "../host/index.ts";
import { createPlayer, createSounds, createTeller, createVoice, paceOf, type Phase, type Player, type Preferences, type Teller, type Voice } from "../stage/index.ts";
import { sayer, type Sayer, type Words } from "../words/index.ts";
import { createActiveClock } from "./active.ts";
import type { Editor } from "./editor.ts";
import type { LabPage } from "./lab.ts";
import { createReadiness } from "./readiness.ts";

/** What stands beside the stage after a run. */
export interface Feedback {
  readonly solved: boolean;
  readonly text: string;
}

export type Shown = "none" | "solved" | "code" | "sounds";

export interface ModelOptions {
  readonly page: PageData;
  readonly lab: LabPage;
  readonly host: Host;
  readonly preferences: Preferences;
  /** The whole lesson, once; null where it cannot be had now. */
  readonly fetchLesson: () => Promise<LessonFile | null>;
  readonly countBlocks: (program: Program) => number;
}

/** Milliseconds between the end of a run that solves the level and the dialog. */
const arrival = 650;

/** Milliseconds a step must take to have a sound of its own. */
const quickest = 60;

export type Model = ReturnType<typeof createModel>;

export function createModel({ page, lab, host, preferences, fetchLesson, countBlocks }: ModelOptions) {
  const words: Words = { language: page.language, texts: page.words };
  const say: Sayer = sayer(words);
  const level = signal<LevelData>(page.level);
  const program = signal<Program>(page.level.start);
  const run = signal<Run | null>(null);
  const feedback = signal<Feedback | null>(null);
  const hintShown = signal(false);
  const shown = signal<Shown>("none");
  const undo = signal<Program | null>(null);
  const simulating = signal(false);
  const oops = signal<"page.oops" | "page.offline" | null>(null);
  const readiness = createReadiness(() => lab.warm());
  const clock = createActiveClock(() => Date.now());
  const play = createSounds(() => preferences.sound.value);
  const voice: Voice = createVoice(page.language);
  const teller: Teller = createTeller(() => words, () => preferences.detail.value);
  let editor: Editor | null = null;
  let lesson: LessonFile | null = null;
  let hints = 0;
  // A run that belongs to a level or a program that is no longer shown must not come to the stage.
  let turn = 0;

  function length(step: Step): number {
    return lab.lengthOf(step, player.steps.value.length);
  }

  const player: Player<Step> = createPlayer<Step>({
    speed: preferences.speed.value,
    onStep(step, how) {
      editor?.highlight(step.block);
      const said = lab.describeStep(step);
      // Where the end is told as a whole, nobody wants to hear every step that was skipped.
      if (said && !(how === "skipping" && lab.describeEnd)) teller.happened(said, how === "stepping");
      const place = how === "stepping" ? lab.describePlace?.(step) : null;
      if (place) teller.happened(place, true);
      // Sounds that follow each other faster than this are only noise.
      const together = how === "playing" && paceOf(player.speed.value) * length(step) < quickest;
      const sound = how === "skipping" || together ? null : lab.soundOf(step);
      if (sound) play(sound);
    },
    onFinish: ended,
    length,
  });
  player.speed.subscribe((speed) => {
    preferences.speed.value = speed;
  });

  function ended(): void {
    const result = run.value;
    if (!result) return;
    const { outcome, mistake, said } = result.verdict;
    const solved = outcome !== "tried";
    // Where it went wrong stays marked.
    if (solved) editor?.highlight(null);
    const own = mistake === null ? undefined : level.value.mistakes[mistake];
    const text = solved ? say(said.key, said.values) : (own ?? say(said.key, said.values));
    feedback.value = { solved, text };
    const end = lab.describeEnd?.(level.value, result.steps, say);
    teller.now(end ? [{ key: end }, { key: text }] : { key: text });
    if (solved) play("success");
    // What was made freely is to be looked at: nothing is laid over it unasked.
    if (solved && outcome !== "done") {
      // A moment to see the arrival before the news lies over it.
      const mine = turn;
      setTimeout(() => {
        if (mine === turn && player.phase.value === "finished") shown.value = "solved";
      }, arrival);
    }
  }

  function reset(): void {
    turn += 1;
    voice.stop();
    batch(() => {
      player.reset();
      run.value = null;
      feedback.value = null;
      oops.value = null;
      if (shown.value === "solved") shown.value = "none";
    });
    editor?.highlight(null);
  }

  /** Without network before the engine was ever here: says so, and does what was wanted once it has come, if nothing else came first. */
  async function waitForNetwork(again: () => Promise<void>): Promise<void> {
    const mine = turn;
    oops.value = "page.offline";
    if (await readiness.later(() => mine === turn)) await again();
  }

  /** Simulates the program as it stands and puts the run on the stage. False: something else came first. `again`: what was pressed. */
  async function simulate(again: () => Promise<void>): Promise<boolean> {
    if (simulating.value) return false;
    const mine = (turn += 1);
    const made = editor?.program() ?? program.value;
    const on = level.value;
    simulating.value = true;
    host.touched();
    try {
      if (!(await readiness.now())) {
        if (mine === turn) void waitForNetwork(again);
        return false;
      }
      const result = await lab.run(on, made);
      if (mine !== turn) return false;
      teller.clear();
      batch(() => {
        run.value = result;
        feedback.value = null;
        oops.value = null;
        player.load(result.steps);
      });
      if (!result.lost) {
        // A picture is for "whose is it?": work of somebody who is signed in needs none.
        const picture = host.me.value === null ? lab.picture?.(on, result) : null;
        const attempt = { level: on.id, program: made, verdict: result.verdict, hints, seconds: clock.take() };
        void host.attempt(picture ? { ...attempt, picture } : attempt);
        hints = 0;
      }
      void fetchAhead();
      return true;
    } catch {
      if (mine === turn) oops.value = "page.oops";
      return false;
    } finally {
      simulating.value = false;
    }
  }

  async function fetchAhead(): Promise<void> {
    if (lesson) return;
    lesson = await fetchLesson();
    const pictures = new Set((lesson?.levels ?? []).filter((one) => one.lab === lab.name).flatMap((one) => [...lab.pictures(one, page.pictures)]));
    for (const address of pictures) new Image().src = address;
  }

  async function pressRun(): Promise<void> {
    if (player.phase.value !== "ready") {
      reset();
      return;
    }
    if (await simulate(pressRun)) player.play();
  }

  async function pressStep(): Promise<void> {
    const phase = (): Phase => player.phase.value;
    if (phase() === "finished") return;
    if (phase() === "ready" && !(await simulate(pressStep))) return;
    player.forward();
    // The last step is said together with how it ended.
    if (phase() !== "finished") teller.now([]);
  }

  function show(next: LevelData): void {
    reset();
    host.at(next.id);
    hints = 0;
    clock.take();
    batch(() => {
      level.value = next;
      program.value = next.start;
      hintShown.value = false;
      undo.value = null;
      shown.value = "none";
    });
    teller.clear();
    editor?.level(next, next.start);
    void resume();
  }

  /** Brings back what was built here before, unrun work included. */
  async function resume(): Promise<void> {
    const on = level.value;
    const found = await host.resume(on.id);
    // Somebody who began at once keeps what they have begun.
    if (!found || level.value !== on || program.value !== on.start) return;
    const kept = readProgram(found.program);
    if (!kept) return;
    program.value = kept;
    editor?.load(kept);
  }

  function find(wanted: LevelLink): LevelData | undefined {
    return lesson?.levels.find((one) => one.id === wanted.id && one.lab === lab.name);
  }

  const link: ReadonlySignal<LevelLink | null> = computed(() => page.lesson.levels.find((one) => one.id === level.value.id) ?? null);

  return {
    page,
    lab,
    host,
    words,
    say,
    preferences,
    level: level as ReadonlySignal<LevelData>,
    program: program as ReadonlySignal<Program>,
    blocks: computed(() => countBlocks(program.value)),
    link,
    next: computed(() => {
      const at = page.lesson.levels.findIndex((one) => one.id === level.value.id);
      return page.lesson.levels[at + 1] ?? null;
    }),
    player,
    pace: computed(() => paceOf(player.speed.value)),
    busy: computed(() => player.phase.value !== "ready"),
    run: run as ReadonlySignal<Run | null>,
    feedback: feedback as ReadonlySignal<Feedback | null>,
    simulating: simulating as ReadonlySignal<boolean>,
    oops: oops as ReadonlySignal<"page.oops" | "page.offline" | null>,
    hintShown: hintShown as ReadonlySignal<boolean>,
    undo: undo as ReadonlySignal<Program | null>,
    shown: shown as Signal<Shown>,
    teller,
    voice,
    play,

    takeEditor(made: Editor | null): void {
      editor = made;
    },
    /** The child changed the program. */
    edited(next: Program): void {
      // Who builds on does not wait for the network any more.
      if (player.phase.value !== "ready" || oops.value !== null) reset();
      clock.touch();
      host.touched();
      batch(() => {
        program.value = next;
        undo.value = null;
      });
      host.keep(level.value.id, next);
    },
    touched(): void {
      clock.touch();
      host.touched();
      void lab.warm();
    },
    pressRun,
    pressStep,
    reset,
    openHint(): void {
      hintShown.value = !hintShown.value;
      if (hintShown.value) hints += 1;
      host.touched();
    },
    startOver(): void {
      const before = program.value;
      reset();
      program.value = level.value.start;
      editor?.load(level.value.start);
      undo.value = before;
      host.keep(level.value.id, level.value.start);
    },
    takeBack(): void {
      const before = undo.value;
      if (!before) return;
      undo.value = null;
      program.value = before;
      editor?.load(before);
      host.keep(level.value.id, before);
    },
    resume,
    /** Whether the page can show this level by itself: the lesson is at hand, and its lab is this one. */
    holds(wanted: LevelLink): boolean {
      return find(wanted) !== undefined;
    },
    moveTo(wanted: LevelLink): void {
      const found = find(wanted);
      if (found) show(found);
    },
    /** The states as they were before the run that is being shown. */
    settled: { states: host.states.value },
  };
}

function readProgram(text: string): Program | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Program) : null;
  } catch {
    return null;
  }
}
