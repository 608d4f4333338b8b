/* marking.js – what an answer is worth, and nothing else.
 *
 * window.sotay.marking has one function a kind of question. Each takes the answer as the
 * program wrote it (data-answer) and the reader's response, and returns a share from 0 to 1.
 * No page, no storage, no words: so it can be tested alone. A new kind (fill, order, match)
 * is one more function here and one more reader of responses in quiz.js.
 */
(function () {
  'use strict';

  var TONES = /[\u0300\u0301\u0303\u0309\u0323]/g; // huyền, sắc, ngã, hỏi, nặng
  var MARKS = /[\u0300-\u036f]/g;
  var NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/;

  // The tone goes to the end of its syllable, so that hoà and hòa become one spelling.
  function toneLast(syllable) {
    var tones = syllable.match(TONES);
    return tones ? syllable.replace(TONES, '') + tones.join('') : syllable;
  }

  // One form for texts that count as equal. `match`: exact, no-case or no-tone.
  function fold(text, match) {
    var folded = String(text).normalize('NFD').replace(/\s+/g, ' ').trim();
    if (match !== 'exact') folded = folded.replace(/[.,;:!?…]+$/, '').trim().toLowerCase();
    if (match === 'no-tone') return folded.replace(MARKS, '').replace(/đ/g, 'd');
    return folded.split(' ').map(toneLast).join(' ').normalize('NFC');
  }

  // 7,5 and 7.5 are one number; a per cent sign after it may be left out.
  function number(text) {
    var written = String(text).replace(/\s|%/g, '').replace(/\u2212/g, '-');
    return NUMBER.test(written) ? parseFloat(written.replace(',', '.')) : null;
  }

  function sameText(expected, given, match, tolerance) {
    var a = number(expected);
    var b = number(given);
    // The tiny addition forgives what binary fractions do to 0.1 + 0.2.
    if (a !== null && b !== null) return Math.abs(a - b) <= (Number(tolerance) || 0) + 1e-9;
    return fold(expected, match) === fold(given, match);
  }

  function single(right, chosen) {
    return chosen.length === 1 && right.indexOf(chosen[0]) >= 0 ? 1 : 0;
  }

  // (right picked − wrong picked) / right, not under 0.
  function multiple(right, chosen) {
    var good = chosen.filter(function (value) { return right.indexOf(value) >= 0; }).length;
    return right.length ? Math.max(0, (good - (chosen.length - good)) / right.length) : 0;
  }

  function short(spec, written) {
    var match = spec.match || 'no-case';
    return spec.accept.some(function (text) {
      return sameText(text, written, match, spec.tolerance);
    }) ? 1 : 0;
  }

  window.sotay = window.sotay || {};
  window.sotay.marking = {
    single: single,
    truth: single,
    multiple: multiple,
    short: short,
    fold: fold,
    number: number,
    sameText: sameText
  };
})();
