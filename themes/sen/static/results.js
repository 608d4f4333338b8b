// results.js – the results page: what is read and passed by part, what is to be gone over again, the slip, and the ways
// to carry progress to another machine or to erase it.
//
// The page is written (templates/results.html) and hidden; this fills it from outline.js and the progress. Everything
// of the reader's goes in as text. The slip is what sotay results reads (src/results/slip.rs).
(function () {
  'use strict';

  const { outline, say, make, percent, progress, carry } = window.sotay;
  const page = document.getElementById('results');

  const find = (selector) => page.querySelector(selector);
  const sum = (list, value) => list.reduce((total, one) => total + value(one), 0);
  const titled = ({ number, title }) => (number ? number + '. ' : '') + title;
  const everyQuestion = (look) => outline.parts.forEach(({ pages }) => {
    pages.forEach((leaf) => leaf.questions.forEach((question) => look(question, leaf)));
  });

  function tell(where, word) {
    find('[data-said="' + where + '"]').textContent = word && say(word);
  }

  function day(number) {
    return new Date(number * 864e5).toLocaleDateString(document.documentElement.lang, { timeZone: 'UTC', day: '2-digit', month: '2-digit', year: 'numeric' });
  }

  // A quiz counts with its best result, one that was never finished with nothing.
  function quizCounts(key, title, known) {
    const { best = 0, share = 0, attempt = 0, passed = false } = known || {};
    return { key, title, percent: percent(best), last: percent(share), attempts: attempt, passed };
  }

  const worth = (leaf) => sum(leaf.questions, ({ points }) => points);

  function score(leaves, state) {
    const all = sum(leaves, worth);
    return percent(all ? sum(leaves, (leaf) => worth(leaf) * (state.quizzes[leaf.key] || { best: 0 }).best) / all : 0);
  }

  function partCounts({ number, title, pages }, state) {
    const quizzes = pages.filter((leaf) => leaf.questions.length);
    return {
      number: number, title, read: sum(pages, ({ key }) => state.pages[key] ? 1 : 0), pages: pages.length,
      percent: score(pages, state), quizzes: quizzes.map((leaf) => quizCounts(leaf.key, titled(leaf), state.quizzes[leaf.key]))
    };
  }

  function slip(state) {
    const { id, title, edition, date, parts } = outline;
    const questions = { all: 0, answered: 0, right: 0 };
    const missed = [];
    everyQuestion((question) => {
      const known = state.questions[question.id];
      questions.all += 1;
      if (!known) return;
      questions.answered += 1;
      if (known.share >= 1) questions.right += 1;
      else missed.push({ id: question.id, text: question.text });
    });
    const made = {
      format: 'sotay-slip', version: 1,
      handbook: { id, title, edition, date },
      reader: { name: state.reader.name.trim().normalize(), unit: state.reader.unit.trim().normalize() },
      made: new Date(Date.now() - new Date().getTimezoneOffset() * 6e4).toISOString().slice(0, 16),
      percent: score([].concat(...parts.map(({ pages }) => pages)), state),
      questions: questions,
      parts: parts.map((part) => partCounts(part, state)),
      missed: missed
    };
    if (state.quizzes.final) made.final = quizCounts('final', '', state.quizzes.final);
    made.checksum = carry.seal(made);
    return made;
  }

  function showScores({ parts, percent }) {
    const body = find('.scores tbody');
    const tried = find('.quizzes');
    const quizzes = [].concat(...parts.map((part) => part.quizzes));
    const total = {
      title: say('all_parts'), read: sum(parts, ({ read }) => read), pages: sum(parts, ({ pages }) => pages),
      quizzes: quizzes, percent: percent
    };
    body.textContent = tried.textContent = '';
    body.append(...parts.map(scoreRow), scoreRow(total));
    body.lastChild.className = 'total';
    quizzes.filter((quiz) => quiz.attempts).forEach((quiz) => {
      tried.append(make('li', '', say(quiz.passed ? 'quiz_passed' : 'quiz_missed', quiz)));
    });
    find('.each').hidden = !tried.firstChild;
  }

  function scoreRow(part) {
    const row = make('tr');
    const all = part.quizzes.length;
    const passed = part.quizzes.filter((quiz) => quiz.passed).length;
    const name = make('th', '', titled(part));
    name.scope = 'row';
    row.append(name, ...[part.read + '/' + part.pages, all ? passed + '/' + all : '–', all ? part.percent + '%' : '–'].map((text) => make('td', '', text)));
    return row;
  }

  // What is due today stands open, page by page; what comes later is counted by its day.
  function showReview(state) {
    const place = find('.review-list');
    const today = progress.today();
    const later = {};
    let due = 0;
    let last;
    place.textContent = '';
    everyQuestion(({ id, text }, leaf) => {
      const known = state.questions[id];
      if (!known || !known.box) return;
      if (known.due > today) {
        later[known.due] = (later[known.due] || 0) + 1;
        return;
      }
      due += 1;
      if (leaf !== last) place.append(make('h3', '', titled(leaf)), make('ul'));
      last = leaf;
      const link = make('a', '', text);
      // In one document the id of a question is that of its page and its own (src/render/style.rs).
      link.href = leaf.address + (leaf.address.includes('#') ? '--' : '#') + id;
      place.lastChild.appendChild(make('li')).append(link);
    });
    place.prepend(make('p', '', say(due ? 'review_due' : 'review_none', { count: due })));
    const days = Object.keys(later).map(Number).sort((a, b) => a - b);
    if (!days.length) return;
    place.append(make('h3', '', say('review_later')), make('ul'));
    days.forEach((number) => {
      const name = number === today + 1 ? say('tomorrow') : day(number);
      place.lastChild.append(make('li', '', say('review_day', { day: name, count: later[number] })));
    });
  }

  function show() {
    const state = progress.state();
    const made = slip(state);
    showScores(made);
    showReview(state);
    find('.final-line').textContent = made.final ? say(made.final.passed ? 'final_passed' : 'final_missed', made.final) : '';
    find('.slip-made').textContent = say('slip_made', { day: day(progress.today()), check: made.checksum });
    ['name', 'unit'].forEach((field) => {
      const input = find('#who-' + field);
      if (document.activeElement !== input) input.value = state.reader[field];
    });
    return made;
  }

  function offer(name, value) {
    const link = make('a');
    link.href = URL.createObjectURL(new Blob([JSON.stringify(value, null, 1) + '\n'], { type: 'application/json' }));
    link.download = name + '.json';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 6e4);
  }

  // Nguyễn Văn A becomes nguyen-van-a.
  function plain(text) {
    const bare = text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase();
    return bare.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 60) || 'ket-qua';
  }

  function opened(text) {
    let read = null;
    try {
      read = JSON.parse(text.replace(/^\ufeff/, ''));
    } catch (error) {
      // Damaged: null as before.
    }
    const { format, version, handbook, progress: state, checksum } = read || {};
    if (format === 'sotay-slip') return { wrong: 'carry_slip' };
    if (format !== 'sotay-progress' || !state) return { wrong: 'carry_damaged' };
    if (version !== 1) return { wrong: 'carry_newer' };
    if (handbook !== outline.id) return { wrong: 'carry_foreign' };
    return carry.check(JSON.stringify(state)) === checksum ? { state } : { wrong: 'carry_damaged' };
  }

  function take({ state, wrong }) {
    if (state) progress.merge(state);
    tell('carry', wrong || 'carry_taken');
  }

  function ask(sure) {
    find('.erase-sure').hidden = !sure;
    find('[data-do="erase"]').hidden = sure;
    find(sure ? '[data-do="erase-no"]' : '[data-do="erase"]').focus();
  }

  const acts = {
    print() {
      show();
      window.print();
    },
    slip() {
      const made = show();
      if (!made.reader.name) {
        tell('slip', 'slip_name_first');
        find('#who-name').focus();
        return;
      }
      offer('phieu-' + plain(made.reader.name) + '-' + made.made.slice(0, 10), made);
      tell('slip', 'slip_saved');
    },
    save() {
      const state = progress.state();
      offer('tien-do-' + outline.id, { format: 'sotay-progress', version: 1, handbook: outline.id, progress: state, checksum: carry.check(JSON.stringify(state)) });
      tell('carry', 'carry_saved');
    },
    code() {
      const place = find('#carry-code');
      place.value = carry.pack(progress.state(), outline);
      place.select();
      tell('carry', 'code_made');
    },
    uncode: () => take(carry.unpack(find('#carry-code').value, outline)),
    erase: () => ask(true),
    'erase-no': () => ask(false),
    'erase-yes'() {
      progress.erase();
      ask(false);
      tell('erase', 'erased');
    }
  };

  page.addEventListener('click', ({ target }) => {
    const act = target.dataset.do;
    if (!act) return;
    ['slip', 'carry', 'erase'].forEach((where) => tell(where, ''));
    acts[act]();
  });
  find('#carry-file').addEventListener('change', ({ target }) => {
    const reader = new FileReader();
    reader.onload = () => take(opened(reader.result));
    reader.onerror = () => take({ wrong: 'carry_damaged' });
    if (target.files[0]) reader.readAsText(target.files[0]);
    target.value = '';
  });
  find('.who').addEventListener('input', ({ target }) => progress.update((state) => {
    state.reader[target.id.slice(4)] = target.value;
    state.reader.time = Date.now();
  }));

  // Firefox keeps what a local page stores under the place of its file: a folder that is moved begins anew.
  find('.bound-to-folder').hidden = location.protocol !== 'file:' || !navigator.userAgent.includes('Firefox/');
  progress.change(show);
  progress.ready(() => {
    page.hidden = false;
    show();
  });
})();
