// Random programs for this lab's tests, in text form.
import fc from "fast-check";

/** Programs of at most about `most` blocks, nested at most three deep. */
export function anyProgram(most = 8): fc.Arbitrary<string> {
  const step = fc.constantFrom("move", "move", "left", "right");
  const way = fc.constantFrom("ahead", "left", "right");
  const block: fc.Memo<string> = fc.memo((depth) => {
    if (depth <= 1) return step;
    const body = fc.array(block(depth - 1), { maxLength: 3 }).map((blocks) => `{ ${blocks.join("; ")} }`);
    return fc.oneof(
      { weight: 4, arbitrary: step },
      { weight: 1, arbitrary: fc.tuple(fc.integer({ min: 1, max: 20 }), body).map(([times, inner]) => `repeat ${times} ${inner}`) },
      { weight: 1, arbitrary: body.map((inner) => `until goal ${inner}`) },
      { weight: 1, arbitrary: fc.tuple(way, body).map(([to, inner]) => `if path ${to} ${inner}`) },
      { weight: 1, arbitrary: fc.tuple(way, body, body).map(([to, yes, no]) => `if path ${to} ${yes} else ${no}`) },
    );
  });
  const loose = fc.option(fc.array(step, { minLength: 1, maxLength: 3 }).map((steps) => `loose { ${steps.join("; ")} }`), { nil: "" });
  return fc.tuple(fc.array(block(4), { maxLength: most }), loose).map(([blocks, rest]) => [...blocks, rest].join("\n"));
}
