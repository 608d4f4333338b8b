// The search as a reader meets it, in Chromium and Firefox, from files: the box by button and by keyboard, results that
// open at the place with the words marked, the search page, and without JavaScript. What is found is held by
// query.test.mjs.

import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { all, axe, browsers, ours, shown, text, useBrowser, widths } from './support.mjs';

/** Types into the box that is open, and waits for the answer to what stands there. */
async function type(page, query) {
  await page.keyboard.type(query);
  await page.waitForFunction(() => {
    const form = document.activeElement.closest('.find-form');
    return form.querySelector('.find-results').dataset.query === form.querySelector('input').value;
  });
}

async function openBox(page, key = '/') {
  if (key === '/') {
    await page.keyboard.press('/');
  } else {
    await page.keyboard.down('Control');
    await page.keyboard.press('k');
    await page.keyboard.up('Control');
  }
  await page.waitForSelector('dialog.find-box[open]');
}

const focused = (page) => page.evaluate(() => {
  const { activeElement: element } = document;
  return element.matches('input') ? 'field' : element.matches('.find-results a') ? element.querySelector('.find-title').textContent : element.className;
});
const titles = (page) => page.$$eval('.find-title', (found) => found.map((title) => title.textContent));
const marks = (page) => page.$$eval('main mark.found', (found) => found.map((mark) => mark.textContent));

