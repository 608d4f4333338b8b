// What a search costs a reader: node tests/bench/search.mjs SITE [SITE…]
//
// For each built site and browser, at file://: the time from the last key of a query to its results on the page, typed and
// pasted, and the bytes of the files that each query loads by itself. Writes tests/bench/RESULTS-search.md.

import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { searchOf } from '../browser/query.mjs';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const puppeteer = createRequire(path.join(repository, 'tests/tools/package.json'))('puppeteer-core');
const results = path.join(repository, 'tests/bench/RESULTS-search.md');
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
  const cells = [first, all].flatMap((values) => [middle(values), Math.max(...values)].map((value) => value.toFixed(0)));
  return `| ${[path.basename(site), name, pause ? 'typed' : 'pasted', ...cells].join(' | ')} |`;
}

const lines = [];
const say = (line) => {
  console.log(line);
  lines.push(line);
};
const kilobytes = (sizes) => (sizes.reduce((sum, size) => sum + size, 0) / 1000).toFixed(0);
const machine = `${os.cpus().length} × ${os.cpus()[0].model}, ${Math.round(os.totalmem() / 2 ** 30)} GB, load ${os.loadavg()[0].toFixed(1)} at the start`;
const sites = process.argv.slice(2);
say(`# What a search costs a reader

\`node ${path.relative(repository, process.argv[1])} ${sites.map((site) => path.basename(site)).join(' ')}\` on ${machine}.
Each query in a page of its own at \`file://\`, where nothing of the index is loaded but its directory; typed at ${pause} ms a key.
`);
for (const site of sites) {
  const folder = path.join(site, 'static/search');
  const sizes = readdirSync(folder).map((file) => statSync(path.join(folder, file)).size);
  say(`## ${path.basename(site)}: ${sizes.length} files of index, ${kilobytes(sizes)} KB

| query | pages found | files loaded | KB loaded |
| --- | ---: | ---: | ---: |`);
  for (const query of queries) {
    const searching = searchOf(site);
    const { count } = await searching.find(query, 8);
    const loaded = [...searching.loaded.values()];
    say(`| ${query} | ${count} | ${loaded.length} | ${kilobytes(loaded)} |`);
  }
  say('');
}
say(`## Milliseconds from the last key

| site | browser | query | first result, median | most | all shown, median | most |
| --- | --- | --- | ---: | ---: | ---: | ---: |`);
for (const site of sites) {
  for (const name of Object.keys(programs).filter((name) => found(programs[name]))) {
    for (const between of [pause, 0]) say(await times(site, name, between));
  }
}
writeFileSync(results, `${lines.join('\n')}\n`);
