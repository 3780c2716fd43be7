// Marks the sentence and the word that sound.

import { lastStarted } from "./timing.js";

// A mark stays through the pause after its sentence, but not through something unwritten.
const HOLD_MS = 900;

export class Marker {
  #sentences;
  #sentence = null;
  #word = -1;
  #highlight = typeof Highlight === "function" && "highlights" in CSS ? new Highlight() : null;

  constructor(sentences) {
    this.#sentences = sentences;
    if (this.#highlight) CSS.highlights.set("spoken-word", this.#highlight);
  }

  get sentence() {
    return this.#sentence;
  }

  /** Marks what sounds at a time; returns true where another sentence has begun. */
  mark(ms, withWords) {
    const last = this.#sentences[lastStarted(this.#sentences, ms)];
    const sentence = last && ms < last.end + HOLD_MS ? last : null;
    const changed = sentence !== this.#sentence;
    if (changed) {
      this.#sentence?.element.classList.remove("spoken");
      sentence?.element.classList.add("spoken");
      this.#sentence = sentence;
    }
    const word = withWords && sentence ? lastStarted(sentence.words, ms) : -1;
    if (this.#highlight && (changed || word !== this.#word)) {
      this.#highlight.clear();
      if (word >= 0) this.#highlight.add(rangeOf(sentence.element, sentence.words[word]));
    }
    this.#word = word;
    return changed && sentence !== null;
  }

  clear() {
    this.#sentence?.element.classList.remove("spoken");
    this.#sentence = null;
    this.#word = -1;
    this.#highlight?.clear();
  }
}

function rangeOf(element, { from, to }) {
  const range = document.createRange();
  const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let passed = 0;
  let begun = false;
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    const end = passed + node.data.length;
    if (!begun && from < end) {
      range.setStart(node, from - passed);
      begun = true;
    }
    if (begun && to <= end) {
      range.setEnd(node, to - passed);
      break;
    }
    passed = end;
  }
  return range;
}
