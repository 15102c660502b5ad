/** A page with nothing but a host, for tests in a real browser. */

import { createHost, type Host } from "../index.ts";

declare global {
  interface Window {
    host: Host;
    /** Lives as long as this page: from the back-forward cache it is still there. */
    mark?: string;
  }
}

window.host = createHost({ language: "en", lesson: { id: "lesson-1" }, level: { id: "level-1" }, signIn: "/other" });
window.host.onPerson(() => { document.body.textContent = "wiped"; });
