// What the pages at a class's door do with a script; each works without one, but for a key that rides in the fragment of a link.
(function () {
  "use strict";

  // A key in the fragment: posted once, and taken out of the address, so that the next child cannot go back to it.
  function useKey(key) {
    var form = document.querySelector("form[data-key]");
    if (!form || !key) return;
    form.elements.key.value = key;
    form.submit();
  }
  function readFragment() {
    var key = location.hash.slice(1);
    if (!key || !document.querySelector("form[data-key]")) return;
    history.replaceState(null, "", location.pathname + location.search);
    useKey(key);
  }

  // A card before the camera, where the browser can read squares by itself (no library, nothing leaves the page).
  function offerCamera() {
    var button = document.querySelector("[data-scan]");
    var dialog = document.querySelector("[data-camera]");
    if (!button || !dialog || !dialog.showModal || !("BarcodeDetector" in window) || !navigator.mediaDevices) return;
    window.BarcodeDetector.getSupportedFormats().then(function (formats) {
      if (formats.indexOf("qr_code") >= 0) button.hidden = false;
    }, function () { /* no squares, no button */ });
    button.addEventListener("click", function () { scan(dialog); });
  }
  function scan(dialog) {
    var video = dialog.querySelector("video");
    var detector = new window.BarcodeDetector({ formats: ["qr_code"] });
    navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).then(function (stream) {
      function stop() { stream.getTracks().forEach(function (track) { track.stop(); }); }
      function look() {
        if (!dialog.open) { stop(); return; }
        detector.detect(video).then(function (found) {
          var key = found.length > 0 ? found[0].rawValue.split("#").pop().trim() : "";
          if (key) { stop(); dialog.close(); useKey(key); } else setTimeout(look, 200);
        }, function () { setTimeout(look, 500); });
      }
      dialog.addEventListener("close", stop, { once: true });
      dialog.showModal();
      video.srcObject = stream;
      video.play().then(look, stop);
    }, function () { document.querySelector("[data-scan]").hidden = true; });
  }

  // Three pictures: the first two are noted in the page, the third sends all of them. Without this each tap asks the server.
  // Listens from the first moment on: a child who taps while the page is still coming must not lose a picture.
  var chosen = null;
  function begin(form) {
    chosen = Array.prototype.map.call(form.querySelectorAll("input[name=picture]"), function (input) {
      return form.querySelector("button.tile[value='" + CSS.escape(input.value) + "']");
    });
    form.querySelectorAll("input[name=picture]").forEach(function (input) { input.remove(); });
  }
  function show(form) {
    form.querySelectorAll(".chosen > span").forEach(function (place, index) {
      var tile = chosen[index];
      place.className = tile ? "is-filled" : index === chosen.length ? "is-next" : "";
      place.replaceChildren(tile ? tile.querySelector(".secret").cloneNode(true) : String(index + 1));
    });
    form.querySelector("button[name=back]").hidden = chosen.length === 0;
    var said = form.querySelector("[data-said]");
    if (said) said.textContent = chosen.map(function (tile) { return tile.querySelector("span").textContent; }).join(", ");
  }
  function choose(event) {
    var form = event.target;
    var button = event.submitter;
    if (!button || !form.matches("form[data-pictures]")) return;
    if (chosen === null) begin(form);
    if (button.name === "back") {
      event.preventDefault();
      chosen.pop();
      show(form);
      return;
    }
    if (chosen.length < 2) {
      event.preventDefault();
      chosen.push(button);
      show(form);
      return;
    }
    if (form.querySelector("input[name=picture]")) { event.preventDefault(); return; }
    // In front of the tiles: a form is sent in the order of the page, and the order of pictures counts.
    form.prepend.apply(form, chosen.map(function (tile) {
      var input = document.createElement("input");
      input.type = "hidden";
      input.name = "picture";
      input.value = tile.value;
      return input;
    }));
  }
  function showPictures() {
    var form = document.querySelector("form[data-pictures]");
    if (!form) return;
    if (chosen === null) begin(form);
    show(form);
    // Back from the next page: nothing of the child before is left.
    window.addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });
  }

  // Words: what it could be, after two letters; a tap fills it in and goes on to the next.
  function suggestWords() {
    var form = document.querySelector("form[data-words]");
    var data = document.getElementById("page-data");
    if (!form || !data) return;
    var words = JSON.parse(data.textContent).words;
    var plain = function (text) { return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase(); };
    form.querySelectorAll("input[name=word]").forEach(function (input, index, inputs) {
      var list = form.querySelector("[data-for='" + input.id + "']");
      function clear() { list.replaceChildren(); }
      input.addEventListener("input", function () {
        clear();
        var begun = plain(input.value.trim());
        if (begun.length < 2) return;
        words.filter(function (word) { return plain(word).startsWith(begun) && word !== input.value; }).slice(0, 5).forEach(function (word) {
          var item = document.createElement("li");
          var button = document.createElement("button");
          button.type = "button";
          button.textContent = word;
          button.addEventListener("click", function () {
            input.value = word;
            clear();
            (inputs[index + 1] || form.querySelector("button[type=submit]")).focus();
          });
          item.append(button);
          list.append(item);
        });
      });
    });
  }

  document.addEventListener("submit", choose, true);
  document.addEventListener("DOMContentLoaded", function () {
    readFragment();
    window.addEventListener("hashchange", readFragment);
    offerCamera();
    showPictures();
    suggestWords();
  });
})();
