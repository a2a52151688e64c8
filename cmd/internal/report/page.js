// Search, filters, order and keys of the page. Without it everything is readable; nothing here reads or sends anything.
(function () {
  "use strict";
  var $ = function (id) { return document.getElementById(id); };
  var form = $("tools");
  if (!form) return;
  var q = $("q"), sort = $("sort"), flat = $("flat"), grouped = $("grouped"), count = $("count");
  var say = form.dataset;
  var step = 50, perGroup = 10;
  var filters = Array.prototype.slice.call(form.querySelectorAll("select[data-by]"));
  var groups = Array.prototype.map.call(grouped.querySelectorAll("details"), function (d) {
    return {box: d, table: d.querySelector("table"), all: d.querySelectorAll(".fam").length, opened: false, most: perGroup};
  });
  var families = [];
  groups.forEach(function (g) {
    Array.prototype.forEach.call(g.box.querySelectorAll(".fam"), function (el) {
      families.push({el: el, group: g, order: +el.dataset.o, text: null, digits: "", name: ""});
    });
  });
  var most = step;

  // fold makes spellings alike: case, accents, and signs for what cannot be seen.
  function fold(s) {
    return s.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/\s+/g, " ");
  }
  function digits(s) { return s.replace(/\D/g, ""); }
  // read gives what a search looks at, once it is asked for: the words of a family, and the digits of each of its cells.
  function read(f) {
    if (f.text !== null) return;
    var words = [], numbers = [];
    Array.prototype.forEach.call(f.el.querySelectorAll("th,td"), function (cell) {
      var s = cell.textContent.replace(/[\u237d\u23ce\u21e5]/g, " ").replace(/U\+[0-9A-F]{4,6}/g, "");
      words.push(s);
    });
    Array.prototype.forEach.call(f.el.querySelectorAll(".v"), function (v) {
      var d = digits(v.textContent.replace(/U\+[0-9A-F]{4,6}/g, ""));
      if (d) numbers.push(d);
    });
    f.text = fold(words.join("\n"));
    f.digits = numbers.join(" ");
    f.name = fold(f.el.querySelector(".who .v").textContent);
  }
  function number(n) { return String(n).replace(/\B(?=(\d{3})+$)/g, say.thousands); }

  function matcher() {
    var chosen = filters.filter(function (s) { return s.value; });
    var wanted = fold(q.value).trim();
    var number = /[a-z]/.test(wanted) ? "" : digits(wanted);
    if (number.length < 3) number = "";
    return function (f) {
      for (var i = 0; i < chosen.length; i++) {
        if ((" " + f.el.dataset[chosen[i].dataset.by] + " ").indexOf(" " + chosen[i].value + " ") < 0) return false;
      }
      if (!wanted) return true;
      read(f);
      return f.text.indexOf(wanted) >= 0 || number !== "" && f.digits.indexOf(number) >= 0;
    };
  }
  function chosenAny() { return q.value.trim() !== "" || filters.some(function (s) { return s.value; }); }

  function button(after, text, act) {
    var old = after.nextElementSibling;
    if (old && old.className === "showmore") old.remove();
    if (!text) return;
    var b = document.createElement("button");
    b.type = "button";
    b.className = "showmore";
    b.textContent = text;
    b.addEventListener("click", act);
    after.after(b);
  }

  function update() {
    var any = chosenAny(), fits = matcher();
    var found = families.filter(fits);
    var apart = sort.value !== "";
    flat.hidden = !apart || !found.length;
    grouped.hidden = apart;
    if (apart) showFlat(found); else showGroups(found, any);
    var text = say.count.replace("{n}", number(found.length)).replace("{of}", number(families.length));
    if (!found.length) text = say.none + " " + say.elsewhere;
    count.textContent = any || apart ? text : "";
  }

  function showFlat(found) {
    var by = sort.value, table = flat.firstElementChild;
    if (by === "name") found.forEach(read);
    found.sort(function (a, b) {
      if (by === "name" && a.name !== b.name) return a.name < b.name ? -1 : 1;
      if (by === "rows" && a.el.rows.length !== b.el.rows.length) return b.el.rows.length - a.el.rows.length;
      return a.order - b.order;
    });
    Array.prototype.slice.call(table.tBodies).forEach(function (el) { el.remove(); });
    var part = document.createDocumentFragment();
    found.forEach(function (f, i) {
      f.el.hidden = i >= most;
      if (i < most) part.appendChild(f.el);
    });
    table.appendChild(part);
    button(table, more(found.length - most, step), function () { most += step; update(); });
  }

  function showGroups(found, any) {
    var here = new Map();
    found.forEach(function (f) { if (here.has(f.group)) here.get(f.group).push(f); else here.set(f.group, [f]); });
    families.forEach(function (f) { f.el.hidden = true; });
    groups.forEach(function (g) {
      var list = (here.get(g) || []).sort(function (a, b) { return a.order - b.order; });
      g.box.hidden = any && !list.length;
      g.box.classList.toggle("chosen", any);
      if (any !== g.forced) { // opened for a search, closed again after it
        if (any) g.was = g.box.open;
        else if (g.forced) g.box.open = g.was;
        g.forced = any;
      }
      if (any && list.length) g.box.open = true;
      if (!g.table) return;
      list.forEach(function (f, i) {
        f.el.hidden = i >= g.most;
        g.table.appendChild(f.el);
      });
      button(g.table, more(list.length - g.most, step), function () { g.most += step; update(); });
    });
    Array.prototype.forEach.call(grouped.querySelectorAll("section"), function (s) {
      s.hidden = any && !s.querySelector("details:not([hidden])");
    });
  }
  function more(left, most) {
    return left > 0 ? say.more.replace("{n}", number(Math.min(left, most))).replace("{left}", number(left)) : "";
  }

  var waiting = 0;
  function again() { most = step; groups.forEach(function (g) { g.most = perGroup; }); update(); }
  q.addEventListener("input", function () { clearTimeout(waiting); waiting = setTimeout(again, 120); });
  form.addEventListener("change", again);
  form.addEventListener("reset", function () { setTimeout(again, 0); });
  form.addEventListener("submit", function (e) { e.preventDefault(); again(); });

  // A link to a reason opens it.
  function open() {
    var id = location.hash.slice(1), box = id && document.getElementById(id);
    if (!box || box.tagName !== "DETAILS") return;
    if (chosenAny() || sort.value) { form.reset(); again(); }
    box.open = true;
    box.scrollIntoView();
    box.firstElementChild.focus();
  }
  window.addEventListener("hashchange", open);
  Array.prototype.forEach.call(document.querySelectorAll("a[href^='#r-']"), function (a) {
    a.addEventListener("click", function () { setTimeout(open, 0); });
  });

  // Keys work inside this part of the page alone: / goes to the search, j and k or the arrows from contact to contact.
  $("changes").addEventListener("keydown", function (e) {
    var at = e.target, field = /^(INPUT|SELECT|TEXTAREA)$/.test(at.tagName);
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (at === q && e.key === "Escape") { q.value = ""; again(); return; }
    if (field) return;
    if (e.key === "/") { e.preventDefault(); q.focus(); q.select(); return; }
    var by = {j: 1, k: -1, ArrowDown: 1, ArrowUp: -1}[e.key], fam = at.closest(".fam");
    if (!by || (!fam && e.key.length > 1)) return;
    var list = Array.prototype.filter.call(document.querySelectorAll(".fam"), function (el) { return el.offsetParent !== null; });
    var i = list.indexOf(fam), next = fam ? list[i + by] : list[0];
    if (!next) return;
    e.preventDefault();
    next.tabIndex = -1;
    next.focus();
    next.scrollIntoView({block: "nearest"});
  });

  form.hidden = false;
  update();
  open();
})();
