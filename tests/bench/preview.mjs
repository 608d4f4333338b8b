// How long after a save the new text is served, and painted in Chromium: sotay serve beside `hugo server` and
// `mdbook serve`, on the same handbook, in one run, one after the other: mdBook builds again and again while it rests.
//
//   node tests/bench/preview.mjs [--pages 200,2000] [--edits 50] [--peers [--peers-to 2000]]
//
// Served: from just before the file is written until a request for the page gives the new text. sotay is asked for the
// page when it tells of a new version, the others every two milliseconds: asking without a pause would take the
// processor from those who are measured. Painted: until a frame of the browser that shows the page holds it; for what
// is not text, until its computed style says so; each program has a browser of its own, whose window is never hidden.
// The two are measured one after the other, over as many saves each: open windows would slow what is served.
// Processor: what the program's process used, which says more than the clock where others use the machine.
//
// Writes tests/bench/RESULTS-preview.md. Needs what tests/bench/run.sh makes: sotay built with --release (or $SOTAY),
// make-book, and for --peers Hugo and mdBook in $SOTAY_BENCH (or $HUGO and $MDBOOK).

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
const peersTo = Number(option('peers-to', '2000'));
const target = process.env.CARGO_TARGET_DIR ?? path.join(repository, 'target');
const work = process.env.SOTAY_BENCH ?? path.join(target, 'bench/work');
const sotay = process.env.SOTAY ?? path.join(target, 'release/sotay');
const maker = process.env.MAKE_BOOK ?? path.join(target, 'bench/release/make-book');
const results = path.join(repository, 'tests/bench/RESULTS-preview.md');

const hugo = process.env.HUGO ?? path.join(work, 'hugo/bin/hugo');
const mdbook = process.env.MDBOOK ?? path.join(work, 'mdbook/bin/mdbook');

/** Who waits so long waits in vain, in milliseconds. */
const LONGEST = 180_000;

