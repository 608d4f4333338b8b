// The reader's progress: that answers and pages read are there tomorrow, wherever the handbook lies and whatever the
// browser does, and that they can be carried away, handed in and erased. In both browsers, opened as files and served.

import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { axe, browsers, copyOfSmall, ours, scratch, served, shown, small, sotay, starter, text, useBrowser, widths } from './support.mjs';

const QUIZ = 'bai-hoc/cau-hoi';
const KEY = 'sotay:so-tay-thu-nghiem';
const downloads = mkdtempSync(path.join(scratch, 'downloads-'));

/** Firefox keeps what is saved here, without asking. */
const saving = {
  'browser.download.folderList': 2,
  'browser.download.dir': downloads,
  'browser.download.always_ask_before_handling_new_types': false,
  'browser.download.alwaysOpenPanel': false,
};

/** Where things are kept: the hidden page of a file, the page itself on a server. */
const storeOf = (page) => {
  const hidden = page.frames().find((frame) => frame.url().includes('luu.html'));
  const isServed = page.url().startsWith('http');
  assert.ok(!(isServed && hidden), 'no hidden page on a server');
  return isServed ? page.mainFrame() : hidden;
};

/** What is kept, by key. */
const stored = (page) => storeOf(page).evaluate(() => ({ ...localStorage }));

/** Waits until what is kept is as `wanted` (source of a function of the state) says. */
async function kept(page, wanted, key = KEY) {
  await page.waitForFunction(() => location.protocol !== 'file:' || document.querySelector('iframe[hidden]') !== null);
  await storeOf(page).waitForFunction(
    `(() => { const state = JSON.parse(localStorage.getItem(${JSON.stringify(key)}) || 'null'); return state && (${wanted})(state); })()`,
    { polling: 20 },
  );
}

/** Waits until the page knows what is kept, and gives it. */
const known = (page) => page.evaluate(() => new Promise((ready) => {
  window.sotay.progress.ready((state) => ready(JSON.parse(JSON.stringify(state))));
}));

/** Picks a choice by its words and answers. */
async function answer(page, question, choice) {
  await page.evaluate((question, choice) => {
    const labels = [...document.querySelectorAll(`#${question} label`)];
    labels.find((label) => label.querySelector('span').textContent === choice).click();
    document.querySelector(`#${question} .answer-button`).click();
  }, question, choice);
  await kept(page, `(state) => '${question}' in state.questions`);
}

/** Waits for a file to be there whole. */
async function downloaded(pattern) {
  for (;;) {
    const found = readdirSync(downloads).find((name) => pattern.test(name));
    if (found && !existsSync(path.join(downloads, `${found}.part`))) {
      const text = readFileSync(path.join(downloads, found), 'utf8');
      if (text.endsWith('}\n')) return path.join(downloads, found);
    }
    await new Promise((later) => { setTimeout(later, 20); });
  }
}

async function allowDownloads(page, browser) {
  if (browser !== 'chromium') return;
  const session = await page.createCDPSession();
  await session.send('Browser.setDownloadBehavior', {
    behavior: 'allow', downloadPath: downloads, browserContextId: page.browserContext().id,
  });
}

const act = (page, name) => page.$eval(`[data-do="${name}"]`, (button) => button.click());
const said = (page, where) => text(page, `[data-said="${where}"]`);

