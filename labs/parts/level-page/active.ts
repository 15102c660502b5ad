// How long a child has really been at work: the time between touches, where a long gap counts as being away.

const longestGap = 30_000;

export interface ActiveClock {
  /** Something was done now. */
  touch(): void;
  /** Whole active seconds since the last taking, and begins anew. */
  take(): number;
}

export function createActiveClock(now: () => number): ActiveClock {
  let last = now();
  let sum = 0;

  function touch(): void {
    const at = now();
    sum += Math.min(Math.max(at - last, 0), longestGap);
    last = at;
  }

  return {
    touch,
    take() {
      touch();
      const seconds = Math.floor(sum / 1000);
      sum = 0;
      return seconds;
    },
  };
}
