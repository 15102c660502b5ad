// What the class can use, least known first.
import type { JSX } from "preact";
import type { ClassModel } from "./model.ts";
import { leastKnownFirst } from "./told.ts";

export function Topics({ model }: { readonly model: ClassModel }): JSX.Element | null {
  const { say, page } = model;
  const all = model.rows.value.length;
  const topics = leastKnownFirst(model.news.value?.topics ?? []);
  if (topics.length === 0 || all === 0) return null;
  return (
    <section aria-labelledby="topics-title">
      <h2 id="topics-title">{say("class.topics")}</h2>
      <ul class="topics">
        {topics.map(({ concept, n }) => (
          <li key={concept}>
            <span class="topics-name" id={`topic-${concept}`}>
              {say("class.topics.one", { n, all, can: page.concepts[concept] ?? concept })}
            </span>
            <progress class="meter" value={n} max={all} aria-labelledby={`topic-${concept}`} />
          </li>
        ))}
      </ul>
    </section>
  );
}
