"use strict";
/* Looks for hosts in a list that comes as a script, so that it works from a disk too. */
const MOST = 50;
const field = document.getElementById("find");
const body = document.getElementById("hosts");
const told = document.getElementById("told");
const rest = document.getElementById("rest");
const before = [...body.children];
let hosts = null;

/* The list is a script that calls this. */
function qamillHosts(value) {
  hosts = value;
  find();
}

function load() {
  const script = document.createElement("script");
  script.src = "hosts.js";
  script.onerror = () => { told.textContent = "The list of hosts cannot be loaded."; };
  document.head.append(script);
}

/* What was typed as a host: without protocol, user, www., port and path. */
function hostOf(text) {
  const typed = text.trim().toLowerCase();
  const bare = typed.replace(/^[a-z]+:\/\//, "").replace(/^[^/]*@/, "").replace(/[/?#].*$/, "");
  try {
    return new URL(`http://${bare}`).hostname.replace(/^www\./, "");
  } catch {
    return bare.replace(/^www\./, "");
  }
}

function row([name, records, pages]) {
  const line = document.createElement("tr");
  const head = document.createElement("th");
  head.scope = "row";
  head.textContent = name;
  line.append(head, ...[records, pages].map((count) => {
    const cell = document.createElement("td");
    cell.className = "number";
    cell.textContent = count.toLocaleString("en");
    return cell;
  }));
  return line;
}

function find() {
  const wanted = hostOf(field.value);
  if (rest) rest.hidden = Boolean(wanted);
  if (!wanted) { body.replaceChildren(...before); told.textContent = ""; return; }
  if (!hosts) { told.textContent = "Loading …"; return; }
  const own = hosts.filter(([name]) => name === wanted || name.endsWith(`.${wanted}`));
  const others = hosts.filter(([name]) => name.includes(wanted) && name !== wanted && !name.endsWith(`.${wanted}`));
  const found = [...own, ...others];
  body.replaceChildren(...found.slice(0, MOST).map(row));
  const records = own.reduce((sum, [, count]) => sum + count, 0);
  const pages = own.reduce((sum, [, , count]) => sum + count, 0);
  const is = own.length
    ? `${wanted} is in it: ${records.toLocaleString("en")} ${records === 1 ? "record cites" : "records cite"} it or its hosts, and ${pages.toLocaleString("en")} of its pages ${pages === 1 ? "was" : "were"} read.`
    : `${wanted} is not in it.`;
  told.textContent = found.length > MOST ? `${is} The first ${MOST} of ${found.length.toLocaleString("en")} hosts.` : own.length || !found.length ? is : `${is} Hosts that have it in their name:`;
}

let pause;
field.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(find, 150); });
field.value = new URLSearchParams(location.search).get("q") ?? "";
load();
if (field.value) find();
