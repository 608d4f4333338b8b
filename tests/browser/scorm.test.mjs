// Packages for learning systems, played by scorm-again in strict reading: every value that is set must be accepted, the
// reader comes back to the last place with what was reached, and without a system the package is the site.

import assert from 'node:assert/strict';
import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { copyOfSmall, exported, repository, scratch, served, text, useBrowser } from './support.mjs';

const root = path.join(repository, 'tests/browser/book');

/** The entries of a zip archive: name to bytes, by its central directory (APPNOTE 6.3, 4.3.12). */
function unzip(archive) {
  const entries = new Map();
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06'));
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((place) => archive.readUInt16LE(at + place));
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = archive.subarray(start, start + size);
    entries.set(archive.toString('utf8', at + 46, at + 46 + name), method === 8 ? inflateRawSync(bytes) : bytes);
    at += 46 + name + extra + comment;
  }
  return entries;
}

const versions = [
  { target: 'scorm12', player: 'scorm12', api: 'API', make: 'Scorm12API', set: 'LMSSetValue', error: 'LMSGetLastError', end: 'LMSFinish', place: 'cmi.core.lesson_location', get: 'LMSGetValue', score: 'cmi.core.score.raw', status: ['cmi.core.lesson_status'], states: { open: ['incomplete'], read: ['completed'], passed: ['passed'] } },
  { target: 'scorm2004', player: 'scorm2004', api: 'API_1484_11', make: 'Scorm2004API', set: 'SetValue', error: 'GetLastError', end: 'Terminate', place: 'cmi.location', get: 'GetValue', score: 'cmi.score.raw', status: ['cmi.completion_status', 'cmi.success_status'], states: { open: ['incomplete', 'unknown'], read: ['completed', 'unknown'], passed: ['completed', 'passed'] } },
];

/** A page of a learning system: it starts the player with what the last visit left, and notes each value that is set. */
const system = ({ player, api, make, set, error, end }) => `<!DOCTYPE html><title>LMS</title><link rel="icon" href="data:,">
<script src="${player}.min.js"></script>
<script>
window.log = [];
window.ended = 0;
window.player = new ${make}({ autocommit: false, logLevel: 5 });
if (sessionStorage.last) window.player.loadFromJSON(JSON.parse(sessionStorage.last), '');
const set = window.player.${set}.bind(window.player);
const end = window.player.${end}.bind(window.player);
window.player.${set} = window.player.lms${set} = (name, value) => {
  const said = set(name, value);
  window.log.push([name, value, String(said), String(window.player.${error}())]);
  return said;
};
window.player.${end} = (text) => { window.ended += 1; return end(text); };
window.${api} = window.player;
</script>
<iframe src="scorm.html" width="1000" height="700"></iframe>`;

