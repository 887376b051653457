"use strict";

// Reads what the page shows, hides, orders and counts it. Fetches nothing, and takes nothing for HTML.

const FACETS = ["area", "year", "status", "kind", "tag"];
const NAMES = ["q", ...FACETS, "sort"];
const SEARCHED = ".title, .formal, .byline, .summary, .takeaway, .chips, .abstract";
const THEME = "readinglist-theme";
const LONGEST_LABEL = 50;
const PAUSE = 250; // milliseconds without a key after which the address tells what was typed

// Letters that Unicode does not take apart into a base and a mark, folded as the program itself does.
const LETTERS = { ø: "o", ł: "l", đ: "d", ð: "d", ħ: "h", ı: "i", æ: "ae", œ: "oe", þ: "th", ß: "ss", ς: "σ" };
const FOREIGN = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
const APOSTROPHES = /(?<=[\p{L}\p{N}])['’ʼ](?=[\p{L}\p{N}])/gu;
const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g;

const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");
const one = (selector) => document.querySelector(selector);
const menu = (name) => one(`select[name=${name}]`);

// ---- Dark and light: what the system says, until the reader chooses ----

// A page in a file or in a frame may have no storage; then the choice holds for one visit.
function stored(action, ...values) {
  try {
    return localStorage[action](THEME, ...values);
  } catch {
    return null;
  }
}

const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
const showTheme = () => one(".theme").setAttribute("aria-pressed", String(isDark()));

function setTheme(theme) {
  if (theme === "dark" || theme === "light") root.dataset.theme = theme;
  else delete root.dataset.theme;
}

function toggleTheme() {
  const wanted = isDark() ? "light" : "dark";
  const usual = (wanted === "dark") === dark.matches;
  setTheme(usual ? "" : wanted);
  if (usual) stored("removeItem");
  else stored("setItem", wanted);
  showTheme();
}

// ---- Words ----

function folded(text) {
  const bare = text.toLowerCase().normalize("NFKD").replace(/\p{M}+/gu, "").normalize("NFKC").toLowerCase();
  return bare.replace(FOREIGN, (letter) => LETTERS[letter]);
}

// The words of a text, each after a space, so that " wor" finds those that begin with it.
function wordsOf(text) {
  const spaced = folded(text).replace(APOSTROPHES, "").replace(UNSPACED, " $& ");
  return ` ${spaced.replace(/[^\p{L}\p{N}]+/gu, " ").trim()}`;
}

const termsOf = (query) => query.split(/\s+/).map(wordsOf).filter((term) => term !== " ");

// ---- The entries, as the page has them ----

let items = [];
let state = Object.fromEntries(NAMES.map((name) => [name, ""]));
let arranged = "";

const textsOf = (node, selector) => Array.from(node.querySelectorAll(selector), (found) => found.textContent);

function itemOf(node) {
  const { date = "", status, kind, done = "" } = node.dataset;
  const values = {
    area: textsOf(node, ".area"),
    year: date ? [date.slice(0, 4)] : [],
    status: [status],
    kind: [kind],
    tag: textsOf(node, ".tag"),
  };
  return { node, home: node.parentElement, values, date, done, title: textsOf(node, ".title")[0], shown: true };
}

const textOf = (item) => (item.text ||= wordsOf(textsOf(item.node, SEARCHED).join(" ")));

// Makes the words of all entries ready, a few at a time, before anybody types.
function prepare(from) {
  const end = performance.now() + 8;
  let at = from;
  while (at < items.length && performance.now() < end) textOf(items[at++]);
  if (at < items.length) setTimeout(prepare, 0, at);
}

function show(item, shown) {
  if (item.shown !== shown) item.node.hidden = !shown;
  item.shown = shown;
}

// Shows what matches. Returns for each facet how many entries each of its values would leave.
function select() {
  const terms = termsOf(state.q);
  const chosen = FACETS.filter((name) => state[name]);
  const counts = Object.fromEntries(FACETS.map((name) => [name, new Map()]));
  for (const item of items) {
    const hit = terms.every((term) => textOf(item).includes(term));
    const failed = chosen.filter((name) => !item.values[name].includes(state[name]));
    show(item, hit && !failed.length);
    if (!hit || failed.length > 1) continue;
    for (const name of failed.length ? failed : FACETS) {
      for (const value of item.values[name]) counts[name].set(value, (counts[name].get(value) ?? 0) + 1);
    }
  }
  return counts;
}

// ---- Order ----

const collator = new Intl.Collator("en", { numeric: true });
const ORDERS = {
  newest: (a, b) => (a.date < b.date) - (a.date > b.date),
  title: (a, b) => collator.compare(a.title, b.title),
  done: (a, b) => (a.done < b.done) - (a.done > b.done),
};

// As listed, entries stand under their own headings; in any other order under one.
function arrange() {
  if (state.sort === arranged) return;
  arranged = state.sort;
  const flat = one(".flat");
  flat.querySelector("h2").textContent = menu("sort").selectedOptions[0].text;
  const order = arranged ? [...items].sort(ORDERS[arranged]) : items;
  for (const item of order) (arranged ? flat.lastElementChild : item.home).append(item.node);
}

function makeFlat() {
  const section = document.createElement("section");
  const list = document.createElement("ol");
  section.className = "flat";
  list.setAttribute("role", "list");
  section.append(document.createElement("h2"), list);
  one("main").append(section);
}

// A list that comes the newest first needs no second order of that name.
function nameOrders() {
  const [listed, newest, , done] = menu("sort").options;
  if (items.every((item, at) => !at || ORDERS.newest(items[at - 1], item) <= 0)) {
    listed.text = newest.text;
    newest.remove();
  }
  if (!items.some((item) => item.done)) done.remove();
}

// ---- What the controls show ----

function fillFacet(name) {
  const values = [...new Set(items.flatMap((item) => item.values[name]))];
  values.sort(name === "year" ? (a, b) => b - a : collator.compare);
  menu(name).append(...values.map((value) => new Option(value, value)));
  menu(name).parentElement.hidden = values.length < 2;
}

function showFacet(name, counts) {
  menu(name).value = state[name];
  menu(name).classList.toggle("on", Boolean(state[name]));
  for (const option of menu(name).options) {
    if (!option.value) continue;
    const number = counts.get(option.value) ?? 0;
    const text = `${option.value.slice(0, LONGEST_LABEL)} (${number})`;
    if (option.text !== text) option.text = text;
    option.disabled = !number && option.value !== state[name];
  }
}

const counted = (number) => `${number.toLocaleString("en")} ${number === 1 ? "entry" : "entries"}`;

function showCount() {
  const [shown, all] = [items.filter((item) => item.shown).length, items.length];
  const whole = Number(one("main").dataset.whole);
  const rest = whole > all ? `, out of ${whole.toLocaleString("en")} in the whole list` : "";
  one(".count").textContent = (shown < all ? `${shown.toLocaleString("en")} of ` : "") + counted(all) + rest;
  one(".empty").hidden = shown > 0 || !all;
}

function showSections() {
  for (const section of document.querySelectorAll("main > section")) {
    section.hidden = !section.querySelector(".entry:not([hidden])");
  }
}

function showControls(counts) {
  const search = one("input[name=q]");
  if (search.value !== state.q) search.value = state.q;
  menu("sort").value = state.sort;
  for (const name of FACETS) showFacet(name, counts[name]);
  const chosen = FACETS.filter((name) => state[name]).length;
  one(".more").textContent = chosen ? `Filters (${chosen})` : "Filters";
  one(".clear").hidden = !chosen && !state.q;
}

function refresh() {
  showControls(select());
  arrange();
  showSections();
  showCount();
}

// ---- The address keeps what was asked, so that it can be sent to others ----

function readAddress() {
  const hash = location.hash.slice(1);
  if (!hash || hash.includes("=")) {
    const asked = new URLSearchParams(hash);
    for (const name of NAMES) state[name] = asked.get(name) ?? "";
    for (const name of [...FACETS, "sort"]) {
      if (!Array.from(menu(name).options).some((option) => option.value === state[name])) state[name] = "";
    }
  } // else it is the address of one entry, which changes nothing
  refresh();
}

function writeAddress(how) {
  const told = new URLSearchParams(NAMES.filter((name) => state[name]).map((name) => [name, state[name]]));
  try {
    history[how](null, "", `${told}` ? `#${told}` : location.href.split("#")[0]);
  } catch {
    // Some frames have no address of their own, and some browsers allow only so many changes.
  }
}

let typing = 0;

function ask(changes, how) {
  Object.assign(state, changes);
  clearTimeout(typing);
  if (how === "replaceState") typing = setTimeout(writeAddress, PAUSE, how);
  else writeAddress(how);
  refresh();
}

// ---- Keys and clicks ----

function onKey(event) {
  const search = one("input[name=q]");
  if (event.key === "Escape" && event.target === search) {
    event.preventDefault();
    if (search.value) ask({ q: "" }, "replaceState");
    else search.blur();
  } else if (event.key === "/" && !event.target.closest("input, select")) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    search.focus();
    search.select();
  }
}

