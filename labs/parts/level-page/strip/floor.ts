// What came to browsers after ES2017 and the strip's script uses. Old tablets run the strip, so these few are brought along;
// newer browsers keep their own. Imported before everything else.

function add(owner: object, name: string, value: unknown): void {
  if (!(name in owner)) Object.defineProperty(owner, name, { value, configurable: true, writable: true });
}

if (typeof globalThis === "undefined") add(window, "globalThis", window);

add(Array.prototype, "flatMap", function (this: unknown[], turn: (value: unknown, index: number, all: unknown[]) => unknown) {
  return this.reduce((flat: unknown[], value, index) => flat.concat(turn(value, index, this)), []);
});

add(Array.prototype, "flat", function (this: unknown[]) {
  return this.reduce((flat: unknown[], value) => flat.concat(value), []);
});

function at(this: ArrayLike<unknown>, index: number): unknown {
  return this[index < 0 ? this.length + index : index];
}
add(Array.prototype, "at", at);
add(String.prototype, "at", at);

add(String.prototype, "replaceAll", function (this: string, what: string, by: string) {
  return this.split(what).join(by);
});

add(Object, "fromEntries", (entries: Iterable<readonly [string, unknown]>) => {
  const made: Record<string, unknown> = {};
  for (const [key, value] of entries) made[key] = value;
  return made;
});

add(Promise.prototype, "finally", function (this: Promise<unknown>, then: () => unknown) {
  return this.then(
    (value) => Promise.resolve(then()).then(() => value),
    (error: unknown) =>
      Promise.resolve(then()).then(() => {
        throw error;
      }),
  );
});

add(window, "queueMicrotask", (then: () => void) => {
  void Promise.resolve().then(then);
});

// Requests simply run to their own end where they cannot be cut short.
add(
  window,
  "AbortController",
  class {
    readonly signal = undefined;
    abort(): undefined {
      return this.signal;
    }
  },
);
