// What htmx does not do by itself: keys, suggestions, typing signs, drafts and focus that outlive a swap, refusals read out.
"use strict";

const TYPING_EVERY = 3000; // ms; the widget shows the dots for about as long
const TYPING_SHOWN = 6000; // ms; the widget tells of it every four seconds
const drafts = new Map(); // by id of the text box: what was typed and not sent, in this page's memory alone
let lastTyping = 0;
let focusWasInside = null;

document.addEventListener("keydown", (event) => {
  if (event.target.id === "text" && event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
});

// Alt and a letter: to a text box, a button or the log; into a tool; along a link. `code` is where the key lies: with
// Alt some keyboards make another letter of it. AltGr counts as Ctrl and Alt, and types.
document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || !event.code.startsWith("Key")) return;
  const found = document.querySelector(`[data-key="${event.code.slice(3)}"]`);
  if (!found) return;
  event.preventDefault();
  if (found.matches("a")) return found.click();
  if (found.matches("details")) found.open = true;
  (found.querySelector(":scope > summary") || found).focus();
});

document.addEventListener("input", (event) => {
  if (event.target.matches("textarea[id]")) drafts.set(event.target.id, event.target.value);
  const form = event.target.closest("#composer");
  if (form && Date.now() - lastTyping > TYPING_EVERY) {
    lastTyping = Date.now();
    fetch(form.dataset.typing, { method: "POST" });
  }
});

document.addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-insert]");
  const box = document.getElementById("text");
  if (!chosen || !box) return;
  const before = box.value.trimEnd();
  box.value = before ? `${before} ${chosen.dataset.insert}` : chosen.dataset.insert;
  box.focus();
  box.dispatchEvent(new Event("input", { bubbles: true }));
});

function notice(text) {
  const place = document.getElementById("notice");
  if (place) place.textContent = text;
}

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target;
  if (!form.matches("#composer, #note-form") || !event.detail.successful) return;
  for (const box of form.querySelectorAll("textarea")) drafts.delete(box.id);
  form.reset();
  if (form.id === "composer") document.getElementById("card-preview")?.replaceChildren();
  notice("");
});

document.addEventListener("htmx:responseError", (event) => {
  let detail = "Dit lukte niet. Wat je typte, staat er nog. Probeer het opnieuw.";
  try {
    detail = JSON.parse(event.detail.xhr.responseText).detail || detail;
  } catch {
    // not a problem+json: the sentence above is all there is to say
  }
  notice(detail);
});

document.addEventListener("htmx:sendError", () => notice("Geen verbinding. Wat je typte, staat er nog. Probeer het opnieuw."));

// A stream that began anew may bring what is there already.
document.addEventListener("htmx:sseBeforeMessage", (event) => {
  const id = /^\s*<div [^>]*\bid="([me]\d+)"/.exec(event.detail.data || "")?.[1];
  if (id && document.getElementById(id)) event.preventDefault();
});

// The stream tells of a change of hands, also of one that this page just made: its own answer shows that already, and
// a second swap would take away what is being typed or opened.
let moving = null; // the form whose move is under way
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.matches("form[hx-select]")) moving = event.target;
  if (event.target.id !== "refresh") return;
  const stamp = event.detail.requestConfig.triggeringEvent?.detail?.data;
  if (moving || stamp === document.getElementById("head").dataset.stamp) event.preventDefault();
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.requestConfig.elt !== moving) return; // the form itself may be gone from the page by now
  moving = null;
  if (!event.detail.successful) htmx.trigger("#refresh", "sse:changed"); // perhaps somebody else was first
});

let typingEnds; // when the sign that the teen types goes by itself
document.addEventListener("htmx:sseMessage", (event) => {
  if (event.target.id === "typing") {
    clearTimeout(typingEnds);
    typingEnds = setTimeout(() => event.target.replaceChildren(), TYPING_SHOWN);
  } else if (event.target.id === "log") {
    document.getElementById("typing").replaceChildren();
    follow();
  }
});

// htmx gives the focus back to what has the same id. What is gone (a button that cannot be pressed any more) leaves it
// to the heading, so that a keyboard does not start over at the top of the page.
document.addEventListener("htmx:beforeSwap", (event) => {
  const active = document.activeElement;
  focusWasInside = active && active !== document.body && event.detail.target?.closest(".case") ? active : null;
});

document.addEventListener("htmx:afterSettle", () => {
  for (const [id, text] of drafts) {
    const box = document.getElementById(id);
    if (box && !box.value) box.value = text;
  }
  if (focusWasInside && !focusWasInside.isConnected && document.activeElement === document.body) {
    (document.getElementById("text") || document.querySelector("#head h1"))?.focus();
  }
  focusWasInside = null;
});

function follow() {
  const log = document.getElementById("log");
  if (log) log.scrollTop = log.scrollHeight;
}
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
