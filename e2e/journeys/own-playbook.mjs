// A company copies a playbook, changes a step on a phone without script, publishes it, and the next
// incident runs the copy. Pages fit the phone and read well by axe at the desk.
import assert from 'node:assert/strict';

import { axe, DESK, fitsWidth, heading, journey } from '../lib/browser.mjs';

const SOURCE = 'ipa-n-ransomware';
const WORDS = '社内の合言葉を言い、LANケーブルを抜く';

await journey('own-playbook', async ({ demo, noScriptPage, pageDesktop, shot }) => {
  const page = await noScriptPage();
  let officer;
  let company;
  // The first of the demo's people who may write playbooks of a company.
  for (const link of demo.links) {
    await page.goto(link.url);
    company = new URL(page.url()).pathname.match(/\/c\/[0-9a-f-]+/)?.[0];
    const answer = company && await page.request.get(new URL(`${company}/playbooks/new`, demo.url).href);
    if (answer?.ok()) {
      officer = link;
      break;
    }
  }
  assert.ok(officer, 'somebody of the demo may write playbooks');
  const at = (path) => new URL(`${company}/playbooks${path}`, demo.url).href;
  const step = async (name) => {
    await fitsWidth(page);
    await heading(page);
    await shot(page, name);
  };

  await page.goto(at(''));
  await step('1-list');
  await page.goto(at(`/read/${SOURCE}`));
  await step('2-read');
  await page.getByRole('button', { name: '自社用に写して直す' }).click();
  await step('3-draft');
  const draft = page.url().split(/[?#]/)[0];
  await page.locator('ol.hk-tasks a').first().click();
  await page.getByLabel(/^題名/).first().fill(WORDS);
  await step('4-step');
  await page.getByRole('button', { name: '手順を保存する' }).click();
  await page.getByText(WORDS).first().waitFor();
  await page.goto(`${draft}/preview`);
  await page.getByText(WORDS).first().waitFor();
  await step('5-preview');
  await page.goto(`${draft}/publish`);
  await page.getByLabel(/何を変えたか/).fill('合言葉を足した');
  await step('6-publish');
  await page.getByRole('button', { name: '公開する' }).click();
  await page.getByText('第1版').first().waitFor();
  await step('7-own');
  const own = page.url().split(/[?#]/)[0];

  const desk = await pageDesktop();
  await desk.goto(officer.url);
  for (const path of [at(''), at('/new'), at('/import'), at(`/read/${SOURCE}`), own, `${own}/versions/1`, `${own}/compare`]) {
    await desk.goto(path);
    assert.deepEqual(desk.viewportSize(), DESK);
    await heading(desk);
    await fitsWidth(desk);
    await axe(desk);
  }
  await desk.goto(own);
  await shot(desk, '8-own-desk');
  await desk.getByRole('button', { name: '直す', exact: true }).click();
  await axe(desk);
  await shot(desk, '9-draft-desk');
  await desk.locator('ol.hk-tasks a').first().click();
  await axe(desk);
  await fitsWidth(desk);
  await shot(desk, '10-step-desk');
  await desk.goto(`${draft}/head`);
  await axe(desk);
  await shot(desk, '11-head-desk');

  await desk.goto(new URL(`${company}/incidents`, demo.url).href);
  const cases = await desk.locator('main a[href*="/incidents/"]').evaluateAll((all) => all.map(({ href }) => href));
  const open = cases.find((href) => /\/incidents\/[0-9a-f-]{36}$/.test(href));
  assert.ok(open, 'the demo has an incident');
  await desk.goto(`${open}/runs`);
  const copy = desk.locator('form:has(input[name="playbook"][value^="own-"]) button');
  if (await copy.count() > 0) {
    await copy.first().click();
    await desk.getByText(WORDS).first().waitFor();
    await shot(desk, '12-run');
  } else {
    throw new Error(`${desk.url()} offers no own copy`);
  }
});
