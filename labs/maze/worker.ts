// What runs in the maze's Worker.
import { serve } from "../parts/engine/worker.ts";
import { guest, guestName } from "./run.ts";

serve({ [guestName]: guest });
