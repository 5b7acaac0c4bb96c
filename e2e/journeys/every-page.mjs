// From every sign-in link of the demo, every page that links reach: it answers, reads well by
// axe (WCAG 2.2 AA), fits a phone, and has one heading and a title.
import assert from 'node:assert/strict';

import { axe, DESK, fitsWidth, heading, journey, PHONE } from '../lib/browser.mjs';

// Two pages of one kind are looked at for each role: the incident with much and the one with little.
const EACH_KIND = 2;
const MOST_PAGES = 150;

await journey('every-page', async ({ demo, pageDesktop }) => {
  assert.ok(demo.links.length > 0, 'the demo gives sign-in links');
  const faults = [];
  const judged = new Set();
  for (const start of [{ name: 'help', url: demo.helpUrl }, ...demo.links]) {
    const page = await pageDesktop();
    const seen = await crawl(page, start, (where) => judge(page, where, judged, faults));
    await page.context().close();
    console.log(`${start.name}: ${seen} pages`);
    if (seen < 1) faults.push(`${start.name}: its link opens no page`);
  }
  assert.ok(faults.length === 0, `${faults.length} faults:\n${faults.join('\n')}`);
});

/** Visits what can be reached by links, breadth first; answers how many pages were shown. */
async function crawl(page, start, look) {
  const waiting = [start.url];
  const known = new Set(waiting);
  const kinds = new Map();
  let seen = 0;
  while (waiting.length > 0 && seen < MOST_PAGES) {
    const url = waiting.shift();
    const response = await open(page, url);
    if (!isPage(response)) continue;
    seen += 1;
    await look(`${start.name}: ${new URL(page.url()).pathname} (status ${response.status()})`);
    for (const link of await links(page)) {
      const kind = kindOf(link);
      if (known.has(link) || (kinds.get(kind) ?? 0) >= EACH_KIND) continue;
      known.add(link);
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      waiting.push(link);
    }
  }
  return seen;
}

/** A link to a file starts a download, which is no page and no fault. */
async function open(page, url) {
  try {
    return await page.goto(url, { waitUntil: 'load' });
  } catch (error) {
    if (/Download is starting|ERR_ABORTED/.test(error.message)) return undefined;
    throw error;
  }
}

function isPage(response) {
  return /text\/html/.test(response?.headers()['content-type'] ?? '');
}

/** Links of the page to the same host, without the part after #. */
async function links(page) {
  const hrefs = await page.evaluate(
    () => [...document.querySelectorAll('a[href]')].map((a) => a.href.split('#')[0]),
  );
  const host = new URL(page.url()).host;
  const own = hrefs.filter((href) => /^https?:/.test(href) && new URL(href).host === host);
  return [...new Set(own)];
}

/** The address with ids, dates and numbers taken out. */
function kindOf(url) {
  const { pathname, searchParams } = new URL(url);
  const path = pathname
    .split('/')
    .map((part) => (/^[0-9a-f-]{16,}$|\d{2,}|^\d+$/.test(part) ? '*' : part))
    .join('/');
  return `${path}?${[...searchParams.keys()].sort()}`;
}

/** Judges each kind of page once for each heading, at both widths. */
async function judge(page, where, judged, faults) {
  const fault = (error) => faults.push(`${where}: ${error.message}`);
  if (!/status (2|3)\d\d/.test(where)) faults.push(`${where}: a link leads to an error`);
  const title = await heading(page).catch((error) => { fault(error); return ''; });
  if (!(await page.title()).trim()) faults.push(`${where}: no title`);
  const key = `${kindOf(page.url())} ${title}`;
  if (judged.has(key)) return;
  judged.add(key);
  for (const size of [PHONE, DESK]) {
    await page.setViewportSize(size);
    await fitsWidth(page, `${where} at ${size.width}`).catch(fault);
    await axe(page, `${where} at ${size.width}`).catch(fault);
  }
}
