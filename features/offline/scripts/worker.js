// Keeps chosen pages readable while the line is down, and holds notes until it is back.
// It is at work only on devices on which somebody asked for it (page /c/<company>/offline).
"use strict";

const PAGES = "hikeshi-pages";
const FILES = "hikeshi-files";
const KEPT_AT = "x-hikeshi-kept-at";
const PATIENCE = 6_000; // milliseconds until a kept page is shown instead of waiting for the line
const FRESH = 10 * 60_000; // milliseconds after which the kept pages are fetched again
const OLDEST = 30 * 24 * 3_600_000; // milliseconds after which a copy is deleted unread
const AT_ONCE = 50; // notes in one message, as many as the server takes
const COMPANY = /^\/c\/([0-9a-f-]{36})(?:\/|$)/;
const TIMELINE = /^\/c\/[0-9a-f-]{36}\/incidents\/([0-9a-f-]{36})\/timeline$/;
const PART = /\/incidents\/[^/]+\/|^\/help\/[^/]+\//;
const INCIDENT = /^(\/c\/[0-9a-f-]{36}\/incidents\/[0-9a-f-]{36})(?:\/|$)/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("sync", (event) => event.waitUntil(sendNotes()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "GET" && url.pathname.startsWith("/assets/")) {
    event.respondWith(file(request));
  } else if (request.method === "GET" && request.mode === "navigate") {
    event.respondWith(page(event, url));
  } else if (request.method === "POST" && request.mode === "navigate" && isPlainForm(request)) {
    event.respondWith(form(event, url));
  }
});

self.addEventListener("message", (event) => {
  const { type, company, id } = event.data;
  const acts = {
    keep: () => keep(company),
    forget: () => forget(company),
    send: () => sendNotes(),
    drop: () => write("notes", (store) => store.delete(id)),
    state: () => null,
  };
  const done = Promise.resolve(acts[type]?.()).catch((error) => ({ error: String(error) }));
  event.waitUntil(done.then(async (result) => {
    event.ports[0]?.postMessage({ ...(await stateOf(company)), error: result?.error ?? null });
  }));
});

// ---- pages ----

/** Styles, fonts and pictures: their addresses change with their content, so a copy never ages. */
async function file(request) {
  const files = await caches.open(FILES);
  const kept = await files.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await files.put(request, response.clone());
  return response;
}

/** A page from the line; the kept copy, marked as such, when there is no line. */
async function page(event, url) {
  const kept = await keptPage(url);
  try {
    const response = await (kept ? inTime(fetch(event.request)) : fetch(event.request));
    if (isFromServer(response) || !kept) {
      event.waitUntil(afterPage(url, response.clone()));
      return response;
    }
  } catch {
    // No line: below.
  }
  return kept ? marked(kept, url) : nothing(url);
}

async function keptPage(url) {
  const pages = await caches.open(PAGES);
  const plain = [...url.searchParams.keys()].every((key) => key === "entry" || key === "done");
  const kept = await pages.match(url.href, { ignoreSearch: plain });
  if (!kept || Date.now() - Date.parse(kept.headers.get(KEPT_AT)) < OLDEST) return kept;
  await pages.delete(url.href, { ignoreSearch: plain });
  return undefined;
}

/** Fails when the answer takes longer than a person in trouble waits. */
function inTime(answer) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("late")), PATIENCE));
  return Promise.race([answer, late]);
}

/** Whether our server answered, and not a proxy that does not reach it. */
function isFromServer(response) {
  return response.type === "opaqueredirect" || response.headers.has("x-request-id");
}

/** After a page came over the line: its copy is renewed, held notes are sent. */
async function afterPage(url, response) {
  const record = await recordFor(url);
  if (!record || !isFromServer(response)) return;
  if (record.pages.includes(url.pathname) && url.search === "") await put(url.href, response);
  await sendNotes();
  if (Date.now() - record.keptAt > FRESH) await keep(record.company);
}

/** Keeps a page with the time of fetching. */
async function put(href, response) {
  if (!response.ok || response.redirected) return false;
  if (!(response.headers.get("content-type") ?? "").startsWith("text/html")) return false;
  const headers = new Headers(response.headers);
  headers.set(KEPT_AT, new Date().toISOString());
  const pages = await caches.open(PAGES);
  await pages.put(href, new Response(await response.blob(), { headers }));
  return true;
}

