import { expect, test } from "vitest";
import { generate, typesOf } from "./generate.ts";

test("a schema becomes a type", () => {
  expect(
    typesOf({
      title: "Body",
      description: "First.\nSecond.",
      type: "object",
      required: ["rows"],
      definitions: { point: { type: "object", required: ["x"], properties: { x: { type: "number" } } } },
      properties: {
        rows: { description: "Rows.", type: "array", items: { type: "string" } },
        look: { enum: ["a", "b"] },
        at: { $ref: "#/definitions/point" },
        many: { type: "array", items: { oneOf: [{ type: "integer" }, { const: "none" }] } },
        on: { type: "boolean" },
      },
    }),
  ).toBe(`// Written by \`npm run generate\` from level.schema.json: change that one.

export type Point = {
  readonly x: number;
};

/**
 * First.
 * Second.
 */
export interface Body {
  /** Rows. */
  readonly rows: readonly string[];
  readonly look?: "a" | "b";
  readonly at?: Point;
  readonly many?: readonly (number | "none")[];
  readonly on?: boolean;
}
`);
  expect(() => typesOf({ type: "null" })).toThrow(/no TypeScript/);
});

test("every lab's type is what its schema says", () => {
  expect(generate(".", false)).toEqual([]);
});
