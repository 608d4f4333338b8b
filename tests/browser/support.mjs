// What the browser tests stand on: handbooks built once a test file by the real program, and a browser whose every
// page is watched. A console message, a script error, a failed request or a request to anything but a file (or a server
// of the test's own) fails the test in which it happens, whatever the test is about. Firefox, driven by WebDriver BiDi,
// says nothing about requests for files; what it does say is watched alike.

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import assert from 'node:assert/strict';

const here = path.dirname(fileURLToPath(import.meta.url));
export const repository = path.resolve(here, '../..');
const tools = createRequire(path.join(repository, 'tests/tools/package.json'));
const puppeteer = tools('puppeteer-core');

/** The program. */
export const sotay = process.env.SOTAY
  ?? path.join(path.resolve(repository, process.env.CARGO_TARGET_DIR ?? 'target'), 'release/sotay');
/** A folder for this run alone. */
export const scratch = mkdtempSync(path.join(tmpdir(), 'sotay-browser-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

/** How wide a window is, in pixels: the narrowest phone in use, a common one, a desk. */
export const widths = { narrowest: 320, phone: 360, desk: 1280 };

/** A built handbook: its pages in order of their names, and their addresses. */
class Handbook {
  constructor(name, root) {
    this.folder = path.join(scratch, name);
    execFileSync(sotay, ['build', '--quiet', '--lang', 'en', '--root', root, '--out', this.folder], { stdio: 'inherit' });
    this.files = readdirSync(this.folder, { recursive: true }).map((file) => file.split(path.sep).join('/'));
    this.pages = this.files.filter((file) => file.endsWith('.html')).sort();
  }

  /**
   * The pages of a small handbook; of a large one the cover, the parts, the program's own, and every third of the others,
   * which differ in words alone. EVERY_PAGE=1 takes all.
   */
  get typical() {
    if (process.env.EVERY_PAGE || this.pages.length < 40) return this.pages;
    return this.pages.filter((page, at) => !page.includes('/') || page.endsWith('/index.html') || at % 3 === 0);
  }

  address(page) {
    return pathToFileURL(path.join(this.folder, page)).href;
  }

  /** Where an address leads: a file of this handbook and a place in it, or null if it leads out of the handbook. */
  target(address) {
    const url = new URL(address);
    if (url.protocol !== 'file:') return null;
    const place = decodeURIComponent(url.hash.slice(1));
    url.hash = '';
    return { file: path.relative(this.folder, fileURLToPath(url)).split(path.sep).join('/'), place };
  }

  read(file) {
    return readFileSync(path.join(this.folder, file));
  }
}

function once(make) {
  let made;
  return () => (made ??= make());
}

/** The handbook of this repository. */
export const ours = once(() => new Handbook('ours', repository));
/** A small handbook with every element and known answers (tests/browser/book), in the theme as it is on disk. */
export const small = once(() => copyOfSmall('small'));

/** The small handbook in a folder of its own, after `change(root)`; built again under the same name, it is rebuilt. */
export function copyOfSmall(name, change = () => {}) {
  const root = path.join(scratch, `${name}-source`);
  cpSync(path.join(here, 'book'), root, { recursive: true });
  cpSync(path.join(repository, 'themes'), path.join(root, 'themes'), { recursive: true });
  change(root);
  return new Handbook(name, root);
}

/** What `sotay init` gives, in the theme inside the program. */
export const starter = once(() => {
  const root = path.join(scratch, 'starter-source');
  execFileSync(sotay, ['init', '--quiet', '--lang', 'en', root], { stdio: 'inherit' });
  return new Handbook('starter', root);
});
/** A handbook of these files: their places below its root, and what they hold. */
export function written(name, files) {
  const root = path.join(scratch, `${name}-source`);
  for (const [place, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, place)), { recursive: true });
    writeFileSync(path.join(root, place), text);
  }
  return new Handbook(name, root);
}
/** All three, for what must hold of any handbook. */
export const all = () => [ours(), small(), starter()];

/** Where `sotay export TARGET` put its file: alone in an empty folder. */
export function exported(root, target, name) {
  const folder = mkdtempSync(path.join(scratch, `export-${target}-`));
  const file = path.join(folder, name);
  execFileSync(sotay, ['export', target, '--quiet', '--lang', 'en', '--root', root, '--out', file], { stdio: 'inherit' });
  return file;
}

/** The browsers that readers use, both as Debian ships them. */
export const browsers = ['chromium', 'firefox'];

// The shell first: the same engine as Chromium without its windows and menus, which a test never sees but which would cost
// two thirds of the time of all of them.
const programs = {
  chromium: ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'],
  firefox: ['firefox-esr', 'firefox'],
};

function executable(browser) {
  const names = programs[browser];
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const found = process.env[browser.toUpperCase()]
    ?? names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => existsSync(file));
  assert.ok(found, `no ${browser} in PATH (looked for ${names.join(', ')}); name one with ${browser.toUpperCase()}=…`);
  return found;
}

const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
  // even a request that slipped past the watch would reach nobody
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

// Firefox as its readers have it: puppeteer opens local files to each other and lets third parties keep cookies.
const preferences = {
  'security.fileuri.strict_origin_policy': true,
  'network.cookie.cookieBehavior': 5,
  // a proxy that is not there, for all but the loopback
  'network.proxy.type': 1,
  'network.proxy.socks': '127.0.0.1',
  'network.proxy.socks_port': 9,
  'network.proxy.socks_remote_dns': true,
};

