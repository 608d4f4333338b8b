// What the search finds, by the script and the index of built handbooks, without a browser (query.mjs): the table of
// searches in tests/written/search.md, every syllable of the dictionary, and the rules of the ranking one by one.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ours, repository, small, written } from './support.mjs';
import { searchOf } from './query.mjs';

/** The dictionary of Debian's hunspell-vi: all syllables of Vietnamese. */
const dictionary = '/usr/share/hunspell/vi_VN.dic';

const handbook = 'title: Sổ tay thử\n';
const page = (title, text = 'Lời của trang.') => `# ${title}\n\n${text}\n`;

/** A handbook of pages (file name → Markdown), ready to be searched. */
function search(name, pages) {
  const files = Object.entries(pages).map(([file, text]) => [`content/${file}.md`, text]);
  const book = written(name, { 'content/handbook.yaml': handbook, 'content/index.md': page('Bìa'), ...Object.fromEntries(files) });
  return searchOf(book.folder);
}

/** The addresses of the results, without `.html`, in the order in which the box shows them: grouped by part. */
async function found({ find }, query, most = 8) {
  const { results } = await find(query, most);
  const parts = [...new Set(results.map(({ part }) => part))];
  return parts.flatMap((part) => results.filter((result) => result.part === part)).map(({ address }) => address.replace('.html', ''));
}

/** Marks apart from letters, as macOS writes names of files. */
const decomposed = (text) => text.normalize('NFD');

/** Tones apart from letters, as Windows' Vietnamese keyboard writes: `ế` is `ê` and an acute accent. */
function windows(text) {
  const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;
  return [...text.normalize('NFC')].map((letter) => {
    const parts = letter.normalize('NFD');
    return parts.replace(tones, '').normalize('NFC') + (parts.match(tones) ?? []).join('');
  }).join('');
}

/** Letters without any mark. */
const bare = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');