for (const version of versions) {
  describe(version.target, () => {
    const entries = unzip(readFileSync(exported(root, version.target, 'goi.zip')));
    const player = readFileSync(path.join(repository, `tests/tools/node_modules/scorm-again/dist/${version.player}.min.js`));
    const inSystem = (entries) => {
      const files = new Map([...entries, ['lms.html', Buffer.from(system(version))], [`${version.player}.min.js`, player]]);
      return served(() => ({ files: [...files.keys()], read: (file) => files.get(file) }));
    };
    const address = inSystem(entries);
    copyOfSmall(`final-${version.target}`, (root) => appendFileSync(path.join(root, 'content/handbook.yaml'), 'final: {count: 6, pass: 1}\n'));
    const withFinal = inSystem(unzip(readFileSync(exported(path.join(scratch, `final-${version.target}-source`), version.target, 'goi.zip'))));
    const open = useBrowser();

    /** What the system has been told: the words for how far the reader is, and the score. */
    const told = (page) => page.evaluate(({ get, status, score }) => ({
      status: status.map((name) => window.player[get](name)), score: Number(window.player[get](score)),
    }), version);

    /** Opens a page of the handbook in the frame of the system. */
    const turnTo = async (page, place) => {
      await page.evaluate((to) => { document.querySelector('iframe').contentDocument.querySelector('iframe').src = to; }, place);
      await page.waitForFunction((to) => document.querySelector('iframe').contentDocument.querySelector('iframe').contentWindow.location.pathname.endsWith(to), {}, place);
      return handbook(page, place);
    };

    /** The frame that shows the handbook. */
    const handbook = async (page, ready) => {
      await page.waitForFunction(() => {
        const inner = document.querySelector('iframe')?.contentDocument?.querySelector('iframe')?.contentWindow;
        return inner?.sotay?.progress && inner.document.readyState === 'complete';
      });
      return page.frames().find((frame) => frame.parentFrame()?.parentFrame() && frame.url().startsWith('http') && (!ready || frame.url().includes(ready)));
    };

    /** Answers every question of the page that is shown, in whatever way its controls allow. */
    const answerAll = (frame) => frame.evaluate(() => {
      document.querySelectorAll('.question').forEach((question) => {
        const choice = question.querySelector('input[type="radio"], input[type="checkbox"]');
        if (choice) choice.click();
        question.querySelectorAll('input[type="text"]').forEach((input) => {
          input.value = 'chữ, 8,5';
          input.dispatchEvent(new Event('input', { bubbles: true }));
        });
        question.querySelectorAll('select').forEach((select) => {
          select.selectedIndex = 1;
          select.dispatchEvent(new Event('change', { bubbles: true }));
        });
        question.querySelector('.move')?.click();
        question.querySelector('.answer-button')?.click();
      });
      document.querySelector('.quiz-submit')?.click();
      return [...document.querySelectorAll('.question.is-answered')].map((question) => question.dataset.kind);
    });

    test('the manifest names every file once and the page that opens', () => {
      const manifest = entries.get('imsmanifest.xml').toString();
      const named = [...manifest.matchAll(/<file href="([^"]+)"/g)].map(([, file]) => decodeURIComponent(file));
      assert.deepEqual([...named, 'imsmanifest.xml'].sort(), [...entries.keys()].sort());
      assert.match(manifest, /href="scorm\.html"/);
      for (const [, id] of manifest.matchAll(/identifier="([^"]+)"/g)) assert.match(id, /^[A-Za-z_][\w.-]*$/);
    });

    test('every value is accepted, and the reader comes back to the last place', async () => {
      const page = await open(address('lms.html'));
      await handbook(page);
      const kinds = [];
      let frame;
      for (const name of ['cau-hoi', 'moi-loai']) {
        frame = await turnTo(page, `bai-hoc/${name}.html`);
        await frame.waitForSelector('.quiz.is-live');
        kinds.push(...await answerAll(frame));
      }
      assert.equal(new Set(kinds).size, 7, `answered: ${kinds}`);
      await page.waitForFunction(() => window.log.some(([name]) => name === 'cmi.suspend_data'));

      const log = await page.evaluate(() => window.log);
      assert.deepEqual(log.filter(([, , said, error]) => said !== 'true' || error !== '0'), []);
      const types = new Set(log.filter(([name]) => /interactions\.\d+\.type$/.test(name)).map(([, value]) => value));
      assert.deepEqual([...types].sort(), ['choice', 'fill-in', 'matching', 'sequencing', 'true-false']);
      const results = log.filter(([name]) => /\.result$/.test(name)).map(([, value]) => value);
      const wrong = version.target === 'scorm12' ? 'wrong' : 'incorrect';
      assert.ok(results.every((result) => ['correct', wrong].includes(result) || Number(result) > 0 && Number(result) < 1), `${results}`);
      assert.ok(log.filter(([name]) => name === 'cmi.suspend_data').every(([, value]) => value.length <= 4096));
      const best = await frame.evaluate(() => Object.values(window.sotay.progress.state().questions).filter((question) => question.best > 0).length);
      assert.ok(best > 0);

      await page.evaluate(() => { sessionStorage.last = JSON.stringify(window.player.renderCMIToJSONObject().cmi ?? {}); });
      await page.reload();
      const again = await handbook(page, 'moi-loai');
      assert.ok(again, 'the last place opens');
      await page.waitForFunction(() => {
        const inner = document.querySelector('iframe').contentDocument.querySelector('iframe').contentWindow;
        return inner.location.pathname.endsWith('moi-loai.html') && Object.keys(inner.sotay.progress.state().questions).length > 0;
      });
      const kept = await again.evaluate(() => Object.values(window.sotay.progress.state().questions).filter((question) => question.best > 0).length);
      assert.equal(kept, best);
    });

    test('it is completed when all pages are read, with the points of all quizzes as its score', async () => {
      const page = await open(address('lms.html'));
      await handbook(page);
      const frame = await turnTo(page, 'bai-hoc/cau-hoi.html');
      await frame.waitForSelector('.quiz.is-live');
      await answerAll(frame);
      const expected = await frame.evaluate(() => {
        const { outline, progress } = window.sotay;
        const questions = outline.parts.flatMap((part) => part.pages).flatMap((one) => one.questions);
        const sum = (value) => questions.reduce((total, question) => total + value(question), 0);
        return Math.floor(100 * sum(({ id, points }) => points * (progress.state().questions[id]?.best ?? 0)) / sum(({ points }) => points));
      });
      assert.ok(expected > 0 && expected < 100, `${expected}`);
      assert.deepEqual(await told(page), { status: version.states.open, score: expected });
      await frame.evaluate(() => window.sotay.progress.update((state) => {
        window.sotay.outline.parts.flatMap((part) => part.pages).forEach((one) => { state.pages[one.key] = { time: Date.now() }; });
      }));
      assert.deepEqual(await told(page), { status: version.states.read, score: expected });
    });

    test('where there is a final test, that decides, and its points are the score', async () => {
      const page = await open(withFinal('lms.html'));
      await handbook(page);
      const frame = await turnTo(page, 'kiem-tra.html');
      await frame.waitForSelector('.quiz > .button:enabled');
      await frame.evaluate(() => document.querySelector('.quiz > .button').click());
      await frame.waitForSelector('.quiz-submit');
      await answerAll(frame);
      await frame.evaluate(() => document.querySelector('.quiz-submit:not([hidden])')?.click());
      await frame.waitForSelector('.quiz-result.is-right');
      const percent = Number(/\d+/.exec(await text(frame, '.result-points'))[0]);
      assert.deepEqual(await told(page), { status: version.states.passed, score: percent });
    });

    test('leaving ends the session once, with its time', async () => {
      const page = await open(address('lms.html'));
      await handbook(page);
      const told = await page.evaluate(() => {
        const shell = document.querySelector('iframe');
        shell.contentWindow.dispatchEvent(new Event('pagehide'));
        shell.contentWindow.dispatchEvent(new Event('beforeunload'));
        return { ended: window.ended, log: window.log };
      });
      assert.equal(told.ended, 1);
      assert.deepEqual(told.log.filter(([, , said]) => said !== 'true'), []);
      assert.ok(told.log.some(([name]) => name.endsWith('session_time')));
    });

    test('without a system the package works as the site does', async () => {
      const page = await open(address('scorm.html'));
      await page.waitForFunction(() => document.querySelector('iframe').contentWindow.sotay?.progress);
      await page.evaluate(() => document.querySelector('iframe').contentWindow.sotay.progress.update((state) => { state.reader.name = 'Lan'; }));
      await page.waitForFunction(() => Object.keys(localStorage).some((key) => /^sotay:[^:]+$/.test(key) && localStorage[key].includes('"Lan"')));
    });

    test('two hundred answered questions are kept in 4,096 characters', async () => {
      const page = await open(address('lms.html'));
      const frame = await handbook(page);
      const length = await frame.evaluate(() => {
        const names = (count, made) => Array.from({ length: count }, (_, at) => made(at));
        const pages = names(60, (at) => ({ key: `phan/trang-${at}`, questions: at < 25 ? names(8, (one) => ({ id: `q-${at}-${one}`, points: 1 })) : [] }));
        const state = { pages: {}, quizzes: { final: { attempt: 3, share: 1, best: 1, passed: true, time: Date.now() } }, questions: {} };
        pages.forEach((one) => {
          state.pages[one.key] = { time: Date.now() };
          if (one.questions.length) state.quizzes[one.key] = { attempt: 9, share: 0.5, best: 1, passed: true, time: Date.now() };
          one.questions.forEach(({ id }) => { state.questions[id] = { share: 0.5, best: 1, box: 3, due: 20000, time: Date.now() }; });
        });
        return window.sotay.carry.pack(state, { id: 'thu', parts: [{ pages }] }).length;
      });
      assert.ok(length < 4096, `${length} characters`);
    });
  });
}
