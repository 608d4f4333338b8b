// scorm-shell.js – the page that a learning system opens: it speaks with the system (SCORM 1.2 or SCORM 2004, as the
// package says in data-scorm), holds the handbook in a frame, and stays while the reader turns pages, so that one visit
// is one session. The pages speak to it by window.sotayShell (scorm.js).
//
// Without a system the frame opens all the same, and nothing is reported.
(function () {
  'use strict';

  const rules = document.documentElement.dataset;
  const frame = document.querySelector('iframe');
  const opened = Date.now();
  const two = (number) => ('0' + number).slice(-2);
  const hundredths = (seconds) => Math.round(Math.max(0, Math.min(seconds, 3599999)) * 100) / 100;

  // What the two versions call things, and how they write them.
  const dialects = {
    '1.2': {
      api: 'API', start: 'LMSInitialize', get: 'LMSGetValue', set: 'LMSSetValue', commit: 'LMSCommit', end: 'LMSFinish',
      place: 'cmi.core.lesson_location', exit: 'cmi.core.exit', time: 'cmi.core.session_time', score: 'cmi.core.score.',
      response: 'student_response', wrong: 'wrong', most: 255,
      span: (seconds) => {
        const all = hundredths(seconds);
        const whole = Math.floor(all);
        const rest = Math.round((all - whole) * 100);
        return ('000' + Math.floor(whole / 3600)).slice(-4) + ':' + two(Math.floor(whole / 60) % 60) + ':' + two(whole % 60) + (rest ? '.' + two(rest) : '');
      },
      status: (isDone, passed) => {
        const word = !isDone && passed === null ? 'incomplete' : passed === null ? 'completed' : passed ? 'passed' : 'failed';
        set('cmi.core.lesson_status', word);
      },
      when: (at) => { const now = new Date(); set(at + 'time', two(now.getHours()) + ':' + two(now.getMinutes()) + ':' + two(now.getSeconds())); },
      join: ',', pair: '.'
    },
    '2004': {
      api: 'API_1484_11', start: 'Initialize', get: 'GetValue', set: 'SetValue', commit: 'Commit', end: 'Terminate',
      place: 'cmi.location', exit: 'cmi.exit', time: 'cmi.session_time', score: 'cmi.score.',
      response: 'learner_response', wrong: 'incorrect', most: 250,
      span: (seconds) => 'PT' + hundredths(seconds) + 'S',
      status: (isDone, passed) => {
        set('cmi.completion_status', isDone ? 'completed' : 'incomplete');
        set('cmi.success_status', passed === null ? 'unknown' : passed ? 'passed' : 'failed');
      },
      when: (at) => set(at + 'timestamp', new Date().toISOString().slice(0, 22) + 'Z'),
      join: '[,]', pair: '[.]'
    }
  };
  const dialect = dialects[rules.scorm];

  // The system's object stands in a window around this one, or around the one that opened it.
  function found(from) {
    try {
      for (let place = from, step = 0; place && step < 50; step++, place = place.parent) {
        if (place[dialect.api]) return place[dialect.api];
        if (place.parent === place) break;
      }
    } catch (error) {
      return null;
    }
    return null;
  }

  const api = found(window.parent) || found(window.opener);
  const isOpen = !!api && String(api[dialect.start]('')) === 'true';
  const get = (name) => isOpen ? String(api[dialect.get](name)) : '';
  const set = (name, value) => isOpen && String(api[dialect.set](name, String(value))) === 'true';
  const commit = () => isOpen && String(api[dialect.commit]('')) === 'true';

  let text = null;
  let isEnded = false;

  // In SCORM 1.2 a response is of single letters and digits; text may be any, but not long.
  const kinds = {
    single: 'choice', multiple: 'choice', truth: 'true-false', short: 'fill-in', fill: 'fill-in', order: 'sequencing', match: 'matching'
  };

  function written({ kind, parts }) {
    if (kind === 'truth') return rules.scorm === '1.2' ? parts[0].charAt(0) : parts[0];
    const join = kind === 'short' || kind === 'fill' ? (rules.scorm === '1.2' ? '; ' : '[,]') : dialect.join;
    const all = kind === 'match' ? parts.map((part, at) => (at + 1).toString(36) + dialect.pair + part) : parts;
    return all.filter(Boolean).join(join).slice(0, dialect.most);
  }

  window.sotayShell = {
    isOpen: isOpen,
    room: 4096,

    // What was saved in this visit, whole; else what the system kept, packed; null at the first visit.
    load: () => {
      if (text !== null) return text;
      return get('cmi.suspend_data') || null;
    },

    save: (whole, packed, { isRead, share, final }) => {
      const isByTest = rules.complete === 'final';
      const passed = isByTest && final && final.best > 0 ? final.passed : null;
      const worth = isByTest ? (final ? final.best : 0) : share;
      text = whole;
      set(dialect.score + 'min', 0);
      set(dialect.score + 'max', 100);
      set(dialect.score + 'raw', Math.floor(worth * 100 + 1e-9));
      if (rules.scorm === '2004') set('cmi.score.scaled', Math.round(worth * 1e4) / 1e4);
      dialect.status(isByTest ? passed === true : isRead, passed);
      return set('cmi.suspend_data', packed) && commit();
    },

    interaction: (answer) => {
      const at = 'cmi.interactions.' + get('cmi.interactions._count') + '.';
      const share = Math.round(answer.share * 100) / 100;
      set(at + 'id', answer.id.replace(/[^\w-]/g, '_'));
      set(at + 'type', kinds[answer.kind]);
      dialect.when(at);
      set(at + 'weighting', answer.weight);
      set(at + dialect.response, written(answer));
      set(at + 'result', share >= 1 ? 'correct' : share <= 0 ? dialect.wrong : share);
      set(at + 'latency', dialect.span(answer.seconds));
    },

    // Where the reader is: below the folder of the package, with the place on the page.
    at: (address) => {
      const root = location.href.replace(/[^\/]*$/, '');
      if (address.indexOf(root) === 0) set(dialect.place, address.slice(root.length).slice(0, 255));
    }
  };

  function end() {
    if (!isOpen || isEnded) return;
    isEnded = true;
    try {
      window.sotayShell.at(frame.contentWindow.location.href);
    } catch (error) {
      // The frame shows what is not ours: the last place stays.
    }
    set(dialect.time, dialect.span((Date.now() - opened) / 1000));
    set(dialect.exit, 'suspend');
    commit();
    api[dialect.end]('');
  }

  window.addEventListener('pagehide', end);
  window.addEventListener('beforeunload', end);

  // Only a place inside the package is opened again.
  const place = get(dialect.place);
  frame.src = /^[\w-]+(\/[\w-]+)*\.html(#.*)?$/.test(place) ? place : 'index.html';
})();
