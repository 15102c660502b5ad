// A few lines before everything else on a level page: looks whether blocks can start in this browser, and if not loads the icon
// strip instead. Also when the modules cannot be read or fetched. Its tag names the strip's script: data-strip.
// Browsers without module scripts ignore the modules and run the strip by its `nomodule` tag; nothing is to be done there.
// It brings kit/page.js along (theme, buttons that print): one request less before blocks can be used.
import "../../../homeroom/kit/static/kit/page.js";

const root = document.documentElement;
const tag = document.currentScript as HTMLScriptElement | null;
const strip = tag === null ? null : tag.getAttribute("data-strip");
let taken = false;

function ableToHaveBlocks(): boolean {
  try {
    return "replaceSync" in CSSStyleSheet.prototype && "adoptedStyleSheets" in document && typeof ResizeObserver === "function" && CSS.supports("selector(:has(*))");
  } catch {
    return false;
  }
}

function takeOver(): void {
  if (taken || strip === null || root.getAttribute("data-level-page") === "started") return;
  taken = true;
  root.setAttribute("data-blocks", "no");
  const script = document.createElement("script");
  script.src = strip;
  document.head.appendChild(script);
}

/** A module that cannot be fetched fails on its tag; one that cannot be read fails on the window. */
function failed(event: Event): void {
  const source = event.target instanceof HTMLScriptElement ? event.target : null;
  const unread = event instanceof ErrorEvent && event.error instanceof SyntaxError;
  if ((source !== null && source.type === "module") || unread) takeOver();
}

if ("noModule" in HTMLScriptElement.prototype) {
  addEventListener("error", failed, true);
  if (!ableToHaveBlocks()) {
    root.setAttribute("data-blocks", "no");
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", takeOver);
    else takeOver();
  }
}
