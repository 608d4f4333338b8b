// carry.js – progress and results as texts that leave this machine, each with a check that shows damage.
//
// window.sotay.carry: check(text) is the CRC-32 (ISO 3309) of its UTF-8 bytes as eight hexadecimal digits; seal(value)
// that of a value of objects, lists, texts and whole numbers, written line by line as path=value with the keys of
// objects in order, as src/results/slip.rs writes it too. pack(state, outline) makes the short code: 64 signs a digit,
// pages, quizzes and questions by 30 bits of their names, shares in sixtieths, times in days – scores and dates, not
// the answers themselves nor the reader's name. unpack(code, outline) gives the state again, or the word for what is
// wrong.
(function () {
  'use strict';

  var sotay = window.sotay = window.sotay || {};
  var SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  var CODE = /^SOTAY(\d+)\.([\w-]{10,})\.([0-9a-f]{8})$/;
  var MINUTE = 6e4;

  function crc(text) {
    var sum = -1;
    new TextEncoder().encode(text).forEach(function (byte) {
      sum ^= byte;
      for (var bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    });
    return ~sum >>> 0;
  }

  function check(text) {
    return ('0000000' + crc(text).toString(16)).slice(-8);
  }

  function lines(value, path) {
    if (!value || typeof value !== 'object') return path + '=' + value + '\n';
    var keys = Object.keys(value);
    if (!Array.isArray(value)) keys.sort();
    return keys.map(function (key) { return lines(value[key], path + '/' + key); }).join('');
  }

  function digits(value, count) {
    var text = '';
    for (var left = value; count > 0; count -= 1, left = Math.floor(left / 64)) text = SIGNS[left % 64] + text;
    return text;
  }

  function within(value, most) {
    return Math.max(0, Math.min(most, Math.floor(value + 1e-9)));
  }

  function name(text) {
    return digits(crc(text) >>> 2, 5);
  }

  // Every name the handbook has now; what it no longer has is left behind.
  function names(outline) {
    var known = { pages: [], quizzes: ['final'], questions: [] };
    outline.parts.forEach(function (part) {
      part.pages.forEach(function (page) {
        known.pages.push(page.key);
        known.quizzes.push(page.key);
        page.questions.forEach(function (question) { known.questions.push(question.id); });
      });
    });
    return known;
  }

  // How the fields of a record become signs after its name and age, and come back.
  var fields = {
    pages: [],
    quizzes: [
      function (quiz) { return within(quiz.attempt, 31) * 2 + (quiz.passed ? 1 : 0); },
      function (quiz) { return within(quiz.share * 60, 60); },
      function (quiz) { return within(quiz.best * 60, 60); }
    ],
    questions: [
      function (question) { return within(question.share * 60, 60); },
      function (question) { return within(question.best * 60, 60); },
      function (question) { return question.box; },
      function (question, today) { return within(question.due - today + 32, 63); }
    ]
  };
  var records = {
    pages: function () { return {}; },
    quizzes: function (read) {
      return { attempt: read[0] >> 1, passed: read[0] % 2 === 1, share: read[1] / 60, best: read[2] / 60 };
    },
    questions: function (read, today) {
      return { share: read[0] / 60, best: read[1] / 60, box: read[2], due: read[2] ? read[3] + today - 32 : 0 };
    }
  };

  function pack(state, outline) {
    var today = sotay.progress.today();
    var now = Math.floor(Date.now() / MINUTE);
    var known = names(outline);
    var text = name(outline.id) + digits(now, 5) + digits(today, 3);
    Object.keys(fields).forEach(function (part) {
      var kept = known[part].filter(function (key, at, all) { return state[part][key] && all.indexOf(key) === at; });
      text += digits(kept.length, 3) + kept.map(function (key) {
        var record = state[part][key];
        return name(key) + digits(within((now - record.time / MINUTE) / 1440, 63), 1)
          + fields[part].map(function (field) { return digits(field(record, today), 1); }).join('');
      }).join('');
    });
    return 'SOTAY1.' + text + '.' + check(text);
  }

  function unpack(code, outline) {
    var found = CODE.exec(code.replace(/\s/g, ''));
    if (!found || check(found[2]) !== found[3]) return { wrong: 'carry_damaged' };
    if (found[1] !== '1') return { wrong: 'carry_newer' };
    var at = 0;
    function text(count) { return found[2].slice(at, at += count); }
    function read(count) {
      return text(count).split('').reduce(function (sum, sign) { return sum * 64 + SIGNS.indexOf(sign); }, 0);
    }
    if (text(5) !== name(outline.id)) return { wrong: 'carry_foreign' };
    var now = read(5);
    var today = read(3);
    var known = names(outline);
    var state = { version: 1 };
    Object.keys(fields).forEach(function (part) {
      var called = {};
      known[part].forEach(function (key) { called[name(key)] = key; });
      state[part] = {};
      for (var left = read(3); left > 0; left -= 1) {
        var key = called[text(5)];
        var time = (now - read(1) * 1440) * MINUTE;
        var record = records[part](fields[part].map(function () { return read(1); }), today);
        if (key) state[part][key] = Object.assign(record, { time: time });
      }
    });
    return { state: state };
  }

  sotay.carry = {
    check: check,
    seal: function (value) { return check(lines(value, '')); },
    pack: pack,
    unpack: unpack
  };
})();
