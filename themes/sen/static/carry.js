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

  const sotay = window.sotay;
  const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const CODE = /^SOTAY(\d+)\.([\w-]{13,})\.([0-9a-f]{8})$/;
  const MINUTE = 6e4;
  const DAY = 1440;

  function crc(text) {
    let sum = -1;
    new TextEncoder().encode(text).forEach((byte) => {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    });
    return ~sum >>> 0;
  }

  const check = (text) => crc(text).toString(16).padStart(8, '0');

  function lines(value, path) {
    if (!value || typeof value !== 'object') return path + '=' + value + '\n';
    const keys = Object.keys(value);
    if (!Array.isArray(value)) keys.sort();
    return keys.map((key) => lines(value[key], path + '/' + key)).join('');
  }

  function digits(value, count) {
    let text = '';
    for (let left = value; text.length < count; left = Math.floor(left / 64)) text = SIGNS[left % 64] + text;
    return text;
  }

  const within = (value, most) => Math.max(0, Math.min(most, Math.floor(value + 1e-9)));
  const name = (text) => digits(crc(text) >>> 2, 5);
  const sixtieths = (share) => within(share * 60, 60);

  // How a record becomes signs after its name and age, and comes back.
  const forms = {
    pages: [() => [], () => ({})],
    quizzes: [
      ({ attempt, passed, share, best }) => [within(attempt, 31) * 2 + (passed ? 1 : 0), sixtieths(share), sixtieths(best)],
      ([tries, share, best]) => ({ attempt: tries >> 1, passed: tries % 2 === 1, share: share / 60, best: best / 60 })
    ],
    questions: [
      ({ share, best, box, due }, today) => [sixtieths(share), sixtieths(best), box, within(due - today + 32, 63)],
      ([share, best, box, due], today) => ({ share: share / 60, best: best / 60, box, due: box ? due + today - 32 : 0 })
    ]
  };

  // Every name the handbook has now, by its five signs; what it no longer has is left behind.
  function names(outline) {
    const known = { pages: {}, quizzes: { [name('final')]: 'final' }, questions: {} };
    outline.parts.forEach(({ pages }) => pages.forEach(({ key, questions }) => {
      known.pages[name(key)] = known.quizzes[name(key)] = key;
      questions.forEach(({ id }) => { known.questions[name(id)] = id; });
    }));
    return known;
  }

  function pack(state, outline) {
    const today = sotay.progress.today();
    const now = Math.floor(Date.now() / MINUTE);
    const known = names(outline);
    const records = Object.keys(forms).map((part) => {
      const kept = Object.keys(known[part]).filter((short) => state[part][known[part][short]]);
      return digits(kept.length, 3) + kept.map((short) => {
        const record = state[part][known[part][short]];
        const age = within((now - record.time / MINUTE) / DAY, 63);
        return short + [age].concat(forms[part][0](record, today)).map((value) => SIGNS[value]).join('');
      }).join('');
    });
    const text = name(outline.id) + digits(now, 5) + digits(today, 3) + records.join('');
    return 'SOTAY1.' + text + '.' + check(text);
  }

  function unpack(code, outline) {
    const [, version, text, sum] = CODE.exec(code.replace(/\s/g, '')) || [];
    if (!text || check(text) !== sum) return { wrong: 'carry_damaged' };
    if (version !== '1') return { wrong: 'carry_newer' };
    let at = 0;
    const signs = (count) => text.slice(at, at += count);
    const number = (count) => signs(count).split('').reduce((value, sign) => value * 64 + SIGNS.indexOf(sign), 0);
    if (signs(5) !== name(outline.id)) return { wrong: 'carry_foreign' };
    const now = number(5);
    const today = number(3);
    const known = names(outline);
    const state = { version: 1 };
    Object.keys(forms).forEach((part) => {
      state[part] = {};
      for (let left = number(3); left > 0; left--) {
        const key = known[part][signs(5)];
        const time = (now - number(1) * DAY) * MINUTE;
        const values = forms[part][0]({}, 0).map(() => number(1));
        if (key) state[part][key] = Object.assign(forms[part][1](values, today), { time });
      }
    });
    return { state };
  }

  sotay.carry = { check, seal: (value) => check(lines(value, '')), pack, unpack };
})();
