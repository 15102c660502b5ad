// A real Homeroom for a journey: `homeroom serve` on a free port of this machine, with data and keys of its own in a temporary folder.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export interface School {
  readonly address: string;
  readonly folder: string;
  /** Everything the server has said so far. */
  said(): string;
  /** The path of the first administrator's one-time link, key in the fragment. */
  firstAdministrator(): Promise<string>;
  /** Ends the server at once, as a power cut would (kill -9 of the whole process group). */
  kill(): Promise<void>;
  /** Starts it again on the same port and data; `settings` come over those it was opened with. */
  start(settings?: Readonly<Record<string, string>>): Promise<void>;
  /** What the teacher's printed cards say, by name. */
  cards(): Promise<Card[]>;
  /** What was kept of every pupil's work, by name. */
  work(): Promise<Map<string, Work>>;
  /** Cookies and stored rows that a browser may ever hold from us. */
  declared(): Promise<DeclaredInBrowser[]>;
  /** Runs a command of `homeroom` on this school's data; answers what it printed. */
  command(...words: string[]): Promise<string>;
  close(): Promise<void>;
}

/** One sign-in card. */
export interface Card {
  readonly name: string;
  readonly code: string;
  readonly way: "picture" | "pictures" | "words" | "password";
  readonly secret: string;
  /** What its square says and what can be typed: thirty consonants. */
  readonly card: string;
  /** Of a pupil with a password. */
  readonly username: string | null;
}

/** One run of a pupil, as it was kept; times in milliseconds since 1970. */
export interface KeptAttempt {
  readonly id: string;
  readonly level: string;
  readonly outcome: number;
  readonly program: string;
  readonly madeAt: number;
  readonly keptAt: number;
  readonly fromBrowser: boolean;
}

/** Everything kept of one pupil; `attempts` in the order of their making, `levels` and `drafts` by level. */
export interface Work {
  readonly name: string;
  readonly attempts: readonly KeptAttempt[];
  readonly levels: Readonly<Record<string, { readonly state: number; readonly tries: number; readonly newest: string | null }>>;
  readonly drafts: Readonly<Record<string, string>>;
}

/** A declaration of privacy.py or stores.json; a name that ends in `*` is meant for all that begin so. */
export interface DeclaredInBrowser {
  readonly place: "cookie" | "localStorage" | "sessionStorage" | "indexedDB";
  readonly database: string;
  readonly name: string;
  readonly readable: boolean;
}

/** Longest wait for the first answer; a cold start on two busy cores. */
const patience = 90_000;

/** Opens a school. `settings` are environment variables (TEACHER_SIGNUP ...). */
export async function openSchool(settings: Readonly<Record<string, string>> = {}): Promise<School> {
  const folder = mkdtempSync(join(tmpdir(), "homeroom-journey-"));
  const port = await freePort();
  const address = `http://127.0.0.1:${String(port)}`;
  const environment = {
    ...process.env,
    PATH: `${resolve(".venv/bin")}:${process.env["PATH"] ?? ""}`,
    HOMEROOM_DATA: join(folder, "data"),
    HOMEROOM_KEYS: join(folder, "keys"),
    PRIVACY_CONTACT: "privacy@school.example",
    DJANGO_SETTINGS_MODULE: "homeroom.config.settings",
    ...settings,
  };
  let server: ChildProcess | null = null;
  let said = "";

  async function start(changed: Readonly<Record<string, string>> = {}): Promise<void> {
    // A group of its own, so that nothing of it is left when the journey ends.
    server = spawn(".venv/bin/python", ["-m", "homeroom", "serve", "--port", String(port)], { env: { ...environment, ...changed }, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [server.stdout, server.stderr]) stream?.on("data", (data: Buffer) => (said += data.toString()));
    const until = Date.now() + patience;
    while (Date.now() < until) {
      if (server.exitCode !== null) break;
      try {
        if ((await fetch(`${address}/healthz`)).ok) return;
      } catch {
        // not listening yet
      }
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error(`the school did not open:\n${said}`);
  }

  function end(signal: NodeJS.Signals): Promise<void> {
    const mine = server;
    server = null;
    if (mine?.pid === undefined || mine.exitCode !== null) return Promise.resolve();
    return new Promise((done) => {
      const hard = setTimeout(() => process.kill(-(mine.pid ?? 0), "SIGKILL"), 10_000);
      mine.once("exit", () => {
        clearTimeout(hard);
        done();
      });
      process.kill(-(mine.pid ?? 0), signal);
    });
  }

  process.once("exit", () => {
    if (server?.pid !== undefined) process.kill(-server.pid, "SIGKILL");
  });
  await start();
  return {
    address,
    folder,
    said: () => said,
    async firstAdministrator() {
      // It is said when the service answers, which is a moment after its first answer.
      for (const until = Date.now() + 10_000; Date.now() < until; await new Promise((done) => setTimeout(done, 50))) {
        const found = /https?:\/\/[^\s/]+(\/\S*#\S+)/.exec(said)?.[1];
        if (found !== undefined) return found;
      }
      throw new Error(`no one-time link was printed:\n${said}`);
    },
    kill: () => end("SIGKILL"),
    start,
    cards: () => lines<Card>("tests.journeys.secrets"),
    work: async () => new Map((await lines<Work>("tests.journeys.work")).map((one) => [one.name, one])),
    declared: () => lines<DeclaredInBrowser>("tests.journeys.declared"),
    command: (...words) => python("homeroom", ...words),
    async close() {
      await end("SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    },
  };

  async function lines<T>(module: string): Promise<T[]> {
    return (await python(module)).trim().split("\n").filter(Boolean).map((line) => JSON.parse(line) as T);
  }

  function python(module: string, ...words: readonly string[]): Promise<string> {
    return new Promise((done, failed) => {
      const child = spawn(".venv/bin/python", ["-m", module, ...words], { env: environment, stdio: ["ignore", "pipe", "pipe"] });
      let out = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (out += data.toString()));
      child.once("exit", (code) => {
        if (code === 0) done(out);
        else failed(new Error(`${module} ${words.join(" ")} ended with ${String(code)}:\n${out}`));
      });
    });
  }
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const at = probe.address();
      probe.close(() => { done(typeof at === "object" && at ? at.port : 0); });
    });
  });
}
