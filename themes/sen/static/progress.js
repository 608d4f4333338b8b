// progress.js – what the reader has read and answered, kept on the reader's own machine.
//
// window.sotay.progress: ready(fn) calls back once with the state; state() gives it; change(fn) calls back whenever it
// changes; update(fn) changes and keeps it; merge(raw) lays another state over it; erase() forgets everything.
// The state: { version, erased, reader: {name, unit}, pages: {key: {}}, quizzes: {key: {attempt, share, best, passed}},
// questions: {id: {last, share, best, box, due}} }, each record with the time it was made, so that two states can be
// laid together: of two records the later counts, but the best stays the best. A page counts as read when the end of
// its text was on the screen. A missed question goes into box 1 and is asked again the next day; right when due, it
// moves to the next box and is asked after 2, 4, 8, 16 days; after the fifth it is learnt (Leitner). Days are those of
// the reader's clock, counted from 1970.
//
// Where it is kept: window.sotay.store, if another script gave one – {load(callback(text or null)), save(text,
// callback(ok))} –, else the hidden page luu.html (store.js). Without either everything works until the page is left.
(function () {
  'use strict';

  const sotay = window.sotay;
  const DAYS = [1, 2, 4, 8, 16];
  const LONGEST = 3e6;
  const PARTS = ['pages', 'quizzes', 'questions'];
  const place = document.currentScript.src;
  const waiting = [];
  const listeners = [];
  let state = clean({});
  let isReady = false;
  let isLoaded = false;
  let isSaving = false;
  let isDirty = false;
  let wishes = {};

  const today = () => Math.floor((Date.now() - new Date().getTimezoneOffset() * 6e4) / 864e5);
  const all = (selector, act) => document.querySelectorAll(selector).forEach(act);

  // Nothing stored is trusted: only fields we know, of the type we know, in tables without a prototype.
  function clean(raw) {
    const now = Date.now();
    const number = (value, most) => typeof value === 'number' && value > 0 ? Math.min(value, most) : 0;
    const line = (text) => typeof text === 'string' ? text.replace(/\s+/g, ' ').slice(0, 200) : '';
    const made = { version: 1, erased: number(raw.erased, now) };
    const reader = raw.reader || {};
    made.reader = { name: line(reader.name), unit: line(reader.unit), time: number(reader.time, now) };
    PARTS.forEach((part) => {
      made[part] = Object.create(null);
      const table = raw[part] && typeof raw[part] === 'object' ? raw[part] : {};
      Object.keys(table).forEach((key) => {
        const one = table[key];
        if (!one || typeof one !== 'object') return;
        const record = made[part][key] = { time: number(one.time, now) || 1 };
        if (part === 'pages') return;
        record.share = number(one.share, 1);
        record.best = number(one.best, 1);
        if (part === 'quizzes') {
          record.attempt = Math.floor(number(one.attempt, 1e6));
          record.passed = one.passed === true;
        } else {
          record.box = Math.floor(number(one.box, 5));
          record.due = Math.floor(number(one.due, 1e6));
          if (one.last !== undefined && JSON.stringify(one.last).length < 4000) record.last = one.last;
        }
      });
    });
    return made;
  }

  function merged(a, b) {
    const both = clean({ erased: Math.max(a.erased, b.erased) });
    const reader = b.reader.time > a.reader.time ? b.reader : a.reader;
    if (reader.time > both.erased) both.reader = reader;
    PARTS.forEach((part) => [a, b].forEach((one) => Object.keys(one[part]).forEach((key) => {
      const record = one[part][key];
      if (record.time > both.erased) both[part][key] = later(both[part][key], record);
    })));
    return both;
  }

  function later(a, b) {
    if (!a) return b;
    const record = Object.assign({}, b.time > a.time ? b : a);
    if ('best' in a) record.best = Math.max(a.best, b.best);
    if ('attempt' in a) record.attempt = Math.max(a.attempt, b.attempt);
    if ('passed' in a) record.passed = a.passed || b.passed;
    return record;
  }

  // The hidden page as a store. It answers in the order in which it is asked.
  function hiddenPage() {
    const frame = document.createElement('iframe');
    const token = String(Math.random()).slice(2);
    const origin = /^http/.test(place) ? location.origin : '*';
    const asked = [];
    let isOpen = false;
    let known = null;
    const post = ([message]) => frame.contentWindow.postMessage(Object.assign(message, { sotay: token }), origin);
    const ask = (message, callback) => {
      asked.push([message, callback]);
      if (isOpen) post([message]);
    };
    window.addEventListener('message', ({ data, source, origin: from }) => {
      if (source !== frame.contentWindow || !data || data.sotay !== token || (origin !== '*' && from !== origin)) return;
      if (data.ready) {
        isOpen = true;
        asked.forEach(post);
      } else {
        if ('text' in data) known = data.text;
        (asked.shift() || [])[1](data);
      }
    });
    frame.hidden = true;
    frame.name = token;
    frame.src = place.replace(/[^\/]*\/[^\/]*$/, 'luu.html');
    document.body.append(frame);
    return {
      load: (callback) => ask({}, ({ text }) => callback(text)),
      save: (text, callback, wish) => ask(Object.assign({ save: text, over: known }, wish), ({ saved, text }) => callback(saved, text))
    };
  }

  // What is stored may be damaged or newer than we know: damaged is kept aside, newer is left alone.
  function take(text) {
    let raw = null;
    try {
      raw = text.length < LONGEST && JSON.parse(text);
    } catch (error) {
      // Damaged: null as before.
    }
    if (raw && raw.version > 1) {
      isLoaded = false;
      return tell('store_newer');
    }
    if (raw && raw.version === 1) state = merged(state, clean(raw));
    else if (text) wishes.aside = true;
    isLoaded = true;
    tell('');
  }

  function load() {
    store.load((text) => {
      if (text === undefined) tell('store_refused');
      else take(text);
      open();
      if (isDirty) save();
    });
  }

  // A question that is due is asked anew: its last answer is not given back.
  function open() {
    Object.keys(state.questions).forEach((id) => {
      const { box, due } = state.questions[id];
      if (box && due <= today()) delete state.questions[id].last;
    });
    isReady = true;
    waiting.splice(0).forEach((callback) => callback(state));
    show();
  }

  // One writing at a time; what another tab has written meanwhile is laid under ours.
  function save() {
    isDirty = true;
    if (isSaving || !isLoaded) return;
    const wish = wishes;
    isSaving = true;
    isDirty = false;
    wishes = {};
    store.save(JSON.stringify(state), (ok, now) => {
      isSaving = false;
      if (!ok) Object.assign(wishes, wish);
      if (ok) tell('');
      else if (now === undefined) return tell('store_refused');
      else {
        take(now);
        show();
        isDirty = true;
      }
      if (isDirty) save();
    }, wish);
  }

  // One line, where results are looked at and made.
  function tell(word) {
    all('.store-trouble', (old) => old.remove());
    if (word) all('section.quiz, .results .page-head', (where) => {
      const line = sotay.make('p', 'store-trouble', sotay.say(word));
      line.setAttribute('role', 'status');
      where.append(line);
    });
  }

  function update(change) {
    change(state);
    show();
    save();
  }

  function learn({ id, response, share }) {
    const { best, box, due } = state.questions[id] || { best: 0, box: 0, due: 0 };
    const record = { last: response, share: share, best: Math.max(best, share), box: box, due: due, time: Date.now() };
    if (share < 1) record.box = 1;
    else if (box && today() >= due) record.box = (box + 1) % 6;
    if (share < 1 || record.box !== box) record.due = record.box ? today() + DAYS[record.box - 1] : 0;
    state.questions[id] = record;
  }

  function tried({ quiz, attempt, share, passed, answers }) {
    const record = Object.assign({ share: 0, best: 0, passed: false }, state.quizzes[quiz], { attempt: attempt, time: Date.now() });
    if (answers) Object.assign(record, { share: share, best: Math.max(record.best, share), passed: record.passed || passed });
    state.quizzes[quiz] = record;
  }

  const acts = {
    answered: learn,
    finished: () => {},
    retried: ({ ids }) => ids.forEach((id) => {
      if (state.questions[id]) Object.assign(state.questions[id], { last: undefined, time: Date.now() });
    })
  };
  Object.keys(acts).forEach((name) => document.addEventListener('sotay:' + name, ({ detail }) => update(() => {
    acts[name](detail);
    tried(detail);
  })));

  // What holds a text is a page; every other element that names a page is a line in a list.
  function show() {
    listeners.forEach((callback) => callback(state));
    all('[data-page]', (item) => { if (!item.querySelector('.body')) mark(item, item.dataset.page); });
    all('[data-progress]', count);
  }

  // A sign and words beside a page in a list; in the narrow list beside the text the sign alone is seen.
  function mark(item, key) {
    const { best, passed } = state.quizzes[key] || {};
    const words = [];
    if (state.pages[key]) words.push(sotay.say('page_read'));
    if (passed) words.push(sotay.say('page_passed'));
    else if (best) words.push(sotay.say('page_best', { percent: Math.floor(best * 100 + 1e-9) }));
    const old = item.querySelector('.page-state');
    if (old) old.remove();
    if (!words.length) return;
    const isNarrow = item.closest('nav');
    const made = sotay.make('span', 'page-state');
    made.append(isNarrow ? ' ' : sotay.make('br'), state.pages[key] || passed ? '\u2713 ' : '',
      sotay.make('span', isNarrow ? 'visually-hidden' : '', words.join(' · ')));
    (item.querySelector(isNarrow ? 'a' : '.amount') || item).append(made);
  }

  function count(section) {
    const pages = Array.from(section.querySelectorAll('[data-page]'));
    const done = pages.filter((item) => state.pages[item.dataset.page]).length;
    const line = section.querySelector('.part-state') || sotay.make('p', 'amount part-state');
    line.textContent = done ? sotay.say('pages_read', { done: done, all: pages.length }) : '';
    if (done) section.querySelector('h2, h3').after(line);
  }

  function watchEnd(page) {
    const text = page.querySelector('.body');
    if (!text || !window.IntersectionObserver) return;
    new IntersectionObserver((seen, observer) => {
      if (!seen.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      const key = page.dataset.page;
      if (!state.pages[key]) update(() => { state.pages[key] = { time: Date.now() }; });
    }).observe(text.appendChild(sotay.make('span')));
  }

  sotay.progress = {
    ready: (callback) => { if (isReady) callback(state); else waiting.push(callback); },
    change: (callback) => listeners.push(callback),
    state: () => state,
    today: today,
    update: update,
    merge: (raw) => update(() => { state = merged(state, clean(raw)); }),
    erase: () => update(() => {
      state = clean({ erased: Date.now() });
      wishes.erase = true;
    })
  };

  const store = sotay.store || hiddenPage();
  sotay.progress.ready(() => all('[data-page]', watchEnd));
  // Another tab may have written meanwhile, or the page comes back from the browser's memory.
  document.addEventListener('visibilitychange', () => { if (isLoaded && !document.hidden) load(); });
  window.addEventListener('pageshow', ({ persisted }) => { if (persisted) load(); });
  setTimeout(() => {
    if (isReady) return;
    tell('store_refused');
    open();
  }, 2000);
  load();
})();
