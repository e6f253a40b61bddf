"use strict";
// The list of records. Whatever was scraped is set as text, never as markup.
(() => {
  const PAGE = 20;
  const records = JSON.parse(document.getElementById("data").textContent);
  const at = (id) => document.getElementById(id);
  const items = at("items"), words = at("words"), order = at("order"), form = document.querySelector(".filters");
  const selects = [...form.querySelectorAll("select[data-field]")];
  let found = records, page = 0, open = null;

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = new Map(records.map((each) => [each, fold([each.q, each.a, each.source].join("\n"))]));

  function make(name, text, className) {
    const made = document.createElement(name);
    if (text !== undefined && text !== null) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function link(about) {
    if (!about.href || !/^https?:\/\//i.test(about.href)) return make("span", about.text);
    const made = make("a", about.text);
    made.href = about.href;
    made.rel = "noreferrer nofollow";
    return made;
  }

  function toRecord(id) {
    if (!records.some((each) => each.id === id)) return make("span", id, "id");
    const made = make("a", id, "id");
    made.href = "#" + id;
    return made;
  }

  const valuesOf = (each, field) => (Array.isArray(each[field]) ? each[field] : [each[field]]);

  function fillSelects() {
    for (const select of selects) {
      const counts = new Map();
      for (const each of records) for (const value of valuesOf(each, select.dataset.field)) counts.set(value, (counts.get(value) || 0) + 1);
      const values = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      for (const [value, count] of values) {
        const option = make("option", value + " (" + count + ")");
        option.value = value;
        select.append(option);
      }
      select.disabled = values.length === 0;
    }
  }

  const byText = (field) => (a, b) => a[field].localeCompare(b[field], "en", { numeric: true }) || (a.id < b.id ? -1 : 1);
  const byNumber = (value) => (a, b) => value(b) - value(a) || (a.id < b.id ? -1 : 1);
  const length = (each) => each.a.length + each.more;
  const orders = {
    id: (a, b) => (a.id < b.id ? -1 : 1),
    q: byText("q"),
    source: byText("source"),
    longest: byNumber(length),
    shortest: byNumber((each) => -length(each)),
    times: byNumber((each) => each.times),
    newest: (a, b) => (a.last === b.last ? (a.id < b.id ? -1 : 1) : a.last < b.last ? 1 : -1),
  };

  function choose() {
    const wanted = fold(words.value).split(/\s+/).filter(Boolean);
    found = records.filter((each) =>
      wanted.every((word) => texts.get(each).includes(word) || (word.length >= 4 && each.id.startsWith(word))) &&
      selects.every((select) => !select.value || valuesOf(each, select.dataset.field).includes(select.value)));
    found.sort(orders[order.value]);
    page = 0;
    show();
  }

  function show() {
    const last = Math.max(0, Math.ceil(found.length / PAGE) - 1);
    page = Math.min(page, last);
    items.replaceChildren(...found.slice(page * PAGE, (page + 1) * PAGE).map(item));
    at("found").textContent = found.length === records.length ? found.length + (found.length === 1 ? " record" : " records") : found.length + " of " + records.length + " records";
    at("where").textContent = last ? page + 1 + " of " + (last + 1) : "";
    at("back").disabled = page === 0;
    at("next").disabled = page === last;
    document.querySelector(".turn").hidden = last === 0;
  }

  function item(each) {
    const row = make("li"), details = make("details"), summary = make("summary");
    row.id = each.id;
    summary.append(make("span", each.q, "question"), meta(each), make("span", each.a, "start"));
    details.append(summary);
    const fill = () => { if (details.open && details.children.length === 1) details.append(evidence(each)); };
    details.addEventListener("toggle", fill);
    if (open === each.id) { details.open = true; fill(); }
    row.append(details);
    return row;
  }

  function meta(each) {
    const made = make("span", null, "meta");
    made.append(make("span", each.source), make("span", each.asks));
    if (each.times > 1) made.append(make("span", "seen " + each.times + " times"));
    if (each.status !== "current") made.append(make("span", each.status, "tag"));
    for (const flag of each.flags) if (flag !== each.status) made.append(make("span", flag.replace(/_/g, " "), "tag"));
    return made;
  }

  function evidence(each) {
    const made = make("div", null, "evidence");
    made.append(make("p", each.a + (each.more ? " …" : ""), "said"));
    if (each.more) made.append(make("p", each.more.toLocaleString("en") + " more characters are in the release.", "soft small"));
    made.append(facts(each));
    for (const place of each.seen.slice(0, 1)) made.append(...seen(place));
    if (each.times > 1) made.append(...places(each));
    if (each.conflicts.length) made.append(heading("Contradicted by"), ...each.conflicts.map(conflict));
    if (each.history.length) made.append(heading("All answers to this question, the earliest first"), ...each.history.map((one) => answer(one, each)));
    if (each.variants) made.append(heading(each.variants === 1 ? "One merged variant" : each.variants + " merged variants"), ...each.merged.map(variant));
    if (each.variants > each.merged.length) made.append(make("p", each.variants - each.merged.length + " more are in the table merged.", "soft small"));
    return made;
  }

  const heading = (text) => make("h3", text);

  function facts(each) {
    const made = make("dl", null, "keys");
    const add = (name, value) => { const cell = make("dd"); cell.append(value); made.append(make("dt", name), cell); };
    add("Id", make("span", each.id, "id"));
    add("Cites", each.cited ? link(each.cited) : each.source);
    add("Kind", each.asks + ", " + each.form + ", " + each.language);
    if (each.first) add("Seen", each.first === each.last ? each.first : each.first + " to " + each.last);
    if (each.by) add("Superseded by", toRecord(each.by));
    if (each.edited) add("Edited from", each.edited);
    return made;
  }

  function seen(place) {
    const where = make("p", null, "small");
    where.append(make("span", place.path), document.createTextNode(" at "), make("code", place.locator), document.createTextNode(" (" + place.format + ")"));
    if (place.page) where.append(document.createTextNode(", "), link(place.page));
    const title = heading("Where it was read");
    if (!place.lines.length) return [title, where];
    const raw = make("div", null, "raw");
    for (const [number, parts] of place.lines) {
      const line = make("div", null, "line"), text = make("span");
      for (const [kind, part] of parts) text.append(kind ? make("mark", part, kind) : document.createTextNode(part));
      line.append(make("span", number === null ? "" : number), text);
      raw.append(line);
    }
    return [title, where, raw];
  }

  function places(each) {
    const list = make("ul", null, "plain");
    for (const place of each.seen.slice(1)) {
      const one = make("li", null, "small");
      one.append(place.page ? link(place.page) : make("span", place.path), document.createTextNode(" at "), make("code", place.locator));
      if (place.date) one.append(document.createTextNode(", " + place.date));
      list.append(one);
    }
    const more = each.times - each.seen.length;
    if (more > 0) list.append(make("li", more + " more in the table sightings", "small soft"));
    return list.children.length ? [heading("Also seen"), list] : [];
  }

  function conflict(each) {
    const made = make("div", null, "other"), about = make("p", null, "small soft");
    about.append(toRecord(each.id), document.createTextNode(", " + (each.relation === "later" ? "of a later or earlier version of the page" : "of another source") + ": " + each.differs + " “" + (each.words[0] || "nothing") + "” here, “" + (each.words[1] || "nothing") + "” there"));
    made.append(about, make("p", each.answer, "said"));
    return made;
  }

  function answer(each, current) {
    const made = make("div", null, "other"), about = make("p", null, "small soft");
    about.append(make("span", each.status, "tag"), document.createTextNode(" "), each.id === current.id ? make("span", "this answer") : toRecord(each.id));
    if (each.first) about.append(document.createTextNode(", seen " + (each.first === each.last ? each.first : each.first + " to " + each.last)));
    made.append(about, make("p", each.answer, "said"));
    return made;
  }

  function changes(pieces) {
    const made = make("p", null, "said");
    const names = { kept: "span", old: "del", new: "ins" };
    for (const [kind, text] of pieces) made.append(make(names[kind], text));
    return made;
  }

  function variant(each) {
    const made = make("div", null, "other");
    const differs = each.differs.length ? ", differs in " + each.differs.join(", ") : "";
    made.append(make("p", each.method + ", " + Math.round(100 * each.alike) + " % alike" + differs + (each.path ? ", " + each.path : ""), "small soft"));
    if (each.question.length) made.append(changes(each.question));
    if (each.answer.length) made.append(changes(each.answer));
    if (!each.question.length && !each.answer.length) made.append(make("p", "The same words.", "small"));
    return made;
  }

  function clear() {
    words.value = "";
    for (const select of selects) select.value = "";
    choose();
  }

  function follow() {
    const id = decodeURIComponent(location.hash.slice(1));
    const wanted = records.find((each) => each.id === id);
    if (!wanted) return;
    if (!found.includes(wanted)) clear();
    open = id;
    page = Math.floor(found.indexOf(wanted) / PAGE);
    show();
    const row = at(id);
    row.scrollIntoView();
    row.querySelector("summary").focus({ preventScroll: true });
  }

  function turn(step) {
    page += step;
    show();
    at("records").scrollIntoView();
    const first = items.querySelector("summary");
    if (first) first.focus({ preventScroll: true });
  }

  at("list").hidden = false;
  fillSelects();
  form.addEventListener("input", choose);
  form.addEventListener("change", (event) => { if (event.target !== words) choose(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => { event.preventDefault(); order.value = "id"; clear(); });
  at("back").addEventListener("click", () => turn(-1));
  at("next").addEventListener("click", () => turn(1));
  addEventListener("hashchange", follow);
  choose();
  follow();
})();
