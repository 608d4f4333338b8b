// How long after a save the new text is served, and painted in Chromium: sotay serve beside `hugo server` and
// `mdbook serve`, on the same handbook, in one run; they take turns, save by save.
//
//   node tests/bench/preview.mjs [--pages 200,2000] [--edits 50] [--peers]
//
// Served: from just before the file is written until a request for the page gives the new text, asked for again and
// again. Painted: until a frame of the browser that shows the page holds it; for what is not text, until its computed
// style says so. Writes tests/bench/RESULTS-preview.md. Needs what tests/bench/run.sh makes: sotay built with --release
// (or $SOTAY), make-book, and for --peers Hugo and mdBook in $SOTAY_BENCH.

import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const puppeteer = createRequire(path.join(repository, 'tests/tools/package.json'))('puppeteer-core');
const option = (name, other) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? other : process.argv[at + 1];
};
const sizes = option('pages', '200,2000').split(',').map(Number);
const edits = Number(option('edits', '50'));
const withPeers = process.argv.includes('--peers');
const target = process.env.CARGO_TARGET_DIR ?? path.join(repository, 'target');
const work = process.env.SOTAY_BENCH ?? path.join(target, 'bench/work');
const sotay = process.env.SOTAY ?? path.join(target, 'release/sotay');
const maker = process.env.MAKE_BOOK ?? path.join(target, 'bench/release/make-book');
const results = path.join(repository, 'tests/bench/RESULTS-preview.md');

const now = () => performance.timeOrigin + performance.now();

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A program that serves a handbook, and how each kind of edit is made in it. */
class Program {
  constructor(name, folder, command, page, kinds) {
    Object.assign(this, { name, folder, command, page, kinds });
  }

  async start() {
    this.port = await freePort();
    const [program, ...words] = this.command(this.port);
    const began = now();
    this.child = spawn(program, words, { cwd: this.folder, stdio: 'ignore' });
    this.address = `http://127.0.0.1:${this.port}/${this.page}`;
    await this.serves(() => true);
    this.ready = now() - began;
  }

  /** Asks for the page until it holds what is wanted. */
  async serves(wanted, address = this.address) {
    for (;;) {
      try {
        const response = await fetch(address);
        const text = await response.text();
        if (response.ok && wanted(text)) return now();
      } catch { /* it does not listen yet */ }
      await new Promise(setImmediate);
    }
  }

  read(place) { return readFileSync(path.join(this.folder, place), 'utf8'); }

  write(place, text) { writeFileSync(path.join(this.folder, place), text); }

  stop() { this.child.kill('SIGKILL'); }
}

/** Replaces the first match, which must be there. */
function put(program, place, from, to) {
  const text = program.read(place);
  if (!from.test(text)) throw new Error(`${program.name}: ${place} holds no ${from}`);
  program.write(place, text.replace(from, to));
}

