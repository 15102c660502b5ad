// A program as lines a person can read: the words of the blocks in the language of the page, what lies inside set in. Pure.
import type { Block, Tree } from "../../../../labs/parts/generate/index.ts";
import type { Sayer } from "../../../../labs/parts/words/index.ts";

/** One line, and how deep it lies. `block` is null for a word between mouths ("else"). */
export interface Line {
  readonly text: string;
  readonly depth: number;
  readonly block: string | null;
}

/** What runs, then what lies beside it. */
export function linesOf(tree: Tree, say: Sayer): { readonly runs: readonly Line[]; readonly loose: readonly Line[] } {
  return {
    runs: [...tree.defines.flatMap((block) => lines(block, 0, say)), ...tree.start.flatMap((block) => lines(block, 0, say))],
    loose: tree.loose.flatMap((stack) => stack.flatMap((block) => lines(block, 0, say))),
  };
}

function lines(block: Block, depth: number, say: Sayer): Line[] {
  const found: Line[] = [{ text: words(block, say), depth, block: block.id }];
  const mouths = block.spec.bodies ?? [];
  for (const [index, mouth] of mouths.entries()) {
    // The first mouth follows its own line; the word before a second one ("else") is needed to tell them apart.
    if (index > 0) found.push({ text: say(mouth.label), depth, block: null });
    found.push(...(block.bodies[mouth.name] ?? []).flatMap((inner) => lines(inner, depth + 1, say)));
  }
  return found;
}

function words(block: Block, say: Sayer): string {
  const holes: Record<string, string | number> = {};
  for (const field of block.spec.fields ?? []) {
    const value = block.fields[field.name] ?? "";
    const choices = field.kind === "choice" ? field.choices : field.kind === "colour" ? field.colours : [];
    const chosen = choices.find((one) => one.value === value);
    holes[field.name] = chosen ? say(chosen.label) : value;
  }
  for (const place of block.spec.values ?? []) {
    const inner = block.values[place.name];
    holes[place.name] = inner ? words(inner, say) : String(Object.values(place.shadow?.fields ?? {})[0] ?? "…");
  }
  return say(block.spec.label, holes);
}
