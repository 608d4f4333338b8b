// No script of a stranger runs: every payload (payloads.mjs) through every door by which a text comes onto a page, in a
// real browser. The escaping is tried alone, with the content-security policy taken away; then the policy alone, with
// scripts put into a page by hand. What the program refuses to build is shown by the preview, and is tried there.

import { before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { browsers, copyOfSmall, exported, scratch, sotay, useBrowser } from './support.mjs';
import { Served, useServers } from './served.mjs';
import { hostileBook, hostileWords } from './hostile-book.mjs';
import { payloads } from './payloads.mjs';

/** What was called that nobody may call, by page. */
let sprung = [];

/** Sets the trap, and takes the policy away so that only the escaping is left. */
async function bare(page) {
  await page.setBypassCSP(true);
  await trapped(page);
}

async function trapped(page) {
  await page.exposeFunction('trap', () => { sprung.push(page.url()); });
  page.on('dialog', (dialog) => { sprung.push(`${dialog.message()} on ${page.url()}`); dialog.dismiss(); });
}

/** What could run in a document, whether or not it did: handlers, scripts and frames of strangers, addresses that are scripts. */
const live = (page) => page.evaluate(() => {
  const own = /^(?:\.\.\/)*(?:static\/[\w/.-]+\.js|-\/live\.js)(?:\?|$)|^\/-\/live\.js$/;
  const roots = [document, document.querySelector('sotay-preview')?.shadowRoot].filter(Boolean);
  const elements = roots.flatMap((root) => [...root.querySelectorAll('*')]);
  // What stands in a template is put on the page by a script.
  elements.push(...elements.flatMap((element) => (element.localName === 'template' ? [...element.content.querySelectorAll('*')] : [])));
  const isSingle = document.querySelector('.sheet') !== null;
  const found = [];
  for (const element of elements) {
    const tell = (what) => found.push(`${what}: ${element.outerHTML.slice(0, 160)}`);
    const name = element.localName;
    const relative = (element.getAttribute('src') ?? '').replace(document.baseURI.replace(/[^/]*$/, ''), '');
    if (name === 'script' && !(isSingle && !element.hasAttribute('src')) && !own.test(relative) && !relative.startsWith('file:')) tell('script');
    if (['base', 'object', 'embed', 'frame', 'frameset', 'applet', 'portal', 'animate', 'set', 'foreignobject', 'math'].includes(name)) tell('element');
    if (name === 'iframe' && !/luu\.html$/.test(element.src)) tell('frame');
    if (name === 'meta' && /refresh/i.test(element.httpEquiv)) tell('refresh');
    if (name === 'style' && !isSingle) tell('style');
    if (name === 'form' && element.hasAttribute('action')) tell('form');
    for (const { name: attribute, value } of element.attributes) {
      if (/^on/i.test(attribute) || attribute === 'srcdoc' || attribute === 'formaction') tell('handler');
      if (attribute === 'style' && element.closest('main') && !element.closest('.term-tip') && !element.matches('.term-tip')) tell('style');
      const isPicture = isSingle && /^(?:src|href)$/.test(attribute) && /^data:image\//.test(value);
      if (/^(?:xlink:)?(?:href|src|action|data|poster|background|srcset)$/.test(attribute) && !isPicture) {
        if (/^[\s\0-\x20]*(?:j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t|vbscript|data|blob)\s*:/i.test(value)) tell('address');
      }
    }
  }
  return found;
});

/** Asks everything on the page to happen that a reader can make happen. */
const poke = (page) => page.evaluate(() => {
  document.querySelectorAll('details').forEach((details) => { details.open = true; });
  // What could answer stands in an attribute, and `live` finds those; a few are asked all the same.
  for (const element of [...document.querySelectorAll('main *')].slice(0, 1500).filter((element) => element.checkVisibility())) {
    for (const event of ['mouseenter', 'mouseover', 'focus', 'toggle']) element.dispatchEvent(new Event(event));
  }
});

/** Answers many questions, so that verdicts, notes and explanations are on the page. */
const answer = (page, count = 70) => page.evaluate((count) => {
  for (const question of [...document.querySelectorAll('.question')].slice(0, count)) {
    question.querySelectorAll('input[type="radio"], input[type="checkbox"]').forEach((input) => { input.checked = true; });
    question.querySelectorAll('input[type="text"], input:not([type])').forEach((input) => { input.value = '<img src=x onerror=trap()>'; });
    question.querySelectorAll('select').forEach((select) => { select.selectedIndex = select.options.length - 1; });
    question.querySelectorAll('button').forEach((button) => button.click());
  }
}, count);

async function isQuiet(page, where) {
  assert.deepEqual(await live(page), [], where);
  assert.deepEqual(sprung, [], where);
}

/** The site of a hostile book in a folder, and its pages. */
function built(book, name) {
  const folder = path.join(scratch, name);
  execFileSync(sotay, ['build', '--quiet', '--lang', 'en', '--root', book.root, '--out', folder], { stdio: ['ignore', 'inherit', 'ignore'] });
  const pages = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.html')).sort();
  return { folder, pages, address: (page) => pathToFileURL(path.join(folder, page)).href };
}

// A picture in raw HTML that is not there is the writer's own affair.
const absent = /ERR_FILE_NOT_FOUND/;

describe('every text of a writer is a payload', () => {
  const open = useBrowser();
  let book;
  let site;

  before(() => {
    book = hostileBook('hostile', 'sen');
    site = built(book, 'hostile');
  });

  test('most of them are built', () => {
    assert.ok(payloads.length >= 150, `${payloads.length} payloads`);
    assert.ok(book.left > payloads.length * 15, `${book.left} of ${book.written} are on the pages`);
    assert.ok(site.pages.length > 60, `${site.pages.length} pages`);
  });

  test('no page runs one, with every answer open and the questions answered', async () => {
    const page = await open('about:blank', { prepare: bare, expected: absent });
    for (const name of site.pages) {
      await page.goto(site.address(name));
      await answer(page);
      await poke(page);
      await isQuiet(page, name);
    }
  });

  test('nor does any under the policy, which has nothing to stop', async () => {
    const page = await open('about:blank', { prepare: trapped, expected: absent });
    for (const name of site.pages.filter((name) => /^(?:than|ten)\/|^index/.test(name))) {
      await page.goto(site.address(name));
      await isQuiet(page, name);
    }
  });

  test('the one-file edition runs none, on any of its pages', async () => {
    const address = pathToFileURL(exported(book.root, 'single', 'mot.html')).href;
    for (const prepare of [bare, trapped]) {
      const page = await open(address, { prepare, expected: absent });
      const ids = await page.$$eval('.sheet', (sheets) => sheets.map((sheet) => sheet.id));
      assert.ok(ids.length > 60, `${ids.length} pages`);
      await page.evaluate((ids) => ids.forEach((id) => { location.hash = id; }), ids);
      await answer(page);
      await poke(page);
      await isQuiet(page, 'the one file');
    }
  });

  test('the search finds them and shows them as text', async () => {
    const page = await open(site.address('tim.html'), { prepare: bare });
    await page.waitForSelector('.find-form input');
    let found = 0;
    for (const payload of payloads.filter((text, at) => at % 2)) {
      await page.$eval('.find-form input', (input, text) => {
        input.value = text;
        input.dispatchEvent(new Event('input', { bubbles: true }));
      }, payload);
      await page.waitForFunction(() => {
        const form = document.querySelector('.find-form');
        return form.querySelector('.find-results').dataset.query === form.querySelector('input').value;
      });
      found += await page.$$eval('.find-results a', (links) => (links.length ? 1 : 0));
      assert.deepEqual(sprung, [], payload);
    }
    assert.ok(found > payloads.length / 4, `${found} are found`);
    await isQuiet(page, 'search');
  });

  test('a query and a place in the address are text', async () => {
    const page = await open('about:blank', { prepare: bare, expected: absent });
    const texts = payloads.map((text) => text.replaceAll('\0', ''));
    for (let at = 0; at < texts.length; at += 24) {
      const query = encodeURIComponent(texts.slice(at, at + 24).join(' '));
      for (const name of ['tim.html', 'hoi/hoi.html']) {
        await page.goto(`${site.address(site.pages.includes(name) ? name : 'tim.html')}?q=${query}#${query}`);
        await page.waitForFunction(() => window.sotay.search.open);
        await isQuiet(page, texts[at]);
      }
    }
    await page.goto(site.address('index.html'));
    await page.evaluate((texts) => texts.forEach((text) => { location.hash = text; window.postMessage({ sotay: text, ready: text, text }, '*'); window.postMessage(text, '*'); }), texts);
    await isQuiet(page, 'index.html');
  });

  test('what is kept, carried and written into the slip is text', async () => {
    const page = await open(site.address('ket-qua.html'), { prepare: bare });
    await page.waitForSelector('#results:not([hidden])');
    await page.evaluate(async (texts) => {
      const { progress, outline } = window.sotay;
      const ids = outline.parts.flatMap((part) => part.pages.flatMap((page) => page.questions.map(({ id }) => id)));
      const now = Date.now() - 1e6;
      texts.forEach((text, at) => {
        const questions = Object.fromEntries(ids.filter((id, place) => place % texts.length === at).map((id) => [id, { last: [text], share: 0, best: 0, box: 1, due: 1, time: now + at }]));
        progress.merge({ version: 1, reader: { name: text, unit: text, time: now + at }, pages: { [text]: { time: now } }, quizzes: { [text]: { share: text, best: 1, attempt: 1, passed: true, time: now } }, questions });
        document.getElementById('carry-code').value = text;
        document.querySelector('[data-do="uncode"]').click();
      });
    }, payloads);
    await poke(page);
    await isQuiet(page, 'ket-qua.html');
    await page.waitForFunction(() => Object.values(window.sotay.progress.state().questions).length > 100);
    for (const name of site.pages.filter((name) => name.startsWith('hoi/'))) {
      await page.goto(site.address(name));
      await poke(page);
      await isQuiet(page, name);
    }
    const texts = ['{"version":1,"reader":{"name":"<img src=x onerror=trap()>"},"pages":"<script>","quizzes":[],"questions":{"__proto__":{"last":1}}}', ...payloads.slice(0, 20)];
    for (const text of texts) {
      await page.evaluate((text) => localStorage.setItem('sotay:doc-hai', text), text);
      await page.goto(site.address('ket-qua.html'));
      await isQuiet(page, text);
    }
  });

  test('the report of result slips shows them as text', async () => {
    const page = await open(site.address('ket-qua.html'), { prepare: bare });
    const slips = await page.evaluate((texts) => texts.map((text, at) => {
      const slip = {
        format: 'sotay-slip', version: 1, handbook: { id: 'doc-hai', title: texts[at % 9], edition: text, date: text }, reader: { name: `${text} ${at}`, unit: text },
        made: '2026-11-20T08:00', percent: 50, questions: { all: 8, answered: 8, right: 7 },
        parts: [{ number: text, title: text, read: 3, pages: 4, percent: 50, quizzes: [{ key: text, title: text, percent: 50, last: 50, attempts: 1, passed: false }] }],
        final: { key: 'final', title: text, percent: 70, last: 60, attempts: 2, passed: true }, missed: [{ id: text, text }],
      };
      return JSON.stringify(at % 7 ? { ...slip, checksum: window.sotay.carry.seal(slip) } : { ...slip, checksum: text });
    }), payloads);
    const folder = path.join(scratch, 'slips');
    mkdirSync(folder);
    const name = (at) => (at % 5 ? `${at}.json` : `${at} ${payloads[at].replaceAll(/[/\0]/g, '')}.json`);
    slips.forEach((slip, at) => writeFileSync(path.join(folder, name(at)), slip));
    const report = path.join(scratch, 'report.html');
    const { stderr } = spawnSync(sotay, ['results', folder, '--root', scratch, '--html', report, '--lang', 'en'], { encoding: 'utf8' });
    const html = readFileSync(report, 'utf8');
    assert.ok(html.split('<tr>').length > payloads.length / 2, stderr);
    assert.ok(html.includes('&lt;img src=x onerror=trap()&gt;'));
    for (const prepare of [bare, trapped]) {
      const window = await open(pathToFileURL(report).href, { prepare });
      await window.evaluate(() => document.querySelectorAll('*').forEach((element) => element.dispatchEvent(new Event('mouseover'))));
      const found = (await live(window)).filter((line) => !line.startsWith('style: <style>'));
      assert.deepEqual([...found, ...sprung], []);
    }
  });
});

describe('every word of the theme is a payload', () => {
  const open = useBrowser();

  test('no page runs one', async () => {
    const book = copyOfSmall('words', (root) => {
      mkdirSync(path.join(root, 'themes/doc/strings'), { recursive: true });
      writeFileSync(path.join(root, 'themes/doc/theme.yaml'), 'extends: sen\n');
      writeFileSync(path.join(root, 'themes/doc/strings/vi.yaml'), hostileWords());
      const settings = path.join(root, 'content/handbook.yaml');
      writeFileSync(settings, readFileSync(settings, 'utf8').replace('theme: sen', 'theme: doc'));
    });
    const page = await open('about:blank', { prepare: bare });
    for (const name of book.pages) {
      await page.goto(book.address(name));
      await answer(page);
      await poke(page);
      await isQuiet(page, name);
    }
    assert.ok((await page.content()).includes('trap()'), 'the words are there');
    await page.goto(book.address('index.html'));
    await page.click('button.find');
    await page.waitForSelector('dialog.find-box[open]');
    await isQuiet(page, 'the search box');
  });
});

describe('what is refused is shown by the preview', () => {
  const open = useBrowser();
  useServers();

  test('each mistake is told as text, over a page that is text', async () => {
    const served = await Served.of(null, { 'content/handbook.yaml': 'title: Thử\n', 'content/index.md': '# Bìa\n', 'content/01-trang.md': '# Trang\n' });
    const page = await open(served.address('trang.html'), { prepare: bare });
    const front = (text) => JSON.stringify(text).replace(/[\u2028\u2029]/g, ' ');
    const turns = [
      payloads.slice(0, 96).join('\n\n'), payloads.slice(96).join('\n\n'),
      payloads.slice(0, 96).map((text) => `[${text}](${text})`).join('\n\n'), payloads.slice(96).map((text) => `[a](<${text}>) [@${text}]`).join('\n\n'),
    ];
    let told = 0;
    const look = async (work) => {
      const news = await served.edit(work);
      await page.waitForFunction((number) => Number(document.querySelector('script[src="/-/live.js"]')?.dataset.number) >= number, {}, news.number);
      const sheet = await page.waitForFunction((wanted) => {
        const all = document.querySelector('sotay-preview')?.shadowRoot.querySelectorAll('.mistakes > li');
        return wanted === 0 || all?.length ? all : null;
      }, {}, news.errors);
      told += await sheet.evaluate((all) => all.length);
      await poke(page);
      await isQuiet(page, 'preview');
    };
    for (const [at, text] of turns.entries()) await look(() => served.write('content/01-trang.md', `---\ntitle: ${front(payloads[at])}\n${front(payloads[at + 20])}: x\n---\n\n${text}\n`));
    for (const name of ['"><img src=x onerror=trap()>', '<script>trap()', 'x" onclick="trap()']) await look(() => served.write(`content/${name}.md`, `# ${name}\n\n[x](${name})\n`));
    assert.ok(told > payloads.length, `${told} mistakes were told`);
  });
});

for (const browser of browsers) {
  describe(`what came into a page all the same is stopped by the policy: ${browser}`, () => {
    const open = useBrowser({ browser });
    const intruders = '<script>ran = 1</script><script src="data:,ran=2"></script><img src="data:image/gif,x" onerror="ran = 3">'
      + '<svg onload="ran = 4"></svg><iframe srcdoc="<script>parent.ran = 5</script>"></iframe><a id="tried" href="javascript:ran=6">x</a>'
      + '<base href="https://example.org/"><details open ontoggle="ran = 7"><summary>x</summary></details><p id="styled" style="position: fixed">x</p>'
      + '<style>body { color: rgb(1, 2, 3) }</style><object data="data:text/html,<script>parent.ran=8</script>"></object>'
      + '<form id="sent" action="https://example.org/"><input name="x" value="y"></form><link rel="stylesheet" href="data:text/css,body{background:red}">';

    /** The page after everything was tried that a reader could be led to do. */
    const tried = async (address) => {
      const page = await open(address, { expected: /Content.Security.Policy|: csp\)|failed: data:|blocked/i });
      return page.evaluate(async () => {
        document.getElementById('tried').click();
        try { document.getElementById('sent').submit(); } catch (error) { /* so Firefox refuses */ }
        await new Promise((later) => { requestAnimationFrame(() => setTimeout(later)); });
        return {
          ran: window.ran ?? null, base: document.baseURI === location.href, place: getComputedStyle(document.getElementById('styled')).position,
          color: getComputedStyle(document.body).color === 'rgb(1, 2, 3)', ground: getComputedStyle(document.body).backgroundColor === 'rgb(255, 0, 0)',
          js: document.documentElement.classList.contains('js'),
        };
      });
    };
    const stopped = { ran: null, base: true, place: 'static', color: false, ground: false, js: true };

    test('on a page of the site', async () => {
      const book = copyOfSmall(`intruded-${browser}`);
      const file = path.join(book.folder, 'bai-hoc/cau-hoi.html');
      writeFileSync(file, readFileSync(file, 'utf8').replace('<main', `${intruders}<main`));
      assert.deepEqual(await tried(book.address('bai-hoc/cau-hoi.html')), stopped);
    });

    test('on the one file', async () => {
      const file = exported(path.join(scratch, `intruded-${browser}-source`), 'single', 'mot.html');
      writeFileSync(file, readFileSync(file, 'utf8').replace('<main', `${intruders}<main`));
      assert.deepEqual(await tried(pathToFileURL(file).href), stopped);
    });
  });
}
