// What lies over the page: the glad news, the program as text, choices about sound, and questions about who is here.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { LevelLink } from "../contract.ts";
import { Button, Dialog, Icon } from "../look/index.ts";
import { isPlainClick } from "./lesson-bar.tsx";
import { SoundChoices } from "./controls.tsx";
import type { Model } from "./model.ts";

interface DialogsProps {
  readonly model: Model;
  readonly readableCode: (program: Model["program"]["value"]) => string;
  readonly onMove: (link: LevelLink) => boolean;
  readonly address: (link: LevelLink) => string;
}

export function Dialogs({ model, readableCode, onMove, address }: DialogsProps): JSX.Element | null {
  const { say } = model;
  const close = (): void => {
    model.shown.value = "none";
  };
  if (model.host.period.value?.covered) return <Cover model={model} />;
  switch (model.shown.value) {
    case "solved":
      return <Solved model={model} onMove={onMove} address={address} onClose={close} />;
    case "code":
      return (
        <Dialog title={say("page.code.title")} closeName={say("page.close")} onClose={close}>
          <p>{say("page.code.blocks", { n: model.blocks.value })}</p>
          <pre class="level-code" dir="ltr" tabIndex={0}>
            <code>{readableCode(model.program.value)}</code>
          </pre>
        </Dialog>
      );
    case "sounds":
      return (
        <Dialog title={say("page.sounds")} closeName={say("page.close")} onClose={close}>
          <SoundChoices model={model} />
        </Dialog>
      );
    case "none":
      return null;
  }
}

interface SolvedProps extends Omit<DialogsProps, "readableCode"> {
  readonly onClose: () => void;
}

/** After solving: kind words, the number of blocks, and the way on. */
function Solved({ model, onMove, address, onClose }: SolvedProps): JSX.Element | null {
  const { say, page } = model;
  const verdict = model.run.value?.verdict;
  useEffect(uncover, []);
  if (!verdict || verdict.outcome === "tried") return null;
  const next = model.next.value;
  return (
    <Dialog kind="glad" title={say(`page.solved.${verdict.outcome}`)} closeName={say("page.close")} onClose={onClose} above={main}>
      <div class="level-glad" aria-hidden="true">
        <Star open={false} />
        <Star open={verdict.outcome === "passed"} />
      </div>
      <p class="level-glad-words">{model.feedback.value?.text}</p>
      <div class="level-glad-ways">
        <Button onClick={onClose}>{say(verdict.outcome === "passed" ? "page.try-shorter" : "page.stay")}</Button>
        {next ? (
          <a
            class="button button-go"
            data-first
            href={address(next)}
            onClick={(event: MouseEvent) => {
              if (isPlainClick(event) && onMove(next)) event.preventDefault();
            }}
          >
            <span>{say("page.next")}</span>
            <Icon name="next" />
          </a>
        ) : (
          <a class="button button-go" data-first href={page.lesson.done}>
            <span>{say("page.finish-lesson")}</span>
            <Icon name="next" />
          </a>
        )}
      </div>
    </Dialog>
  );
}

/** Stage and program, which the glad news must leave in sight: it lies over the instructions, which are done with. */
function main(): DOMRect | null {
  return document.querySelector(".level-main")?.getBoundingClientRect() ?? null;
}

/** Scrolls the stage out from under the news where the page happens to stand so that it lies there. */
function uncover(): void {
  const [stage, news] = [".level-picture", "dialog[open]"].map((where) => document.querySelector(where)?.getBoundingClientRect());
  // The news is still on its way up to its place.
  const moving = 32;
  if (!stage || !news || stage.bottom <= news.top - moving || stage.top >= news.bottom) return;
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  // Above the stage there is room for the strip only where the page begins; the sheet of a phone needs the stage at the upper edge.
  if (matchMedia("(max-width: 760px)").matches) document.querySelector(".level-picture")?.scrollIntoView({ behavior });
  else scrollTo({ top: 0, behavior });
}

/** Two stars for the fewest blocks, one and an empty one otherwise. */
function Star({ open }: { readonly open: boolean }): JSX.Element {
  return (
    <span class={`level-glad-star${open ? " level-glad-open" : ""}`}>
      <svg viewBox="0 0 24 24" focusable="false">
        <path d="M12 2.5l2.9 6 6.6.9-4.800 4.6 1.2 6.5-5.9-3.2-5.9 3.2 1.2-6.5L2.5 9.4l6.6-.9z" />
      </svg>
    </span>
  );
}

/** Nobody is signed out for idling in a class: the page is covered until the child says that it is still there. */
function Cover({ model }: { readonly model: Model }): JSX.Element {
  const { say, host } = model;
  const stay = (): void => void host.stillMe();
  return (
    <Dialog title={say("page.cover", { name: host.me.value?.name ?? "" })} closeName={say("page.cover.yes")} onClose={stay} kind="cover">
      <div class="level-glad-ways">
        <Button onClick={() => void host.notMe()}>{say("page.cover.no")}</Button>
        <Button kind="go" data-first onClick={stay}>
          {say("page.cover.yes")}
        </Button>
      </div>
    </Dialog>
  );
}

/** Messages of the host that stay until they are read: the end of the class, work that was refused, work found in this browser. */
export function Notices({ model }: { readonly model: Model }): JSX.Element | null {
  const { say, host } = model;
  const offer = host.offer.value;
  const problems = host.problems.value;
  const period = host.period.value;
  return (
    <>
      {period?.message && (
        <div class="level-note level-note-hint" role="status">
          <p>{period.message}</p>
        </div>
      )}
      {period?.ended && (
        <div class="level-note level-note-hint" role="status">
          <p>{say("page.period.ended")}</p>
        </div>
      )}
      {problems.map((problem) => (
        <div class="level-note level-note-wrong" role="alert" key={problem.id}>
          <Icon name="careful" />
          <p>{problem.sentence ?? say(problem.key)}</p>
          <Button onClick={() => void host.putAway(problem.id)}>{say("page.put-away")}</Button>
        </div>
      ))}
      {offer && (
        <section class="level-note level-note-offer" aria-label={say("page.offer.title")}>
          {offer.picture !== null && <img src={`data:image/svg+xml,${encodeURIComponent(offer.picture)}`} alt={say("page.offer.picture")} />}
          <p>
            <strong>{say("page.offer.title")}</strong> {offer.solved > 0 ? say("page.offer.text", { solved: offer.solved }) : say("page.offer.begun", { levels: offer.levels })}
          </p>
          <Button onClick={() => void offer.decline()}>{say("page.offer.no")}</Button>
          <Button kind="go" onClick={() => void offer.accept()}>
            {say("page.offer.yes")}
          </Button>
        </section>
      )}
    </>
  );
}
