// What a picture of the work must be, for the tests of labs that make one: small, well formed, and alone.

const tags = ["svg", "g", "path", "circle"];
const attributes = ["xmlns", "viewBox", "d", "r", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "transform"];

/** What is wrong with a picture, in words; empty when all is well. Only plain shapes are known: no link, script, style or text passes. */
export function pictureProblems(svg: string): string[] {
  const problems: string[] = [];
  if (svg.length >= 8000) problems.push(`${String(svg.length)} characters`);
  if (!svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="')) problems.push("no picture by itself");
  const open: string[] = [];
  let read = 0;
  for (const tag of svg.matchAll(/<(\/?)([a-z]+)((?: [A-Za-z-]+="[^"<&]*")*)(\/?)>/g)) {
    if (tag.index !== read) problems.push(`text at ${String(read)}`);
    read = tag.index + tag[0].length;
    const [, closing, name = "", list = "", single] = tag;
    if (!tags.includes(name)) problems.push(`<${name}>`);
    if (closing && open.pop() !== name) problems.push(`</${name}> closes nothing`);
    if (!closing && !single) open.push(name);
    const names = [...list.matchAll(/ ([A-Za-z-]+)="([^"]*)"/g)].map(([, attribute = "", value = ""]) => {
      if (!attributes.includes(attribute)) problems.push(attribute);
      if (/url|NaN|undefined|Infinity|null/i.test(value)) problems.push(`${attribute}="${value}"`);
      return attribute;
    });
    if (new Set(names).size < names.length) problems.push(`<${name}> says something twice`);
    if (open.length === 0 && read < svg.length) problems.push("more than one picture");
  }
  if (read !== svg.length || open.length > 0) problems.push("not closed");
  return problems;
}
