// Fills what repeats in gallery.html from the files themselves, and takes ?theme=dark&dir=rtl&only=join from the address.
(async function () {
  "use strict";
  const kit = "../homeroom/kit/static/kit/";
  const asked = new URLSearchParams(location.search);
  if (asked.get("theme")) document.documentElement.dataset.theme = asked.get("theme");
  if (asked.get("dir")) document.documentElement.dir = asked.get("dir");
  const only = asked.get("only");
  if (only) for (const part of document.querySelectorAll(".g, header, footer")) if (part.id !== only) part.hidden = true;

  const text = async (address) => (await fetch(address)).text();
  const secret = JSON.parse(await text("pictures/secret/names.json"));
  const pictures = JSON.parse(await text("pictures/names.json"));
  const tokens = JSON.parse(await text("tokens.json"));
  const idsOf = (sheet) => [...sheet.matchAll(/<symbol id="([^"]+)"/g)].map((match) => match[1]);
  const icons = idsOf(await text(kit + "icons.gen.svg"));
  const animals = idsOf(await text(kit + "pictures/tiles.gen.svg"));
  const drawn = (sheet, name, look) => `<svg class="${look}" aria-hidden="true"><use href="${kit}${sheet}#${name}"/></svg>`;
  const picture = (name) => drawn("pictures/secret.gen.svg", name, "secret");
  const animal = (name, colour) => drawn("pictures/tiles.gen.svg", name, `animal tile-colour-${colour}`);
  const names = "Ada Ben Cleo Dan Eve Grace Pat Sam Amara Björn Chidi Dalia Élodie Farid Gülşen Hana Ines João Keiko Lars Mila Noor Oskar Priya Quinn Rosa Søren Tariq Uma Viktor Wanda Xavier Yara Zoë Anneliese-Marie Bartholomew Nguyễn محمد 小林 Σοφία".split(" ");
  const families = Map.groupBy ? Map.groupBy(Object.keys(secret), (name) => secret[name].family) : new Map();
  const level = (pupil, number) => (number < 8 ? [3, 2, 3, 1][(pupil * 5 + number * 3) % 4] : number < 11 ? (pupil * number) % 3 : 0);
  const rows = Number(asked.get("rows") ?? 28);

  const fills = {
    names: () => names.map((name, i) => `<li><button class="tile" type="button">${i % 9 === 4 ? `<span class="animal-tile">${animal(animals[i % 12], 1 + (i % 8))}</span>` : ""}<span>${name}</span></button></li>`).join(""),
    young: () => Object.keys(secret).filter((name) => secret[name].young).map((name) => `<li><button class="tile" type="button">${picture(name)}<span>${secret[name].en}</span></button></li>`).join(""),
    families: () => [...families].map(([family, members]) => `<section class="family"><h3>${family}</h3><ul class="family-row">${members.map((name) => `<li><button class="tile" type="button"${name === "cat" ? ' aria-pressed="true"' : ""}>${picture(name)}<span>${secret[name].en}</span></button></li>`).join("")}</ul></section>`).join(""),
    animals: () => animals.map((name, i) => `<li><label class="tile"><input type="radio" name="animal"${i ? "" : " checked"} aria-label="${name}">${animal(name, 6)}</label></li>`).join(""),
    swatches: () => [1, 2, 3, 4, 5, 6, 7, 8].map((colour) => `<li><label class="tile"><input type="radio" name="colour"${colour === 6 ? " checked" : ""} aria-label="colour ${colour}"><span class="swatch tile-colour-${colour}"></span></label></li>`).join(""),
    arrived: () => names.slice(0, 28).map((name, i) => `<li${i < 17 ? ' class="is-here"' : ""}>${name}</li>`).join(""),
    stuck: () => [["Ben", 9], ["Mila", 8], ["Anneliese-Marie", 7], ["Tariq", 6], ["Wanda", 5], ["João", 5]].map(([name, minutes], i) => `<li class="stuck-one"><h3>${i === 1 ? `<span class="animal-tile animal-tile-small">${animal("owl", 3)}</span>` : ""}<span data-name>${name}</span><span class="minutes">${minutes} minutes</span></h3><p class="stuck-where"><a href="#">Level 6, The long hedge</a></p><p class="stuck-said">The hedgehog met the hedge at block 4.</p><p class="stuck-ask">Ask: which way does it look before the fourth block?</p><div class="stuck-ways"><button class="button button-small" type="button">Program</button><a class="button button-small button-quiet" href="#">Solution and plan</a></div></li>`).join(""),
    grid: () => `<thead><tr><th scope="col">Pupil</th>${Array.from({ length: 20 }, (_, n) => `<th scope="col"${n > 11 ? ' class="challenge"' : ""}><a href="#">${n + 1}</a></th>`).join("")}</tr></thead><tbody>${Array.from({ length: rows }, (_, i) => `<tr${i === 1 ? ' class="is-stuck"' : ""}><th scope="row"><span class="presence" data-is="${["working", "idle", "offline", ""][i % 4]}"></span><a href="#" data-name>${names[i % names.length]}</a></th>${Array.from({ length: 20 }, (_, n) => `<td${n > 11 ? ' class="challenge"' : ""}><button type="button" class="bubble" data-state="${level(i, n)}" aria-label="Level ${n + 1}"></button></td>`).join("")}</tr>`).join("")}</tbody>`,
    pictures: () => Object.entries(pictures).map(([name, { en }]) => `<figure><img src="${kit}pictures/${name}.svg" alt="${en}"><figcaption><b>${name}</b>: ${en}</figcaption></figure>`).join(""),
    icons: () => icons.map((name) => `<span title="${name}">${drawn("icons.gen.svg", name, "icon")}</span>`).join(""),
    colours: () => Object.keys(tokens.colour).map((name) => `<div data-colour="${name}">${name}</div>`).join(""),
  };
  for (const place of document.querySelectorAll("[data-fill]")) place.innerHTML = fills[place.dataset.fill]();
  for (const place of document.querySelectorAll("[data-icon]")) place.innerHTML = `<use href="${kit}icons.gen.svg#${place.dataset.icon}"/>`;
  for (const place of document.querySelectorAll("[data-secret]")) place.innerHTML = `<use href="${kit}pictures/secret.gen.svg#${place.dataset.secret}"/>`;
  for (const place of document.querySelectorAll("[data-animal]")) place.innerHTML = `<use href="${kit}pictures/tiles.gen.svg#${place.dataset.animal}"/>`;
  for (const place of document.querySelectorAll("[data-colour]")) {
    const name = place.dataset.colour;
    place.style.boxShadow = `inset 0 -1.6rem 0 var(--${name})`;
  }
  document.documentElement.dataset.filled = "yes";
})();
