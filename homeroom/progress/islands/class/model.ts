// A class as its teacher sees it, without looks: who sits in it, what the server says of them now, which cell is open.
import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { Ask, ClassRoster, ClassStates, ClassStuck, PollOptions, StuckPupil } from "../../../../labs/parts/host/index.ts";
import { sayer, type Sayer } from "../../../../labs/parts/words/index.ts";
import type { ClassNews, ClassPage, GridLevel, PupilHere } from "./page.ts";
import { rosterIsOld, rowsOf, type Row } from "./rows.ts";

export interface Polling {
  stop(): void;
  now(): void;
}

/** The door to the server (labs/parts/host): only it uses the network. */
export interface Door {
  readonly ask: Ask;
  poll<T>(url: string, seconds: number, onNews: (news: T) => void, options?: Omit<PollOptions, "language">): Polling;
}

/** Seconds between two looks: in an open period a cell changes within ten seconds of its solving. */
const often = 5;
const seldom = 30;
/** The roster is asked for when the news speak of somebody new, and now and then for a name that was changed. */
const rosterEvery = 240;

export interface OpenCell {
  readonly row: Row;
  readonly level: GridLevel;
  readonly column: number;
}

export type ClassModel = ReturnType<typeof createClass>;

export function createClass(page: ClassPage, door: Door) {
  const say: Sayer = sayer({ language: page.language, texts: page.words });
  const roster = signal<readonly PupilHere[] | null>(null);
  const states = signal<ClassStates | null>(null);
  const stuck = signal<readonly StuckPupil[]>([]);
  const news: ReadonlySignal<ClassNews | null> = computed(() => states.value && { ...states.value, stuck: stuck.value });
  const trouble = signal(false);
  const ended = signal(false);
  const open = signal<OpenCell | null>(null);
  const levels = new Map(page.lesson.levels.map((level) => [level.id, level]));

  let rows: Row[] = [];
  const shownRows: ReadonlySignal<readonly Row[]> = computed(() => (rows = rowsOf(roster.value ?? [], news.value, rows)));

  const onEnd = (): void => {
    ended.value = true;
  };
  const lookAtRoster = door.poll<ClassRoster>(page.at.roster, rosterEvery, (found) => { roster.value = found.pupils; }, { onEnd });
  let seconds = page.open ? often : seldom;
  let looking = look();

  function look(): readonly Polling[] {
    return [
      door.poll<ClassStates>(page.at.states, seconds, heard, { onEnd, onTrouble: (failing) => { trouble.value = failing; } }),
      door.poll<ClassStuck>(page.at.stuck, seconds, (found) => { stuck.value = found.stuck; }, { onEnd }),
    ];
  }

  function heard(found: ClassStates): void {
    states.value = found;
    if (roster.value && rosterIsOld(roster.value, found.states)) lookAtRoster.now();
    const wanted = found.period ? often : seldom;
    if (wanted === seconds) return;
    seconds = wanted;
    looking.forEach((one) => { one.stop(); });
    looking = look();
  }

  return {
    page,
    say,
    ask: door.ask,
    rows: shownRows,
    /** Both answers are there. */
    ready: computed(() => roster.value !== null && states.value !== null),
    news,
    trouble: trouble as ReadonlySignal<boolean>,
    ended: ended as ReadonlySignal<boolean>,
    open: open as ReadonlySignal<OpenCell | null>,

    level: (id: string): GridLevel | undefined => levels.get(id),
    row: (code: string): Row | undefined => shownRows.value.find((one) => one.code === code),

    openCell(row: Row, column: number): void {
      const level = page.lesson.levels[column];
      if (level) open.value = { row, level, column };
    },
    openCellOf(code: string, levelId: string): void {
      const row = shownRows.value.find((one) => one.code === code);
      const column = page.lesson.levels.findIndex((one) => one.id === levelId);
      if (row && column >= 0) this.openCell(row, column);
    },
    closeCell(): void {
      open.value = null;
    },
    /** Puts one hand down, or all; the page shows it at once and the server's answer corrects it. */
    async handsDown(person: string | null): Promise<void> {
      const before = states.value;
      if (!before) return;
      states.value = { ...before, hands: person === null ? [] : before.hands.filter((one) => one !== person) };
      const answer = await door.ask("POST /classes/{code}/hands-down", { person }, { holes: { code: page.section.code } });
      if (answer.ok && states.value) states.value = { ...states.value, hands: answer.value.hands };
      looking.forEach((one) => { one.now(); });
    },
    stop(): void {
      looking.forEach((one) => { one.stop(); });
      lookAtRoster.stop();
    },
  };
}
