// Studying with JavaScript on: the way through the handbook, and a quiz that marks, explains, counts and lets the
// reader try again. The exact marks are those of the small handbook (book/…/01-cau-hoi.quiz.yaml).

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { announced, choose, fill, match, order, press, remember, verdict } from './quizzes.mjs';
import { follow, ours, shown, small, text, useBrowser } from './support.mjs';

const open = useBrowser();

/** The quiz as it is for one who comes for the first time, also after a reload. */
async function openQuiz() {
  const page = await open('about:blank');
  await remember(page);
  await page.goto(small().address('bai-hoc/cau-hoi.html'));
  return page;
}

/** Answers all seven questions: five right, one half right, one wrong. */
async function answerAll(page) {
  await choose(page, 'mot', '20%');
  await press(page, 'mot');
  await choose(page, 'nhieu', 'Hai');
  await press(page, 'nhieu');
  await choose(page, 'nhan-dinh', 'Đúng');
  await press(page, 'nhan-dinh');
  await page.type('#ngan input', 'Hóa học.');
  await press(page, 'ngan');
  await fill(page, 'dien', '7,0');
  await press(page, 'dien');
  await order(page, 'thu-tu', 'Năm 2025', 'Năm 2030', 'Năm 2045');
  await press(page, 'thu-tu');
  await match(page, 'ghep', { 'Việt Nam': 'Hà Nội', Lào: 'Viêng Chăn' });
  await press(page, 'ghep');
}

test('a reader goes from the cover to a part, a page, its quiz and the next page', async () => {
  const page = await open(ours().address('index.html'));
  await follow(page, '.contents h3 a');
  assert.ok(await page.$('body.part'), 'the first line of the contents is a part');
  await follow(page, '.part-pages .page-rows a');
  assert.ok(await page.$('body.page'), 'the first line of the part is a page');
  const first = page.url();
  const single = await page.$('.question[data-kind="single"]');
  const [right] = JSON.parse(await single.evaluate((question) => question.dataset.answer));
  await (await single.$(`input[value="${right}"]`)).click();
  await (await single.$('.answer-button')).click();
  assert.match(await single.$eval('.question-verdict', (line) => line.textContent), /^Đúng – 1\/1 điểm$/);
  await follow(page, 'a[rel="next"]');
  assert.notEqual(page.url(), first);
  assert.ok(await page.$('body.page'));
});

test('the way on passes every page of the handbook once and ends', async () => {
  const book = ours();
  const lesson = (name) => /<body class="(cover|part|page)"/.test(book.read(name));
  const page = await open(book.address('index.html'));
  const passed = [book.target(page.url()).file];
  while (await page.$('a[rel="next"]')) {
    await page.goto(await page.$eval('a[rel="next"]', (link) => link.href));
    passed.push(book.target(page.url()).file);
    assert.ok(passed.length <= book.pages.length, `goes in a circle: ${passed.join(' ')}`);
  }
  assert.deepEqual(passed.toSorted(), book.pages.filter(lesson));
});

test('the answer is folded away until the question is answered', async () => {
  const page = await openQuiz();
  for (const question of ['mot', 'nhieu', 'nhan-dinh', 'ngan', 'dien', 'thu-tu', 'ghep']) {
    assert.equal(await shown(page, `#${question} .answer`), false, question);
  }
  await choose(page, 'mot', '20%');
  await press(page, 'mot');
  assert.equal(await shown(page, '#mot .answer .why'), true);
  assert.equal(await shown(page, '#nhieu .answer'), false);
});

test('a right single choice is marked, explained and announced', async () => {
  const page = await openQuiz();
  await choose(page, 'mot', '20%');
  await press(page, 'mot');
  assert.equal(await verdict(page, 'mot'), 'Đúng – 1/1 điểm');
  assert.equal(await announced(page), 'Đúng – 1/1 điểm. Đã trả lời 1/7 câu');
  assert.equal(await text(page, '#mot .choice.is-right'), '20%Đúng');
  assert.equal(await text(page, '#mot .answer .why'), 'Văn bản nêu rõ con số này.');
  assert.equal(await shown(page, '#mot .evidence blockquote'), true);
});