for (const browser of browsers) {
  describe(browser, () => {
    const open = useBrowser({ browser });

    test('the box opens by / and by Ctrl-K, and Escape gives the focus back', async () => {
      const page = await open(ours().address('index.html'));
      for (const key of ['/', 'Control']) {
        await page.focus('.brand');
        await openBox(page, key);
        assert.equal(await focused(page), 'field');
        await page.keyboard.press('Escape');
        await page.waitForSelector('dialog.find-box:not([open])', { hidden: true });
        assert.equal(await focused(page), 'brand');
      }
    });

    test('arrows go through the results, and Enter opens one at its place with the words marked', async () => {
      const page = await open(ours().address('index.html'));
      await openBox(page);
      await type(page, 'ha tang thanh toan so');
      const found = await titles(page);
      assert.match(found[0], /^3\.3\. Nhiệm vụ thứ ba/);
      await page.keyboard.press('ArrowDown');
      assert.equal(await focused(page), found[0]);
      await page.keyboard.press('ArrowDown');
      assert.equal(await focused(page), found[1]);
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowUp');
      assert.equal(await focused(page), 'field');
      await page.keyboard.press('ArrowDown');
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
      await page.waitForSelector('main mark.found');
      assert.match(page.url(), /nhiem-vu\/ha-tang-thiet-yeu\.html\?q=.*#ha-tang-thanh-toan-so$/);
      assert.ok((await marks(page)).includes('hạ tầng thanh toán số'));
      assert.equal(await page.evaluate(() => {
        const after = [...document.querySelectorAll('main mark.found')].find((mark) => mark.closest('h3')?.id === 'ha-tang-thanh-toan-so');
        const { top, bottom } = after.getBoundingClientRect();
        return top >= 0 && bottom <= window.innerHeight;
      }), true, 'the place is in sight');
      const words = await text(page, 'main');
      await page.keyboard.press('Escape');
      assert.deepEqual(await marks(page), []);
      assert.equal(await text(page, 'main'), words, 'the text is as it was');
    });

    test('the search page takes ?q= and keeps what is typed in its address', async () => {
      const page = await open(`${ours().address('tim.html')}?q=52-NQ%2FTW`);
      await page.waitForSelector('.find-results a');
      assert.equal(await page.$eval('.find-here input', (field) => field.value), '52-NQ/TW');
      assert.match((await titles(page))[0], /52-NQ\/TW/);
      await type(page, ' 2030');
      assert.match(page.url(), /tim\.html\?q=52-NQ%2FTW%202030$/);
    });
  });
}

describe('in detail', () => {
  const open = useBrowser();

  test('Enter in the field opens the first result', async () => {
    const page = await open(ours().address('muc-tieu/index.html'));
    await openBox(page);
    await type(page, 'tam nhin 2045');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    assert.match(page.url(), /muc-tieu\/tam-nhin-2045\.html\?q=tam%20nhin%202045/);
  });

  test('/ is a letter in a field', async () => {
    const page = await open(`${ours().address('tim.html')}?q=50`);
    await page.waitForSelector('.find-results a');
    await page.keyboard.type('/NQ');
    assert.equal(await page.$eval('.find-here input', (field) => field.value), '50/NQ');
    assert.equal(await page.$('dialog'), null);
  });

  test('results stand under their parts, the count is announced, and more can be had', async () => {
    const page = await open(ours().address('index.html'));
    await openBox(page);
    await type(page, 'chuyen doi so');
    assert.match(await text(page, '.find-state[role="status"]'), /^Tìm thấy \d+ trang\.$/);
    const groups = await page.$$eval('.find-results section', (parts) => parts.map((part) => part.querySelector('h2').textContent));
    assert.ok(groups.includes('Nhiệm vụ chủ yếu') && groups.length === new Set(groups).size, groups.join());
    assert.ok((await page.$$eval('.find-results mark', (found) => found.map((mark) => mark.textContent.toLowerCase()))).includes('chuyển đổi số'));
    const before = (await titles(page)).length;
    await page.click('.find-form > .button');
    await page.waitForFunction((before) => document.querySelectorAll('.find-results a').length > before, {}, before);
    await page.waitForFunction(() => document.activeElement.matches('.find-results a'));
  });

  test('what stands nowhere is said, and what is typed is never read as markup', async () => {
    const page = await open(ours().address('index.html'));
    await openBox(page);
    await type(page, 'xyzzy');
    assert.equal(await text(page, '.find-state'), 'Không trang nào có “xyzzy”. Không tìm thấy trang nào. Hãy thử ít từ hơn hoặc bỏ dấu ngoặc kép.');
    await page.goto(`${ours().address('tim.html')}?q=${encodeURIComponent('<img src=x onerror=alert(1)> GDP')}`);
    await page.waitForSelector('.find-results a');
    assert.equal(await page.$('.find-here img'), null);
    assert.match(await text(page, '.find-state'), /“onerror”/);
  });

  test('a finger finds at 360 pixels, where nothing is wider than the screen', async () => {
    const page = await open(ours().address('index.html'), { width: widths.phone });
    await page.click('button.find');
    await page.waitForSelector('dialog.find-box[open]');
    await type(page, 'doi moi sang tao');
    const sizes = await page.evaluate(() => ({
      wide: document.querySelector('dialog').scrollWidth > window.innerWidth,
      low: [...document.querySelectorAll('dialog input, dialog button:not([hidden]), dialog a')].filter((control) => control.getBoundingClientRect().height < 44).length,
    }));
    assert.deepEqual(sizes, { wide: false, low: 0 });
    await Promise.all([page.waitForNavigation(), page.click('.find-results a')]);
    await page.waitForSelector('.find-clear button');
    await page.click('.find-clear button');
    assert.deepEqual(await marks(page), []);
    assert.equal(await page.$('.find-clear'), null);
  });

  for (const [name, media] of Object.entries({ light: { 'prefers-color-scheme': 'light' }, dark: { 'prefers-color-scheme': 'dark' } })) {
    test(`axe finds nothing in the box, on the search page and in a marked page in ${name}`, async () => {
      const violations = async () => {
        await page.evaluate(axe());
        return page.evaluate(async () => {
          const { violations } = await window.axe.run(document, { resultTypes: ['violations'], preload: false });
          return violations.map(({ id, nodes }) => `${id}: ${nodes[0].target.join(' ')} ${nodes[0].failureSummary}`);
        });
      };
      const page = await open(ours().address('index.html'), { media, width: widths.phone });
      await page.click('button.find');
      await page.waitForSelector('dialog.find-box[open]');
      await type(page, 'kinh te so');
      assert.deepEqual(await violations(), []);
      await page.goto(`${ours().address('tim.html')}?q=GDP`);
      await page.waitForSelector('.find-results a');
      assert.deepEqual(await violations(), []);
      await page.goto(`${ours().address('muc-tieu/den-nam-2025.html')}?q=kinh%20t%E1%BA%BF`);
      await page.waitForSelector('mark.found');
      assert.deepEqual(await violations(), []);
    });
  }

  test('without JavaScript no button is shown, and the search page shows other ways', async () => {
    for (const book of all()) {
      const page = await open(book.address('tim.html'), { scripts: false });
      assert.equal(await shown(page, 'button.find'), false);
      assert.match(await text(page, 'noscript'), /Mục lục/);
    }
  });
});
