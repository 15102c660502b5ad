// What page and Worker say to each other. The Worker has run a pupil's program, so whatever comes out of it is checked here
// before the page looks at it: known kinds, plain values, caps on number and length.
import type { Step } from "../contract.ts";
import { mostSteps, type End, type Job, type Result } from "./engine.ts";

export type ToWorker = { readonly kind: "boot"; readonly wasm: WebAssembly.Module } | { readonly kind: "run"; readonly id: number; readonly job: Job };
export type FromWorker =
  /** `open`: dangerous globals that could not be taken away; the page does not care, a browser test wants none. */
  | { readonly kind: "ready"; readonly open?: readonly string[] }
  | { readonly kind: "beat" }
  | { readonly kind: "missing" }
  | { readonly kind: "done"; readonly id: number; readonly result: Result };

const mostText = 200;
const mostFields = 16;

/** The message, or null when it breaks a rule. */
export function readFromWorker(data: unknown): FromWorker | null {
  if (!isRecord(data)) return null;
  const { kind, id } = data;
  if (kind === "ready" || kind === "beat" || kind === "missing") return { kind };
  if (kind !== "done" || typeof id !== "number") return null;
  const result = readResult(data["result"]);
  return result && { kind, id, result };
}

function readResult(data: unknown): Result | null {
  if (!isRecord(data)) return null;
  const end = readEnd(data);
  const steps = readSteps(data["steps"]);
  const block = data["block"];
  if (!end || !steps || !isBlock(block)) return null;
  return { ...end, steps, block };
}

function readEnd({ end, reason }: Readonly<Record<string, unknown>>): End | null {
  if (end === "finished") return { end };
  if (typeof reason !== "string" || reason.length > mostText) return null;
  if (end === "stopped" || end === "error") return { end, reason };
  if (end === "limit" && (reason === "steps" || reason === "work" || reason === "memory" || reason === "depth")) return { end, reason };
  if (end === "lost" && reason === "crashed") return { end, reason };
  return null;
}

function readSteps(data: unknown): Step[] | null {
  if (!Array.isArray(data) || data.length > mostSteps) return null;
  const steps: Step[] = [];
  for (const one of data as unknown[]) {
    if (!isRecord(one) || !isBlock(one["block"])) return null;
    const values = Object.values(one);
    if (values.length > mostFields || !values.every(isPlain)) return null;
    steps.push({ ...one, block: one["block"] });
  }
  return steps;
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

function isBlock(data: unknown): data is string | null {
  return data === null || (typeof data === "string" && data.length <= mostText);
}

function isPlain(data: unknown): boolean {
  return data === null || data === undefined || typeof data === "number" || typeof data === "boolean" || (typeof data === "string" && data.length <= mostText);
}
