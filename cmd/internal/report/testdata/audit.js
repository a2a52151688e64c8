// What can be told of a page without a person: gives a list of faults.
(() => {
  const faults = [], seen = new Set();
  const shows = e => { const r = e.getBoundingClientRect(); return r.width > 0 && r.height > 0 && getComputedStyle(e).visibility !== "hidden"; };
  const name = e => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + " " + JSON.stringify(e.textContent.trim().slice(0, 40));
  const all = q => [...document.querySelectorAll(q)];

  if (!document.documentElement.lang) faults.push("no language");
  if (!document.title) faults.push("no title");
  if (all("main").length !== 1 || all("header").length !== 1 || all("footer").length !== 1) faults.push("landmarks");
  for (const e of all("[id]")) { if (seen.has(e.id)) faults.push("id twice: " + e.id); seen.add(e.id); }

  const heads = all("h1,h2,h3,h4,h5,h6").filter(shows);
  if (heads.length === 0 || heads[0].tagName !== "H1" || all("h1").length !== 1) faults.push("not one h1 at the top");
  heads.forEach((h, i) => {
    if (!h.textContent.trim()) faults.push("empty heading");
    if (i > 0 && +h.tagName[1] > +heads[i - 1].tagName[1] + 1) faults.push("a level is left out before " + name(h));
  });

  for (const e of all("input,select,textarea")) if (!e.labels || !e.labels.length || !e.labels[0].textContent.trim()) faults.push("no label: " + name(e));
  for (const e of all("button,a,summary")) if (!e.textContent.trim() && !e.getAttribute("aria-label")) faults.push("no name: " + name(e));
  for (const e of all("a[href^='#']")) if (!document.getElementById(e.getAttribute("href").slice(1))) faults.push("leads nowhere: " + e.getAttribute("href"));
  for (const e of all("[aria-labelledby],[aria-describedby]")) for (const id of (e.getAttribute("aria-labelledby") || e.getAttribute("aria-describedby")).split(" ")) if (!document.getElementById(id)) faults.push("described by nothing: " + id);
  for (const e of all("svg")) if (e.getAttribute("aria-hidden") !== "true" && !(e.getAttribute("role") === "img" && e.getAttribute("aria-label"))) faults.push("a picture without words");
  for (const e of all("table")) {
    if (!e.querySelector("th[scope]")) faults.push("a table without headers: " + name(e));
    for (const th of e.querySelectorAll("th")) if (!th.scope) faults.push("a header without scope: " + name(th));
  }
  if (!document.querySelector("[role=status],[aria-live]")) faults.push("what a search finds is not announced");

  // Contrast of every text with what is behind it.
  const parse = c => { const m = c.match(/[\d.]+/g).map(Number); return m.length < 4 ? [...m, 1] : m; };
  const over = (a, b) => [0, 1, 2].map(i => a[i] * a[3] + b[i] * (1 - a[3])).concat(1);
  const light = c => { const [r, g, b] = c.map(v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const behind = e => { const stack = []; for (let p = e; p; p = p.parentElement) stack.push(parse(getComputedStyle(p).backgroundColor)); return stack.reverse().reduce((under, c) => over(c, under), [255, 255, 255, 1]); };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), told = new Set();
  while (texts.nextNode()) {
    const e = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || /^(SCRIPT|STYLE|OPTION)$/.test(e.tagName) || !shows(e)) continue;
    const s = getComputedStyle(e), back = behind(e);
    let opacity = 1;
    for (let p = e; p; p = p.parentElement) opacity *= +getComputedStyle(p).opacity;
    const c = parse(s.color), front = over([c[0], c[1], c[2], c[3] * opacity], back), a = light(front), b = light(back);
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const big = parseFloat(s.fontSize) >= 24 || parseFloat(s.fontSize) >= 18.66 && +s.fontWeight >= 700;
    const key = s.color + s.backgroundColor + e.className;
    if (ratio < (big ? 3 : 4.5) && !told.has(key)) { told.add(key); faults.push("contrast " + ratio.toFixed(2) + ": " + name(e) + " " + e.className); }
  }

  // Who has the focus can be seen.
  for (const e of all("a,button,input,select,summary").filter(shows).slice(0, 40)) {
    e.focus({focusVisible: true});
    const s = getComputedStyle(e);
    if (document.activeElement === e && (s.outlineStyle === "none" || parseFloat(s.outlineWidth) < 2)) faults.push("the focus cannot be seen: " + name(e));
  }
  return faults;
})()
