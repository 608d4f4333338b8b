// What a search costs a reader: node tests/bench/search.mjs SITE [SITE…]
//
// For each built site and browser, at file://: the time from the last key of a query to its results on the page, the first
// query with nothing loaded and then the others, and the bytes of the files that each query loads by itself.

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

/** Sets a query in the search page and waits for its results; milliseconds. */
function ask(page, query) {
  return page.evaluate((query) => new Promise((done) => {
    const field = document.querySelector('.find-here input');
    const results = document.querySelector('.find-results');
    const started = performance.now();
    new MutationObserver((changes, observer) => {
      if (results.dataset.query !== query) return;
      observer.disconnect();
      done(performance.now() - started);
    }).observe(results, { attributes: true });
    field.value = query;
    field.dispatchEvent(new Event('input'));
  }), query);
}

async function times(site, name) {
  const args = name === 'chromium' ? ['--no-sandbox', '--disable-gpu', '--disable-quic'] : [];
  const browser = await puppeteer.launch({ browser: name === 'firefox' ? name : undefined, executablePath: found(programs[name]), args });
  const cold = [];
  const warm = [];
  for (const query of queries) {
    const page = await browser.newPage();
    await page.goto(`${pathToFileURL(path.join(site, 'tim.html')).href}`);
    await page.waitForSelector('.find-here input');
    cold.push(await ask(page, query));
    for (const other of queries.filter((other) => other !== query).slice(0, 3)) warm.push(await ask(page, other));
    await page.close();
  }
  await browser.close();
  return `${name}: first query ${middle(cold).toFixed(0)} ms (most ${Math.max(...cold).toFixed(0)}), later ones ${middle(warm).toFixed(0)} ms (most ${Math.max(...warm).toFixed(0)})`;
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
  for (const name of Object.keys(programs)) if (found(programs[name])) console.log(`  ${await times(site, name)}`);
}