/** The rows of tests/written/search.md. */
function rows() {
  const text = readFileSync(path.join(repository, 'tests/written/search.md'), 'utf8');
  const cells = text.split('\n').filter((line) => line.startsWith('|')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  const forms = { '': (typed) => typed, NFD: decomposed, Windows: windows };
  return cells.filter(([search]) => search !== 'search' && search !== '---')
    .map(([search, pages, form]) => ({ typed: forms[form](search), wanted: pages.split(', ') }));
}

test('a reader finds the wanted page first in 95 of 100 searches, and always among the first five', async () => {
  const searching = searchOf(ours().folder);
  const table = rows();
  const ranks = [];
  for (const { typed, wanted } of table) {
    const pages = await found(searching, typed);
    const rank = pages.findIndex((address) => wanted.includes(address));
    ranks.push({ typed, rank, pages: rank === 0 ? undefined : pages.slice(0, 5) });
  }
  assert.ok(table.length >= 120, `${table.length} rows`);
  // A number reads the same with and without accents.
  const accents = table.filter(({ typed }) => typed !== bare(typed)).length;
  assert.ok(accents <= table.length * 0.55 && accents >= table.length * 0.4, `${accents} of ${table.length} are typed with accents`);
  const missed = ranks.filter(({ rank }) => rank !== 0);
  assert.ok(missed.length <= 0.05 * table.length, JSON.stringify(missed, null, 1));
  assert.deepEqual(ranks.filter(({ rank }) => rank < 0 || rank > 4), []);
});

test('every syllable of the dictionary is found exactly, and without its marks', async () => {
  assert.ok(existsSync(dictionary), `${dictionary}: install hunspell-vi`);
  const words = readFileSync(dictionary, 'utf8').split('\n').slice(1).map((line) => line.split('/')[0].trim().normalize('NFC').toLowerCase());
  const syllables = [...new Set(words)].filter((word) => /^\p{L}+$/u.test(word)).sort((a, b) => (bare(a) < bare(b) ? -1 : 1));
  assert.ok(syllables.length > 6000, `only ${syllables.length} syllables`);
  // Syllables of the same bare letters stand on different pages: an exact search must tell them apart.
  const count = 60;
  const pages = Array.from({ length: count }, (_, number) => [
    `trang-${number}`, page(number + 1, syllables.filter((_, at) => at % count === number).join('\n\n')),
  ]);
  const searching = search('dictionary', { index: page(0, '0'), ...Object.fromEntries(pages) });
  // `hoá` and `hóa` are one syllable, written in two ways.
  const homes = new Map();
  const folded = new Map();
  const key = (syllable) => windows(syllable).replace(/(.*)([\u0300\u0301\u0303\u0309\u0323])(.*)/u, '$1$3$2');
  const add = (map, name, home) => map.set(name, [...(map.get(name) ?? []), home]);
  syllables.forEach((syllable, at) => {
    add(homes, key(syllable), `trang-${at % count}`);
    add(folded, bare(syllable), `trang-${at % count}`);
  });
  const lost = [];
  for (const syllable of syllables) {
    const [first] = await found(searching, `${syllable} `, 1);
    if (!homes.get(key(syllable)).includes(first)) lost.push(`${syllable}: ${first}`);
  }
  for (const [letters, wanted] of folded) {
    const pages = await found(searching, `${letters} `, count);
    lost.push(...wanted.filter((home) => !pages.includes(home)).map((home) => `${letters}: not ${home}`));
  }
  assert.deepEqual(lost.slice(0, 20), []);
});

test('what is typed comes before other tones, and these before other letters, whatever the field', async () => {
  const searching = search('tiers', {
    'chu-khac': page('Dang dang', 'Dang dang dang.'),
    'thanh-khac': page('Đáng đáng', 'Đáng đáng đáng đáng.'),
    dung: page('Trang khác', `${'Nhiều chữ chẳng liên quan. '.repeat(40)} Có Đảng ở đây.`),
  });
  assert.deepEqual(await found(searching, 'Đảng'), ['dung', 'thanh-khac', 'chu-khac']);
  assert.deepEqual(await found(searching, 'đáng '), ['thanh-khac', 'dung', 'chu-khac']);
  assert.deepEqual((await found(searching, 'dang')).sort(), ['chu-khac', 'dung', 'thanh-khac']);
});

test('case, the place of the tone mark and the Unicode form make no difference', async () => {
  const searching = searchOf(ours().folder);
  for (const query of ['hiện đại hóa', 'ủy ban nhân dân', 'Đảng đoàn Quốc hội', 'tòa án', 'thủy sản', 'công nghệ ưu tiên']) {
    const expected = JSON.stringify(await searching.find(query, 20));
    const old = query.replace('hóa', 'hoá').replace('ủy', 'uỷ').replace('tòa', 'toà').replace('thủy', 'thuỷ');
    for (const typed of [decomposed(query), windows(query), query.toUpperCase(), query.toLowerCase(), old]) {
      const { missing, ...same } = await searching.find(typed, 20);
      assert.equal(JSON.stringify({ count: same.count, results: same.results }), JSON.stringify((({ count, results }) => ({ count, results }))(JSON.parse(expected))), typed);
      assert.equal(missing.length, JSON.parse(expected).missing.length);
    }
  }
});

test('words that stand together come before the same words apart', async () => {
  const searching = search('phrases', {
    roi: page('Rời', 'Số người chuyển nhà; thời tiết thay đổi; có số nhà.'),
    'cung-doan': page('Cùng đoạn', 'Đổi chỗ, chuyển số.'),
    cum: page('Cụm', `${'Một đoạn khá dài về nhiều việc khác nhau của cơ quan. '.repeat(8)} Nói về chuyển đổi số.`),
  });
  for (const query of ['chuyển đổi số', 'chuyen doi so']) assert.equal((await found(searching, query))[0], 'cum', query);
  for (const query of ['"chuyển đổi số"', '“chuyen doi so”', '"Chuyển đổi số']) assert.deepEqual(await found(searching, query), ['cum'], query);
  assert.deepEqual(await found(searching, '"số đổi chuyển"'), []);
});

test('a title weighs more than a heading, a heading more than the text, the text more than a question', async () => {
  const quiz = 'questions:\n  - ask: Đô thị thông minh là gì?\n    right: Nơi ở\n    wrong: [Chốn khác]\n';
  const root = {
    'content/handbook.yaml': handbook,
    'content/index.md': page('Bìa'),
    'content/1-hoi.md': page('Trang hỏi'),
    'content/1-hoi.quiz.yaml': quiz,
    'content/2-chu.md': page('Trang chữ', 'Ở đây có đô thị thông minh.'),
    'content/3-muc.md': page('Trang mục', '## Đô thị thông minh\n\nLời.'),
    'content/4-ten.md': page('Đô thị thông minh'),
  };
  const searching = searchOf(written('fields', root).folder);
  const { results } = await searching.find('đô thị thông minh', 8);
  assert.deepEqual(results.map(({ address, section }) => `${address}#${section}`), ['ten.html#', 'muc.html#do-thi-thong-minh', 'chu.html#', 'hoi.html#quiz']);
  assert.deepEqual(await found(searching, '"chốn khác"'), [], 'answers are not searched');
});

test('the last word is a beginning until a space follows it', async () => {
  const searching = searchOf(ours().folder);
  const whole = 'chuyển đổi số trong các cơ quan';
  for (let end = 8; end <= whole.length; end += 1) {
    for (const typed of [whole.slice(0, end), bare(whole.slice(0, end))]) {
      const { count, missing } = await searching.find(typed, 8);
      assert.ok(count > 0 && missing.length === 0, typed);
    }
  }
  assert.ok((await found(searching, 'chuyen doi s')).includes('nhiem-vu/chuyen-doi-so-trong-co-quan'));
  assert.deepEqual((await searching.find('chuyen doi s ', 8)).missing.map(({ written }) => written), ['s']);
});

test('nothing is guessed: a word that stands nowhere is named', async () => {
  const searching = searchOf(ours().folder);
  const { count, missing } = await searching.find('chuyễm zzz', 8);
  assert.deepEqual([count, missing.map(({ written }) => written)], [0, ['chuyễm', 'zzz']]);
  const some = await searching.find('GDP xyzzy', 8);
  assert.ok(some.count > 0);
  assert.deepEqual(some.missing.map(({ written }) => written), ['xyzzy']);
  for (const nothing of ['', '  ', '?!', '"', '""']) assert.equal((await searching.find(nothing, 8)).count, 0, nothing);
});

test('numbers are found as they are written, and without their marks', async () => {
  const searching = search('numbers', {
    van: page('Văn bản', 'Theo Nghị quyết số 52-NQ/TW, tăng 7,5%/năm, chiếm 20% GDP.'),
    khac: page('Văn bản khác', 'Năm 2052 có 20 người, 7 việc và 5 chỗ; 52 trang; NQ của TW.'),
  });
  for (const query of ['52-NQ/TW', '52 NQ/TW', '52 nq tw', '7,5%', '7,5', '7.5', '20%', '20% GDP', '7,5%/năm']) {
    assert.equal((await found(searching, query))[0], 'van', query);
  }
  for (const query of ['52-NQ/TW', '7,5', '20%']) assert.deepEqual(await found(searching, query), ['van'], `${query} must stand together`);
});

test('what every element of a page says is found, at its section', async () => {
  const searching = searchOf(small().folder);
  const places = {
    '"chú thích ở cuối"': 'chu-va-lien-ket', '"hai phẩy một"': 'danh-sach', '"điểm thứ năm"': 'danh-sach', '"nghĩa của từ"': 'danh-sach',
    '"trích thường"': 'trich-dan-va-luu-y', '"thận trọng"': 'trich-dan-va-luu-y', '"để bảng rộng hơn"': 'bang-va-bieu-do',
    '"phủ sóng 5G toàn quốc"': 'bang-va-bieu-do', '"đóa sen cách điệu"': 'bang-va-bieu-do', 'question str': 'ma', '"Lời chú thích"': 'ma',
    '"mỗi thành phần một lần"': '',
  };
  for (const [query, section] of Object.entries(places)) {
    const { results } = await searching.find(query, 20);
    const here = results.find(({ address }) => address === 'bai-hoc/moi-thanh-phan.html');
    assert.equal(here?.section, section, query);
  }
});

test('no search of the table loads 300 KB', async () => {
  for (const { typed } of rows()) {
    const searching = searchOf(ours().folder);
    await searching.find(typed, 8);
    const bytes = [...searching.loaded.values()].reduce((sum, size) => sum + size, 0);
    assert.ok(bytes < 300_000, `${typed}: ${bytes}`);
  }
});

test('data that stand in the document already are not loaded', async () => {
  const { folder } = small();
  const first = searchOf(folder);
  const expected = await found(first, 'kinh tế số');
  const second = searchOf(folder);
  Object.assign(second.shards, first.shards);
  assert.deepEqual(await found(second, 'kinh tế số'), expected);
  assert.equal(second.loaded.size, 0);
});

test('what is marked is what was typed, in runs where it stands together', () => {
  const { spots } = searchOf(small().folder);
  const marked = (text, query) => spots([text], query)[0].map(([from, to]) => text.slice(from, to));
  const cases = [
    ['Chuyển đổi số là đổi mới; số liệu.', 'chuyen doi so', ['Chuyển đổi số']],
    ['Đảng và đáng, dang', 'đảng ', ['Đảng']],
    ['Chỉ có đáng', 'đảng ', ['đáng']],
    ['Số 52-NQ/TW và 52', '52-nq/tw', ['52-NQ/TW']],
    ['kinh tế số, GDP và số', 'kinh tế số GDP', ['kinh tế số, GDP']],
    ['GDP tăng; kinh tế số', 'kinh tế số GDP', ['GDP', 'kinh tế số']],
    ['tính từ tình hình', 'tin', ['tính', 'tình']],
  ];
  for (const [text, query, expected] of cases) assert.deepEqual(marked(text, query), expected, query);
});
