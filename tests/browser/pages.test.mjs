// What must hold of every page of every handbook: the console stays empty and nothing but files is asked for (held by
// support.mjs), links lead somewhere, nothing is wider than a phone, and a page is light.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { all, ours, pretend, small, useBrowser, widths } from './support.mjs';

const open = useBrowser();

/** Calls `look` with these pages of every handbook, one after the other in one window. */
async function everyPage(options, look, pages = (book) => book.typical) {
  const page = await open(ours().address('index.html'), options);
  for (const book of all()) {
    for (const name of pages(book)) {
      await page.goto(book.address(name));
      await look(page, book, name);
    }
  }
}

/** Everything that sticks out of the page to the right, except inside what scrolls by itself. */
function overflow(page) {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth <= room) return [];
    const scrolls = (element) => element.closest('.table, pre, .visually-hidden, [hidden]');
    const wide = [...document.body.querySelectorAll('*')]
      .filter((element) => !scrolls(element) && element.getBoundingClientRect().right > room + 0.5)
      .map((element) => `${element.tagName}.${element.className} to ${Math.ceil(element.getBoundingClientRect().right)}px`);
    return [`${document.scrollingElement.scrollWidth}px wide`, ...wide.slice(0, 5)];
  });
}

/** Unfolds everything, which is the widest a page gets. */
const unfold = (page) => page.$$eval('main details', (folded) => folded.forEach((details) => { details.open = true; }));

test('every page says what it is: language, title, one heading of the first level, one main', async () => {
  const titles = new Map();
  await everyPage({}, async (page, book, name) => {
    const facts = await page.evaluate(() => ({
      language: document.documentElement.lang,
      title: document.title,
      headings: document.querySelectorAll('h1').length,
      mains: document.querySelectorAll('main').length,
    }));
    const { title, ...others } = facts;
    assert.deepEqual(others, { language: 'vi', headings: 1, mains: 1 }, name);
    const own = book.address(title);
    assert.equal(titles.get(own), undefined, `${name} has the title of ${titles.get(own)}: ${title}`);
    titles.set(own, name);
  });
});

test('every link of every page leads to a file that exists and a place in it', async () => {
  const places = new Map(); // file address -> the ids in it
  const links = [];
  await everyPage({}, async (page, book, name) => {
    const found = await page.evaluate(() => ({
      ids: [...document.querySelectorAll('[id]')].map((element) => element.id),
      links: [...document.querySelectorAll('[href], [src]')]
        .filter((element) => element.namespaceURI.endsWith('xhtml'))
        .map((element) => [element.getAttribute('href') ?? element.getAttribute('src'), element.href || element.src]),
    }));
    places.set(book.address(name), new Set(found.ids));
    links.push(...found.links.map(([written, address]) => ({ book, name, written, address })));
  }, (book) => book.pages);
  const broken = [];
  for (const { book, name, written, address } of links) {
    const target = book.target(address);
    if (!target) continue;
    const ids = places.get(book.address(target.file));
    const arrives = book.files.includes(target.file) && (!target.place || ids?.has(target.place));
    if (!arrives) broken.push(`${name} -> ${written}`);
  }
  assert.deepEqual([...new Set(broken)], []);
  assert.ok(links.length > 1000, `only ${links.length} links were found`);
});

test('no page is wider than a screen of 320 or 360 pixels', async () => {
  const wide = [];
  await everyPage({ width: widths.narrowest }, async (page, book, name) => {
    await unfold(page);
    for (const width of [widths.narrowest, widths.phone]) {
      await page.setViewport({ width, height: 800 });
      wide.push(...(await overflow(page)).map((what) => `${name} at ${width}: ${what}`));
    }
  });
  assert.deepEqual(wide, []);
});

test('the largest text fits a screen of 320 pixels', async () => {
  const page = await open(small().address('index.html'), { width: widths.narrowest });
  const wide = [];
  for (const name of small().pages) {
    await page.goto(small().address(name));
    await page.evaluate(() => document.documentElement.setAttribute('data-size', 'larger'));
    await unfold(page);
    const found = await overflow(page);
    if (found.length) wide.push(`${name}: ${found.join(', ')}`);
  }
  assert.deepEqual(wide, []);
});

test('an answered quiz and the open menu fit a screen of 320 pixels', async () => {
  const page = await open(small().address('bai-hoc/cau-hoi.html'), { width: widths.narrowest });
  for (const choice of await page.$$('.choice:first-of-type input')) await choice.click();
  await page.type('#ngan input', 'sai');
  for (const button of await page.$$('.answer-button')) await button.click();
  assert.equal(await page.$$eval('.question.is-answered', (answered) => answered.length), 4);
  await page.click('.look summary');
  assert.deepEqual(await overflow(page), []);
});

/** What a reader's browser loads with a page: the files it names, and how large they are as shipped. */
function named(book, name, kind) {
  const names = book.read(name).toString().matchAll(/(?:href|src)="(?:\.\.\/)*(static\/[^"]+\.(css|js))"/g);
  return [...names].filter((found) => found[2].match(kind)).map((found) => found[1]);
}

test('a page with its quiz, style and scripts is under 30 KB compressed', () => {
  const book = ours();
  const weight = (file) => gzipSync(book.read(file)).length;
  const heavy = book.pages
    .filter((name) => name.startsWith('nhiem-vu/'))
    .map((name) => `${name}: ${[name, ...named(book, name, /css|js/)].reduce((sum, file) => sum + weight(file), 0)}`)
    .filter((line) => Number(line.split(': ')[1]) >= 30_720);
  assert.deepEqual(heavy, []);
});

test('scripts of a page are under 30 KB as shipped, styles under 24 KB, with more for a table of data (6 and 4 KB) and the final test (1 KB)', () => {
  const heavy = [];
  let weighed = 0;
  for (const book of all()) {
    // The outline holds the titles of the whole handbook, and grows with it; paper loads what the screen never does.
    const size = (files) => files.filter((file) => file !== 'static/outline.js').reduce((sum, file) => sum + book.read(file).length, 0);
    for (const name of book.pages.filter((name) => name !== 'ban-in.html')) {
      const scripts = named(book, name, /js/);
      const hasTable = scripts.includes('static/table.js');
      const sizes = [size(scripts), size(named(book, name, /css/))];
      const draws = scripts.includes('static/final.js');
      if (sizes[0] >= 30_720 + (hasTable ? 6_144 : 0) + (draws ? 1_024 : 0)) heavy.push(`scripts of ${name}: ${sizes[0]}`);
      if (sizes[1] >= 24_576 + (hasTable ? 4_096 : 0)) heavy.push(`styles of ${name}: ${sizes[1]}`);
      weighed += sizes[0] > 15_000 && sizes[1] > 15_000 ? 1 : 0;
    }
  }
  assert.deepEqual(heavy, []);
  assert.ok(weighed > 10, `only ${weighed} pages with scripts were weighed`);
});

test('nothing moves for a reader who asked for less motion', async () => {
  const page = await open(small().address('bai-hoc/cau-hoi.html'), { media: { 'prefers-reduced-motion': 'reduce' } });
  for (const name of small().pages) {
    await page.goto(small().address(name));
    await pretend(page, { 'prefers-reduced-motion': 'reduce' });
    const moving = await page.evaluate(() => [...document.querySelectorAll('*')].filter((element) => {
      const style = getComputedStyle(element);
      const still = (value) => value.split(', ').every((time) => parseFloat(time) === 0);
      return !still(style.transitionDuration) || style.animationName !== 'none' || style.scrollBehavior === 'smooth';
    }).map((element) => element.tagName));
    assert.deepEqual(moving, [], name);
  }
});
