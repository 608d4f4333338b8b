// terms.js – the meaning of a glossary term, beside the word.
//
// The page already lists its terms at the end and each marked word links there; this shows
// the same meaning as a tooltip on hover, focus and tap. It can be pointed at, stays until
// the pointer or focus leaves, and Escape closes it (WCAG 1.4.13). Without this script, and
// for a click with a mouse or Enter, the link goes to the list.
(function () {
  'use strict';

  var tip = document.createElement('div');
  // The term whose meaning is shown, and the pause in which the pointer may travel from word to tooltip.
  var current = null;
  var leaving = 0;
  var byTouch = false;

  function meaning(link) {
    var entry = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return entry ? entry.nextElementSibling.textContent.trim() : '';
  }

  function place(link) {
    // A term may break over two lines: take the line that the reader sees first.
    var word = link.getClientRects()[0];
    var room = document.documentElement.clientWidth;
    tip.style.left = tip.style.top = '0';
    var left = Math.max(8, Math.min(word.left, room - tip.offsetWidth - 8));
    var above = word.top - tip.offsetHeight - 6;
    tip.style.left = left + window.pageXOffset + 'px';
    tip.style.top = (above > 4 ? above : word.bottom + 6) + window.pageYOffset + 'px';
  }

  function show(link) {
    clearTimeout(leaving);
    if (current === link) return;
    hide();
    var text = meaning(link);
    if (!text) return;
    current = link;
    tip.textContent = text;
    tip.hidden = false;
    link.setAttribute('aria-describedby', tip.id);
    place(link);
  }

  function hide() {
    clearTimeout(leaving);
    if (!current) return;
    current.removeAttribute('aria-describedby');
    current = null;
    tip.hidden = true;
  }

  function hideSoon() {
    clearTimeout(leaving);
    leaving = setTimeout(hide, 250);
  }

  function bind(link) {
    ['mouseenter', 'focus'].forEach((name) => {
      link.addEventListener(name, () => { if (!byTouch) show(link); });
    });
    link.addEventListener('mouseleave', hideSoon);
    link.addEventListener('blur', hide);
    link.addEventListener('click', (event) => {
      if (byTouch) event.preventDefault();
      if (!byTouch || current === link) hide();
      else show(link);
    });
  }

  tip.id = 'term-tip';
  tip.className = 'term-tip';
  tip.setAttribute('role', 'tooltip');
  tip.hidden = true;
  tip.addEventListener('mouseenter', () => { clearTimeout(leaving); });
  tip.addEventListener('mouseleave', hideSoon);
  // In a landmark, as all that is read aloud.
  document.querySelector('main').append(tip);

  document.addEventListener('pointerdown', (event) => {
    byTouch = event.pointerType === 'touch';
    if (current && event.target !== current && !tip.contains(event.target)) hide();
  }, true);
  document.addEventListener('keydown', (event) => {
    byTouch = false;
    if (event.key === 'Escape') hide();
  });
  window.addEventListener('resize', hide);
  document.querySelectorAll('a.term').forEach(bind);
  document.addEventListener('sotay:replaced', (event) => {
    if (event.detail.matches('a.term')) bind(event.detail);
    event.detail.querySelectorAll('a.term').forEach(bind);
  });
})();
