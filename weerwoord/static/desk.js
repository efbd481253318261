// What htmx does not do by itself: Enter sends, typing is shown, the log follows, refusals are read out.
"use strict";

const TYPING_EVERY = 3000; // ms; the widget shows the dots for about as long
let lastTyping = 0;

document.addEventListener("keydown", (event) => {
  if (event.target.id === "text" && event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
});

document.addEventListener("input", (event) => {
  const form = event.target.closest("#composer");
  if (form && Date.now() - lastTyping > TYPING_EVERY) {
    lastTyping = Date.now();
    fetch(form.dataset.typing, { method: "POST" });
  }
});

function notice(text) {
  const place = document.getElementById("notice");
  if (place) place.textContent = text;
}

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.target.id === "composer" && event.detail.successful) {
    event.target.reset();
    notice("");
  }
});

document.addEventListener("htmx:responseError", (event) => {
  let detail = "Dit lukte niet. Je bericht staat er nog. Probeer het opnieuw.";
  try {
    detail = JSON.parse(event.detail.xhr.responseText).detail || detail;
  } catch {
    // not a problem+json: the sentence above is all there is to say
  }
  notice(detail);
});

document.addEventListener("htmx:sendError", () => notice("Geen verbinding. Je bericht staat er nog. Probeer het opnieuw."));

function follow() {
  const log = document.getElementById("log");
  if (log) log.scrollTop = log.scrollHeight;
}
document.addEventListener("htmx:sseMessage", follow);
document.addEventListener("DOMContentLoaded", follow);

// Whoever reads or writes is not idle: the session goes on. Refreshing by itself does not count (accounts/guard.py).
const DEED_EVERY = 5 * 60 * 1000; // ms
let lastDeed = Date.now();
function deed() {
  if (document.querySelector(".menu") && Date.now() - lastDeed > DEED_EVERY) {
    lastDeed = Date.now();
    fetch("/desk/session", { method: "POST" });
  }
}
for (const kind of ["keydown", "pointerdown", "wheel"]) document.addEventListener(kind, deed, { passive: true });

document.addEventListener("focusin", (event) => {
  if (event.target.id === "link") event.target.select();
});
