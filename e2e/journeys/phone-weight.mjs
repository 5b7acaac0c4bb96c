// What the pages of the response weigh on a phone without script, on the wire and all included: the
// page, its style, fonts and icons, loaded anew each time. More than 100 kB fails, and so does a page
// that is wider than 320 px. HIKESHI_WEIGHTS names a file for the table of docs/performance.md.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';

import { fitsWidth, journey } from '../lib/browser.mjs';

const MOST_BYTES = 100_000;
const SMALL_PHONE = { width: 320, height: 640 };
const SYMPTOM = '「金を払え」という脅迫文が出た';

await journey('phone-weight', async ({ demo, noScriptPage }) => {
  const page = await noScriptPage();
  await page.setViewportSize(SMALL_PHONE);
  const weigh = await scales(page);
  const rows = [];
  const look = async (name, url) => {
    rows.push({ name, ...(await weigh(url ?? page.url())) });
    await fitsWidth(page, name);
  };

  await look('help: start', demo.helpUrl);
  await page.getByRole('link', { name: SYMPTOM }).click();
  await look('help: first actions');
  await page.getByRole('button', { name: '状況を知らせる' }).click();
  await look('help: question');
  while (await page.getByRole('button', { name: '続ける' }).count() > 0) {
    await page.getByRole('button', { name: '続ける' }).click();
  }
  await look('help: check');
  await page.getByRole('button', { name: /知らせる$/ }).click();
  await look('help: receipt');

  await signIn(page, demo, 'officer');
  await look('officer: first page');
  await page.getByRole('link', { name: /事案/ }).first().click();
  await look('officer: incidents');
  const incidents = await hrefs(page, /\/incidents\/[0-9a-f-]{36}$/);
  for (const [number, incident] of incidents.slice(0, 2).entries()) {
    await look(`officer: incident ${number + 1}`, incident);
    const steps = await hrefs(page, /\/runs\/[^/]+\/steps\/[^/]+$/);
    if (steps.length > 0) await look(`officer: task of incident ${number + 1}`, steps[0]);
    for (const part of ['timeline', 'facts', 'evidence', 'call-sheet', 'duties']) {
      await look(`officer: ${part} of incident ${number + 1}`, `${incident}/${part}`);
    }
  }
  await look('officer: contact tree', `${home(page)}/contacts`);

  await signIn(page, demo, 'president');
  await look('president: first page');
  for (const incident of incidents.slice(0, 1)) await look('president: incident', `${incident}/president`);

  const table = rows.map(({ name, bytes, fonts }) => (
    `| ${name} | ${(bytes / 1000).toFixed(1)} kB | ${(fonts / 1000).toFixed(1)} kB |`
  )).join('\n');
  console.log(table);
  if (process.env.HIKESHI_WEIGHTS) await writeFile(process.env.HIKESHI_WEIGHTS, `${table}\n`);
  const heavy = rows.filter(({ bytes }) => bytes > MOST_BYTES);
  assert.ok(heavy.length === 0, `above ${MOST_BYTES} bytes: ${heavy.map((row) => `${row.name} ${row.bytes}`).join(', ')}`);
});

/** Loads an address with nothing in the cache and answers {bytes, fonts} as they came over the wire. */
async function scales(page) {
  const wire = await page.context().newCDPSession(page);
  await wire.send('Network.enable');
  await wire.send('Network.setCacheDisabled', { cacheDisabled: true });
  let kinds = new Map();
  let sizes = [];
  wire.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    sizes.push({ font: kinds.get(requestId) === 'Font', size: encodedDataLength });
  });
  return async (url) => {
    // What the page before still loads is not weighed.
    await page.goto('about:blank', { waitUntil: 'networkidle' });
    kinds = new Map();
    sizes = [];
    const answer = await page.goto(url, { waitUntil: 'networkidle' });
    assert.equal(answer.status(), 200, `${url} answers`);
    const sum = (of) => of.reduce((total, { size }) => total + size, 0);
    return { bytes: sum(sizes), fonts: sum(sizes.filter(({ font }) => font)) };
  };
}

async function signIn(page, demo, role) {
  const link = demo.links.find((one) => one.role === role);
  assert.ok(link, `the demo has a ${role}`);
  await page.goto(link.url, { waitUntil: 'networkidle' });
}

/** The address of the company's first page, from any page of it. */
function home(page) {
  return /^.*\/c\/[0-9a-f-]{36}/.exec(page.url())[0];
}

async function hrefs(page, wanted) {
  const all = await page.getByRole('link').evaluateAll((links) => links.map((link) => link.href));
  return [...new Set(all.filter((href) => wanted.test(href)))];
}
