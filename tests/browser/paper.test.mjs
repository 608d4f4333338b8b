// The handbook on paper: question sheets without answers, one key at the end, and nothing that only a screen can use.
// The PDF is made by Chromium and read back by pdftotext (poppler-utils).

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { all, ours, shown, small, useBrowser } from './support.mjs';

const open = useBrowser();

/** The words of a page as they come out of the printer. */
async function printed(page) {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const words = execFileSync('pdftotext', ['-layout', '-', '-'], { input: Buffer.from(pdf), maxBuffer: 1 << 26 });
  return words.toString().normalize('NFC').replace(/\s+/g, ' ');
}

function count(words, phrase) {
  return words.split(phrase).length - 1;
}

test('the sheets have no answers and the key stands at the end', async () => {
  const page = await open(small().address('ban-in.html'));
  const words = await printed(page);
  const parts = words.split('Đáp án và giải thích');
  const sheet = parts.slice(0, -1).join(' ');
  const key = parts.at(-1);
  assert.ok(sheet.includes('Những số nào là số chẵn?'), 'the question is on the sheet');
  for (const answer of ['Văn bản nêu rõ con số này.', 'Số chẵn chia hết cho hai.', 'Nguồn lực trong nước là quyết định.']) {
    assert.deepEqual([count(sheet, answer), count(key, answer)], [0, 1], answer);
  }
  assert.equal(count(sheet, 'Đáp án:'), 0);
  assert.equal(count(key, 'Đáp án:'), 13);
});

test('the print page of every handbook has as many answers as questions, all after the last sheet', async () => {
  const page = await open(ours().address('ban-in.html'));
  for (const book of all()) {
    await page.goto(book.address('ban-in.html'));
    await page.emulateMediaType('print');
    const found = await page.evaluate(() => {
      const key = document.querySelector('section.key');
      const answers = [...document.querySelectorAll('.right-answer')];
      const sheets = [...document.querySelectorAll('.quiz')];
      const follows = (a, b) => Boolean(a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING);
      return {
        questions: document.querySelectorAll('.question').length,
        answers: answers.length,
        outside: answers.filter((answer) => !key.contains(answer)).length,
        last: sheets.every((sheet) => follows(sheet, key)),
        data: document.querySelectorAll('[data-answer]').length,
      };
    });
    assert.ok(found.questions > 0, book.folder);
    assert.deepEqual(found, { questions: found.questions, answers: found.questions, outside: 0, last: true, data: 0 });
  }
});

test('a single page is printed as a sheet: no answers, even when they stand open', async () => {
  const page = await open(small().address('bai-hoc/cau-hoi.html'), { scripts: false });
  for (const summary of await page.$$('.answer > summary')) await summary.click();
  const words = await printed(page);
  assert.ok(words.includes('Những số nào là số chẵn?'));
  for (const choice of ['Hai', 'Bốn', 'Một', 'Ba']) assert.ok(words.includes(choice), choice);
  for (const answer of ['Đáp án:', 'Số chẵn chia hết cho hai.', 'Xem đáp án']) assert.equal(count(words, answer), 0, answer);
});

test('with scripts the key of a page follows its sheet on a leaf of its own, and is gone from the screen', async () => {
  const page = await open(small().address('bai-hoc/cau-hoi.html'));
  const [sheet, key, ...others] = (await printed(page)).split('Đáp án và giải thích');
  assert.deepEqual(others, []);
  for (const answer of ['Văn bản nêu rõ con số này.', 'Số chẵn chia hết cho hai.']) {
    assert.deepEqual([count(sheet, answer), count(key, answer)], [0, 1], answer);
  }
  assert.equal(count(key, 'Đáp án:'), 7);
  assert.equal(await page.$('.paper-key'), null);
});

test('every leaf says at its head which page it is of', async () => {
  const page = await open(small().address('bai-hoc/cau-hoi.html'));
  const title = await page.title();
  const words = await printed(page);
  assert.ok(count(words, title) >= 2, `${title} stands ${count(words, title)} times`);
});

test('every kind of question is printed with what it offers and without what is right', async () => {
  const page = await open(small().address('bai-hoc/moi-loai.html'));
  await page.select('[name=cuoi-dien-1]', 'đông');
  const [words] = (await printed(page)).split('Đáp án và giải thích');
  for (const offered of ['Cần Thơ', 'Chọn trong các từ:', 'một nghìn', 'meo meo', 'Gà', 'Một phần tám']) assert.ok(words.includes(offered), offered);
  for (const away of ['Đáp án:', 'Quan sát là thấy.', '0,125', 'Nộp bài', 'Đưa lên', '▲']) assert.equal(count(words, away), 0, away);
  const rows = await page.$$eval('#cuoi-thu-tu .order > li', (all) => all.map((row) => row.firstChild.textContent));
  assert.notDeepEqual(rows, ['một', 'mười', 'một trăm', 'một nghìn']);
});

test('a chart is printed with its figures', async () => {
  const page = await open(small().address('bai-hoc/moi-thanh-phan.html'));
  const words = await printed(page);
  for (const figure of ['phủ sóng 5G toàn quốc', 'khoảng 20%']) assert.ok(words.includes(figure), figure);
  assert.equal(count(words, 'Bảng số liệu'), 0, 'the button that opens the table');
});

test('outside links have numbers, and their addresses stand in a list at the end of the text; on the screen there is neither', async () => {
  const page = await open(small().address('bai-hoc/moi-thanh-phan.html'));
  assert.equal(await shown(page, '.addresses'), false);
  const words = await printed(page);
  assert.ok(words.includes('cổng thông tin [1], trang tin [2], lại cổng thông tin [1].'), words);
  assert.match(words, /Địa chỉ các liên kết 1\. https:\/\/example\.org\/cong 2\. https:\/\/example\.org\/tin /);
  assert.equal(count(words, 'example.org/mot'), 1, 'an address that is written is not repeated');
});

test('paper is white with dark ink and without navigation, whatever the screen shows', async () => {
  const page = await open(small().address('bai-hoc/cau-hoi.html'), { media: { 'prefers-color-scheme': 'dark' } });
  await page.evaluate(() => document.documentElement.setAttribute('data-look', 'dark'));
  await page.emulateMediaType('print');
  const style = await page.evaluate(() => {
    const { backgroundColor, color } = getComputedStyle(document.body);
    return { backgroundColor, color };
  });
  assert.deepEqual(style, { backgroundColor: 'rgb(255, 255, 255)', color: 'rgb(0, 0, 0)' });
  for (const selector of ['header.top', '.trail', '.part-nav', '.answer-button', 'footer.foot']) {
    assert.equal(await shown(page, selector), false, selector);
  }
});
