// Writing with `sotay serve` open: a save changes what it must and nothing else; mistakes come and go with their mend;
// whatever happens to the files, what is on screen ends as a page that is loaded afresh.

import { test } from 'node:test';
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import assert from 'node:assert/strict';
import { axe, repository, text, useBrowser } from './support.mjs';
import { Served, useServers } from './served.mjs';

const open = useBrowser();
useServers();
const book = path.join(repository, 'tests/browser/book');
const PAGE = 'content/01-bai-hoc/02-moi-thanh-phan.md';
const QUIZ = 'content/01-bai-hoc/01-cau-hoi.quiz.yaml';

/** How many edits the walk takes: SOTAY_WALK=1000 is the long one. */
const STEPS = Number(process.env.SOTAY_WALK ?? 120);

/** A window on a page of a served handbook, which shows the newest version. */
async function look(served, page = 'bai-hoc/moi-thanh-phan.html', options = {}) {
  const window = await open(served.address(page), options);
  await reached(window, await served.after());
  return window;
}

/** Waits until the window shows a version and has answered it. */
function reached(window, news) {
  return window.waitForFunction((run, number) => {
    const { dataset } = document.querySelector('script[src="/-/live.js"]') ?? {};
    return dataset && dataset.run === run && Number(dataset.number) >= number;
  }, {}, news.run, news.number);
}

/** Does some work in the folder and waits until the window shows it. */
async function edit(served, window, work) {
  const news = await served.edit(work);
  await reached(window, news);
  return news;
}

/** Marks every element of the page, so that those which stay are known again. */
const mark = (window) => window.evaluate(() => {
  window.kept = new Set(document.body.querySelectorAll('*'));
});

/** The elements of the page that were not there when it was marked. */
const added = (window) => window.evaluate(() =>
  [...document.body.querySelectorAll('*')].filter((element) => !window.kept.has(element)).map((element) => element.localName));

/** What the sheet over the page says, or null where it is closed. */
const sheet = (window) => window.evaluate(() => {
  const dialog = document.querySelector('sotay-preview').shadowRoot.querySelector('dialog');
  return dialog.open ? dialog.innerText.replace(/\s+/g, ' ').trim() : null;
});

const sheetSays = (window, words) => window.waitForFunction((wanted) => {
  const dialog = document.querySelector('sotay-preview')?.shadowRoot.querySelector('dialog');
  return wanted === null ? dialog && !dialog.open : dialog?.open && dialog.textContent.includes(wanted);
}, {}, words);

const badge = (window) => window.evaluate(() => {
  const button = document.querySelector('sotay-preview').shadowRoot.querySelector('.badge');
  return button.hidden ? null : button.textContent;
});

test('an edited paragraph changes in place, and nothing else moves', async () => {
  const served = await Served.of(book);
  const window = await look(served, 'bai-hoc/moi-thanh-phan.html', { width: 800 });
  await window.evaluate(() => document.querySelectorAll('main details').forEach((one) => { one.open = true; }));
  await window.evaluate(() => window.scrollTo(0, document.querySelector('.alert-tip').getBoundingClientRect().top + window.scrollY - 300));
  await window.evaluate(() => {
    const range = document.createRange();
    range.selectNodeContents(document.querySelector('.alert-note p:last-child'));
    getSelection().addRange(range);
    document.querySelector('.table').focus({ preventScroll: true });
  });
  const before = await window.evaluate(() => ({ scroll: window.scrollY, open: document.querySelectorAll('main details[open]').length }));
  assert.ok(before.scroll > 0);
  await mark(window);
  await edit(served, window, () => served.change(PAGE, '> Gợi ý.', '> Gợi ý **mới**.'));
  assert.equal(await text(window, '.alert-tip p:last-child'), 'Gợi ý mới.');
  assert.deepEqual(await added(window), ['strong'], 'only what is new was made');
  const after = await window.evaluate(() => ({ scroll: window.scrollY, open: document.querySelectorAll('main details[open]').length }));
  assert.deepEqual(after, before);
  assert.equal(await window.evaluate(() => getSelection().toString().trim()), 'Ghi chú.');
  assert.ok(await window.evaluate(() => document.activeElement.matches('.table')), 'the focus stays');
});

