// marking.js alone: what an answer is worth. tests/written/marking.json is the table that the program runs too
// (tests/suite/quizzes.rs). No browser: the script touches nothing but `window.sotay`.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { repository } from './support.mjs';

const read = (place) => readFileSync(path.join(repository, place), 'utf8');
const window = {};
vm.runInNewContext(read('themes/sen/static/marking.js'), { window });
const { marking } = window.sotay;
const table = JSON.parse(read('tests/written/marking.json'));

for (const { about, kind, answer, cases } of table) {
  test(`${kind}: ${about}`, () => {
    for (const [response, share] of cases) {
      const given = marking[kind](answer, response);
      assert.ok(Math.abs(given - share) < 1e-6, `${JSON.stringify(response)} earns ${given}, not ${share}`);
    }
  });
}

test('the table has cases of every kind', () => {
  assert.deepEqual([...new Set(table.map(({ kind }) => kind))].sort(), ['fill', 'match', 'multiple', 'order', 'short', 'single', 'truth']);
  assert.ok(table.flatMap(({ cases }) => cases).length >= 150);
});

test('each part of an answer is marked by itself', () => {
  const parts = (answer, response) => [...marking.parts(answer, response)];
  assert.deepEqual(parts(['a', 'b', 'c'], ['a', 'c', 'b']), [true, false, false]);
  assert.deepEqual(parts([{ accept: ['7'] }, { accept: ['tám'] }], ['7,0', '']), [true, false]);
  assert.deepEqual(parts(['a', 'b'], ['a']), [true, false]);
});
