"use strict";
/* The search: words are looked up in pieces of the index, which come as scripts, so that it works from a disk too. */
const RESULTS = 20;
const MOST_PIECES = 6; // of words with the same beginning; more of them tell nothing
const SHORTEST_BEGINNING = 3; // letters; a shorter word is looked up as it is
const UNSPACED = "\\u2e80-\\u2fdf\\u3005-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff";
const SIGNS = "\\x00-/:-@\\[-`{-\\xbf\\u00d7\\u00f7\\u0589\\u05be\\u060c\\u061b\\u061f\\u06d4\\u0964\\u0965\\u2000-\\u206f\\u2190-\\u2bff\\u3000-\\u3004\\u3007-\\u3020\\u30fb\\ufe00-\\ufe6f\\uff01-\\uff0f\\uff1a-\\uff20";
const RUN = new RegExp(`[${UNSPACED}]+|[^\\s${SIGNS}${UNSPACED}]+`, "gu");
const STARTS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");
const LONGEST = 40;

const field = document.getElementById("find");
const list = document.getElementById("found");
const told = document.getElementById("told");
const more = document.getElementById("more");
const loading = new Map();
const waiting = new Map();

/* Each piece is a script that calls this. */
function qamill(kind, number, value) {
  waiting.get(`${kind} ${number}`)?.(value);
}

function load(kind, number) {
  const name = `${kind} ${number}`;
  if (!loading.has(name)) {
    loading.set(name, new Promise((resolve, reject) => {
      waiting.set(name, resolve);
      const script = document.createElement("script");
      script.src = `index/${kind}/${Math.floor(number / 500)}/${number}.js`;
      script.onerror = () => { loading.delete(name); reject(new Error(`${script.src} cannot be loaded`)); };
      script.onload = () => script.remove();
      document.head.append(script);
    }));
  }
  return loading.get(name);
}

function wordsOf(text) {
  const plain = text.normalize("NFKD").toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  const words = [];
  for (const run of plain.match(RUN) ?? []) {
    const letters = [...run];
    if (!STARTS_UNSPACED.test(run)) words.push({ text: letters.slice(0, LONGEST).join(""), whole: false });
    else for (let i = 0; i < Math.max(1, letters.length - 1); i += 1) words.push({ text: letters.slice(i, i + 2).join(""), whole: letters.length > 1 });
  }
  return [...new Map(words.map((word) => [word.text, word])).values()];
}

/* The last piece whose first word is not behind a word. */
function pieceOf(firsts, word) {
  let low = 0, high = firsts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= word) low = middle + 1; else high = middle;
  }
  return Math.max(0, low - 1);
}

/* What a word adds to each question that has it, or a word that begins with it. */
async function lookUp(start, word) {
  const scores = new Map();
  if (!start.firsts.length) return { scores, isCommon: false };
  const byBeginning = !word.whole && word.text.length >= SHORTEST_BEGINNING;
  const first = pieceOf(start.firsts, word.text);
  const last = byBeginning ? pieceOf(start.firsts, `${word.text}\uffff`) : first;
  const numbers = Array.from({ length: Math.min(last - first + 1, MOST_PIECES) }, (_, i) => first + i);
  let isCommon = false;
  for (const piece of await Promise.all(numbers.map((number) => load("words", number)))) {
    for (const [found, count, differences] of piece) {
      const isWhole = found === word.text;
      if (!isWhole && !(byBeginning && found.startsWith(word.text))) continue;
      if (count > differences.length) isCommon ||= isWhole;
      const weight = Math.log(1 + start.questions / count) * (isWhole ? 1 : 0.4);
      let posting = 0;
      for (const difference of differences) {
        posting += difference;
        const score = weight * (posting & 1 ? 3 : 1);
        const question = posting >> 1;
        if (score > (scores.get(question) ?? 0)) scores.set(question, score);
      }
    }
  }
  return { scores, isCommon };
}

/* The numbers of the questions that have all words, the best first. Of words that most questions have, what is known adds to that. */
function ranked(found) {
  const telling = found.filter((word) => !word.isCommon);
  const needed = telling.length ? telling : [];
  const base = needed.length ? needed.reduce((one, other) => (other.scores.size < one.scores.size ? other : one)).scores
    : new Map(found.flatMap((word) => [...word.scores]));
  const totals = [];
  for (const question of base.keys()) {
    if (!needed.every((word) => word.scores.has(question))) continue;
    totals.push([question, found.reduce((sum, word) => sum + (word.scores.get(question) ?? 0), 0)]);
  }
  return totals.sort((one, other) => other[1] - one[1] || one[0] - other[0]).map(([question]) => question);
}

let latest = 0;
let results = [];
let shown = 0;

async function search() {
  const turn = ++latest;
  const words = wordsOf(field.value);
  remember(field.value);
  if (!words.length) { results = []; show(turn, ""); return; }
  told.textContent = "Searching …";
  try {
    const start = await load("start", 0);
    const found = await Promise.all(words.map((word) => lookUp(start, word)));
    if (turn !== latest) return;
    results = ranked(found);
    const count = results.length.toLocaleString("en");
    const isEvery = found.some((word) => !word.isCommon);
    await show(turn, results.length ? `${isEvery ? count : `The first ${count}`} ${results.length === 1 ? "question" : "questions"}.` : "No question has all of these words, nor its answers.");
  } catch (error) {
    if (turn === latest) told.textContent = `The search does not work: ${error.message}.`;
  }
}

async function show(turn, words) {
  const rows = await rowsOf(results.slice(0, RESULTS));
  if (turn !== latest) return;
  list.replaceChildren(...rows.map(item));
  shown = rows.length;
  told.textContent = words;
  more.hidden = shown >= results.length;
}

async function showMore() {
  const turn = latest;
  const rows = await rowsOf(results.slice(shown, shown + RESULTS));
  if (turn !== latest) return;
  const items = rows.map(item);
  list.append(...items);
  shown += rows.length;
  more.hidden = shown >= results.length;
  items[0]?.querySelector("a").focus();
}

async function rowsOf(questions) {
  const { shown: each } = await load("start", 0);
  return Promise.all(questions.map(async (number) => (await load("shown", Math.floor(number / each)))[number % each]));
}

function item([id, text, beginning, answers]) {
  const row = document.createElement("li");
  const link = document.createElement("a");
  link.href = `questions/${id.slice(0, 2)}/${id}.html`;
  link.className = "question";
  link.dir = "auto";
  link.textContent = text;
  row.append(link, small(beginning));
  if (answers > 1) row.append(small(`${answers.toLocaleString("en")} answers`));
  return row;
}

function small(text) {
  const line = document.createElement("p");
  line.className = "soft small";
  line.dir = "auto";
  line.textContent = text;
  return line;
}

/* The address says what was searched for, so that going back finds it again. */
function remember(words) {
  try {
    history.replaceState(null, "", words ? `?${new URLSearchParams({ q: words })}` : location.pathname);
  } catch { /* a browser may forbid it for files; the search works without */ }
}

let pause;
field.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(search, 150); });
field.form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(pause); search(); });
more.addEventListener("click", showMore);
field.value = new URLSearchParams(location.search).get("q") ?? "";
if (field.value) search(); else field.focus();
