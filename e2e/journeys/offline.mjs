// In the middle of an incident the line goes down: pages stay readable, notes are held with their
// time, and when the line is back each stands in the timeline once.
import assert from 'node:assert/strict';

import { axe, heading, journey } from '../lib/browser.mjs';
import { openLine } from '../lib/line.mjs';

const WAIT = { timeout: 30_000 };

await journey('offline', async ({ demo, page360, shot }) => {
  const line = await openLine(new URL(demo.url).port);
  const link = demo.links.find(({ role }) => role === 'officer');
  const page = await page360(line.url);
  const on = (path) => `${line.url}${path}`;
  await page.goto(link.url.replace(new URL(link.url).origin, line.url));
  const home = new URL(page.url()).pathname.match(/^\/c\/[0-9a-f-]{36}/)[0];
  const incident = await page.locator(`a[href^="${home}/incidents/"]`).first().getAttribute('href');

  // Nothing is kept before somebody asks for it.
  await page.goto(on(`${home}/offline`));
  await axe(page);
  await shot(page, 'before');
  await page.click('[data-part=keep]');
  await page.waitForSelector('[data-part=on]:visible', WAIT);
  await page.waitForFunction(() => /入れました/.test(document.querySelector('[data-part=result]').textContent), null, WAIT);
  await shot(page, 'kept');

  await line.cut();
  await page.goto(on(incident));
  assert.match(await page.textContent('[data-kept]'), /通信が切れています.*\d/);
  await axe(page);
  await shot(page, 'incident-without-line');
  for (const text of ['電源は切っていません', '同じ言葉', '同じ言葉']) {
    await page.goto(on(incident));
    await page.fill('input[name=line]', text);
    await page.click('form[action$="/timeline"] button');
    assert.match(await heading(page), /メモを預かりました/);
  }
  await axe(page);
  await shot(page, 'held');
  await page.goto(on(incident));
  assert.equal(await page.locator('[data-kept] li').count(), 3, 'what was written stands on the page');
  await page.goto(on(`${home}/contacts`));
  assert.ok((await page.locator('a[href^="tel:"]').count()) > 0, 'numbers can be called without a line');
  await page.goto(on(`${home}/settings`));
  assert.match(await heading(page), /写しはありません/);
  await axe(page);
  await shot(page, 'not-kept');

  await line.restore();
  await page.goto(on(`${home}/offline`));
  await page.waitForSelector('[data-part=sent]:visible', WAIT).catch(async () => {
    await page.click('[data-part=send]');
    await page.waitForSelector('[data-part=sent]:visible', WAIT);
  });
  await page.goto(on(`${incident}/timeline`));
  const lines = await page.locator('.hk-timeline li').allTextContents();
  assert.equal(lines.filter((text) => text.includes('電源は切っていません')).length, 1);
  assert.equal(lines.filter((text) => text.includes('同じ言葉')).length, 2, 'two notes with the same words');
  assert.ok(lines.some((text) => text.includes('通信が切れている間に記入')));
  await shot(page, 'sent');

  // Signing out takes the copies away.
  await page.click('.hk-menu summary');
  await page.click('form[action="/sign-out"] button');
  await line.cut();
  await assert.rejects(page.goto(on(incident)), 'nothing is shown after signing out');
  await line.close();
});
