// The page's side of the engine: a Worker that is started at the first touch of the workspace, watched while it runs, and
// replaced when it is stopped, falls silent or breaks. The compiled WebAssembly is kept, so that a new Worker is ready in 40 ms.
import type { Step } from "../contract.ts";
import type { Engine, Job, Lost, Result } from "./engine.ts";
import { readFromWorker, type ToWorker } from "./messages.ts";

/** Where the lab's Worker and the WebAssembly are: built file addresses (`import worker from "./worker.ts?worker&url"`). */
export interface Where {
  readonly worker: string;
  readonly wasm: string;
}

/** What a page has; tests hand over their own. */
export interface Browser {
  compile(address: string): Promise<WebAssembly.Module>;
  start(address: string): WorkerLike;
  wait(then: () => void, milliseconds: number): () => void;
}

export interface WorkerLike {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** No heartbeat for this long and the Worker is given up. A slow Chromebook that is starting up gets more. */
const silence = 2_000;
const startUp = 20_000;

async function compile(address: string): Promise<WebAssembly.Module> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`engine: ${answer.status}`);
  // Not compileStreaming: it insists on a content type that a school's proxy may have dropped.
  return WebAssembly.compile(await answer.arrayBuffer());
}

const browser: Browser = {
  compile,
  start: (address) => new Worker(address) as unknown as WorkerLike,
  wait: (then, milliseconds) => {
    const timer = setTimeout(then, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** An engine for a page. Nothing is loaded until `warm` or `run` is called. */
export function openEngine(where: Where, using: Browser = browser): Engine {
  return new WorkerEngine(where, using);
}

interface Live {
  readonly worker: WorkerLike;
  readonly ready: Promise<void>;
}

class WorkerEngine implements Engine {
  readonly #where: Where;
  readonly #using: Browser;
  #wasm: Promise<WebAssembly.Module> | null = null;
  #live: Live | null = null;
  /** Ends the run under way with this loss. */
  #lose: ((why: Lost) => void) | null = null;
  #heard: (data: unknown) => void = () => undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #id = 0;

  constructor(where: Where, using: Browser) {
    this.#where = where;
    this.#using = using;
  }

  async warm(): Promise<void> {
    await this.#start().ready;
  }

  run<S extends Step>(job: Job): Promise<Result<S>> {
    const result = this.#turn.then(() => this.#runNow(job) as Promise<Result<S>>);
    this.#turn = result;
    return result;
  }

  stop(): void {
    this.#lose?.("halted");
  }

  dispose(): void {
    this.stop();
    this.#discard();
  }

  async #runNow(job: Job): Promise<Result> {
    this.#id += 1;
    const id = this.#id;
    return new Promise<Result>((resolve) => {
      let cancel: () => void = () => undefined;
      const watch = (milliseconds: number, why: Lost = "silent"): void => {
        cancel();
        cancel = this.#using.wait(() => this.#lose?.(why), milliseconds);
      };
      const finish = (result: Result): void => {
        cancel();
        this.#lose = null;
        this.#heard = () => undefined;
        resolve(result);
      };
      this.#lose = (why) => {
        this.#discard();
        finish({ end: "lost", reason: why, steps: [], block: null });
      };
      this.#heard = (data) => {
        const message = readFromWorker(data);
        if (message === null) this.#lose?.("crashed");
        else if (message.kind === "beat") watch(silence);
        else if (message.kind === "done" && message.id === id) {
          if (message.result.end === "lost") this.#discard();
          finish(message.result);
        }
      };
      watch(startUp, "missing");
      const live = this.#start();
      live.ready.then(
        () => {
          if (this.#id !== id || this.#live !== live) return;
          watch(silence);
          live.worker.postMessage({ kind: "run", id, job });
        },
        () => this.#lose?.("missing"),
      );
    });
  }

  #start(): Live {
    if (this.#live) return this.#live;
    const worker = this.#using.start(this.#where.worker);
    const ready = new Promise<void>((resolve, reject) => {
      worker.onmessage = ({ data }) => {
        const message = readFromWorker(data);
        if (message?.kind === "ready") resolve();
        else if (message?.kind === "missing") reject(new Error("the engine could not start"));
        else this.#heard(data);
      };
      worker.onerror = () => {
        reject(new Error("the engine's Worker broke"));
        this.#lose?.("crashed");
      };
      this.#module().then((wasm) => worker.postMessage({ kind: "boot", wasm }), reject);
    });
    const live: Live = { worker, ready };
    this.#live = live;
    // A start that failed is tried again at the next run: the network may be back.
    ready.catch(() => {
      if (this.#live === live) this.#discard();
    });
    return live;
  }

  #module(): Promise<WebAssembly.Module> {
    const wasm = (this.#wasm ??= this.#using.compile(this.#where.wasm));
    wasm.catch(() => {
      this.#wasm = null;
    });
    return wasm;
  }

  #discard(): void {
    this.#live?.worker.terminate();
    this.#live = null;
  }
}
