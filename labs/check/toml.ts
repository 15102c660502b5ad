// Reading a TOML file against its schema: what is wrong is reported in the house form, what is right is handed on.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { parse, TomlError } from "smol-toml";
import bandSchema from "./grade-band.schema.json" with { type: "json" };
import namesSchema from "./names.schema.json" with { type: "json" };
import type { Problems } from "./problems.ts";

const ajv = new Ajv({ allErrors: true, useDefaults: false, strict: false, schemas: [namesSchema, bandSchema] });

export const compileSchema = (schema: object): ValidateFunction => ajv.compile(schema);

/** The facts in a file; null when it is missing, is no TOML or is against its schema: then it is reported. */
export function readToml<T>(root: string, path: string, valid: ValidateFunction, problems: Problems): T | null {
  if (!existsSync(join(root, path))) {
    problems.add(path, "file", "it is missing", "write it: docs/curriculum-format.md says what goes in");
    return null;
  }
  return parseToml<T>(readFileSync(join(root, path), "utf8"), path, valid, problems);
}

export function parseToml<T>(text: string, path: string, valid: ValidateFunction, problems: Problems): T | null {
  let data: unknown;
  try {
    data = parse(text);
  } catch (error) {
    const where = error instanceof TomlError ? `line ${error.line}` : "file";
    problems.add(path, where, error instanceof Error ? error.message.split("\n")[0]! : "unreadable", "mend the TOML");
    return null;
  }
  if (valid(data)) return data as T;
  report(path, "", valid, problems);
  return null;
}

export function report(path: string, under: string, valid: ValidateFunction, problems: Problems): void {
  for (const error of valid.errors ?? []) {
    const key = [under, ...error.instancePath.split("/").filter(Boolean)].filter(Boolean).join(".") || "file";
    if (error.keyword === "minLength" && (error.params as { limit?: number }).limit === 1) problems.add(path, key, "it is empty", "fill it in");
    else problems.add(path, key, error.message ?? "is wrong", `see the schema (${JSON.stringify(error.params)})`);
  }
}
