/** Written by tools/generate/wire.py from every room's wire.py: change those. Words: PROTOCOL.md. */

/** What the page shows; unknown ones give no states and no work. */
export interface MeIn {
  readonly lesson?: string;
  readonly level?: string;
}

/** The class of this sign-in. */
export interface SectionHere {
  readonly code: string;
  readonly name: string;
}

/** `tile`: animal and number of its colour ("owl-3"). `weak`: signed in by pictures or words. */
export interface PersonHere {
  readonly code: string;
  readonly name: string;
  readonly tile: string | null;
  readonly role: "administrator" | "pupil" | "staff" | "teacher";
  readonly weak: boolean;
  readonly ageKnown: boolean;
  readonly section: SectionHere | null;
}

/** The class period a pupil is in. `lesson` is the word in its address; `closes_at` says when the sign-in ends after End class. */
export interface PeriodNow {
  readonly lesson: string;
  readonly covered: boolean;
  readonly ended: boolean;
  readonly closesAt: number | null;
  readonly handRaised: boolean;
  readonly message: string | null;
}

/** The newest program of a level. */
export interface WorkKept {
  readonly program: string;
  readonly madeAt: number;
}

/** What a browser seals parcels to: 32 bytes of X25519, base64url without padding. */
export interface SealingKey {
  readonly id: string;
  readonly key: string;
}

/** `person` null: nobody is signed in. `states`: 1 tried, 2 passed, 3 perfect, 4 done, by level; best ever. */
export interface Me {
  readonly person: PersonHere | null;
  readonly period: PeriodNow | null;
  readonly csrf: string;
  readonly now: number;
  readonly states: Readonly<Record<string, number>>;
  readonly work: WorkKept | null;
  readonly sealing: SealingKey | null;
  readonly ticket: string | null;
}

/** A sentence before it is put into words. */
export interface SaidIn {
  readonly key: string;
  readonly values?: Readonly<Record<string, number | string>>;
}

/** One press of Run. `mistake` names what was recognised; `seconds` and `hints` count since the run before; `made_at` is server time. */
export interface AttemptIn {
  readonly id: string;
  readonly lesson: string;
  readonly level: string;
  readonly program: string;
  readonly outcome: "done" | "passed" | "perfect" | "tried";
  readonly mistake: string | null;
  readonly said: SaidIn;
  readonly blocks: number;
  readonly hints: number;
  readonly seconds: number;
  readonly madeAt: number;
  readonly fromBrowser: boolean;
}

/** Runs in the order of making, each decoded by itself so that a broken one hurts no other. */
export interface AttemptsIn {
  readonly person: string;
  readonly attempts: readonly AttemptIn[];
}

/** An item that is not kept and need not be sent again; `reason`: unknown-level, malformed, too-large. */
export interface RefusedItem {
  readonly id: string;
  readonly reason: string;
  readonly sentence: string;
}

/** Every id that was sent stands in `kept` or in `refused`. */
export interface AttemptsKept {
  readonly kept: readonly string[];
  readonly refused: readonly RefusedItem[];
  readonly states: Readonly<Record<string, number>>;
  readonly now: number;
}

/** Work that was not run. */
export interface DraftIn {
  readonly lesson: string;
  readonly level: string;
  readonly program: string;
  readonly madeAt: number;
  readonly fromBrowser: boolean;
}

/** At most one draft a level, each decoded by itself. */
export interface DraftsIn {
  readonly person: string;
  readonly drafts: readonly DraftIn[];
}

/** By level. */
export interface DraftsKept {
  readonly kept: readonly string[];
  readonly refused: readonly RefusedItem[];
  readonly now: number;
}

/** Nothing is asked beyond the address. */
export type Nothing = Readonly<Record<string, never>>;

/** The newest program of a level, or none. */
export interface WorkFound {
  readonly program: string | null;
  readonly madeAt: number | null;
  readonly now: number;
}

/** `active`: seconds with running or editing since the beat before; `working`: something was run or edited in the last minute. */
export interface BeatIn {
  readonly person: string;
  readonly level: string;
  readonly active: number;
  readonly working: boolean;
  readonly uncover: boolean;
}

/** `period` null: it is over, no more beats. */
export interface BeatOut {
  readonly period: PeriodNow | null;
  readonly now: number;
}

/** Raises or lowers the hand. */
export interface HandIn {
  readonly person: string;
  readonly up: boolean;
}

/** Whether the hand is up now. */
export interface HandOut {
  readonly handRaised: boolean;
  readonly now: number;
}

/** A parcel sealed in the browser; `key` names what it was sealed to. */
export interface DepositIn {
  readonly key: string;
  readonly sealed: string;
}

/** Done, at this time of the server (milliseconds since 1970). */
export interface Done {
  readonly now: number;
}

/** What the script of "class now" begins with (homeroom/progress/islands/class/page.ts says its shape). */
export interface ClassPageFound {
  readonly page: Readonly<Record<string, unknown>>;
}

/** A pupil as the class shows them. `tile`: animal and number of its colour ("owl-3"), where a name alone could be two children. */
export interface PupilHere {
  readonly code: string;
  readonly name: string;
  readonly tile: string | null;
}

