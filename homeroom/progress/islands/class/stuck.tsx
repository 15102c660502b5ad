// First of all: who is stuck, on what, since when, what the child read, and what to ask.
import type { JSX } from "preact";
import type { StuckPupil } from "../../../../labs/parts/host/index.ts";
import { Button, Icon } from "../../../../labs/parts/look/index.ts";
import type { ClassModel } from "./model.ts";
import { Tile } from "./tile.tsx";
import { sentenceFor, sinceWhen, stuckShown } from "./told.ts";

export function Stuck({ model }: { readonly model: ClassModel }): JSX.Element {
  const { say, page } = model;
  const stuck = model.news.value?.stuck ?? [];
  const { first, more } = stuckShown(stuck);
  return (
    <section aria-labelledby="stuck-title">
      <h2 id="stuck-title">{say("class.stuck")}</h2>
      {/* What is heard when it changes. Where nobody is stuck it is what is seen, too: nothing is read out twice. */}
      <div role="status">
        {stuck.length === 0 ? (
          <div class="calm">
            <img src={`${page.pictures}calm.svg`} alt="" width="320" height="240" />
            <p>
              <b>{say("class.calm")}</b>
              <br />
              {say("class.calm.more")}
            </p>
          </div>
        ) : (
          <p class="unseen">{say("class.stuck.count", { n: stuck.length })}</p>
        )}
      </div>
      {stuck.length > 0 && (
        <ul class="stuck">
          {first.map((one) => (
            <StuckOne key={one.person} model={model} one={one} />
          ))}
        </ul>
      )}
      {more.length > 0 && (
        <details class="stuck-more">
          <summary>{say("class.stuck.more", { n: more.length })}</summary>
          <ul>
            {more.map((one) => (
              <li key={one.person}>
                <button type="button" class="button button-quiet button-small" onClick={() => { model.openCellOf(one.person, one.level); }}>
                  <Tile tile={model.row(one.person)?.tile ?? null} model={model} />
                  <bdi data-name>{model.row(one.person)?.name}</bdi>
                  {` ${say("class.stuck.short", { number: model.level(one.level)?.number ?? 0, n: one.minutes })}`}
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function StuckOne({ model, one }: { readonly model: ClassModel; readonly one: StuckPupil }): JSX.Element | null {
  const { say, page } = model;
  const row = model.row(one.person);
  const level = model.level(one.level);
  if (!row || !level) return null;
  const sentence = sentenceFor(level, one.mistake, one.said, say);
  const since = sinceWhen(one.since, Date.now(), page.language);
  return (
    <li class="stuck-one">
      <h3>
        <Tile tile={row.tile} model={model} />
        <bdi data-name>{row.name}</bdi>
        {row.hand && (
          <span class="hand">
            <Icon name="hand" />
            <span class="unseen">{say("class.hand.up")}</span>
          </span>
        )}
        <span class="minutes" title={say("class.stuck.since", { time: since })}>
          {say("class.minutes", { n: one.minutes })}
        </span>
      </h3>
      <p class="stuck-where">
        <a href={level.url}>{say("class.level", { number: level.number, title: level.title })}</a>
        {` · ${say("class.stuck.since", { time: since })}`}
      </p>
      {sentence && (
        <p class="stuck-said">
          <span class="unseen">{say("class.stuck.said")} </span>
          {sentence}
        </p>
      )}
      {one.question && <p class="stuck-ask">{say("class.stuck.ask", { question: one.question })}</p>}
      <div class="stuck-ways">
        <Button onClick={() => { model.openCellOf(one.person, one.level); }}>{say("class.program")}</Button>
        <a class="button button-quiet" href={`${page.lesson.plan}#level-${String(level.number)}`}>
          {say("class.plan")}
        </a>
      </div>
    </li>
  );
}