/**
 * Starts a browser for the tests of one file, or of one `describe`; each test gets windows of its own, with a storage of
 * their own. `flags` are added for Chromium, `preferences` for Firefox (there JavaScript and media are set by these
 * alone: `javascript.enabled`, `layout.css.prefers-color-scheme.content-override`).
 */
export function useBrowser({ browser: name = 'chromium', flags: more = [], preferences: wishes = {} } = {}) {
  const options = name === 'firefox'
    ? { browser: name, extraPrefsFirefox: { ...preferences, ...wishes } }
    : { args: [...flags, ...more] };
  let browser;
  let windows = [];

  before(async () => {
    const executablePath = executable(name);
    browser = await puppeteer.launch({ executablePath, headless: executablePath.endsWith('shell') ? 'shell' : true, ...options });
  });
  after(() => browser.close());
  afterEach(async () => {
    const complaints = windows.flatMap(({ watched }) => watched);
    const contexts = new Set(windows.map(({ context }) => context));
    await Promise.all([...contexts].map((context) => context.close()));
    windows = [];
    assert.deepEqual(complaints, []);
  });

  /**
   * A new window. Options: width, scripts (false: JavaScript off), media (features such as prefers-color-scheme),
   * beside (a page: a further tab of its window, with the same storage), prepare (is given the page before it loads),
   * expected (a pattern of what the browser may complain of, where the test is about that).
   */
  return async function open(address, { width = widths.desk, scripts = true, media = {}, beside, prepare, expected = /^$/ } = {}) {
    const context = beside?.browserContext() ?? await browser.createBrowserContext();
    const page = await context.newPage();
    windows.push({ context, watched: watch(page, expected) });
    await page.setViewport({ width, height: 800 });
    if (!scripts) await page.setJavaScriptEnabled(false);
    if (name === 'chromium') await pretend(page, media);
    else assert.deepEqual(media, {}, 'Firefox is told by its preferences');
    await prepare?.(page);
    await page.goto(address);
    return page;
  };
}

/** Requests that ask nobody but this machine: files, a server of the test itself (`served`), what a page made. */
const isLocal = (address) => /^(?:file|blob|data):|^http:\/\/127\.0\.0\.1:/.test(address);

function watch(page, expected) {
  const watched = [];
  const note = (text) => expected.test(text) || watched.push(`${page.url()}: ${text}`);
  page.on('console', (message) => note(`console: ${message.text()}`));
  page.on('pageerror', (error) => note(`script error: ${error.message}`));
  page.on('request', (request) => {
    if (!isLocal(request.url())) note(`request: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) note(`status ${response.status()}: ${response.url()}`);
  });
  // Who leaves a page leaves unfinished what it was loading: the news of a preview, the hidden page.
  const isLeft = (request) => request.url().endsWith('/-/news') || request.failure()?.errorText === 'net::ERR_ABORTED';
  page.on('requestfailed', (request) => isLeft(request) || note(`failed: ${request.url()} (${request.failure()?.errorText})`));
  return watched;
}

/** A built handbook over HTTP, on a port of its own until the tests of the file (or `describe`) are over. */
export function served(book) {
  let server;
  const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json' };
  before(async () => {
    server = createServer((request, response) => {
      const file = decodeURIComponent(new URL(request.url, 'http://127.0.0.1').pathname).slice(1);
      const found = book().files.includes(file);
      response.writeHead(found ? 200 : 404, { 'content-type': `${types[path.extname(file)] ?? 'text/plain'}; charset=utf-8` });
      response.end(found ? book().read(file) : '');
    });
    await new Promise((listening) => { server.listen(0, '127.0.0.1', listening); });
  });
  after(() => server.close());
  return (page) => `http://127.0.0.1:${server.address().port}/${page}`;
}

/** Emulates media features, also those that puppeteer has no word for (forced-colors). */
export async function pretend(page, media) {
  const session = await page.createCDPSession();
  const features = Object.entries(media).map(([name, value]) => ({ name, value }));
  await session.send('Emulation.setEmulatedMedia', { features });
}

/** Follows a link as a reader does and waits for the page it leads to. */
export async function follow(page, selector) {
  await Promise.all([page.waitForNavigation(), page.click(selector)]);
}

/**
 * Does what stores something, and loads the page again. A busy Chromium now and then comes back from a file without what was
 * stored, ours and everybody's (four of 240 times, with four browsers on two cores): a mark of our own beside it tells that
 * from a mistake of the page, which fails at once. Only where the mark is gone too, it is done again.
 */
export async function reloadedWith(page, act) {
  for (let left = 3; left > 0; left -= 1) {
    await act();
    await page.evaluate(() => localStorage.setItem('mark of the test', ''));
    await page.reload();
    if (await page.evaluate(() => localStorage.getItem('mark of the test') !== null)) return;
  }
  assert.fail('the browser keeps nothing');
}

/** The text of the first match, as it is read: white space folded, hidden words too. */
export function text(page, selector) {
  return page.$eval(selector, (element) => element.textContent.replace(/\s+/g, ' ').trim());
}

/** Whether the first match is on screen at all. */
export function shown(page, selector) {
  return page.$eval(selector, (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }));
}

/** The source of axe-core, to be run in a page. */
export const axe = once(() => readFileSync(tools.resolve('axe-core/axe.min.js'), 'utf8'));
