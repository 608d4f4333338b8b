// Whether the cost of a build grows in line with the work: for each thing that a handbook may have much of, a handbook with
// so many and one with four times as many are built, and the seconds of the processor compared. Prints the table and keeps
// it in tests/bench/RESULTS-growth.md. In memory (/dev/shm), where there is any: a disk whose files were just deleted is
// slow. Four times the work may cost five times the seconds (caches grow full); sixteen times means that everything is
// compared with everything. Times below 50 ms say nothing.
//
//   node tests/bench/growth.mjs [KIND…]

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? path.resolve(here, '../../target');
const sotay = process.env.SOTAY ?? path.join(target, 'release/sotay');

const SYLLABLES = 'an bản bước cao chất chính chủ chung có công cơ cuộc dân dịch doanh dựng đất đề địa đổi động được giá giao hạ hành hệ hiện hóa hội hợp khoa kinh lao lập liệu lực lượng mạng máy minh mới nâng năng nghệ nghiệp nguồn người nhân nhiệm nước phát phối quản quốc quy sản sáng sách số tạo tầng tâm tế thành thể thị thông thúc thực tiến tổ trí triển trường trọng tư tuyên từng ứng văn vận việc viên vụ xã xây'.split(' ');
let dice = 116;
const roll = (sides) => {
  dice = (dice * 1103515245 + 12345) % 2147483648;
  return Math.floor((dice / 2147483648) * sides);
};
const words = (count) => Array.from({ length: count }, () => SYLLABLES[roll(SYLLABLES.length)] + (roll(4) ? '' : roll(90))).join(' ');
const times = (count, make, between = '\n\n') => Array.from({ length: count }, (_, index) => make(index)).join(between);

const page = (title, text) => `---\ntitle: ${title}\nquiz: false\n---\n\n${text}\n`;
const quoted = (text, cut = (all) => all.slice(5, 25)) => `> ${cut(text.split(' ')).join(' ')}\n> [@a]`;
const source = (key, text) => ({
  record: `  - key: ${key}\n    title: Văn bản ${key}\n    file: ${key}.txt\n    sha256: ${createHash('sha256').update(text).digest('hex')}\n`,
  file: { [`seeds/${key}.txt`]: text },
});
const sources = (all) => Object.assign({ 'seeds/sources.yaml': `sources:\n${all.map(({ record }) => record).join('')}` }, ...all.map(({ file }) => file));
const lines = (count) => Array.from({ length: count }, () => words(40));
const quiz = (questions) => ({ 'content/p/a.md': `---\ntitle: Trang\n---\n\n${words(60)}\n`, 'content/p/a.quiz.yaml': `questions:\n${questions}` });
const onPage = (text) => ({ 'content/p/a.md': page('Trang', text) });

