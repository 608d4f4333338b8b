// progress.js – what the reader has read and answered, kept on the reader's own machine.
//
// window.sotay.progress: ready(fn) calls back once with the state; state() gives it; change(fn) calls back whenever it
// changes; update(fn) changes and keeps it; merge(raw) lays another state over it; trouble() says why nothing is kept.
// The state: { version, erased, reader: {name, unit}, pages: {key: {}}, quizzes: {key: {attempt, share, best, passed}},
// questions: {id: {last, share, best, box, due}} }, each record with the time it was made, so that two states can be
// laid together: of two records the later counts, but the best stays the best. A page counts as read when the end of
// its text was on the screen. A missed question goes into box 1 and is due the next day; right when due, it moves to the
// next box and is due after 2, 4, 8, 16 days; after the fifth it is learnt (Leitner). Days are those of this clock.
//
// Where it is kept: window.sotay.store, if another script gave one – {load(callback(text or null)), save(text,
// callback(ok))} –, else the hidden page luu.html (store.js). Without either everything works until the page is left.
(function () {
  'use strict';

  var sotay = window.sotay = window.sotay || {};
  var DAY = 864e5;
  var DAYS = [1, 2, 4, 8, 16];
  var LONGEST = 3e6;
  var address = document.currentScript && document.currentScript.src;
  var state = clean({});
  var waiting = [];
  var listeners = [];
  var trouble = '';
  var isReady = false;
  var isLoaded = false;
  var isSaving = false;
  var isDirty = false;
  var wishes = {};

  // Nothing stored is trusted: only fields we know, of the type we know, in tables without a prototype.
  function clean(raw) {
    var now = Date.now();
    var reader = raw.reader || {};
    return {
      version: 1,
      erased: number(raw.erased, now),
      reader: { name: line(reader.name), unit: line(reader.unit), time: number(reader.time, now) },
      pages: table(raw.pages, function () { return {}; }),
      quizzes: table(raw.quizzes, function (quiz) {
        return { attempt: number(quiz.attempt, 1e6), share: number(quiz.share, 1), best: number(quiz.best, 1), passed: quiz.passed === true };
      }),
      questions: table(raw.questions, function (question) {
        var made = { share: number(question.share, 1), best: number(question.best, 1), box: number(question.box, 5) | 0, due: number(question.due, 1e6) };
        if (question.last !== undefined && JSON.stringify(question.last).length < 4000) made.last = question.last;
        return made;
      })
    };
  }

  function table(raw, record) {
    var made = Object.create(null);
    if (raw && typeof raw === 'object') Object.keys(raw).forEach(function (name) {
      if (!raw[name] || typeof raw[name] !== 'object') return;
      made[name] = record(raw[name]);
      made[name].time = number(raw[name].time, Date.now()) || 1;
    });
    return made;
  }

  function number(value, most) {
    return typeof value === 'number' && value > 0 ? Math.min(value, most) : 0;
  }

  function line(text) {
    return typeof text === 'string' ? text.replace(/\s+/g, ' ').slice(0, 200) : '';
  }

  function merged(a, b) {
    var both = clean({});
    both.erased = Math.max(a.erased, b.erased);
    both.reader = b.reader.time > a.reader.time ? b.reader : a.reader;
    if (both.reader.time <= both.erased) both.reader = clean({}).reader;
    ['pages', 'quizzes', 'questions'].forEach(function (part) {
      [a, b].forEach(function (one) {
        Object.keys(one[part]).forEach(function (name) {
          var record = one[part][name];
          if (record.time > both.erased) both[part][name] = later(both[part][name], record);
        });
      });
    });
    return both;
  }

  function later(a, b) {
    if (!a) return b;
    var record = Object.assign({}, b.time > a.time ? b : a);
    if ('best' in record) record.best = Math.max(a.best, b.best);
    if ('attempt' in record) record.attempt = Math.max(a.attempt, b.attempt);
    if ('passed' in record) record.passed = a.passed || b.passed;
    return record;
  }

  // The hidden page as a store. It answers in the order it is asked.
  function frameStore() {
    var frame = document.createElement('iframe');
    var token = String(Math.random()).slice(2);
    var origin = /^http/.test(location.protocol) ? location.origin : '*';
    var asked = [];
    var known = null;
    var isOpen = false;
    function ask(message, callback) {
      message.sotay = token;
      asked.push({ message: message, callback: callback });
      if (isOpen) frame.contentWindow.postMessage(message, origin);
    }
    window.addEventListener('message', function (event) {
      var reply = event.data;
      if (event.source !== frame.contentWindow || !reply || reply.sotay !== token) return;
      if (origin !== '*' && event.origin !== origin) return;
      if (reply.ready) {
        isOpen = true;
        asked.forEach(function (one) { frame.contentWindow.postMessage(one.message, origin); });
        return;
      }
      var one = asked.shift();
      if ('text' in reply) known = reply.text;
      if (one) one.callback(reply);
    });
    frame.hidden = true;
    frame.src = address.replace(/[^\/]*\/[^\/]*$/, 'luu.html#' + token);
    document.body.appendChild(frame);
    return {
      load: function (callback) {
        ask({}, function (reply) { callback(reply.refused ? undefined : reply.text); });
      },
      save: function (text, callback, wish) {
        ask(Object.assign({ save: text, over: known }, wish), function (reply) { callback(reply.saved, reply.text); });
      }
    };
  }

  // What is stored may be older, damaged or newer than we know: damaged is kept aside, newer is left alone.
  function take(text) {
    var raw = null;
    try { raw = text && text.length < LONGEST ? JSON.parse(text) : null; } catch (error) { raw = null; }
    if (raw && raw.version > 1) return tell('store_newer');
    if (raw && raw.version === 1) state = merged(state, clean(raw));
    else if (text) wishes.aside = true;
    isLoaded = true;
    tell('');
  }

  function load() {
    store.load(function (text) {
      if (text === undefined) tell('store_refused');
      else take(text);
      open();
      if (isDirty) save();
    });
  }

  function open() {
    isReady = true;
    waiting.splice(0).forEach(function (callback) { callback(state); });
    changed();
  }

  // One writing at a time; what was written by another tab meanwhile is laid under ours.
  function save() {
    isDirty = true;
    if (isSaving || !isLoaded) return;
    isSaving = true;
    isDirty = false;
    var wish = wishes;
    wishes = {};
    store.save(JSON.stringify(state), function (ok, now) {
      isSaving = false;
      if (!ok) Object.assign(wishes, wish);
      if (ok) tell('');
      else if (now === undefined) return tell('store_refused');
      else { take(now); changed(); isDirty = true; }
      if (isDirty) save();
    }, wish);
  }

  function tell(word) {
    trouble = word;
    document.querySelectorAll('.store-trouble').forEach(function (old) { old.remove(); });
    if (word) document.querySelectorAll('section.quiz, .results .page-head').forEach(function (place) {
      var told = sotay.make('p', 'store-trouble', sotay.say(word));
      told.setAttribute('role', 'status');
      place.appendChild(told);
    });
  }

  function changed() {
    listeners.forEach(function (callback) { callback(state); });
    document.querySelectorAll('[data-page]').forEach(mark);
    document.querySelectorAll('[data-part]').forEach(count);
  }

  function update(change) {
    change(state);
    changed();
    save();
  }

  function today() {
    return Math.floor((Date.now() - new Date().getTimezoneOffset() * 6e4) / DAY);
  }

  function learn(id, response, share) {
    var old = state.questions[id] || { best: 0, box: 0, due: 0 };
    var box = old.box;
    if (share < 1) box = 1;
    else if (box && today() >= old.due) box = (box + 1) % 6;
    var isMoved = share < 1 || box !== old.box;
    state.questions[id] = {
      last: response, share: share, best: Math.max(old.best, share), box: box,
      due: !box ? 0 : isMoved ? today() + DAYS[box - 1] : old.due, time: Date.now()
    };
  }

  function tried(detail, more) {
    var old = state.quizzes[detail.quiz] || { share: 0, best: 0, passed: false };
    state.quizzes[detail.quiz] = Object.assign({}, old, { attempt: detail.attempt || old.attempt || 1, time: Date.now() }, more && more(old));
  }

  function listen(name, act) {
    document.addEventListener('sotay:' + name, function (event) {
      update(function () { act(event.detail); });
    });
  }

  listen('answered', function (detail) {
    learn(detail.id, detail.response, detail.share);
    tried(detail);
  });
  listen('finished', function (detail) {
    tried(detail, function (old) {
      return { share: detail.share, best: Math.max(old.best, detail.share), passed: old.passed || detail.passed };
    });
  });
  listen('retried', function (detail) {
    detail.ids.forEach(function (id) {
      if (!state.questions[id]) return;
      delete state.questions[id].last;
      state.questions[id].time = Date.now();
    });
    tried(detail);
  });

  // A mark beside a page in a list: a sign and words; in the narrow list beside the text the sign alone is seen.
  function mark(item) {
    if (item.querySelector('.body')) return;
    var key = item.getAttribute('data-page');
    var quiz = state.quizzes[key] || {};
    var words = [];
    if (state.pages[key]) words.push(sotay.say('page_read'));
    if (quiz.passed) words.push(sotay.say('page_passed'));
    else if (quiz.best) words.push(sotay.say('page_best', { percent: Math.floor(quiz.best * 100 + 1e-9) }));
    var old = item.querySelector('.page-state');
    if (old) old.remove();
    if (!words.length) return;
    var inNav = item.closest('nav');
    var sign = state.pages[key] || quiz.passed ? '\u2713' : '';
    var made = sotay.make('span', 'page-state');
    made.appendChild(inNav ? document.createTextNode(' ') : sotay.make('br'));
    made.appendChild(document.createTextNode(sign + ' '));
    made.appendChild(sotay.make('span', inNav ? 'visually-hidden' : '', words.join(' · ')));
    (item.querySelector(inNav ? 'a' : '.amount') || item).appendChild(made);
  }

  function count(part) {
    var pages = Array.prototype.slice.call(part.querySelectorAll('[data-page]'));
    var done = pages.filter(function (item) { return state.pages[item.getAttribute('data-page')]; }).length;
    var line = part.querySelector('.part-state');
    if (!line && done) part.querySelector('h2, h3').insertAdjacentElement('afterend', line = sotay.make('p', 'amount part-state'));
    if (line) line.textContent = done ? sotay.say('pages_read', { done: done, all: pages.length }) : '';
  }

  // What holds a text is a page; every other element that names a page is a line in a list.
  function watchEnd(page) {
    var text = page.querySelector('.body');
    var key = page.getAttribute('data-page');
    if (!text || !window.IntersectionObserver) return;
    new IntersectionObserver(function (seen, observer) {
      if (!seen.some(function (entry) { return entry.isIntersecting; })) return;
      observer.disconnect();
      if (!state.pages[key]) update(function () { state.pages[key] = { time: Date.now() }; });
    }).observe(text.appendChild(sotay.make('span')));
  }

  sotay.progress = {
    ready: function (callback) { if (isReady) callback(state); else waiting.push(callback); },
    change: function (callback) { listeners.push(callback); },
    state: function () { return state; },
    today: today,
    trouble: function () { return trouble; },
    update: update,
    merge: function (raw) { update(function () { state = merged(state, clean(raw)); }); },
    erase: function () { update(function () { state = clean({ erased: Date.now() }); wishes.erase = true; }); }
  };

  var store = sotay.store || frameStore();
  sotay.progress.ready(function () { document.querySelectorAll('[data-page]').forEach(watchEnd); });
  // Another tab may have written meanwhile, or this page comes back from the browser's memory.
  document.addEventListener('visibilitychange', function () { if (isLoaded && !document.hidden) load(); });
  window.addEventListener('pageshow', function (event) { if (event.persisted) load(); });
  setTimeout(function () { if (!isReady) { tell('store_refused'); open(); } }, 2000);
  load();
})();
