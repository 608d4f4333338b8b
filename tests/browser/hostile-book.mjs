// A handbook in which every text that a writer can give is a payload (payloads.mjs). What the program refuses is taken
// out, item by item, until the rest builds: so every payload is either refused or in the pages that are looked at.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import assert from 'node:assert/strict';
import { payloads } from './payloads.mjs';
import { repository, scratch, sotay } from './support.mjs';

const yaml = (text) => JSON.stringify(text).replace(/[\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`);
const cell = (text) => `"${text.replaceAll('"', '""')}"`;
const oneLine = (text) => text.replace(/[\n\r\f\t]/g, ' ');
const chunks = (list, size) => list.flatMap((one, at) => (at % size ? [] : [list.slice(at, at + size)]));

/** A file: what comes before its items, the items, what comes after. An item is a payload in the place of `§`. */
class Door {
  constructor(place, head, item, { tail = '', apart = '\n', texts = payloads } = {}) {
    Object.assign(this, { place, head, tail, apart, items: texts.map((text, at) => item(text, at)) });
  }

  /** The text of the file; notes which lines each item has. */
  text() {
    let text = this.head;
    this.lines = this.items.map((item) => {
      const from = text.split('\n').length;
      text += item + this.apart;
      return [from, text.split('\n').length];
    });
    return text + this.tail;
  }

  /** Takes out the items at these lines; says how many. */
  drop(lines) {
    const before = this.items.length;
    this.items = this.items.filter((item, at) => !lines.some((line) => line >= this.lines[at][0] && line < this.lines[at][1]));
    return before - this.items.length;
  }
}

const front = (fields) => `---\n${Object.entries(fields).map(([key, value]) => `${key}: ${Array.isArray(value) ? `[${value.map(yaml).join(', ')}]` : yaml(value)}\n`).join('')}---\n\n`;
const page = (fields) => front({ title: 'Trang', ...fields });

/** Ways in which Markdown takes a text. */
const blocks = {
  doan: (text) => `Chữ ${text} hết.`,
  khoi: (text) => text,
  'de-muc': (text) => `## ${oneLine(text)}`,
  'lien-ket': (text) => `[chữ](${oneLine(text)}) và [${oneLine(text)}](../index.md)`,
  hinh: (text) => `![${oneLine(text)}](sen.svg ${yaml(oneLine(text))})`,
  ma: (text) => `\`\`\` ${oneLine(text).replaceAll('`', '')}\n${oneLine(text)}\n\`\`\`\n\nvà \`\` ${oneLine(text)} \`\``,
  bang: (text) => `| Cột | ${oneLine(text).replaceAll('|', '')} |\n| --- | --- |\n| ${oneLine(text).replaceAll('|', '')} | ô |`,
  'luu-y': (text) => `> [!NOTE]\n> ${oneLine(text)}`,
  'danh-sach': (text) => `- ${oneLine(text)}\n- [ ] ${oneLine(text)}`,
  'dinh-nghia': (text) => `Từ ${oneLine(text)}\n: Nghĩa ${oneLine(text)}`,
  'trich-dan': (text) => `Theo [@mau, ${oneLine(text).replaceAll(/[[\]]/g, '')}].`,
};

function bodies() {
  return Object.entries(blocks).map(([name, block], at) =>
    new Door(`content/02-than/${at + 1}-${name}.md`, page({ title: name }), (text) => block(text), { apart: '\n\n' }));
}

/** Pages whose own facts are payloads, few on each so that all are seen. */
function heads() {
  return chunks(payloads, 8).map((texts, at) => {
    const all = texts.map(oneLine).join(' ');
    return new Door(`content/01-dau/${at + 1}-trang.md`, front({ title: all, summary: all, objectives: texts, keywords: texts }), () => `Chữ của trang ${at}.`, { texts: [0] });
  });
}

function figures() {
  const series = (fields) => (text) => `\`\`\`chart\n${fields}\ntitle: ${yaml(oneLine(text))}\ndescription: ${yaml(oneLine(text))}\nunit: ${yaml(oneLine(text).slice(0, 8))}\nseries: [${yaml(oneLine(text))}, Hai]\nrows:\n  - {label: ${yaml(oneLine(text))}, values: [{value: 20, text: ${yaml(oneLine(text))}}, 30]}\n  - {label: Khác, values: [1, 2]}\n\`\`\``;
  const some = { texts: payloads.filter((text, at) => at % 3 === 0), apart: '\n\n' };
  const data = ['Năm,Vùng,Số', ...payloads.map((text, at) => [1990 + (at % 40), cell(oneLine(text)), at].join(','))].join('\n');
  return [
    new Door('content/03-hinh/1-cot.md', page({}), series('kind: bar'), some),
    new Door('content/03-hinh/2-duong.md', page({}), series('kind: line'), some),
    new Door('content/03-hinh/3-so-lieu.csv', data, () => '', { texts: [0], apart: '' }),
    new Door('content/03-hinh/4-bang.md', page({}), (kind) => kind, { texts: [
      '```table\ntitle: Bảng\nfile: 3-so-lieu.csv\nfilter: [Vùng]\n```\n', '```timeline\ntitle: Mốc\nfile: 3-so-lieu.csv\ndate: Năm\nitem: Vùng\n```\n',
    ] }),
    new Door('content/03-hinh/5-moc.md', `${page({})}\`\`\`timeline\ntitle: Mốc\nitems:\n`, (text, at) => `  - {date: ${1900 + at}, text: ${yaml(oneLine(text))}}`, { tail: '```\n' }),
  ];
}

/** A question of each kind, with a payload in every field. */
const questions = [
  (text) => `  - ask: ${yaml(`${text} một`)}\n    right: ${yaml(text)}\n    wrong: [{text: ${yaml(`${text} sai`)}, why: ${yaml(text)}}]\n    why: ${yaml(text)}\n    hint: ${yaml(text)}\n    tags: [${yaml(text)}]`,
  (text) => `  - ask: ${yaml(`${text} nhiều`)}\n    right: [${yaml(text)}, hai]\n    wrong: [{text: ba, why: ${yaml(text)}}]\n    why: ${yaml(text)}`,
  (text) => `  - ask: ${yaml(`${text} ngắn`)}\n    answer: [${yaml(text)}]\n    why: ${yaml(text)}\n    hint: ${yaml(text)}`,
  (text) => `  - ask: ${yaml(`${text} xếp`)}\n    order: [${yaml(text)}, hai, ba]\n    why: ${yaml(text)}`,
  (text) => `  - ask: ${yaml(`${text} ghép`)}\n    match: {${yaml(text)}: ${yaml(`${text} đôi`)}, hai: bốn}\n    why: ${yaml(text)}`,
  (text) => `  - ask: ${yaml(`${text} điền`)}\n    fill: ${yaml(`${text.replaceAll(/[{}]/g, '')} {${text.replaceAll(/[{}]/g, '')}}`)}\n    wrong: [${yaml(`${text} khác`)}]\n    why: ${yaml(text)}`,
];

function quizzes() {
  return questions.flatMap((question, at) => {
    const place = `content/04-hoi/${at + 1}-hoi`;
    const texts = payloads.filter((text, number) => at === 0 || number % 3 === at % 3);
    return [
      new Door(`${place}.md`, page({}), () => 'Chữ.', { texts: [0] }),
      new Door(`${place}.quiz.yaml`, `title: ${yaml(payloads[at * 9])}\nquestions:\n`, (text) => question(oneLine(text)), { texts }),
    ];
  });
}

function references() {
  const seeds = payloads.map(oneLine);
  const sentence = (text) => `Đoạn này của văn bản nói rằng ${text} ở trong cả nước.`;
  const errata = (text, at) => `  - {source: mau, line: ${at + 3}, wrong: ${yaml(text)}, right: ${yaml(`${text} đúng`)}, why: ${yaml(text)}, status: ${at % 2 ? 'query' : 'corrected'}}`;
  const text = `Văn bản\n\n${seeds.map(sentence).join('\n')}\n`;
  const sign = createHash('sha256').update(text).digest('hex');
  const facts = ['title', 'number', 'issuer', 'kind', 'note'].map((field, at) => `    ${field}: ${yaml(chunks(seeds, 40)[at].join(' '))}\n`).join('');
  return [
    new Door('seeds/van-ban.md', text, () => '', { texts: [0], apart: '' }),
    new Door('seeds/sources.yaml', `sources:\n  - key: mau\n    file: van-ban.md\n    sha256: ${sign}\n${facts}`, () => '', { texts: [0] }),
    new Door('seeds/errata.yaml', 'errata:\n', errata, { texts: seeds }),
    new Door('content/glossary.yaml', 'terms:\n', (text, at) => `  - {term: ${yaml(`${text} ${at}`)}, abbreviation: ${yaml(`${at}${text}`)}, also: [${yaml(`${text}${at}`)}, từ${at}], meaning: ${yaml(text)}}`, { texts: seeds }),
    // Every term is used once, so that its meaning is shown beside it.
    new Door('content/05-tu.md', page({}), (text, at) => `Có từ${at} ở đây.`, { texts: seeds }),
    new Door('content/06-trich.md', page({}), (text) => `> ${sentence(text)} [@mau]`, { texts: seeds.filter((text) => !/[[\]*_`\\]/.test(text)), apart: '\n\n' }),
  ];
}

/** Names that a file may have; those with `<`, `"` and the like are refused, and shown by the preview. */
function named() {
  const names = ["' onmouseover='trap()", "'onerror=trap() x='", '&lt;img src=x onerror=trap()&gt;', '&#34; onload=trap() &#34;', '{{ trap() }}', '`${trap()}`', "');trap();('", '](javascript&colon;trap()) ['];
  return names.flatMap((name, at) => [
    new Door(`content/07-ten/${at + 1}-${name}.md`, page({ title: name }), () => `Một ![hình](${encodeURIComponent(name).replace(/[()']/g, escape)}.svg)\n`, { texts: [0] }),
    new Door(`content/07-ten/${name}.svg`, '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="trap()"><script>trap()</script><image href="x" onerror="trap()"/></svg>', () => '', { texts: [0], apart: '' }),
  ]);
}

/** The words of the theme, each with a payload in its place; what stands in braces is filled in. */
export function hostileWords() {
  let at = 0;
  const hostile = (line) => line.replace(/^(\s+[\w"]+): (\S.*)$/, (whole, key, value) => {
    const kept = [...value.matchAll(/\{\w+\}/g)].map(([word]) => word).join(' ');
    return /decimal_mark|collation/.test(key) ? whole : `${key}: ${yaml(`${oneLine(payloads[at++ % payloads.length]).replaceAll(/[{}]/g, '')} ${kept}`)}`;
  });
  return readFileSync(path.join(repository, 'themes/sen/strings/vi.yaml'), 'utf8').split('\n').map(hostile).join('\n');
}

const joined = payloads.map(oneLine).join(' ');
const settings = [
  `title: ${yaml(`Sổ tay "><img src=x onerror=trap()> </title></script><script>trap()</script> ' onload='trap()`)}`, `subtitle: ${yaml(joined)}`, 'id: doc-hai', `publisher: ${yaml(joined)}`,
  `edition: ${yaml(joined.slice(0, 3000))}`, `description: ${yaml(joined)}`, 'date: 2026-11-21', 'quiz: {pass: 80, required: false}', 'quotations: {evidence: optional}', 'final: {count: 40, pass: 50}',
  'raw_html: true', '',
].join('\n');

/** A handbook of all doors in a folder, and how many items are left in it of those that were written. */
export function hostileBook(name) {
  const root = path.join(scratch, `${name}-source`);
  const doors = [
    new Door('content/handbook.yaml', settings, () => '', { texts: [0] }),
    new Door('content/index.md', page({ title: joined.slice(0, 900) }), () => 'Lời mở đầu.', { texts: [0] }),
    ...bodies(), ...heads(), ...figures(), ...quizzes(), ...references(), ...named(),
  ];
  for (const folder of ['content/02-than', 'content/07-ten']) {
    mkdirSync(path.join(root, folder), { recursive: true });
    cpSync(path.join(repository, 'tests/browser/book/content/01-bai-hoc/sen.svg'), path.join(root, folder, 'sen.svg'));
  }
  // The file's own theme is taken from the repository, so that a change there is seen at once.
  cpSync(path.join(repository, 'themes/sen'), path.join(root, 'themes/sen'), { recursive: true });
  const written = doors.reduce((sum, door) => sum + door.items.length, 0);
  for (let errors = null; errors === null || errors.length; ) {
    doors.forEach((door) => write(root, door.place, door.text()));
    errors = mistakes(root);
    const dropped = doors.reduce((sum, door) => sum + door.drop(errors.filter(({ file }) => file === door.place).map(({ line }) => line)), 0);
    assert.ok(dropped || !errors.length, `what is refused can be taken out: ${JSON.stringify(errors.slice(0, 3))}`);
  }
  return { root, written, left: doors.reduce((sum, door) => sum + door.items.length, 0) };
}

function write(root, place, text) {
  const file = path.join(root, place);
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  writeFileSync(file, text);
}

/** The errors of a handbook. */
function mistakes(root) {
  const { stdout, stderr } = spawnSync(sotay, ['check', '--format', 'json', '--lang', 'en', '--root', root], { maxBuffer: 1 << 28 });
  assert.ok(stdout.length, stderr.toString());
  return JSON.parse(stdout).filter(({ severity }) => severity === 'error');
}