test('an edited block that is off screen comes into view', async () => {
  const served = await Served.of(book);
  const window = await look(served, 'bai-hoc/moi-thanh-phan.html', { media: { 'prefers-reduced-motion': 'reduce' } });
  assert.equal(await window.evaluate(() => window.scrollY), 0);
  await edit(served, window, () => served.change(PAGE, '> Thận trọng.', '> Rất thận trọng.'));
  await window.waitForFunction(() => {
    const box = document.querySelector('.alert-caution').getBoundingClientRect();
    return box.top >= 0 && box.bottom <= window.innerHeight;
  });
});

test('typed answers, marks and the cursor stay when another question is edited', async () => {
  const served = await Served.of(book);
  const window = await look(served, 'bai-hoc/cau-hoi.html');
  await window.click('#mot .choice input');
  await window.click('#mot .answer-button');
  await window.click('#nhieu .choice input');
  await window.type('#ngan input', 'hoá h');
  const verdict = await text(window, '#mot .question-verdict');
  await edit(served, window, () => served.change(QUIZ, 'Nguồn lực bên ngoài là quyết định.', 'Nguồn lực bên ngoài quyết định tất cả.'));
  assert.match(await text(window, '#nhan-dinh legend'), /quyết định tất cả/);
  await window.keyboard.type('ọc');
  assert.equal(await window.$eval('#ngan input', (input) => input.value), 'hoá học');
  assert.equal(await text(window, '#mot .question-verdict'), verdict);
  assert.equal(await window.$eval('#nhieu .choice input', (input) => input.checked), true);
  // The edited question is a live one, and the count knows it.
  await (await window.$$('#nhan-dinh .choice input')).at(-1).click();
  await window.click('#nhan-dinh .answer-button');
  assert.match(await text(window, '#nhan-dinh .question-verdict'), /điểm/);
  assert.match(await text(window, '.quiz-progress'), /2/);

  await edit(served, window, () => served.change(QUIZ, 'Môn học về các chất', 'Môn khoa học về các chất'));
  assert.equal(await window.$eval('#ngan input', (input) => input.value), 'hoá học', 'what was typed goes over to the new question');
  assert.ok(await window.evaluate(() => document.activeElement.closest('#nhan-dinh')), 'the focus is where it was');
});

test('a new term, a new table and a new quiz come to life', async () => {
  const served = await Served.of(book, { 'content/data/bang.csv': 'Tên,Số\nHai,2\nMột,1\nBa,3\nBốn,4\nNăm,5\nSáu,6\n' });
  const window = await look(served, 'bai-hoc/index.html');
  await edit(served, window, () => served.write('content/01-bai-hoc/index.md',
    `${served.read('content/01-bai-hoc/index.md')}\nVề đô thị thông minh.\n\n\`\`\`table\ntitle: Bảng\nfile: ../data/bang.csv\n\`\`\`\n\n\`\`\`quiz\nquestions:\n  - {id: moi, ask: Có không?, is: true}\n\`\`\`\n`));
  await window.waitForSelector('figure.data.is-live');
  await window.waitForSelector('.quiz.is-live .answer-button');
  await window.waitForFunction(() => {
    document.querySelector('a.term').dispatchEvent(new MouseEvent('mouseenter'));
    return !document.querySelector('.term-tip')?.hidden;
  });
  await edit(served, window, () => served.change('content/data/bang.csv', 'Hai,2', 'Hai mươi,20'));
  assert.match(await text(window, 'figure.data tbody'), /Hai mươi/);
  assert.equal((await window.$$('figure.data.is-live .table-tools')).length, 1);
});

