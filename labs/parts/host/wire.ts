/** What crosses between this folder and the server, by hand until `make generate` writes `wire.gen.ts` from every `wire.py`. Words: PROTOCOL.md. */

export type OutcomeName = "tried" | "passed" | "perfect" | "done";
/** 0 not started, 1 tried, 2 passed, 3 perfect, 4 done; the best ever wins. */
export type States = Readonly<Record<string, number>>;

export interface SaidOut {
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
}
export interface AttemptOut {
  readonly id: string;
  readonly lesson: string;
  readonly level: string;
  readonly program: string;
  readonly outcome: OutcomeName;
  readonly mistake: string | null;
  readonly said: SaidOut;
  readonly blocks: number;
  readonly hints: number;
  readonly seconds: number;
  readonly madeAt: number;
  readonly fromBrowser: boolean;
}
export interface DraftOut {
  readonly lesson: string;
  readonly level: string;
  readonly program: string;
  readonly madeAt: number;
  readonly fromBrowser: boolean;
}
export interface AttemptsIn { readonly person: string; readonly attempts: readonly AttemptOut[] }
export interface DraftsIn { readonly person: string; readonly drafts: readonly DraftOut[] }
export interface RefusedItem { readonly id: string; readonly reason: string; readonly sentence: string }
export interface AttemptsKept { readonly kept: readonly string[]; readonly refused: readonly RefusedItem[]; readonly states: States; readonly now: number }
export interface DraftsKept { readonly kept: readonly string[]; readonly refused: readonly RefusedItem[]; readonly now: number }

export interface PersonHere {
  readonly code: string;
  readonly name: string;
  readonly tile: string | null;
  readonly role: "pupil" | "teacher" | "administrator" | "staff";
  readonly weak: boolean;
  readonly ageKnown: boolean;
  readonly section: { readonly code: string; readonly name: string } | null;
}
export interface PeriodNow {
  readonly lesson: string;
  readonly covered: boolean;
  readonly ended: boolean;
  readonly closesAt: number | null;
  readonly handRaised: boolean;
  readonly message: string | null;
}
export interface WorkKept { readonly program: string; readonly madeAt: number }
export interface SealingKey { readonly id: string; readonly key: string }
export interface MeIn { readonly lesson?: string; readonly level?: string }
export interface Me {
  readonly person: PersonHere | null;
  readonly period: PeriodNow | null;
  readonly csrf: string;
  readonly now: number;
  readonly states: States;
  readonly work: WorkKept | null;
  readonly sealing: SealingKey | null;
  readonly ticket: string | null;
}
export interface WorkFound { readonly program: string | null; readonly madeAt: number | null; readonly now: number }
export interface BeatIn { readonly person: string; readonly level: string; readonly active: number; readonly working: boolean; readonly uncover: boolean }
export interface BeatOut { readonly period: PeriodNow | null; readonly now: number }
export interface HandIn { readonly person: string; readonly up: boolean }
export interface HandOut { readonly handRaised: boolean; readonly now: number }
export interface SignOutIn { readonly person: string }
export interface DepositIn { readonly key: string; readonly sealed: string }
export interface Done { readonly now: number }
export type Nothing = Readonly<Record<string, never>>;

export interface Endpoints {
  "GET /me": { ask: MeIn; answer: Me };
  "POST /attempts": { ask: AttemptsIn; answer: AttemptsKept };
  "POST /drafts": { ask: DraftsIn; answer: DraftsKept };
  "GET /work/{level}": { ask: Nothing; answer: WorkFound };
  "POST /beat": { ask: BeatIn; answer: BeatOut };
  "POST /hand": { ask: HandIn; answer: HandOut };
  "POST /sign-out": { ask: SignOutIn; answer: Done };
  "POST /deposit": { ask: DepositIn; answer: Done };
}
