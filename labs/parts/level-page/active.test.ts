import { expect, it } from "vitest";
import { createActiveClock } from "./active.ts";

it("counts time at work, and a long gap only as half a minute", () => {
  let now = 1_000_000;
  const clock = createActiveClock(() => now);
  now += 4_000;
  clock.touch();
  now += 600_000;
  clock.touch();
  now += 6_500;
  expect(clock.take()).toBe(40);
  now += 2_000;
  expect(clock.take()).toBe(2);
});

it("never counts backwards when the device's clock is set", () => {
  let now = 1_000_000;
  const clock = createActiveClock(() => now);
  now -= 500_000;
  clock.touch();
  now += 3_000;
  expect(clock.take()).toBe(3);
});