/** Everybody, in the order of names. */
export interface ClassRoster {
  readonly pupils: readonly PupilHere[];
}

/** The word of the lesson in addresses. */
export interface OfLesson {
  readonly lesson: string;
}

/** How many can use a concept. */
export interface TopicCount {
  readonly concept: string;
  readonly n: number;
}

/** The period that is open, and the word of its lesson. */
export interface PeriodOpen {
  readonly lesson: string;
  readonly openedAt: number;
}

/** `states`: a digit for each level of the lesson in its order, by pupil; "" when nothing was tried. `presence`: who has come to the open period. `hands`: the first to ask first. `topics`: how many can use a concept, in the order of teaching. */
export interface ClassStates {
  readonly states: Readonly<Record<string, string>>;
  readonly presence: Readonly<Record<string, "idle" | "offline" | "working">>;
  readonly hands: readonly string[];
  readonly topics: readonly TopicCount[];
  readonly period: PeriodOpen | null;
}

/** A sentence as it was said then, before it is put into words. */
export interface SaidThen {
  readonly key: string;
  readonly values?: Readonly<Record<string, number | string>>;
}

/** Somebody who needs help. Past the sixth only who, where and how long. */
export interface StuckPupil {
  readonly person: string;
  readonly level: string;
  readonly minutes: number;
  readonly since: number;
  readonly mistake: string | null;
  readonly said: SaidThen | null;
  readonly question: string;
}

/** Who needs help, longest first. */
export interface ClassStuck {
  readonly stuck: readonly StuckPupil[];
}

/** One press of Run as a teacher sees it; `program` names one of the programs beside it. */
export interface AttemptSeen {
  readonly madeAt: number;
  readonly outcome: "done" | "passed" | "perfect" | "tried";
  readonly mistake: string | null;
  readonly said: SaidThen | null;
  readonly blocks: number;
  readonly hints: number;
  readonly seconds: number;
  readonly program: string;
}

/** One pupil on one level. `attempts`: newest first. `program`: the newest, run or not; null when there is none. */
export interface CellFound {
  readonly state: number;
  readonly tries: number;
  readonly failed: number;
  readonly seconds: number;
  readonly hints: number;
  readonly blocks: number | null;
  readonly enough: number | null;
  readonly program: string | null;
  readonly draft: boolean;
  readonly attempts: readonly AttemptSeen[];
  readonly programs: Readonly<Record<string, string>>;
}

/** Whose hand goes down; nobody named: all of them. */
export interface HandsDownIn {
  readonly person: string | null;
}

/** Who still waits, the first first. */
export interface HandsDownOut {
  readonly hands: readonly string[];
}

/** A program to run. `mistake` null: it solves the level. */
export interface PretendProgram {
  readonly mistake: string | null;
  readonly program: string;
}

/** Who is invented, and what they may run: programs by level. */
export interface PretendPlay {
  readonly pupils: readonly string[];
  readonly levels: Readonly<Record<string, readonly PretendProgram[]>>;
}

/** Runs of an invented pupil, made in the teacher's browser. */
export interface PretendAttemptsIn {
  readonly person: string;
  readonly attempts: readonly AttemptIn[];
}

/** What the page of an invented pupil would say of itself. `hand_up` null: the hand stays as it is. */
export interface PretendBeat {
  readonly person: string;
  readonly level: string;
  readonly active: number;
  readonly working: boolean;
  readonly handUp: boolean | null;
}

/** Beats of invented pupils who are at their pages. */
export interface PretendBeatsIn {
  readonly beats: readonly PretendBeat[];
}

/** The page's person: somebody who signed in since is not signed out. */
export interface SignOutIn {
  readonly person: string;
}

export interface Endpoints {
  "GET /me": { ask: MeIn; answer: Me };
  "POST /attempts": { ask: AttemptsIn; answer: AttemptsKept };
  "POST /drafts": { ask: DraftsIn; answer: DraftsKept };
  "GET /work/{level}": { ask: Nothing; answer: WorkFound };
  "POST /beat": { ask: BeatIn; answer: BeatOut };
  "POST /hand": { ask: HandIn; answer: HandOut };
  "POST /deposit": { ask: DepositIn; answer: Done };
  "GET /classes/{code}/page": { ask: Nothing; answer: ClassPageFound };
  "GET /classes/{code}/roster": { ask: Nothing; answer: ClassRoster };
  "GET /classes/{code}/states": { ask: OfLesson; answer: ClassStates };
  "GET /classes/{code}/stuck": { ask: OfLesson; answer: ClassStuck };
  "GET /classes/{code}/cells/{student}/{level}": { ask: Nothing; answer: CellFound };
  "POST /classes/{code}/hands-down": { ask: HandsDownIn; answer: HandsDownOut };
  "GET /classes/{code}/pretend": { ask: Nothing; answer: PretendPlay };
  "POST /classes/{code}/pretend/attempts": { ask: PretendAttemptsIn; answer: AttemptsKept };
  "POST /classes/{code}/pretend/beats": { ask: PretendBeatsIn; answer: Done };
  "POST /sign-out": { ask: SignOutIn; answer: Done };
}