for (const browser of browsers) {
  describe(browser, () => {
    const open = useBrowser({ browser, preferences: saving });
    const servedAt = served(small);
    const ways = { 'opened as files': (page) => small().address(page), served: servedAt };

    for (const [way, at] of Object.entries(ways)) {
      test(`${way}: answers are there after a reload, on other pages and in other folders`, async () => {
        const page = await open(at(`${QUIZ}.html`));
        await answer(page, 'mot', '20%');
        await answer(page, 'nhan-dinh', 'Đúng');
        await page.reload();
        const { questions } = await known(page);
        assert.equal(questions.mot.share, 1);
        assert.equal(questions['nhan-dinh'].share, 0);
        assert.equal(questions['nhan-dinh'].box, 1);
        assert.match(await text(page, '#mot .question-verdict'), /^Đúng/);
        for (const other of ['index.html', 'bai-hoc/index.html', 'ket-qua.html']) {
          await page.goto(at(other));
          assert.deepEqual(Object.keys((await known(page)).questions).sort(), ['mot', 'nhan-dinh'], other);
        }
      });

      test(`${way}: a page counts as read when its end was on the screen, and says so in every list`, async () => {
        const page = await open(at('bai-hoc/moi-thanh-phan.html'));
        await known(page);
        assert.deepEqual((await known(page)).pages, {});
        await page.evaluate(() => document.querySelector('.body').lastElementChild.scrollIntoView(false));
        await kept(page, "(state) => state.pages['bai-hoc/moi-thanh-phan']");
        await page.goto(at('index.html'));
        await page.waitForSelector('.page-state');
        assert.match(await text(page, '[data-page="bai-hoc/moi-thanh-phan"]'), /✓ Đã đọc$/);
        assert.match(await text(page, '.part-state'), /^Đã đọc 1\/\d+ trang$/);
        await page.goto(at('bai-hoc/index.html'));
        await page.waitForSelector('.page-state');
      });
    }

    test('two handbooks side by side keep their own', async () => {
      const page = await open(small().address(`${QUIZ}.html`));
      await answer(page, 'mot', '20%');
      await page.goto(starter().address('index.html'));
      assert.deepEqual((await known(page)).questions, {});
      await page.goto(small().address('index.html'));
      assert.ok((await known(page)).questions.mot);
    });

    test('what two tabs answer at the same time is kept of both', async () => {
      const one = await open(small().address(`${QUIZ}.html`));
      const other = await open(small().address(`${QUIZ}.html`), { beside: one });
      await Promise.all([known(one), known(other)]);
      await answer(one, 'mot', '20%');
      await answer(other, 'nhan-dinh', 'Sai');
      await kept(one, '(state) => state.questions.mot && state.questions["nhan-dinh"]');
      await one.reload();
      assert.deepEqual(Object.keys((await known(one)).questions).sort(), ['mot', 'nhan-dinh']);
    });

    test('answers that wait to be marked together are there after a reload, unmarked, until they are handed in', async () => {
      const page = await open(small().address('bai-hoc/moi-loai.html'));
      await known(page);
      await page.click('#cuoi-mot label:nth-of-type(2)');
      await page.type('#cuoi-so input', '0,125');
      await page.click('#cuoi-thu-tu .move:last-child');
      const given = () => page.evaluate(() => [
        document.querySelector('#cuoi-mot label:nth-of-type(2) input').checked,
        document.querySelector('#cuoi-so input').value,
        [...document.querySelectorAll('#cuoi-thu-tu .order > li')].map((row) => row.dataset.value),
      ]);
      const before = await given();
      await kept(page, "(state) => Object.keys(state.quizzes['bai-hoc/moi-loai'].draft || {}).length === 3");
      await page.reload();
      await known(page);
      assert.deepEqual(await given(), before);
      assert.equal(await page.$('.is-answered'), null);
      assert.equal(await text(page, '.quiz-progress'), 'Đã trả lời 3/5 câu');
      await page.click('.quiz-submit');
      await page.click('.quiz-submit');
      await kept(page, "(state) => !state.quizzes['bai-hoc/moi-loai'].draft && Object.keys(state.questions).length === 5");
    });

    test('so are those of the final test, with the questions they answer', async () => {
      const page = await open(ours().address('kiem-tra.html'));
      await known(page);
      const begin = async () => {
        await page.evaluate(() => document.querySelector('.quiz > .button').click());
        await page.waitForSelector('.quiz-submit');
        return page.$$eval('.question', (all) => all.map((question) => question.dataset.id));
      };
      const drawn = await begin();
      const choice = await page.evaluate(() => {
        const input = document.querySelector('.question [type=radio]');
        input.click();
        return `[name="${input.name}"][value="${input.value}"]`;
      });
      await kept(page, '(state) => state.quizzes.final.draft', 'sotay:so-tay-nq52');
      await page.reload();
      await known(page);
      assert.deepEqual(await begin(), drawn);
      assert.equal(await page.$eval(choice, (input) => input.checked), true);
    });

    test('a rebuild with one question edited leaves the others as they were', async () => {
      const book = copyOfSmall(`edited-${browser}`);
      const page = await open(book.address(`${QUIZ}.html`));
      await answer(page, 'mot', '20%');
      await answer(page, 'nhan-dinh', 'Đúng');
      copyOfSmall(`edited-${browser}`, (root) => {
        const file = path.join(root, 'content/01-bai-hoc/01-cau-hoi.quiz.yaml');
        writeFileSync(file, readFileSync(file, 'utf8').replace('id: mot\n', 'id: mot-moi\n').replace('khoảng bao nhiêu', 'độ bao nhiêu'));
      });
      await page.reload();
      await known(page);
      assert.equal(await text(page, '#mot-moi .question-verdict'), '');
      assert.match(await text(page, '#nhan-dinh .question-verdict'), /^Chưa đúng/);
    });

    test('a missed question comes back when it is due, and moves on when it is then right', async () => {
      const page = await open(small().address(`${QUIZ}.html`));
      await answer(page, 'nhan-dinh', 'Đúng');
      // Yesterday's answer: the clock of the reader is not ours to move.
      await page.evaluate(() => window.sotay.progress.update((state) => { state.questions['nhan-dinh'].due -= 1; }));
      await kept(page, '(state) => state.questions["nhan-dinh"].due * 864e5 < Date.now() + 864e5 / 2');
      await page.goto(small().address('ket-qua.html'));
      await page.waitForSelector('.review-list a');
      assert.equal(await text(page, '.review-list a'), 'Nguồn lực bên ngoài là quyết định.');
      await page.goto(await page.$eval('.review-list a', (link) => link.href));
      const before = (await known(page)).questions['nhan-dinh'];
      assert.equal(await text(page, '#nhan-dinh .question-verdict'), '', 'it is asked anew');
      await page.evaluate(() => {
        [...document.querySelectorAll('#nhan-dinh label')].find((label) => label.textContent.trim() === 'Sai').click();
        document.querySelector('#nhan-dinh .answer-button').click();
      });
      await kept(page, '(state) => state.questions["nhan-dinh"].box === 2');
      const after = JSON.parse((await stored(page))[KEY]).questions['nhan-dinh'];
      assert.equal(after.due, before.due + 2, 'box 2 is due two days on');
      await page.goto(small().address('ket-qua.html'));
      await page.waitForSelector('.review-list p');
      assert.match(await text(page, '.review-list'), /không có câu nào đến hạn/);
    });

    test('a finished quiz is passed or not on the results page, and tried again it keeps the best', async () => {
      const page = await open(small().address(`${QUIZ}.html`));
      await known(page);
      const finish = (share, passed, attempt) => page.$eval('section.quiz', (quiz, detail) => {
        quiz.dispatchEvent(new CustomEvent('sotay:finished', { bubbles: true, detail }));
      }, { quiz: QUIZ, share, passed, attempt, answers: [] });
      await finish(0.875, true, 1);
      await finish(0.5, false, 2);
      await kept(page, `(state) => state.quizzes['${QUIZ}'].attempt === 2`);
      await page.goto(small().address('ket-qua.html'));
      await page.waitForSelector('.scores td');
      assert.match(await text(page, '.quizzes'), /đạt, 87%$/);
      await page.goto(small().address('bai-hoc/index.html'));
      await page.waitForSelector('.page-rows .page-state');
      assert.match(await text(page, `.page-rows [data-page="${QUIZ}"]`), /✓ .*Đã đạt$/);
    });

    test('progress goes to another machine by file and is laid over what is there', async () => {
      const page = await open(small().address(`${QUIZ}.html`));
      await answer(page, 'mot', '20%');
      await page.goto(small().address('ket-qua.html'));
      await known(page);
      await allowDownloads(page, browser);
      await page.type('#who-name', 'Trần Thị Bưởi');
      await kept(page, '(state) => state.reader.name === "Trần Thị Bưởi"');
      await act(page, 'save');
      const file = await downloaded(/^tien-do-so-tay-thu-nghiem.*\.json$/);
      const moved = path.join(downloads, `${browser}-moved.json`);
      renameSync(file, moved);

      const other = await open(small().address(`${QUIZ}.html`));
      await answer(other, 'nhan-dinh', 'Sai');
      await other.goto(small().address('ket-qua.html'));
      await known(other);
      await (await other.$('#carry-file')).uploadFile(moved);
      await other.waitForFunction(() => document.querySelector('[data-said="carry"]').textContent.startsWith('Đã gộp'));
      await kept(other, '(state) => state.questions.mot && state.questions["nhan-dinh"]');
      assert.equal(await other.$eval('#who-name', (input) => input.value), 'Trần Thị Bưởi');

      const spoilt = path.join(downloads, `${browser}-spoilt.json`);
      const texts = {
        'hỏng': readFileSync(moved, 'utf8').replace('"share": 1', '"share": 0.5'),
        'hỏng hoặc': readFileSync(moved, 'utf8').slice(0, -40),
        'sổ tay khác': readFileSync(moved, 'utf8').replace('"so-tay-thu-nghiem"', '"so-tay-khac"'),
        'phiếu kết quả': '{"format": "sotay-slip"}',
        'mới hơn': '{"format": "sotay-progress", "version": 2, "progress": {}}',
      };
      for (const [words, content] of Object.entries(texts)) {
        writeFileSync(spoilt, content);
        await (await other.$('#carry-file')).uploadFile(spoilt);
        await other.waitForFunction((words) => document.querySelector('[data-said="carry"]').textContent.includes(words), {}, words);
      }
      assert.deepEqual(Object.keys((await known(other)).questions).sort(), ['mot', 'nhan-dinh']);
    });

    test('progress goes to another machine by code, and a damaged code is told', async () => {
      const page = await open(small().address(`${QUIZ}.html`));
      await answer(page, 'mot', '20%');
      await answer(page, 'nhan-dinh', 'Đúng');
      await page.goto(small().address('ket-qua.html'));
      const before = await known(page);
      await act(page, 'code');
      const code = await page.$eval('#carry-code', (place) => place.value);

      const other = await open(small().address('ket-qua.html'));
      await known(other);
      const take = async (text) => {
        await other.$eval('#carry-code', (place, text) => { place.value = text; }, text);
        await act(other, 'uncode');
        return said(other, 'carry');
      };
      const damaged = [code.slice(0, -1), code.slice(3), code.replace(/^(SOTAY1\..{20})./, (_, start) => `${start}${code[28] === 'A' ? 'B' : 'A'}`), '', 'SOTAY1.'];
      for (const text of damaged) assert.match(await take(text), /hỏng/, text);
      assert.deepEqual((await known(other)).questions, {});
      assert.match(await take(`${code.slice(0, 30)}\n  ${code.slice(30)} `), /^Đã gộp/);
      await kept(other, '(state) => state.questions.mot');
      const { questions } = await other.evaluate(() => JSON.parse(JSON.stringify(window.sotay.progress.state())));
      for (const [id, { share, best, box, due }] of Object.entries(before.questions)) {
        const { last, time, ...carried } = questions[id];
        assert.deepEqual(carried, { share, best, box, due }, id);
        assert.equal(last, undefined, 'answers do not travel by code');
        assert.ok(time > 0);
      }
    });

    test('erasing asks first, forgets everything, and no other tab brings it back', async () => {
      const other = await open(small().address(`${QUIZ}.html`));
      await answer(other, 'mot', '20%');
      const page = await open(small().address('ket-qua.html'), { beside: other });
      await known(page);
      await act(page, 'erase');
      assert.equal(await shown(page, '.erase-sure'), true);
      assert.ok((await known(page)).questions.mot, 'nothing is gone before it is confirmed');
      await act(page, 'erase-yes');
      await kept(page, '(state) => state.erased > 0');
      assert.equal(await said(page, 'erase'), 'Đã xóa kết quả trên máy này.');
      await answer(other, 'nhan-dinh', 'Sai');
      await kept(other, '(state) => state.erased > 0 && state.questions["nhan-dinh"]');
      assert.deepEqual(Object.keys(JSON.parse((await stored(other))[KEY]).questions), ['nhan-dinh']);
    });

    test('a slip needs a name, is saved, and `sotay results` reads it and knows one that was altered', async () => {
      const page = await open(small().address(`${QUIZ}.html`));
      await answer(page, 'nhan-dinh', 'Đúng');
      await page.goto(small().address('ket-qua.html'));
      await known(page);
      await allowDownloads(page, browser);
      await act(page, 'slip');
      assert.match(await said(page, 'slip'), /ghi họ và tên/);
      await page.type('#who-name', 'Đặng Thị Ẩn =1+1');
      await page.type('#who-unit', 'Chi bộ “3”');
      await act(page, 'slip');
      assert.match(await said(page, 'slip'), /^Đã lưu/);
      const saved = await downloaded(/^phieu-dang-thi-an-1-1-.*\.json$/);
      const folder = path.join(downloads, `slips-${browser}`);
      mkdirSync(folder);
      const slip = path.join(folder, 'phieu.json');
      renameSync(saved, slip);
      const shownCode = /Mã đối chiếu: ([0-9a-f]{8})/.exec(await text(page, '.slip-made'))[1];
      assert.equal(JSON.parse(readFileSync(slip, 'utf8')).checksum, shownCode, 'the page shows the code of the file');

      const quiet = ['results', '--lang', 'vi', '--root', scratch];
      const table = execFileSync(sotay, [...quiet, slip], { encoding: 'utf8' });
      assert.match(table, /Đặng Thị Ẩn =1\+1 +Chi bộ “3” +0% +0\/\d+ +\d+\/\d+/);
      writeFileSync(path.join(folder, 'sua-tay.json'), readFileSync(slip, 'utf8').replace('"percent": 0', '"percent": 90'));
      const run = spawnSync(sotay, [...quiet, folder], { encoding: 'utf8' });
      assert.equal(run.status, 1);
      assert.match(run.stderr, /sua-tay\.json.* đã hỏng hoặc bị sửa tay/);
      assert.match(run.stdout, /Số người: 1\./);
    });

    test('stored texts that are damaged, newer or hostile neither break a page nor are lost', async () => {
      const page = await open(small().address('index.html'));
      const put = async (value) => {
        await known(page);
        await storeOf(page).evaluate((key, value) => {
          localStorage.clear();
          localStorage.setItem(key, value);
        }, KEY, value);
        await page.goto(small().address(`${QUIZ}.html`));
        return known(page);
      };
      for (const damaged of ['{"version":1,"questions":{', 'null', '"text"', '[]', '{}', `"${'x'.repeat(3.1e6)}"`]) {
        assert.deepEqual((await put(damaged)).questions, {}, damaged.slice(0, 40));
        await answer(page, 'mot', '20%');
        const all = await stored(page);
        const aside = Object.keys(all).filter((key) => key.startsWith(`${KEY}:`));
        assert.deepEqual(aside.map((key) => all[key].length), [damaged.length], 'kept aside, not lost');
      }

      const newer = '{"version":2,"questions":{"mot":{"everything":"else"}}}';
      assert.deepEqual((await put(newer)).questions, {});
      assert.match(await text(page, '.store-trouble'), /bản sổ tay mới hơn/);
      await page.evaluate(() => document.querySelector('#nhan-dinh label').click());
      await page.evaluate(() => document.querySelector('#nhan-dinh .answer-button').click());
      assert.equal((await stored(page))[KEY], newer, 'left as it is');

      const script = '<img src=x onerror="window.ran=1">';
      const hostile = `{"version":1,"__proto__":{"polluted":1},"reader":{"name":${JSON.stringify(script)},"unit":{"a":1},"time":1e300},
        "pages":{"__proto__":{"time":5},"constructor":{"time":5},"${QUIZ}":{"time":-1}},
        "quizzes":{"__proto__":{"best":9,"time":5},"${QUIZ}":{"best":1e9,"share":"x","attempt":[],"passed":"yes","time":5}},
        "questions":{"__proto__":{"last":["x"],"time":5},"mot":{"last":{"length":-1},"share":null,"best":7,"box":99,"due":-5,"time":5},
        "nhieu":{"last":[{}],"time":5},"ngan":{"last":${JSON.stringify(script)},"share":1,"time":5},"nhan-dinh":7}}`;
      await put(hostile);
      for (const place of ['ket-qua.html', 'index.html', `${QUIZ}.html`]) {
        await page.goto(small().address(place));
        const state = await known(page);
        assert.equal(state.quizzes[QUIZ].best, 1);
        assert.equal(state.quizzes[QUIZ].passed, false);
        assert.equal(state.questions.mot.box, 5);
        assert.equal(await page.evaluate(() => window.ran ?? {}.polluted ?? {}.best ?? null), null, place);
      }
      await page.goto(small().address('ket-qua.html'));
      await known(page);
      assert.equal(await page.$eval('#who-name', (input) => input.value), script);
      assert.equal(await page.$eval('#who-unit', (input) => input.value), '');
    });

    test('where nothing can be kept one line says so, and everything works until the page is left', async () => {
      const broken = {
        full: () => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; },
        silent: () => {
          if (location.pathname.endsWith('luu.html')) window.addEventListener = () => {};
        },
        refused: () => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } }),
      };
      for (const [how, prepare] of Object.entries(broken)) {
        const page = await open(small().address(`${QUIZ}.html`), { prepare: (page) => page.evaluateOnNewDocument(prepare) });
        await known(page);
        await page.evaluate(() => {
          document.querySelector('#nhan-dinh label').click();
          document.querySelector('#nhan-dinh .answer-button').click();
        });
        await page.waitForSelector('.quiz .store-trouble');
        assert.equal((await page.$$('.store-trouble')).length, 1, how);
        assert.match(await text(page, '.store-trouble'), /không cho lưu kết quả/, how);
        assert.notEqual(await text(page, '#nhan-dinh .question-verdict'), '', how);
        assert.ok((await known(page)).questions['nhan-dinh'], how);
        await page.goto(small().address('ket-qua.html'));
        await page.waitForSelector('#results:not([hidden])');
      }
    });
  });
}

