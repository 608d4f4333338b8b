// What the browser tests stand on: handbooks built once a test file by the real program, and a browser whose every
// page is watched. A console message, a script error, a failed request or a request to anything but a file fails the
// test in which it happens, whatever the test is about.

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
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

export const sotay = process.env.SOTAY
  ?? path.join(path.resolve(repository, process.env.CARGO_TARGET_DIR ?? 'target'), 'release/sotay');
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
export const small = once(() => {
  const root = path.join(scratch, 'small-source');
  cpSync(path.join(here, 'book'), root, { recursive: true });
  cpSync(path.join(repository, 'themes'), path.join(root, 'themes'), { recursive: true });
  return new Handbook('small', root);
});
/** What `sotay init` gives, in the theme inside the program. */
export const starter = once(() => {
  const root = path.join(scratch, 'starter-source');
  execFileSync(sotay, ['init', '--quiet', '--lang', 'en', root], { stdio: 'inherit' });
  return new Handbook('starter', root);
});
/** All three, for what must hold of any handbook. */
export const all = () => [ours(), small(), starter()];

function executable() {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const found = process.env.CHROMIUM
    ?? names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => existsSync(file));
  assert.ok(found, `no Chromium in PATH (looked for ${names.join(', ')}); name one with CHROMIUM=…`);
  return found;
}

const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', // even a request that slipped past the watch would reach nobody
];

/** Starts a browser for the tests of one file; each test gets windows of its own, with a storage of their own. */
export function useBrowser() {
  let browser;
  let windows = [];

  before(async () => {
    browser = await puppeteer.launch({ executablePath: executable(), headless: true, args: flags });
  });
  after(() => browser.close());
  afterEach(async () => {
    const complaints = windows.flatMap(({ watched }) => watched);
    await Promise.all(windows.map(({ context }) => context.close()));
    windows = [];
    assert.deepEqual(complaints, []);
  });

  /** A new window. Options: width, scripts (false: JavaScript off), media (features such as prefers-color-scheme),
      origin (the server it may ask; else only files). */
  return async function open(address, { width = widths.desk, scripts = true, media = {}, origin = 'file:' } = {}) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    const watched = watch(page, origin);
    windows.push({ context, watched });
    await page.setViewport({ width, height: 800 });
    if (!scripts) await page.setJavaScriptEnabled(false);
    await pretend(page, media);
    await page.goto(address);
    return page;
  };
}

/** Notes what a page must not do: complain, or ask anyone but `origin`. */
function watch(page, origin) {
  const watched = [];
  const note = (text) => watched.push(`${page.url()}: ${text}`);
  page.on('console', (message) => note(`console: ${message.text()}`));
  page.on('pageerror', (error) => note(`script error: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(origin)) note(`request: ${request.url()}`);
  });
  page.on('requestfailed', (request) => note(`failed: ${request.url()} (${request.failure()?.errorText})`));
  return watched;
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
