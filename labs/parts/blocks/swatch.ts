// A colour to choose: its patch, and its name for those who do not see it.

/** An element for a drop-down; the name is what a screen reader hears. */
export function swatch(colour: string, name: string): HTMLElement {
  const patch = document.createElement("span");
  patch.className = "blocks-swatch";
  patch.setAttribute("role", "img");
  patch.setAttribute("aria-label", name);
  patch.title = name;
  patch.style.setProperty("background-color", colour);
  return patch;
}
