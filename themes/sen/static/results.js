// results.js – the results page: what is read and passed by part, what is to be gone over again, the slip, and the ways
// to carry progress to another machine or to erase it.
//
// The page is written (templates/results.html) and hidden; this fills it from outline.js and the progress. Everything
// of the reader's goes in as text. The slip is what sotay results reads (src/results/slip.rs).
(function () {
  'use strict';

  var sotay = window.sotay;
  var outline = sotay.outline;
  var say = sotay.say;
  var make = sotay.make;
  var progress = sotay.progress;
  var page = document.getElementById('results');

  function find(selector) {
    return page.querySelector(selector);
  }

  function percent(share) {
    return Math.floor(share * 100 + 1e-9);
  }

  function tell(where, word, values) {
    find('[data-said="' + where + '"]').textContent = word ? say(word, values) : '';
  }

  function day(number) {
    return new Date(number * 864e5).toLocaleDateString(document.documentElement.lang, { timeZone: 'UTC', day: '2-digit', month: '2-digit', year: 'numeric' });
  }

  function titled(one) {
    return (one.number ? one.number + '. ' : '') + one.title;
  }

  // Counts, in the form of the slip. A quiz counts with its best result, one that was never finished with nothing.
  function partCounts(part, state) {
    var got = 0;
    var all = 0;
    var counts = { number: part.number, title: part.title, read: 0, pages: part.pages.length, percent: 0, quizzes: [] };
    part.pages.forEach(function (leaf) {
      var quiz = state.quizzes[leaf.key];
      var points = leaf.questions.reduce(function (sum, question) { return sum + question.points; }, 0);
      if (state.pages[leaf.key]) counts.read += 1;
      if (!leaf.questions.length) return;
      all += points;
      got += points * (quiz ? quiz.best : 0);
      counts.quizzes.push(quizCounts(leaf.key, titled(leaf), quiz));
    });
    counts.percent = percent(all ? got / all : 0);
    return { counts: counts, got: got, all: all };
  }

  function quizCounts(key, title, quiz) {
    return {
      key: key, title: title, percent: percent(quiz ? quiz.best : 0), last: percent(quiz ? quiz.share : 0),
      attempts: quiz ? quiz.attempt : 0, passed: !!quiz && quiz.passed
    };
  }

  function slip(state) {
    var parts = outline.parts.map(function (part) { return partCounts(part, state); });
    var sum = function (field) { return parts.reduce(function (sum, part) { return sum + part[field]; }, 0); };
    var questions = { all: 0, answered: 0, right: 0 };
    var missed = [];
    everyQuestion(function (question) {
      var known = state.questions[question.id];
      questions.all += 1;
      if (!known) return;
      questions.answered += 1;
      if (known.share >= 1) questions.right += 1;
      else missed.push({ id: question.id, text: question.text });
    });
    var made = {
      format: 'sotay-slip', version: 1,
      handbook: { id: outline.id, title: outline.title, edition: outline.edition, date: outline.date },
      reader: { name: state.reader.name.trim().normalize(), unit: state.reader.unit.trim().normalize() },
      made: new Date(Date.now() - new Date().getTimezoneOffset() * 6e4).toISOString().slice(0, 16),
      percent: percent(sum('all') ? sum('got') / sum('all') : 0),
      questions: questions,
      parts: parts.map(function (part) { return part.counts; }),
      missed: missed
    };
    if (state.quizzes.final) made.final = quizCounts('final', '', state.quizzes.final);
    made.checksum = sotay.carry.seal(made);
    return made;
  }

  function everyQuestion(look) {
    outline.parts.forEach(function (part) {
      part.pages.forEach(function (leaf) {
        leaf.questions.forEach(function (question) { look(question, leaf); });
      });
    });
  }

  function showScores(made) {
    var body = find('.scores tbody');
    var quizzes = find('.quizzes');
    var total = { title: say('all_parts'), read: 0, pages: 0, quizzes: [], percent: made.percent };
    body.textContent = quizzes.textContent = '';
    made.parts.forEach(function (part) {
      body.appendChild(scoreRow(part));
      total.read += part.read;
      total.pages += part.pages;
      total.quizzes = total.quizzes.concat(part.quizzes);
      part.quizzes.forEach(function (quiz) {
        if (quiz.attempts) quizzes.appendChild(make('li', '', say(quiz.passed ? 'quiz_passed' : 'quiz_missed', quiz)));
      });
    });
    body.appendChild(scoreRow(total)).className = 'total';
    find('.each').hidden = !quizzes.firstChild;
  }

  function scoreRow(part) {
    var row = make('tr');
    var passed = part.quizzes.filter(function (quiz) { return quiz.passed; }).length;
    var any = part.quizzes.length;
    row.appendChild(make('th', '', titled(part))).scope = 'row';
    [part.read + '/' + part.pages, any ? passed + '/' + any : '–', any ? part.percent + '%' : '–'].forEach(function (text) {
      row.appendChild(make('td', '', text));
    });
    return row;
  }

  // What is due today stands open, page by page; what comes later is counted by its day.
  function showReview(state) {
    var today = progress.today();
    var due = [];
    var later = {};
    everyQuestion(function (question, leaf) {
      var known = state.questions[question.id];
      if (!known || !known.box) return;
      if (known.due > today) later[known.due] = (later[known.due] || 0) + 1;
      else due.push({ question: question, leaf: leaf });
    });
    var place = find('.review-list');
    place.textContent = '';
    place.appendChild(make('p', '', say(due.length ? 'review_due' : 'review_none', { count: due.length })));
    var last = null;
    var items = null;
    due.forEach(function (one) {
      if (one.leaf !== last) {
        place.appendChild(make('h3', '', titled(one.leaf)));
        items = place.appendChild(make('ul'));
        last = one.leaf;
      }
      var link = make('a', '', one.question.text);
      link.href = one.leaf.address.split('#')[0] + '#' + one.question.id;
      items.appendChild(make('li')).appendChild(link);
    });
    var days = Object.keys(later).map(Number).sort(function (a, b) { return a - b; });
    if (!days.length) return;
    place.appendChild(make('h3', '', say('review_later')));
    items = place.appendChild(make('ul'));
    days.forEach(function (number) {
      items.appendChild(make('li', '', say('review_day', { day: number === today + 1 ? say('tomorrow') : day(number), count: later[number] })));
    });
  }

  function show(state) {
    var made = slip(state);
    var final = made.final;
    showScores(made);
    showReview(state);
    find('.final-line').textContent = final ? say(final.passed ? 'final_passed' : 'final_missed', final) : '';
    find('.slip-made').textContent = say('slip_made', { day: day(progress.today()), check: made.checksum });
    ['name', 'unit'].forEach(function (field) {
      var input = find('#who-' + field);
      if (document.activeElement !== input) input.value = state.reader[field];
    });
  }

  function offer(name, value) {
    var link = make('a');
    link.href = URL.createObjectURL(new Blob([JSON.stringify(value, null, 1) + '\n'], { type: 'application/json' }));
    link.download = name;
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 6e4);
  }

  // Nguyễn Văn A becomes nguyen-van-a.
  function plain(text) {
    return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 60);
  }

  function open(text) {
    var read = null;
    try { read = JSON.parse(text.replace(/^\ufeff/, '')); } catch (error) { read = null; }
    if (!read || typeof read !== 'object') return { wrong: 'carry_damaged' };
    if (read.format === 'sotay-slip') return { wrong: 'carry_slip' };
    if (read.format !== 'sotay-progress' || !read.progress) return { wrong: 'carry_damaged' };
    if (read.version !== 1) return { wrong: 'carry_newer' };
    if (read.handbook !== outline.id) return { wrong: 'carry_foreign' };
    return sotay.carry.check(JSON.stringify(read.progress)) === read.checksum ? { state: read.progress } : { wrong: 'carry_damaged' };
  }

  function take(found) {
    if (found.state) progress.merge(found.state);
    tell('carry', found.wrong || 'carry_taken');
  }

  function sure(asked) {
    find('.erase-sure').hidden = !asked;
    find('[data-do="erase"]').hidden = asked;
    find(asked ? '[data-do="erase-no"]' : '[data-do="erase"]').focus();
  }

  var acts = {
    print: function () { show(progress.state()); window.print(); },
    slip: function () {
      var made = slip(progress.state());
      if (!made.reader.name) {
        tell('slip', 'slip_name_first');
        find('#who-name').focus();
        return;
      }
      show(progress.state());
      offer('phieu-' + (plain(made.reader.name) || 'ket-qua') + '-' + made.made.slice(0, 10) + '.json', made);
      tell('slip', 'slip_saved');
    },
    save: function () {
      var state = JSON.parse(JSON.stringify(progress.state()));
      var check = sotay.carry.check(JSON.stringify(state));
      offer('tien-do-' + outline.id + '.json', { format: 'sotay-progress', version: 1, handbook: outline.id, progress: state, checksum: check });
      tell('carry', 'carry_saved');
    },
    code: function () {
      var place = find('#carry-code');
      place.value = sotay.carry.pack(progress.state(), outline);
      place.select();
      tell('carry', 'code_made');
    },
    uncode: function () { take(sotay.carry.unpack(find('#carry-code').value, outline)); },
    erase: function () { sure(true); },
    'erase-no': function () { sure(false); },
    'erase-yes': function () {
      progress.erase();
      sure(false);
      tell('erase', 'erased');
    }
  };

  page.addEventListener('click', function (event) {
    var act = event.target.getAttribute('data-do');
    if (!act) return;
    ['slip', 'carry', 'erase'].forEach(function (where) { tell(where, ''); });
    acts[act]();
  });
  page.addEventListener('change', function (event) {
    var input = event.target;
    if (input.type !== 'file' || !input.files[0]) return;
    var reader = new FileReader();
    reader.onload = function () { take(open(String(reader.result))); };
    reader.onerror = function () { tell('carry', 'carry_damaged'); };
    reader.readAsText(input.files[0]);
    input.value = '';
  });
  page.addEventListener('input', function (event) {
    var field = event.target.id.replace('who-', '');
    if (field !== 'name' && field !== 'unit') return;
    progress.update(function (state) {
      state.reader[field] = event.target.value;
      state.reader.time = Date.now();
    });
  });

  // Firefox keeps what a local page stores under the place of its file: a folder that is moved begins anew.
  find('.bound-to-folder').hidden = location.protocol !== 'file:' || !/Firefox\//.test(navigator.userAgent);
  progress.change(show);
  progress.ready(function (state) {
    page.hidden = false;
    show(state);
  });
})();
