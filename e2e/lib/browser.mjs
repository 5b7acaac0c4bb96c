// One demo and one Chromium for a journey, with pages of the sizes that we promise.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

import { startDemo } from './demo.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1280, height: 900 };

/**
 * Runs one journey: `walk(world)` gets {demo, page360, pageDesktop, noScriptPage, shot}; `page360`
 * takes another address of the demo, such as that of a line that can be cut.
 * Fails when any page asked another host for anything, or broke its content security policy.
 */
export async function journey(name, walk) {
  const demo = await startDemo();
  let browser;
  try {
    browser = await launch();
    const wrong = [];
    const open = (options, at = demo.url) => openPage(browser, at, options, wrong);
    await walk({
      demo,
      page360: (at) => open({ viewport: PHONE, hasTouch: true, isMobile: true }, at),
      pageDesktop: () => open({ viewport: DESK }),
      noScriptPage: () => open({ viewport: PHONE, javaScriptEnabled: false }),
      shot: (page, step) => shot(page, name, step),
    });
    noOutsideRequests(wrong);
    console.log(`${name}: done`);
  } catch (error) {
    console.error(error.stack ?? error);
    process.exitCode = 1;
  } finally {
    await browser?.close();
    await demo.stop();
  }
}

function launch() {
  return chromium.launch({
    executablePath: process.env.HIKESHI_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  });
}

async function openPage(browser, at, options, wrong) {
  const context = await browser.newContext({ locale: 'ja-JP', timezoneId: 'Asia/Tokyo', ...options });
  context.setDefaultTimeout(15_000);
  const own = new URL(at).host;
  // Nothing may leave the machine, whatever a page asks for.
  await context.route((url) => /^https?:$/.test(url.protocol) && url.host !== own, (route) => {
    wrong.push(`${route.request().frame().url()} asked for ${route.request().url()}`);
    return route.abort();
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => wrong.push(`${page.url()} script error: ${error.message}`));
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) wrong.push(`${page.url()} ${message.text()}`);
  });
  return page;
}

function noOutsideRequests(wrong) {
  assert.ok(wrong.length === 0, `a page asked another host or broke its policy:\n${wrong.join('\n')}`);
}

/** Fails with the list of violations of WCAG 2.2 AA on the page as it is shown now. */
export async function axe(page, where = page.url()) {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async (tags) => {
    const options = { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] };
    const result = await window.axe.run(document, options);
    const place = ({ html, failureSummary }) => (
      `\n    ${html.slice(0, 160)}\n      ${failureSummary.replace(/\s+/g, ' ').slice(0, 200)}`
    );
    return result.violations.map(({ id, help, nodes }) => (
      `${id}: ${help}${nodes.slice(0, 3).map(place).join('')}`
    ));
  }, WCAG_22_AA);
  assert.ok(violations.length === 0, `accessibility of ${where}:\n  ${violations.join('\n  ')}`);
}

/** Fails when the page is wider than the window. */
export async function fitsWidth(page, where = page.url()) {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.ok(over <= 0, `${where} is ${over} px wider than ${page.viewportSize().width} px`);
}

/** The page's one heading of the first level. */
export async function heading(page) {
  const headings = page.getByRole('heading', { level: 1 });
  assert.equal(await headings.count(), 1, `${page.url()} has one h1`);
  return (await headings.innerText()).replace(/\s+/g, ' ').trim();
}

/** Keeps a picture when HIKESHI_E2E_SHOTS names a folder. */
async function shot(page, name, step) {
  const folder = process.env.HIKESHI_E2E_SHOTS;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}-${step}.png`), fullPage: true });
}
