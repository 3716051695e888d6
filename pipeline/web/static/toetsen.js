// Keys, windows and focus. Everything here has a link or a form that does the same without it.
"use strict";
(() => {
  const find = (selector) => document.querySelector(selector);
  const typing = (element) => element.matches("input, textarea, select, [contenteditable]");
  const unsaved = () => { const memo = find("#memo"); return memo && memo.value !== memo.defaultValue; };
  const mayLeave = () => !unsaved() || window.confirm(document.body.dataset.onbewaard);

  document.addEventListener("keydown", (event) => {
    const at = event.target instanceof Element ? event.target : document.body;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && at.id === "memo") {
      event.preventDefault();
      find("#memobewaar").click();
      return;
    }
    if (event.key === "Escape" && typing(at) && !at.closest("dialog")) { at.blur(); return; }
    if (document.body.dataset.toetsen !== "aan" || typing(at) || find("dialog[open]")) return;
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
    const name = digit ? (event.shiftKey ? "!" : "") + digit[1] : event.key.toLowerCase();
    const wanted = find(`[data-toets="${CSS.escape(name)}"]`);
    if (!wanted) return;
    event.preventDefault();
    if (typing(wanted)) wanted.focus(); else wanted.click();
  });

  document.addEventListener("click", (event) => {
    const opens = event.target.closest("[data-venster]");
    if (opens) { event.preventDefault(); find(`#${opens.dataset.venster}`).showModal(); return; }
    const piece = event.target.closest(".stuk:not(.hier)");
    const chosen = String(window.getSelection());
    if (piece && !event.target.closest("a") && !chosen) piece.querySelector(".nummer").click();
  });

  // Leaving a memo that was not kept asks first; so does closing the page.
  document.addEventListener("htmx:confirm", (event) => {
    const target = event.target.closest("[hx-target]");
    if (target && target.getAttribute("hx-target") === "#werk" && !mayLeave()) event.preventDefault();
  });
  window.addEventListener("beforeunload", (event) => { if (unsaved()) event.preventDefault(); });

  document.addEventListener("htmx:beforeRequest", () => { find("#storing").replaceChildren(); });
  document.addEventListener("htmx:sendError", () => tell(document.body.dataset.geenAntwoord));
  document.addEventListener("htmx:timeout", () => tell(document.body.dataset.geenAntwoord));
  const tell = (text) => {
    const line = document.createElement("p");
    line.className = "waarschuwing";
    line.textContent = text;
    find("#storing").replaceChildren(line);
  };

  document.addEventListener("htmx:afterSettle", (event) => {
    const id = event.detail.target.id;
    if (id === "codeboekinhoud" && !find("#codeboekvenster").open) {
      find("#codeboekvenster").showModal();
      find("#codezoek").focus();
    }
    if (id === "werk") show(true);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "besluiten") return;
    if (find("#codeboekvenster[open]")) find("#codeboekvenster").close();
    regain(find("#besluiten .gevonden button"));
  });
  // What was clicked may be gone from the page: focus goes to what took its place, and never stays
  // in the field for codes once a code was found, where the next key would be a letter.
  let before = "";
  document.addEventListener("htmx:beforeSwap", () => { before = document.activeElement.id; });
  const regain = (choice) => {
    const lost = document.activeElement === document.body || document.activeElement.id === "zoek";
    const found = before && before !== "zoek" && document.getElementById(before);
    const to = choice || (lost && (found || find(".keuze.aan-zet") || find("#hier")));
    if (to) to.focus({ preventScroll: to.id === "hier" });
  };
  const show = (focus) => {
    const here = find("#hier");
    if (!here) return;
    here.closest(".stuk").scrollIntoView({ block: "nearest" });
    const box = here.getBoundingClientRect();
    if (box.top < 70 || box.bottom > window.innerHeight * 0.8) here.scrollIntoView({ block: "center" });
    const why = find(".redenen");
    if (why) why.scrollIntoView({ block: "nearest" });
    if (focus) here.focus({ preventScroll: true });
  };
  window.addEventListener("load", () => show(false));
})();
