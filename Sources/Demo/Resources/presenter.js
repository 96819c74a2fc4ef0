// The presenter's window: follows the story, counts the minutes, and has Next step and its keys.
"use strict";

const part = () => document.getElementById("presenter");

async function refresh() {
  const answer = await fetch("/director/presenter");
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("presenter");
  const open = part().querySelector("details").open;
  part().replaceWith(document.adoptNode(fresh));
  part().querySelector("details").open = open;
}

new EventSource("/director/changes").addEventListener("changed", refresh);

document.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  await fetch(form.action, {
    method: "POST", redirect: "manual", body: new URLSearchParams(new FormData(form, event.submitter)),
  });
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const next = document.getElementById("next");
  if ((event.key === "n" || event.key === "PageDown") && !next.disabled) {
    event.preventDefault();
    next.click();
  }
});

const begun = performance.now();
window.setInterval(() => {
  const seconds = Math.floor((performance.now() - begun) / 1000);
  document.getElementById("clock").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}, 1000);

part().querySelector("details").open = true;
