// The text follows the voice, and the voice follows the text.

import { bindKeys } from "./keys.js";
import { Marker } from "./marking.js";
import { Preferences, bindSettings } from "./preferences.js";
import { lastStarted, loadWords, readSentences } from "./timing.js";

const SLOWEST = 0.7;
const FASTEST = 2;
const STEP_S = 5;

const audio = document.getElementById("recording");
const player = document.getElementById("player");
const controls = document.getElementById("controls");
const announcer = document.getElementById("announcer");
const article = document.getElementById("text");
const preferences = new Preferences();
const sentences = readSentences(document.querySelector("main"));
const chapters = [...document.querySelectorAll(".chapters a[data-start]")].map((link) => ({
  link,
  start: Number(link.dataset.start),
  title: link.querySelector("span").textContent,
}));
const paragraphs = [...document.querySelectorAll(".passage")]
  .map((passage) => sentences.find((sentence) => passage.contains(sentence.element)))
  .filter(Boolean);
const marker = new Marker(sentences);
let leftAlone = false;
let wordsWanted = Boolean(controls.dataset.words);

const nowMs = () => audio.currentTime * 1000;

function say(template, values) {
  announcer.textContent = Object.entries(values).reduce(
    (text, [name, value]) => text.replace(`{${name}}`, value),
    template,
  );
}

