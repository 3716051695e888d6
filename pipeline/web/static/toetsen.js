// Keys, windows and focus. Everything here has a link or a form that does the same without it.
"use strict";
(() => {
  const find = (selector) => document.querySelector(selector);
  const typing = (element) => element.matches("input, textarea, select, [contenteditable]");
  const unsaved = () => { const memo = find("#memo"); return memo && memo.value !== memo.defaultValue; };
  const mayLeave = () => !unsaved() || window.confirm(document.body.dataset.onbewaard);

  document.addEventListener("keydown", (event) => {
    const at = event.target instanceof Element ? event.target : document.body;
    const saves = { memo: "#memobewaar", citaat: "#citeer" }[at.id];
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && saves) {
      event.preventDefault();
      find(saves).click();
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
    if (wanted.matches("summary") && wanted.parentElement.open) wanted.parentElement.querySelector("button, textarea").focus();
  });

  document.addEventListener("click", (event) => {
    const opens = event.target.closest("[data-venster]");
    if (opens) { event.preventDefault(); find(`#${opens.dataset.venster}`).showModal(); return; }
    const piece = event.target.closest(".stuk:not(.hier)");
    const chosen = String(window.getSelection());
    if (piece && !event.target.closest("a") && !chosen) piece.querySelector(".nummer").click();
  });

  // A quotation: what is selected in the text, or else in the field; with neither, the field is
  // shown to select in. Words are sent, and where they begin in code points, as the server counts.
  const words = (range) => {
    const part = range.cloneContents();
    part.querySelectorAll(".wie, .moment, .verborgen").forEach((element) => element.remove());
    return part.textContent;
  };
  const inText = () => {
    const own = find(".stuk.hier .tekst > p"), selection = window.getSelection();
    if (!own || selection.isCollapsed || !selection.rangeCount) return null;
    const chosen = selection.getRangeAt(0), whole = document.createRange(), before = document.createRange();
    if (!chosen.intersectsNode(own)) return null;
    whole.selectNodeContents(own);
    const part = whole.cloneRange();
    if (chosen.compareBoundaryPoints(Range.START_TO_START, whole) > 0) part.setStart(chosen.startContainer, chosen.startOffset);
    if (chosen.compareBoundaryPoints(Range.END_TO_END, whole) < 0) part.setEnd(chosen.endContainer, chosen.endOffset);
    before.setStart(own, 0);
    before.setEnd(part.startContainer, part.startOffset);
    const outside = String(chosen).trim().length > String(part).trim().length;
    return { text: words(part), from: [...words(before)].length, outside };
  };
  const inField = (field) => {
    const { value, selectionStart: start, selectionEnd: end } = field;
    if (start !== end) return { text: value.slice(start, end), from: [...value.slice(0, start)].length };
    return value === field.defaultValue ? null : { text: value, from: 0 };
  };
  // A finger on the button takes the selection away before the button is pressed.
  let held = null;
  document.addEventListener("pointerdown", (event) => { held = event.target.closest("#citeer") ? inText() : null; });
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest("#citeer, #citeren summary")) event.preventDefault();
  });
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.elt.id !== "citeerform") return;
    const field = find("#citaat"), chosen = inText() || held || inField(field);
    held = null;
    if (!chosen || chosen.outside) {
      event.preventDefault();
      if (chosen) { find("#melding").textContent = find("#citeerform").dataset.buiten; return; }
      find("#citeren").open = true;
      field.focus();
      return;
    }
    event.detail.parameters.tekst = chosen.text;
    event.detail.parameters.van = String(chosen.from);
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
    if (event.detail.target.id === "citeerinhoud") {
      regain(before && (document.getElementById(before) || find("#citeren summary")));
    }
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
    const panel = find("#paneel")?.getBoundingClientRect(); // over the text in a narrow window
    const lowest = panel && panel.left < box.right ? panel.top : window.innerHeight * 0.8;
    if (box.top < bar.getBoundingClientRect().bottom + 24 || box.bottom > lowest) here.scrollIntoView({ block: "center" });
    const why = find(".redenen");
    if (why) why.scrollIntoView({ block: "nearest" });
    if (focus) here.focus({ preventScroll: true });
  };
  // Under the bar begins what stays in place; in a narrow window the bar is two or three lines.
  const bar = find(".balk");
  new ResizeObserver(() => {
    document.documentElement.style.setProperty("--balk", `${bar.offsetHeight}px`);
  }).observe(bar);
  window.addEventListener("load", () => show(false));
})();
