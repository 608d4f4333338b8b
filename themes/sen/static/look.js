// look.js – the reader's choice of ground (light, dark, contrast) and text size.
//
// Loaded without defer, at the head: it says that scripts run (html.js) and sets the
// remembered look before the first paint, so that nothing flashes. The controls are in
// the page (templates/look.html), hidden until html.js is set, and are bound at the end.
// The storage may be forbidden (private window, policy): then the choice lasts one page.
(function () {
  'use strict';

  var root = document.documentElement;
  var source = document.currentScript.src;
  var choices = { look: ['auto', 'light', 'dark', 'contrast'], size: ['normal', 'large', 'larger'] };

  function remembered(name) {
    var value = null;
    try { value = localStorage.getItem('sotay-' + name); } catch (error) {
      // not allowed: the choice lasts one page
    }
    return choices[name].indexOf(value) > 0 ? value : choices[name][0];
  }

  function remember(name, value) {
    try { localStorage.setItem('sotay-' + name, value); } catch (error) {
      // not allowed: the choice lasts one page
    }
  }

  function apply(name, value) {
    if (value === choices[name][0]) root.removeAttribute('data-' + name);
    else root.setAttribute('data-' + name, value);
  }

  function bind(panel) {
    Object.keys(choices).forEach((name) => {
      var current = root.getAttribute('data-' + name) || choices[name][0];
      panel.querySelectorAll('input[name="' + name + '"]').forEach((input) => {
        input.checked = input.value === current;
        input.addEventListener('change', () => {
          apply(name, input.value);
          remember(name, input.value);
        });
      });
    });
    panel.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !panel.open) return;
      panel.open = false;
      panel.querySelector('summary').focus();
    });
    document.addEventListener('click', (event) => {
      if (panel.open && !panel.contains(event.target)) panel.open = false;
    });
  }

  // Reading aloud is loaded where there is a voice for it; some browsers learn their voices late.
  function listen() {
    var speech = window.speechSynthesis;
    var ready = speech && source && speech.getVoices().some((voice) => voice.lang.slice(0, 2).toLowerCase() === root.lang.slice(0, 2));
    if (speech) speech.onvoiceschanged = ready ? null : listen;
    if (!ready) return;
    ['aloud-words.js', 'aloud.js'].forEach((name) => {
      var script = document.createElement('script');
      script.async = false;
      script.src = source.replace('look.js', name);
      document.head.append(script);
    });
  }

  root.classList.add('js');
  // The running head of printed pages; only the root can lend it to the page's margin.
  addEventListener('beforeprint', () => root.style.setProperty('--running', JSON.stringify(document.title)));
  apply('look', remembered('look'));
  apply('size', remembered('size'));
  document.addEventListener('DOMContentLoaded', () => {
    var panel = document.querySelector('details.look');
    if (panel) bind(panel);
    listen();
  });
})();
