// Whether a page can be read with ease: the length of a line, room for marks on marks, one family in a paragraph,
// targets for a thumb, and what is one tap away.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { ours, shown, small, useBrowser, widths } from './support.mjs';

const open = useBrowser();
const task = 'nhiem-vu/ha-tang-thiet-yeu.html';
const kinds = ['index.html', 'nhiem-vu/index.html', task, 'nguon.html', 'nguon/hd116.html', 'thuat-ngu.html'];

/** Elements of the page that have words of their own and are on screen, by what `look` says of each. */
function worded(page, look) {
  return page.evaluate(`(${(source) => {
    const look = new Function(`return ${source}`)();
    const own = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && /\S/.test(node.data));
    const elements = [...document.body.querySelectorAll('*')].filter((element) => own(element)
      && !element.closest('svg, script, .visually-hidden, .skip') && element.checkVisibility());
    return elements.map(look).filter(Boolean);
  }})(${JSON.stringify(String(look))})`);
}

test('a line of text has 60 to 75 letters', async () => {
  for (const size of ['normal', 'large', 'larger']) {
    const page = await open(ours().address(task));
    await page.evaluate((chosen) => document.documentElement.setAttribute('data-size', chosen), size);
    const letters = await page.$$eval('.body > p', (paragraphs) => {
      const pen = document.createElement('canvas').getContext('2d');
      const long = paragraphs.filter((paragraph) => paragraph.textContent.length > 150);
      return long.map((paragraph) => {
        pen.font = getComputedStyle(paragraph).font;
        return paragraph.textContent.length * paragraph.clientWidth / pen.measureText(paragraph.textContent).width;
      });
    });
    const mean = letters.reduce((sum, one) => sum + one, 0) / letters.length;
    assert.ok(mean >= 60 && mean <= 75, `${size}: ${mean.toFixed(1)} letters`);
  }
});

test('a letter with marks above and below leaves room in its line: 0.85 of it in text, 0.95 in headings', async () => {
  for (const width of [widths.phone, widths.desk]) {
    const page = await open(ours().address(task), { width });
    const tight = [];
    for (const name of kinds) {
      await page.goto(ours().address(name));
      const filled = await worded(page, (element) => {
        const pen = document.createElement('canvas').getContext('2d');
        const style = getComputedStyle(element);
        pen.font = style.font;
        const ink = [...'ẪẨẴỖỞỮẬẶỆỘậặệộựỵ'].map((letter) => {
          const { actualBoundingBoxAscent: up, actualBoundingBoxDescent: down } = pen.measureText(letter);
          return up + down;
        });
        if (style.lineHeight === '0px') return false; // raised signs make no line
        const share = Math.max(...ink) / parseFloat(style.lineHeight);
        const most = /^H[1-6]$/.test(element.tagName) || element.closest('h1, h2, h3, h4, .subtitle, .date') ? 0.95 : 0.85;
        return share > most && `${element.tagName}.${element.className} ${share.toFixed(2)}`;
      });
      tight.push(...new Set(filled.map((what) => `${name} at ${width}: ${what}`)));
    }
    assert.deepEqual(tight, []);
  }
});

test('text has a line height of 1.6 at least', async () => {
  const page = await open(ours().address(task));
  const low = await worded(page, (element) => {
    const style = getComputedStyle(element);
    const height = parseFloat(style.lineHeight) / parseFloat(style.fontSize);
    return element.matches('main p:not(.nav-title), main .body li, main dd, main legend') && !element.matches('.facts *, .trail *')
      && height < 1.595 && `${element.tagName}.${element.className} ${height}`;
  });
  assert.deepEqual([...new Set(low)], []);
});

test('a paragraph is set in one family', async () => {
  const page = await open(ours().address(task));
  const session = await page.createCDPSession();
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument', { depth: 1 });
  const mixed = [];
  let looked = 0;
  for (const selector of ['h1', 'h2', '.summary', '.objectives li', '.body > p', '.quotation blockquote', '.question legend']) {
    const { nodeIds } = await session.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector });
    for (const nodeId of nodeIds.slice(0, 6)) {
      const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
      const families = new Set(fonts.map((font) => font.familyName));
      looked += 1;
      if (families.size > 1) mixed.push(`${selector}: ${[...families].join(', ')}`);
    }
  }
  assert.deepEqual(mixed, []);
  assert.ok(looked > 20, `only ${looked} paragraphs were looked at`);
});

