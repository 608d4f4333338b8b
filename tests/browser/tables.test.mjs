// A table of data: whole without scripts; with them sorted by any column, filtered, searched without marks, told.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { ours, shown, text, useBrowser, widths } from './support.mjs';

const open = useBrowser();
const annex = () => ours().address('danh-muc-de-an/bang-de-an.html');

const rows = (page) => page.$$eval('figure.data tbody tr', (all) => all.filter((row) => row.checkVisibility())
  .map((row) => [...row.cells].map((cell) => cell.textContent)));
const column = async (page, index) => (await rows(page)).map((row) => row[index]);
const head = (page, name) => page.waitForSelector(`::-p-xpath(//figure[contains(@class,"data")]//th/button[.="${name}"])`);

test('without scripts a table is whole and has no controls', async () => {
  const page = await open(annex(), { scripts: false });
  assert.equal((await rows(page)).length, 25);
  assert.equal(await page.$('figure.data button, figure.data select'), null);
});

test('a column sorts up and down, numbers as numbers, Roman numerals and years too', async () => {
  const page = await open(annex());
  const whole = await rows(page);
  await (await head(page, 'Năm')).click();
  const years = await column(page, 6);
  assert.deepEqual(years, [...years].sort());
  assert.equal(await text(page, '.table-count'), 'Hiện 25/25 dòng. Đã xếp theo cột “Năm”, tăng dần.');
  await (await head(page, 'Năm')).click();
  assert.deepEqual(await column(page, 6), [...years].reverse());
  assert.equal(await page.$eval('th[aria-sort]', (cell) => cell.getAttribute('aria-sort')), 'descending');
  await page.click('.table-state .button');
  assert.deepEqual(await rows(page), whole);
  assert.equal(await page.$('th[aria-sort]'), null);
  const groups = await open(ours().address('danh-muc-de-an/index.html'));
  await (await head(groups, 'Phần')).click();
  await (await head(groups, 'Phần')).click();
  assert.deepEqual(await column(groups, 0), ['VIII', 'VII', 'VI', 'V', 'IV', 'III', 'II', 'I']);
});

test('words sort in the Vietnamese order: đ after d', async () => {
  const page = await open(annex());
  await (await head(page, 'Tên đề án')).click();
  const names = await column(page, 1);
  assert.ok(names.findIndex((name) => name.startsWith('Đề')) > names.findIndex((name) => name.startsWith('Chương')));
  assert.deepEqual(names, [...names].sort(new Intl.Collator('vi', { numeric: true }).compare));
});

test('a filter and words without marks leave only what fits, and the count is told', async () => {
  const page = await open(annex());
  const body = await page.$('.table-tools select');
  await body.select('Bộ Thông tin và Truyền thông');
  assert.equal(await text(page, '.table-count'), 'Hiện 7/25 dòng.');
  await page.type('.table-tools input', 'ha tang vien thong');
  assert.deepEqual(await column(page, 0), ['III.3']);
  await page.type('.table-tools input', ' khong co');
  assert.equal((await rows(page)).length, 0);
  assert.match(await text(page, '.table-count'), /^Không có dòng nào khớp/);
  await page.click('.table-state .button');
  assert.equal((await rows(page)).length, 25);
  assert.equal(await page.evaluate(() => document.activeElement.type), 'search');
});

test('on a phone a row is a card that names each cell, and is still a table to a screen reader', async () => {
  const page = await open(annex(), { width: widths.phone });
  assert.equal(await shown(page, '.table-tools'), true);
  const cell = await page.$eval('figure.data tbody tr td:nth-child(3)', (one) => ({
    label: getComputedStyle(one, '::before').content, role: one.getAttribute('role'), row: one.parentNode.getAttribute('role'),
  }));
  assert.deepEqual(cell, { label: '"Cơ quan chủ trì"', role: 'cell', row: 'row' });
});