test('a style is exchanged in place', async () => {
  const theme = { 'themes/rieng/theme.yaml': 'extends: sen\n', 'themes/rieng/static/sen.css': 'body { color: rgb(1, 2, 3); }\n' };
  const served = await Served.of(book, theme);
  await served.edit(() => served.change('content/handbook.yaml', 'theme: sen', 'theme: rieng'));
  const window = await look(served);
  const color = () => window.evaluate(() => getComputedStyle(document.body).color);
  await window.waitForFunction(() => getComputedStyle(document.body).color === 'rgb(1, 2, 3)');
  const sheets = (await window.$$('link[rel="stylesheet"]')).length;
  await mark(window);
  await window.evaluate(() => { window.stays = true; });
  await edit(served, window, () => served.write('themes/rieng/static/sen.css', 'body { color: rgb(4, 5, 6); }\n'));
  await window.waitForFunction(() => getComputedStyle(document.body).color === 'rgb(4, 5, 6)');
  await window.waitForFunction((count) => document.querySelectorAll('link[rel="stylesheet"]').length === count, {}, sheets);
  assert.equal(await window.evaluate(() => window.stays), true, 'the page was not loaded anew');
  assert.deepEqual(await added(window), []);
  await edit(served, window, () => served.write('themes/rieng/static/sen.css', 'body { color: rgb(7, 8, 9); }\n'));
  await window.waitForFunction(() => getComputedStyle(document.body).color === 'rgb(7, 8, 9)');
  assert.equal(await color(), 'rgb(7, 8, 9)');
});

test('a template or the settings load the page anew and keep its scroll position', async () => {
  const served = await Served.of(book);
  const window = await look(served);
  await window.evaluate(() => window.scrollTo(0, 900));
  await edit(served, window, () => served.change('content/handbook.yaml', /title: .*/.exec(served.read('content/handbook.yaml'))[0], 'title: Tên khác'));
  assert.match(await text(window, '.brand'), /Tên khác/);
  await window.waitForFunction(() => Math.abs(window.scrollY - 900) < 2);
});

test('mistakes are told over the page with place, excerpt and remedy, and go with the mend', async () => {
  const served = await Served.of(book);
  const window = await look(served);
  const sound = served.read(PAGE);
  await edit(served, window, () => served.write(PAGE, `${sound}\n[hỏng <img src=x onerror=alert(1)>](khong-co.md) và mới\n`));
  await sheetSays(window, 'link-broken');
  const said = await sheet(window);
  const line = sound.split('\n').length + 1;
  for (const words of [`${PAGE}:${line}:`, 'error', 'khong-co.md', 'How to mend it', '<img src=x onerror=alert(1)>']) {
    assert.ok(said.includes(words), `${words} in: ${said}`);
  }
  assert.match(await text(window, '.body'), /và mới/, 'the page beneath is the newest');
  assert.match(await badge(window), /errors: 2|errors: 1/);
  // The sheet is a dialog that Escape puts aside, and it stays aside while nothing else goes wrong.
  const semantics = await window.evaluate(() => {
    const { activeElement } = document.querySelector('sotay-preview').shadowRoot;
    return [activeElement?.className, activeElement?.closest('dialog').getAttribute('aria-labelledby')];
  });
  assert.deepEqual(semantics, ['close', 'title']);
  await window.keyboard.press('Escape');
  await sheetSays(window, null);
  await edit(served, window, () => served.write(PAGE, `${sound}\n[hỏng <img src=x onerror=alert(1)>](khong-co.md) và mới hơn\n`));
  assert.equal(await sheet(window), null);
  await edit(served, window, () => served.write(PAGE, `${sound}\n[hỏng](cung-khong-co.md)\n`));
  await sheetSays(window, 'cung-khong-co.md');
  await edit(served, window, () => served.write(PAGE, sound));
  await sheetSays(window, null);
  await window.waitForFunction(() => document.querySelector('sotay-preview').shadowRoot.querySelector('.badge').hidden);
});