test('a wrong single choice shows why it is wrong and which one is right', async () => {
  const page = await openQuiz();
  await choose(page, 'mot', '30%');
  await press(page, 'mot');
  assert.equal(await verdict(page, 'mot'), 'Chưa đúng – 0/1 điểm');
  assert.equal(await announced(page), 'Chưa đúng – 0/1 điểm. Đã trả lời 1/7 câu');
  assert.equal(await text(page, '#mot .choice.is-wrong'), '30%Chưa đúngĐó là mục tiêu đến năm 2030.');
  assert.equal(await text(page, '#mot .choice.is-missed'), '20%Đáp án đúng');
});

test('several choices earn a part of the point, less what is picked wrongly', async () => {
  const table = [
    [['Hai', 'Bốn'], 'Đúng – 1/1 điểm'],
    [['Hai'], 'Đúng một phần – 0,5/1 điểm'],
    [['Hai', 'Bốn', 'Ba'], 'Đúng một phần – 0,5/1 điểm'],
    [['Hai', 'Ba'], 'Chưa đúng – 0/1 điểm'],
    [['Một', 'Ba'], 'Chưa đúng – 0/1 điểm'],
  ];
  const page = await openQuiz();
  for (const [picked, expected] of table) {
    await page.reload();
    await choose(page, 'nhieu', ...picked);
    await press(page, 'nhieu');
    assert.equal(await verdict(page, 'nhieu'), expected, picked.join(', '));
  }
});

test('true or false is marked', async () => {
  const page = await openQuiz();
  for (const [choice, expected] of [['Sai', 'Đúng – 1/1 điểm'], ['Đúng', 'Chưa đúng – 0/1 điểm']]) {
    await page.reload();
    await choose(page, 'nhan-dinh', choice);
    await press(page, 'nhan-dinh');
    assert.equal(await verdict(page, 'nhan-dinh'), expected, choice);
  }
});

test('a short answer is right in another spelling and wrong without its tones', async () => {
  const table = [
    ['hoá học', 'Đúng – 1/1 điểm'],
    ['Hóa Học', 'Đúng – 1/1 điểm'],
    ['  hóa   học. ', 'Đúng – 1/1 điểm'],
    ['hóa học'.normalize('NFD'), 'Đúng – 1/1 điểm'],
    ['hoa hoc', 'Chưa đúng – 0/1 điểm'],
    ['vật lý', 'Chưa đúng – 0/1 điểm'],
  ];
  const page = await openQuiz();
  for (const [written, expected] of table) {
    await page.reload();
    await page.type('#ngan input', written);
    await page.keyboard.press('Enter');
    assert.equal(await verdict(page, 'ngan'), expected, written);
  }
});

test('answering nothing is said and costs nothing', async () => {
  const page = await openQuiz();
  const table = [
    ['mot', 'Hãy chọn một phương án rồi bấm “Trả lời”.'],
    ['nhieu', 'Hãy chọn ít nhất một phương án rồi bấm “Trả lời”.'],
    ['nhan-dinh', 'Hãy chọn một phương án rồi bấm “Trả lời”.'],
    ['ngan', 'Hãy nhập câu trả lời rồi bấm “Trả lời”.'],
    ['dien', 'Hãy điền vào chỗ trống rồi bấm “Trả lời”.'],
    ['thu-tu', 'Hãy xếp lại các mục rồi bấm “Trả lời”.'],
    ['ghep', 'Hãy chọn ít nhất một cặp rồi bấm “Trả lời”.'],
  ];
  for (const [question, expected] of table) {
    await press(page, question);
    assert.equal(await verdict(page, question), expected);
    assert.equal(await announced(page), expected);
    assert.equal(await shown(page, `#${question} .answer`), false);
  }
  assert.equal(await text(page, '.quiz-progress'), 'Đã trả lời 0/7 câu');
});

test('an answered question can no longer be changed', async () => {
  const page = await openQuiz();
  await choose(page, 'mot', '30%');
  await press(page, 'mot');
  await choose(page, 'mot', '20%');
  assert.equal(await page.$eval('#mot .choice.is-wrong input', (input) => input.checked), true);
  assert.equal(await verdict(page, 'mot'), 'Chưa đúng – 0/1 điểm');
});

