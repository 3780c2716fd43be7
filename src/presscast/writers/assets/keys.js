// The keys of the page. They give way to whatever has the focus and uses the key itself.

const USES_KEYS = "input, select, textarea, button, summary, [contenteditable]";
const PLAYER_KEYS = new Set([" ", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]);

export function bindKeys(actions, enabled) {
  document.addEventListener("keydown", (event) => {
    if (!enabled() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (target.closest(USES_KEYS)) return;
    if (target.closest("audio") && PLAYER_KEYS.has(event.key)) return;
    const action = actions[event.key] ?? actions[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action(event);
  });
}
