// The Worker's side of the engine. A lab's own worker.ts is one call: `serve({ maze: guest })`.
import "./floor.ts";
import type { GuestMaker } from "./engine.ts";
import { lockDown } from "./lockdown.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { loadCore, type Core } from "./quickjs.ts";

/** Waits for the WebAssembly, gives up every dangerous global, then runs one job after the other. */
export function serve(guests: Readonly<Record<string, GuestMaker>>): void {
  const scope = self as unknown as { postMessage(data: FromWorker): void; addEventListener(kind: "message", hear: (event: MessageEvent<ToWorker>) => void): void };
  // Kept here because the page's message could otherwise be answered through a name that was taken away.
  const say = scope.postMessage.bind(scope);
  let core: Core | null = null;

  scope.addEventListener("message", ({ data }) => {
    if (data.kind === "boot") {
      loadCore(data.wasm, guests).then(
        (loaded) => {
          const open = lockDown(self);
          core = loaded;
          say({ kind: "ready", open });
        },
        () => say({ kind: "missing" }),
      );
    } else if (core) {
      say({ kind: "done", id: data.id, result: core.run(data.job, () => say({ kind: "beat" })) });
    }
  });
}
