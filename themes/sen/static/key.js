// key.js – on paper, the answers of a page follow its sheet, on a leaf of their own.
//
// On the screen each answer is folded away at its question, and the styles for paper hide it there. While the page is
// printed a copy of all of them stands at the end; the edition of the whole handbook (ban-in.html) has its key in the
// page. How it breaks is said here, as no page that is seen needs it.
(function () {
  'use strict';

  const { all, make, say } = window.sotay || {};
  if (!say) return;

  function keyOf(quiz) {
    const key = make('section', 'paper-key');
    key.style.breakBefore = 'page';
    key.append(make('h2', '', say('key')));
    all(quiz, '.question').forEach((question) => {
      const parts = Array.from(question.querySelector('.answer').children).slice(1);
      const place = make('div');
      place.style.breakInside = 'avoid';
      place.append(make('h3', '', question.querySelector('.question-number').textContent));
      place.append(...parts.map((part) => part.cloneNode(true)));
      key.append(place);
    });
    return key;
  }

  const clear = () => all(document, '.paper-key').forEach((key) => key.remove());

  window.addEventListener('beforeprint', () => {
    clear();
    all(document, '.quiz:not([data-count])').forEach((quiz) => quiz.closest('article').append(keyOf(quiz)));
  });
  window.addEventListener('afterprint', clear);
})();
