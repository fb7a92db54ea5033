"use strict";
// Draws the report from its data. Whatever comes from a document reaches the page as text of a node, never as markup.
const data = JSON.parse(document.getElementById("data").textContent);
const words = data.words;
const page = document.getElementById("page");
const BATCH = 30; // facts that are drawn together
const QUOTE = 70; // characters of a sentence on either side of its figure
const LABELS = 10; // points of a plot that are labelled
const LABEL = 120; // room that a label takes
const SYMBOLS = { error: "✗", warning: "?", note: "→", none: "=" };
const SVG = "http://www.w3.org/2000/svg";

function element(name, options = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(options)) {
    if (key === "text") made.textContent = value;
    else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

function drawn(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

const filled = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const segment = (claim) => data.documents[claim.document].segments[claim.segment];

// --- What is shown

const state = { shown: [], drawn: 0, current: -1, read: null };
let texts = null; // what is searched of each fact, made when somebody searches
const searched = () => data.facts.map((fact) =>
  [
    fact.label,
    ...fact.claims.flatMap((at) => {
      const claim = data.claims[at];
      return [claim.text, claim.period, data.documents[claim.document].name, data.documents[claim.document].title,
        segment(claim).slice(claim.quote[0], claim.quote[1])];
    }),
    ...fact.differences.flatMap((each) => [each.rule, each.why, ...each.ids]),
  ].join("\n").toLowerCase());

function filter() {
  const severities = new Set([...form.querySelectorAll("[name=severity]:checked")].map((box) => box.value));
  const chosen = form.elements.document.value;
  const least = Number(form.elements.confidence.value) / 100;
  const asked = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
  if (asked.length) texts ??= searched();
  form.querySelector("output").textContent = least.toFixed(2);
  state.shown = [];
  data.facts.forEach((fact, at) => {
    if (!severities.has(fact.severity) || fact.confidence < least) return;
    if (chosen !== "" && !fact.claims.some((claim) => data.claims[claim].document === Number(chosen))) return;
    if (asked.every((word) => texts[at].includes(word))) state.shown.push(fact);
  });
  state.drawn = 0;
  state.current = -1;
  list.replaceChildren();
  more();
  count.textContent = filled(words.shown, { count: state.shown.length, all: data.facts.length });
}

function more(all = false) {
  const end = all ? state.shown.length : Math.min(state.drawn + BATCH, state.shown.length);
  list.append(...state.shown.slice(state.drawn, end).map(card));
  state.drawn = end;
  rest.hidden = end >= state.shown.length;
}

// --- A fact

function card(fact) {
  const struck = new Set(fact.differences.filter((each) => each.conflict).flatMap((each) => [...each.left, ...each.right]));
  const heading = `h-${fact.id}`;
  const article = element("article", { class: `fact ${fact.severity}`, tabindex: "-1", id: fact.id, "aria-labelledby": heading },
    element("header", {},
      element("span", { class: "badge", text: `${SYMBOLS[fact.severity]} ${words[fact.severity]}` }),
      element("h2", { id: heading, text: fact.label }),
      element("span", { class: "faint small", text: filled(words.confidence, { value: fact.confidence.toFixed(2) }) })),
    element("div", { class: "body" }, values(fact, struck), ...differences(fact, true), plot(fact, struck), explained(fact)));
  article.addEventListener("focus", () => { state.current = state.shown.indexOf(fact); });
  return article;
}

function values(fact, struck) {
  const head = ["", words.value, words.time, words.text, words.place]
    .map((name) => element("th", { scope: "col" }, name || element("span", { class: "hidden", text: words.number })));
  const rows = fact.claims.map((at, number) => {
    const claim = data.claims[at];
    const source = data.documents[claim.document];
    return element("tr", { class: struck.has(number) ? "struck" : null },
      element("td", { class: "number", text: `[${number + 1}]` }),
      element("td", { class: "value", text: claim.text }),
      element("td", { class: "time", text: claim.period }),
      element("td", {}, ...sentence(claim)),
      element("td", { class: "place" },
        source.title ? element("span", { class: "name", text: source.title }) : "",
        " ", element("span", { class: "faint", text: claim.place })));
  });
  return element("table", {},
    element("caption", { class: "hidden", text: fact.label }),
    element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows));
}

function sentence(claim) {
  const text = segment(claim);
  const [start, end] = claim.quote;
  const from = Math.max(start, claim.start - QUOTE);
  const to = Math.min(end, claim.end + QUOTE);
  const flat = (piece) => piece.replace(/\s+/g, " ");
  return [
    (from > start ? "…" : "") + flat(text.slice(from, claim.start)).trimStart(),
    element("mark", { text: flat(text.slice(claim.start, claim.end)) }),
    flat(text.slice(claim.end, to)).trimEnd() + (to < end ? "…" : ""),
  ];
}

function explained(fact) {
  const shifts = differences(fact, false);
  if (!shifts.length) return "";
  return element("details", {}, element("summary", { text: filled(words.shifts, { count: shifts.length }) }), ...shifts);
}

function differences(fact, conflict) {
  return fact.differences.filter((each) => each.severity !== "none" && each.conflict === conflict).map((each) => {
    const names = (side) => side.map((number) => `[${number + 1}]`).join(" ");
    const between = each.conflict ? " ≠ " : " → ";
    const about = [filled(words.rule, { rule: each.rule }), filled(words.confidence, { value: each.confidence.toFixed(2) })];
    if (each.ids.length > 1) about.push(filled(words.pairs, { count: each.ids.length }));
    if (each.advice) about.push(each.advice);
    const command = each.ids.map((id, at) => `factcheck accept ${id} --reason "${words["your-reason"]}" --pair ${token(fact, each.pairs[at])}`).join("\n");
    const code = element("code", { text: command, hidden: true, tabindex: "0" });
    const copy = element("button", { type: "button", text: words.accept, onclick: () => copied(copy, code) });
    return element("div", { class: "difference" },
      element("p", {}, element("span", { class: "sides", text: names(each.left) + between + names(each.right) }), each.why),
      element("p", { class: "faint small", text: about.join(words.separator) }),
      element("div", { class: "actions" },
        element("button", { type: "button", text: words.read, onclick: () => read(fact, each) }), copy, code));
  });
}

// What both sides of a pair are, in letters that no shell takes for its own.
function token(fact, pair) {
  const sides = pair.flatMap((number) => {
    const claim = data.claims[fact.claims[number]];
    return [data.documents[claim.document].name, claim.text];
  });
  const bytes = new TextEncoder().encode(JSON.stringify([fact.label, ...sides]));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

async function copied(button, code) {
  code.hidden = false;
  getSelection().selectAllChildren(code);
  let done = false;
  try {
    await navigator.clipboard.writeText(code.textContent);
    done = true;
  } catch {
    done = document.execCommand("copy");
  }
  button.textContent = done ? words.copied : words["copy-by-hand"];
  setTimeout(() => { button.textContent = words.accept; }, 3000);
}

// --- A fact over time

function plot(fact, struck) {
  const points = fact.claims
    .map((at, number) => ({ claim: data.claims[at], struck: struck.has(number) }))
    .filter(({ claim }) => claim.at !== null && claim.low !== null && claim.axis === fact.axis)
    .sort((one, other) => one.claim.at - other.claim.at);
  const times = points.map(({ claim }) => claim.at);
  if (points.length < 3 || new Set(times).size < 2) return "";
  const [width, height, left, right, top, bottom] = [600, 180, 10, 20, 30, 30];
  const ends = points.flatMap(({ claim }) => [claim.low, claim.high]);
  const [first, last, least, most] = [Math.min(...times), Math.max(...times), Math.min(...ends), Math.max(...ends)];
  const x = (at) => left + (at - first) / (last - first) * (width - left - right);
  const y = (value) => (most === least ? (top + height - bottom) / 2 : height - bottom - (value - least) / (most - least) * (height - top - bottom));
  const caption = filled(words.plot, { count: points.length });
  const picture = drawn("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${fact.label}: ${caption}` });
  picture.append(drawn("line", { class: "axis", x1: left, x2: width - right, y1: height - bottom + 8, y2: height - bottom + 8 }));
  for (const [at, anchor] of [[first, "start"], [last, "end"]]) {
    const day = new Date(at * 864e5).toISOString().slice(0, 7);
    picture.append(drawn("text", { class: "scale", x: x(at), y: height - 4, "text-anchor": anchor }, day));
  }
  const middle = ({ claim }) => [x(claim.at), y((claim.low + claim.high) / 2)];
  picture.append(drawn("polyline", { class: "series", points: points.filter((point) => !point.struck).map((point) => middle(point).join(",")).join(" ") }));
  let [above, below] = [-Infinity, -Infinity];
  points.forEach((point, number) => {
    const [px, py] = middle(point);
    const { claim } = point;
    if (claim.low !== claim.high) picture.append(drawn("line", { class: "reach", x1: px, x2: px, y1: y(claim.low), y2: y(claim.high) }));
    const shape = point.struck
      ? drawn("path", { class: "point struck", d: `M${px},${py - 7}l7,7l-7,7l-7,-7z` })
      : drawn("circle", { class: "point", cx: px, cy: py, r: 5 });
    shape.append(drawn("title", {}, `${claim.text}, ${claim.period}`));
    picture.append(shape);
    if (points.length > LABELS && !point.struck && number < points.length - 1) return;
    const over = px - above >= LABEL;
    if (!over && px - below < LABEL) return;
    if (over) above = px;
    else below = px;
    const [x, anchor] = px > width * 0.6 ? [px + 9, "end"] : [px - 5, "start"];
    const label = { class: point.struck ? "struck-label" : "", x, y: over ? py - 11 : py + 22, "text-anchor": anchor };
    picture.append(drawn("text", label, claim.text));
  });
  return element("figure", {}, picture, element("figcaption", { text: caption }));
}

// --- Two texts side by side

const panes = [0, 1].map(() => ({ head: element("header"), text: element("div", { class: "reading", tabindex: "0" }) }));
const reader = {
  title: element("h2", { id: "reader-title" }),
  why: element("p"),
  step: (by) => element("button", { type: "button", text: by < 0 ? words.previous : words.next, onclick: () => step(by) }),
};
const dialog = element("dialog", { "aria-labelledby": "reader-title" },
  element("header", {}, reader.title, reader.step(-1), reader.step(1),
    element("button", { type: "button", text: words.close, onclick: () => dialog.close() })),
  reader.why,
  element("div", { class: "panes" }, ...panes.map(({ head, text }) => element("section", { class: "pane" }, head, text))));

function read(fact, difference) {
  state.read = { fact, difference };
  reader.title.textContent = `${words[difference.severity]}${words.colon}${fact.label}`;
  reader.why.textContent = difference.why;
  const sides = difference.pairs[0].map((number) => data.claims[fact.claims[number]]);
  if (!dialog.open) dialog.showModal();
  panes.forEach((pane, number) => show(pane, sides[number], sides[1 - number], fact));
  if (!dialog.contains(document.activeElement) || document.activeElement.matches("header button:first-of-type")) panes[0].text.focus();
}

function show(pane, claim, opposite, fact) {
  const source = data.documents[claim.document];
  pane.head.replaceChildren(
    element("strong", { text: source.title || source.name }),
    element("span", { class: "faint small", text: [claim.place, source.date, claim.period].join(words.separator) }));
  pane.text.setAttribute("aria-label", source.name);
  const others = fact.claims.map((at) => data.claims[at])
    .filter((other) => other !== claim && other.document === claim.document);
  let figure = null;
  const parts = source.segments.flatMap((text, at) => {
    const marks = [claim, ...others].filter((each) => each.segment === at).sort((one, other) => one.start - other.start);
    const pieces = at ? [element("div", { class: "gap", text: words.gap })] : [];
    let done = 0;
    for (const each of marks) {
      if (each.start < done) continue;
      const mark = element("mark", { class: each === claim || each === opposite ? null : "other", text: text.slice(each.start, each.end) });
      if (each === claim) figure = mark;
      pieces.push(text.slice(done, each.start), mark);
      done = each.end;
    }
    pieces.push(text.slice(done));
    return pieces;
  });
  pane.text.replaceChildren(...parts);
  if (figure) pane.text.scrollTop = figure.offsetTop - pane.text.offsetTop - pane.text.clientHeight / 2;
}

// What there is to read of a fact: pairs that agree only where there is nothing else.
const readable = (fact) => fact.differences.filter((each) => each.severity === fact.severity || each.severity !== "none");

function step(by) {
  let { fact, difference } = state.read;
  let number = state.shown.indexOf(fact);
  let at = readable(fact).indexOf(difference) + by;
  while (fact && !readable(fact)[at]) {
    number += by;
    fact = state.shown[number];
    at = fact && by < 0 ? readable(fact).length - 1 : 0;
  }
  if (fact) {
    select(number);
    read(fact, readable(fact)[at]);
  }
}

// --- The page

const count = element("p", { class: "faint", role: "status", "aria-live": "polite" });
const list = element("div");
const rest = element("button", { type: "button", text: words.more, onclick: () => more() });
const severities = ["error", "warning", "note", "none"].filter((name) => data.facts.some((fact) => fact.severity === name));
const form = element("form", { class: "filters", role: "search", onsubmit: (event) => event.preventDefault(), oninput: filter },
  element("fieldset", {}, element("legend", { text: words.status }),
    ...severities.map((name) => element("label", {},
      element("input", { type: "checkbox", name: "severity", value: name, checked: name !== "none" || severities.length === 1 }),
      ` ${SYMBOLS[name]} ${words[name]}`))),
  element("label", { class: "field" }, element("span", { text: words.document }),
    element("select", { name: "document", onchange: filter }, element("option", { value: "", text: words.all }),
      ...data.documents.map((each, at) => [each, at]).filter(([each]) => each.segments.length)
        .map(([each, at]) => element("option", { value: at, text: each.name })))),
  element("label", { class: "field" }, element("span", { text: words.least }),
    element("input", { type: "range", name: "confidence", min: 0, max: 100, step: 5, value: 0 }), element("output", { text: "0.00" })),
  element("label", { class: "field text" }, element("span", { text: words.search }),
    element("input", { type: "search", name: "text", "aria-keyshortcuts": "f", autocomplete: "off" })));

function select(number) {
  if (number < 0 || number >= state.shown.length) return;
  while (state.drawn <= number) more();
  state.current = number;
  const chosen = list.children[number];
  chosen.focus({ preventScroll: true });
  chosen.scrollIntoView({ block: "start" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.matches("input[type=search], select");
  if (event.target === form.elements.text && event.key === "Enter" && !event.isComposing) {
    event.preventDefault();
    return select(0);
  }
  if (typing || (event.target.matches("button, summary, input") && event.key === "Enter")) return;
  if (event.key === "j" || event.key === "k") {
    event.preventDefault();
    if (dialog.open) step(event.key === "j" ? 1 : -1);
    else select(Math.max(state.current + (event.key === "j" ? 1 : -1), 0));
  } else if (event.key === "f" && !dialog.open) {
    event.preventDefault();
    form.elements.text.focus();
  } else if (event.key === "Enter" && !dialog.open && state.current >= 0) {
    const fact = state.shown[state.current];
    if (readable(fact).length) read(fact, readable(fact)[0]);
  }
});
addEventListener("beforeprint", () => more(true));

function listed(title, lines) {
  if (!lines.length) return "";
  return element("details", { class: "small" }, element("summary", { text: title }),
    element("ul", { class: "plain" }, ...lines.map((line) => element("li", { text: line }))));
}

page.append(
  element("h1", { text: words.title }),
  element("p", { class: "sums" }, element("strong", { text: data.sums[0] })),
  element("p", { class: "faint", text: data.sums[1] }),
  data.accepted ? element("p", { class: "faint", text: data.accepted }) : "",
  listed(words.documents, data.documents.map((each) => [each.name, each.date, ...each.notes].join(words.separator))),
  listed(words.stale, data.stale),
  listed(words.skipped, data.skipped),
  form, count, list, rest,
  element("p", { class: "faint small keys" }, ...data.keys.flatMap(([key, what]) => [element("kbd", { text: key }), ` ${what}　`])),
  dialog);
filter();
new IntersectionObserver((seen) => { if (seen.some((each) => each.isIntersecting)) more(); }, { rootMargin: "800px" }).observe(rest);
document.documentElement.dataset.ready = "yes";
