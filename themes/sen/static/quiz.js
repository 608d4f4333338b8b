// quiz.js – turns the written quiz into one that answers.
//
// Without this script every question is readable and its answer opens in <details>. With it, items to order get
// buttons and pairs get selects; answering marks a question (marking.js), opens the explanation, locks the question and
// says so to screen readers; or all are marked at the end. Nothing is stored here: sotay:answered, sotay:finished,
// sotay:retried and, while answers wait to be marked together, sotay:drafted are sent on the quiz, and what
// window.sotay.progress remembers is put back.
(function () {
  'use strict';

  const { all, marking, say, make, button, mix, percent, progress, words } = window.sotay || {};
  if (!marking || !say || !words) return;

  const valueOf = (row) => row.dataset.value || (row.control || row).value;

  // 2 stays 2; two thirds of a point become 0,67 or 0.67 as the language writes it.
  const points = (value) => value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 2 });

  class Question {
    constructor(quiz, item) {
      const data = item.dataset;
      this.quiz = quiz;
      this.item = item;
      this.id = data.id || item.id;
      this.kind = data.kind;
      this.answer = JSON.parse(data.answer);
      this.worth = Number(data.points);
      this.field = item.querySelector('fieldset');
      this.details = item.querySelector('.answer');
      this.verdict = make('p', 'question-verdict');
      this.button = button('', 'button answer-button', () => quiz.press(this));
      this.picked = /single|truth|multiple/.test(this.kind);
      this.given = this.rows();
      this.given.forEach((row) => this.addMoves(row));
      all(item, '.lefts > li').forEach((row) => this.addSelect(row));
      this.field.after(this.verdict);
      if (!quiz.atEnd) this.verdict.after(this.button);
      item.addEventListener('keydown', (event) => {
        if (event.key === 'Enter' && event.target.type === 'text' && !quiz.atEnd) quiz.press(this);
      });
      this.reset();
    }

    inputs() { return all(this.field, 'input, select'); }

    rows() { return all(this.field, '.order > li'); }

    // The base control of pairs: a select beside each left side.
    addSelect(row) {
      const label = make('label', 'pair');
      const select = make('select');
      const rights = all(this.item, '.rights > li');
      select.append(new Option(say('pick'), ''), ...rights.map((right) => new Option(right.textContent, valueOf(right))));
      label.append(row.firstChild, select);
      row.append(label);
    }

    // An item is moved by its buttons.
    addMoves(row) {
      const item = row.textContent;
      [['move_up', '▲', -1], ['move_down', '▼', 1]].forEach(([word, sign, step]) => {
        const control = button(sign, 'move', () => {
          const rows = this.rows();
          const at = Math.max(0, Math.min(rows.length - 1, rows.indexOf(row) + step));
          rows[at][step < 0 ? 'before' : 'after'](row);
          this.moved = true;
          // Moving the item has taken the focus away.
          control.focus();
          this.quiz.changed();
          this.quiz.announce(say('moved', { item, at: at + 1, all: rows.length }));
        });
        control.setAttribute('aria-label', say(word, { item }));
        row.append(control);
      });
    }

    // The text of a short answer; else a list of the values picked, or of one text for each place.
    read() {
      if (this.kind === 'order') return this.moved ? this.rows().map(valueOf) : [];
      const values = this.inputs().filter((input) => !this.picked || input.checked).map((input) => input.value);
      return this.kind === 'short' ? values[0] : values;
    }

    isOpen() { return this.share === null && ![].concat(this.read()).some((text) => text.trim()); }

    put(values) {
      this.moved = values.length > 0;
      values.forEach((value) => this.rows().forEach((row) => { if (valueOf(row) === value) row.parentNode.append(row); }));
      this.inputs().forEach((input, at) => {
        if (this.picked) input.checked = values.includes(input.value);
        else input.value = values[at] || '';
      });
    }

    clear() {
      this.given.forEach((row) => row.parentNode.append(row));
      this.put([]);
    }

    // Puts a remembered response back, if it still fits the question: if it can be read again.
    restore(response) {
      const form = (texts) => JSON.stringify(this.picked ? [].concat(texts).sort() : texts);
      this.put([].concat(response));
      if (form(this.read()) === form(response)) this.mark();
      else this.clear();
    }

    // Marks and locks it. What is put back is not news.
    mark(news) {
      const response = this.read();
      this.share = marking[this.kind](this.answer, response);
      this.show([].concat(response));
      this.field.disabled = true;
      this.item.classList.add('is-answered');
      this.details.hidden = false;
      this.details.open = news && !this.quiz.atEnd || this.share < 1;
      const kind = this.share >= 1 ? 'right' : this.share > 0 ? 'partly' : 'wrong';
      this.verdict.className = 'question-verdict is-' + kind;
      this.verdict.textContent = say(kind) + ' – '
        + say('points', { got: points(this.share * this.worth), all: points(this.worth) });
      if (news) this.quiz.send('answered', { id: this.id, response, share: this.share });
    }

    // A word and a sign beside each part, never a colour alone; and what the writer says about this very choice.
    show(response) {
      const parts = this.picked || marking.parts([].concat(this.answer), response);
      const hosts = this.kind === 'order' ? this.rows() : this.inputs().map((input) => input.closest('label'));
      hosts.forEach((host, at) => {
        const value = valueOf(host);
        const right = this.picked ? this.answer.includes(value) : parts[at];
        const given = !this.picked || host.control.checked;
        if (!given && !right) return;
        const kind = given ? right ? 'right' : 'wrong' : 'missed';
        host.classList.add('is-' + kind);
        host.append(make('span', 'verdict', say(kind)));
        const note = given && this.picked && this.item.querySelector('[data-choice="' + value + '"]');
        if (note) host.append(make('span', 'choice-note', note.lastChild.textContent));
      });
    }

    reset() {
      // Not marked yet.
      this.share = null;
      this.field.disabled = false;
      this.clear();
      all(this.item, '.verdict, .choice-note').forEach((mark) => mark.remove());
      all(this.item, '[class*=is-]').forEach((host) => host.classList.remove('is-right', 'is-partly', 'is-wrong', 'is-missed'));
      this.item.classList.remove('is-answered');
      this.verdict.textContent = '';
      this.details.hidden = true;
    }

    // What is offered in an order of this try's own.
    arrange(seed) {
      if (this.kind === 'order' && this.share !== null) return;
      all(this.field, '.choices:not([data-fixed]), .order, select').forEach((box) => {
        box.append(...mix(Array.from(box.children).filter(valueOf), seed + this.id, valueOf));
        // The right order would give itself away.
        if (box.className.includes('order') && String(this.rows().map(valueOf)) === String(this.answer)) box.append(box.firstChild);
      });
    }

    enter() {
      this.item.scrollIntoView();
      this.field.querySelector('input, select, button').focus({ preventScroll: true });
    }
  }

  class Quiz {
    constructor(section, attempt) {
      this.section = section;
      this.rules = section.dataset;
      this.atEnd = this.rules.mark === 'end';
      this.attempt = attempt || 1;
      this.status = make('p', 'visually-hidden');
      this.status.setAttribute('role', 'status');
      this.progress = make('p', 'quiz-progress');
      this.open = make('p', 'quiz-open');
      this.submit = button(say('submit'), 'button quiz-submit', () => this.handIn());
      this.result = make('div', 'quiz-result');
      this.result.tabIndex = -1;
      section.querySelector('.questions').before(this.progress);
      section.append(this.open, this.submit, this.result, this.status);
      section.addEventListener('input', () => this.changed());
      section.classList.add('is-live');
      this.load();
    }

    // Takes the questions that stand in the section now.
    load() {
      const known = this.questions || [];
      const items = all(this.section, '.question[data-answer]');
      this.questions = items.map((item) => known.find((question) => question.item === item) || new Question(this, item));
      this.arrange();
      this.showState();
      if (known.length && !this.left().length) this.showResult();
    }

    // A new try shows what is offered in a new order; the same try always in the same.
    arrange() {
      if (this.rules.shuffle !== 'true' || this.attempt < 2) return;
      this.questions.forEach((question) => question.arrange(this.rules.quiz + this.attempt));
    }

    left() { return this.questions.filter(({ share }) => share === null); }

    // The button of a question answers it, and then leads on, so that the focus need not move.
    press(question) {
      const left = this.left();
      if (question.share !== null) {
        const from = this.questions.indexOf(question);
        (left.find((other) => this.questions.indexOf(other) > from) || left[0] || { enter: () => this.result.focus() }).enter();
      } else if (question.isOpen()) {
        question.verdict.textContent = say('first_' + question.kind);
        this.announce(question.verdict.textContent);
      } else {
        question.mark(true);
        this.showState();
        this.announce(question.verdict.textContent + '. ' + this.progress.textContent);
        if (left.length === 1) this.finish();
        question.button.focus();
      }
    }

    // What waits to be marked is kept too: a reader may close the page before handing in.
    changed() {
      this.showState();
      if (!this.atEnd) return;
      const draft = {};
      this.left().forEach((question) => { if (!question.isOpen()) draft[question.id] = question.read(); });
      this.send('drafted', { draft });
    }

    fill(draft) {
      this.left().forEach((question) => { if (draft[question.id]) question.put([].concat(draft[question.id])); });
      this.showState();
    }

    // Hands in a quiz that is marked at the end. Open questions are named first.
    handIn() {
      const open = this.questions.filter((question) => question.isOpen());
      if (open.length && this.named !== open.length) {
        this.named = open.length;
        this.open.textContent = say('open', { count: open.length }) + ' ';
        open.forEach((question) => {
          const name = say('question', { number: this.questions.indexOf(question) + 1 });
          this.open.append(button(name, 'go', () => question.enter()));
        });
        this.announce(this.open.textContent);
        return;
      }
      this.left().forEach((question) => question.mark(true));
      this.announce('');
      this.finish();
      this.result.focus();
    }

    // How far the reader is: the line above, the words on the buttons, whether there is something to hand in.
    showState() {
      const count = this.questions.length;
      const left = this.left();
      const open = left.filter((question) => !this.atEnd || question.isOpen());
      this.progress.textContent = say('progress', { done: count - open.length, all: count });
      this.questions.forEach((question) => {
        question.button.textContent = say(question.share === null ? 'answer' : left.length ? 'next' : 'to_result');
      });
      this.submit.hidden = !this.atEnd || !left.length;
      this.result.hidden = left.length > 0;
      if (this.submit.hidden) {
        this.open.textContent = '';
        this.named = 0;
      }
    }

    finish() {
      const outcome = this.showResult();
      const [, score, verdict] = this.result.children;
      this.announce(this.status.textContent + ' ' + score.textContent + ' ' + verdict.textContent);
      this.send('finished', outcome);
    }

    showResult() {
      const sum = (value) => this.questions.reduce((total, question) => total + value(question), 0);
      const got = sum(({ share, worth }) => share * worth);
      const full = sum(({ worth }) => worth);
      const share = full ? got / full : 1;
      const reached = percent(share);
      const passed = reached >= this.rules.pass;
      const missed = this.questions.filter((question) => question.share < 1);
      const actions = make('p', 'question-actions');
      if (missed.length && this.rules.retry === 'missed') {
        actions.append(button(say('retry_missed'), 'button', () => this.retry(missed)));
      }
      const again = this.rules.count ? 'retry_final' : 'retry_all';
      actions.append(button(say(again), 'button', () => this.retry(this.questions)));
      this.result.textContent = '';
      this.result.className = 'quiz-result ' + (passed ? 'is-right' : 'is-wrong');
      this.result.append(
        make('h3', '', say('result')),
        make('p', 'result-points', say('result_points', { percent: reached, got: points(got), all: points(full) })),
        make('p', '', say(passed ? 'passed' : this.rules.count ? 'not_passed_final' : 'not_passed', { pass: this.rules.pass })),
        actions
      );
      this.showState();
      const answers = this.questions.map(({ id, share, worth }) => ({ id, share, points: worth }));
      return { share, passed, answers };
    }

    retry(questions) {
      this.attempt += 1;
      questions.forEach((question) => question.reset());
      this.arrange();
      this.showState();
      this.announce(say('retried'));
      this.send('retried', { ids: this.rules.count ? [] : questions.map(({ id }) => id) });
      // The final test has drawn others by now.
      this.left()[0].enter();
    }

    // What the reader did before: the number of the try, the answers that still fit, whether the gate is open.
    restore(state) {
      const gate = this.rules.gate;
      const known = (key) => state.quizzes[key] || {};
      const close = (closed) => {
        this.section.classList.toggle('is-closed', closed);
        this.section.querySelector('.quiz-gate').hidden = !closed;
      };
      this.attempt = known(this.rules.quiz).attempt || 1;
      this.arrange();
      this.left().forEach((question) => {
        const { last } = state.questions[question.id] || {};
        if (last !== undefined && question.isOpen()) question.restore(last);
      });
      this.fill(known(this.rules.quiz).draft || {});
      if (!this.left().length) this.showResult();
      if (!gate) return;
      close(!known(gate).passed);
      document.addEventListener('sotay:finished', ({ detail }) => {
        if (detail.quiz === gate && detail.passed) close(false);
      });
    }

    announce(message) { this.status.textContent = message; }

    send(name, detail) {
      Object.assign(detail, { quiz: this.rules.quiz, attempt: this.attempt });
      this.section.dispatchEvent(new CustomEvent('sotay:' + name, { bubbles: true, detail }));
    }
  }

  // The final test is begun by final.js, once its questions are drawn.
  window.sotay.quiz = (section, attempt) => new Quiz(section, attempt);
  const quizzes = [];
  const begin = () => all(document, 'section.quiz:not([data-count]):not(.is-live)').forEach((section) => {
    const quiz = new Quiz(section);
    quizzes.push(quiz);
    if (progress) progress.ready((state) => quiz.restore(state));
  });
  begin();
  // A preview exchanges questions while the page stands.
  document.addEventListener('sotay:replaced', ({ detail }) => {
    quizzes.filter((quiz) => quiz.section === detail).forEach((quiz) => quiz.load());
    begin();
  });
})();
