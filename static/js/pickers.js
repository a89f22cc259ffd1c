// Every select[data-picker] becomes a Tom Select. The library loads only on pages that have one.
//   data-picker-url="…"   options come from there (?q=text -> {"results": [{"value", "text"}]}); else from the <option>s
//   data-picker-with="f"  the value of the form's field f goes with the question; another value asks anew
//   data-picker-create    free values may be typed
(() => {
  "use strict";

  const { library, nothing } = document.currentScript.dataset;
  let loading = null;

  function loadLibrary() {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = library;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
    return loading;
  }

  function remoteLoader(url, other) {
    return (text, done) => {
      const address = new URL(url, window.location.href);
      address.searchParams.set("q", text);
      if (other) address.searchParams.set(other.name, other.value);
      fetch(address, { headers: { Accept: "application/json" } })
        .then((answer) => (answer.ok ? answer.json() : { results: [] }))
        .then((found) => done(found.results), () => done());
    };
  }

  function start(select) {
    if (select.tomselect) return;
    const url = select.dataset.pickerUrl;
    const other = select.dataset.pickerWith && select.form.elements[select.dataset.pickerWith];
    const options = {
      create: "pickerCreate" in select.dataset,
      maxOptions: 500,
      plugins: select.multiple ? ["remove_button"] : [],
      render: { no_results: () => {
        const note = document.createElement("div");
        note.className = "no-results";
        note.textContent = nothing;
        return note;
      } },
    };
    if (url) {
      Object.assign(options, { load: remoteLoader(url, other), valueField: "value", labelField: "text", searchField: [] });
      options.preload = "focus";
    }
    const picker = new window.TomSelect(select, options);
    if (other) {
      other.addEventListener("change", () => {
        picker.clear();
        picker.clearOptions();
        picker.load("");
      });
    }
    // The label of the select must also name the text box that replaced it.
    const label = select.labels && select.labels[0];
    if (label) picker.control_input.setAttribute("aria-label", label.textContent.trim());
  }

  function startAll(root) {
    const selects = Array.from(root.querySelectorAll("select[data-picker]"));
    if (selects.length) loadLibrary().then(() => selects.forEach(start));
  }

  document.addEventListener("DOMContentLoaded", () => startAll(document));
  document.addEventListener("htmx:load", (event) => startAll(event.detail.elt));
})();
