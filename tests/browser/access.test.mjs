// Fit for everybody: axe-core finds nothing on any page, nor in any look, answered quizzes and open menus included, and
// everything can be done with the keyboard alone, with the focus always in sight.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { all, axe, ours, shown, small, starter, text, useBrowser, widths } from './support.mjs';

const open = useBrowser();

/** The looks a page can have: by the device, or chosen by the reader (the values of look.html), then with 7:1. */
const looks = {
  light: { media: { 'prefers-color-scheme': 'light' } },
  dark: { media: { 'prefers-color-scheme': 'dark' } },
  'high contrast': { media: {}, chosen: 'contrast', rules: ['color-contrast-enhanced', 'link-in-text-block'] },
  'forced colours': { media: { 'forced-colors': 'active' } },
};

/** Opens a window in which the reader (or the device) has chosen this look for all pages. */
async function openIn({ media, chosen }, address, options = {}) {
  const page = await open(address, { ...options, media });
  if (chosen) {
    await page.click('.look summary');
    await page.click(`.look input[value="${chosen}"]`);
    await page.reload();
    await page.waitForSelector(`html[data-look="${chosen}"]`);
  }
  return page;
}

/** What axe-core has against the page as it is now: all its rules, or some. */
async function violations(page, rules) {
  await page.evaluate(axe());
  return page.evaluate(async (rules) => {
    const { violations } = await window.axe.run(document, {
      resultTypes: ['violations'],
      preload: false, // it would ask for the style again, which no file may
      ...(rules ? { runOnly: { type: 'rule', values: rules } } : { rules: { 'target-size': { enabled: true } } }),
    });
    return violations.map(({ id, nodes: [{ target, failureSummary }, ...others] }) => (
      `${id} at ${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')} (and ${others.length} more)`
    ));
  }, rules);
}

/** The pages of a handbook that show every kind of page once. */
function oneOfEachKind(book) {
  const kind = (name) => /<body class="([^"]*)"/.exec(book.read(name))?.[1] ?? name;
  const first = new Map(book.pages.filter((name) => name !== 'ban-in.html').map((name) => [kind(name), name]).reverse());
  return [...first.values()];
}

/** Looks at these pages, each an address and a name to report it by. */
async function everyViolation(page, pages, rules) {
  const found = [];
  for (const { book, name } of pages) {
    await page.goto(book.address(name));
    found.push(...(await violations(page, rules)).map((violation) => `${name}: ${violation}`));
  }
  return found;
}

const pagesOf = (books, names = (book) => book.typical) => books.flatMap((book) => names(book).map((name) => ({ book, name })));

async function answerEverything(page) {
  for (const choice of await page.$$('.choice:first-of-type input')) await choice.click();
  for (const field of await page.$$('.question [type=text]')) await field.type('một câu trả lời');
  for (const select of await page.$$('.question select')) await select.select(await select.$eval('option:last-child', (option) => option.value));
  for (const down of await page.$$('.order > li:first-child .move:last-child')) await down.click();
  for (const button of await page.$$('.answer-button')) await button.click();
  await page.waitForSelector('.quiz-result:not([hidden])');
}

test('axe finds nothing on any page', async () => {
  const page = await openIn(looks.light, ours().address('index.html'));
  assert.deepEqual(await everyViolation(page, pagesOf(all())), []);
});

for (const [name, look] of Object.entries(looks)) {
  // A look changes colours alone, and the small handbook has every element there is. In light all was looked at above.
  if (name !== 'light') test(`the words of every kind of page stand out in ${name}`, async () => {
    const page = await openIn(look, ours().address('index.html'));
    const pages = [...pagesOf([ours()], oneOfEachKind), ...pagesOf([small(), starter()])];
    assert.deepEqual(await everyViolation(page, pages, look.rules ?? ['color-contrast', 'link-in-text-block']), []);
  });

  test(`axe finds nothing in an answered quiz, an open menu and a tooltip in ${name}`, async () => {
    const page = await openIn(look, small().address('bai-hoc/cau-hoi.html'), { width: widths.phone });
    await answerEverything(page);
    assert.deepEqual(await violations(page), []);
    await page.click('.look summary');
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press('Escape');
    await page.focus('a.term');
    assert.equal(await shown(page, '[role="tooltip"]'), true);
    assert.deepEqual(await violations(page), []);
  });
}

