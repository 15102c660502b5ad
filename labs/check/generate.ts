// Writes labs/<lab>/level.gen.ts, the TypeScript type of a level's body, from labs/<lab>/level.schema.json: one source for
// authors, checker and world.
//
//   node labs/check/generate.ts [--check]
//
// --check writes nothing and ends with 1 when a file is not what it would be.
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

interface Schema {
  readonly title?: string;
  readonly description?: string;
  readonly type?: string;
  readonly enum?: readonly (string | number | boolean)[];
  readonly const?: string | number | boolean;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly $ref?: string;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** The text of level.gen.ts for a schema. Only what our schemas use is known; anything else is an error, not a guess. */
export function typesOf(schema: Schema): string {
  const named = Object.entries(schema.definitions ?? {}).map(([name, one]) => `${comment(one, "")}export type ${upper(name)} = ${typeOf(one, "")};\n`);
  const main = `${comment(schema, "")}export interface ${schema.title ?? "Body"} ${typeOf(schema, "")}\n`;
  return `// Written by \`npm run generate\` from level.schema.json: change that one.\n\n${[...named, main].join("\n")}`;
}

function typeOf(schema: Schema, margin: string): string {
  if (schema.$ref) return upper(schema.$ref.split("/").at(-1)!);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return choices.map((one) => typeOf(one, margin)).join(" | ");
  switch (schema.type) {
    case "string":
    case "boolean":
      return schema.type;
    case "integer":
    case "number":
      return "number";
    case "array": {
      const item = typeOf(schema.items ?? {}, margin);
      return /^\w+$/.test(item) ? `readonly ${item}[]` : `readonly (${item})[]`;
    }
    case "object": {
      const inner = `${margin}  `;
      const required = new Set(schema.required);
      const lines = Object.entries(schema.properties ?? {}).map(
        ([name, one]) => `${comment(one, inner)}${inner}readonly ${/^\w+$/.test(name) ? name : JSON.stringify(name)}${required.has(name) ? "" : "?"}: ${typeOf(one, inner)};\n`,
      );
      return `{\n${lines.join("")}${margin}}`;
    }
    default:
      throw new Error(`level.schema.json: no TypeScript for ${JSON.stringify(schema)}`);
  }
}

function comment({ description }: Schema, margin: string): string {
  if (!description) return "";
  const lines = description.split("\n");
  return lines.length === 1 ? `${margin}/** ${description} */\n` : `${margin}/**\n${lines.map((line) => `${margin} * ${line}\n`).join("")}${margin} */\n`;
}

function upper(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Writes (or only compares) the type of every lab's levels; answers the files that differed. */
export function generate(root: string, write: boolean): string[] {
  return globSync("labs/*/level.schema.json", { cwd: root })
    .filter((path) => !path.startsWith("labs/check/"))
    .sort()
    .filter((path) => {
      const file = join(root, dirname(path), "level.gen.ts");
      const text = typesOf(JSON.parse(readFileSync(join(root, path), "utf8")) as Schema);
      const same = existsSync(file) && readFileSync(file, "utf8") === text;
      if (!same && write) writeFileSync(file, text);
      return !same;
    });
}

if (process.argv[1]?.endsWith("generate.ts")) {
  const only = process.argv.includes("--check");
  const differed = generate(".", !only);
  for (const path of differed) console.log(only ? `${path}: level.gen.ts differs: run npm run generate` : `${path}: level.gen.ts written`);
  process.exitCode = only && differed.length > 0 ? 1 : 0;
}
