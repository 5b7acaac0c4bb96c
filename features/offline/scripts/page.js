// The buttons of the page with which a device is made ready. Without this script the page says
// that it needs one.
"use strict";

const place = document.querySelector("[data-offline]");
const { company } = place.dataset;
const say = (name) => (
  place.querySelector(`template[data-word="${name}"]`).content.textContent.trim()
);
const part = (name) => place.querySelector(`[data-part="${name}"]`);
const time = (at) => new Intl.DateTimeFormat(document.documentElement.lang, {
  dateStyle: "medium", timeStyle: "short", timeZone: "Asia/Tokyo",
}).format(new Date(at));

start();

async function start() {
  document.querySelector("[data-no-script]").hidden = true;
  if (!("serviceWorker" in navigator)) {
    part("unable").hidden = false;
    return;
  }
  place.hidden = false;
  part("keep").addEventListener("click", () => act("keep"));
  part("forget").addEventListener("click", () => act("forget"));
  part("send").addEventListener("click", () => act("send"));
  const registration = await navigator.serviceWorker.getRegistration("/");
  show(registration ? await ask("state") : null);
}

/** Does what a button says, and says how it went. */
async function act(type, id) {
  for (const button of place.querySelectorAll("button")) button.disabled = true;
  part("result").textContent = say("working");
  try {
    if (type === "keep") await register();
    const state = await ask(type, id);
    show(state);
    const failed = state.error || (type === "keep" && state.pages < state.wanted);
    part("result").textContent = say(failed ? "failed" : `${type}-done`);
  } catch {
    part("result").textContent = say("failed");
  }
  for (const button of place.querySelectorAll("button")) button.disabled = false;
}

async function register() {
  await navigator.serviceWorker.register("/offline/worker.js", { scope: "/", updateViaCache: "none" });
  await navigator.storage?.persist?.().catch(() => false);
}

async function ask(type, id) {
  const { active } = await navigator.serviceWorker.ready;
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = ({ data }) => resolve(data);
    active.postMessage({ type, company, id }, [channel.port2]);
  });
}

function show(state) {
  const ready = Boolean(state?.keptAt);
  part("off").hidden = ready;
  part("on").hidden = !ready;
  part("forget").hidden = !ready;
  part("keep").textContent = say(ready ? "keep-again" : "keep-first");
  if (ready) {
    part("on-text").textContent = say("on").replace("%time%", time(state.keptAt)).replace("%count%", state.pages);
  }
  const notes = state?.notes ?? [];
  part("notes").hidden = notes.length === 0;
  part("notes-list").replaceChildren(...notes.map(noteItem));
  part("sent").hidden = !state?.sent;
  if (state?.sent) {
    part("sent").textContent = say("sent").replace("%count%", state.sent.count).replace("%time%", time(state.sent.at));
  }
  part("others").hidden = !state?.others;
  if (state?.others) part("others").textContent = say("others").replace("%count%", state.others);
}

function noteItem(note) {
  const item = document.createElement("li");
  item.className = "hk-panel hk-stack-2";
  const words = document.createElement("p");
  words.className = "hk-pre";
  words.textContent = note.line;
  const when = document.createElement("p");
  when.className = "hk-small hk-soft";
  when.textContent = `${time(note.writtenAt)} ${note.state === "refused" ? note.reason : say("waiting")}`;
  item.append(words, when);
  if (note.state === "refused") {
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "hk-button hk-button--second hk-button--small";
    drop.textContent = say("drop");
    drop.addEventListener("click", () => {
      if (window.confirm(`${say("drop-sure")}\n${note.line}`)) act("drop", note.id);
    });
    item.append(drop);
  }
  return item;
}