for (const name of ['light', 'dark']) {
  test(`axe finds nothing in a quiz at its end, a closed gate and the final test in ${name}`, async () => {
    const page = await openIn(looks[name], small().address('bai-hoc/moi-loai.html'), { width: widths.phone });
    await page.click('.quiz-submit');
    assert.deepEqual(await violations(page), [], 'open questions are named');
    for (const select of await page.$$('.question select')) await select.select(await select.$eval('option:last-child', (option) => option.value));
    await page.click('.order .move:last-child');
    await page.click('.quiz-submit');
    await page.click('.quiz-submit');
    await page.waitForSelector('.quiz-result:not([hidden])');
    assert.deepEqual(await violations(page), [], 'right, partly and wrong');

    await page.goto(small().address('bai-hoc/sau-cua.html'));
    await page.evaluate(() => {
      document.querySelector('.quiz').classList.add('is-closed');
      document.querySelector('.quiz-gate').hidden = false;
    });
    assert.deepEqual(await violations(page), [], 'a closed gate');

    await page.goto(ours().address('kiem-tra.html'));
    await page.waitForSelector('.quiz > .button:enabled');
    assert.deepEqual(await violations(page), [], 'the final test before it begins');
    await page.click('.quiz > .button');
    await page.waitForSelector('.quiz-submit');
    await page.click('.quiz-submit');
    await page.click('.quiz-submit');
    await page.waitForSelector('.part-results');
    assert.deepEqual(await violations(page), [], 'its result');
  });
}

/** What has the focus: its name for people, and whether a reader can see it and see that it has the focus. */
function focused(page) {
  return page.evaluate(async () => {
    const element = document.activeElement;
    const words = (element.labels?.[0] ?? element).textContent.replace(/\s+/g, ' ').trim();
    const name = `${element.tagName.toLowerCase()} ${element.type ?? ''} ${words}`;
    const style = getComputedStyle(element);
    const outlined = element.matches(':focus-visible') && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const isCovered = () => {
      const box = element.getClientRects()[0];
      const top = box && document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      return !(top && (element.contains(top) || top.contains(element)));
    };
    // The browser scrolls to what has the focus, some frames later.
    for (let frame = 0; frame < 90 && isCovered(); frame += 1) await new Promise((next) => { requestAnimationFrame(next); });
    return { body: element === document.body, name: name.slice(0, 80), outlined, covered: isCovered(), question: element.closest('.question')?.id };
  });
}

/** Presses Tab until the focus is where `wanted` says, and returns all that was passed. */
async function tabTo(page, wanted) {
  const passed = [];
  for (let presses = 0; presses < 400; presses += 1) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    passed.push(now);
    if (wanted(now)) return passed;
  }
  return assert.fail(`not reached by Tab; passed: ${passed.map(({ name }) => name).join(' | ')}`);
}

test('the first Tab shows a link that skips to the text', async () => {
  const page = await open(small().address('bai-hoc/cau-hoi.html'));
  await page.keyboard.press('Tab');
  assert.equal((await focused(page)).name.trim(), 'a  Đến nội dung chính');
  assert.ok((await page.$eval('.skip', (link) => link.getBoundingClientRect().top)) >= 0, 'it is on the screen');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'content');
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.activeElement.closest('main') !== null), 'the next Tab is in the text');
});

test('a quiz is answered, read and tried again with the keyboard alone', async () => {
  const page = await open(small().address('bai-hoc/cau-hoi.html'));
  const { keyboard } = page;
  const inQuestion = (id) => (now) => now.question === id;
  const done = () => text(page, '.quiz-progress');

  await tabTo(page, inQuestion('mot'));
  await keyboard.press('Space');
  await keyboard.press('ArrowDown');
  await tabTo(page, ({ name }) => name.endsWith('Trả lời'));
  await keyboard.press('Enter');
  assert.equal(await text(page, '#mot .question-verdict'), 'Đúng – 1/1 điểm');
  await keyboard.press('Enter'); // the same button leads on
  assert.equal((await focused(page)).question, 'nhieu');

  await keyboard.press('Space');
  await tabTo(page, ({ name }) => name.endsWith('Trả lời'));
  await keyboard.press('Space');
  assert.equal(await done(), 'Đã trả lời 2/7 câu');
  await keyboard.press('Space');
  assert.equal((await focused(page)).question, 'nhan-dinh');

  await keyboard.press('Space');
  await tabTo(page, ({ name }) => name.endsWith('Trả lời'));
  await keyboard.press('Enter');
  await keyboard.press('Enter');
  assert.equal((await focused(page)).question, 'ngan');

  await keyboard.type('hóa học');
  await keyboard.press('Enter');
  assert.equal(await done(), 'Đã trả lời 4/7 câu');
  await keyboard.press('Enter');
  assert.equal((await focused(page)).question, 'dien');

  await keyboard.type('7');
  await keyboard.press('Enter');
  await keyboard.press('Enter');
  assert.equal((await focused(page)).question, 'thu-tu');

  await tabTo(page, () => true);
  await keyboard.press('Enter'); // the first item goes down, and the focus with it
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Đưa xuống: Năm 2030');
  assert.equal(await text(page, '.quiz [role=status]'), 'Năm 2030: vị trí 2/3.');
  await tabTo(page, ({ name }) => name.endsWith('Trả lời'));
  await keyboard.press('Enter');
  assert.equal(await text(page, '#thu-tu .question-verdict'), 'Đúng – 1/1 điểm');
  await keyboard.press('Enter');
  assert.equal((await focused(page)).question, 'ghep');

  await keyboard.press('ArrowDown');
  await tabTo(page, ({ name }) => name.endsWith('Trả lời'));
  await keyboard.press('Enter');
  assert.equal(await done(), 'Đã trả lời 7/7 câu');
  await keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.classList.contains('quiz-result')), true);

  await tabTo(page, ({ name }) => name.endsWith('Làm lại câu chưa đúng'));
  await keyboard.press('Enter');
  assert.match(await done(), /^Đã trả lời [45]\/7 câu$/);
});

