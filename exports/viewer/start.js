"use strict";
// Puts the page together, in the language that is chosen, and listens to the keys.

const SECTIONS = { summary, matrix, chronology, exhibits, check: integrity };

function render(name) {
  const section = document.getElementById(name);
  const number = Object.keys(SECTIONS).indexOf(name) + 1;
  const focused = document.activeElement && section.contains(document.activeElement) ? document.activeElement.id : "";
  section.replaceChildren(make("h2", {}, `${number}  ${say(name)}`), ...SECTIONS[name]().flat(9).filter(Boolean));
  if (focused && document.getElementById(focused)) document.getElementById(focused).focus();
}

function renderAll() {
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  document.title = `${CASE.case.label} · ${say("title")}`;
  document.getElementById("top").replaceChildren(
    make("div", {}, make("h1", {}, make("span", { class: "figures" }, CASE.case.label), " ", said(CASE.case.title)),
      make("p", { class: "quiet" }, say(`copy_${CASE.copy}`), " · ", say("head", { seq: CASE.version.head.seq }), " ",
        make("span", { class: "figures" }, CASE.version.head.hash.slice(0, 16))),
      CASE.left_out && make("p", { class: "quiet" }, say("left_out"), " ",
        CASE.left_out.map((one) => `${label(one.what_label)} ${one.count}`).join(" · "))),
    make("nav", { "aria-label": say("title") },
      Object.keys(SECTIONS).map((name, at) => make("a", { href: `#${name}` }, make("kbd", {}, String(at + 1)), " ", say(name))),
      make("button", { type: "button", id: "language", lang: language === "zh" ? "en" : "zh-Hans", onclick: turnLanguage },
        language === "zh" ? "English" : "中文", make("kbd", {}, "L"))));
  for (const name of Object.keys(SECTIONS)) render(name);
  showPlayer();
}

function turnLanguage() {
  language = language === "zh" ? "en" : "zh";
  renderAll();
  document.getElementById("language").focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
  const names = Object.keys(SECTIONS), number = Number(event.key);
  if (event.key.toLowerCase() === "n") step(1);
  else if (event.key.toLowerCase() === "p") step(-1);
  else if (event.key.toLowerCase() === "l") turnLanguage();
  else if (number >= 1 && number <= names.length) {
    const section = document.getElementById(names[number - 1]);
    section.scrollIntoView();
    section.focus({ preventScroll: true });
  } else if (event.key === " " && !/^(BUTTON|A|VIDEO|AUDIO)$/.test(event.target.tagName)) {
    const sounding = document.querySelector("#player video, #player audio");
    if (!sounding) return;
    if (sounding.paused) sounding.play().catch(() => {}); else sounding.pause();
    event.preventDefault();
  }
});

renderAll();
