// A company answers a self-check on a phone without script, finishes it, takes a measure of the next
// star into its plan and does it; at the desk its list of machines comes in, is undone, and the pages of
// quiet times fit and read well by axe.
import assert from 'node:assert/strict';

import { axe, fitsWidth, heading, journey } from '../lib/browser.mjs';

const CATALOGUE = 'ipa-6';
const ANSWERS = ['はい', 'いいえ', 'わからない', 'はい', '一部', '対象外'];
// In a company's own words: a title above, blank lines, a name in full width.
const MACHINES = '２０２６年 機器一覧\n\n名称,種別,型番,シリアル番号,使用者\n受付のPC,ノートPC,ＡＢＣ－１,ＳＮ００９１,清水\n,,,,\n受付のPC 2,ノートPC,ABC-1,SN0092,清水\n';

await journey('next-star', async ({ demo, noScriptPage, pageDesktop, shot }) => {
  const page = await noScriptPage();
  const { officer, company } = await whoMayAnswer(page, demo);
  const at = (path) => new URL(`${company}${path}`, demo.url).href;
  const step = async (name) => {
    await fitsWidth(page);
    await heading(page);
    await shot(page, name);
  };

  await page.goto(at(`/assessments/new/${CATALOGUE}`));
  await step('1-begin');
  await page.getByRole('main').getByRole('button', { name: '始める' }).click();
  const whole = page.url().split(/[?#]/)[0];
  await page.getByRole('link', { name: '次の質問に答える' }).click();
  for (const [nth, answer] of ANSWERS.entries()) {
    await page.getByRole('radio', { name: answer }).check();
    if (answer === '対象外') {
      await page.getByRole('button', { name: '保存して次へ' }).click();
      await page.getByText('対象外の理由を書いてください').first().waitFor();
      await page.getByLabel(/^メモ/).fill('使っていない');
    }
    if (nth === 0) await step('2-question');
    await page.getByRole('button', { name: '保存して次へ' }).click();
  }
  await page.goto(`${whole}/finish`);
  await step('3-finish');
  await page.getByRole('button', { name: '終えて固定する' }).click();
  await page.getByText('終えました').first().waitFor();
  await step('4-result');

  await page.goto(at('/standing'));
  await step('5-standing');
  assert.ok(!/認定|取得しました/.test(await page.getByRole('main').innerText()), 'a star is declared, never awarded');
  await page.getByRole('link', { name: /^計画に入れる/ }).first().click();
  await page.getByLabel(/^期限/).fill('2027-01-29');
  await step('6-measure');
  await page.getByRole('button', { name: '計画に入れる' }).click();
  await page.getByText('計画に入れました').first().waitFor();
  await page.getByRole('row').filter({ hasText: '2027年1月29日' }).getByRole('link').first().click();
  await page.getByRole('radio', { name: /^終えた/ }).check();
  await step('7-plan-item');
  await page.getByRole('button', { name: '状態を保存する' }).click();
  await heading(page);

  const desk = await pageDesktop();
  await desk.goto(officer.url);
  const look = async (path, name) => {
    await desk.goto(at(path));
    await heading(desk);
    await fitsWidth(desk);
    await axe(desk);
    if (name) await shot(desk, name);
  };
  await look('/standing', '8-standing-desk');
  await look('/plan', '9-plan-desk');
  await look('/assets/imports');
  await desk.getByLabel(/^ファイル/).setInputFiles({ name: 'kiki.csv', mimeType: 'text/csv', buffer: Buffer.from(MACHINES) });
  await desk.getByRole('button', { name: '読み込んで確かめる' }).click();
  await axe(desk);
  await shot(desk, '10-columns-desk');
  await desk.getByRole('button', { name: '次へ：結果を確かめる' }).click();
  await axe(desk);
  await desk.getByRole('button', { name: '取り込む', exact: true }).click();
  const taken = desk.url().split(/[?#]/)[0];
  await look('/assets?q=SN0091');
  await desk.getByRole('link', { name: '受付のPC', exact: true }).waitFor();
  await desk.goto(`${taken}/undo`);
  await axe(desk);
  await desk.getByRole('button', { name: '取り消す', exact: true }).click();
  await desk.goto(at('/assets?q=SN0091'));
  assert.equal(await desk.getByRole('link', { name: '受付のPC', exact: true }).count(), 0);
});

/** The first of the demo's people who may begin this self-check for a company. */
async function whoMayAnswer(page, demo) {
  for (const link of demo.links) {
    await page.goto(link.url);
    const company = new URL(page.url()).pathname.match(/\/c\/[0-9a-f-]+/)?.[0];
    const begin = company && new URL(`${company}/assessments/new/${CATALOGUE}`, demo.url).href;
    if (begin && (await page.request.get(begin)).ok() && (await page.request.get(new URL(`${company}/plan/new`, demo.url).href)).ok()) {
      return { officer: link, company };
    }
  }
  throw new Error('somebody of the demo may answer a self-check');
}
