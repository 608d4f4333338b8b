// Every kind of question answered right, partly and wrong; a quiz that is marked at the end; what is remembered and put
// back; the gate. In both browsers where they could differ. The exact marks are those of the small handbook.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { announced, choose, fill, heard, items, listen, match, order, press, remember, verdict } from './quizzes.mjs';
import { browsers, ours, shown, small, text, useBrowser, widths } from './support.mjs';

const each = () => small().address('bai-hoc/cau-hoi.html');
const atEnd = () => small().address('bai-hoc/moi-loai.html');
const gated = () => small().address('bai-hoc/sau-cua.html');
const open = useBrowser();

/** Opens a page for a reader whose progress is this, and stays so. */
async function openWith(address, state, openHere = open) {
  const page = await openHere('about:blank');
  await remember(page, state);
  await page.goto(address);
  return page;
}

const gateOpen = { quizzes: { 'bai-hoc/moi-loai': { passed: true } } };

/** Each kind: how it is answered, and what it earns. */
const kinds = [
  ['a blank is right', 'dien', (page) => fill(page, 'dien', '7,0'), 'Đúng – 1/1 điểm'],
  ['a blank is wrong', 'dien', (page) => fill(page, 'dien', '8'), 'Chưa đúng – 0/1 điểm'],
  ['an order is right', 'thu-tu', (page) => order(page, 'thu-tu', 'Năm 2025', 'Năm 2030', 'Năm 2045'), 'Đúng – 1/1 điểm'],
  ['an order is partly right', 'thu-tu', (page) => order(page, 'thu-tu', 'Năm 2025', 'Năm 2045', 'Năm 2030'), 'Đúng một phần – 0,33/1 điểm'],
  ['an order is wrong', 'thu-tu', (page) => order(page, 'thu-tu', 'Năm 2045', 'Năm 2025', 'Năm 2030'), 'Chưa đúng – 0/1 điểm'],
  ['pairs are right', 'ghep', (page) => match(page, 'ghep', { 'Việt Nam': 'Hà Nội', Lào: 'Viêng Chăn' }), 'Đúng – 1/1 điểm'],
  ['pairs are partly right', 'ghep', (page) => match(page, 'ghep', { 'Việt Nam': 'Hà Nội', Lào: 'Hà Nội' }), 'Đúng một phần – 0,5/1 điểm'],
  ['pairs are wrong', 'ghep', (page) => match(page, 'ghep', { 'Việt Nam': 'Viêng Chăn', Lào: 'Hà Nội' }), 'Chưa đúng – 0/1 điểm'],
];

for (const browser of browsers) {
  const openIn = browser === 'chromium' ? open : useBrowser({ browser });

  test(`every kind is marked as its answer deserves, in ${browser}`, async () => {
    const page = await openWith(each(), {}, openIn);
    for (const [name, question, answer, expected] of kinds) {
      await page.goto(each());
      await answer(page);
      await press(page, question);
      assert.equal(await verdict(page, question), expected, name);
    }
  });

  test(`a quiz marked at the end names what is open, then marks all at once, in ${browser}`, async () => {
    const page = await openWith(atEnd(), {}, openIn);
    assert.equal(await page.$('.answer-button'), null);
    await choose(page, 'cuoi-mot', 'Hà Nội');
    await fill(page, 'cuoi-dien', 'đông', 'nam');
    assert.equal(await text(page, '.quiz-progress'), 'Đã trả lời 2/5 câu');
    await page.click('.quiz-submit');
    assert.match(await announced(page), /^Còn 3 câu chưa trả lời\..*Câu 3Câu 4Câu 5$/);
    assert.equal(await page.$('.is-answered'), null, 'nothing is marked yet');
    await page.click('.go');
    assert.equal(await page.evaluate(() => document.activeElement.closest('.question').id), 'cuoi-thu-tu');
    await order(page, 'cuoi-thu-tu', 'một', 'mười', 'một trăm', 'một nghìn');
    await page.click('.quiz-submit'); // two are open now: named again
    await page.click('.quiz-submit');
    const verdicts = ['Đúng – 1/1 điểm', 'Đúng một phần – 0,5/1 điểm', 'Đúng – 2/2 điểm', 'Chưa đúng – 0/1 điểm', 'Chưa đúng – 0/1 điểm'];
    assert.deepEqual(await page.$$eval('.question-verdict', (all) => all.map((one) => one.textContent)), verdicts);
    assert.equal(await text(page, '.result-points'), 'Đạt 58% – 3,5/6 điểm.');
    assert.equal(await page.evaluate(() => document.activeElement.className), 'quiz-result is-right');
    assert.equal(await shown(page, '.quiz-submit'), false);
  });
}

