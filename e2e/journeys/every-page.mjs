// From every sign-in link of the demo, every page that links reach: it answers, reads well by
// axe (WCAG 2.2 AA), fits a phone, and has one heading and a title.
import assert from 'node:assert/strict';

import { axe, DESK, fitsWidth, heading, journey, PHONE } from '../lib/browser.mjs';

// Two pages of one kind are looked at for each role: the incident with much and the one with little.
const EACH_KIND = 2;
const MOST_PAGES = 150;
// Of one kind, so many with different headings are looked at by all roles together.
const MOST_TITLES = 4;

await journey('every-page', async ({ demo, pageDesktop }) => {
  assert.ok(demo.links.length > 0, 'the demo gives sign-in links');
  const faults = [];
  const judged = new Map();
  for (const start of [{ name: 'help', url: demo.helpUrl }, ...demo.links]) {
    const page = await pageDesktop();
    const seen = await crawl(page, start, (where) => judge(page, where, judged, faults));
    await page.context().close();
    console.log(`${start.name}: ${seen} pages`);
    if (seen < 1) faults.push(`${start.name}: its link opens no page`);
  }
  assert.ok(faults.length === 0, `${faults.length} faults:\n${faults.join('\n')}`);
});

/**
 * Visits what can be reached by links, breadth first; answers how many pages there were. Pages are
 * fetched as the signed-in person; a browser shows only those of a kind and heading not yet judged.
 */
async function crawl(page, start, look) {
  await page.goto(start.url);
  const waiting = [page.url()];
  const known = new Set(waiting);
  const kinds = new Map();
  let seen = 0;
  while (waiting.length > 0 && seen < MOST_PAGES) {
    const url = waiting.shift();
    const answer = await page.request.get(url);
    const isPage = /text\/html/.test(answer.headers()['content-type'] ?? '');
    const html = isPage ? await answer.text() : '';
    await answer.dispose();
    if (!isPage) continue;
    seen += 1;
    await look({ name: `${start.name}: ${new URL(url).pathname}`, url, status: answer.status(), html });
    for (const link of links(html, url)) {
      const kind = kindOf(link);
      if (known.has(link) || (kinds.get(kind) ?? 0) >= EACH_KIND) continue;
      known.add(link);
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      waiting.push(link);
    }
  }
  return seen;
}

/** Links of the page to the same host, without the part after #. */
function links(html, from) {
  const hrefs = [...html.matchAll(/<a\b[^>]*\shref="([^"]+)"/g)].map(([, href]) => href);
  const urls = hrefs.map((href) => new URL(href.replaceAll('&amp;', '&').split('#')[0], from));
  const own = urls.filter(({ protocol, host }) => (
    /^https?:/.test(protocol) && host === new URL(from).host
  ));
  return [...new Set(own.map(String))];
}

/** The address with ids, dates, numbers and names of single facts, steps and symptoms taken out. */
function kindOf(url) {
  const { pathname, searchParams } = new URL(url);
  const path = pathname
    .split('/')
    .map((part, at, all) => {
      const single = /^(facts|steps|q|read)$/.test(all[at - 1]) || all[at - 2] === 'help';
      return single || /^[0-9a-f-]{16,}$|\d{2,}|^\d+$/.test(part) ? '*' : part;
    })
    .join('/');
  return `${path}?${[...searchParams.keys()].sort()}`;
}

/** Judges each kind of page at both widths, with different headings up to a bound. */
async function judge(page, { name, url, status, html }, judged, faults) {
  const fault = (error) => faults.push(`${name}: ${error.message}`);
  if (status >= 400) faults.push(`${name}: a link leads to ${status}`);
  const title = /<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1];
  const titles = judged.get(kindOf(url)) ?? new Set();
  judged.set(kindOf(url), titles);
  if (titles.has(title) || titles.size >= MOST_TITLES) return;
  titles.add(title);
  await page.goto(url);
  await heading(page).catch(fault);
  if (!(await page.title()).trim()) faults.push(`${name}: no title`);
  for (const size of [PHONE, DESK]) {
    await page.setViewportSize(size);
    await fitsWidth(page, `${name} at ${size.width}`).catch(fault);
    // The whole page is in the window: the call bar at its foot covers nothing. A font that comes
    // late makes the page longer.
    const height = await page.evaluate(async () => {
      await document.fonts.ready;
      return document.documentElement.scrollHeight;
    });
    await page.setViewportSize({ width: size.width, height: Math.min(height, 12_000) });
    await axe(page, `${name} at ${size.width}`).catch(fault);
  }
}
