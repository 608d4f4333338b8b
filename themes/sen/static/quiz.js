/* quiz.js – turns the written quiz into one that answers at once.
 *
 * Without this script every question is readable and its answer opens in <details>. With it,
 * each question that has controls gets a button; answering marks it (marking.js), opens the
 * explanation, locks the question and says so to screen readers. The words are those of
 * words.js. Nothing is stored here: `sotay:answered` and `sotay:retried` are sent on the
 * quiz for whoever keeps progress.
 */
(function () {
  'use strict';

  var marking = window.sotay && window.sotay.marking;
  var words = window.sotay && window.sotay.words;
  if (!marking || !words) return;

  function say(key, values) {
    return String(words[key] || key).replace(/\{(\w+)\}/g, function (whole, name) {
      return values && name in values ? values[name] : whole;
    });
  }

  function make(tag, className, text) {
    var element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  function button(text, className) {
    var element = make('button', className, text);
    element.type = 'button';
    return element;
  }

  // 2 stays 2; two thirds of a point become 0,67 or 0.67 as the language writes it.
  function points(value) {
    return (Math.round(value * 100) / 100).toLocaleString(document.documentElement.lang || 'vi');
  }

  /* One kind of control: how to read the response, whether there is one, how to mark the parts,
     lock and empty it. Further kinds (fill, order, match) join this table. */

  var choices = {
    read: function (question) {
      return inputs(question).filter(function (input) { return input.checked; })
        .map(function (input) { return input.value; });
    },
    given: function (response) { return response.length > 0; },
    show: function (question, response) {
      inputs(question).forEach(function (input) {
        var right = question.answer.indexOf(input.value) >= 0;
        if (input.checked) verdict(input, right ? 'right' : 'wrong', say(right ? 'right' : 'wrong'));
        else if (right) verdict(input, 'missed', say('right_choice'));
        if (input.checked) note(question, input);
      });
    },
    lock: function (question, locked) {
      inputs(question).forEach(function (input) { input.disabled = locked; });
    },
    clear: function (question) {
      inputs(question).forEach(function (input) { input.checked = false; });
    }
  };

  var text = {
    read: function (question) { return inputs(question)[0].value; },
    given: function (response) { return response.trim() !== ''; },
    show: function (question, response, share) {
      verdict(inputs(question)[0], share ? 'right' : 'wrong', say(share ? 'right' : 'wrong'));
    },
    lock: function (question, locked) { inputs(question)[0].readOnly = locked; },
    clear: function (question) { inputs(question)[0].value = ''; }
  };

  var controls = { single: choices, truth: choices, multiple: choices, short: text };

  function inputs(question) {
    return Array.prototype.slice.call(question.item.querySelectorAll('.choice input, .short input'));
  }

  // A word and a sign beside the choice, never a colour alone.
  function verdict(input, kind, word) {
    var label = input.closest('label');
    label.classList.add('is-' + kind);
    label.appendChild(make('span', 'verdict', word));
  }

  // What the writer says about this very choice, put under it (without repeating the choice).
  function note(question, input) {
    var written = question.item.querySelector('.choice-notes [data-choice="' + input.value + '"]');
    if (!written) return;
    var copy = make('p', 'choice-note');
    var strong = written.querySelector('strong');
    Array.prototype.forEach.call(written.childNodes, function (node) {
      if (node !== strong) copy.appendChild(node.cloneNode(true));
    });
    if (copy.firstChild && copy.firstChild.nodeType === 3) {
      copy.firstChild.data = copy.firstChild.data.replace(/^\s*:\s*/, '');
    }
    input.closest('label').insertAdjacentElement('afterend', copy);
    written.hidden = true;
  }

  function Quiz(section) {
    this.section = section;
    this.pass = Number(section.getAttribute('data-pass')) || 0;
    this.questions = [];
    this.status = make('p', 'visually-hidden');
    this.status.setAttribute('role', 'status');
    this.progress = make('p', 'quiz-progress');
    this.result = make('div', 'quiz-result');
    this.result.tabIndex = -1;
    this.result.hidden = true;
    this.gather();
  }

  // The questions as they stand now; those that were there before keep their answers.
  Quiz.prototype.gather = function () {
    var quiz = this;
    var known = this.questions;
    this.questions = [];
    this.section.querySelectorAll('.question').forEach(function (item) {
      var question = known.filter(function (one) { return one.item === item; })[0] || prepared(quiz, item);
      if (question) quiz.questions.push(question);
    });
  };

  function prepared(quiz, item) {
    var kind = item.getAttribute('data-kind');
    if (!controls[kind] || !marking[kind] || !item.querySelector('input')) return null;
    var question = {
      item: item,
      id: item.id,
      kind: kind,
      control: controls[kind],
      answer: JSON.parse(item.getAttribute('data-answer')),
      worth: Number(item.getAttribute('data-points')) || 1,
      share: null, // null: not answered yet
      details: item.querySelector('details.answer'),
      button: button(say('answer'), 'button answer-button'),
      say: make('p', 'question-verdict')
    };
    var row = make('p', 'question-actions');
    row.appendChild(question.button);
    item.querySelector('fieldset').appendChild(question.say);
    item.querySelector('fieldset').appendChild(row);
    question.details.hidden = true;
    question.button.addEventListener('click', function () {
      if (question.share === null) quiz.answer(question); else quiz.goOn(question);
    });
    item.addEventListener('keydown', function (event) {
      if (event.key !== 'Enter' || event.target.type !== 'text' || question.share !== null) return;
      event.preventDefault();
      quiz.answer(question);
    });
    return question;
  }

  Quiz.prototype.start = function () {
    if (!this.questions.length) return;
    this.section.classList.add('is-live');
    this.section.querySelector('.questions').insertAdjacentElement('beforebegin', this.progress);
    this.section.appendChild(this.result);
    this.section.appendChild(this.status);
    this.showProgress();
  };

  // In a preview questions come, go and change.
  Quiz.prototype.refresh = function () {
    this.pass = Number(this.section.getAttribute('data-pass')) || 0;
    this.gather();
    this.questions.forEach(this.nameButton, this);
    this.showProgress();
    if (this.questions.length && !this.left().length) this.showResult(); else this.result.hidden = true;
  };

  Quiz.prototype.left = function () {
    return this.questions.filter(function (question) { return question.share === null; });
  };

  Quiz.prototype.answer = function (question) {
    var response = question.control.read(question);
    if (!question.control.given(response)) {
      var ask = question.kind === 'short' ? 'write_first'
        : question.kind === 'multiple' ? 'choose_some_first' : 'choose_one_first';
      question.say.className = 'question-verdict';
      question.say.textContent = say(ask);
      this.announce(say(ask));
      return;
    }
    question.share = marking[question.kind](question.answer, response);
    question.control.show(question, response, question.share);
    question.control.lock(question, true);
    question.item.classList.add('is-answered');
    question.details.hidden = false;
    question.details.open = true;
    this.showVerdict(question);
    this.showProgress();
    if (!this.left().length) this.showResult();
    this.questions.forEach(this.nameButton, this);
    question.button.focus();
    this.send('sotay:answered', { id: question.id, response: response, share: question.share });
  };

  Quiz.prototype.showVerdict = function (question) {
    var kind = question.share >= 1 ? 'right' : question.share > 0 ? 'partly' : 'wrong';
    var got = say('points', { got: points(question.share * question.worth), all: points(question.worth) });
    question.say.className = 'question-verdict is-' + kind;
    question.say.textContent = say(kind) + ' – ' + got;
    this.announce(question.say.textContent + '. ' + this.progressText());
  };

  // The same button that answered leads on, so that the focus need not move.
  Quiz.prototype.nameButton = function (question) {
    if (question.share === null) question.button.textContent = say('answer');
    else question.button.textContent = this.left().length ? say('next') : say('to_result');
  };

  Quiz.prototype.goOn = function (question) {
    var left = this.left();
    if (!left.length) { this.result.focus(); return; }
    var from = this.questions.indexOf(question);
    var quiz = this;
    var next = left.filter(function (other) { return quiz.questions.indexOf(other) > from; })[0] || left[0];
    this.enter(next);
  };

  Quiz.prototype.enter = function (question) {
    question.item.scrollIntoView();
    inputs(question)[0].focus({ preventScroll: true });
  };

  Quiz.prototype.progressText = function () {
    var all = this.questions.length;
    return say('progress', { done: all - this.left().length, all: all });
  };

  Quiz.prototype.showProgress = function () {
    this.progress.textContent = this.progressText();
  };

  Quiz.prototype.showResult = function () {
    var got = 0;
    var all = 0;
    var missed = 0;
    this.questions.forEach(function (question) {
      got += question.share * question.worth;
      all += question.worth;
      if (question.share < 1) missed += 1;
    });
    // Rounded down, so that 79,9 is not shown as a pass of 80.
    var percent = Math.floor(got / all * 100 + 1e-9);
    var passed = percent >= this.pass;
    var result = this.result;
    result.textContent = '';
    result.className = 'quiz-result ' + (passed ? 'is-right' : 'is-wrong');
    result.appendChild(make('h3', '', say('result')));
    result.appendChild(make('p', 'result-points',
      say('result_points', { percent: percent, got: points(got), all: points(all) })));
    result.appendChild(make('p', '', say(passed ? 'passed' : 'not_passed', { pass: this.pass })));
    var row = make('p', 'question-actions');
    if (missed) row.appendChild(this.retryButton('retry_missed', function (question) { return question.share < 1; }));
    row.appendChild(this.retryButton('retry_all', function () { return true; }));
    result.appendChild(row);
    result.hidden = false;
    this.announce(this.status.textContent + ' ' + result.children[1].textContent + ' ' + result.children[2].textContent);
  };

  Quiz.prototype.retryButton = function (word, wanted) {
    var quiz = this;
    var element = button(say(word), 'button');
    element.addEventListener('click', function () { quiz.retry(quiz.questions.filter(wanted)); });
    return element;
  };

  Quiz.prototype.retry = function (questions) {
    questions.forEach(reset);
    this.questions.forEach(this.nameButton, this);
    this.result.hidden = true;
    this.showProgress();
    this.announce(say('retried'));
    this.send('sotay:retried', { ids: questions.map(function (question) { return question.id; }) });
    this.enter(questions[0]);
  };

  function reset(question) {
    question.share = null;
    question.control.lock(question, false);
    question.control.clear(question);
    question.item.classList.remove('is-answered');
    question.item.querySelectorAll('.verdict, .choice-note').forEach(function (mark) { mark.remove(); });
    question.item.querySelectorAll('label').forEach(function (label) {
      label.classList.remove('is-right', 'is-wrong', 'is-missed');
    });
    question.item.querySelectorAll('.choice-notes li').forEach(function (written) { written.hidden = false; });
    question.say.textContent = '';
    question.say.className = 'question-verdict';
    question.details.open = false;
    question.details.hidden = true;
  }

  Quiz.prototype.announce = function (message) {
    this.status.textContent = message;
  };

  Quiz.prototype.send = function (name, detail) {
    this.section.dispatchEvent(new CustomEvent(name, { bubbles: true, detail: detail }));
  };

  var quizzes = new WeakMap();

  function begin(section) {
    if (quizzes.has(section)) { quizzes.get(section).refresh(); return; }
    quizzes.set(section, new Quiz(section));
    quizzes.get(section).start();
  }

  document.querySelectorAll('section.quiz').forEach(begin);
  document.addEventListener('sotay:replaced', function (event) {
    if (event.detail.matches('section.quiz')) begin(event.detail);
    event.detail.querySelectorAll('section.quiz').forEach(begin);
  });
})();
