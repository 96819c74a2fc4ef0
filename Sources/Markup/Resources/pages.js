// What all pages do beyond plain HTML. Everything works without it but for the comforts.
"use strict";

// Asks before what cannot be taken back.
document.addEventListener("submit", (event) => {
  const words = event.submitter && event.submitter.dataset.confirm;
  if (words && !window.confirm(words)) event.preventDefault();
});

// Copies the text of another element.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  const text = "value" in source ? source.value : source.textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const selection = window.getSelection();
    selection.selectAllChildren(source);
    document.execCommand("copy");
  }
  const before = button.textContent;
  button.textContent = "Copied";
  window.setTimeout(() => { button.textContent = before; }, 1600);
});

// Has a field's value checked while it is typed, by the same rules that check it when it is sent.
for (const field of document.querySelectorAll("[data-check] input, input[data-check]")) {
  const place = document.getElementById(field.id + "-check");
  let waiting = 0;
  let asked = 0;
  field.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(async () => {
      const number = ++asked;
      const answer = await fetch(field.dataset.check + "?value=" + encodeURIComponent(field.value));
      if (!answer.ok || number !== asked) return;
      const verdict = await answer.json();
      place.className = "check " + verdict.tone;
      place.textContent = verdict.words;
      field.setAttribute("aria-invalid", verdict.tone === "bad" ? "true" : "false");
    }, 250);
  });
}

// Reads a chosen file into a field.
document.addEventListener("change", async (event) => {
  const { into } = event.target.dataset;
  if (into && event.target.files.length) document.getElementById(into).value = await event.target.files[0].text();
});

// The code of a log-in is used up: it stays out of the history, and a reload does not try it again.
if (new URLSearchParams(window.location.search).has("code")) {
  window.history.replaceState(null, "", window.location.pathname);
}

// A message that came with the page is where the eye should go first.
const alarm = document.querySelector(".message.bad");
if (alarm) alarm.scrollIntoView({ block: "nearest" });
