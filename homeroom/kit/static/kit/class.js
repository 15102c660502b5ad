// A class on a screen that others see: one key (H) hides the names, in this tab until it is pressed again; the projector asks who has arrived.
(function () {
  "use strict";
  var KEY = "homeroom.names-hidden";
  var root = document.documentElement;

  function kept() {
    try { return sessionStorage.getItem(KEY) === "yes"; } catch (_) { return false; }
  }
  function keep(hidden) {
    try { if (hidden) sessionStorage.setItem(KEY, "yes"); else sessionStorage.removeItem(KEY); } catch (_) { /* then it lasts as long as this page */ }
  }
  function hide(hidden) {
    root.classList.toggle("names-hidden", hidden);
    document.querySelectorAll("[data-hide-names]").forEach(function (button) {
      button.hidden = false;
      button.setAttribute("aria-pressed", String(hidden));
    });
  }
  function turn() {
    var hidden = !root.classList.contains("names-hidden");
    keep(hidden);
    hide(hidden);
  }
  hide(kept());
  document.addEventListener("keydown", function (event) {
    var target = event.target instanceof Element ? event.target : null;
    if (event.ctrlKey || event.metaKey || event.altKey || (target && target.closest("input, textarea, select, [contenteditable]"))) return;
    // The key beside G on most keyboards, whatever script it types.
    if (event.key.toLowerCase() === "h" || event.code === "KeyH") turn();
  });
  document.addEventListener("click", function (event) {
    var target = event.target instanceof Element ? event.target : null;
    if (target && target.closest("[data-hide-names]")) turn();
  });

  // The projector draws everybody anew; the bar of "class now" only counts.
  var bar = document.querySelector("[data-arrived]");
  if (!bar) return;
  var tag = "";
  var open = null;
  function tile(sheet, pupil) {
    var svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    var use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    svg.setAttribute("class", "animal tile-colour-" + pupil.colour);
    svg.setAttribute("aria-hidden", "true");
    svg.setAttribute("focusable", "false");
    use.setAttribute("href", sheet + "#" + pupil.animal);
    svg.append(use);
    return svg;
  }
  function unseen(words) {
    var span = document.createElement("span");
    span.className = "unseen";
    span.textContent = words;
    return span;
  }
  function show(said) {
    if (open !== null && open !== said.open) { location.reload(); return; }
    open = said.open;
    var few = bar.querySelector("[data-arrived-count]");
    if (few) few.textContent = said.few;
    if (!bar.hasAttribute("data-projector")) return;
    bar.querySelector("[data-count]").textContent = said.count;
    var shut = bar.querySelector("[data-lets-in]");
    if (shut) shut.hidden = said.letsIn;
    var list = bar.querySelector("[data-pupils]");
    // Only what has changed is touched, so that only who has just arrived moves.
    said.pupils.forEach(function (pupil, place) {
      var one = list.children[place];
      if (!one) {
        one = document.createElement("li");
        one.append(document.createElement("span"), document.createElement("bdi"));
        one.firstChild.className = "animal-tile animal-tile-small";
        one.lastChild.setAttribute("data-name", "");
        list.append(one);
      }
      var is = pupil.animal + "-" + pupil.colour;
      if (one.getAttribute("data-tile") !== is) {
        one.setAttribute("data-tile", is);
        one.firstChild.replaceChildren(tile(list.getAttribute("data-tiles"), pupil), unseen(pupil.told + " "));
      }
      if (one.lastChild.textContent !== pupil.shown) one.lastChild.textContent = pupil.shown;
      one.classList.toggle("is-here", pupil.here);
    });
    while (list.children.length > said.pupils.length) list.lastChild.remove();
  }
  function ask() {
    fetch(bar.getAttribute("data-arrived"), { headers: tag ? { Accept: "application/json", "If-None-Match": tag } : { Accept: "application/json" } })
      .then(function (answer) {
        if (answer.status === 401 || answer.status === 404) { location.reload(); return null; }
        if (!answer.ok) return null;
        tag = answer.headers.get("ETag") || "";
        return answer.json().then(show);
      })
      .catch(function () { /* the network is away: what is shown stays */ })
      .then(function () { setTimeout(ask, document.hidden ? 15000 : 3000); });
  }
  setTimeout(ask, 3000);
})();