describe('firefox without storage', () => {
  const open = useBrowser({ browser: 'firefox', preferences: { 'dom.storage.enabled': false } });

  test('the line is there, and the quiz is answered all the same', async () => {
    const page = await open(small().address(`${QUIZ}.html`));
    await page.waitForSelector('.quiz .store-trouble');
    await page.evaluate(() => {
      document.querySelector('#mot label').click();
      document.querySelector('#mot .answer-button').click();
    });
    assert.notEqual(await text(page, '#mot .question-verdict'), '');
  });
});

describe('another place on the disk', () => {
  const open = useBrowser();

  test('a handbook whose folder is moved finds its progress again in Chromium', async () => {
    const book = copyOfSmall('before-moving');
    const page = await open(book.address(`${QUIZ}.html`));
    await answer(page, 'mot', '20%');
    const moved = path.join(scratch, 'e', 'sổ tay đã chuyển');
    mkdirSync(path.dirname(moved));
    renameSync(book.folder, moved);
    book.folder = moved;
    await page.goto(book.address('ket-qua.html'));
    assert.equal((await known(page)).questions.mot.share, 1);
    assert.equal(await shown(page, '.bound-to-folder'), false);
  });

  test('the slip is printed alone', async () => {
    const page = await open(small().address('ket-qua.html'));
    await known(page);
    await page.emulateMediaType('print');
    for (const selector of ['.slip', '.signatures', '.scores', '.who']) assert.equal(await shown(page, selector), true, selector);
    for (const selector of ['.review', '.carry', '.erase', '.slip .actions', '.top', '.foot']) assert.equal(await shown(page, selector), false, selector);
  });
});

