// Blockly's own words, from ours. Its packages leave nearly everything a screen reader hears in English, in Spanish and Arabic
// too, and hold five hundred texts for blocks we do not have; so the ones its core needs stand in strings.en.json here.
import type { Words } from "../words/index.ts";

const prefix = "blocks.msg.";

/** Blockly's message table: name to text. */
export function messagesOf(words: Words): Record<string, string> {
  const table: Record<string, string> = {};
  for (const [key, text] of Object.entries(words.texts)) if (key.startsWith(prefix)) table[key.slice(prefix.length)] = text;
  return table;
}
