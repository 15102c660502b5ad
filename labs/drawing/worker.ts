// What runs in the drawing's Worker.
import { serve } from "../parts/engine/worker.ts";
import { guest, guestName } from "./run.ts";

serve({ [guestName]: guest });
