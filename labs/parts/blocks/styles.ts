// Blockly writes its styles into <style> elements, which the page's policy forbids. They become constructed sheets instead: the
// policy needs no exception, not even a hash.
import * as Blockly from "blockly/core";

let common: CSSStyleSheet | null = null;

/** Blockly's common styles, once for the page. Inject the workspace with `css: false` afterwards. */
export function adoptCommonStyles(media: string): void {
  if (common) return;
  // Blockly puts its <style> beside the container. Inside a shadow tree that never enters the page it is only text.
  const inside = document.createElement("div");
  const shadow = document.createElement("div").attachShadow({ mode: "open" });
  shadow.append(inside);
  Blockly.Css.inject(inside, true, media);
  common = adopt(shadow.querySelector("style")?.textContent ?? "");
}

function adopt(text: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return sheet;
}

/** Zelos, whose own styles come the same way. */
class HomeroomConstants extends Blockly.zelos.ConstantProvider {
  static readonly #sheets = new Map<string, CSSStyleSheet>();

  protected override injectCSS_(_root: Document | ShadowRoot, selector: string): void {
    const text = this.getCSS_(selector).join("\n");
    const sheet = HomeroomConstants.#sheets.get(selector);
    if (sheet) sheet.replaceSync(text);
    else HomeroomConstants.#sheets.set(selector, adopt(text));
  }
}

class HomeroomRenderer extends Blockly.zelos.Renderer {
  protected override makeConstants_(): Blockly.zelos.ConstantProvider {
    return new HomeroomConstants();
  }
}

export const rendererName = "homeroom";
Blockly.blockRendering.register(rendererName, HomeroomRenderer);