test('the button that answered leads to the next open question, and from the last to the result', async () => {
  const page = await openQuiz();
  const button = (question) => text(page, `#${question} .answer-button`);
  await choose(page, 'mot', '20%');
  await press(page, 'mot');
  assert.equal(await button('mot'), 'Câu tiếp theo');
  await press(page, 'mot');
  assert.equal(await page.evaluate(() => document.activeElement.closest('.question').id), 'nhieu');
  await choose(page, 'nhieu', 'Hai', 'Bốn');
  await press(page, 'nhieu');
  await choose(page, 'nhan-dinh', 'Sai');
  await press(page, 'nhan-dinh');
  await page.type('#ngan input', 'hóa học');
  await press(page, 'ngan');
  await fill(page, 'dien', '7');
  await press(page, 'dien');
  await order(page, 'thu-tu', 'Năm 2025', 'Năm 2030', 'Năm 2045');
  await press(page, 'thu-tu');
  await match(page, 'ghep', { 'Việt Nam': 'Hà Nội', Lào: 'Viêng Chăn' });
  await press(page, 'ghep');
  assert.equal(await button('ghep'), 'Xem kết quả');
  await press(page, 'ghep');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'quiz-result is-right');
});

test('the last answer shows and announces the score', async () => {
  const page = await openQuiz();
  await answerAll(page);
  assert.equal(await text(page, '.quiz-progress'), 'Đã trả lời 7/7 câu');
  assert.equal(await text(page, '.quiz-result .result-points'), 'Đạt 78% – 5,5/7 điểm.');
  assert.match(await text(page, '.quiz-result'), /Chưa đạt yêu cầu \(từ 80% trở lên\)/);
  assert.match(await announced(page), /^Đúng – 1\/1 điểm\..* Đạt 78% – 5,5\/7 điểm\. Chưa đạt yêu cầu/);
});

test('trying the missed questions again keeps the right ones and can reach the full score', async () => {
  const page = await openQuiz();
  await answerAll(page);
  await page.click('.quiz-result button');
  assert.equal(await text(page, '.quiz-progress'), 'Đã trả lời 5/7 câu');
  assert.equal(await announced(page), 'Đã xóa câu trả lời, có thể làm lại.');
  assert.equal(await page.evaluate(() => document.activeElement.closest('.question').id), 'nhieu');
  assert.equal(await verdict(page, 'mot'), 'Đúng – 1/1 điểm');
  assert.equal(await page.$eval('#nhieu', (question) => question.querySelectorAll(':checked, .verdict').length), 0);
  assert.equal(await shown(page, '#nhieu .answer'), false);
  await choose(page, 'nhieu', 'Hai', 'Bốn');
  await press(page, 'nhieu');
  await choose(page, 'nhan-dinh', 'Sai');
  await press(page, 'nhan-dinh');
  assert.equal(await text(page, '.quiz-result .result-points'), 'Đạt 100% – 7/7 điểm.');
  assert.match(await text(page, '.quiz-result'), /Đạt yêu cầu \(từ 80% trở lên\)/);
  assert.doesNotMatch(await text(page, '.quiz-result'), /Làm lại câu chưa đúng/);
});

test('trying all again empties every question', async () => {
  const page = await openQuiz();
  await answerAll(page);
  await page.click('.quiz-result button:last-child');
  assert.equal(await text(page, '.quiz-progress'), 'Đã trả lời 0/7 câu');
  assert.equal(await page.$$eval('.quiz input:checked', (inputs) => inputs.length), 0);
  assert.equal(await page.$eval('#ngan input', (input) => input.value), '');
  assert.equal(await shown(page, '.quiz-result'), false);
});

test('the part of a page, the trail and the brand lead back', async () => {
  const page = await openQuiz();
  await follow(page, '.trail li:last-child a');
  assert.equal(small().target(page.url()).file, 'bai-hoc/index.html');
  await follow(page, '.brand');
  assert.equal(small().target(page.url()).file, 'index.html');
});
