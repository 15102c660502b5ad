// Every lab whose levels can be checked.
import { check as drawing } from "../drawing/check.ts";
import { check as maze } from "../maze/check.ts";
import type { LabCheck } from "../parts/check.ts";

export const labs: readonly LabCheck[] = [maze, drawing];
