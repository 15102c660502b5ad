import { describe, expect, it } from "vitest";
import { createPlayer, paceOf, type Wait } from "./player.ts";

/** A clock that the test moves. */
function handClock(): { wait: Wait; pass: (ms: number) => void } {
  let now = 0;
  let waiting: { at: number; then: () => void }[] = [];
  return {
    wait(then, ms) {
      const entry = { at: now + ms, then };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
    pass(ms) {
      const until = now + ms;
      for (;;) {
        const due = waiting.filter((entry) => entry.at <= until).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        waiting = waiting.filter((entry) => entry !== due);
        now = due.at;
        due.then();
      }
      now = until;
    },
  };
}

describe("a player", () => {
  it("shows the first step at once and the others at the pace", () => {
    const clock = handClock();
    const player = createPlayer<string>({ wait: clock.wait });
    player.load(["a", "b", "c"]);
    expect(player.at.value).toBe(0);
    player.play();
    expect(player.step.value).toBe("a");
    clock.pass(paceOf("steady"));
    expect(player.step.value).toBe("b");
    clock.pass(paceOf("steady") * 2);
    expect(player.phase.value).toBe("finished");
    expect(player.at.value).toBe(3);
  });

  it("finishes a run without steps at once", () => {
    const clock = handClock();
    let finished = 0;
    const player = createPlayer<string>({ wait: clock.wait, onFinish: () => (finished += 1) });
    player.load([]);
    player.play();
    expect(player.phase.value).toBe("finished");
    expect(finished).toBe(1);
  });

  it("gives a look less time than a movement", () => {
    const clock = handClock();
    const player = createPlayer<string>({ wait: clock.wait, length: (step) => (step === "look" ? 0.1 : 1) });
    player.load(["look", "move", "move"]);
    player.play();
    clock.pass(paceOf("steady") * 0.1);
    expect(player.at.value).toBe(2);
    clock.pass(paceOf("steady") * 0.9);
    expect(player.at.value).toBe(2);
  });

  it("steps by hand, plays on from there, and changes speed on the way", () => {
    const clock = handClock();
    const how: string[] = [];
    const player = createPlayer<string>({ wait: clock.wait, onStep: (step, way) => how.push(`${step} ${way}`) });
    player.load(["a", "b", "c", "d"]);
    player.forward();
    expect(player.phase.value).toBe("paused");
    clock.pass(10_000);
    expect(player.at.value).toBe(1);
    player.speed.value = "fast";
    player.play();
    clock.pass(paceOf("fast"));
    player.finish();
    expect(how).toEqual(["a stepping", "b playing", "c playing", "d skipping"]);
    expect(player.phase.value).toBe("finished");
  });

  it("pauses, and a reset stops everything", () => {
    const clock = handClock();
    const player = createPlayer<string>({ wait: clock.wait });
    player.load(["a", "b", "c"]);
    player.play();
    player.pause();
    clock.pass(10_000);
    expect(player.at.value).toBe(1);
    player.play();
    player.reset();
    clock.pass(10_000);
    expect(player.phase.value).toBe("ready");
    expect(player.at.value).toBe(0);
    player.play();
    expect(player.phase.value).toBe("ready");
  });
});
