// Small comforts. Every page works without this file.

// A menu closes when the attention goes elsewhere.
function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== except) menu.open = false;
  }
}
document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// A button that prints exists only where it can work.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A button that only stands in for a script goes where scripts run.
for (const button of document.querySelectorAll("[data-without-script]")) button.hidden = true;

// What was typed in the last moment before a page is left is kept too. A draft that is saved
// already, or sent with its button, is not sent again.
const draft = document.querySelector("form[data-keep-typing]");
if (draft) {
  let isUnsaved = false;
  const keep = () => {
    if (!isUnsaved) return;
    isUnsaved = false;
    const typed = new FormData(draft);
    typed.set("draft", "1");
    navigator.sendBeacon(draft.getAttribute("action"), typed);
  };
  draft.addEventListener("input", () => { isUnsaved = true; });
  draft.addEventListener("submit", () => { isUnsaved = false; });
  draft.addEventListener("htmx:beforeSend", () => { isUnsaved = false; });
  draft.addEventListener("htmx:sendError", () => { isUnsaved = true; });
  draft.addEventListener("htmx:sendAbort", () => { isUnsaved = true; });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep();
  });
  window.addEventListener("pagehide", keep);
}
