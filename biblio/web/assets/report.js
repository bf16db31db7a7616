/* Small comforts; the page is whole without them. */
(function () {
  "use strict";

  // A cite and its card light each other up.
  function light(event) {
    var here = event.target.closest && event.target.closest("[data-pair]");
    var on = event.type === "mouseover" || event.type === "focusin";
    if (!here) return;
    document.querySelectorAll('[data-pair="' + here.dataset.pair + '"]').forEach(function (one) {
      one.classList.toggle("glow", on);
    });
  }
  ["mouseover", "mouseout", "focusin", "focusout"].forEach(function (name) { document.addEventListener(name, light); });

  // The filter of the works: every word has to occur.
  var box = document.getElementById("filter");
  if (box) {
    var entries = Array.prototype.map.call(document.querySelectorAll(".entry"), function (entry) {
      return { entry: entry, text: fold(entry.textContent) };
    });
    var divider = document.querySelector(".divider");
    box.closest(".filter").hidden = false;
    box.addEventListener("input", function () {
      var words = fold(box.value).split(/\s+/);
      var found = entries.filter(function (one) {
        var fits = words.every(function (word) { return one.text.indexOf(word) >= 0; });
        one.entry.hidden = !fits;
        return fits;
      });
      if (divider) divider.hidden = found.length < entries.length;
      document.getElementById("found").textContent = box.value.trim() ? found.length + " of " + entries.length : "";
    });
    // A link to a work that the filter hides shows it again.
    window.addEventListener("hashchange", function () {
      var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      var entry = target && target.closest(".entry");
      if (entry && entry.hidden) { box.value = ""; box.dispatchEvent(new Event("input")); entry.scrollIntoView(); }
      var choice = document.getElementById("only-concerned");
      var note = target && target.closest(".note:not(.concerned)");
      if (note && choice && choice.checked) { choice.checked = false; target.scrollIntoView(); }
    });
  }
  function fold(text) { return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim(); }

  // j and k go from note to note, n and p through those that need an eye.
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea")) return;
    var step = { j: 1, k: -1, n: 1, p: -1 }[event.key];
    if (!step) return;
    var which = event.key === "n" || event.key === "p" ? ".note.concerned" : ".note";
    var notes = Array.prototype.filter.call(document.querySelectorAll(which), function (note) { return note.offsetParent; });
    var edge = 70;
    var tops = notes.map(function (note) { return note.getBoundingClientRect().top; });
    var next = step > 0 ? tops.findIndex(function (top) { return top > edge + 4; })
      : tops.reduce(function (last, top, index) { return top < edge - 4 ? index : last; }, -1);
    if (next < 0) return;
    notes[next].focus({ preventScroll: true });
    window.scrollTo({ top: window.scrollY + tops[next] - edge, behavior: "instant" });
  });
})();
