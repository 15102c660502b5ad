// Markdown as our files may use it: headings, paragraphs, lists, emphasis. Anything else is named, so that every page that shows
// it can be sure of what comes.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problems } from "./problems.ts";

/** A heading that is about a level: `### 4. Two fireflies`. */
export interface LevelHeading {
  readonly line: number;
  readonly number: number;
  readonly title: string;
}

const refused: readonly [RegExp, string, string][] = [
  [/^# /, "a heading of the first rank", "begin with ##: the title comes from the facts"],
  [/^#{4,}/, "a heading below ###", "use ## and ### only"],
  [/^\s*(```|~~~)/, "a fenced block", "indent nothing, use `code` in a sentence"],
  [/^\s*\|/, "a table", "write a list"],
  [/!\[/, "a picture", "say it in words"],
  [/\]\(|\bhttps?:/, "a link", "leave it out: pages work without the network"],
  [/<\/?[a-zA-Z!]/, "HTML", "use Markdown"],
];

/** The text of a Markdown file; null when it is missing or empty, which is reported. */
export function readProse(root: string, path: string, problems: Problems): string | null {
  const text = existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8").trim() : "";
  if (text === "") {
    problems.add(path, "file", "it is missing or empty", "write it: docs/curriculum-format.md says what goes in");
    return null;
  }
  checkProse(text, path, 1, problems);
  return text;
}

/** `firstLine` is the number of the text's first line in its file. */
export function checkProse(text: string, path: string, firstLine: number, problems: Problems): void {
  for (const [at, line] of text.split("\n").entries()) {
    for (const [pattern, what, todo] of refused) if (pattern.test(line)) problems.add(path, `line ${at + firstLine}`, `${what} is not among the Markdown our pages show`, todo);
  }
}

export function levelHeadings(text: string): LevelHeading[] {
  return text.split("\n").flatMap((line, at) => {
    const found = /^#{2,3} (\d+)\. (.+)$/.exec(line);
    return found ? [{ line: at + 1, number: Number(found[1]), title: found[2]!.trim() }] : [];
  });
}