test('warnings are a badge that opens the list', async () => {
  const served = await Served.of(book);
  const window = await look(served, undefined, { prepare: (page) => page.setBypassCSP(true) }); // axe writes styles
  await edit(served, window, () => served.write(PAGE, `${served.read(PAGE)}\n##### Nhảy cấp\n`));
  await window.waitForFunction(() => !document.querySelector('sotay-preview').shadowRoot.querySelector('.badge').hidden);
  assert.equal(await sheet(window), null);
  assert.equal(await badge(window), 'warnings: 1');
  await window.evaluate(() => document.querySelector('sotay-preview').shadowRoot.querySelector('.badge').click());
  await sheetSays(window, 'heading-skip');
  // Who asked for the list keeps it over the next save, with what is told then.
  await edit(served, window, () => served.write(PAGE, `${served.read(PAGE)}\n## Mục\n\n##### Nhảy nữa\n`));
  await window.waitForFunction(() => document.querySelector('sotay-preview').shadowRoot.querySelectorAll('.mistakes > .warning').length === 2);
  assert.match(await sheet(window), /Nhảy nữa/);
  await window.evaluate(axe());
  for (const scheme of ['light', 'dark']) {
    await window.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    const { violations } = await window.evaluate(() => window.axe.run('sotay-preview'));
    assert.deepEqual(violations.map((one) => one.id), [], scheme);
  }
});

test('a broken template or handbook.yaml keeps the last good site and says so', async () => {
  const template = 'themes/rieng/templates/page.html';
  const sound = '{% extends "base.html" %}\n{% block main %}<article><div class="body">{{ page.body | safe }}</div></article>{% endblock %}\n';
  const served = await Served.of(book, { 'themes/rieng/theme.yaml': 'extends: sen\n', [template]: sound });
  await served.edit(() => served.change('content/handbook.yaml', 'theme: sen', 'theme: rieng'));
  const settings = served.read('content/handbook.yaml');
  const window = await look(served);
  const body = await text(window, '.body');
  const broken = [
    [template, sound, `${sound}{{ `],
    [template, sound, sound.replace('page.body | safe', 'page.bdoy')],
    ['content/handbook.yaml', settings, settings.replace('title:', 'titel:')],
    ['content/handbook.yaml', settings, `${settings}: [`],
  ];
  for (const [place, good, bad] of broken) {
    const news = await edit(served, window, () => served.write(place, bad));
    assert.equal(news.kept, true, bad);
    await sheetSays(window, place);
    assert.match(await sheet(window), /last good state/);
    assert.equal(await text(window, '.body'), body, 'the page beneath stays');
    const mended = await edit(served, window, () => served.write(place, good));
    assert.equal(mended.kept, false);
    assert.deepEqual([mended.errors, await sheetSays(window, null) && null], [0, null]);
  }
});

test('a deleted page says so, offers the nearest, and comes back with its file', async () => {
  const served = await Served.of(book);
  const window = await look(served, 'bai-hoc/cau-hoi.html');
  const [page, quiz] = ['content/01-bai-hoc/01-cau-hoi.md', QUIZ].map((place) => [place, served.read(place)]);
  await served.edit(() => {
    served.rename(quiz[0], 'content/01-bai-hoc/01-cac-cau-hoi.quiz.yaml');
    served.rename(page[0], 'content/01-bai-hoc/01-cac-cau-hoi.md');
  });
  await sheetSays(window, 'This page is gone');
  await window.waitForFunction(() => document.querySelector('sotay-preview').shadowRoot.querySelector('a')?.textContent === 'bai-hoc/cac-cau-hoi.html');
  assert.match(await text(window, 'h1'), /Câu hỏi/, 'the page beneath stays');
  await served.edit(() => {
    served.rename('content/01-bai-hoc/01-cac-cau-hoi.md', page[0]);
    served.rename('content/01-bai-hoc/01-cac-cau-hoi.quiz.yaml', quiz[0]);
  });
  await reached(window, await served.after());
  assert.equal(await sheet(window), null, 'the page is there again, and nothing stands over it');
});

