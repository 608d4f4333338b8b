// marking.js – what an answer is worth, and nothing else.
//
// window.sotay.marking has one function a kind of question: it takes the answer as the program wrote it (data-answer)
// and the reader's response, and returns a share from 0 to 1; parts says which places of a response hold. No page,
// no storage, no words. The program marks the same way (src/check/marking.rs): both run tests/written/marking.json.
(function () {
  'use strict';

  // huyền, sắc, ngã, hỏi, nặng
  var TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
  var MARKS = /[\u0300-\u036f]/g;
  // 7,5 or 10.000 or 1.250,5: thousands in groups of three, then decimals.
  var NUMBER = /^([+-]?)(?:([1-9]\d{0,2}(?:[.,]\d{3})+)|(\d+))(?:[.,](\d+))?$/;

  // The tone goes to the end of its syllable, so that hoà and hòa become one spelling.
  function toneLast(syllable) {
    var tones = syllable.match(TONES);
    return tones ? syllable.replace(TONES, '') + tones.join('') : syllable;
  }

  // One form for texts that count as equal. match: exact, no-case or no-tone.
  function fold(text, match) {
    var folded = String(text).normalize('NFD').replace(/\s+/g, ' ').trim();
    if (match !== 'exact') folded = folded.replace(/[.,;:!?…]+$/, '').trim().toLowerCase();
    if (match === 'no-tone') return folded.replace(MARKS, '').replace(/đ/g, 'd');
    return folded.split(' ').map(toneLast).join(' ').normalize('NFC');
  }

  // A per cent sign may be left out, and any minus will do.
  function number(text) {
    var found = NUMBER.exec(String(text).replace(/[\s%]/g, '').replace(/\u2212/g, '-'));
    if (!found) return null;
    return (found[1] === '-' ? -1 : 1) * parseFloat((found[2] || found[3]).replace(/\D/g, '') + '.' + (found[4] || 0));
  }

  function holds(words, given) {
    var b = number(given);
    return words.accept.some((right) => {
      var a = number(right);
      // The tiny addition forgives what binary fractions do to 0.1 + 0.2.
      if (a !== null && b !== null) return Math.abs(a - b) <= (words.tolerance || 0) + 1e-9;
      return fold(right, words.match) === fold(given, words.match);
    });
  }

  // Which places of a response hold: blanks, items in order, sides of pairs.
  function parts(answer, response) {
    return answer.map((right, at) => {
      if (response[at] === undefined) return false;
      return right.accept ? holds(right, response[at]) : right === response[at];
    });
  }

  function inPlace(answer, response) {
    return answer.length ? parts(answer, response).filter(Boolean).length / answer.length : 0;
  }

  function single(right, chosen) {
    return chosen.length === 1 && right.includes(chosen[0]) ? 1 : 0;
  }

  // (right picked − wrong picked) / right, not under 0.
  function multiple(right, chosen) {
    var good = chosen.filter((value) => right.includes(value)).length;
    return right.length ? Math.max(0, (2 * good - chosen.length) / right.length) : 0;
  }

  (window.sotay = window.sotay || {}).marking = {
    single: single,
    truth: single,
    multiple: multiple,
    short: (words, written) => holds(words, written) ? 1 : 0,
    fill: inPlace,
    order: inPlace,
    match: inPlace,
    parts: parts
  };
})();