test('each part of an answer says whether it holds', async () => {
  const page = await openWith(each());
  await order(page, 'thu-tu', 'Năm 2025', 'Năm 2045', 'Năm 2030');
  await press(page, 'thu-tu');
  assert.deepEqual(await page.$$eval('#thu-tu .order .verdict', (all) => all.map((one) => one.textContent)), ['Đúng', 'Chưa đúng', 'Chưa đúng']);
  await match(page, 'ghep', { Lào: 'Viêng Chăn' });
  await press(page, 'ghep');
  assert.deepEqual(await page.$$eval('#ghep .verdict', (all) => all.map((one) => one.textContent)), ['Chưa đúng', 'Đúng']);
});

test('an item is moved by its buttons alone, and the focus and the announcement go with it', async () => {
  const page = await openWith(each());
  const before = await items(page, 'thu-tu');
  await page.focus('#thu-tu li:nth-child(1) .move:last-child');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  assert.deepEqual(await items(page, 'thu-tu'), [before[1], before[2], before[0]]);
  assert.equal(await page.evaluate(() => document.activeElement.closest('li').firstChild.textContent), before[0]);
  assert.equal(await announced(page), `${before[0]}: vị trí 3/3.`);
  await page.keyboard.press('Enter'); // it stands last and stays there
  assert.deepEqual(await items(page, 'thu-tu'), [before[1], before[2], before[0]]);
  await press(page, 'thu-tu');
  assert.equal(await shown(page, '#thu-tu .move'), false, 'an answered order stays as it is');
});

test('what happens in a quiz is told to whoever keeps progress', async () => {
  const page = await openWith(each());
  await listen(page);
  await choose(page, 'mot', '30%');
  await press(page, 'mot');
  const [[name, detail]] = await heard(page);
  assert.equal(name, 'answered');
  assert.deepEqual({ ...detail, response: detail.response.length }, { id: 'mot', response: 1, share: 0, quiz: 'bai-hoc/cau-hoi', attempt: 1 });

  const other = await openWith(gated(), gateOpen);
  await listen(other);
  await choose(other, 'sau-cua', 'Sai');
  await press(other, 'sau-cua');
  await other.click('.quiz-result button');
  assert.deepEqual((await heard(other)).slice(1), [
    ['finished', { share: 1, passed: true, answers: [{ id: 'sau-cua', share: 1, points: 1 }], quiz: 'bai-hoc/sau-cua', attempt: 1 }],
    ['retried', { ids: ['sau-cua'], quiz: 'bai-hoc/sau-cua', attempt: 2 }],
  ]);
});

test('where only all may be tried again, missed ones alone are not offered', async () => {
  const page = await openWith(gated(), gateOpen);
  await choose(page, 'sau-cua', 'Đúng');
  await press(page, 'sau-cua');
  assert.deepEqual(await page.$$eval('.quiz-result button', (all) => all.map((one) => one.textContent)), ['Làm lại tất cả']);
});

/** What a reader answered, as the quiz told it. */
async function answers(page) {
  const told = await heard(page);
  return Object.fromEntries(told.filter(([name]) => name === 'answered').map(([, { id, response, share }]) => [id, { last: response, share }]));
}

async function answerAll(page) {
  await choose(page, 'mot', '20%');
  await choose(page, 'nhieu', 'Hai', 'Ba');
  await choose(page, 'nhan-dinh', 'Sai');
  await page.type('#ngan input', 'hoá học');
  await fill(page, 'dien', '7');
  await order(page, 'thu-tu', 'Năm 2025', 'Năm 2045', 'Năm 2030');
  await match(page, 'ghep', { 'Việt Nam': 'Hà Nội', Lào: 'Hà Nội' });
  for (const question of ['mot', 'nhieu', 'nhan-dinh', 'ngan', 'dien', 'thu-tu', 'ghep']) await press(page, question);
}

test('answers of every kind are put back, marked, and neither announced nor sent again', async () => {
  const first = await openWith(each());
  await listen(first);
  await answerAll(first);
  const verdicts = (page) => page.$$eval('.question-verdict', (all) => all.map((one) => one.textContent));
  const page = await openWith('about:blank', { questions: await answers(first), quizzes: {} });
  await page.evaluateOnNewDocument(() => {
    window.heard = [];
    for (const name of ['answered', 'finished', 'retried']) document.addEventListener('sotay:' + name, () => window.heard.push(name));
  });
  await page.goto(each());
  assert.deepEqual(await verdicts(page), await verdicts(first));
  assert.deepEqual(await items(page, 'thu-tu'), ['Năm 2025', 'Năm 2045', 'Năm 2030']);
  assert.equal(await text(page, '.result-points'), await text(first, '.result-points'));
  assert.deepEqual([await announced(page), await heard(page)], ['', []]);
  assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
});

