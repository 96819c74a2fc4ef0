// The director's page: buttons without a reload, live parts, panes that follow the story.
"use strict";

const pane = (id) => document.getElementById(id);
let shown = Number(pane("narration").dataset.revision);

// A pane goes where the story is, unless it is there already and nothing changed.
function lead(id, path) {
  if (path) pane(id).contentWindow.location.replace(path);
}

async function refresh() {
  const answer = await fetch("/director/parts");
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const focused = document.activeElement && document.activeElement.id;
  const notesOpen = pane("notes").open;
  for (const id of ["date", "narration", "wire"]) {
    pane(id).replaceWith(document.adoptNode(fresh.getElementById(id)));
  }
  pane("notes").open = notesOpen;
  if (focused && pane(focused)) pane(focused).focus({ preventScroll: true });
  const narration = pane("narration");
  const revision = Number(narration.dataset.revision);
  if (revision !== shown) {
    shown = revision;
    lead("administrator", narration.dataset.administrator);
    lead("user", narration.dataset.user);
  }
  settle();
}

function settle() {
  const scroll = pane("wire-scroll");
  scroll.scrollTop = scroll.scrollHeight;
  const past = document.querySelector(".past [aria-current]");
  if (past) past.parentElement.parentElement.parentElement.scrollLeft = past.offsetLeft - 80;
  const isOver = pane("narration").dataset.over === "yes";
  pane("next").disabled = isOver;
  pane("play").disabled = isOver;
  if (isOver) stop();
  pane("undo").disabled = pane("narration").dataset.undo !== "yes";
  pane("redo").disabled = pane("narration").dataset.redo !== "yes";
  for (const button of document.querySelectorAll("[data-enlarge]")) {
    button.setAttribute("aria-pressed", String(button.dataset.enlarge === document.querySelector(".panes").dataset.large));
  }
}

// One part gets the whole width; the same again, or nothing, gives all three their place back.
function enlarge(id) {
  const panes = document.querySelector(".panes");
  if (!id || panes.dataset.large === id) delete panes.dataset.large;
  else panes.dataset.large = id;
  settle();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-enlarge]");
  if (button) enlarge(button.dataset.enlarge);
});

// A message of the wire opens to what was said in full.
document.addEventListener("click", async (event) => {
  const link = event.target.closest(".wire a");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const answer = await fetch(link.getAttribute("href"));
  const text = await answer.text();
  const content = pane("opened-content");
  const message = answer.ok && new DOMParser().parseFromString(text, "text/html").getElementById("message");
  content.replaceChildren(message ? document.adoptNode(message) : text);
  pane("opened").showModal();
});

// Outside of its box a click closes it.
pane("opened").addEventListener("click", (event) => {
  if (event.target === pane("opened")) pane("opened").close();
});

// A link to a step: the story is played up to it.
async function follow() {
  const place = new URLSearchParams(window.location.hash.slice(1));
  if (!place.has("story")) return;
  window.history.replaceState(null, "", window.location.pathname);
  place.set("form", document.querySelector("input[name=form]").value);
  await fetch("/director/go", { method: "POST", redirect: "manual", body: place });
}

window.addEventListener("hashchange", follow);

// Forms of the director are sent in the background; the server says when something changed.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.getAttribute("action").startsWith("/director/")) return;
  event.preventDefault();
  if (form.getAttribute("action") !== "/director/next") stop();
  for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = false;
  await send(form, event.submitter);
});

async function send(form, submitter) {
  document.body.setAttribute("aria-busy", "true");
  const fields = new URLSearchParams(new FormData(form, submitter));
  // A second click on what is shown is the same click.
  if (fields.has("revision")) fields.set("revision", shown);
  try {
    await fetch(form.action, { method: "POST", redirect: "manual", body: fields });
  } catch {
    lose();
  } finally {
    document.body.removeAttribute("aria-busy");
  }
}

const changes = new EventSource("/director/changes");
changes.addEventListener("changed", refresh);
changes.addEventListener("error", lose);
changes.addEventListener("open", () => { pane("lost").hidden = true; });

// The server is gone, or it is another one by now.
function lose() {
  stop();
  pane("lost").hidden = false;
}

// Play presses Next step again and again until the story ends.
let playing = 0;

function showPlaying() {
  const button = pane("play");
  button.setAttribute("aria-pressed", playing ? "true" : "false");
  button.textContent = playing ? "Pause" : "Play";
}