/** The edits of prose: every program has them. `mark` is new in each save. */
const prose = (file) => ({
  paragraph: { work: (program, mark) => put(program, file, /\n(?:Dấu \d+\. )?(?=\p{Lu}[^\n]{80})/u, `\nDấu ${mark}. `), holds: (mark) => `Dấu ${mark}.` },
  title: { work: (program, mark) => put(program, file, /^(title: |# ).*$/m, `$1Tên ${mark}`), holds: (mark) => `Tên ${mark}` },
});

function ours(size) {
  const folder = fresh(`preview-${size}`, size, ['--quizzes', '--quotations']);
  const middle = Math.floor(size / 2);
  const part = Math.floor((middle - 1) / 20) + 1;
  const name = `${String((middle - 1) % 20 + 1).padStart(2, '0')}-bai-${middle}`;
  const file = `content/${String(part).padStart(4, '0')}-phan-${part}/${name}.md`;
  const quiz = file.replace(/\.md$/, '.quiz.yaml');
  const theme = path.join(folder, 'themes/rieng');
  for (const place of ['static', 'templates', 'strings']) mkdirSync(path.join(theme, place), { recursive: true });
  writeFileSync(path.join(theme, 'theme.yaml'), 'extends: sen\n');
  writeFileSync(path.join(theme, 'static/sen.css'), 'body { opacity: 0.5; }\n');
  const template = readFileSync(path.join(repository, 'themes/sen/templates/around.html'), 'utf8');
  writeFileSync(path.join(theme, 'templates/around.html'), `${template}\n<p>Khuôn 0</p>\n`);
  appendFileSync(path.join(folder, 'content/handbook.yaml'), '\ntheme: rieng\n');
  const source = execFileSync('sh', ['-c', 'ls seeds/*.md | head -n 1'], { cwd: folder, encoding: 'utf8' }).trim();
  const kinds = {
    ...prose(file),
    quiz: { work: (program, mark) => put(program, quiz, /ask: .*/, `ask: Câu hỏi ${mark} là gì?`), holds: (mark) => `Câu hỏi ${mark} là gì?` },
    template: { work: (program, mark) => put(program, 'themes/rieng/templates/around.html', /Khuôn \d+/, `Khuôn ${mark}`), holds: (mark) => `Khuôn ${mark}` },
    style: {
      work: (program, mark) => put(program, 'themes/rieng/static/sen.css', /opacity: [\d.]+/, `opacity: ${0.5 + mark / 1e4}`),
      holds: (mark) => `opacity: ${0.5 + mark / 1e4}`, at: 'static/sen.css',
      painted: (mark) => `Math.abs(getComputedStyle(document.body).opacity - ${0.5 + mark / 1e4}) < 1e-6`,
    },
    // A document is shown whole on its own page; that is where its change is looked for.
    source: {
      work: (program, mark) => appendFileSync(path.join(program.folder, source), `\n\nĐoạn thêm số ${mark} của văn bản.\n`),
      holds: (mark) => `Đoạn thêm số ${mark} `, at: `nguon/${path.basename(source, '.md')}.html`,
    },
    erratum: {
      work: (program, mark) => program.write('seeds/errata.yaml', errata(program, source, mark)),
      holds: (mark) => `Vì lý do ${mark}`, at: 'nguon.html',
    },
  };
  const page = `phan-${part}/bai-${middle}.html`;
  return new Program('sotay', folder, (port) => [sotay, 'serve', '--quiet', '--port', String(port)], page, kinds);
}

/** Errata with one doubt about the first words of the document. */
function errata(program, source, mark) {
  const lines = program.read(source).split('\n');
  const line = lines.findIndex((text) => text.trim().split(/\s+/).length > 6);
  const words = lines[line].trim().split(/\s+/).slice(0, 4).join(' ');
  const key = /key: (\S+)/.exec(program.read('seeds/sources.yaml'))[1];
  return `errata:\n  - {source: ${key}, line: ${line + 1}, wrong: ${JSON.stringify(words)}, right: ${JSON.stringify(`${words} nhé`)}, why: Vì lý do ${mark}, status: query}\n`;
}

function peers(size) {
  const middle = Math.floor(size / 2);
  const part = Math.floor((middle - 1) / 20) + 1;
  const name = `${String((middle - 1) % 20 + 1).padStart(2, '0')}-bai-${middle}`;
  const place = `${String(part).padStart(4, '0')}-phan-${part}/${name}`;
  const hugo = new Program('hugo', fresh(`preview-hugo-${size}`, size, ['--for', 'hugo']),
    (port) => [path.join(work, 'hugo/bin/hugo'), 'server', '--quiet', '--port', String(port), '--noBuildLock'], `${place}/`, prose(`content/${place}.md`));
  const mdbook = new Program('mdbook', fresh(`preview-mdbook-${size}`, size, ['--for', 'mdbook']),
    (port) => [path.join(work, 'mdbook/bin/mdbook'), 'serve', '--port', String(port)], `${place}.html`, { paragraph: prose(`src/${place}.md`).paragraph });
  return [hugo, mdbook];
}

function fresh(name, size, words) {
  const folder = path.join(work, name);
  rmSync(folder, { recursive: true, force: true });
  execFileSync(maker, [folder, String(size), ...words]);
  return folder;
}

const median = (values, share = 0.5) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
};

/** One save: when it is served and, with a window, when it is painted. */
async function save(program, kind, mark, window) {
  const { work: edit, holds, at, painted } = program.kinds[kind];
  const words = holds(mark);
  const address = at ? new URL(at, `http://127.0.0.1:${program.port}/`).href : program.address;
  const inPage = painted?.(mark) ?? `document.body?.innerText.includes(${JSON.stringify(words)})`;
  const began = now();
  edit(program, mark);
  const [served, shown] = await Promise.all([
    program.serves((text) => text.includes(words), address),
    window && !(at && !painted) ? window.waitForFunction(inPage, { polling: 'raf', timeout: 120000 }).then(now) : NaN,
  ]);
  return [served - began, shown - began];
}

async function measure(size, browser) {
  const programs = [ours(size), ...(withPeers ? peers(size) : [])];
  for (const program of programs) await program.start();
  for (const program of programs) {
    program.window = await browser.newPage();
    await program.window.goto(program.address);
  }
  const rows = [];
  let mark = 1000;
  for (const kind of Object.keys(programs[0].kinds)) {
    const times = new Map(programs.filter((program) => program.kinds[kind]).map((program) => [program, []]));
    for (let round = 0; round < edits; round++) {
      for (const [program, list] of times) {
        // A program that needs seconds is asked fewer times: its median is known soon.
        if (list.length >= 5 && median(list.map(([served]) => served)) > 3000) continue;
        await program.window.bringToFront();
        list.push(await save(program, kind, ++mark, program.window));
      }
    }
    for (const [program, list] of times) {
      const served = list.map(([time]) => time);
      const shown = list.map(([, time]) => time).filter((time) => !Number.isNaN(time));
      const cell = (values, share) => (values.length ? median(values, share).toFixed(1) : '–');
      rows.push(`| ${size} | ${kind} | ${program.name} | ${list.length} | ${cell(served)} | ${cell(served, 0.95)} | ${cell(shown)} | ${cell(shown, 0.95)} |`);
      console.log(rows.at(-1));
    }
  }
  programs.forEach((program) => program.stop());
  return rows;
}

for (const needed of [sotay, maker]) {
  if (!existsSync(needed)) throw new Error(`${needed} is not there; see the head of this file`);
}
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const head = ['| pages | edit | program | saves | served ms, median | p95 | painted ms, median | p95 |', '| ---: | --- | --- | ---: | ---: | ---: | ---: | ---: |'];
console.log(head.join('\n'));
const rows = [];
for (const size of sizes) rows.push(...await measure(size, browser));
await browser.close();
const machine = `${os.cpus().length} × ${os.cpus()[0].model}, ${Math.round(os.totalmem() / 2 ** 30)} GB, load ${os.loadavg()[0].toFixed(1)} at the end`;
writeFileSync(results, `# Save to served, save to painted\n\n\`node ${path.relative(repository, process.argv[1])} ${process.argv.slice(2).join(' ')}\` on ${machine}.\n\n${head.join('\n')}\n${rows.join('\n')}\n`);
