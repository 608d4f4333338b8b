// find.js – opens the search: by its button, by / and by Ctrl-K. Small, since every page has it; what it opens
// (find-box.js, search.js, search.css, the words) is loaded on first use, unless it stands in the page already. A page that was
// opened from a result (?q=…) has the words of the query marked; the search page (tim.html) has its box in the text.
(function () {
  'use strict';

  var sotay = window.sotay = window.sotay || {};
  var search = sotay.search = sotay.search || {};
  var ready;
  search.root = document.currentScript.src.replace(/static\/find\.js.*$/, '');

  // A script or style that is loaded when it is needed.
  sotay.load = (address) => new Promise((resolve, reject) => {
    var style = /css$/.test(address);
    var file = document.createElement(style ? 'link' : 'script');
    if (style) file.rel = 'stylesheet';
    file[style ? 'href' : 'src'] = address;
    file.onload = resolve;
    file.onerror = reject;
    document.head.appendChild(file);
  });

  function load(name, there) {
    return there || sotay.load(search.root + 'static/' + name);
  }

  function use(act) {
    ready = ready || Promise.all([
      load('search.css', search.open || document.querySelector('link[href$="search.css"]')),
      load('search-words.js', (sotay.words || {}).find_label),
      load('search.js', search.find),
      load('find-box.js', search.open)
    ]);
    ready.then(act, () => { ready = null; });
  }

  function open(event) {
    event.preventDefault();
    use(() => search.open());
  }

  function isTyping(element) {
    return element.isContentEditable || element.matches('textarea, select, input:not([type=radio]):not([type=checkbox])');
  }

  document.addEventListener('keydown', (event) => {
    var shortcut = event.ctrlKey || event.metaKey ? event.key.toLowerCase() === 'k' && !event.altKey && !event.shiftKey
      : event.key === '/' && !event.altKey;
    if (shortcut && !isTyping(event.target)) open(event);
  });

  document.addEventListener('DOMContentLoaded', () => {
    var button = document.querySelector('button.find');
    var here = document.querySelector('.find-here');
    var query = new URLSearchParams(location.search).get('q') || '';
    if (button) button.addEventListener('click', open);
    if (here) use(() => search.fill(here, query));
    else if (query) use(() => search.mark(query));
  });
})();
