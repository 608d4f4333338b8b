// find-box.js – what a reader sees of the search: the box, the results, the words marked in a page. Loaded by find.js.
// Everything a query or the index says goes in as text.
(function () {
  'use strict';

  var sotay = window.sotay;
  var search = sotay.search;
  var most = 8;
  var around = 70;
  var dialog;

  function say(key, values) {
    return String(sotay.words[key] || key).replace(/\{(\w+)\}/g, function (whole, name) {
      return values && name in values ? values[name] : whole;
    });
  }

  function make(tag, className, text) {
    var element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  // The address of a result. A single file says in sotay.search.places under which id each page stands in it, and has
  // the ids of sections as they are there.
  function href(result, query) {
    var place = search.places && search.places[result.address];
    if (place) return '#' + (result.section || place);
    return search.root + result.address + '?q=' + encodeURIComponent(query) + (result.section ? '#' + encodeURIComponent(result.section) : '');
  }

  // Text with some stretches marked.
  function pushMarked(element, text, spots, from, to) {
    var at = from;
    spots.forEach(function (spot) {
      if (spot[0] < at || spot[1] > to) return;
      element.appendChild(document.createTextNode(text.slice(at, spot[0])));
      // What is short, such as a document's number, stays on one line.
      element.appendChild(make('mark', spot[1] - spot[0] < 20 ? 'nb' : '', text.slice(spot[0], spot[1])));
      at = spot[1];
    });
    element.appendChild(document.createTextNode(text.slice(at, to)));
  }

  // The stretch of a text that says most: around the longest runs of words that stand together.
  function excerpt(text, spots) {
    var element = make('span', 'find-text');
    var best = { worth: -1, from: 0 };
    spots.forEach(function (spot) {
      var worth = spots.reduce(function (sum, other) {
        return other[0] >= spot[0] && other[1] < spot[0] + 2 * around ? sum + other[2] * other[2] : sum;
      }, 0);
      if (worth > best.worth) best = { worth: worth, from: spot[0] };
    });
    var from = best.from < around ? 0 : text.indexOf(' ', best.from - around) + 1;
    if (from > best.from) from = best.from;
    var to = from + 3 * around < text.length ? text.lastIndexOf(' ', from + 3 * around) : text.length;
    if (to <= best.from) to = Math.min(text.length, from + 3 * around);
    if (from) element.appendChild(document.createTextNode('… '));
    pushMarked(element, text, spots, from, to);
    if (to < text.length) element.appendChild(document.createTextNode(' …'));
    return element;
  }

  function line(text) {
    return (text || '').replace(/\n/g, ' · ');
  }

  function item(result, query) {
    var link = make('a');
    var title = (result.number ? result.number + '. ' : '') + result.title;
    var texts = [title, result.heading || '', line(result.text), line(result.hidden)];
    var spots = search.spots(texts, query);
    // Where only the keywords have it, they say why the page is here.
    var why = spots[3].length && !spots[2].length ? 3 : 2;
    link.href = href(result, query);
    ['find-title', 'find-place'].forEach(function (className, at) {
      if (!texts[at]) return;
      var element = make('span', className);
      pushMarked(element, texts[at], spots[at], 0, texts[at].length);
      link.appendChild(element);
    });
    if (texts[why]) link.appendChild(excerpt(texts[why], spots[why]));
    var place = make('li');
    place.appendChild(link);
    return place;
  }

  // A field and its results, with headings of a level over the groups.
  function box(level, ids) {
    var form = make('form', 'find-form');
    var label = make('label', '', say('find_label'));
    var field = make('input');
    var state = make('p', 'find-state', say('find_hint'));
    var results = make('div', 'find-results');
    var more = make('button', 'button', say('find_more'));
    var asked = 0;
    var shown = most;
    var groups = {};
    form.setAttribute('role', 'search');
    label.htmlFor = field.id = ids;
    field.type = 'text';
    field.name = 'q';
    [['inputmode', 'search'], ['enterkeyhint', 'search'], ['autocomplete', 'off'], ['autocapitalize', 'off'], ['spellcheck', 'false']]
      .forEach(function (pair) { field.setAttribute(pair[0], pair[1]); });
    state.setAttribute('role', 'status');
    more.type = 'button';
    more.hidden = true;
    // Whoever opens the search is about to type.
    search.ready().catch(function () {});

    function links() { return Array.prototype.slice.call(results.querySelectorAll('a')); }

    // The query that the results answer, and the one of which the first result is shown: for styles and tests.
    function answered(query) { results.dataset.query = results.dataset.first = query; }

    // Shows what was found, but for the results that are shown already.
    function answer(found, query, already) {
      if (!already) {
        groups = {};
        results.textContent = '';
      }
      found.results.slice(already).forEach(function (result) {
        if (!groups['_' + result.part]) {
          var group = results.appendChild(make('section'));
          group.appendChild(make(level, 'find-part', result.part));
          groups['_' + result.part] = group.appendChild(make('ol'));
        }
        groups['_' + result.part].appendChild(item(result, query));
      });
      var missing = found.missing.map(function (term) { return '“' + term.written + '”'; }).join(', ');
      var said = found.count ? say('find_count', { count: found.count }) : say('find_none');
      said = (missing ? say('find_missing', { words: missing }) + ' ' : '') + said;
      // Said once: a reader of the screen speaks whatever is written here.
      if (state.textContent !== said) state.textContent = said;
    }

    function ask() {
      var query = field.value.trim() && field.value;
      var number = ++asked;
      if (!query) {
        results.textContent = '';
        state.textContent = say('find_hint');
        more.hidden = true;
        answered('');
        return;
      }
      var already = 0;
      function isStale() { return number !== asked; }
      function first(found) {
        if (isStale()) return;
        answer(found, query, 0);
        already = 1;
        results.dataset.first = query;
      }
      search.find(query, shown, { isStale: isStale, first: first }).then(function (found) {
        if (isStale()) return;
        answer(found, query, already);
        more.hidden = found.count <= found.results.length;
        answered(query);
      }).catch(function () {
        if (number === asked) state.textContent = say('find_failed');
      });
    }

    field.addEventListener('input', function () {
      shown = most;
      ask();
    });
    more.addEventListener('click', function () {
      var before = links().length;
      shown += most;
      var number = asked + 1;
      ask();
      search.find(field.value, shown).then(function () {
        var next = number === asked && links()[before];
        if (next) next.focus();
      }, function () {});
    });
    form.addEventListener('submit', function (event) {
      var first = links()[0];
      event.preventDefault();
      // On a phone the key only puts the keyboard away.
      if (window.matchMedia('(pointer: coarse)').matches) field.blur();
      else if (first) first.click();
    });
    form.addEventListener('keydown', function (event) {
      var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
      var stops = [field].concat(links());
      var at = stops.indexOf(document.activeElement) + step;
      if (!stops[at]) return;
      event.preventDefault();
      stops[at].focus();
    });
    [label, field, state, results, more].forEach(function (element) { form.appendChild(element); });
    return { form: form, field: field, ask: ask };
  }

  search.open = function () {
    if (!dialog) {
      var inside = box('h2', 'find-field');
      var close = make('button', 'find-close', say('find_close'));
      dialog = make('dialog', 'find-box');
      if (!dialog.showModal) {
        location.href = search.root + 'tim.html';
        return;
      }
      dialog.setAttribute('aria-label', say('find_label'));
      close.type = 'button';
      close.addEventListener('click', function () { dialog.close(); });
      dialog.addEventListener('click', function (event) {
        if (event.target === dialog || event.target.closest('a')) dialog.close();
        if (search.places && event.target.closest('a')) addEventListener('hashchange', function () { search.mark(inside.field.value); }, { once: true });
      });
      inside.form.insertBefore(close, inside.field.nextSibling);
      dialog.appendChild(inside.form);
      dialog.field = inside.field;
      document.body.appendChild(dialog);
    }
    if (!dialog.open) dialog.showModal();
    dialog.field.select();
    dialog.field.focus();
  };

  // The search page: the address keeps what is searched, so that it can be kept and sent.
  search.fill = function (here, query) {
    var inside = box('h2', 'find-field-here');
    inside.field.value = query;
    inside.field.addEventListener('input', function () {
      try {
        history.replaceState(null, '', '?q=' + encodeURIComponent(inside.field.value));
      } catch (error) {
        // Some browsers keep the address of a file as it is.
      }
    });
    here.appendChild(inside.form);
    inside.field.focus();
    inside.ask();
  };

  // Marks in the page

  function nodes() {
    var walker = document.createTreeWalker(document.querySelector('.sheet:not([hidden])') || document.querySelector('main'), NodeFilter.SHOW_TEXT, {
      acceptNode: function (node) {
        var out = /\S/.test(node.data) && !node.parentNode.closest('nav, script, style, svg, button, select, textarea, .find-here, .visually-hidden');
        return out ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT;
      },
    });
    var all = [];
    while (walker.nextNode()) all.push(walker.currentNode);
    return all;
  }

  function unmark() {
    document.querySelectorAll('main mark.found').forEach(function (mark) {
      var parent = mark.parentNode;
      parent.replaceChild(document.createTextNode(mark.textContent), mark);
      parent.normalize();
    });
    var clear = document.querySelector('.find-clear');
    if (clear) clear.remove();
  }

  function wrap(node, spots) {
    spots.slice().reverse().forEach(function (spot) {
      var after = node.splitText(spot[1]);
      var word = node.splitText(spot[0]);
      var mark = make('mark', 'found', word.data);
      after.parentNode.replaceChild(mark, word);
    });
  }

  // The first mark in the section that was opened is brought into sight.
  function show() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    var marks = Array.prototype.slice.call(document.querySelectorAll('main mark.found'));
    var first = marks.find(function (mark) {
      return target.compareDocumentPosition(mark) & (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY);
    });
    var top = first ? first.getBoundingClientRect().top : 0;
    if (first && (top < 0 || top > 0.8 * window.innerHeight)) first.scrollIntoView({ block: 'center' });
  }

  search.mark = function (query) {
    unmark();
    var all = nodes();
    var spots = search.spots(all.map(function (node) { return node.data; }), query);
    all.forEach(function (node, at) { wrap(node, spots[at]); });
    if (!document.querySelector('main mark.found')) return;
    var clear = make('p', 'find-clear');
    clear.appendChild(make('button', '', say('find_clear'))).addEventListener('click', unmark);
    clear.firstChild.type = 'button';
    document.body.appendChild(clear);
    show();
  };

  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape' && !event.defaultPrevented && !(dialog && dialog.open)) unmark();
  });
})();
