// Plays the pretend class: invented pupils' programs are run by the real lab, and what they come to goes to the server as any attempt does.
import type { LevelData, Program } from "../../../../../labs/parts/contract.ts";
import { uuid7 } from "../../../../../labs/parts/host/core/uuid7.ts";
import { fetchLesson, type AttemptIn } from "../../../../../labs/parts/host/index.ts";
import type { LabPage } from "../../../../../labs/parts/level-page/index.ts";
import { labs } from "../labs.ts";
import type { ClassModel } from "../model.ts";
import { beatsAt, pretendScript, type Doing } from "./script.ts";

/** Seconds between two beats of a page. */
const beatEvery = 5;

/** Begins at once, and again where it was when the tab is shown again; ends when the class is left. */
export async function playPretendClass(model: ClassModel): Promise<void> {
  const code = model.page.section.code;
  const [answer, file] = await Promise.all([model.ask("GET /classes/{code}/pretend", {}, { holes: { code } }), fetchLesson(model.page)]);
  if (!answer.ok || !file) return;
  const levels = file.levels.filter((level) => labs[level.lab] && (answer.value.levels[level.id]?.length ?? 0) > 0);
  const pupils = answer.value.pupils;
  const script = pretendScript(levels.map((level) => answer.value.levels[level.id] ?? []), pupils.length);
  const opened = new Map<string, Promise<LabPage>>();
  const labOf = (level: LevelData): Promise<LabPage> => {
    const found = opened.get(level.lab) ?? labs[level.lab]!();
    opened.set(level.lab, found);
    return found;
  };

  const attempt = async ({ level: place, choice, seconds }: Doing): Promise<AttemptIn | null> => {
    const level = levels[place];
    if (!level) return null;
    const { verdict, lost } = await (await labOf(level)).run(level, JSON.parse(choice.program) as Program);
    if (lost) return null;
    const madeAt = Date.now();
    return {
      id: uuid7(madeAt, crypto.getRandomValues(new Uint8Array(10))),
      lesson: model.page.lesson.id,
      level: level.id,
      program: choice.program,
      outcome: verdict.outcome,
      mistake: verdict.mistake,
      said: { key: verdict.said.key, values: verdict.said.values ?? {} },
      blocks: verdict.blocks,
      hints: 0,
      seconds,
      madeAt,
      fromBrowser: false,
    };
  };

  let second = 0;
  let next = 0;
  const at = new Map<number, number>();
  const hands = new Set<number>();
  /** A hand goes up and down once: the teacher may have put it down meanwhile. */
  const handChanged = (pupil: number, up: boolean): boolean | null => {
    if (hands.has(pupil) === up) return null;
    if (up) hands.add(pupil);
    else hands.delete(pupil);
    return up;
  };
  const tick = async (): Promise<void> => {
    second += 1;
    for (let doing = script[next]; doing && doing.at <= second; doing = script[next]) {
      next += 1;
      at.set(doing.pupil, doing.choice.mistake === null ? Math.min(doing.level + 1, levels.length - 1) : doing.level);
      const person = pupils[doing.pupil];
      const made = await attempt(doing);
      if (person !== undefined && made) await model.ask("POST /classes/{code}/pretend/attempts", { person, attempts: [made] }, { holes: { code } });
    }
    if (second % beatEvery === 1) {
      const beats = beatsAt(second, pupils.length).map(({ pupil, working, handUp }) => ({
        person: pupils[pupil] ?? "",
        level: levels[at.get(pupil) ?? 0]?.id ?? "",
        active: working ? beatEvery : 0,
        working,
        handUp: handChanged(pupil, handUp),
      }));
      if (beats.length > 0) await model.ask("POST /classes/{code}/pretend/beats", { beats }, { holes: { code } });
    }
  };
  const run = async (): Promise<void> => {
    if (model.ended.value) return;
    // Nobody looks: the class waits.
    if (document.visibilityState === "visible") await tick();
    setTimeout(() => void run(), 1000);
  };
  void run();
}
