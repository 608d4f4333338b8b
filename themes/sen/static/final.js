// final.js – the test over the whole handbook: draws its questions, and says how each part went.
//
// The bank is static/final-bank.js, which is large and loaded when a try begins: the questions of each quiz as HTML. Where
// the whole handbook is one document, it is the quizzes themselves, read before quiz.js changes them. The same try draws
// the same questions in the same order.
(function () {
  'use strict';

  const { all, say, make, mix, percent, progress, load } = window.sotay || {};
  const section = document.querySelector('section.quiz[data-count]');
  if (!section || !say) return;

  const name = (question) => question.dataset.id || question.id;
  const rules = section.dataset;
  const list = section.querySelector('.questions');
  const start = section.querySelector('button');
  let attempt = 1;
  let draft = {};
  let loaded;
  let missing;

  const parts = all(section, '[data-part]').map((part) => ({
    title: part.dataset.part,
    quizzes: all(part, '[data-bank]').map((quiz) => quiz.dataset.bank)
  }));

  function read(questionsOf) {
    parts.forEach((part) => { part.questions = [].concat(...part.quizzes.map(questionsOf)); });
  }

  const standing = (quiz) => all(document, 'section.quiz[data-quiz="' + quiz + '"] .question[data-answer]').map((one) => one.cloneNode(true));

  function kept(quiz) {
    const template = make('template');
    template.innerHTML = window.sotay.bank[quiz];
    return all(template.content, '.question[data-answer]');
  }

  // From each part in turn, as long as the rules say so; the rest as it comes.
  function drawn(seed) {
    const count = Number(rules.count);
    const decks = parts.map((part) => mix(part.questions, seed, name));
    const taken = [];
    for (let round = 0; round < rules.perPart; round++) taken.push(...decks.map((deck) => deck.shift()).filter(Boolean));
    const rest = mix([].concat(...decks), seed, name);
    return mix(taken.concat(rest).slice(0, count), 'order ' + seed, name);
  }

  function lay() {
    list.textContent = '';
    drawn(rules.quiz + attempt).forEach((question, at) => {
      const copy = question.cloneNode(true);
      copy.dataset.id = name(question);
      copy.id = 'final-' + name(question);
      copy.querySelector('.question-number').textContent = say('question', { number: at + 1 });
      all(copy, '[name]').forEach((input) => { input.name = 'final-' + input.name; });
      list.append(copy);
    });
    list.hidden = false;
  }

  function begin() {
    lay();
    start.remove();
    if (missing) missing.remove();
    const quiz = window.sotay.quiz(section, attempt);
    quiz.fill(draft);
    section.addEventListener('sotay:retried', ({ detail }) => {
      attempt = detail.attempt;
      lay();
      quiz.load();
    });
    quiz.questions[0].enter();
  }

  start.addEventListener('click', () => {
    start.disabled = true;
    loaded = loaded || load(rules.bank).then(() => read(kept));
    loaded.then(begin, () => {
      loaded = null;
      start.disabled = false;
      missing = missing || make('p', '', say('final_missing'));
      missing.setAttribute('role', 'alert');
      start.after(missing);
    });
  });

  document.addEventListener('sotay:finished', ({ detail }) => {
    if (detail.quiz !== rules.quiz) return;
    const results = make('ul', 'part-results');
    parts.forEach((part) => {
      const names = part.questions.map(name);
      const answers = detail.answers.filter((answer) => names.includes(answer.id));
      const full = answers.reduce((sum, answer) => sum + answer.points, 0);
      if (!full) return;
      const got = answers.reduce((sum, answer) => sum + answer.points * answer.share, 0);
      const reached = percent(got / full);
      const passed = reached >= rules.pass;
      const row = make('li', passed ? 'is-right' : 'is-wrong');
      row.append(
        make('span', '', say('final_part', { title: part.title, count: answers.length })),
        make('span', 'verdict', say(passed ? 'final_part_passed' : 'final_part_missed', { percent: reached }))
      );
      results.append(row);
    });
    section.querySelector('.quiz-result .question-actions').before(results);
    // From now on the next try counts, also for one who comes back tomorrow.
    const next = { quiz: rules.quiz, ids: [], attempt: detail.attempt + 1 };
    document.dispatchEvent(new CustomEvent('sotay:retried', { detail: next }));
  });

  function offer(state) {
    const known = state.quizzes.final || {};
    attempt = known.attempt || 1;
    draft = known.draft || {};
    start.disabled = false;
    if (attempt > 1) start.after(make('p', '', say('final_best', { percent: percent(known.best) })));
  }

  if (!rules.bank) {
    read(standing);
    loaded = Promise.resolve();
  }
  if (progress) progress.ready(offer);
  else offer({ quizzes: {} });
})();