/** Fetches all pages of a company anew. What the person may no longer see is forgotten. */
async function keep(company) {
  const answer = await fetch(`/c/${company}/offline/list`, { redirect: "manual" });
  if (answer.status === 403 || answer.status === 404) return forget(company);
  if (!answer.ok) throw new Error(`list ${answer.status}`);
  const list = await answer.json();
  await forgetOthers(list.person);
  const before = (await read("companies", company))?.pages ?? [];
  const record = { ...list, keptAt: Date.now() };
  await write("companies", (store) => store.put(record));
  const gone = before.filter((path) => !list.pages.includes(path));
  const waiting = [...list.pages];
  await Promise.all([1, 2, 3, 4].map(() => fetchAll(waiting, gone)));
  const pages = await caches.open(PAGES);
  for (const path of gone) await pages.delete(path);
  await keepFiles();
  return record;
}

async function fetchAll(waiting, gone) {
  while (waiting.length > 0) {
    const path = waiting.shift();
    const response = await fetch(path, { redirect: "manual", cache: "no-store" });
    if (response.status === 403 || response.status === 404) gone.push(path);
    else await put(path, response);
  }
}

/** The styles, scripts and pictures that the kept pages name; those of an older program go. */
async function keepFiles() {
  const pages = await caches.open(PAGES);
  const files = await caches.open(FILES);
  const wanted = new Set();
  for (const key of await pages.keys()) {
    const text = await (await pages.match(key)).text();
    for (const [, path] of text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)) wanted.add(path);
  }
  const folders = new Set([...wanted].map(folderOf));
  for (const request of await files.keys()) {
    if (!folders.has(folderOf(new URL(request.url).pathname))) await files.delete(request);
  }
  for (const path of wanted) {
    const response = await file(new Request(path));
    if (path.endsWith(".css")) await keepFonts(path, await response.text(), files);
  }
}

/** A page without its fonts is unreadable where the device has none of the language. */
async function keepFonts(sheet, text, files) {
  const waiting = [...text.matchAll(/url\("([^"]+\.woff2)"\)/g)].map(([, name]) => (
    new URL(name, new URL(sheet, self.location.origin)).href
  ));
  const next = async () => {
    while (waiting.length > 0) {
      const font = waiting.shift();
      if (!(await files.match(font))) await file(new Request(font));
    }
  };
  await Promise.all([1, 2, 3, 4].map(next));
}

function folderOf(path) {
  return path.split("/").slice(0, 3).join("/");
}

async function forget(company) {
  const record = await read("companies", company);
  const pages = await caches.open(PAGES);
  for (const path of record?.pages ?? []) await pages.delete(path);
  await write("companies", (store) => store.delete(company));
  return null;
}

/** A device that changed hands shows nothing of the person before; notes stay, but are not shown. */
async function forgetOthers(person) {
  for (const record of await all("companies")) {
    if (record.person !== person) await forget(record.company);
  }
}

async function forgetAll() {
  for (const record of await all("companies")) await forget(record.company);
  await caches.delete(PAGES);
}

// ---- notes ----

function isPlainForm(request) {
  return (request.headers.get("content-type") ?? "").startsWith("application/x-www-form-urlencoded");
}

/** A form goes out over the line. Without a line, a note is held; of anything else it is said that
 *  it was not sent, and what was typed is shown. */
async function form(event, url) {
  const fields = new URLSearchParams(await event.request.clone().text());
  try {
    const response = await fetch(event.request);
    if (isFromServer(response)) {
      if (fields.has("form")) await write("forms", (store) => store.put({ id: fields.get("form") }));
      if (url.pathname === "/sign-out") await forgetAll();
      else event.waitUntil(sendNotes());
      return response;
    }
  } catch {
    // No line: below.
  }
  if (url.pathname === "/sign-out") await forgetAll();
  const record = await recordFor(url);
  const incident = TIMELINE.exec(url.pathname)?.[1];
  if (!record || !record.may_write || !incident || !fields.get("line")?.trim()) {
    return unsent(record, url, fields);
  }
  await hold(record, incident, fields);
  return held(record, url, fields.get("line"));
}

/** Puts a note where it survives the browser and the device being switched off. */
async function hold(record, incident, fields) {
  const note = {
    id: await unusedId(fields.get("form")),
    company: record.company,
    person: record.person,
    incident,
    kind: fields.get("kind") ?? "",
    line: fields.get("line"),
    writtenAt: new Date().toISOString(),
    state: "waiting",
    reason: "",
  };
  await write("notes", (store) => store.put(note));
  await self.registration.sync?.register("notes").catch(() => {});
}

/** The form's own id, so that a line which did arrive after all is not written twice. A page that
 *  was kept has the same id each time it is shown: from the second note on there is a new one. */
