// What the page hands to the island, and what the server tells it every few seconds (homeroom/progress/wire.py).
import type { ClassStates, PupilHere, StuckPupil } from "../../../../labs/parts/host/index.ts";

/** A level as the grid needs it. `mistakes`: sentences of its own, by name of the mistake. */
export interface GridLevel {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly core: boolean;
  readonly freePlay: boolean;
  readonly lab: string;
  readonly mistakes: Readonly<Record<string, string>>;
}

/** `#page-data` of every page that shows a class. */
export interface ClassPage {
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  /** grid: everything; now: who is stuck and who is here. */
  readonly shows: "grid" | "now";
  readonly section: { readonly code: string; readonly name: string };
  readonly pretend: boolean;
  readonly lesson: {
    readonly id: string;
    readonly slug: string;
    readonly title: string;
    readonly levels: readonly GridLevel[];
    /** The teacher's plan with solutions. */
    readonly plan: string;
    /** Address of the pupils' last page; the lesson's file, which the replay needs, lies beside it. */
    readonly done: string;
  };
  /** Concept to what somebody can do who has understood it: "use repeat until". */
  readonly concepts: Readonly<Record<string, string>>;
  readonly words: Readonly<Record<string, string>>;
  /** Base address of the pictures, ending with a slash. */
  readonly pictures: string;
  /** Addresses that are asked again and again. */
  readonly at: { readonly roster: string; readonly states: string; readonly stuck: string };
  /** The teacher's page about one pupil, "-" in place of the pupil's code; "" where there is none. */
  readonly pupil: string;
  /** A period is open: look every five seconds instead of thirty. */
  readonly open: boolean;
}

/** What the page knows now: states, who is here, whose hand is up, topics, period; and who is stuck. */
export type ClassNews = ClassStates & { readonly stuck: readonly StuckPupil[] };
export type { PupilHere };
export type Presence = "working" | "idle" | "offline";