test('on a phone every control is at least 44 pixels high, or stands in a line of text', async () => {
  const page = await open(ours().address(task), { width: widths.phone });
  const low = [];
  for (const [book, name] of [...kinds.map((name) => [ours(), name]), ...small().pages.map((name) => [small(), name])]) {
    await page.goto(book.address(name));
    await page.$$eval('details.look, main details', (folded) => folded.forEach((details) => { details.open = true; }));
    const found = await page.evaluate(() => [...document.querySelectorAll('a[href], button, input, select, summary, textarea')]
      .filter((control) => control.checkVisibility() && !control.closest('.visually-hidden, .skip, .tasks'))
      // WCAG 2.5.8 lets links within a sentence be as high as its line.
      .filter((control) => getComputedStyle(control).display !== 'inline' && !control.matches('.term, .citation, .note-ref'))
      .map((control) => [control, (control.closest('label') ?? control).getBoundingClientRect()])
      .filter(([, box]) => box.height < 43.9)
      .map(([control, box]) => `${control.tagName}.${control.className} «${control.textContent.trim().slice(0, 20)}» ${box.height.toFixed(1)}`));
    low.push(...found.map((what) => `${name}: ${what}`));
  }
  assert.deepEqual([...new Set(low)], []);
});

test('on a phone the contents are one tap away, wherever the page is scrolled to', async () => {
  const page = await open(ours().address(task), { width: widths.phone });
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight / 2));
  const link = await page.$('.dock a[href$="#contents"]');
  assert.equal(await link.isIntersectingViewport({ threshold: 1 }), true);
  await Promise.all([page.waitForNavigation(), link.tap()]);
  assert.equal(await page.evaluate(() => location.hash), '#contents');
});

test('what has the focus is never behind the bar at the foot of a phone', async () => {
  const page = await open(small().address('bai-hoc/cau-hoi.html'), { width: widths.phone });
  const hidden = [];
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    hidden.push(await page.evaluate(() => {
      const control = document.activeElement;
      const dock = document.querySelector('.dock');
      if (control === document.body || dock.contains(control) || control.closest('.skip')) return '';
      return control.getBoundingClientRect().top >= dock.getBoundingClientRect().top && `${control.tagName}.${control.className}`;
    }));
  }
  assert.deepEqual(hidden.filter(Boolean), []);
});

test('official text stands apart: a sheet of its own, another family, the word «Nguyên văn»', async () => {
  const page = await open(ours().address(task));
  const looks = await page.evaluate(() => {
    const of = (selector) => getComputedStyle(document.querySelector(selector));
    return {
      ground: of('.quotation').backgroundColor !== of('body').backgroundColor,
      family: of('.quotation blockquote').fontFamily !== of('.body > p').fontFamily,
      word: document.querySelector('.quotation .verbatim').textContent,
    };
  });
  assert.deepEqual(looks, { ground: true, family: true, word: 'Nguyên văn' });
  assert.equal(await shown(page, '.quotation .verbatim'), true);
});

test('an official table of many columns has room: whole on a desk, on a phone looked at by parts', async () => {
  const page = await open(ours().address('danh-muc-de-an/bang-de-an.html'));
  const looked = () => page.$$eval('.quotation .table:has(tr > :nth-child(6))', (tables) => tables.map((table) => ({
    isWhole: table.scrollWidth <= table.clientWidth,
    name: table.querySelector('tr:nth-child(2) > :nth-child(2), tbody tr > :nth-child(2)').getBoundingClientRect().width,
  })));
  const onDesk = await looked();
  assert.ok(onDesk.length > 5, `only ${onDesk.length} tables were found`);
  assert.deepEqual(onDesk.filter((table) => !table.isWhole || table.name < 220), []);
  await page.setViewport({ width: widths.phone, height: 800 });
  assert.deepEqual((await looked()).filter((table) => table.isWhole || table.name < 220), []);
});