const now = () => performance.timeOrigin + performance.now();
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

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
    this.child = spawn(program, words, { cwd: this.folder, stdio: 'ignore' });
    process.on('exit', () => this.stop());
    this.address = `http://127.0.0.1:${this.port}/${this.page}`;
    await this.serves(() => true);
    await this.rests();
  }

  /** Waits until it has done what it does after it serves, but not for one that never has (mdBook builds again and again). */
  async rests() {
    let before = -1;
    for (const began = now(); this.worked() !== before && now() - began < LONGEST / 90;) {
      before = this.worked();
      await pause(200);
    }
  }

  /** Asks for the page until it holds what is wanted. `next` waits for a better moment to ask again. */
  async serves(wanted, address = this.address, next = () => pause(2)) {
    for (const began = now(); now() - began < LONGEST;) {
      try {
        const response = await fetch(address);
        const text = await response.text();
        if (response.ok && wanted(text)) return now();
      } catch { /* it does not listen yet */ }
      await next();
    }
    throw new Error(`${this.name}: ${address} does not show what was saved`);
  }

  /** Seconds of the processor that its process used so far: user and system, in ticks of 10 ms. */
  worked() {
    const words = readFileSync(`/proc/${this.child.pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return (Number(words[11]) + Number(words[12])) / 100;
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
  paragraph: { work: (program, mark) => put(program, file, /\n(?:Dấu \d+\. )?(?=\p{Lu}[^\n]{80})/u, `\nDấu ${mark}. `), holds: (mark) => `Dấu ${mark}[.]` },
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
  writeFileSync(path.join(theme, 'static/sen.css'), 'body { --dau: 0; }\n');
  const template = readFileSync(path.join(repository, 'themes/sen/templates/around.html'), 'utf8');
  writeFileSync(path.join(theme, 'templates/around.html'), `${template}\n<p>Khuôn 0</p>\n`);
  appendFileSync(path.join(folder, 'content/handbook.yaml'), '\ntheme: rieng\n');
  const source = execFileSync('sh', ['-c', 'ls seeds/*.md | head -n 1'], { cwd: folder, encoding: 'utf8' }).trim();
  const kinds = {
    ...prose(file),
    quiz: { work: (program, mark) => put(program, quiz, /ask: .*/, `ask: Câu hỏi ${mark} là gì?`), holds: (mark) => `Câu hỏi ${mark} là gì` },
    template: { work: (program, mark) => put(program, 'themes/rieng/templates/around.html', /Khuôn \d+/, `Khuôn ${mark}`), holds: (mark) => `Khuôn ${mark}` },
    // Styles are sent without the spaces they are written with.
    style: {
      work: (program, mark) => put(program, 'themes/rieng/static/sen.css', /--dau: \d+/, `--dau: ${mark}`),
      holds: (mark) => new RegExp(`--dau: ?${mark}\\b`), at: 'static/sen.css',
      painted: (mark) => `getComputedStyle(document.body).getPropertyValue('--dau').trim() === '${mark}'`,
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
  const program = new Program('sotay', folder, (port) => [sotay, 'serve', '--port', String(port)], page, kinds);
  // Notes which version is shown; gives what waits for the next one, again and again.
  program.news = async () => {
    const ask = async (words) => (await (await fetch(`http://127.0.0.1:${program.port}/-/version${words}`)).json()).number;
    let number = await ask('');
    return async () => { number = await ask(`?after=${number}`); };
  };
  return program;
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
  const ofHugo = new Program('hugo', fresh(`preview-hugo-${size}`, size, ['--for', 'hugo']),
    (port) => [hugo, 'server', '--quiet', '--port', String(port), '--baseURL', `http://127.0.0.1:${port}/`, '--noBuildLock'], `${place}/`, prose(`content/${place}.md`));
  const bookOfMdbook = fresh(`preview-mdbook-${size}`, size, ['--for', 'mdbook']);
  const ofMdbook = new Program('mdbook', bookOfMdbook, (port) => [mdbook, 'serve', '--watcher', 'native', '--port', String(port), bookOfMdbook], `${place}.html`, { paragraph: prose(`src/${place}.md`).paragraph });
  // mdBook does not watch what the nearest .gitignore above it ignores, and `target/` is ignored here.
  ofMdbook.write('.gitignore', 'book\n');
  return [[hugo, ofHugo], [mdbook, ofMdbook]].filter(([program]) => existsSync(program)).map(([, of]) => of);
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

/** One save: the time until it is served, in milliseconds. */
async function saveServed(program, kind, mark) {
  const { work: edit, holds, at } = program.kinds[kind];
  const words = holds(mark);
  const address = at ? new URL(at, `http://127.0.0.1:${program.port}/`).href : program.address;
  const next = program.news && await program.news();
  const began = now();
  edit(program, mark);
  if (next) await next();
  return await program.serves((text) => text.search(words) >= 0, address, next) - began;
}

/** One save: the time until it is painted; NaN where the window does not show it, and then it is not asked again. */
async function savePainted(program, kind, mark) {
  const { work: edit, holds, painted } = program.kinds[kind];
  const inPage = painted?.(mark) ?? `document.body?.textContent.search(${JSON.stringify(String(holds(mark)))}) >= 0`;
  // The window waits before the save, so that asking it is no part of the time.
  const seen = program.window.waitForFunction(`(${whenPainted})(() => ${inPage})`, { polling: painted ? 'raf' : 'mutation', timeout: LONGEST / 6 });
  seen.catch(() => {});
  await program.window.evaluate('1');
  const began = now();
  edit(program, mark);
  try {
    return await (await seen).jsonValue() - began;
  } catch {
    program.window = null;
    return NaN;
  }
}

/** Runs in the page: false until `holds` does, then the time after the frame that shows it. */
function whenPainted(holds) {
  return holds() && new Promise((known) => {
    requestAnimationFrame(() => {
      // A message that is sent before a frame is painted arrives after it.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => known(performance.timeOrigin + performance.now());
      port2.postMessage(0);
    });
  });
}

/** So many saves as are asked for. A program that needs seconds is asked fewer times: its median is known soon. */
async function again(measureOne) {
  const times = [];
  while (times.length < edits && (times.length < 5 || median(times) < 2000)) times.push(await measureOne());
  return times;
}

/** The rows of one program, which has the machine for itself. */
async function measure(program, size) {
  await program.start();
  let mark = 1001;
  const kinds = Object.keys(program.kinds);
  // First without a window, which takes the processor from the program while it works.
  const served = [];
  for (const kind of kinds) {
    const before = program.worked();
    const times = await again(() => saveServed(program, kind, mark++));
    served.push({ times, cpu: 1000 * (program.worked() - before) / times.length });
  }
  // mdBook's page was not seen to load itself anew in a headless browser: only what it serves is measured.
  if (program.name !== 'mdbook') {
    program.browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: flags });
    program.window = (await program.browser.pages())[0];
    await program.window.goto(program.address);
  }
  const lines = [];
  for (const [at, kind] of kinds.entries()) {
    const { times, cpu } = served[at];
    const isShown = program.window && (program.kinds[kind].painted || !program.kinds[kind].at);
    const seen = isShown ? await again(() => (program.window ? savePainted(program, kind, mark++) : NaN)) : [];
    const painted = seen.filter((time) => !Number.isNaN(time));
    const cell = (values, share) => (values.length ? median(values, share).toFixed(1) : '–');
    const cells = [size, kind, program.name, times.length, cell(times), cell(times, 0.95), painted.length || '–', cell(painted), cell(painted, 0.95), cpu.toFixed(0)];
    lines.push(`| ${cells.join(' | ')} |`);
    console.log(lines.at(-1));
  }
  program.stop();
  await program.browser?.close();
  return lines;
}

for (const needed of [sotay, maker]) {
  if (!existsSync(needed)) throw new Error(`${needed} is not there; see the head of this file`);
}
const flags = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const head = ['| pages | edit | program | saves | served ms, median | p95 | saves | painted ms, median | p95 | processor ms |', '| ---: | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |'];
const load = os.loadavg()[0].toFixed(1);
console.log(head.join('\n'));
const version = execFileSync(sotay, ['--version'], { encoding: 'utf8' }).trim();
const rows = [];
for (const size of sizes) {
  for (const program of [ours(size), ...(withPeers && size <= peersTo ? peers(size) : [])]) rows.push(...await measure(program, size));
  // After each size: a run that is broken off leaves what it measured.
  const machine = `${os.cpus().length} × ${os.cpus()[0].model}, ${Math.round(os.totalmem() / 2 ** 30)} GB, load ${load} at the start and ${os.loadavg()[0].toFixed(1)} at the end; ${version}`;
  writeFileSync(results, `# Save to served, save to painted

\`node ${path.relative(repository, process.argv[1])} ${process.argv.slice(2).join(' ')}\` on ${machine}.

${head.join('\n')}
${rows.join('\n')}
`);
}
