// The page's side: lazy start, heartbeat, stop, broken Workers, forged messages. The Worker here is a stand-in for the
// browser's, with the real QuickJS inside; time is given.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { beforeEach, describe, expect, test } from "vitest";
import { usualLimits, type GuestMaker, type Io, type Job } from "./engine.ts";
import type { ToWorker } from "./messages.ts";
import { openEngine, type Browser, type WorkerLike } from "./open.ts";
import { loadCore, type Core } from "./quickjs.ts";

const counting: GuestMaker = (_setup, io: Io) => ({ mark: () => io.emit({}) });
const wasm = WebAssembly.compile(readFileSync(createRequire(import.meta.url).resolve("@jitl/quickjs-wasmfile-release-sync/wasm")));
const job = (code: string): Job => ({ guest: "counting", setup: null, code, seed: 1, limits: usualLimits });

/** What each started Worker does with a job: answers, is deaf, breaks, or says something it must not. */
type Nature = "good" | "deaf" | "breaks" | "forges" | "never starts";

class StandIn implements WorkerLike {
  onmessage: ((event: MessageEvent<unknown>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  terminated = false;
  readonly nature: Nature;
  core: Core | null = null;
  constructor(nature: Nature) {
    this.nature = nature;
  }
  terminate(): void {
    this.terminated = true;
  }
  say(data: unknown): void {
    queueMicrotask(() => {
      if (!this.terminated) this.onmessage?.({ data } as MessageEvent<unknown>);
    });
  }
  postMessage(message: ToWorker): void {
    if (message.kind === "boot") {
      if (this.nature === "never starts") this.say({ kind: "missing" });
      else
        void loadCore(message.wasm, { counting }).then((core) => {
          this.core = core;
          this.say({ kind: "ready" });
        });
    } else if (this.nature === "good") this.say({ kind: "done", id: message.id, result: this.core!.run(message.job, () => this.say({ kind: "beat" })) });
    else if (this.nature === "forges") this.say({ kind: "done", id: message.id, result: { end: "finished", block: null, steps: [{ block: null, html: { no: 1 } }] } });
    else if (this.nature === "breaks") this.onerror?.({} as ErrorEvent);
  }
}

let workers: StandIn[];
let natures: Nature[];
let timers: { then: () => void; milliseconds: number }[];
let loads: number;
let network: boolean;

const using: Browser = {
  compile: () => {
    loads += 1;
    return network ? wasm : Promise.reject(new Error("no network"));
  },
  start: () => {
    const worker = new StandIn(natures.shift() ?? "good");
    workers.push(worker);
    return worker;
  },
  wait: (then, milliseconds) => {
    const timer = { then, milliseconds };
    timers.push(timer);
    return () => {
      timers = timers.filter((other) => other !== timer);
    };
  },
};

/** Lets time pass: the only timer that is waiting goes off. */
const letTimePass = async (milliseconds: number): Promise<void> => {
  while (!timers.some((timer) => timer.milliseconds === milliseconds)) await new Promise((resolve) => setTimeout(resolve, 5));
  timers.find((timer) => timer.milliseconds === milliseconds)!.then();
};

const engine = (...what: Nature[]): ReturnType<typeof openEngine> => {
  natures = what;
  return openEngine({ worker: "/w.js", wasm: "/q.wasm" }, using);
};

beforeEach(() => {
  workers = [];
  timers = [];
  loads = 0;
  network = true;
});

describe("an engine in a page", () => {
  test("loads nothing before it is touched, and once after", async () => {
    const opened = engine();
    expect([workers.length, loads]).toEqual([0, 0]);
    await opened.warm();
    await opened.warm();
    expect(await opened.run(job("mark(); mark()"))).toMatchObject({ end: "finished", steps: [{}, {}] });
    expect([workers.length, loads]).toEqual([1, 1]);
  });

  test("runs one program after the other", async () => {
    const opened = engine();
    const results = await Promise.all(["mark()", "mark(); mark()", ""].map((code) => opened.run(job(code))));
    expect(results.map((result) => result.steps.length)).toEqual([1, 2, 0]);
    expect(timers).toEqual([]);
  });

  test("gives up a silent Worker after two seconds and starts another for the next run, without a second download", async () => {
    const opened = engine("deaf", "good");
    const lost = opened.run(job("mark()"));
    await letTimePass(2_000);
    expect(await lost).toEqual({ end: "lost", reason: "silent", steps: [], block: null });
    expect(workers[0]!.terminated).toBe(true);
    expect(await opened.run(job("mark()"))).toMatchObject({ end: "finished" });
    expect([workers.length, loads]).toEqual([2, 1]);
  });

  test("can be stopped", async () => {
    const opened = engine("deaf", "good");
    const lost = opened.run(job("mark()"));
    while (!timers.some((timer) => timer.milliseconds === 2_000)) await new Promise((resolve) => setTimeout(resolve, 5));
    opened.stop();
    expect(await lost).toMatchObject({ end: "lost", reason: "halted" });
    expect(await opened.run(job("mark()"))).toMatchObject({ end: "finished" });
  });

  test("outlives a Worker that breaks, and one that says what it must not", async () => {
    for (const nature of ["breaks", "forges"] as const) {
      const opened = engine(nature, "good");
      expect(await opened.run(job("mark()"))).toMatchObject({ end: "lost", reason: "crashed", steps: [] });
      expect(await opened.run(job("mark()"))).toMatchObject({ end: "finished" });
    }
  });

  test("says that it is missing where it cannot be loaded, and tries again", async () => {
    const opened = engine("never starts", "good");
    expect(await opened.run(job("mark()"))).toMatchObject({ end: "lost", reason: "missing" });
    network = false;
    const cut = engine();
    expect(await cut.run(job("mark()"))).toMatchObject({ end: "lost", reason: "missing" });
    network = true;
    expect(await cut.run(job("mark()"))).toMatchObject({ end: "finished" });
  });
});