async function unusedId(id) {
  const isId = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(id ?? "");
  if (isId && !(await read("forms", id))) {
    await write("forms", (store) => store.put({ id }));
    return id;
  }
  return crypto.randomUUID();
}

let sending = Promise.resolve();

/** Sends what is held, one attempt after the other. */
function sendNotes() {
  sending = sending.catch(() => {}).then(sendWaiting);
  return sending;
}

async function sendWaiting() {
  for (const record of await all("companies")) {
    const mine = (note) => note.company === record.company && note.person === record.person;
    const notes = (await all("notes")).filter((note) => mine(note) && note.state === "waiting");
    notes.sort((a, b) => a.writtenAt.localeCompare(b.writtenAt));
    while (notes.length > 0) {
      if (!(await sendSome(record, notes.splice(0, AT_ONCE)))) break;
    }
  }
}

/** Whether the server took or refused them; `false` when it is to be tried again later. */
async function sendSome(record, notes) {
  const body = JSON.stringify({
    person: record.person,
    sent_at: new Date().toISOString(),
    notes: notes.map(({ id, incident, kind, line, writtenAt }) => ({
      id, incident, kind, line, written_at: writtenAt,
    })),
  });
  const headers = { "content-type": "application/json" };
  const request = { method: "POST", body, headers, redirect: "manual" };
  const answer = await fetch(`/c/${record.company}/offline/notes`, request).catch(() => null);
  if (!answer?.ok) return false;
  const { notes: taken } = await answer.json();
  const byId = new Map(notes.map((note) => [note.id, note]));
  for (const { id, state, reason } of taken) {
    const note = byId.get(id);
    if (!note) continue;
    if (state === "kept") await write("notes", (store) => store.delete(id));
    else await write("notes", (store) => store.put({ ...note, state: "refused", reason: reason ?? "" }));
  }
  const kept = taken.filter(({ state }) => state === "kept").length;
  if (kept > 0) {
    const now = (await read("companies", record.company)) ?? record;
    await write("companies", (store) => store.put({ ...now, sent: { count: kept, at: Date.now() } }));
  }
  return true;
}

/** What the page of this company shows about this device. */
async function stateOf(company) {
  const record = (await read("companies", company)) ?? null;
  const notes = await all("notes");
  const mine = notes.filter((n) => n.company === company && n.person === record?.person);
  let kept = 0;
  const pages = await caches.open(PAGES);
  for (const path of record?.pages ?? []) if (await pages.match(path)) kept += 1;
  return {
    keptAt: record?.keptAt ?? null,
    pages: kept,
    wanted: record?.pages.length ?? 0,
    sent: record?.sent ?? null,
    notes: mine.sort((a, b) => a.writtenAt.localeCompare(b.writtenAt)),
    others: notes.length - mine.length,
  };
}

// ---- what is shown without a line ----

/** The record of the company whose page this is; of the only company for pages of nobody's. */
async function recordFor(url) {
  const company = COMPANY.exec(url.pathname)?.[1];
  if (company) return read("companies", company);
  const records = await all("companies");
  return records.find((record) => record.pages.includes(url.pathname)) ?? records[0];
}

/** The kept page with a band that says of when it is, and what is held for its incident. */
async function marked(kept, url) {
  const text = await kept.text();
  const record = await recordFor(url);
  if (!record) return new Response(text, { headers: kept.headers });
  const { words, lang } = record;
  const at = said(words["as-of"], kept.headers.get(KEPT_AT), lang);
  const incident = INCIDENT.exec(url.pathname)?.[1];
  const note = record.may_write && incident ? `<p>${safe(words["as-of-note"])}</p>` : "";
  const band = `<div class="hk-notice hk-notice--caution" role="status" data-kept><h2 class="hk-h3">${safe(at)}</h2><div class="hk-stack-2">${note}${await heldFor(record, incident)}</div></div>`;
  const page = text.replace(/<main\b[^>]*>/, (main) => `${main}${band}`);
  return new Response(page, { headers: kept.headers });
}

/** What the person wrote for this incident and has not been sent. */
async function heldFor(record, incident) {
  const mine = (note) => note.company === record.company && note.person === record.person;
  const notes = (await all("notes")).filter((note) => mine(note) && incident?.endsWith(note.incident));
  if (notes.length === 0) return "";
  notes.sort((a, b) => a.writtenAt.localeCompare(b.writtenAt));
  const items = notes.map((note) => `<li><span class="hk-pre">${safe(said("%time%", note.writtenAt, record.lang))} ${safe(note.line)}</span></li>`);
  return `<p>${safe(record.words["held-notes"])}</p><ul>${items.join("")}</ul>`;
}