test('a remembered answer that no longer fits leaves its question open and the others answered', async () => {
  const hostile = [null, 7, {}, [{}], ['<b>'], { length: 2 }, 'không có', ['a', 'a', 'a'], [[]]];
  for (const last of hostile) {
    const kept = ['mot', 'nhieu', 'nhan-dinh', 'thu-tu', 'ghep'];
    const questions = Object.fromEntries(kept.map((id) => [id, { last }]));
    const page = await openWith(each(), { questions: { ...questions, ngan: { last: 'hóa học' } } });
    assert.equal(await text(page, '.quiz-progress'), 'Đã trả lời 1/7 câu', JSON.stringify(last));
    assert.equal(await verdict(page, 'ngan'), 'Đúng – 1/1 điểm');
  }
});

test('a new try has its own order, the same after a reload, and never the right one', async () => {
  const choices = (page) => page.$$eval('#nhieu .choice span', (all) => all.map((one) => one.textContent));
  const orders = new Set();
  for (let attempt = 1; attempt <= 6; attempt += 1) {
    const quizzes = { 'bai-hoc/cau-hoi': { attempt } };
    const page = await openWith(each(), { quizzes });
    const offered = [await choices(page), await items(page, 'thu-tu')];
    await page.reload();
    assert.deepEqual([await choices(page), await items(page, 'thu-tu')], offered, `try ${attempt}`);
    assert.notDeepEqual(offered[1], ['Năm 2025', 'Năm 2030', 'Năm 2045']);
    assert.deepEqual(await page.$$eval('#mot .choice span', (all) => all.map((one) => one.textContent)), ['10%', '20%', '30%'], 'numbers stay ascending');
    assert.deepEqual(await page.$$eval('#ghep .lefts label > span', (all) => all.map((one) => one.textContent)), ['Việt Nam', 'Lào']);
    orders.add(offered[0].join());
  }
  assert.ok(orders.size > 2, `only ${orders.size} orders in six tries`);
});

test('trying again counts the tries on', async () => {
  const page = await openWith(gated(), { quizzes: { 'bai-hoc/sau-cua': { attempt: 3 }, 'bai-hoc/moi-loai': { passed: true } } });
  await listen(page);
  await choose(page, 'sau-cua', 'Sai');
  await press(page, 'sau-cua');
  await page.click('.quiz-result button');
  assert.deepEqual((await heard(page)).map(([, { attempt }]) => attempt), [3, 3, 4]);
});

test('a gate is closed until the quiz before is passed, and reading never', async () => {
  const page = await openWith(gated(), {});
  assert.equal(await shown(page, '.quiz-gate'), true);
  assert.match(await text(page, '.quiz-gate'), /Mọi loại câu hỏi\.$/);
  assert.equal(small().target(await page.$eval('.quiz-gate a', (link) => link.href)).file, 'bai-hoc/moi-loai.html');
  assert.deepEqual([await shown(page, '.questions'), await shown(page, '.body')], [false, true]);
  await page.evaluate(() => document.dispatchEvent(new CustomEvent('sotay:finished', { detail: { quiz: 'bai-hoc/moi-loai', passed: true } })));
  assert.deepEqual([await shown(page, '.questions'), await shown(page, '.quiz-gate')], [true, false]);
});

test('a gate is open for one who passed, where nothing is kept, and without scripts', async () => {
  const passed = await openWith(gated(), { quizzes: { 'bai-hoc/moi-loai': { passed: true } } });
  const plain = await open(gated(), { scripts: false });
  for (const page of [passed, plain]) assert.deepEqual([await shown(page, '.questions'), await shown(page, '.quiz-gate')], [true, false]);
});

test('on a phone nothing of a quiz is too small to be hit, and nothing sticks out', async () => {
  for (const address of [each(), atEnd()]) {
    const page = await openWith(address);
    if (address === each()) await answerAll(page);
    else await page.click('.quiz-submit');
    await page.setViewport({ width: widths.phone, height: 800 });
    const small = await page.$$eval('.quiz :is(button, select, [type=text], .choice, summary)', (all) => all
      .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44)
      .map((one) => `${one.localName}.${one.className} ${one.textContent}`));
    assert.deepEqual(small, []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), address);
  }
});

/** Begins a try of the final test. */
async function begin(page) {
  await page.waitForSelector('.quiz > .button:enabled');
  await page.click('.quiz > .button');
  await page.waitForSelector('.quiz .question');
}

