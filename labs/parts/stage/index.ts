// What any stage needs: a replay, its words, its sounds, a voice, and what the person chose about them.
export { browserWait, createPlayer, paceOf, speeds, type Phase, type Player, type Speed, type Wait } from "./player.ts";
export { preferences, type Preferences } from "./preferences.ts";
export { createSounds, type Sound } from "./sounds.ts";
export { createTeller, details, together, type Detail, type Teller } from "./tell.ts";
export { createVoice, localVoice, type Voice } from "./voice.ts";
