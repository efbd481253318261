// Somebody waits for me: a number in the tab, a sound, and a notification where that was allowed. Each case rings once.
"use strict";

const RUNG = "weerwoord-rung"; // the cases that rang in this browser: another tab or page must not ring again
let audio = null;

function ring() {
  if (!audio || audio.state !== "running") return false;
  [660, 880].forEach((pitch, turn) => {
    const begin = audio.currentTime + turn * 0.22;
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0.0001, begin);
    loudness.gain.exponentialRampToValueAtTime(0.3, begin + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, begin + 0.2);
    tone.connect(loudness).connect(audio.destination);
    tone.start(begin);
    tone.stop(begin + 0.22);
  });
  return true;
}

function notify(text) {
  if (!("Notification" in window) || Notification.permission !== "granted") return false;
  const shown = new Notification("Er wacht iemand", { body: text, tag: "weerwoord" });
  shown.onclick = () => {
    window.focus();
    location.assign("/desk");
  };
  return true;
}

function follow() {
  const bar = document.querySelector(".duty-bar");
  if (!bar) return;
  const cases = bar.dataset.cases.split(" ").filter(Boolean);
  const title = document.title.replace(/^\(\d+\) /, "");
  document.title = cases.length ? `(${cases.length}) ${title}` : title;
  const rung = (localStorage.getItem(RUNG) || "").split(" ");
  const isNew = cases.some((one) => !rung.includes(one));
  const heard = isNew && [ring(), notify(bar.dataset.text)].includes(true);
  localStorage.setItem(RUNG, cases.filter((one) => heard || rung.includes(one)).join(" "));
}
document.addEventListener("htmx:sseMessage", follow);
document.addEventListener("htmx:afterSwap", follow);

// A browser gives sound only to a page that somebody touched; what could not ring before rings then.
async function wakeSound() {
  audio ??= new AudioContext();
  await audio.resume();
  follow();
}
document.addEventListener("pointerdown", wakeSound);
document.addEventListener("keydown", wakeSound);

function showPermission() {
  const place = document.getElementById("alerts-permission");
  if (!place) return;
  const words = {
    granted: "Meldingen buiten de browser staan aan.",
    denied: "Meldingen staan uit in je browser. Je zet ze aan bij de instellingen van deze site.",
  };
  const permission = "Notification" in window ? Notification.permission : "denied";
  place.textContent = words[permission] || "";
}

document.addEventListener("click", async (event) => {
  if (event.target.id === "alerts-allow" && "Notification" in window) {
    await Notification.requestPermission();
    showPermission();
  } else if (event.target.id === "alerts-sound") {
    await wakeSound();
    ring();
  }
});
document.addEventListener("DOMContentLoaded", showPermission);
