// Lighthouse (mobile, its simulated slow phone and network) on the cover, a task page with its quiz, a part page, the
// final test and a page of data, served by a small server on this machine. Prints the four scores and the times, and
// fails under 100 × 4, a largest paint over 1.0 s, any blocking time or any shift. Measured, so a bench and no test.
//
//   cargo build --release
//   npm install --prefix tests/bench/lighthouse --ignore-scripts
//   node tests/bench/lighthouse/run.mjs [--runs 3]

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const here = path.dirname(fileURLToPath(import.meta.url));
const repository = path.resolve(here, '../../..');
const installed = createRequire(path.join(process.env.LIGHTHOUSE ?? here, 'package.json'));
const { default: lighthouse } = await import(pathToFileURL(installed.resolve('lighthouse')).href);
const sotay = process.env.SOTAY ?? path.join(repository, 'target/release/sotay');
const chromium = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync);
const runs = Number(process.argv[process.argv.indexOf('--runs') + 1]) || 3;
const pages = ['index.html', 'nhiem-vu/ha-tang-thiet-yeu.html', 'nhiem-vu/index.html', 'kiem-tra.html', 'danh-muc-de-an/bang-de-an.html'];

const scratch = mkdtempSync(path.join(tmpdir(), 'sotay-lighthouse-'));
const site = path.join(scratch, 'site');
execFileSync(sotay, ['build', '--quiet', '--root', repository, '--out', site], { stdio: 'inherit' });

// As a web server is set up by default: compressed, with types.
const types = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml' };
const server = createServer((request, response) => {
  const file = path.join(site, decodeURIComponent(new URL(request.url, 'http://x').pathname));
  if (!file.startsWith(site) || !existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, {
    'content-type': `${types[path.extname(file)] ?? 'application/octet-stream'}; charset=utf-8`,
    'content-encoding': 'gzip',
    'cache-control': 'max-age=31536000',
  });
  return response.end(gzipSync(readFileSync(file)));
});
await new Promise((listening) => { server.listen(0, '127.0.0.1', listening); });

const browser = spawn(chromium, [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--remote-debugging-port=0', `--user-data-dir=${path.join(scratch, 'profile')}`,
], { stdio: ['ignore', 'ignore', 'pipe'] });
const port = await new Promise((known) => {
  let said = '';
  browser.stderr.on('data', (piece) => {
    said += piece;
    const found = /DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(said);
    if (found) known(Number(found[1]));
  });
});

const median = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
let failed = false;
try {
  for (const page of pages) {
    const results = [];
    for (let run = 0; run < runs; run += 1) {
      const { lhr } = await lighthouse(`http://127.0.0.1:${server.address().port}/${page}`, { port, logLevel: 'error' });
      results.push(lhr);
    }
    const score = (category) => median(results.map((lhr) => Math.round(lhr.categories[category].score * 100)));
    const value = (audit) => median(results.map((lhr) => lhr.audits[audit].numericValue));
    const scores = ['performance', 'accessibility', 'best-practices', 'seo'].map(score);
    const [paint, blocked, shift] = ['largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift'].map(value);
    const good = scores.every((one) => one === 100) && paint <= 1000 && blocked === 0 && shift === 0;
    failed ||= !good;
    console.log(`${good ? 'ok  ' : 'FAIL'} ${page}: ${scores.join(' ')}, largest paint ${(paint / 1000).toFixed(2)} s, blocked ${Math.round(blocked)} ms, shift ${shift.toFixed(3)}`);
    const lost = Object.values(results[0].audits).filter((audit) => audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode === 'binary');
    for (const audit of lost) console.log(`       ${audit.id}: ${audit.title}`);
  }
} finally {
  const ended = new Promise((known) => { browser.on('exit', known); });
  browser.kill();
  await ended;
  server.close();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
process.exitCode = failed ? 1 : 0;
