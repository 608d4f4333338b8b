// Where the processor's time of a build goes: samples `sotay build` with perf (Debian: linux-perf) and shares the samples
// out to the works of a build, each to the first in this list that any function of its stack belongs to. Prints the table
// and keeps it in tests/bench/RESULTS-profile.md. Beside it, measured by hyperfine in the same minutes: the floor, and a
// plain copy of the finished site, which no program that writes this site can go under. A second table says whose code it
// is that runs: what falls to the given libraries and the system stays, however little sotay itself does.
//
//   node tests/bench/profile.mjs [BOOK…]      (books of target/bench/work, default: plain-2000 full-2000)

import { execFileSync, spawnSync } from 'node:child_process';
import { createReadStream, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const repository = path.resolve(here, '../..');
const target = process.env.CARGO_TARGET_DIR ?? path.join(repository, 'target');
const work = process.env.SOTAY_BENCH ?? path.join(target, 'bench/work');
const floor = path.join(target, 'bench/release/floor');
const sotay = path.join(target, 'prof/release/sotay');

const WORKS = [
  ['colours of code (syntect)', /syntect|fancy_regex/],
  ['search: words counted, lists packed', /sotay::search::(ledger|postings|index|words)/],
  ['search: passages as text and JSON', /sotay::search/],
  ['glossary terms found in texts', /sotay::book::glossary/],
  ['page and print bodies, quizzes', /sotay::render::(body|quiz|chart|chapter|html)/],
  ['templates (tera), their data', /tera::|sotay::render/],
  ['quotations, quizzes, links checked', /sotay::check/],
  ['YAML', /serde_yaml|unsafe_libyaml|sotay::parse::(yaml|quiz|reader|front_matter)/],
  ['Markdown to events (pulldown-cmark)', /pulldown_cmark/],
  ['events to the tree of a page', /sotay::parse::(markdown|inline|notes|sections|tree|points)/],
  ['files read, decoded, looked through', /sotay::(input|parse|text)/],
  ['book put together', /sotay::(book|engine)/],
  ['files made and written', /sotay::output|sotay::target/],
  ['else', /(?:)/],
];

// Whose code runs: by the functions between the innermost and the first one of sotay that asked for it.
const OWNERS = [
  ['syntect and its expressions', /syntect|fancy_regex|regex_automata/],
  ['tera', /tera::/],
  ['pulldown-cmark', /pulldown_cmark/],
  ['serde_yaml', /serde_yaml|libyaml|yaml_parser/],
  ['the system: files', /syscall|do_sys|vfs_|ksys|x64_sys/i],
  ['the system: memory', /page_fault|clear_page/],
  ['memory taken and given back', /malloc|_int_free|realloc|free \(|tcache|unlink_chunk|drop_in_place/],
  ['sotay itself', /(?:)/],
];

// A sample as one more of a kind; of the last, where none other is it.
const counted = (counts, kinds, isOf) => {
  const [name] = kinds.find(([, pattern]) => isOf(pattern)) ?? kinds.at(-1);
  counts.set(name, counts.get(name) + 1);
};

const run = (command, ...words) => execFileSync(command, words, { stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 30 }).toString();
const seconds = (command, before) => {
  const file = path.join(scratch, 'times.csv');
  run('hyperfine', '--shell=none', '--warmup', '1', '--runs', '7', '--style', 'none', '--prepare', before, '--export-csv', file, command);
  const [, wall, , , user, system] = run('tail', '-n', '1', file).split(',').map(Number);
  return { wall, processor: user + system };
};

// The stacks of a recording: the functions of each sample, the innermost first.
async function* stacks(recording) {
  const file = path.join(scratch, 'stacks');
  spawnSync('sh', ['-c', 'perf script -i "$1" -F ip,sym >"$2" 2>/dev/null', 'sh', recording, file]);
  let stack = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line.trim()) stack.push(line.replace(/^\s*[0-9a-f]+ /, ''));
    else {
      if (stack.length) yield stack;
      stack = [];
    }
  }
}

async function profile(book) {
  const [site, recording] = [path.join(scratch, 'site'), path.join(scratch, 'perf.data')];
  const build = [sotay, 'build', '-q', '--root', path.join(work, book), '--out', site];
  const clear = `rm -rf ${site} ${site}-copy`;
  const build_takes = seconds(build.join(' '), clear);
  const floor_takes = seconds(`${floor} ${path.join(work, book, 'content')} ${site}-copy`, clear);
  run('sh', '-c', clear);
  run(...build);
  const copy_takes = seconds(`cp -r ${site} ${site}-copy`, `rm -rf ${site}-copy`);
  const [works, owners] = [WORKS, OWNERS].map((kinds) => new Map(kinds.map(([name]) => [name, 0])));
  let all = 0;
  for (let round = 0; round < 3; round += 1) {
    run('sh', '-c', clear);
    run('perf', 'record', '-q', '-F', '500', '--call-graph', 'dwarf,16384', '-o', recording, ...build);
    for await (const stack of stacks(recording)) {
      counted(works, WORKS, (pattern) => stack.some((name) => pattern.test(name)));
      const asked = stack.findIndex((name) => name.includes('sotay::') && !OWNERS.some(([, pattern]) => pattern.test(name)));
      const inner = asked < 0 ? stack : stack.slice(0, asked);
      counted(owners, OWNERS, (pattern) => inner.some((name) => pattern.test(name)));
      all += 1;
    }
  }
  const times = ({ wall, processor }) => `${wall.toFixed(2)} | ${processor.toFixed(2)} | ${(wall / floor_takes.wall).toFixed(1)}`;
  const rows = (counts) => [...counts].map(([name, count]) => `| ${name} | ${(count / all * 100).toFixed(1)} | ${(build_takes.processor * count / all).toFixed(2)} |`);
  return [
    `\n## ${book}\n`,
    '| program | seconds | processor seconds | × floor |', '| --- | ---: | ---: | ---: |',
    `| floor | ${times(floor_takes)} |`, `| \`cp -r\` of the finished site | ${times(copy_takes)} |`, `| sotay | ${times(build_takes)} |\n`,
    '| work of sotay | % | processor seconds |', '| --- | ---: | ---: |', ...rows(works), '',
    '| whose code runs | % | processor seconds |', '| --- | ---: | ---: |', ...rows(owners), '',
  ].join('\n');
}

const scratch = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'sotay-profile-'));
try {
  const symbols = { CARGO_PROFILE_RELEASE_DEBUG: 'line-tables-only', CARGO_PROFILE_RELEASE_STRIP: 'none' };
  execFileSync('cargo', ['build', '--locked', '--release', '--quiet', '--target-dir', path.join(target, 'prof')],
    { cwd: repository, env: { ...process.env, ...symbols }, stdio: 'inherit' });
  const books = process.argv.slice(2);
  let text = '# Where the time of a build goes\n\n`node tests/bench/profile.mjs`: samples of three builds by perf, in memory (`/dev/shm`), on two cores.\n';
  for (const book of books.length ? books : ['plain-2000', 'full-2000']) text += await profile(book);
  process.stdout.write(text);
  writeFileSync(path.join(here, 'RESULTS-profile.md'), text);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