test('every window on the handbook follows', async () => {
  const served = await Served.of(book);
  const [here, there] = [await look(served, 'index.html'), await look(served, 'bai-hoc/moi-thanh-phan.html')];
  const news = await served.edit(() => served.change(PAGE, 'title: Mọi thành phần', 'title: Tất cả thành phần'));
  await Promise.all([reached(here, news), reached(there, news)]);
  assert.match(await text(here, 'main'), /Tất cả thành phần/);
  assert.match(await text(there, 'h1'), /Tất cả thành phần/);
  assert.match(await there.title(), /Tất cả thành phần/);
});

test('a draft is shown and marked', async () => {
  const served = await Served.of(book);
  const window = await look(served);
  assert.equal(await window.$('p.draft'), null);
  await edit(served, window, () => served.change(PAGE, 'draft: false', 'draft: true'));
  assert.match(await text(window, 'p.draft'), /Bản thảo/);
  await edit(served, window, () => served.change(PAGE, 'draft: true', 'draft: false'));
  assert.equal(await window.$('p.draft'), null);
});

test('Alt-click names the file and line of a block, and of the page elsewhere', async () => {
  const served = await Served.of(book);
  const window = await look(served);
  const line = served.read(PAGE).split('\n').findIndex((words) => words.includes('> Gợi ý.')) + 1;
  const altClick = async (selector) => {
    await window.keyboard.down('Alt');
    await window.click(selector);
    await window.keyboard.up('Alt');
  };
  const says = (words) => window.waitForFunction((wanted) =>
    [...document.querySelector('sotay-preview').shadowRoot.querySelectorAll('.note')].some((note) => note.textContent.includes(wanted)), {}, words);
  await altClick('.alert-tip p:last-child');
  await says(`${PAGE}:${line}`);
  await altClick('h1');
  await says(`${PAGE}:1`);
});

test('where there is an editor, Alt-click and the places of mistakes open it at the line', async () => {
  const served = await Served.of(book, { 'editor.sh': 'echo "$@" > opened.tmp && mv opened.tmp opened\n' });
  await served.stop();
  await served.start(0, ['--editor', `sh -c 'cd "$0" && sh editor.sh "$@"' ${served.root} {line} {file}`]);
  const window = await look(served);
  const opened = async (line) => {
    await window.waitForFunction(() => [...document.querySelector('sotay-preview').shadowRoot.querySelectorAll('.note')]
      .some((note) => !note.hidden && note.textContent.startsWith('Opened')));
    while (!existsSync(path.join(served.root, 'opened'))) await new Promise(setImmediate);
    assert.equal(served.read('opened'), `${line} ${path.join(realpathSync(served.root), PAGE)}\n`);
    served.remove('opened');
  };
  const lines = served.read(PAGE).split('\n');
  await window.keyboard.down('Alt');
  await window.click('.alert-tip p:last-child');
  await window.keyboard.up('Alt');
  await opened(lines.findIndex((words) => words.includes('> Gợi ý.')) + 1);
  await edit(served, window, () => served.write(PAGE, `${served.read(PAGE)}\n[hỏng](khong-co.md)\n`));
  await sheetSays(window, 'link-broken');
  await window.evaluate(() => document.querySelector('sotay-preview').shadowRoot.querySelector('dialog button.place').click());
  await opened(lines.length + 1);
});

test('after a restart of the server the window finds back', async () => {
  const served = await Served.of(book);
  // What a browser says while nobody listens is its own affair, so this window is not watched for it.
  const window = await look(served);
  window.removeAllListeners('console');
  window.removeAllListeners('requestfailed');
  window.removeAllListeners('response');
  const { port } = new URL(served.origin);
  await served.stop();
  await window.waitForFunction(() => [...document.querySelector('sotay-preview').shadowRoot.querySelectorAll('.note')]
    .some((note) => !note.hidden && note.textContent.includes('Lost touch')));
  served.change(PAGE, '> Gợi ý.', '> Gợi ý sau khi chạy lại.');
  await served.start(Number(port));
  await reached(window, await served.after());
  assert.match(await text(window, '.alert-tip'), /sau khi chạy lại/);
  await edit(served, window, () => served.change(PAGE, 'sau khi chạy lại', 'và còn nữa'));
  assert.match(await text(window, '.alert-tip'), /và còn nữa/);
});

