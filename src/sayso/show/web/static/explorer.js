// Keys for those who like them. Every page reads and works without this file.
"use strict";

const typing = (event) => event.target.closest("input, textarea, select") !== null;
const plain = (event) => !(event.ctrlKey || event.metaKey || event.altKey);

function follow(links, step) {
  const at = links.findIndex((link) => link.hash === location.hash);
  const next = links[at < 0 ? 0 : at + step];
  if (next) {
    location.hash = next.hash;
    next.scrollIntoView({ block: "center" });
    next.focus({ preventScroll: true });
  }
}

function onArticle(event) {
  const links = [...document.querySelectorAll("a.event")];
  if (event.key === "j") follow(links, 1);
  else if (event.key === "k") follow(links, -1);
  else if (event.key === "Escape") location.hash = "";
}

function press(event) {
  const wanted = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!wanted) return;
  event.preventDefault();
  if (wanted.tagName === "DETAILS") {
    wanted.open = !wanted.open;
    (wanted.querySelector("input:not([type=hidden]), select, textarea") || wanted).focus();
  } else if (wanted.matches("input, textarea")) wanted.focus();
  else wanted.click();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && typing(event)) event.target.blur();
  if (typing(event) || !plain(event)) return;
  if (document.querySelector("article.text")) onArticle(event);
  press(event);
});
