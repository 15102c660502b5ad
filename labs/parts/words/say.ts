// Turns a key and its values into a sentence of the page's language. Pure: no document, no network.
// Texts follow the small part of ICU that translators need: {hole}, {n, plural, one {…} other {…}} and {x, select, …}.

/** A sentence before it is put into words: a key, and values for its holes. */
export interface Said {
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** The texts of one language, by key. */
export interface Words {
  readonly language: string;
  readonly texts: Readonly<Record<string, string>>;
}

type Values = Readonly<Record<string, string | number>>;

/** The sentence for `said`. A key without a text is shown as it is, so that a gap is seen and nothing breaks. */
export function say(words: Words, said: Said): string {
  const text = words.texts[said.key];
  return text === undefined ? said.key : fill(text, said.values ?? {}, words.language);
}

/** `say` bound to one language: what components are handed. */
export type Sayer = (key: string, values?: Values) => string;

export function sayer(words: Words): Sayer {
  return (key, values) => say(words, values ? { key, values } : { key });
}

/** Fills the holes of `text`. An unknown hole stays as it is written. */
export function fill(text: string, values: Values, language: string, count?: number): string {
  let out = "";
  let at = 0;
  while (at < text.length) {
    const letter = text.charAt(at);
    if (letter === "#" && count !== undefined) {
      out += String(count);
      at += 1;
    } else if (letter === "{") {
      const end = closing(text, at);
      out += hole(text.slice(at + 1, end), values, language, count);
      at = end + 1;
    } else {
      out += letter;
      at += 1;
    }
  }
  return out;
}

function hole(inside: string, values: Values, language: string, count?: number): string {
  const comma = inside.indexOf(",");
  const name = (comma < 0 ? inside : inside.slice(0, comma)).trim();
  const value = values[name];
  if (value === undefined) return `{${inside}}`;
  if (comma < 0) return String(value);
  const second = inside.indexOf(",", comma + 1);
  const kind = inside.slice(comma + 1, second).trim();
  const cases = casesOf(inside.slice(second + 1));
  if (kind === "plural") {
    const n = Number(value);
    const chosen = cases[`=${String(n)}`] ?? cases[pluralOf(language, n)] ?? cases["other"] ?? "";
    return fill(chosen, values, language, n);
  }
  return fill(cases[String(value)] ?? cases["other"] ?? "", values, language, count);
}

/** The plural category of `n`; browsers without Intl.PluralRules get the English rule. */
function pluralOf(language: string, n: number): string {
  if (typeof Intl === "undefined" || typeof Intl.PluralRules !== "function") return n === 1 ? "one" : "other";
  return new Intl.PluralRules(language).select(n);
}

/** `one {a} other {b}` as a record. */
function casesOf(text: string): Record<string, string> {
  const cases: Record<string, string> = {};
  let at = 0;
  for (;;) {
    const open = text.indexOf("{", at);
    if (open < 0) return cases;
    const end = closing(text, open);
    cases[text.slice(at, open).trim()] = text.slice(open + 1, end);
    at = end + 1;
  }
}

/** Where the brace that opens at `open` closes; the end of the text if it never does. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text.charAt(at) === "{") depth += 1;
    else if (text.charAt(at) === "}") {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return text.length;
}