test('the final test draws, is marked at the end, and tells the result by part', async () => {
  const page = await open(ours().address('kiem-tra.html'));
  await listen(page);
  assert.equal(await shown(page, '.without-script'), false);
  await begin(page);
  const drawn = (where) => where.$$eval('.quiz .question', (all) => all.map((one) => one.dataset.id));
  const first = await drawn(page);
  assert.equal(first.length, 30);
  assert.equal(new Set(first).size, 30);
  assert.equal(await page.evaluate(() => document.activeElement.closest('.question') === document.querySelector('.question')), true);
  assert.equal(await text(page, '.question:nth-child(7) .question-number'), 'Câu 7');

  // Everything is answered right with what the page marks by.
  await page.$$eval('.quiz .question', (all) => all.forEach((question) => {
    const answer = JSON.parse(question.dataset.answer);
    const kind = question.dataset.kind;
    const inputs = [...question.querySelectorAll('input, select')];
    if (/single|truth|multiple/.test(kind)) inputs.forEach((input) => { if (answer.includes(input.value) !== input.checked) input.click(); });
    else if (kind === 'short') inputs[0].value = answer.accept[0];
    else if (kind === 'fill') inputs.forEach((input, at) => { input.value = answer[at].accept[0]; });
    else if (kind === 'match') inputs.forEach((input, at) => { input.value = answer[at]; });
    else {
      answer.forEach((value, at) => {
        const from = () => [...question.querySelectorAll('.order > li')].findIndex((row) => row.dataset.value === value);
        while (from() > at) question.querySelectorAll('.order > li')[from()].querySelector('.move').click();
      });
    }
  }));
  await page.click('.quiz-submit');
  assert.equal(await text(page, '.result-points'), `Đạt 100% – 30/30 điểm.`);
  const parts = await page.$$eval('.part-results li', (all) => all.map((one) => one.textContent));
  assert.equal(parts.length, await page.$$eval('[data-part]', (all) => all.length));
  const counts = parts.map((part) => Number(/\((\d+) câu\)/.exec(part)[1]));
  assert.equal(counts.reduce((sum, count) => sum + count), 30);
  assert.ok(Math.max(...counts) - Math.min(...counts) <= 1, `evenly over the parts: ${counts}`);
  assert.ok(parts.every((part) => part.endsWith('100% – đạt')), parts.join('; '));
  const [last] = (await heard(page)).filter(([name]) => name === 'finished');
  assert.deepEqual([last[1].quiz, last[1].passed, last[1].answers.length], ['final', true, 30]);

  await page.click('.quiz-result button');
  const second = await drawn(page);
  assert.equal(second.length, 30);
  assert.notDeepEqual(second.toSorted(), first.toSorted(), 'another try draws others');
  assert.equal(await text(page, '.quiz-progress'), 'Đã trả lời 0/30 câu');
  await page.reload();
  await begin(page);
  assert.deepEqual(await drawn(page), second, 'the same try draws the same');
});

test('the final test counts its tries on and says the best result so far', async () => {
  const page = await openWith(ours().address('kiem-tra.html'), { quizzes: { final: { attempt: 2, best: 0.865, passed: true } } });
  assert.ok((await text(page, '.quiz')).includes('Kết quả tốt nhất đến nay: 86%.'));
  await listen(page);
  await begin(page);
  await page.click('.quiz-submit');
  await page.click('.quiz-submit');
  const [, { attempt, share }] = (await heard(page)).find(([name]) => name === 'finished');
  assert.deepEqual([attempt, share], [2, 0]);
});

test('a final test whose questions cannot be loaded says so, and begins once they can', async () => {
  const page = await open(ours().address('kiem-tra.html'), { expected: /gone\.js|ERR_FILE_NOT_FOUND/ });
  await page.waitForSelector('.quiz > .button:enabled');
  const bank = await page.$eval('.quiz', (quiz) => quiz.dataset.bank);
  await page.$eval('.quiz', (quiz) => { quiz.dataset.bank = 'static/gone.js'; });
  for (let press = 0; press < 2; press += 1) {
    await page.click('.quiz > .button');
    await page.waitForSelector('.quiz > .button:enabled');
    assert.deepEqual(await page.$$eval('.quiz > [role=alert]', (all) => all.map((one) => one.textContent.slice(0, 21))), ['Chưa tải được câu hỏi']);
  }
  await page.$eval('.quiz', (quiz, value) => { quiz.dataset.bank = value; }, bank);
  await begin(page);
  assert.equal(await page.$('.quiz > [role=alert]'), null);
});

test('without scripts the final test says so and leads to the quizzes of every part', async () => {
  const page = await open(ours().address('kiem-tra.html'), { scripts: false });
  assert.match(await text(page, '.without-script p'), /JavaScript/);
  const links = await page.$$eval('.without-script a', (all) => all.map((link) => link.href));
  assert.ok(links.length > 20, `${links.length} quizzes`);
  for (const link of links) assert.equal(ours().target(link).place, 'quiz');
  assert.equal(await page.$('.questions .question'), null);
});