test('a walk of edits ends with the page that is loaded afresh', async () => {
  const served = await Served.of(book);
  const window = await look(served);
  // The walk takes pictures away and loads the page anew while it may still be loading.
  ['console', 'response', 'requestfailed'].forEach((name) => window.removeAllListeners(name));
  // A small generator, so that a failure can be walked again: Park and Miller's.
  let seed = 20261122;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  const pieces = [
    'Một đoạn văn về đô thị thông minh.', '## Mục mới', '### Mục con', '> Kinh tế số chiếm khoảng 20% GDP. [@mau]',
    '- một\n- hai\n- ba', 'a) một;\nb) hai;\nc) ba.', '| A | B |\n| - | - |\n| 1 | 2 |', '```rust\nfn main() {}\n```',
    '> [!TIP]\n> Gợi ý khác.', 'Từ\n: Nghĩa.', '---', '1. một\n2. hai', 'Chữ **đậm** và *nghiêng*.', '<b>không được</b>',
    '[hỏng](khong-co.md)', '##### Nhảy cấp', 'Chú thích[^a].\n\n[^a]: Lời.',
  ];
  const page = served.read(PAGE);
  const settings = served.read('content/handbook.yaml');
  const works = [
    () => { // a block comes, goes or takes another place
      const blocks = served.read(PAGE).split('\n\n');
      const at = 1 + random(blocks.length - 1);
      const work = random(3);
      if (work === 0) blocks.splice(at, 0, pieces[random(pieces.length)]);
      else if (work === 1 && blocks.length > 4) blocks.splice(at, 1);
      else blocks.push(blocks.splice(at, 1)[0]);
      served.write(PAGE, blocks.join('\n\n'));
    },
    () => served.replace(PAGE, page),
    () => served.write(PAGE, served.read(PAGE).replace(/title: .*/, `title: Tên ${random(1000)}`)),
    () => served.write(`content/01-bai-hoc/03-trang-${random(4)}.md`, `# Trang ${random(100)}\n\nLời.\n`),
    () => served.write('content/handbook.yaml', settings.replace(/title: .*/, `title: Sổ ${random(3)}`)),
    () => served.write('content/01-bai-hoc/index.md', `# Phần ${random(100)}\n\nLời.\n`),
  ];
  const likely = [0, 0, 0, 0, 0, 0, 0, 1, 2, 2, 3, 4, 5];
  for (let step = 0; step < STEPS; step++) {
    const { number } = await served.after();
    const place = likely[random(likely.length)];
    works[place]();
    if (step % 4 === 0) served.write('content/01-bai-hoc/danh-dau.txt', String(step)); // a change for certain
    if (step % 4 === 0) await served.after(number);
  }
  const last = await served.edit(() => served.write('content/01-bai-hoc/danh-dau.txt', 'cuối'));
  await reached(window, last);
  const shape = (one) => one.evaluate(() => {
    const page = document.documentElement.cloneNode(true);
    page.querySelector('script[src="/-/live.js"]').remove();
    page.querySelector('sotay-preview').remove();
    // What this window has read, and its way to the storage, are no part of the page.
    page.querySelectorAll('.page-state, iframe').forEach((state) => state.remove());
    // Scripts number the fields they make, and this window has made more of them.
    return page.outerHTML.replace(/table-field-\d+/g, 'table-field');
  });
  const afresh = await look(served);
  // Scripts that the last edits brought may still be loading; a frame is what they are given.
  let [walked, loaded] = [await shape(window), await shape(afresh)];
  for (let frames = 0; walked !== loaded && frames < 300; frames++) {
    await window.evaluate(() => new Promise(requestAnimationFrame));
    [walked, loaded] = [await shape(window), await shape(afresh)];
  }
  assert.equal(walked, loaded);
  const again = await Served.of(served.root);
  const html = async (one) => (await (await fetch(one.address('bai-hoc/moi-thanh-phan.html'))).text()).split('<script src="/-/')[0];
  assert.equal(await html(served), await html(again), 'the server, too, ends where a new one begins');
});
