/** What a level page can ask of the host. The page knows nothing of requests, storage or retries. */

import type { ReadonlySignal } from "@preact/signals";
import type { OutcomeName, States } from "./core/states.ts";
import type { PeriodNow, PersonHere, SaidIn } from "./wire.gen.ts";

/** One press of Run, as the level page knows it. */
export interface AttemptMade {
  readonly level: string;
  /** The program as JSON data or already as text. */
  readonly program: unknown;
  readonly verdict: { readonly outcome: OutcomeName; readonly mistake: string | null; readonly said: SaidIn; readonly blocks: number };
  /** Hints opened, and active seconds, since the last attempt on this level. */
  readonly hints: number;
  readonly seconds: number;
  /** A small picture of the work (SVG text, at most 20,000 characters); kept only while signed out, for "whose is it?". */
  readonly picture?: string;
}

/** A program to go on with: `from` says where it was found. */
export interface Resumed {
  readonly program: string;
  readonly madeAt: number;
  readonly from: "page" | "device" | "server" | "visitor";
}

/** The tick a child sees. `sentence` is a key into the words of `strings.en.json` here. */
export type Saved = "signed-out" | "saving" | "saved" | "waiting" | "problem";
export type SavedSentence =
  | "host.signed-out"
  | "host.saving"
  | "host.saved"
  | "host.waiting"
  | "host.device-full"
  | "host.set-aside";

/** Work that the server would not take: shown until the child puts it away. */
export interface Problem {
  readonly id: string;
  readonly level: string | null;
  /** In the language of the page, from the server; null: say `key`. */
  readonly sentence: string | null;
  readonly key: "host.set-aside" | "host.too-large";
}

/** Progress made while signed out, offered at a sign-in outside a period: "whose is it?". */
export interface Offer {
  readonly levels: number;
  readonly solved: number;
  /** SVG text of the newest work that has a picture. */
  readonly picture: string | null;
  /** Sends it as this person's; leaves the browser once the server has it. */
  accept(): Promise<void>;
  /** Stays in this browser; this person is not asked about it again. */
  decline(): Promise<void>;
}

export interface Host {
  /** undefined: not known yet. null: nobody is signed in. */
  readonly me: ReadonlySignal<PersonHere | null | undefined>;
  /** Best-ever state per level of this lesson, from server, queue and (signed out) this browser. */
  readonly states: ReadonlySignal<States>;
  readonly saved: ReadonlySignal<Saved>;
  readonly savedSentence: ReadonlySignal<SavedSentence>;
  readonly problems: ReadonlySignal<readonly Problem[]>;
  readonly offer: ReadonlySignal<Offer | null>;
  /** null outside a period. */
  readonly period: ReadonlySignal<PeriodNow | null>;
  /** The newest program of a level, unrun work included; null: begin from the start blocks. Never rejects. */
  resume(level: string): Promise<Resumed | null>;
  /** Unrun work: call on every edit, it waits for a pause by itself. */
  keep(level: string, program: unknown): void;
  /** One press of Run that came to its end. Resolves once it is safe on this device. */
  attempt(made: AttemptMade): Promise<void>;
  /** Something was run or edited just now (for the active seconds of the beat; no content). */
  touched(): void;
  /** The level shown now, when the page moves on without loading. */
  at(level: string): void;
  /** What keeps the hand from being seen, in a sentence; "" when nothing does, or when nobody answered. */
  raiseHand(up: boolean): Promise<string>;
  /** "Still me": lifts the cover. */
  stillMe(): Promise<void>;
  /** "That is not me": signs out and leads to the class entry. */
  notMe(): Promise<void>;
  /** `send`: a form of the page that ends the session and brings the next page; sent when what is unsent has been sent or sealed. */
  signOut(to?: string, send?: () => void): Promise<void>;
  putAway(problem: string): Promise<void>;
  /** Removes what a visitor left in this browser. */
  forgetVisitor(): Promise<void>;
  /** Called before the page is reloaded because somebody else is here now: wipe what is shown. */
  onPerson(wipe: () => void): () => void;
  /** Sends what waits, now. */
  flush(): Promise<void>;
  close(): void;
}

/** The part of PageData the host needs; pages without a level have neither lesson nor level. */
export interface HostPage {
  readonly language: string;
  readonly lesson: { readonly id: string } | null;
  readonly level: { readonly id: string } | null;
  readonly signIn: string;
}
