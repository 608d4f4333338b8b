// marking.js alone, as tables: what an answer is worth. No browser: the script touches nothing but `window.sotay`.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { repository } from './support.mjs';

const window = {};
vm.runInNewContext(readFileSync(path.join(repository, 'themes/sen/static/marking.js'), 'utf8'), { window });
const { marking } = window.sotay;

/** One line a case: the answer as the program wrote it, the response, the share. */
function holds(mark, table) {
  for (const [answer, response, share] of table) {
    assert.equal(mark(answer, response), share, `${JSON.stringify(answer)} answered ${JSON.stringify(response)}`);
  }
}

test('a single choice is right or wrong', () => {
  holds(marking.single, [
    [['a'], ['a'], 1],
    [['a'], ['b'], 0],
    [['a'], [], 0],
    [['a'], ['a', 'b'], 0],
  ]);
});

test('several choices: what is right less what is wrong, of all that is right, not under nothing', () => {
  holds(marking.multiple, [
    [['a', 'b'], ['a', 'b'], 1],
    [['a', 'b'], ['b'], 0.5],
    [['a', 'b'], ['a', 'b', 'x'], 0.5],
    [['a', 'b'], ['a', 'x'], 0],
    [['a', 'b'], ['x', 'y'], 0],
    [['a', 'b', 'c', 'd'], ['a', 'b', 'c', 'x'], 0.5],
    [['a', 'b'], [], 0],
  ]);
});

test('a short answer is compared as people spell', () => {
  const exact = { accept: ['Hoà Bình'], match: 'exact' };
  const anyCase = { accept: ['Hoà Bình', 'hòa thuận'], match: 'no-case' };
  const anyTone = { accept: ['Đảng uỷ'], match: 'no-tone' };
  holds(marking.short, [
    [exact, 'Hoà Bình', 1],
    [exact, 'Hòa Bình', 1],
    [exact, 'hòa bình', 0],
    [anyCase, 'HÒA BÌNH', 1],
    [anyCase, ' hoà   bình. ', 1],
    [anyCase, 'Hoà Bình'.normalize('NFD'), 1],
    [anyCase, 'hoà thuận', 1],
    [anyCase, 'hoa binh', 0],
    [anyCase, 'hoạ bình', 0],
    [anyTone, 'dang uy', 1],
    [anyTone, 'Đảng ủy', 1],
    [anyTone, 'đang ủy ban', 0],
  ]);
});

test('numbers are equal in either notation and within the tolerance', () => {
  const number = (accept, tolerance = null) => ({ accept: [accept], match: 'no-case', tolerance });
  holds(marking.short, [
    [number('7,5'), '7.5', 1],
    [number('7.5'), '7,5', 1],
    [number('7,5'), '7,50', 1],
    [number('7,5%'), '7,5', 1],
    [number('20'), '20 %', 1],
    [number('20'), '21', 0],
    [number('20', 1), '21', 1],
    [number('20', 1), '21,5', 0],
    [number('0,3', 0.1), '0,4', 1],
    [number('-3'), '−3', 1],
    [number('3'), 'ba', 0],
  ]);
});