for (const width of [widths.phone, widths.desk]) {
  test(`whatever Tab reaches at ${width} pixels is in sight, outlined and not covered`, async () => {
    const page = await open(small().address('index.html'), { width });
    const hidden = [];
    for (const name of ['index.html', 'bai-hoc/cau-hoi.html', 'bai-hoc/moi-thanh-phan.html', 'thuat-ngu.html']) {
      await page.goto(small().address(name));
      const passed = await tabTo(page, ({ body }) => body);
      assert.ok(passed.length > 8, `${name}: only ${passed.length} stops`);
      const bad = passed.filter(({ body, outlined, covered }) => !body && (!outlined || covered));
      hidden.push(...bad.map((stop) => `${name}: ${stop.name}${stop.covered ? ' is covered' : ' has no outline'}`));
    }
    assert.deepEqual(hidden, []);
  });
}

test('a term shows its meaning on focus and hides it on Escape', async () => {
  const page = await open(small().address('bai-hoc/cau-hoi.html'));
  await tabTo(page, ({ name }) => name.includes('kinh tế số'));
  assert.equal(await shown(page, '[role="tooltip"]'), true);
  assert.equal(await text(page, '[role="tooltip"]'), 'Phần của nền kinh tế hoạt động dựa trên công nghệ số và dữ liệu.');
  const described = await page.evaluate(() => document.activeElement.getAttribute('aria-describedby'));
  assert.equal(described, await page.$eval('[role="tooltip"]', (tip) => tip.id));
  await page.keyboard.press('Escape');
  assert.equal(await shown(page, '[role="tooltip"]'), false);
});

test('a term shows its meaning to the pointer, which may move onto it', async () => {
  const page = await open(small().address('bai-hoc/cau-hoi.html'));
  await page.hover('a.term');
  assert.equal(await shown(page, '[role="tooltip"]'), true);
  await page.hover('[role="tooltip"]');
  assert.equal(await shown(page, '[role="tooltip"]'), true);
  await page.hover('h1');
  await page.waitForSelector('[role="tooltip"]', { hidden: true });
});

test('the meaning of a term stays on the screen at 320 pixels', async () => {
  const page = await open(small().address('bai-hoc/moi-thanh-phan.html'), { width: widths.narrowest });
  for (const term of await page.$$('a.term')) {
    await term.focus();
    const box = await page.$eval('[role="tooltip"]', (tip) => tip.getBoundingClientRect().toJSON());
    assert.ok(box.left >= 0 && box.right <= widths.narrowest && box.width > 0, JSON.stringify(box));
  }
});

test('the menu for ground and text size opens, changes and closes with the keyboard', async () => {
  const page = await open(small().address('index.html'));
  await tabTo(page, ({ name }) => name.endsWith('Hiển thị'));
  await page.keyboard.press('Enter');
  await tabTo(page, ({ name }) => name.includes('Theo thiết bị'));
  await page.keyboard.press('ArrowDown');
  assert.equal(await page.$eval('html', (root) => root.dataset.look), 'light');
  await page.keyboard.press('Escape');
  assert.equal(await page.$eval('details.look', (menu) => menu.open), false);
  assert.match((await focused(page)).name, /Hiển thị$/);
});
