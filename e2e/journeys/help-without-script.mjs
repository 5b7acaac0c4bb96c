// A person without an account, on a phone without script: from the symptom to the receipt.
import assert from 'node:assert/strict';

import { fitsWidth, heading, journey } from '../lib/browser.mjs';

const SYMPTOM = '「金を払え」という脅迫文が出た';
const UNKNOWN = 'わからない';
const MOST_QUESTIONS = 20;
const MOST_BYTES = 100_000;

await journey('help-without-script', async ({ demo, noScriptPage, shot }) => {
  const page = await noScriptPage();
  const step = async (name) => {
    await fitsWidth(page);
    await shot(page, name);
  };

  const bytes = countBytes(page);
  await page.goto(demo.helpUrl, { waitUntil: 'networkidle' });
  assert.match(await heading(page), /どうしましたか/);
  assert.ok(await bytes() < MOST_BYTES, `the help page weighs ${await bytes()} bytes, at most ${MOST_BYTES}`);
  await step('1-start');

  await page.getByRole('link', { name: SYMPTOM }).click();
  assert.match(await heading(page), /いま、することは/);
  const actions = page.getByRole('main').getByRole('checkbox');
  const count = await actions.count();
  assert.ok(count >= 1 && count <= 3, `one to three things to do now, not ${count}`);
  await page.getByRole('heading', { name: 'しないでください' }).waitFor();
  for (let i = 0; i < count; i += 1) await actions.nth(i).check();
  await step('2-first-actions');
  await page.getByRole('button', { name: '状況を知らせる' }).click();

  await answerQuestions(page, step);

  await page.getByRole('main').getByText(SYMPTOM).first().waitFor();
  await step('4-check-answers');
  await page.getByRole('button', { name: /知らせる$/ }).click();

  assert.match(await heading(page), /知らせました/);
  const receipt = await receiptNumber(page);
  await step('5-receipt');
  await page.reload();
  assert.equal(await receiptNumber(page), receipt, 'a reload sends nothing twice');
});

/** Answers every question, the first by its first choice, the others by not knowing. */
async function answerQuestions(page, step) {
  for (let number = 1; number <= MOST_QUESTIONS; number += 1) {
    if (/この内容で知らせますか/.test(await heading(page))) {
      assert.ok(number > 1, 'there is at least one question');
      return;
    }
    const question = await heading(page);
    const choices = page.getByRole('main').getByRole('radio');
    const before = page.url();
    if (await choices.count() > 0) {
      const unknown = page.getByRole('radio', { name: UNKNOWN });
      assert.equal(await unknown.count(), 1, `「${question}」 allows 「${UNKNOWN}」`);
      await (number === 1 ? choices.first() : unknown).check();
    }
    await step(`3-question-${number}`);
    await page.getByRole('button', { name: '続ける' }).click();
    assert.equal(await page.getByRole('alert').count(), 0, `「${question}」 may be left open`);
    if (number === 1) await keepsTheAnswer(page, before);
  }
  assert.fail(`more than ${MOST_QUESTIONS} questions`);
}

/** Going back to the first question, even in a new load, finds the answer as it was given. */
async function keepsTheAnswer(page, address) {
  const next = page.url();
  await page.goto(address);
  const choices = page.getByRole('main').getByRole('radio');
  if (await choices.count() > 0) {
    assert.ok(await page.getByRole('radio', { checked: true }).count() === 1, 'the answer is kept');
  }
  await page.goto(next);
}

async function receiptNumber(page) {
  const text = await page.getByRole('main').innerText();
  const number = /受付番号\s*([A-Z0-9-]{4,})/.exec(text)?.[1];
  assert.ok(number, `the receipt shows a number: ${text}`);
  return number;
}

/** Adds up what the page and everything it loads weigh on the wire. */
function countBytes(page) {
  const sizes = [];
  page.on('requestfinished', (request) => {
    const size = request.sizes().then((size) => size.responseBodySize + size.responseHeadersSize);
    // What finishes while the browser closes weighs nothing any more.
    sizes.push(size.catch(() => 0));
  });
  return async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