/** The page that was asked for is not kept: what is kept instead. */
async function nothing(url) {
  const record = await recordFor(url);
  if (!record) return Response.error();
  const { words } = record;
  return bare(record, words["nothing-title"], [
    `<p>${safe(words.nothing)}</p>`,
    `<h2>${safe(words["page-list"])}</h2>`,
    `<ul class="hk-stack-2">${(await keptLinks(record)).join("")}</ul>`,
  ]);
}

/** Links to the kept pages under their own titles, without the parts of an incident and the single
 *  symptoms. */
async function keptLinks(record) {
  const pages = await caches.open(PAGES);
  const links = [];
  for (const path of record.pages.filter((path) => !PART.test(path))) {
    const kept = await pages.match(path);
    const title = kept && /<title>([^<]*)<\/title>/.exec(await kept.text())?.[1];
    if (title) links.push(`<li><a href="${safe(path)}">${title}</a></li>`);
  }
  return links;
}

function held(record, url, line) {
  const { words } = record;
  const back = INCIDENT.exec(url.pathname)[1];
  return bare(record, words["held-title"], [
    `<p class="hk-panel hk-pre">${safe(line)}</p>`,
    `<p>${safe(words.held)}</p>`,
    `<p>${safe(words["held-next"])}</p>`,
    `<p><a class="hk-button" href="${safe(back)}">${safe(words.incident)}</a></p>`,
  ]);
}

/** What could not be sent. In an incident it can be held as a note instead. */
function unsent(record, url, fields) {
  if (!record) return Response.error();
  const { words } = record;
  const incident = INCIDENT.exec(url.pathname)?.[1];
  const parts = [`<p>${safe(words.unsent)}</p>`];
  if (incident) {
    const shown = [...fields].filter(([name, value]) => value.trim() && !/^(form|from|seen|version|draft)/.test(name));
    const typed = shown.map(([, value]) => value).join("\n");
    if (typed) parts.push(`<p class="hk-panel hk-pre">${safe(typed)}</p>`);
    if (typed && record.may_write) {
      parts.push(
        `<form class="hk-stack" method="post" action="${safe(incident)}/timeline">`,
        `<label class="hk-label" for="line">${safe(words["unsent-note"])}</label>`,
        `<textarea class="hk-input" id="line" name="line" rows="4">${safe(typed)}</textarea>`,
        `<p><button class="hk-button">${safe(words["unsent-hold"])}</button></p></form>`,
      );
    }
  }
  return bare(record, words["unsent-title"], parts);
}

/** A page of our own, with the styles of the pages that were kept. */
async function bare(record, title, parts) {
  const { words, lang } = record;
  const files = await caches.open(FILES);
  const styles = (await files.keys()).map(({ url }) => new URL(url).pathname);
  const links = styles
    .filter((path) => path.endsWith(".css"))
    .map((path) => `<link rel="stylesheet" href="${safe(path)}">`);
  const home = `<p><a href="/c/${safe(record.company)}">${safe(words.home)}</a></p>`;
  const html = `<!DOCTYPE html><html lang="${safe(lang)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${links.join("")}<title>${safe(title)}</title></head><body><main id="main" class="hk-page hk-stack"><h1>${safe(title)}</h1>${parts.join("")}${home}</main></body></html>`;
  return new Response(html, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    },
  });
}

function said(text, iso, lang) {
  const style = { dateStyle: "long", timeStyle: "short", timeZone: "Asia/Tokyo" };
  const time = iso ? new Intl.DateTimeFormat(lang, style).format(new Date(iso)) : "–";
  return text.replace("%time%", time);
}

function safe(text) {
  const signs = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return String(text).replace(/[&<>"']/g, (sign) => signs[sign]);
}

// ---- what is remembered ----

/** `companies`: whose pages are kept; `notes`: what is held; `forms`: ids that were used. */
function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("hikeshi", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("companies", { keyPath: "company" });
      asked.result.createObjectStore("notes", { keyPath: "id" });
      asked.result.createObjectStore("forms", { keyPath: "id" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function transact(store, mode, act) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode, { durability: "strict" });
      const asked = act(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

const write = (store, act) => transact(store, "readwrite", act);
const read = (store, key) => transact(store, "readonly", (kept) => kept.get(key));
const all = (store) => transact(store, "readonly", (kept) => kept.getAll());
