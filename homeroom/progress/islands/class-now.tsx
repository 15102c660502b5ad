// Class now (sections:now): the page of a lower room says only which class it is; this script asks for the rest.
import { createDoor } from "../../../labs/parts/host/index.ts";
import type { ClassPage } from "./class/page.ts";

const place = document.getElementById("class-now");
const code = place?.dataset["section"];
if (place && code !== undefined) {
  const door = createDoor(document.documentElement.lang);
  // Loaded this way so that its style sheet comes with it: the page knows only this file.
  void Promise.all([door.ask("GET /classes/{code}/page", {}, { holes: { code } }), import("./class/begin.ts")]).then(([answer, { begin }]) => {
    if (answer.ok) begin(answer.value.page as unknown as ClassPage, place, door);
  });
}
