// What a search costs a reader: node tests/bench/search.mjs SITE [SITE…]
//
// For each built site and browser, at file://: the time from the last key of a query to its results on the page, typed and
// pasted, and the bytes of the files that each query loads by itself.

import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { searchOf } from '../browser/query.mjs';

const puppeteer = createRequire(fileURLToPath(new URL('../tools/package.json', import.meta.url)))('puppeteer-core');
const queries = [
  'dang', 'chuyen doi so', 'Đảng bộ', 'nguon nhan luc', 'phat trien kinh te', 'công nghệ thông tin', '52-NQ/TW', '20%',
  'chu truong chinh sach cua dang', '"chuyển đổi số"', 'th', 'mục tiêu đến năm 2030', 'co so ha tang thiet yeu',
];
const programs = { chromium: 'chromium', firefox: 'firefox-esr' };
const found = (name) => (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, name)).find((file) => existsSync(file));
const middle = (values) => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];

/** Milliseconds between two keys: a quick typist. */
const pause = 120;

/**
 * Types a query in the search page, or pastes it where `pause` is 0; milliseconds from the last key to its first result on
 * the page, and to all that are shown.
 */
function ask(page, query, pause) {
  return page.evaluate(async (query, pause) => {
    const field = document.querySelector('.find-here input');
    const results = document.querySelector('.find-results');
    const enter = (text) => {
      field.value = text;
      field.dispatchEvent(new Event('input'));
    };
    for (let typed = 1; pause && typed < query.length; typed += 1) {
      enter(query.slice(0, typed));
      await new Promise((go) => setTimeout(go, pause));
    }
    const started = performance.now();
    const reached = (name) => new Promise((done) => {
      const look = (_, observer) => {
        if (results.dataset[name] !== query) return;
        observer?.disconnect();
        done(performance.now() - started);
      };
      new MutationObserver(look).observe(results, { attributes: true });
    });
    const times = Promise.all([reached('first'), reached('query')]);
    enter(query);
    return times;
  }, query, pause);
}

/** Each query in a page of its own, where nothing of the index is loaded but its directory. */
async function times(site, name, pause) {
  const args = name === 'chromium' ? ['--no-sandbox', '--disable-gpu', '--disable-quic'] : [];
  const browser = await puppeteer.launch({ browser: name === 'firefox' ? name : undefined, executablePath: found(programs[name]), args });
  const first = [];
  const all = [];
  for (const query of queries) {
    const page = await browser.newPage();
    await page.goto(`${pathToFileURL(path.join(site, 'tim.html')).href}`);
    await page.waitForSelector('.find-here input');
    const [one, many] = await ask(page, query, pause);
    first.push(one);
    all.push(many);
    await page.close();
  }
  await browser.close();
  const said = (values) => `${middle(values).toFixed(0)} ms (most ${Math.max(...values).toFixed(0)})`;
  return `${name}, ${pause ? 'typed' : 'pasted'}: first result ${said(first)}, all on the screen ${said(all)}`;
}

for (const site of process.argv.slice(2)) {
  const folder = path.join(site, 'static/search');
  const sizes = readdirSync(folder).map((file) => statSync(path.join(folder, file)).size);
  console.log(`${site}: ${sizes.length} files, ${(sizes.reduce((sum, size) => sum + size, 0) / 1e6).toFixed(1)} MB`);
  for (const query of queries) {
    const searching = searchOf(site);
    const { count, results } = await searching.find(query, 8);
    const bytes = [...searching.loaded.values()];
    console.log(`  ${query}: ${count} pages, ${bytes.length} files, ${(bytes.reduce((sum, size) => sum + size, 0) / 1000).toFixed(0)} KB; ${results[0]?.title ?? '–'}`);
  }
  for (const name of Object.keys(programs).filter((name) => found(programs[name]))) {
    for (const between of [pause, 0]) console.log(`  ${await times(site, name, between)}`);
  }
}
