// Reading aloud, with a voice of our own making: what is said, in which order, what is marked, how it stops. Chromium
// on a machine without speech has no voice, and then there is no button.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { small, text, useBrowser, widths } from './support.mjs';

const open = useBrowser();
const lesson = () => small().address('bai-hoc/moi-thanh-phan.html');

/** A voice that speaks a sentence whenever the test says so. */
const withVoices = (languages) => ({
  prepare: (page) => page.evaluateOnNewDocument((known) => {
    window.said = [];
    window.current = null;
    window.SpeechSynthesisUtterance = function (words) { this.text = words; };
    const speech = {
      getVoices: () => known.map((lang) => ({ lang, name: lang })),
      speak: (one) => { window.current = one; window.said.push(one.text); },
      cancel: () => { const one = window.current; window.current = null; one?.onerror?.(); },
    };
    Object.defineProperty(window, 'speechSynthesis', { value: speech });
  }, languages),
});
const sayOn = (page) => page.evaluate(() => { const one = window.current; window.current = null; one.onend(); });
const said = (page) => page.evaluate(() => window.said);
const words = (page) => page.$$eval('.aloud', (buttons) => buttons.filter((one) => one.checkVisibility()).map((one) => one.textContent));

test('there is no button without a voice, nor with voices of other languages only', async () => {
  assert.deepEqual(await words(await open(lesson())), []);
  assert.deepEqual(await words(await open(lesson(), withVoices(['en-GB', 'fr-FR']))), []);
});

test('a page is read from its title on, sentence by sentence, and the place is marked', async () => {
  const page = await open(lesson(), withVoices(['en-GB', 'vi-VN']));
  await page.waitForSelector('.aloud');
  assert.deepEqual(await words(page), ['Nghe đọc']);
  await (await page.waitForSelector('.aloud')).click();
  assert.equal(await text(page, 'h1.is-read'), await text(page, 'h1'));
  for (let sentence = 0; sentence < 4; sentence += 1) await sayOn(page);
  assert.deepEqual((await said(page)).slice(1, 4), ['Trang này có mỗi thành phần một lần.', 'Thấy mọi thành phần trong một trang.', 'Chữ và liên kết']);
  assert.equal(await page.$$eval('.is-read', (marked) => marked.length), 1);
});

test('citations, notes and folded text are not read', async () => {
  const page = await open(lesson(), withVoices(['vi-VN']));
  await (await page.waitForSelector('.aloud')).click();
  while (await page.evaluate(() => window.current !== null)) await sayOn(page);
  const all = (await said(page)).join('\n');
  assert.match(all, /Văn bản viết “Kinh tế số chiếm khoảng 20% GDP”/);
  assert.match(all, /hai phẩy một/);
  assert.doesNotMatch(all, /\[|Xem đáp án|Bảng số liệu/);
  assert.equal(all.split('hai phẩy một').length, 2, 'an inner item is read once');
  assert.deepEqual(await words(page), ['Nghe đọc'], 'at the end');
  assert.equal(await page.$('.is-read'), null);
});

test('a pause goes on with the same sentence; stopping begins anew and gives the focus back', async () => {
  const page = await open(lesson(), withVoices(['vi']));
  await (await page.waitForSelector('.aloud')).click();
  await sayOn(page);
  await (await page.waitForSelector('.aloud')).click();
  assert.deepEqual(await words(page), ['Đọc tiếp', 'Dừng hẳn']);
  assert.equal(await page.evaluate(() => window.current), null);
  await (await page.waitForSelector('.aloud')).click();
  const heard = await said(page);
  assert.equal(heard.at(-1), heard.at(-2));
  assert.deepEqual(await words(page), ['Tạm dừng', 'Dừng hẳn']);
  await page.click('.aloud:last-child');
  await page.waitForSelector('.aloud');
  assert.deepEqual(await words(page), ['Nghe đọc']);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Nghe đọc');
  await (await page.waitForSelector('.aloud')).click();
  assert.equal((await said(page)).at(-1), heard[0]);
});

test('the place that is read is brought on screen, also on a phone', async () => {
  const page = await open(lesson(), { ...withVoices(['vi-VN']), width: widths.phone });
  await (await page.waitForSelector('.aloud')).click();
  for (let sentence = 0; sentence < 20; sentence += 1) await sayOn(page);
  const box = await page.$eval('.is-read', (place) => ({ top: place.getBoundingClientRect().top, bottom: place.getBoundingClientRect().bottom }));
  assert.ok(box.top >= 0 && box.bottom <= 800 - 56, JSON.stringify(box));
});
