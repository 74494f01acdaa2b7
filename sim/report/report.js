"use strict";
const chosen = (names, all, label, apply) => {
  const select = document.createElement("select");
  for (const name of [all, ...names]) select.add(new Option(name, name === all ? "" : name));
  select.addEventListener("change", () => apply(select.value));
  const whole = document.createElement("label");
  whole.append(label, " ", select);
  return whole;
};
const words = (cells) => [...new Set([...cells].map((cell) => cell.textContent.trim()).filter(Boolean))];
const switches = {
  outcome: (part) => [
    words(part.querySelectorAll("[data-by~=outcome] tbody > tr:first-child > th")).map((name) => name.split(/ \(|（/)[0]),
    (name) => {
      for (const panel of part.querySelectorAll("[data-panel]")) panel.hidden = name && panel.dataset.panel !== name;
      for (const body of part.querySelectorAll("[data-by~=outcome] tbody")) body.hidden = name && !body.textContent.trim().startsWith(name);
    },
  ],
  group: (part) => [
    words(part.querySelectorAll("[data-by~=group] tbody > tr > td:first-of-type")),
    (name) => {
      for (const cell of part.querySelectorAll("[data-by~=group] tbody > tr > td:first-of-type"))
        cell.parentElement.classList.toggle("aside", name !== "" && cell.textContent.trim() !== name);
    },
  ],
  year: (part) => [
    words(part.querySelectorAll("[data-by~=year] thead th:nth-child(n+3)")),
    (name) => {
      for (const table of part.querySelectorAll("[data-by~=year]")) {
        const heads = [...table.tHead.rows[0].cells];
        for (const row of table.rows)
          [...row.cells].reverse().slice(0, heads.length - 2).forEach((cell, k) => {
            cell.classList.toggle("aside", name !== "" && heads[heads.length - 1 - k].textContent.trim() !== name);
          });
      }
    },
  ],
};
for (const part of document.querySelectorAll("[data-switch]")) {
  const bar = document.createElement("p");
  bar.className = "switch";
  for (const kind of part.dataset.switch.split(" ")) {
    const [names, apply] = switches[kind](part);
    if (names.length > 1) bar.append(chosen([...new Set(names)], part.dataset.all, part.dataset[kind], apply));
  }
  part.prepend(bar);
}
const layers = [...document.querySelectorAll("details")];
const everything = document.createElement("button");
everything.type = "button";
everything.textContent = document.body.dataset.open;
everything.addEventListener("click", () => {
  const open = !layers.every((layer) => layer.open);
  for (const layer of layers) layer.open = open;
});
document.querySelector("nav").append(everything);
