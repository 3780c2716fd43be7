// Search within titles, speakers and topics, with an index that is loaded when it is first wanted.

const MOST = 50;

const form = document.getElementById("search");
const field = document.getElementById("query");
const found = document.getElementById("found");
const results = document.getElementById("results");
const all = document.getElementById("all");
const hint = found.textContent;
let index = null;

// Letters that no normalization takes apart.
const PLAIN = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };

/** Letters without their accents and in one case, so that “Muller” finds “Müller”. */
const folded = (text) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => PLAIN[letter]);

async function load() {
  const answer = await fetch(form.dataset.index);
  if (!answer.ok) throw new Error(`${answer.status} ${form.dataset.index}`);
  const episodes = await answer.json();
  return episodes.map((episode) => ({
    episode,
    words: folded(`${episode.t} ${episode.s} ${episode.g} ${episode.d}`),
  }));
}

function listing({ t, s, d, i, u }) {
  const item = document.createElement("li");
  const article = item.appendChild(document.createElement("article"));
  const dates = article.appendChild(document.createElement("p"));
  dates.className = "dates";
  const time = dates.appendChild(document.createElement("time"));
  time.dateTime = i;
  time.textContent = d;
  const link = article.appendChild(document.createElement("h3")).appendChild(document.createElement("a"));
  link.href = u;
  link.textContent = t;
  if (s) article.appendChild(document.createElement("p")).textContent = s;
  return item;
}

async function search() {
  const query = field.value.trim();
  all.hidden = query !== "";
  results.hidden = query === "";
  if (!query) {
    found.textContent = hint;
    return;
  }
  try {
    index ??= await load();
  } catch {
    all.hidden = false;
    results.hidden = true;
    found.textContent = form.dataset.failed;
    return;
  }
  if (query !== field.value.trim()) return;
  const wanted = folded(query).split(/\s+/);
  const hits = index.filter(({ words }) => wanted.every((word) => words.includes(word)));
  results.replaceChildren(...hits.slice(0, MOST).map(({ episode }) => listing(episode)));
  const template = [form.dataset.none, form.dataset.one][hits.length] ?? form.dataset.many;
  found.textContent = template.replace("{query}", query).replace("{count}", String(hits.length));
}

field.addEventListener("input", search);
form.addEventListener("submit", (event) => event.preventDefault());
form.hidden = false;
