// Loaded before the page is drawn: the chosen theme, then the buttons that choose it. Kept in this browser only, and only if somebody chose.
(function () {
  "use strict";
  var root = document.documentElement;
  var key = "homeroom.theme";
  root.classList.add("scripted");
  // The answer to a form: Back and "load again" open its address anew, instead of asking whether to send once more what was typed.
  var back = root.getAttribute("data-back");
  if (back) history.replaceState(history.state, "", back);
  function kept() {
    try { return localStorage.getItem(key); } catch (_) { return null; }
  }
  function keep(theme) {
    try { if (theme) localStorage.setItem(key, theme); else localStorage.removeItem(key); } catch (_) { /* private windows forget */ }
  }
  function show(theme) {
    if (theme === "light" || theme === "dark") root.setAttribute("data-theme", theme);
    else root.removeAttribute("data-theme");
    document.querySelectorAll("[data-choose-theme]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.getAttribute("data-choose-theme") === (theme || "")));
    });
  }
  show(kept());
  document.addEventListener("DOMContentLoaded", function () {
    show(kept());
    // Pages that are the same for everybody are told by the readable cookie that somebody is signed in.
    if (/(?:^|; )here=/.test(document.cookie)) {
      document.querySelectorAll("[data-visitor]").forEach(function (one) { one.hidden = true; });
      document.querySelectorAll("[data-signed-in]").forEach(function (one) { one.hidden = false; });
    }
    document.addEventListener("click", function (event) {
      var target = event.target instanceof Element ? event.target : null;
      if (!target) return;
      var choice = target.closest("[data-choose-theme]");
      if (choice) {
        keep(choice.getAttribute("data-choose-theme"));
        show(choice.getAttribute("data-choose-theme"));
      }
      if (target.closest("[data-print]")) window.print();
      var opener = target.closest("[data-dialog]");
      var dialog = opener && document.getElementById(opener.getAttribute("data-dialog"));
      if (dialog && dialog.showModal) dialog.showModal();
      var closer = target.closest("[data-close]");
      if (closer && closer.closest("dialog")) closer.closest("dialog").close();
    });
  });
})();
