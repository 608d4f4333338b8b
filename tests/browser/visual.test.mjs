// What the pages look like, against pictures in visual/: half size, grey, so that they stay small and a nuance of
// smoothing is nothing. A picture may differ by 1 % of its tone on the mean, and 0.5 % of its points by a fifth of the
// range. Set in DejaVu, which run.sh installs, so that other fonts of the machine do not matter.
//
//   UPDATE=1 node --test tests/browser/visual.test.mjs     writes the pictures anew: look at them before you commit
//
// On a difference the picture that was found is left beside, as NAME.found.png (git does not take it).

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import assert from 'node:assert/strict';
import { ours, pretend, small, useBrowser, widths } from './support.mjs';

const open = useBrowser({ flags: ['--disable-lcd-text', '--font-render-hinting=none', '--force-color-profile=srgb'] });
const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'visual');
const limits = { mean: 0.01, points: 0.005 };
const fonts = ':root{--sans:"DejaVu Sans"!important;--serif:"DejaVu Serif"!important} *{caret-color:transparent!important}'
  + ' code,kbd,pre{font-family:"DejaVu Sans Mono"!important}';

const dark = { 'prefers-color-scheme': 'dark' };
const task = () => ours().address('nhiem-vu/ha-tang-thiet-yeu.html');
const quiz = () => small().address('bai-hoc/cau-hoi.html');

async function answered(page) {
  for (const choice of await page.$$('.choice:first-of-type input')) await choice.click();
  for (const button of await page.$$('.answer-button')) await button.click();
  await page.$eval('#quiz', (section) => { document.activeElement.blur(); section.scrollIntoView(); });
}

async function searching(page) {
  await page.click('button.find');
  const box = await page.waitForSelector('.find-box input');
  await box.type('chuyen doi so');
  // The answer to the whole query, and nothing still to come: two looks find the same.
  await page.waitForFunction(() => {
    const results = document.querySelector('.find-box .find-results')?.innerText ?? '';
    const settled = /chuyển đổi số/i.test(results) && results === window.lastLook;
    window.lastLook = results;
    return settled;
  }, { polling: 300 });
}

const toFigures = (page) => page.$eval('figure.chart', (figure) => figure.scrollIntoView());

/** The slip of the results page bears the day. */
const onOneDay = (page) => page.evaluateOnNewDocument(() => {
  const Clock = Date;
  const noon = Clock.UTC(2026, 10, 22, 12);
  window.Date = class extends Clock {
    constructor(...given) { super(...(given.length ? given : [noon])); }
    static now() { return noon; }
  };
});

/** The pictures: their name, the page, how it is opened, what is done before. */
const pictures = [
  ['cover', () => ours().address('index.html'), {}],
  ['cover-phone', () => ours().address('index.html'), { width: widths.phone }],
  ['part', () => ours().address('nhiem-vu/index.html'), {}],
  ['task', task, {}],
  ['task-phone', task, { width: widths.phone }],
  ['task-dark', task, { media: dark }],
  ['task-contrast', task, {}, (page) => page.evaluate(() => document.documentElement.setAttribute('data-look', 'contrast'))],
  ['task-print', task, {}, (page) => page.emulateMediaType('print')],
  ['quiz-answered', quiz, {}, answered],
  ['quiz-answered-phone-dark', quiz, { width: widths.phone, media: dark }, answered],
  ['search', () => ours().address('index.html'), {}, searching],
  ['search-phone', () => ours().address('index.html'), { width: widths.phone }, searching],
  ['results', () => small().address('ket-qua.html'), { prepare: onOneDay }],
  ['annex', () => ours().address('danh-muc-de-an/bang-de-an.html'), {}, (page) => page.$eval('figure.data', (figure) => figure.scrollIntoView())],
  ['annex-phone', () => ours().address('danh-muc-de-an/bang-de-an.html'), { width: widths.phone }, (page) => page.$eval('figure.data', (figure) => figure.scrollIntoView())],
  ['figures', () => small().address('bai-hoc/moi-thanh-phan.html'), {}, toFigures],
  ['figures-phone-dark', () => small().address('bai-hoc/moi-thanh-phan.html'), { width: widths.phone, media: dark }, toFigures],
];

/** A picture of the window at half size, in grey, as a PNG in base64. */
async function taken(page, workshop) {
  const shot = await page.screenshot({ encoding: 'base64' });
  return workshop.evaluate(async (data) => {
    const picture = new Image();
    picture.src = `data:image/png;base64,${data}`;
    await picture.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width / 2);
    canvas.height = Math.round(picture.height / 2);
    const pen = canvas.getContext('2d');
    pen.filter = 'grayscale(1)';
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL('image/png').split(',')[1];
  }, shot);
}

/** How far two pictures are apart; null where their sizes differ. */
function distance(workshop, one, other) {
  return workshop.evaluate(async (pair) => {
    const [a, b] = await Promise.all(pair.map(async (data) => {
      const picture = new Image();
      picture.src = `data:image/png;base64,${data}`;
      await picture.decode();
      const canvas = document.createElement('canvas');
      canvas.width = picture.width;
      canvas.height = picture.height;
      const pen = canvas.getContext('2d');
      pen.drawImage(picture, 0, 0);
      return pen.getImageData(0, 0, canvas.width, canvas.height);
    }));
    if (a.width !== b.width || a.height !== b.height) return null;
    let sum = 0;
    let far = 0;
    for (let at = 0; at < a.data.length; at += 4) {
      const apart = Math.abs(a.data[at] - b.data[at]);
      sum += apart;
      if (apart > 51) far += 1;
    }
    return { mean: sum / 255 / (a.data.length / 4), points: far / (a.data.length / 4) };
  }, [one, other]);
}

/** The fonts and pictures of this test come in past the policy of the pages. */
const freed = (page) => page.setBypassCSP(true);

for (const [name, address, options, act] of pictures) {
  test(`${name} looks as it did`, async () => {
    const page = await open(address(), { ...options, prepare: freed });
    const workshop = await open(small().address('404.html'), { prepare: freed });
    await page.addStyleTag({ content: fonts });
    await page.evaluate(() => document.fonts.ready);
    await act?.(page);
    await page.bringToFront();
    const found = await taken(page, workshop);
    const file = path.join(folder, `${name}.png`);
    const left = path.join(folder, `${name}.found.png`);
    if (process.env.UPDATE) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, Buffer.from(found, 'base64'));
    }
    assert.ok(existsSync(file), `${file} is missing; write it with UPDATE=1`);
    const apart = await distance(workshop, readFileSync(file).toString('base64'), found);
    if (apart && apart.mean <= limits.mean && apart.points <= limits.points) return rmSync(left, { force: true });
    writeFileSync(left, Buffer.from(found, 'base64'));
    return assert.fail(`${name} differs from ${file}: ${JSON.stringify(apart)}; what was found is ${left}`);
  });
}

test('a change that a reader would see is found', async () => {
  const page = await open(task(), { prepare: freed });
  const workshop = await open(small().address('404.html'), { prepare: freed });
  await page.bringToFront();
  const before = await taken(page, workshop);
  assert.deepEqual(await distance(workshop, before, await taken(page, workshop)), { mean: 0, points: 0 });
  await page.addStyleTag({ content: 'main p { margin-left: 2px }' });
  const { mean, points } = await distance(workshop, before, await taken(page, workshop));
  assert.ok(mean > limits.mean || points > limits.points, `${mean} ${points}`);
  await pretend(page, dark);
  const night = await distance(workshop, before, await taken(page, workshop));
  assert.ok(night.mean > 0.2, JSON.stringify(night));
});
