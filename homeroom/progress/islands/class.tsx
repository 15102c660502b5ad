// The live pages of a class: progress:grid and the class that is on now.
import "./class/class.css";
import { render } from "preact";
import { createDoor } from "../../../labs/parts/host/index.ts";
import { iconsAt } from "../../../labs/parts/look/index.ts";
import { Island } from "./class/island.tsx";
import { createClass } from "./class/model.ts";
import type { ClassPage } from "./class/page.ts";

const data = document.getElementById("class-data")?.textContent;
const place = document.getElementById("class-island");
if (data && place) {
  const page = JSON.parse(data) as ClassPage;
  iconsAt(page.pictures.replace(/pictures\/?$/, "icons.gen.svg"));
  const model = createClass(page, createDoor(page.language));
  // What the server wrote stays until there is something to show in its place.
  const stop = model.ready.subscribe((ready) => {
    if (!ready) return;
    queueMicrotask(() => { stop(); });
    place.textContent = "";
    render(<Island model={model} />, place);
  });
  if (page.pretend) {
    void import("./class/pretend/play.ts").then(({ playPretendClass }) => {
      void playPretendClass(model);
    });
  }
}
