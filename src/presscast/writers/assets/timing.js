// When sentences and words sound, as the page and its file of words state it, in milliseconds.

/** Returns { element, start, end, words } for each sentence with times, in the order of the sound. */
export function readSentences(root) {
  return [...root.querySelectorAll("[data-start][data-end]")]
    .map((element) => ({
      element,
      start: Number(element.dataset.start),
      end: Number(element.dataset.end),
      words: [],
    }))
    .sort((one, other) => one.start - other.start);
}

/** Gives the sentences their words; without the file, sentences alone are marked. */
export async function loadWords(address, sentences) {
  const answer = await fetch(address);
  if (!answer.ok) return;
  const written = await answer.json();
  for (const sentence of sentences) {
    sentence.words = readWords(written[sentence.element.id], sentence.start);
  }
}

/**
 * Words are written as differences from the word before: length,wait or length,wait,gap.
 * The usual gap is one space, and none before the first word.
 */
function readWords(written, sentenceStart) {
  if (!written) return [];
  let from = 0;
  let start = sentenceStart;
  let usual = 0;
  return written.split(" ").map((word) => {
    const [length, wait, gap = usual] = word.split(",").map(Number);
    from += gap;
    start += wait;
    usual = 1;
    const found = { from, to: from + length, start };
    from = found.to;
    return found;
  });
}

/** Returns the index of the last item that has started at a time, or -1. */
export function lastStarted(items, ms) {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle].start <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