function stop() {
  window.clearInterval(playing);
  if (!playing) return;
  playing = 0;
  showPlaying();
}

function play() {
  if (playing) return stop();
  press("next");
  playing = window.setInterval(() => press("next"), 3500);
  showPlaying();
}

function press(id) {
  const button = pane(id);
  if (button && !button.disabled) button.click();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("#play")) play();
  if (event.target.closest("#reconnect")) window.location.reload();
  const fill = event.target.closest("[data-fill]");
  if (fill) fillIn(fill.dataset.fill);
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// A menu with a search field: typing leaves what has each of the words, arrows go from one to the next.
const offered = (menu) => [...menu.querySelectorAll(".area button")].filter((button) => !button.hidden);

function search(field) {
  const menu = pane(field.dataset.search);
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const area of menu.querySelectorAll(".area")) {
    for (const button of area.querySelectorAll("button")) {
      const text = (button.textContent + " " + button.dataset.words + " " + area.firstElementChild.textContent).toLowerCase();
      button.hidden = !words.every((word) => text.includes(word));
    }
    area.hidden = !area.querySelector("button:not([hidden])");
  }
  const count = offered(menu).length;
  menu.querySelector(".sheet").scrollTop = 0;
  menu.querySelector(".found").textContent = !words.length ? "" : count ? `${count} found` : "Nothing has these words.";
}

document.addEventListener("input", (event) => {
  if (event.target.dataset.search) search(event.target);
});

for (const field of document.querySelectorAll("[data-search]")) {
  const menu = pane(field.dataset.search);
  menu.addEventListener("toggle", () => {
    if (!menu.open) return;
    field.value = "";
    search(field);
    field.focus({ preventScroll: true });
  });
  menu.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const buttons = offered(menu);
    if (event.key === "Enter" && event.target === field && field.value.trim() && buttons.length) buttons[0].click();
    if (!step) return;
    event.preventDefault();
    const to = buttons.indexOf(document.activeElement) + step;
    (to < 0 ? field : buttons[Math.min(to, buttons.length - 1)] || field).focus();
  });
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }
  steer(event);
});

// The keys of the director, and of a clicker, also while a pane has the focus.
function steer(event) {
  if (pane("opened").open) return;
  if (event.ctrlKey || event.altKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
  if (event.key === "n" || event.key === "PageDown") press("next");
  else if (event.key === "p") press("play");
  else if (event.key === "u") press("undo");
  else if (event.key === "r") press("redo");
  else if ("0123".includes(event.key)) enlarge([null, "administrator", "wire", "user"][event.key]);
  else if (event.key === "f") {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  }
  else if (event.key === "b" || event.key === "PageUp") {
    const moments = [...document.querySelectorAll(".past button")];
    if (moments.length > 1) moments[moments.length - 2].click();
  } else return;
  event.preventDefault();
}

// Another person sits down at a screen.
document.addEventListener("change", (event) => {
  const id = event.target.dataset.pane;
  if (id) lead(id, event.target.value);
});

// Enters what a form in a pane asks for: accounts, the registration sheet, the server.
async function fillIn(id) {
  const inside = pane(id).contentDocument;
  const fields = new URLSearchParams({
    form: document.querySelector("input[name=form]").value, pane: pane(id).contentWindow.location.pathname,
  });
  const values = await (await fetch("/director/fill", { method: "POST", body: fields })).json();
  for (const [name, value] of Object.entries(values)) {
    for (const input of inside.querySelectorAll(`[name="${name}"]`)) {
      if (input.type === "hidden" || input.readOnly || input.closest("details:not([open])")) continue;
      if (input.type === "radio") input.checked = input.value === value;
      else input.value = value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}

// The address bar of a pane shows the real name of what it shows.
for (const id of ["administrator", "user"]) {
  pane(id).addEventListener("load", () => {
    const [, , person, host, ...rest] = pane(id).contentWindow.location.pathname.split("/");
    pane(id + "-address").textContent = host ? `https://${host}/${rest.join("/")}` : "";
    const select = pane(id + "-person");
    for (const option of select.options) option.selected = option.value.startsWith(`/look/${person}/${host}/`);
    const inside = pane(id).contentDocument;
    inside.addEventListener("keydown", steer);
    // Nobody's typing is interrupted by the next step.
    inside.addEventListener("input", stop);
  });
}

settle();
follow();
