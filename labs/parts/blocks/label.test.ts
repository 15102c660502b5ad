import { expect, it } from "vitest";
import { arrange } from "./label.ts";

it("numbers the holes in the order of the language", () => {
  expect(arrange("repeat {TIMES} times")).toEqual({ message: "repeat %1 times", holes: ["TIMES"] });
  expect(arrange("avanza {STEPS}, {UNIT}")).toEqual({ message: "avanza %1, %2", holes: ["STEPS", "UNIT"] });
  expect(arrange("كرّر {TIMES} مرات").holes).toEqual(["TIMES"]);
});

it("keeps a per cent sign, and a text without holes", () => {
  expect(arrange("100% {A}")).toEqual({ message: "100%% %1", holes: ["A"] });
  expect(arrange("move forward")).toEqual({ message: "move forward", holes: [] });
});
