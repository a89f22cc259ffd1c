// Behaviour of the frame. Everything hangs on data attributes, so that pages need no script of their own:
//   data-search-box           focused by Ctrl/⌘ K (and "/")
//   data-autosubmit           a form that sends itself when a field changes
//   data-show-more            shows the rows marked data-more and goes away
//   data-print                prints the page; that a page with it goes to paper, in whatever way, is noted at the server
//   data-shortcut="X"         pressed key X clicks the element (not while typing)
//   data-check-all="name"     a checkbox that ticks all checkboxes of that name in its form or table
//   data-needs-checked="name" a button that wakes once a checkbox of that name is ticked
//   data-wake="selector"      a button that wakes once every checkbox matching the selector is ticked
(() => {
  "use strict";

  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const isTyping = (target) => target.closest("input, textarea, select, [contenteditable=true], .ts-control") !== null;

  function onKey(event) {
    const box = one("[data-search-box]");
    if (box && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      box.focus();
      box.select();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || one(".modal.show")) return;
    if (event.key === "/" && box) {
      event.preventDefault();
      box.focus();
      return;
    }
    if (event.key.length !== 1 || !/[a-z0-9]/i.test(event.key)) return;
    const button = one(`[data-shortcut="${event.key.toUpperCase()}"]:not([disabled]):not([aria-disabled=true])`);
    if (button) {
      event.preventDefault();
      button.click();
    }
  }

  function onClick(event) {
    const blocked = event.target.closest("[aria-disabled=true]");
    if (blocked) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (event.target.closest("[data-print]")) window.print();
    const more = event.target.closest("[data-show-more]");
    if (more) {
      all("[data-more][hidden]").forEach((row) => { row.hidden = false; });
      more.parentElement.remove();
    }
    const chooser = event.target.closest("[data-check-all]");
    if (chooser) {
      const scope = chooser.closest("form, table") || document;
      all(`input[type=checkbox][name="${chooser.dataset.checkAll}"]:not(:disabled)`, scope)
        .forEach((input) => { input.checked = chooser.checked; });
      wakeButtons();
    }
  }

  function onChange(event) {
    const form = event.target.closest("form[data-autosubmit]");
    if (form) form.requestSubmit();
    wakeButtons();
  }

  function setAwake(button, awake) {
    button.disabled = !awake;
  }

  function wakeButtons() {
    all("[data-needs-checked]").forEach((button) => {
      setAwake(button, one(`input[name="${button.dataset.needsChecked}"]:checked`) !== null);
    });
    all("[data-wake]").forEach((button) => {
      const boxes = all(button.dataset.wake);
      setAwake(button, boxes.length > 0 && boxes.every((box) => box.checked));
    });
  }

  // The menu remembers which groups were folded; the group one stands in is always open.
  function restoreMenu() {
    all("details[data-menu-group]").forEach((group) => {
      const key = `menu:${group.dataset.menuGroup}`;
      if (!("menuActive" in group.dataset) && localStorage.getItem(key) === "closed") group.open = false;
      group.addEventListener("toggle", () => localStorage.setItem(key, group.open ? "open" : "closed"));
    });
    const current = one(".lj-menu [aria-current=page]");
    if (current) current.scrollIntoView({ block: "nearest" });
  }

  function startTooltips(root) {
    all("[data-bs-toggle=tooltip]", root).forEach((element) => window.tabler.Tooltip.getOrCreateInstance(element));
  }

  // What scrolls sideways must be reachable by keyboard (WCAG 2.1.1).
  function openScrollersToKeys(root) {
    all(".table-responsive:not([tabindex])", root).forEach((box) => { box.tabIndex = 0; });
  }

  // The button and the browser's own menu alike. What leaves the page must outlive it, hence keepalive.
  function onPrint() {
    if (!one("[data-print]")) return;
    const headers = JSON.parse(document.body.getAttribute("hx-headers"));
    fetch(location.href, { method: "POST", headers, body: new URLSearchParams({ printed: "1" }), keepalive: true })
      .then((answer) => { if (!answer.ok) showFailure(); })
      .catch(showFailure);
  }

  const dialog = () => window.tabler.Modal.getOrCreateInstance(one("#dialog"));

  function onSwap(event) {
    if (event.detail.target && event.detail.target.id === "dialog-content") {
      dialog().show();
      const first = one("#dialog-content [autofocus], #dialog-content textarea, #dialog-content select");
      if (first) setTimeout(() => first.focus(), 200);
    }
    if (event.detail.target && event.detail.target.id === "messages") {
      if (one("#dialog.show")) dialog().hide();
      event.detail.target.scrollIntoView({ block: "center" });
    }
  }

  function showFailure() {
    const place = one("#messages");
    if (!place) return;
    const note = document.createElement("div");
    note.className = "alert lj-alert lj-alert-error";
    note.setAttribute("role", "alert");
    note.textContent = document.body.dataset.requestFailed;
    place.replaceChildren(note);
    place.scrollIntoView({ block: "center" });
  }

  // A 4xx answer brings its own words; only silence and server errors need ours.
  function onResponseError(event) {
    if (event.detail.xhr.status >= 500) showFailure();
  }

  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onClick, true);
  document.addEventListener("change", onChange);
  document.addEventListener("htmx:load", (event) => startTooltips(event.detail.elt));
  document.addEventListener("htmx:load", (event) => openScrollersToKeys(event.detail.elt));
  document.addEventListener("htmx:load", wakeButtons);
  document.addEventListener("htmx:afterSwap", onSwap);
  document.addEventListener("htmx:responseError", onResponseError);
  document.addEventListener("htmx:sendError", showFailure);
  window.addEventListener("beforeprint", onPrint);
  document.addEventListener("dialog-close", () => dialog().hide());
  document.addEventListener("DOMContentLoaded", () => {
    restoreMenu();
    wakeButtons();
    const keyHint = one(".lj-search kbd");
    if (keyHint && /Mac|iPhone|iPad/.test(navigator.platform)) keyHint.textContent = "⌘ K";
  });
})();
