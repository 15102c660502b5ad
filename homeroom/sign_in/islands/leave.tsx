// Signing out on pages without a level (the bar, "I am not Ben"): first what is unsent is sent or sealed, then the form goes its way.
import { prepareToLeave, signOutByForm } from "../../../labs/parts/host/index.ts";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.dataset["signOut"] === undefined) return;
  event.preventDefault();
  // A second press must not begin it once more.
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  void signOutByForm(document.documentElement.lang, form.dataset["signOut"], () => {
    form.submit();
  });
});
void prepareToLeave().catch(() => undefined);
