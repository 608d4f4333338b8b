// The one-file edition, alone in an empty folder: one page at a time where scripts run, all of it where they do not;
// quizzes, progress, results, the final test and the search work, and nothing is asked of anybody.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { axe, browsers, exported, reloadedWith, repository, text, useBrowser, widths } from './support.mjs';

const file = exported(repository, 'single', 'so-tay.html');
const address = pathToFileURL(file).href;

/** The pages on screen, by their ids. */
const sheets = (page) => page.$$eval('.sheet', (all) => all.filter((sheet) => sheet.checkVisibility({ contentVisibilityAuto: true })).map((sheet) => sheet.id));
const shownSheet = (page, id) => page.waitForFunction((wanted) => {
  const shown = [...document.querySelectorAll('.sheet')].filter((sheet) => !sheet.hidden && !sheet.hasAttribute('hidden'));
  return shown.length === 1 && shown[0].id === wanted;
}, {}, id);

/** The first page with a question of one choice. */
const quizPage = (page) => page.$eval('.sheet .question[data-kind="single"]', (question) => question.closest('.sheet').id);

for (const browser of browsers) {
  describe(browser, () => {
    const open = useBrowser({ browser });

    test('it opens at the cover and shows one page at a time', async () => {
      const page = await open(address, { width: widths.phone });
      assert.deepEqual(await sheets(page), ['_0']);
      const cover = await page.title();
      await page.click('.invite .button');
      await shownSheet(page, '_1');
      assert.notEqual(await page.title(), cover);
      await page.evaluate(() => document.querySelector('#_1 .way-on').click());
      await shownSheet(page, '_2');
      assert.equal(await page.evaluate(() => window.scrollY), 0);
      await page.goBack();
      await shownSheet(page, '_1');
    });

    test('an answer is marked, kept, and counted on the results page', async () => {
      const page = await open(address, { width: widths.phone });
      const id = await quizPage(page);
      await page.goto(`${address}#${id}`);
      await shownSheet(page, id);
      const question = `#${id} .question[data-kind="single"]`;
      const right = await page.$eval(question, (item) => JSON.parse(item.dataset.answer)[0]);
      await reloadedWith(page, async () => {
        await page.evaluate((at, value) => {
          const item = document.querySelector(at);
          item.querySelector(`input[value="${value}"]`).click();
          item.querySelector('.question-actions button, button').click();
        }, question, right);
        await page.waitForSelector(`${question} .question-verdict.is-right`);
        await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith('sotay:')));
      });
      await page.waitForSelector(`${question} .question-verdict.is-right`);
      await page.goto(`${address}#ket-qua`);
      await shownSheet(page, 'ket-qua');
      await page.waitForSelector('#results:not([hidden])');
      assert.match(await text(page, '.scores .total'), /\d/);
    });

    test('the search finds what is typed without accents and opens at the place', async () => {
      const page = await open(address, { width: widths.phone });
      await page.evaluate(() => document.querySelector('button.find').click());
      await page.waitForSelector('dialog[open] input');
      await page.type('dialog[open] input', 'kinh te so 20% gdp');
      const result = await page.waitForSelector('dialog[open] a[href^="#"]');
      const place = await result.evaluate((link) => link.hash.slice(1));
      await result.evaluate((link) => link.click());
      const sheet = await page.evaluate((id) => document.getElementById(id).closest('.sheet').id, place);
      await shownSheet(page, sheet);
      await page.waitForSelector(`#${sheet} mark.found`);
    });

    test('the final test draws from the quizzes of the document', async () => {
      const page = await open(`${address}#kiem-tra`, { width: widths.phone });
      await shownSheet(page, 'kiem-tra');
      await page.click('#kiem-tra .quiz > button');
      const count = Number(await page.$eval('#kiem-tra .quiz', (quiz) => quiz.dataset.count));
      await page.waitForFunction((wanted) => document.querySelectorAll('#kiem-tra .question').length === wanted, {}, count);
    });

    test('nothing but the file itself is asked for', async () => {
      const asked = [];
      const page = await open('about:blank', { prepare: (page) => page.on('request', (request) => asked.push(request.url())) });
      await page.goto(address);
      await page.evaluate(() => document.querySelector('button.find').click());
      await page.waitForSelector('dialog[open]');
      // Firefox does not speak of the file that is opened.
      assert.deepEqual(asked.filter((url) => !url.startsWith('data:') && url !== 'about:blank' && url !== address), []);
    });
  });
}

describe('without scripts', () => {
  const open = useBrowser();

  test('the whole text is there and every link inside leads somewhere', async () => {
    const page = await open(address, { width: widths.phone, scripts: false });
    const { all, visible, lost, twice } = await page.evaluate(() => {
      const sheets = [...document.querySelectorAll('.sheet')];
      const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
      const links = [...document.querySelectorAll('a[href^="#"]')].map((link) => decodeURIComponent(link.hash.slice(1)));
      return {
        all: sheets.length,
        visible: sheets.filter((sheet) => sheet.checkVisibility()).length,
        lost: links.filter((id) => !document.getElementById(id)),
        twice: ids.filter((id, at) => ids.indexOf(id) !== at),
      };
    });
    assert.ok(all > 60, `${all} pages`);
    assert.equal(visible, all);
    assert.deepEqual(lost, []);
    assert.deepEqual(twice, []);
  });

  test('no link leads out to a file that is not there', async () => {
    const page = await open(address, { scripts: false });
    const out = await page.$$eval('[href], [src]', (all) => all.map((element) => element.getAttribute('href') ?? element.getAttribute('src'))
      .filter((to) => !/^(#|data:|https?:|mailto:|tel:)/.test(to)));
    assert.deepEqual(out, []);
  });
});

describe('on a phone and at a desk', () => {
  const open = useBrowser();

  for (const width of [widths.narrowest, widths.phone, widths.desk]) {
    test(`no page is wider than a window of ${width} pixels`, async () => {
      const page = await open(address, { width });
      const wide = await page.evaluate(() => [...document.querySelectorAll('.sheet')].map((sheet) => {
        document.querySelectorAll('.sheet').forEach((other) => other.toggleAttribute('hidden', other !== sheet));
        return document.documentElement.scrollWidth > document.documentElement.clientWidth ? sheet.id : '';
      }).filter(Boolean));
      assert.deepEqual(wide, []);
    });
  }

  test('axe finds nothing on the cover, a page with a quiz, the glossary and the results', async () => {
    const page = await open(address, { width: widths.phone });
    const ids = ['_0', await quizPage(page), 'thuat-ngu', 'ket-qua'];
    await page.evaluate(axe());
    for (const id of ids) {
      await page.goto(`${address}#${id}`);
      await shownSheet(page, id);
      const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
      assert.deepEqual(found.violations.map((violation) => `${id} ${violation.id} ${violation.nodes[0].html.slice(0, 120)}`), []);
    }
  });
});

test('the file is under 1.5 MB', () => {
  assert.ok(readFileSync(file).length < 1.5 * 1024 * 1024, `${readFileSync(file).length} bytes`);
});
