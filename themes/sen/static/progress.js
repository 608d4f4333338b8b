// progress.js – what the reader has read and answered, kept on the reader's own machine.
//
// window.sotay.progress: ready(fn) calls back once with the state; state() gives it; change(fn) calls back whenever it
// changes; update(fn) changes and keeps it; merge(raw) lays another state over it; erase() forgets everything.
// The state: { version, erased, reader: {name, unit}, pages: {key: {}}, quizzes: {key: {attempt, share, best, passed,
// draft}}, questions: {id: {last, share, best, box, due}} }, each record with the time it was made, so that two states can be
// laid together: of two records the later counts, but the best stays the best. A page counts as read when the end of
// its text was on the screen. A missed question goes into box 1 and is asked again the next day; right when due, it
// moves to the next box and is asked after 2, 4, 8, 16 days; after the fifth it is learnt (Leitner). Days are those of
// the reader's clock, counted from 1970.
//
// Where it is kept: where window.sotay.answer keeps it. That is store.js, in this page where it is served, in the hidden
// page luu.html where it is a file; another script may have given its own. Without any, everything works until the page
// is left.
(function () {
  'use strict';

  const sotay = window.sotay;
  const DAYS = [1, 2, 4, 8, 16];
  const LONGEST = 3e6;
  // What a record may hold: numbers, and the most that each can be. Above 1 they are whole.
  const FIELDS = {
    pages: {},
    quizzes: { share: 1, best: 1, attempt: 1e6 },
    questions: { share: 1, best: 1, box: 5, due: 1e6 }
  };
  const PARTS = Object.keys(FIELDS);
  const place = document.currentScript.src;
  const isServed = /^http/.test(place);
  const beside = (name) => place.replace(/[^\/]*$/, name);
  const each = (table, act) => Object.keys(table).forEach((key) => act(table[key], key));
  const waiting = [];
  const listeners = [];
  let state = clean({});
  let isReady = false;
  let isLoaded = false;
  let isSaving = false;
  let isDirty = false;
  let wishes = {};
  let known;
  let ask;

  const today = () => Math.floor((Date.now() - new Date().getTimezoneOffset() * 6e4) / 864e5);
  const all = (selector, act) => document.querySelectorAll(selector).forEach(act);

  // Nothing stored is trusted: only fields we know, of the type we know, in tables without a prototype.
  function clean(raw) {
    const now = Date.now();
    const number = (value, most) => {
      const kept = typeof value === 'number' && value > 0 ? Math.min(value, most) : 0;
      return most > 1 ? Math.floor(kept) : kept;
    };
    const line = (text) => typeof text === 'string' ? text.replace(/\s+/g, ' ').slice(0, 200) : '';
    const { name, unit, time } = raw.reader || {};
    const made = { version: 1, erased: number(raw.erased, now), reader: { name: line(name), unit: line(unit), time: number(time, now) } };
    PARTS.forEach((part) => {
      const table = made[part] = Object.create(null);
      const fields = FIELDS[part];
      each(raw[part] || {}, (one, key) => {
        if (!one || typeof one !== 'object') return;
        const record = table[key] = { time: number(one.time, now) || 1 };
        each(fields, (most, field) => { record[field] = number(one[field], most); });
        const fits = (value, most) => value !== undefined && JSON.stringify(value).length < most;
        if (fields.attempt) {
          record.passed = one.passed === true;
          if (fits(one.draft, 2e4)) record.draft = Object.assign(Object.create(null), one.draft);
        }
        if (fields.box && fits(one.last, 4e3)) record.last = one.last;
      });
    });
    return made;
  }

  function merged(a, b) {
    const both = clean({ erased: Math.max(a.erased, b.erased) });
    const reader = b.reader.time > a.reader.time ? b.reader : a.reader;
    if (reader.time > both.erased) both.reader = reader;
    PARTS.forEach((part) => [a, b].forEach((one) => each(one[part], (record, key) => {
      if (record.time > both.erased) both[part][key] = later(both[part][key], record);
    })));
    return both;
  }

  function later(a, b) {
    if (!a) return b;
    const record = Object.assign({}, b.time > a.time ? b : a);
    ['best', 'attempt', 'passed'].forEach((field) => {
      if (field in a) record[field] = a[field] > b[field] ? a[field] : b[field];
    });
    return record;
  }

  // The hidden page, to be asked. It answers in the order in which it is asked.
  function hiddenPage() {
    const frame = document.createElement('iframe');
    const token = String(Math.random()).slice(2);
    const asked = [];
    let isOpen = false;
    const post = ([message]) => frame.contentWindow.postMessage(Object.assign(message, { sotay: token }), '*');
    window.addEventListener('message', ({ data, source }) => {
      if (source !== frame.contentWindow || !data || data.sotay !== token) return;
      if (data.ready) {
        isOpen = true;
        asked.forEach(post);
      } else (asked.shift() || [])[1](data);
    });
    frame.hidden = true;
    frame.name = token;
    frame.src = beside('../luu.html');
    document.body.append(frame);
    return (message, callback) => {
      asked.push([message, callback]);
      if (isOpen) post([message]);
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
    const { version } = raw || {};
    if (version > 1) {
      isLoaded = false;
      return tell('store_newer');
    }
    if (version === 1) state = merged(state, clean(raw));
    else if (text) wishes.aside = true;
    isLoaded = true;
    tell('');
  }

  function load() {
    if (isServed && !sotay.answer) {
      const script = sotay.make('script');
      script.src = beside('store.js');
      script.onload = load;
      return document.head.append(script);
    }
    ask = ask || (sotay.answer ? (message, callback) => callback(sotay.answer(message)) : hiddenPage());
    ask({}, ({ text }) => {
      known = text;
      if (text === undefined) tell('store_refused');
      else take(text);
      open();
      if (isDirty) save();
    });
  }

  // A question that is due is asked anew: its last answer is not given back.
  function open() {
    each(state.questions, (known) => { if (known.box && known.due <= today()) delete known.last; });
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
    ask(Object.assign({ save: JSON.stringify(state), over: known }, wish), ({ saved, text }) => {
      isSaving = false;
      if (!saved) Object.assign(wishes, wish);
      if (text === undefined) return tell('store_refused');
      known = text;
      if (saved) tell('');
      else {
        take(text);
        show();
        isDirty = true;
      }
      if (isDirty) save();
    });
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
    const record = { last: response, share, best: Math.max(best, share), box, due, time: Date.now() };
    if (share < 1) record.box = 1;
    else if (box && today() >= due) record.box = (box + 1) % 6;
    if (share < 1 || record.box !== box) record.due = record.box ? today() + DAYS[record.box - 1] : 0;
    state.questions[id] = record;
  }

  // A draft lasts until something else is done with the quiz.
  function tried({ quiz, attempt, share, passed, answers, draft }) {
    const record = Object.assign({ share: 0, best: 0, passed: false }, state.quizzes[quiz], { attempt, draft, time: Date.now() });
    if (answers) Object.assign(record, { share, best: Math.max(record.best, share), passed: record.passed || passed });
    state.quizzes[quiz] = record;
  }

  function forget({ ids }) {
    ids.map((id) => state.questions[id]).filter(Boolean).forEach((known) => Object.assign(known, { last: undefined, time: Date.now() }));
  }

  each({ answered: learn, finished: tried, retried: forget, drafted: tried }, (act, name) => document.addEventListener('sotay:' + name, ({ detail }) => update(() => {
    act(detail);
    if (act !== tried) tried(detail);
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
    const read = state.pages[key];
    const words = read ? [sotay.say('page_read')] : [];
    if (passed) words.push(sotay.say('page_passed'));
    else if (best) words.push(sotay.say('page_best', { percent: sotay.percent(best) }));
    item.querySelectorAll('.page-state').forEach((old) => old.remove());
    if (!words.length) return;
    const isNarrow = item.closest('nav');
    const made = sotay.make('span', 'page-state');
    made.append(isNarrow ? '\u00a0' : sotay.make('br'), read || passed ? '\u2713 ' : '',
      sotay.make('span', isNarrow ? 'visually-hidden' : '', words.join(' · ')));
    (item.querySelector(isNarrow ? 'a' : '.amount') || item).append(made);
  }

  function count(section) {
    const pages = sotay.all(section, '[data-page]');
    const done = pages.filter((item) => state.pages[item.dataset.page]).length;
    const line = section.querySelector('.part-state') || sotay.make('p', 'amount part-state');
    line.textContent = done ? sotay.say('pages_read', { done, all: pages.length }) : '';
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
    today,
    update,
    merge: (raw) => update(() => { state = merged(state, clean(raw)); }),
    erase: () => update(() => {
      state = clean({ erased: Date.now() });
      wishes.erase = true;
    })
  };

  sotay.progress.ready(() => all('[data-page]', watchEnd));
  // Another tab may have written meanwhile, or the page comes back from the browser's memory.
  document.addEventListener('visibilitychange', () => { if (isLoaded && !document.hidden) load(); });
  window.addEventListener('pageshow', ({ persisted }) => { if (persisted) load(); });
  setTimeout(() => {
    if (isReady) return;
    tell('store_refused');
    open();
  }, 2000);
  // Opening the hidden page takes as long as all of the above: first the reader may have the page.
  setTimeout(load);
})();
