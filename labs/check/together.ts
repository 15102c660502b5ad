// What must hold between levels: ids are unique, and no two levels are the same to a pupil.
import { print } from "../parts/generate/index.ts";
import type { Problems } from "./problems.ts";
import type { LevelFile } from "./read.ts";

export function checkTogether(files: readonly LevelFile[], problems: Problems): void {
  const ids = new Map<string, string>();
  const twins = new Map<string, string>();
  for (const file of files) {
    const toml = `${file.path}/level.toml`;
    const other = ids.get(file.level.id);
    if (other) problems.add(toml, "id", `${other} has the same`, "draw a new one: homeroom curriculum new");
    ids.set(file.level.id, file.path);

    const [solution] = file.solutions;
    if (file.level.freePlay || !solution) continue;
    const same = `${file.lab.lab} ${file.lab.sameness(file.level.body)} ${print(solution.tree)}`;
    const twin = twins.get(same);
    if (twin) problems.add(toml, "body", `${twin} asks for the same and is solved by the same`, "change one of them");
    twins.set(same, file.path);
  }
}
