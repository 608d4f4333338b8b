// scorm.js – in each page of a package for learning systems: hands to the shell around the page (scorm-shell.js) what
// the system wants to know, and gives progress.js the system's memory as its store.
//
// Where there is no shell, or no system answers it, nothing is set, and the page works as it does in the site.
(function () {
  'use strict';

  const sotay = window.sotay = window.sotay || {};
  let shell = null;
  try {
    shell = window.parent !== window && window.parent.sotayShell;
  } catch (error) {
    shell = null;
  }
  if (!shell || !shell.isOpen) return;

  const { outline, carry } = sotay;
  let last = Date.now();

  // The place of a value among all that can be given, as letters of the alphabet: the vocabulary of every version.
  function letter(values, value) {
    const at = values.indexOf(value);
    return at < 0 ? '' : at.toString(36);
  }

  function values(item, selector, read) {
    return Array.from(new Set(Array.from(item.querySelectorAll(selector)).map(read))).sort();
  }

  // What was answered, in the words that both versions know: parts of letters, or of text.
  function answered({ id, response, share }) {
    const item = document.getElementById(id) || document.querySelector('[data-id="' + id + '"]');
    if (!item) return;
    const given = [].concat(response).map(String);
    const kind = item.dataset.kind;
    const options = kind === 'order' || kind === 'match'
      ? values(item, '[data-value]', (one) => one.dataset.value)
      : values(item, 'input[value]', (one) => one.value);
    const isText = kind === 'short' || kind === 'fill' || kind === 'truth';
    const now = Date.now();
    shell.interaction({
      id: id, kind: kind, share: share, weight: Number(item.dataset.points) || 1, seconds: (now - last) / 1000,
      parts: isText ? given : given.map((value) => letter(options, value))
    });
    last = now;
  }

  // All that counts, from the whole state: what is read, the points of the quizzes, the final test.
  function summary(state) {
    const pages = [].concat(...outline.parts.map((part) => part.pages));
    let got = 0;
    let all = 0;
    pages.forEach((page) => {
      const points = page.questions.reduce((sum, question) => sum + question.points, 0);
      all += points;
      got += points * ((state.quizzes[page.key] || {}).best || 0);
    });
    return {
      isRead: pages.every((page) => state.pages[page.key]),
      share: all ? got / all : 0,
      final: state.quizzes.final || null
    };
  }

  // The oldest answers go where a system's memory is too small for all; scores of quizzes and pages stay.
  function packed(state) {
    let text = carry.pack(state, outline);
    const ids = Object.keys(state.questions).sort((one, other) => state.questions[one].time - state.questions[other].time);
    const kept = Object.assign({}, state, { questions: Object.assign({}, state.questions) });
    while (text.length > shell.room && ids.length) {
      ids.splice(0, 20).forEach((id) => { delete kept.questions[id]; });
      text = carry.pack(kept, outline);
    }
    return text;
  }

  // As store.js answers.
  sotay.answer = ({ save }) => {
    if (save !== undefined) {
      const state = JSON.parse(save);
      return shell.save(save, packed(state), summary(state)) ? { saved: true, text: save } : { refused: true };
    }
    const text = shell.load();
    if (text === null || text.charAt(0) === '{') return { text };
    const { state } = carry.unpack(text, outline);
    return { text: state ? JSON.stringify(state) : null };
  };

  document.addEventListener('sotay:answered', (event) => answered(event.detail));
  shell.at(location.href);
})();
