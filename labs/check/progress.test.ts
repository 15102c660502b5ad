import { expect, test } from "vitest";
import { progressOf } from "./progress.ts";

function told(total: number, options: { isTTY?: boolean; every?: boolean; secondsEach?: number }): string {
  let said = "";
  let now = 0;
  const screen = { isTTY: options.isTTY ?? false, write: (text: string) => (said += text) };
  const tell = progressOf(total, screen, options.every ?? false, () => now);
  for (let done = 0; done <= total; done += 1) {
    tell(done);
    now += (options.secondsEach ?? 1) * 1000;
  }
  return said;
}

test("a terminal shows the level that is being checked, and nothing of it is left at the end", () => {
  expect(told(2, { isTTY: true })).toBe("\r\u001b[Klevel 1 of 2\r\u001b[Klevel 2 of 2\r\u001b[K");
});

test("a file gets a line now and then", () => {
  expect(told(35, {})).toBe("10 of 35\n20 of 35\n30 of 35\n");
});

test("a quick check says nothing into a file", () => {
  expect(told(5, {})).toBe("");
});

test("a program is told every level", () => {
  expect(told(2, { every: true, isTTY: true })).toBe("0 of 2\n1 of 2\n2 of 2\n");
});
