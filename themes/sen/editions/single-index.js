// single-index.js – the index of the search, made from the document itself.
//
// The one-file edition holds every text already, so it brings no index: this makes one of the same form (described in
// src/search/mod.rs) at the first search, one shard of each kind. Passages are the head of each page and its sections,
// terms of the glossary, and questions without their answers. The weights are those of src/search.
(function () {
  'use strict';

  const search = window.sotay.search;
  const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const SKIPPED = 'nav,script,style,template,button,select,noscript,details.answer,.choices,.items,.visually-hidden,.facts,[data-bank]';
  const sheets = Array.from(document.querySelectorAll('.sheet'));
  let made;

  function packed(number) {
    let text = '';
    for (; number >= 32; number >>= 5) text += DIGITS[number & 31 | 32];
    return text + DIGITS[number];
  }

  const line = (text) => text.replace(/\s+/g, ' ').trim();

  // The passages of a page: [id, heading, text, weight of the heading].
  function passages(sheet) {
    const all = [];
    const begin = (id, heading, weight) => all.push([id, line(heading.textContent), '', weight]);
    (function read(element) {
      const name = element.nodeName;
      if (element.nodeType === 3) {
        if (all.length) all[all.length - 1][2] += element.data;
      } else if (name === 'H1') begin('', element, 12);
      else if (/^H[2-6]$/.test(name) && element.id) begin(element.id, element, 5);
      else if (name === 'DT' && element.id) begin(element.id, element, 12);
      else if (element.nodeType === 1 && !element.matches(SKIPPED)) {
        element.childNodes.forEach(read);
        if (all.length) all[all.length - 1][2] += ' ';
      }
    })(sheet);
    return all;
  }

  function count(book, number, [, heading, text, weight]) {
    const tallies = [new Map(), new Map()];
    let length = 0;
    const field = (content, worth) => {
      let before = '';
      let end = 0;
      search.words(content).forEach(({ from, to, is }) => {
        const add = (tally, key) => tally.set(key, (tally.get(key) || 0) + worth);
        add(tallies[0], is.bare + ' ' + is.letters + is.tone);
        if (before && !/[.;:!?\n]\s/.test(content.slice(end, from))) add(tallies[1], before + ' ' + is.bare);
        before = is.bare;
        end = to;
        length += worth;
      });
    };
    field(heading, weight / (0.7 + 0.05 * search.words(heading).length));
    field(text, 1);
    tallies.forEach((tally, kind) => tally.forEach((worth, key) => {
      const of = worth / (0.6 + 0.4 * length / 150);
      const level = Math.round(7 * of / (of + 4));
      const [one, other] = key.split(' ');
      const table = book[kind][one] = book[kind][one] || Object.create(null);
      const list = table[other] = table[other] || { last: -1, text: '' };
      list.text += packed((number - list.last - 1) * 8 + level);
      list.last = number;
    }));
  }

  function plain(table) {
    Object.values(table).forEach((lists) => Object.keys(lists).forEach((key) => { lists[key] = lists[key].text; }));
    return table;
  }

  function make() {
    const book = [Object.create(null), Object.create(null)];
    const texts = { pages: [], passages: [] };
    sheets.forEach((sheet) => {
      const own = passages(sheet);
      const trail = sheet.querySelectorAll('.trail a');
      const number = sheet.querySelector('h1 .number');
      const title = own[0] ? own[0][1].slice(number ? number.textContent.length : 0).trim() : '';
      texts.pages.push([own.length, sheet.id, number ? number.textContent : '', title, trail[1] ? line(trail[1].textContent) : '']);
      own.forEach((passage) => {
        passage[2] = line(passage[2]);
        count(book, texts.passages.length, passage);
        texts.passages.push([passage[0], passage[1], passage[2], '']);
      });
    });
    const top = { words: [''], pairs: [''], texts: packed(texts.passages.length), often: {} };
    top.pages = texts.pages.map((page) => packed(page[0])).join('');
    return { top: top, 'words-0': plain(book[0]), 'pairs-0': plain(book[1]), 'texts-0': texts };
  }

  search.places = {};
  sheets.forEach((sheet) => { search.places[sheet.id] = sheet.id; });
  ['top', 'words-0', 'pairs-0', 'texts-0'].forEach((name) => Object.defineProperty(search.shards, name, {
    get: () => (made = made || make())[name]
  }));
})();
