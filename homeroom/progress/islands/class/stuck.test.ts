// @vitest-environment jsdom
import { signal } from "@preact/signals";
import { h, render } from "preact";
import { expect, it } from "vitest";
import type { ClassModel } from "./model.ts";
import { Stuck } from "./stuck.tsx";

it("says once that nobody is stuck, where a change is heard", () => {
  const place = document.createElement("div");
  const words: Record<string, string> = { "class.calm": "Nobody is stuck.", "class.stuck.count": "Nobody is stuck." };
  const model = { say: (key: string) => words[key] ?? key, page: { pictures: "/", language: "en" }, news: signal({ stuck: [] }) };
  render(h(Stuck, { model: model as unknown as ClassModel }), place);

  expect((place.textContent ?? "").split("Nobody is stuck.")).toHaveLength(2);
  expect(place.querySelector('[role="status"]')?.textContent).toContain("Nobody is stuck.");
});
