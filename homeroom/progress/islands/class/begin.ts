// Draws the live page of a class into its place.
import "./class.css";
import { h, render } from "preact";
import { iconsAt } from "../../../../labs/parts/look/index.ts";
import { Island } from "./island.tsx";
import { createClass, type Door } from "./model.ts";
import type { ClassPage } from "./page.ts";

export function begin(page: ClassPage, place: HTMLElement, door: Door): void {
  iconsAt(page.pictures.replace(/pictures\/?$/, "icons.gen.svg"));
  const model = createClass(page, door);
  // What the server wrote stays until there is something to show in its place.
  const stop = model.ready.subscribe((ready) => {
    if (!ready) return;
    queueMicrotask(() => { stop(); });
    place.textContent = "";
    render(h(Island, { model }), place);
  });
  if (page.pretend) {
    void import("./pretend/play.ts").then(({ playPretendClass }) => {
      void playPretendClass(model);
    });
  }
}
