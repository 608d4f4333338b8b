// How a page looks by the device's wish and by the reader's own: dark, light and high contrast, text size, and that a
// choice is remembered on the next page.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { follow, pretend, small, useBrowser } from './support.mjs';

const open = useBrowser();
const cover = () => small().address('index.html');
const dark = { 'prefers-color-scheme': 'dark' };
const light = { 'prefers-color-scheme': 'light' };

/** How light the paper and the ink are, from 0 (black) to 255 (white). */
function tones(page) {
  return page.evaluate(() => {
    const style = getComputedStyle(document.body);
    const tone = (colour) => {
      const [red, green, blue] = colour.match(/[\d.]+/g).map(Number);
      return Math.round(0.2126 * red + 0.7152 * green + 0.0722 * blue);
    };
    return { paper: tone(style.backgroundColor), ink: tone(style.color) };
  });
}

const isDark = ({ paper, ink }) => paper < 60 && ink > 180;
const isLight = ({ paper, ink }) => paper > 230 && ink < 60;

async function pick(page, value) {
  await page.click('.look summary');
  await page.click(`.look input[value="${value}"]`);
  await page.keyboard.press('Escape');
}

test('a page is dark or light as the device wishes, with and without scripts', async () => {
  for (const scripts of [true, false]) {
    assert.ok(isDark(await tones(await open(cover(), { scripts, media: dark }))), `dark, scripts: ${scripts}`);
    assert.ok(isLight(await tones(await open(cover(), { scripts, media: light }))), `light, scripts: ${scripts}`);
  }
});

test('the reader’s choice goes before the device’s and is remembered on the next page', async () => {
  const table = [
    [dark, 'light', isLight],
    [light, 'dark', isDark],
    [dark, 'contrast', ({ paper, ink }) => paper === 255 && ink === 0],
  ];
  for (const [media, choice, expected] of table) {
    const page = await open(cover(), { media });
    await pick(page, choice);
    assert.ok(expected(await tones(page)), `${choice}, at once`);
    await follow(page, '.contents h3 a');
    await pretend(page, media);
    assert.ok(expected(await tones(page)), `${choice}, on the next page`);
    assert.equal(await page.$eval(`.look input[value="${choice}"]`, (input) => input.checked), true);
  }
});

test('choosing the device again forgets the choice', async () => {
  const page = await open(cover(), { media: dark });
  await pick(page, 'light');
  await pick(page, 'auto');
  assert.ok(isDark(await tones(page)));
  await page.reload();
  assert.ok(isDark(await tones(page)));
});

test('larger text is larger everywhere and remembered', async () => {
  const page = await open(cover());
  const size = () => page.$eval('body', (body) => parseFloat(getComputedStyle(body).fontSize));
  const normal = await size();
  await pick(page, 'larger');
  const larger = await size();
  assert.ok(larger > normal * 1.3, `${normal}px to ${larger}px`);
  await follow(page, '.contents h3 a');
  assert.equal(await size(), larger);
});

test('the remembered look is there before the page is painted', async () => {
  const page = await open(cover());
  await pick(page, 'dark');
  await page.evaluateOnNewDocument(() => {
    new MutationObserver((changes, observer) => {
      if (!document.body) return;
      window.lookAtFirstBody = document.documentElement.dataset.look;
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  assert.equal(await page.evaluate(() => window.lookAtFirstBody), 'dark');
});

test('a page works where the storage is forbidden', async () => {
  const page = await open('about:blank');
  await page.evaluateOnNewDocument(() => {
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });
  });
  await page.goto(cover());
  await pick(page, 'dark');
  assert.ok(isDark(await tones(page)));
});