// A label of an entry narrows the list further; with a key held down it is a link like any other.
function onClick(event) {
  const link = event.target.closest(".chips a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  ask({ [link.className]: link.textContent }, "pushState");
  one("main").scrollIntoView();
}

function clear() {
  ask(Object.fromEntries(["q", ...FACETS].map((name) => [name, ""])), "pushState");
  one("input[name=q]").focus();
}

function listen() {
  const more = () => one(".more").setAttribute("aria-expanded", String(one(".facets").classList.toggle("open")));
  one("input[name=q]").addEventListener("input", (event) => ask({ q: event.target.value }, "replaceState"));
  one(".facets").addEventListener("change", ({ target }) => ask({ [target.name]: target.value }, "pushState"));
  for (const [name, action] of Object.entries({ clear, more, theme: toggleTheme, entries: onClick })) {
    one(`.${name}`).addEventListener("click", action);
  }
  document.addEventListener("keydown", onKey);
  addEventListener("hashchange", readAddress);
  dark.addEventListener("change", showTheme);
}

function start() {
  items = Array.from(document.querySelectorAll(".entry"), itemOf);
  nameOrders();
  FACETS.forEach(fillFacet);
  makeFlat();
  listen();
  showTheme();
  readAddress();
  prepare(0);
}

root.classList.add("live");
setTheme(stored("getItem"));
document.addEventListener("DOMContentLoaded", start);
