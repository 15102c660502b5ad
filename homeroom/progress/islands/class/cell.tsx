// One cell: why it has its colour, the program in words and as JavaScript, its replay, and what was tried before.
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import type { LevelData } from "../../../../labs/parts/contract.ts";
import { fetchLesson, type AttemptSeen, type CellFound } from "../../../../labs/parts/host/index.ts";
import type { LabPage } from "../../../../labs/parts/level-page/index.ts";
import { Button } from "../../../../labs/parts/look/index.ts";
import { labs } from "./labs.ts";
import type { ClassModel, OpenCell } from "./model.ts";
import { Program } from "./program.tsx";
import { stateAt } from "./rows.ts";
import { sentenceFor, whyItHasItsColour } from "./told.ts";

interface Loaded {
  readonly cell: CellFound;
  readonly level: LevelData | null;
  readonly lab: LabPage | null;
}

export function CellDialog({ model, open }: { readonly model: ClassModel; readonly open: OpenCell }): JSX.Element {
  const { say } = model;
  const box = useRef<HTMLDialogElement>(null);
  const loaded = useSignal<Loaded | null>(null);
  const failed = useSignal<string | null>(null);
  useEffect(() => {
    const before = document.activeElement;
    box.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  useEffect(() => {
    let gone = false;
    void load(model, open).then((found) => {
      if (gone) return;
      if (typeof found === "string") failed.value = found;
      else loaded.value = found;
    });
    return () => {
      gone = true;
    };
  }, [open]);
  const now = model.row(open.row.code) ?? open.row;
  const state = loaded.value?.cell.state ?? stateAt(now.states, open.column);
  return (
    <dialog
      ref={box}
      class="cell"
      aria-labelledby="cell-title"
      onClose={() => { model.closeCell(); }}
      onClick={(event) => { if (event.target === box.current) box.current?.close(); }}
    >
      <div class="cell-head">
        <span class="bubble" data-state={state} />
        <h2 id="cell-title">
          <bdi data-name>{open.row.name}</bdi>
          {` · ${say("class.level", { number: open.level.number, title: open.level.title })}`}
        </h2>
        <Button kind="quiet" icon="close" name={say("class.close")} onClick={() => { box.current?.close(); }} />
      </div>
      {failed.value !== null && <p class="notice notice-wrong" role="alert">{failed.value}</p>}
      {loaded.value ? <Inside model={model} open={open} {...loaded.value} /> : failed.value === null && <p role="status">{say("class.loading")}</p>}
    </dialog>
  );
}

async function load(model: ClassModel, open: OpenCell): Promise<Loaded | string> {
  const holes = { code: model.page.section.code, student: open.row.code, level: open.level.id };
  const [answer, file, lab] = await Promise.all([
    model.ask("GET /classes/{code}/cells/{student}/{level}", {}, { holes }),
    fetchLesson(model.page),
    labs[open.level.lab]?.().catch(() => null) ?? null,
  ]);
  if (!answer.ok) return answer.sentence ?? model.say("class.no-answer");
  return { cell: answer.value, level: file?.levels.find((one) => one.id === open.level.id) ?? null, lab };
}

function Inside({ model, open, cell, level, lab }: Loaded & { readonly model: ClassModel; readonly open: OpenCell }): JSX.Element {
  const { say } = model;
  const chosen = useSignal<string | null>(null);
  const program = chosen.value === null ? cell.program : (cell.programs[chosen.value] ?? cell.program);
  return (
    <>
      <div class="cell-why">
        <p>
          {whyItHasItsColour(cell, open.level, say)}
        </p>
        {cell.tries > 0 && <p>{say("class.cell.effort", { n: cell.tries, minutes: Math.max(1, Math.round(cell.seconds / 60)), hints: cell.hints })}</p>}
      </div>
      {program !== null && level && lab ? (
        <Program key={program} model={model} level={level} lab={lab} source={program} note={chosen.value === null && cell.draft ? say("class.cell.draft") : ""} />
      ) : (
        program === null && <p class="soft">{say("class.cell.no-program")}</p>
      )}
      <Attempts model={model} open={open} cell={cell} chosen={chosen.value} onChoose={(id) => { chosen.value = id; }} />
      <p class="form-end">
        <a class="button" href={open.level.url}>{say("class.open-level")}</a>
        <a class="button button-quiet" href={`${model.page.lesson.plan}#level-${String(open.level.number)}`}>{say("class.plan")}</a>
      </p>
    </>
  );
}

interface AttemptsProps {
  readonly model: ClassModel;
  readonly open: OpenCell;
  readonly cell: CellFound;
  readonly chosen: string | null;
  readonly onChoose: (id: string | null) => void;
}

function Attempts({ model, open, cell, chosen, onChoose }: AttemptsProps): JSX.Element | null {
  const { say, page } = model;
  if (cell.attempts.length === 0) return null;
  const today = new Date().toDateString();
  const time = new Intl.DateTimeFormat(page.language, { timeStyle: "short" });
  const day = new Intl.DateTimeFormat(page.language, { dateStyle: "medium", timeStyle: "short" });
  const result = (one: AttemptSeen): string => {
    const words = say(`class.outcome.${one.outcome}`);
    const sentence = one.outcome === "tried" ? sentenceFor(open.level, one.mistake, one.said, say) : "";
    return sentence ? `${words}: ${sentence}` : words;
  };
  return (
    <details class="cell-attempts" open={cell.state < 2}>
      <summary>{say("class.attempts", { n: cell.tries })}</summary>
      <table class="table table-cards">
        <thead>
          <tr>
            <th scope="col">{say("class.attempt.when")}</th>
            <th scope="col">{say("class.attempt.what")}</th>
            <th scope="col" class="number">{say("class.attempt.blocks")}</th>
            <th scope="col" class="number">{say("class.attempt.seconds")}</th>
            <th scope="col" class="number">{say("class.attempt.hints")}</th>
            <th scope="col"><span class="unseen">{say("class.program")}</span></th>
          </tr>
        </thead>
        <tbody>
          {cell.attempts.map((one, index) => (
            <tr key={index}>
              <th scope="row">{(new Date(one.madeAt).toDateString() === today ? time : day).format(one.madeAt)}</th>
              <td data-label={say("class.attempt.what")}>{result(one)}</td>
              <td class="number" data-label={say("class.attempt.blocks")}>{one.blocks}</td>
              <td class="number" data-label={say("class.attempt.seconds")}>{one.seconds}</td>
              <td class="number" data-label={say("class.attempt.hints")}>{one.hints}</td>
              <td>
                {cell.programs[one.program] !== undefined && (
                  <button type="button" class="button button-small" aria-pressed={chosen === one.program} onClick={() => { onChoose(chosen === one.program ? null : one.program); }}>
                    {say("class.attempt.show")}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
