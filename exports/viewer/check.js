"use strict";
// Whether the files of the bundle are those that this page was made with. Nothing is read before the reader chooses.

const PIECE = 4 << 20;
let checking = null;
let answer = null;

function integrity() {
  const input = make("input", { type: "file", id: "folder", webkitdirectory: true, multiple: true,
    onchange: (event) => look(Array.from(event.target.files)) });
  return [
    make("p", {}, say("check_says")), make("p", { class: "quiet" }, say("check_itself")),
    make("p", {}, input, make("label", { for: "folder", class: "choose" }, say("check_choose")), " ",
      checking ? make("button", { type: "button", onclick: () => { checking.stopped = true; } }, say("stop")) : null),
    make("div", { id: "verdict", role: "status", "aria-live": "polite" }, verdict()),
    table(say("files"), [say("file"), say("size"), "SHA-256"], DATA.files.map(([path, size, digest]) => [
      make("span", { class: "figures breaks" }, path), make("span", { class: "figures" }, String(size)),
      make("span", { class: "figures breaks" }, digest)])),
  ];
}

function verdict() {
  if (checking) return [make("progress", { max: checking.bytes || 1, value: checking.done, "aria-label": say("checking") }), " ", say("checking")];
  if (!answer) return make("p", { class: "notice" }, say("not_checked"));
  if (answer.problem) return make("p", { class: "notice" }, say(answer.problem));
  const { altered, absent, extra, count } = answer;
  const wrong = altered.length + absent.length + extra.length;
  const list = (key, paths) => paths.length ? [make("h3", {}, say(key, { count: paths.length })),
    make("ul", {}, paths.map((path) => make("li", { class: "figures breaks" }, path)))] : [];
  return [
    make("p", { class: `verdict ${wrong ? "bad" : "good"}` }, sign(wrong ? "contradicted" : "given"), " ", say(wrong ? "check_failed" : "check_passed", { count })),
    list("altered", altered), list("absent", absent), list("extra", extra),
  ];
}

async function look(files) {
  const inside = new Map(files.map((file) => [file.webkitRelativePath.split("/").slice(1).join("/"), file]));
  answer = null;
  if (!inside.has("bagit.txt")) {
    answer = { problem: "wrong_folder" };
    render("check");
    return;
  }
  const own = { stopped: false, done: 0, bytes: DATA.files.reduce((sum, [path]) => sum + ((inside.get(path) || {}).size || 0), 0) };
  if (checking) checking.stopped = true;
  checking = own;
  render("check");
  const found = { altered: [], absent: [], extra: [], count: DATA.files.length };
  const listed = new Set(DATA.files.map(([path]) => path));
  for (const path of inside.keys()) {
    if (path.startsWith("data/") && !listed.has(path) && path !== DATA.own_path) found.extra.push(path);
  }
  try {
    for (const [path, size, digest] of DATA.files) {
      const file = inside.get(path);
      if (!file) found.absent.push(path);
      else if (file.size !== size || (await digestOf(file, own)) !== digest) found.altered.push(path);
      if (own.stopped) break;
    }
    answer = own.stopped ? { problem: "stopped" } : found;
  } catch {
    answer = { problem: "unreadable" };
  }
  if (checking !== own) return;
  checking = null;
  render("check");
}

async function digestOf(file, own) {
  const sum = new Sha256();
  for (let at = 0; at < file.size && !own.stopped; at += PIECE) {
    sum.update(new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer()));
    own.done += Math.min(PIECE, file.size - at);
    const shown = document.querySelector("#verdict progress");
    if (shown) shown.value = own.done;
    await new Promise((resolve) => setTimeout(resolve));
  }
  return sum.hex();
}
