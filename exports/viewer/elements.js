"use strict";
// What all parts of the page share: the data, the words, and elements whose text is never taken for markup.

const DATA = JSON.parse(document.getElementById("data").textContent);
const CASE = DATA.content;
const LANGUAGES = ["en", "zh"];
let language = DATA.language === "zh" ? "zh" : "en";

function say(key, values = {}) {
  const words = DATA.words[key][LANGUAGES.indexOf(language)];
  return words.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));
}

function label(pair) {
  return pair ? pair[language] : "";
}

const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

function visible(text) {
  // Characters that could turn or hide what stands beside them come out as codes.
  return String(text).replace(HIDDEN, (one) => `[U+${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}]`);
}

function make(kind, parts = {}, ...children) {
  const svg = ["svg", "rect", "line", "path", "title", "g"].includes(kind);
  const made = svg ? document.createElementNS("http://www.w3.org/2000/svg", kind) : document.createElement(kind);
  for (const [name, value] of Object.entries(parts)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(9)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    made.append(child instanceof Node ? child : document.createTextNode(visible(child)));
  }
  return made;
}

function said(text, kind = "bdi") {
  // Words of somebody: kept apart in their direction from what stands around them.
  return make(kind, { dir: "auto", class: "said" }, text);
}

const SHAPES = {
  tick: "M8 1a7 7 0 1 0 .01 0zM4.6 8.2 7.2 10.9 11.6 5.2l-1.1-.9-3.4 4.4L5.6 7.1z",
  half: "M8 1a7 7 0 1 0 .01 0zM8 3v10A5 5 0 0 0 8 3z",
  clock: "M8 1a7 7 0 1 0 .01 0zM7.3 4h1.4v4l3 1.7-.7 1.2L7.3 8.8z",
  ring: "M8 1a7 7 0 1 0 .01 0zM8 3.4a4.6 4.6 0 1 1-.01 0z",
  frame: "M2 2h12v12H2zM4.2 4.2v7.6h7.6V4.2z",
  cross: "M1.5 1.5h13v13h-13zM4.4 5.4 7 8l-2.6 2.6 1 1L8 9l2.6 2.6 1-1L9 8l2.6-2.6-1-1L8 7 5.4 4.4z",
  diamond: "M8 .5 15.5 8 8 15.5.5 8zM4.5 7.2v1.6h7V7.2z",
  bar: "M1 6h14v4H1z",
};
const SIGNS = {
  given: ["tick", "good"], given_partly: ["half", "doubt"], given_late: ["clock", "doubt"],
  not_found: ["ring", "calm"], not_given: ["ring", "calm"], not_found_in_part: ["frame", "calm"],
  contradicted: ["cross", "bad"], unclear: ["diamond", "doubt"], cannot_determine: ["diamond", "doubt"],
  not_covered: ["frame", "calm"], supported: ["tick", "good"], partly: ["half", "doubt"],
  not_supported: ["cross", "bad"],
};

function sign(word) {
  const [shape] = SIGNS[word] || ["bar", "calm"];
  const drawn = make("svg", { viewBox: "0 0 16 16", class: "sign", "aria-hidden": "true" });
  drawn.append(make("path", { d: SHAPES[shape], "fill-rule": "evenodd" }));
  return drawn;
}

function chip(word, text) {
  return make("span", { class: `chip ${(SIGNS[word] || ["bar", "calm"])[1]}` }, sign(word), text);
}

function table(caption, heads, rows, name = "") {
  const body = rows.map((cells) => make("tr", {}, cells.map((cell, at) =>
    at ? make("td", {}, cell) : make("th", { scope: "row" }, cell))));
  return make("div", { class: "wide", tabindex: "0", role: "region", "aria-label": caption }, make("table", { class: name },
    make("caption", {}, caption),
    make("thead", {}, make("tr", {}, heads.map((head) => make("th", { scope: "col" }, head)))), make("tbody", {}, body)));
}

function facts(pairs) {
  return make("dl", {}, pairs.filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value))));
}
