// The row above a level: the lesson's name, a bubble for each level, who is here, and whether the work is safe.
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import type { LevelLink } from "../contract.ts";
import { Bubble, Button, Icon, levelState, type IconName } from "../look/index.ts";
import type { Model } from "./model.ts";

interface BarProps {
  readonly model: Model;
  /** Follows a bubble inside the page when it can; false lets the browser follow the link. */
  readonly onMove: (link: LevelLink) => boolean;
  /** The strip's pages lie one below the level's. */
  readonly address: (link: LevelLink) => string;
}

/** Whether a click means "here", not "in a new tab". */
export function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

export function LessonBar({ model, onMove, address }: BarProps): JSX.Element {
  const { say, page } = model;
  const current = model.level.value.id;
  const row = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const list = row.current;
    const here = list?.querySelector<HTMLElement>("[aria-current]");
    if (!list || !here) return;
    const show = (): void => {
      // Only the row itself is scrolled: scrollIntoView would also move the page.
      list.scrollLeft += here.getBoundingClientRect().left - list.getBoundingClientRect().left - list.clientWidth / 2;
    };
    show();
    if (typeof ResizeObserver !== "function") return;
    // The row gets narrower when the person's state is told beside it, which in some languages takes many words.
    const watch = new ResizeObserver(show);
    watch.observe(list);
    return () => watch.disconnect();
  }, [current]);
  return (
    <div class="level-bar">
      <a class="level-bar-lesson" href={page.lesson.home}>
        {page.lesson.title}
      </a>
      <nav aria-label={say("page.levels")}>
        <ol class="level-bar-row" ref={row}>
          {page.lesson.levels.map((link) => {
            const state = levelState(shownStates(model)[link.id]);
            const here = link.id === current;
            const words = say(link.core || link.freePlay ? "page.level" : "page.level-extra", { number: link.number, title: link.title, state: say(`page.state.${String(state)}`) });
            return (
              <li key={link.id}>
                <a
                  href={address(link)}
                  title={link.title}
                  {...(here ? { "aria-current": "page" as const } : {})}
                  onClick={(event: MouseEvent) => {
                    if (isPlainClick(event) && onMove(link)) event.preventDefault();
                  }}
                >
                  <Bubble number={link.number} state={state} core={link.core || link.freePlay} current={here} name={here ? `${words} ${say("page.here")}` : words} />
                </a>
              </li>
            );
          })}
        </ol>
      </nav>
      <Person model={model} />
    </div>
  );
}

/** States as they may be seen: the bubble of a level that is being replayed does not tell the ending. */
function shownStates(model: Model): Readonly<Record<string, number>> {
  const now = model.host.states.value;
  const phase = model.player.phase.value;
  if (phase !== "playing" && phase !== "paused") {
    model.settled.states = now;
    return now;
  }
  const id = model.level.value.id;
  return { ...now, [id]: model.settled.states[id] ?? 0 };
}

const savedIcon: Readonly<Record<string, IconName>> = { "signed-out": "cloud-off", saving: "waiting", saved: "saved", waiting: "waiting", problem: "careful" };

function Person({ model }: { readonly model: Model }): JSX.Element {
  const { say, host, page } = model;
  const saved = host.saved.value;
  const person = host.me.value;
  return (
    <div class="level-person">
      {host.period.value && <Hand model={model} />}
      <p class={`level-saved level-saved-${saved}`} role="status">
        <Icon name={savedIcon[saved] ?? "waiting"} />
        <span>{say(host.savedSentence.value)}</span>
      </p>
      {person ? (
        <>
          <span class="level-person-name">
            <bdi>{person.name}</bdi>
          </span>
          <Button
            kind="quiet"
            round
            icon="sign-out"
            name={say("page.sign-out", { name: person.name })}
            onClick={() => void host.signOut()}
          />
        </>
      ) : (
        saved === "signed-out" && <a href={page.signIn}>{say("page.sign-in")}</a>
      )}
    </div>
  );
}

function Hand({ model }: { readonly model: Model }): JSX.Element {
  const { say, host } = model;
  const sending = useSignal(false);
  const unseen = useSignal("");
  const up = host.period.value?.handRaised ?? false;
  return (
    <>
      <Button
        icon="hand"
        kind={up ? "go" : "plain"}
        aria-pressed={up}
        disabled={sending.value}
        onClick={() => {
          sending.value = true;
          void host
            .raiseHand(!up)
            .then((sentence) => {
              unseen.value = sentence;
            })
            .finally(() => {
              sending.value = false;
            });
        }}
      >
        {say(up ? "page.hand.down" : "page.hand")}
      </Button>
      <span class="soft" role="status">
        {unseen.value}
      </span>
    </>
  );
}
