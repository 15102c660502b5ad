// A pupil's first page: what somebody did in this browser before signing in is offered here too, not only on a level's page.
import { h, render } from "preact";
import { createHost, hasVisitorsWork } from "../../../labs/parts/host/index.ts";
import { sayer } from "../../../labs/parts/words/index.ts";
import { Offered } from "./offer/offered.tsx";

const place = document.getElementById("offer");
const data = document.getElementById("page-data")?.textContent;
if (place && data) {
  const page = JSON.parse(data) as { readonly language: string; readonly signIn: string; readonly words: Record<string, string> };
  const say = sayer({ language: page.language, texts: page.words });
  // Nothing is asked of the server where nobody has left anything.
  void hasVisitorsWork().then((has) => {
    if (!has) return;
    const host = createHost({ language: page.language, lesson: null, level: null, signIn: page.signIn });
    render(h(Offered, { host, say, onTaken: () => { location.reload(); } }), place);
  });
}
