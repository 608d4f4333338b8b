// Reading with JavaScript off: the same way through the handbook, every question readable, every answer in a
// <details> that opens, and no control that would need a script.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { all, follow, ours, shown, small, text, useBrowser } from './support.mjs';

const openWindow = useBrowser();
const open = (address) => openWindow(address, { scripts: false });

/** What each question of a page shows to a reader who cannot run scripts. */
function questions(page) {
  return page.$$eval('.question', (items) => items.map((item) => {
    const seen = (element) => element?.checkVisibility() && element.textContent.trim() !== '';
    const answer = item.querySelector('details.answer');
    return {
      id: item.id,
      asked: seen(item.querySelector('legend')),
      choices: item.querySelectorAll('label, .fill, .items li').length,
      unread: [...item.querySelectorAll('.choice, .fill, .items li')].filter((choice) => !seen(choice)).length,
      folded: answer.open === false && seen(answer.querySelector('summary')),
      answered: seen(answer.querySelector('.right-answer')),
    };
  }));
}

test('a reader without scripts goes from the cover to a part, a page and the next page', async () => {
  const page = await open(ours().address('index.html'));
  await follow(page, '.contents h3 a');
  assert.ok(await page.$('body.part'));
  await follow(page, '.part-pages .page-rows a');
  assert.ok(await page.$('body.page'));
  const first = page.url();
  await follow(page, 'a[rel="next"]');
  assert.notEqual(page.url(), first);
});

test('every question of every page is readable and its answer opens', async () => {
  const page = await open(ours().address('index.html'));
  let asked = 0;
  for (const book of all()) {
    for (const name of book.typical.filter((name) => name !== 'ban-in.html')) {
      await page.goto(book.address(name));
      const before = await questions(page);
      for (const question of before) {
        assert.ok(question.asked && question.choices > 0 && question.unread === 0, `${name}#${question.id} is readable`);
        assert.ok(question.folded && !question.answered, `${name}#${question.id} does not give its answer away`);
      }
      for (const summary of await page.$$('.answer > summary')) await summary.click();
      const after = await questions(page);
      assert.deepEqual(after.filter((question) => !question.answered).map(({ id }) => id), [], `answers of ${name}`);
      asked += before.length;
    }
  }
  // Of the large handbook every third page is looked at.
  assert.ok(asked > 80, `only ${asked} questions were found`);
});

test('nothing that needs a script is shown', async () => {
  const page = await open(small().address('bai-hoc/cau-hoi.html'));
  assert.equal(await shown(page, 'details.look'), false, 'the menu for ground and text size');
  // The button of the search stands in the page, so that nothing moves when scripts come; until then it is not shown.
  const seen = await page.$$eval('button, .needs-script', (items) => items.filter((item) => item.checkVisibility()).map((item) => item.outerHTML));
  assert.deepEqual(seen, []);
  assert.deepEqual(await page.$$('main button, .quiz-progress, .quiz-result, .term-tip'), []);
});

test('a glossary term leads to its meaning in the page', async () => {
  const page = await open(small().address('bai-hoc/cau-hoi.html'));
  await page.click('a.term');
  assert.equal(await text(page, 'dt:target'), 'kinh tế số');
  assert.equal(await shown(page, 'dt:target + dd'), true);
});

test('a chart has its figures as a table', async () => {
  const page = await open(small().address('bai-hoc/moi-thanh-phan.html'));
  await page.click('.chart summary');
  assert.equal(await shown(page, '.chart details table'), true);
  assert.match(await text(page, '.chart details table'), /Kinh tế số trong GDP ?khoảng 20% ?trên 30%/);
});
