// For authors (`homeroom serve --watch`): loads the level again when its file was saved, and says what is wrong with it until then.
(function () {
  "use strict";
  var first = null;
  var shown = "";
  var style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = document.currentScript.src.replace("watch.js", "watch.css");
  document.head.appendChild(style);
  function show(problems) {
    var text = problems.join("\n");
    if (text === shown) return;
    shown = text;
    var old = document.getElementById("watch-problems");
    if (old) old.remove();
    if (!problems.length) return;
    var box = document.createElement("div");
    box.id = "watch-problems";
    box.setAttribute("role", "alert");
    var list = document.createElement("ul");
    problems.forEach(function (line) {
      var item = document.createElement("li");
      item.textContent = line;
      list.appendChild(item);
    });
    box.appendChild(list);
    document.body.insertBefore(box, document.body.firstChild);
  }
  function look() {
    fetch("/build", { credentials: "omit" })
      .then(function (answer) { return answer.ok ? answer.json() : null; })
      .then(function (now) {
        if (!now) return;
        if (first !== null && now.stamp !== first) return location.reload();
        first = now.stamp;
        show(now.problems);
      })
      .catch(function () { /* the server is being started again: the next look finds it */ })
      .then(function () { setTimeout(look, 2000); });
  }
  look();
})();
