// Prints what gift-pegjs reads in a GIFT file, as JSON. Its right sides of matching keep the placeholders of escaped
// signs; Moodle's rule (escapedchar_post in its importer) is applied to them here.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../tools/package.json', import.meta.url));
const { parse } = require('gift-pegjs');

const signs = { '058': ':', '035': '#', '061': '=', 123: '{', 125: '}', 126: '~', '010': '\n', '092': '\\' };
const decoded = (text) => text.replace(/&&(\d{3});/g, (all, code) => signs[code] ?? all);

const questions = parse(readFileSync(process.argv[2], 'utf8'));
for (const pair of questions.flatMap((question) => question.matchPairs ?? [])) pair.subanswer = decoded(pair.subanswer);
process.stdout.write(JSON.stringify(questions));