// Name: how many, and the files of a handbook with so many.
const KINDS = {
  'pages of a part': [2000, (n) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`content/p/${i}.md`, page(`Trang ${i}`, words(40))]))],
  'parts': [1000, (n) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`content/q${i}/index.md`, page(`Phần ${i}`, words(20))]))],
  'paragraphs of a page': [4000, (n) => onPage(times(n, () => words(60)))],
  'sections of a page, each with a link to it': [2000, (n) => ({ ...onPage(times(n, (i) => `[${words(3)}](b.md#muc-${i})`)), 'content/p/b.md': page('Trang b', times(n, (i) => `## Mục ${i}\n\n${words(5)}`)) })],
  'links to sections that are not there': [2000, (n) => ({ ...onPage(times(n, (i) => `[${words(3)}](b.md#muk-${i})`)), 'content/p/b.md': page('Trang b', times(n, (i) => `## Mục ${i}\n\n${words(5)}`)) })],
  'links to pages that are not there, a page each': [1000, (n) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`content/q${i % 50}/${i}.md`, page(`Trang ${i}`, `[trang](khong-${i}.md)`)]))],
  'citations of documents that are not there': [1000, (n) => ({ ...sources(Array.from({ length: n }, (_, i) => source(`van-ban-${i}`, words(5)))), ...onPage(times(n, (i) => `${words(3)} [@van-bna-${i}].`)) })],
  'different words': [75000, (n) => onPage(times(n / 50, (i) => times(50, (j) => String(100000 + 7 * (50 * i + j)), ' ')))],
  'footnotes': [4000, (n) => onPage(times(n, (i) => `${words(10)}[^n${i}]\n\n[^n${i}]: ${words(8)}`))],
  'rows of a table': [8000, (n) => onPage(`|a|b|\n|-|-|\n${times(n, () => `|${words(2)}|${words(2)}|`, '\n')}`)],
  'rows of a data file': [4000, (n) => ({ 'content/d.csv': `a,b\n${times(n, (i) => `${words(2)},${i}`, '\n')}`, ...onPage('```table\ntitle: Bảng\nfile: ../d.csv\n```') })],
  'terms, all of them used': [2000, (n) => ({ 'content/glossary.yaml': `terms:\n${times(n, (i) => `  - term: "thuật ngữ ${i}"\n    meaning: "${words(8)}"`, '\n')}`, ...onPage(times(n, (i) => `Nói về thuật ngữ ${i}.`)) })],
  'terms that begin alike, none of them used': [2000, (n) => ({ 'content/glossary.yaml': `terms:\n${times(n, (i) => `  - term: "công nghệ ${'số '.repeat(i % 50)}${i}"\n    meaning: "${words(8)}"`, '\n')}`, ...onPage(times(n, () => 'Nói về công nghệ số số số số.')) })],
  'questions of a quiz': [2000, (n) => quiz(times(n, (i) => `  - ask: "${words(8)} ${i}?"\n    right: "a ${words(4)}"\n    wrong: ["b ${words(4)}", "c ${words(4)}"]\n    why: "${words(6)}"`, '\n'))],
  'one question, again and again': [2000, (n) => quiz(times(n, () => '  - ask: "Câu hỏi?"\n    right: "a"\n    wrong: ["b", "c"]\n    why: "d"', '\n'))],
  'choices of a question': [4000, (n) => quiz(`  - ask: "Câu hỏi?"\n    right: "a"\n    why: "d"\n    wrong:\n${times(n, (i) => `      - "chọn ${i}"`, '\n')}`)],
  'paragraphs of a document': [4000, (n) => sources([source('a', times(n, () => words(60)))])],
  'documents': [500, (n) => sources(Array.from({ length: n }, (_, i) => source(`a${i}`, words(300))))],
  'errata of a document': [2000, (n) => {
    const all = lines(n).map((line, i) => `${line} ố ${i}`);
    const errata = times(n, (i) => `  - source: a\n    line: ${2 * i + 1}\n    wrong: "ố ${i}"\n    right: "ồ ${i}"\n    status: corrected\n    why: "${words(4)}"\n    evidence: {source: a, line: ${2 * i + 1}, quote: "${all[i].split(' ').slice(0, 8).join(' ')}"}`, '\n');
    return { ...sources([source('a', all.join('\n\n'))]), 'seeds/errata.yaml': `errata:\n${errata}` };
  }],
  'quotations that hold': [4000, (n) => { const all = lines(n); return { ...sources([source('a', all.join('\n\n'))]), ...onPage(all.map((line) => quoted(line)).join('\n\n')) }; }],
  'quotations that do not hold': [400, (n) => { const all = lines(n * 5); return { ...sources([source('a', all.join('\n\n'))]), ...onPage(all.slice(0, n).map((line) => quoted(line, (of) => [...of.slice(5, 12), 'sai', ...of.slice(12, 25)])).join('\n\n')) }; }],
  'words of one quotation with one of them wrong': [20000, (n) => { const all = words(n).split(' '); const wrong = [...all]; wrong[n >> 1] = 'sai'; return { ...sources([source('a', all.join(' '))]), ...onPage(quoted(wrong.join(' '), (of) => of)) }; }],
  'words of a document that repeats itself, quoted whole with one wrong': [8000, (n) => { const all = 'chuyển đổi số quốc gia '.repeat(n / 5); return { ...sources([source('a', all)]), ...onPage(`> ${all}thêm\n> [@a]`) }; }],
  'bodies with their pages': [1000, (n) => { const all = lines(n); return { ...sources([source('a', all.join('\n\n'))]), 'content/p/co.bodies.yaml': `bodies:\n${times(n, (i) => `  - name: Cơ quan ${i}\n    assignments:\n      - what: "${words(5)}"\n        role: chủ trì\n        evidence: {source: a, quote: "${all[i]}"}`, '\n')}` }; }],
};

const asked = process.argv.slice(2);
const folder = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'sotay-growth-'));
const build = (files) => {
  const root = path.join(folder, 'book');
  rmSync(folder, { recursive: true, force: true });
  const all = { 'content/handbook.yaml': 'title: Sổ tay\n', 'content/index.md': page('Bìa', 'Một trang.'), 'content/p/index.md': page('Phần', 'Một phần.'), ...files };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  const size = Object.values(all).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const measured = path.join(folder, 'measured');
  const { status } = spawnSync('/usr/bin/time', ['-f', '%U %S %M', '-o', measured, sotay, 'build', '-q', '--root', root, '--out', path.join(folder, 'site')], { stdio: 'ignore' });
  const [user, system, memory] = readFileSync(measured, 'utf8').trim().split('\n').at(-1).split(' ').map(Number);
  return { seconds: user + system, memory: memory * 1024, size, refused: status !== 0 };
};

const rows = Object.entries(KINDS).filter(([name]) => !asked.length || asked.includes(name)).map(([name, [count, make]]) => {
  const [small, large] = [count, 4 * count].map((n) => build(make(n)));
  const ratio = (large.seconds / small.seconds) / (large.size / small.size);
  const row = [name + (large.refused ? ' (refused)' : ''), 4 * count, (large.size / 1e6).toFixed(1), small.seconds.toFixed(2), large.seconds.toFixed(2), large.seconds < 0.05 ? '–' : ratio.toFixed(1), (large.seconds / (large.size / 1e5)).toFixed(2), (large.memory / large.size).toFixed(0)];
  console.log(`| ${row.join(' | ')} |`);
  return row;
});
rmSync(folder, { recursive: true, force: true });

if (!asked.length) {
  const table = [
    ['much of', 'how many', 'MB of text', 'seconds for a quarter', 'seconds', 'growth against the text', 'seconds for 100 KB', '× memory of the text'],
    ['---', ...Array(7).fill('---:')], ...rows,
  ].map((row) => `| ${row.join(' | ')} |`).join('\n');
  writeFileSync(path.join(here, 'RESULTS-growth.md'), `# How the cost of a build grows\n\n\`node tests/bench/growth.mjs\`: processor seconds of one build each; "refused" where the handbook has mistakes, which are all told. A growth of 1 is in line with the work.\n\n${table}\n`);
}