describe('the results page', () => {
  const looks = { light: { 'prefers-color-scheme': 'light' }, dark: { 'prefers-color-scheme': 'dark' }, 'forced colours': { 'forced-colors': 'active' } };
  const open = useBrowser();

  async function violations(page) {
    await page.evaluate(axe());
    return page.evaluate(async () => {
      const { violations } = await window.axe.run(document, { resultTypes: ['violations'], preload: false, rules: { 'target-size': { enabled: true } } });
      return violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target).join(' ')}`);
    });
  }

  for (const [name, media] of Object.entries(looks)) {
    test(`axe finds nothing on it empty, filled and about to be erased, at 320 pixels in ${name}`, async () => {
      const page = await open(small().address('ket-qua.html'), { media, width: widths.narrowest });
      await known(page);
      assert.deepEqual(await violations(page), []);
      await page.evaluate((quiz) => window.sotay.progress.update((state) => {
        const time = Date.now();
        const due = window.sotay.progress.today();
        Object.assign(state.quizzes, { [quiz]: { attempt: 2, share: 0.5, best: 1, passed: true, time }, final: { attempt: 1, share: 0.4, best: 0.4, passed: false, time } });
        Object.assign(state.questions, { mot: { share: 0, best: 0, box: 1, due, time }, nhieu: { share: 0, best: 0, box: 1, due: due + 1, time } });
        state.pages[quiz] = { time };
      }), QUIZ);
      await page.$$eval('#results details', (folded) => folded.forEach((details) => { details.open = true; }));
      await act(page, 'code');
      await act(page, 'erase');
      assert.deepEqual(await violations(page), []);
      assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth <= document.documentElement.clientWidth), 'nothing sticks out');
    });
  }

  test('without JavaScript it says what it would show and what to do instead', async () => {
    const page = await open(small().address('ket-qua.html'), { scripts: false });
    assert.equal(await shown(page, '#results'), false);
    assert.match(await page.$eval('noscript', (place) => place.textContent), /cần JavaScript.*in sổ tay/s);
  });
});
