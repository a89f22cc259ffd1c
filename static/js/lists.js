// List pages: which columns are shown (kept in this browser, by page), and an export that follows the filters in the address.
(() => {
  "use strict";

  const key = `columns:${window.location.pathname}`;
  const hidden = () => new Set(JSON.parse(localStorage.getItem(key) || "[]"));

  function applyColumns() {
    const off = hidden();
    document.querySelectorAll("#records [data-column]").forEach((cell) => {
      cell.hidden = off.has(cell.dataset.column);
    });
  }

  function toggleColumn(event) {
    const off = hidden();
    if (event.target.checked) off.delete(event.target.value);
    else off.add(event.target.value);
    localStorage.setItem(key, JSON.stringify([...off]));
    applyColumns();
  }

  function fillMenu() {
    const menu = document.querySelector("[data-column-menu]");
    if (!menu) return;
    const off = hidden();
    const rows = Array.from(document.querySelectorAll("#records th[data-column]"), (head) => {
      const label = document.createElement("label");
      label.className = "form-check";
      const box = document.createElement("input");
      Object.assign(box, { type: "checkbox", className: "form-check-input", value: head.dataset.column });
      box.checked = !off.has(head.dataset.column);
      box.addEventListener("change", toggleColumn);
      label.append(box, ` ${head.textContent.trim()}`);
      return label;
    });
    menu.replaceChildren(...rows);
  }

  function followAddress(event) {
    if (event.target.matches("[data-follow-address]")) event.target.action = window.location.href;
    const address = event.target.querySelector("[data-address]");
    if (address) address.value = window.location.pathname + window.location.search;
  }

  // Bulk steps: the bar appears when a row is chosen, and says how many are.
  function countChosen() {
    const chosen = document.querySelectorAll("#records input[name=pk]:checked").length;
    document.querySelectorAll("[data-bulk-bar]").forEach((bar) => { bar.hidden = chosen === 0; });
    document.querySelectorAll("[data-bulk-count]").forEach((place) => { place.textContent = chosen; });
  }

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-choose-all]")) {
      document.querySelectorAll("#records input[name=pk]").forEach((box) => { box.checked = event.target.checked; });
    }
    if (event.target.closest("#records")) countChosen();
  });
  document.addEventListener("htmx:afterSettle", countChosen);
  document.addEventListener("DOMContentLoaded", () => { fillMenu(); applyColumns(); });
  document.addEventListener("htmx:afterSettle", () => { fillMenu(); applyColumns(); });
  document.addEventListener("submit", followAddress);
  // A download does not leave the page, so the dialog must be closed by hand.
  document.addEventListener("submit", (event) => {
    const open = event.target.closest(".modal.show");
    if (open && event.target.querySelector("[data-closes-dialog]")) window.tabler.Modal.getInstance(open).hide();
  });
})();
