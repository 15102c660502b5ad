// Random programs for this lab's tests, in text form.
import fc from "fast-check";
import { colours } from "../colours.ts";

/** Programs of at most about `most` blocks, nested at most three deep, with functions, variables and chance. */
export function anyProgram(most = 7): fc.Arbitrary<string> {
  const variable = fc.constantFrom("size", "step", "angle", "sides");
  const name = fc.constantFrom("shape", "star", "petal");
  const number = fc.oneof(fc.integer({ min: -60, max: 120 }), fc.constantFrom(0, 2.5, 51.43, 360)).map(String);
  const value: fc.Memo<string> = fc.memo((depth) => {
    if (depth <= 1) return fc.oneof(number, variable);
    const inner = value(depth - 1);
    return fc.oneof(
      { weight: 5, arbitrary: number },
      { weight: 2, arbitrary: variable },
      { weight: 1, arbitrary: fc.tuple(inner, fc.constantFrom("+", "-", "*", "/"), inner).map(([a, op, b]) => `(${a} ${op} ${b})`) },
      { weight: 1, arbitrary: fc.tuple(inner, inner).map(([a, b]) => `(random ${a} to ${b})`) },
    );
  });
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(fc.constantFrom("forward", "forward", "back", "jump"), value(3)).map(([what, by]) => `${what} ${by}`) },
    { weight: 3, arbitrary: fc.tuple(fc.constantFrom("right", "left"), value(2)).map(([what, by]) => `${what} ${by}`) },
    { weight: 1, arbitrary: fc.constantFrom("pen up", "pen down", "colour any", ...colours.map((colour) => `colour ${colour.value}`)) },
    { weight: 1, arbitrary: value(2).map((to) => `width ${to}`) },
    { weight: 1, arbitrary: fc.tuple(variable, value(2)).map(([what, to]) => `set ${what} to ${to}`) },
    { weight: 1, arbitrary: fc.tuple(variable, value(2)).map(([what, by]) => `change ${what} by ${by}`) },
    { weight: 1, arbitrary: name.map((what) => `draw ${what}`) },
  );
  const block: fc.Memo<string> = fc.memo((depth) => {
    if (depth <= 1) return step;
    const body = fc.array(block(depth - 1), { minLength: 1, maxLength: 3 }).map((blocks) => `{ ${blocks.join("; ")} }`);
    const times = fc.oneof(fc.integer({ min: 0, max: 9 }).map(String), variable);
    return fc.oneof({ weight: 3, arbitrary: step }, { weight: 1, arbitrary: fc.tuple(times, body).map(([many, inner]) => `repeat ${many} ${inner}`) });
  });
  const stack = fc.array(block(3), { maxLength: most });
  const defines = fc.array(fc.tuple(name, stack).map(([what, inner]) => `define ${what} { ${inner.join("; ")} }`), { maxLength: 2 });
  return fc.tuple(defines, stack).map(([first, rest]) => [...first, ...rest].join("\n"));
}
