// Two names that QuickJS's loader mentions and that browsers at the icon strip's floor lack. It never uses the second.
// This file comes before every other in a Worker.
const scope = self as unknown as Record<string, unknown>;
if (typeof scope["globalThis"] === "undefined") scope["globalThis"] = self;
if (typeof scope["BigInt64Array"] === "undefined") {
  scope["BigInt64Array"] = Float64Array;
  scope["BigUint64Array"] = Float64Array;
}
