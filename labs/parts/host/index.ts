/** The only door of the browser to the server. Contract with the server: PROTOCOL.md. */

export type { AttemptMade, Host, HostPage, Offer, Problem, Resumed, Saved, SavedSentence } from "./host";
export type * from "./wire";
