// Whether a program can be run: what running needs is fetched at the first touch, and without network it may not be here yet.

/** Milliseconds until it is asked for again, the last again and again; and how long one asking may take. */
const pauses = [1_000, 2_000, 4_000, 8_000, 15_000];
const patience = 20_000;

export interface Readiness {
  /** Can a program be run now? Tries to make it so. */
  now(): Promise<boolean>;
  /** Resolves once it can: true; or once nobody waits any more: false. */
  later(isWanted: () => boolean): Promise<boolean>;
}

/** `warm` is the lab's. */
export function createReadiness(warm: () => Promise<boolean>): Readiness {
  const now = async (): Promise<boolean> => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<boolean>((done) => {
      timer = setTimeout(() => {
        done(false);
      }, patience);
    });
    try {
      return await Promise.race([warm(), late]);
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    now,
    async later(isWanted) {
      for (let tries = 0; isWanted(); tries += 1) {
        await backOrIn(pauses[Math.min(tries, pauses.length - 1)] ?? 0);
        if (isWanted() && (await now())) return isWanted();
      }
      return false;
    },
  };
}

/** The network is back, or so many milliseconds have passed. */
function backOrIn(milliseconds: number): Promise<void> {
  const browser: Partial<EventTarget> = globalThis;
  return new Promise((done) => {
    const back = (): void => {
      clearTimeout(timer);
      browser.removeEventListener?.("online", back);
      done();
    };
    const timer = setTimeout(back, milliseconds);
    browser.addEventListener?.("online", back);
  });
}
