// A classic script in the head, so that the page is never drawn in colours that were not chosen.
(() => {
  try {
    const chosen = JSON.parse(localStorage.getItem("presscast") ?? "{}");
    for (const name of ["size", "spacing", "typeface", "appearance"]) {
      if (typeof chosen[name] === "string") document.documentElement.dataset[name] = chosen[name];
    }
  } catch {
    // Storage may be closed to pages opened from a disk; the device's own wishes remain.
  }
})();
