// progress:grid: the page brings everything it begins with.
import { createDoor } from "../../../labs/parts/host/index.ts";
import { begin } from "./class/begin.ts";
import type { ClassPage } from "./class/page.ts";

const data = document.getElementById("class-data")?.textContent;
const place = document.getElementById("class-island");
if (data && place) {
  const page = JSON.parse(data) as ClassPage;
  begin(page, place, createDoor(page.language));
}
