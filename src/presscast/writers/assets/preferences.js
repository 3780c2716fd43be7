// What the reader chose, kept on the reader's own device.

const KEY = "presscast";

const DEFAULTS = Object.freeze({
  size: "medium",
  spacing: "normal",
  typeface: "serif",
  appearance: "device",
  speed: 1,
  follow: !matchMedia("(prefers-reduced-motion: reduce)").matches,
  words: true,
  keys: true,
});

function stored() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}");
  } catch {
    return {};
  }
}

export class Preferences extends EventTarget {
  #chosen = { ...DEFAULTS, ...stored() };

  get(name) {
    return this.#chosen[name];
  }

  set(name, value) {
    this.#chosen[name] = value;
    this.#save();
    this.dispatchEvent(new Event("change"));
  }

  reset() {
    this.#chosen = { ...DEFAULTS };
    this.#save();
    this.dispatchEvent(new Event("change"));
  }

  #save() {
    try {
      localStorage.setItem(KEY, JSON.stringify(this.#chosen));
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  }
}

export function bindSettings(preferences) {
  const form = document.getElementById("settings");
  const boxes = { follow: "follow", "mark-words": "words", "use-keys": "keys" };

  function show() {
    const root = document.documentElement;
    for (const name of ["size", "spacing", "typeface", "appearance"]) {
      root.dataset[name] = preferences.get(name);
      const choice = form.querySelector(`[name="${name}"][value="${CSS.escape(preferences.get(name))}"]`);
      if (choice) choice.checked = true;
    }
    for (const [id, name] of Object.entries(boxes)) {
      document.getElementById(id).checked = preferences.get(name);
    }
  }

  form.addEventListener("change", (event) => {
    const { type, name, value } = event.target;
    if (type === "radio") preferences.set(name, value);
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    preferences.reset();
  });
  for (const [id, name] of Object.entries(boxes)) {
    const box = document.getElementById(id);
    box.addEventListener("change", () => preferences.set(name, box.checked));
  }
  preferences.addEventListener("change", show);
  show();
}