function clockTime(ms) {
  const seconds = Math.floor(ms / 1000);
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

// Marking

/** Words are marked from the first sound on, not before: most readers never play. */
async function wantWords() {
  if (!wordsWanted || !preferences.get("words")) return;
  wordsWanted = false;
  try {
    await loadWords(controls.dataset.words, sentences);
    update();
  } catch {
    // Without the network, sentences are marked as before.
  }
}

function update() {
  if (marker.mark(nowMs(), preferences.get("words"))) followVoice();
  const chapter = lastStarted(chapters, nowMs());
  chapters.forEach(({ link }, index) => {
    if (index === chapter) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
}

function tick() {
  update();
  if (!audio.paused && !audio.ended) requestAnimationFrame(tick);
}

function followVoice() {
  if (!preferences.get("follow") || leftAlone || audio.paused) return;
  const { top, bottom } = marker.sentence.element.getBoundingClientRect();
  const stuck = getComputedStyle(player).position === "sticky";
  const covered = stuck ? player.getBoundingClientRect().bottom : 0;
  if (top >= covered + 16 && bottom <= innerHeight - 48) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  marker.sentence.element.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
}

// Moving

function seek(ms, announcement) {
  audio.currentTime = ms / 1000;
  leftAlone = false;
  update();
  if (announcement) announcement();
}

function playFrom(sentence) {
  seek(sentence.start, () => say(controls.dataset.playingFrom, { time: clockTime(sentence.start) }));
  audio.play();
}

function toNeighbour(items, step) {
  const at = lastStarted(items, nowMs() + 1);
  const item = items[Math.max(0, Math.min(items.length - 1, at + step))];
  if (!item) return;
  seek(item.start, item.title ? () => say(controls.dataset.chapter, item) : undefined);
}

function setSpeed(speed) {
  const kept = Math.round(Math.min(FASTEST, Math.max(SLOWEST, speed)) * 10) / 10;
  preferences.set("speed", kept);
  say(controls.dataset.speed, { speed: spoken(kept) });
}

const spoken = (speed) => String(speed).replace(".", controls.dataset.decimal);

// Sentences can be reached: one of them is in the tab order, the arrows choose which.

let stop = null;

function makeStop(sentence, { focus = false } = {}) {
  if (stop) {
    stop.element.removeAttribute("tabindex");
    stop.element.removeAttribute("aria-describedby");
  }
  stop = sentence;
  stop.element.tabIndex = 0;
  stop.element.setAttribute("aria-describedby", "sentence-hint");
  if (focus) stop.element.focus();
}

function sentenceOf(node) {
  const element = node instanceof Element ? node.closest("[data-start][data-end]") : null;
  return element ? sentences.find((sentence) => sentence.element === element) : undefined;
}

function bindSentences() {
  const main = document.querySelector("main");
  main.addEventListener("click", (event) => {
    const sentence = sentenceOf(event.target);
    const selecting = !getSelection().isCollapsed;
    if (!sentence || selecting || event.target.closest("a")) return;
    makeStop(sentence);
    playFrom(sentence);
  });
  main.addEventListener("keydown", (event) => {
    const sentence = sentenceOf(event.target);
    if (!sentence || event.target !== sentence.element) return;
    const index = sentences.indexOf(sentence);
    if (event.key === "Enter") playFrom(sentence);
    else if (event.key === "ArrowDown" && sentences[index + 1]) makeStop(sentences[index + 1], { focus: true });
    else if (event.key === "ArrowUp" && sentences[index - 1]) makeStop(sentences[index - 1], { focus: true });
    else return;
    event.preventDefault();
  });
  const first = sentences.find((sentence) => article.contains(sentence.element)) ?? sentences[0];
  if (first) makeStop(first);
}

// The page

function bindSpeed() {
  const slider = document.getElementById("speed");
  const shown = document.getElementById("speed-shown");
  const show = () => {
    const speed = preferences.get("speed");
    audio.preservesPitch = true;
    audio.defaultPlaybackRate = speed;
    audio.playbackRate = speed;
    slider.value = String(speed);
    slider.setAttribute("aria-valuetext", spoken(speed));
    shown.textContent = `${spoken(speed)}×`;
  };
  slider.addEventListener("input", () => preferences.set("speed", Number(slider.value)));
  preferences.addEventListener("change", show);
  show();
}

function bindAddress() {
  const given = () => /^#t=(\d+(?:\.\d+)?)$/.exec(location.hash)?.[1];
  const go = () => {
    if (given() !== undefined) seek(Number(given()) * 1000);
  };
  addEventListener("hashchange", go);
  if (audio.readyState >= HTMLMediaElement.HAVE_METADATA) go();
  else audio.addEventListener("loadedmetadata", go, { once: true });
}

function bindMediaKeys() {
  if (!("mediaSession" in navigator)) return;
  navigator.mediaSession.metadata = new MediaMetadata({
    title: document.querySelector("h1").textContent,
    artist: document.querySelector(".issuer")?.lastChild.textContent.trim() ?? "",
    album: document.querySelector("header.site .show").textContent.trim(),
    artwork: [{ src: new URL("cover-480.jpg", import.meta.url).href, sizes: "480x480", type: "image/jpeg" }],
  });
  navigator.mediaSession.setActionHandler("nexttrack", () => toNeighbour(chapters, 1));
  navigator.mediaSession.setActionHandler("previoustrack", () => toNeighbour(chapters, -1));
}

for (const { link, start, title } of chapters) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    seek(start, () => say(controls.dataset.chapter, { title }));
    audio.play();
  });
}
for (const event of ["wheel", "touchmove"]) {
  addEventListener(event, () => (leftAlone = true), { passive: true });
}
audio.addEventListener("play", () => {
  leftAlone = false;
  wantWords();
  tick();
});
audio.addEventListener("seeked", () => {
  wantWords();
  update();
});
audio.addEventListener("timeupdate", update);
audio.addEventListener("ended", () => marker.clear());

bindSettings(preferences);
bindSpeed();
bindSentences();
bindAddress();
bindMediaKeys();
bindKeys(
  {
    " ": () => (audio.paused ? audio.play() : audio.pause()),
    ArrowLeft: () => seek(Math.max(0, nowMs() - STEP_S * 1000)),
    ArrowRight: () => seek(nowMs() + STEP_S * 1000),
    j: () => toNeighbour(paragraphs, 1),
    k: () => toNeighbour(paragraphs, -1),
    n: () => toNeighbour(sentences, 1),
    p: () => toNeighbour(sentences, -1),
    c: (event) => toNeighbour(chapters, event.shiftKey ? -1 : 1),
    "<": () => setSpeed(preferences.get("speed") - 0.1),
    ">": () => setSpeed(preferences.get("speed") + 0.1),
  },
  () => preferences.get("keys"),
);
controls.hidden = false;
document.documentElement.classList.add("reads-along");
