// Blockly's blocks from a lab's table. Nothing about a block is written twice: shape, fields and texts come from its BlockSpec.
import * as Blockly from "blockly/core";
import type { BlockSpec, BlockTable, FieldSpec } from "../contract.ts";
import { arrange } from "./label.ts";
import { swatch } from "./swatch.ts";
import type { Sayer } from "../words/index.ts";

interface Arg {
  readonly type: string;
  readonly name: string;
  readonly [option: string]: unknown;
}

function fieldArg(field: FieldSpec, say: Sayer): Arg {
  switch (field.kind) {
    case "number":
      return { type: "field_number", name: field.name, value: field.value, min: field.min, max: field.max, precision: field.precision ?? 1 };
    case "choice":
      return { type: "field_dropdown", name: field.name, options: withDefaultFirst(field.choices, field.value).map((choice) => [say(choice.label), choice.value]) };
    case "colour":
      return {
        type: "field_dropdown",
        name: field.name,
        options: withDefaultFirst(field.colours, field.value).map((choice) => [swatch(choice.value, say(choice.label)), choice.value]),
      };
  }
}

/** Blockly takes the first option of a new block; the table names another one by `value`. */
function withDefaultFirst<C extends { readonly value: string }>(choices: readonly C[], value: string): readonly C[] {
  return [...choices.filter((choice) => choice.value === value), ...choices.filter((choice) => choice.value !== value)];
}

/** One block as Blockly's JSON. The order of the holes is the language's. */
export function blockJson(spec: BlockSpec, say: Sayer): Record<string, unknown> {
  const { message, holes } = arrange(say(spec.label));
  const args = holes.map((name): Arg => {
    const field = spec.fields?.find((one) => one.name === name);
    if (field) return fieldArg(field, say);
    return { type: "input_value", name };
  });
  const json: Record<string, unknown> = {
    type: spec.type,
    message0: message,
    args0: args,
    inputsInline: true,
    tooltip: say(spec.help),
    style: spec.category,
  };
  (spec.bodies ?? []).forEach((body, index) => {
    json[`message${String(index + 1)}`] = `${escaped(say(body.label))} %1`;
    json[`args${String(index + 1)}`] = [{ type: "input_statement", name: body.name }];
  });
  if (spec.shape === "statement") {
    json["previousStatement"] = null;
    if (!spec.last) json["nextStatement"] = null;
  } else if (spec.shape === "start") {
    json["nextStatement"] = null;
    json["style"] = "start";
  } else if (spec.shape === "value") {
    json["output"] = null;
  }
  return json;
}

function escaped(text: string): string {
  return text.replace(/%/g, "%%");
}

/** Makes the blocks of `table` known to Blockly, in the language of `say`; earlier definitions of the same types go. */
export function defineBlocks(table: BlockTable, say: Sayer): void {
  for (const spec of table) {
    const json = blockJson(spec, say);
    Blockly.Blocks[spec.type] = {
      init(this: Blockly.Block) {
        this.jsonInit(json);
        // A start or a function begins a stack: the renderer gives it a hat.
        if (spec.shape === "start" || spec.shape === "define") this.hat = "cap";
      },
    };
  }
}

/** The flyout of a level: its types in their order, values with what they show at first. */
export function toolboxOf(table: BlockTable, types: readonly string[]): Blockly.utils.toolbox.ToolboxDefinition {
  const contents = types.flatMap((type) => {
    const spec = table.find((one) => one.type === type);
    if (!spec || spec.shape === "start") return [];
    const inputs: Record<string, Blockly.serialization.blocks.ConnectionState> = {};
    for (const value of spec.values ?? []) if (value.shadow) inputs[value.name] = { shadow: { type: value.shadow.type, fields: { ...value.shadow.fields } } };
    return [{ kind: "block", type, ...(Object.keys(inputs).length > 0 ? { inputs } : {}) }];
  });
  return { kind: "flyoutToolbox", contents };
}
