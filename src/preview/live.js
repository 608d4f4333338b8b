// live.js – what the preview adds to a page: the text that changed is exchanged in place, mistakes are shown.
//
// The server sends news of each version. The page is then fetched again, and the page *as it was sent* is compared with
// the page *as it is sent now*. What the reader and other scripts did to the page on screen is in neither of them, so it
// is never mistaken for an edit and stays: open details, typed answers, marks, order of rows. Each node as sent knows its
// node on screen; only where the two sent pages differ, the screen is touched. What cannot be matched loads the page anew.
//
// Everything of our own stands in one element beside <body>, in a shadow tree, made of text nodes alone.
(function () {
  'use strict';

  var own = document.currentScript;
  var words = window.sotayLive || {};
  var shown = signs(own);
  var list = Array.prototype.slice;
  var calm = window.matchMedia('(prefers-reduced-motion: reduce)');

  function signs(script) {
    var data = script.dataset;
    return { run: data.run, number: Number(data.number), styles: data.styles, frame: data.frame, pictures: data.pictures };
  }

  function say(key, values) {
    return String(words[key] || key).replace(/\{(\w+)\}/g, function (whole, name) {
      return values && name in values ? values[name] : whole;
    });
  }

  // ---- The page as it was sent

  var screen = new WeakMap(); // node as sent -> node on screen
  var sent = document.documentElement.cloneNode(true);
  pair(sent, document.documentElement);
  bare(sent);

  function pair(as, on) {
    screen.set(as, on);
    for (var a = as.firstChild, o = on.firstChild; a && o; a = a.nextSibling, o = o.nextSibling) pair(a, o);
  }

  // Takes out what is the preview's own: this script, and the places of blocks, which move with every line above them.
  // Gives the places in document order.
  function bare(root) {
    var script = root.querySelector('script[src="/-/live.js"]');
    if (script) script.remove();
    return list.call(root.getElementsByTagName('*')).map(function (element) {
      var place = element.getAttribute('data-at');
      element.removeAttribute('data-at');
      return place;
    });
  }

  // ---- From the page as it was sent to the page as it is now

  var changed; // elements on screen in which something changed
  var carry;   // what brings typed answers back
  var idle;    // scripts as sent that have not run
  var fresh;   // elements on screen that scripts have not seen, or from which something went

  // Brings the screen to `html`; false where screen and sent page have lost each other.
  function bring(html) {
    var next = new DOMParser().parseFromString(html, 'text/html').documentElement;
    var places = bare(next);
    var aim = next.outerHTML;
    changed = new Set();
    fresh = new Set();
    idle = new Set();
    carry = [];
    try {
      if (next.lang !== sent.lang) document.documentElement.lang = next.lang;
      list.call(next.attributes).forEach(function (one) { sent.setAttribute(one.name, one.value); });
      list.call(sent.attributes).forEach(function (one) { if (!next.hasAttribute(one.name)) sent.removeAttribute(one.name); });
      children(sent, next);
      runScripts();
    } catch (error) {
      return false;
    }
    if (sent.outerHTML !== aim) return false;
    list.call(sent.getElementsByTagName('*')).forEach(function (element, at) {
      var on = screen.get(element);
      if (on.getAttribute('data-at') === places[at]) return;
      if (places[at] === null) on.removeAttribute('data-at'); else on.setAttribute('data-at', places[at]);
    });
    return true;
  }

  function children(was, now) {
    var old = list.call(was.childNodes);
    var next = list.call(now.childNodes);
    var start = 0;
    var end = 0;
    while (start < old.length && start < next.length && old[start].isEqualNode(next[start])) start++;
    while (end < old.length - start && end < next.length - start &&
      old[old.length - 1 - end].isEqualNode(next[next.length - 1 - end])) end++;
    var after = end ? old[old.length - end] : null;
    var steps = align(old.slice(start, old.length - end), next.slice(start, next.length - end));
    // From the end, so that what follows a node already stands where it belongs.
    for (var at = steps.length - 1; at >= 0; at--) {
      var step = steps[at];
      if (!step.next) remove(step.old);
      else if (!step.old) insert(step.next, was, after);
      else if (!step.equal) exchange(step);
      if (step.next) after = step.old && step.old.parentNode === was ? step.old : step.next;
    }
  }

  // Which old node becomes which next one: equal nodes stay (longest common subsequence), and between them like takes
  // the place of like.
  function align(old, next) {
    if (old.length === 1 && next.length === 1 && alike(old[0], next[0])) return [{ old: old[0], next: next[0] }];
    var a = old.map(text);
    var b = next.map(text);
    var steps = [];
    var from = { old: 0, next: 0 };
    common(a, b).concat([[a.length, b.length]]).forEach(function (match) {
      var gone = old.slice(from.old, match[0]);
      next.slice(from.next, match[1]).forEach(function (node) {
        var like = gone.findIndex(function (one) { return alike(one, node); });
        if (like < 0) { steps.push({ next: node }); return; }
        gone.splice(0, like).forEach(function (one) { steps.push({ old: one }); });
        steps.push({ old: gone.shift(), next: node });
      });
      gone.forEach(function (one) { steps.push({ old: one }); });
      if (match[0] < a.length && match[1] < b.length) steps.push({ old: old[match[0]], next: next[match[1]], equal: true });
      from = { old: match[0] + 1, next: match[1] + 1 };
    });
    return steps;
  }

  function text(node) { return node.outerHTML || node.nodeType + ':' + node.nodeValue; }

  function alike(one, other) {
    return one.nodeName === other.nodeName && (one.id || '') === (other.id || '');
  }

  // The pairs of a longest common subsequence. Where the table would be huge, equal nodes at equal distance will do.
  function common(a, b) {
    var pairs = [];
    var i;
    var j;
    if (a.length * b.length > 4e5) {
      for (i = 0; i < a.length && i < b.length; i++) if (a[i] === b[i]) pairs.push([i, i]);
      return pairs;
    }
    var wide = b.length + 1;
    var best = new Uint16Array((a.length + 1) * wide);
    for (i = a.length - 1; i >= 0; i--) {
      for (j = b.length - 1; j >= 0; j--) {
        best[i * wide + j] = a[i] === b[j] ? best[(i + 1) * wide + j + 1] + 1
          : Math.max(best[(i + 1) * wide + j], best[i * wide + j + 1]);
      }
    }
    for (i = 0, j = 0; i < a.length && j < b.length;) {
      if (a[i] === b[j]) pairs.push([i++, j++]);
      else if (best[(i + 1) * wide + j] >= best[i * wide + j + 1]) i++;
      else j++;
    }
    return pairs;
  }

  // Scripts hold on to the parts of these; they are exchanged whole and started again.
  function isWhole(node) {
    return node.nodeType === 1 && (node.matches('.question, figure.data') || node.nodeName === 'SCRIPT');
  }

  function exchange(step) {
    if (isWhole(step.old)) { replace(step.old, step.next); return; }
    if (step.old.nodeType === 1) { attributes(step.old, step.next); children(step.old, step.next); return; }
    var on = screen.get(step.old);
    on.data = step.old.data = step.next.data;
    changed.add(on.parentNode);
  }

  // Only what was written differently is written: what scripts set stays. Of classes, only those that came or went.
  function attributes(was, now) {
    var on = screen.get(was);
    list.call(was.attributes).forEach(function (one) {
      if (now.hasAttribute(one.name)) return;
      if (one.name === 'class') on.classList.remove.apply(on.classList, list.call(was.classList)); else on.removeAttribute(one.name);
      was.removeAttribute(one.name);
      changed.add(on);
    });
    list.call(now.attributes).forEach(function (one) {
      if (was.getAttribute(one.name) === one.value) return;
      if (one.name === 'class') {
        on.classList.remove.apply(on.classList, list.call(was.classList));
        on.classList.add.apply(on.classList, list.call(now.classList));
      } else {
        on.setAttribute(one.name, one.value);
      }
      was.setAttribute(one.name, one.value);
      changed.add(on);
    });
  }

  // A script that came by parsing never runs; one that is made runs, in the order of the page.
  function runScripts() {
    sent.querySelectorAll('script').forEach(function (node) {
      if (!idle.has(node)) return;
      var script = document.createElement('script');
      list.call(node.attributes).forEach(function (one) { script.setAttribute(one.name, one.value); });
      script.async = false;
      script.text = node.text;
      screen.get(node).replaceWith(script);
      screen.set(node, script);
    });
  }

  function insert(node, parent, after) {
    var on = document.importNode(node, true);
    var last = parent.lastChild;
    parent.insertBefore(node, after);
    pair(node, on);
    var place = screen.get(parent);
    var before = after ? screen.get(after) : last && screen.get(last).nextSibling;
    place.insertBefore(on, before && before.parentNode === place ? before : null);
    note(on, node);
  }

  function replace(old, node) {
    var was = screen.get(old);
    var on = document.importNode(node, true);
    carry.push(keep(was, on));
    old.replaceWith(node);
    pair(node, on);
    was.replaceWith(on);
    note(on, node);
  }

  function remove(node) {
    var on = screen.get(node);
    var parent = on.parentNode;
    node.remove();
    on.remove();
    var quiz = parent && parent.closest('section.quiz');
    if (quiz) fresh.add(quiz);
  }

  function note(on, node) {
    changed.add(on.nodeType === 1 ? on : on.parentNode);
    if (node.nodeName === 'SCRIPT') idle.add(node);
    else if (on.nodeType === 1) fresh.add(on.closest('section.quiz') || on);
  }

  // Notes what is typed and chosen in `was`; gives how to carry it into the copy, once its scripts have started.
  function keep(was, on) {
    var notes = fields(was).map(function (field) {
      return {
        name: field.name, type: field.type, value: field.value, checked: field.checked,
        focus: document.activeElement === field, from: field.selectionStart, to: field.selectionEnd
      };
    });
    return function () {
      var free = fields(on).filter(function (field) { return !field.matches(':disabled'); });
      notes.forEach(function (note) {
        var picked = /^(radio|checkbox)$/.test(note.type);
        var at = free.findIndex(function (field) {
          return field.name === note.name && field.type === note.type && (!picked || field.value === note.value);
        });
        if (at < 0) return;
        var field = free.splice(at, 1)[0];
        if (picked) field.checked = note.checked; else field.value = note.value;
        field.dispatchEvent(new Event('input', { bubbles: true }));
        if (!note.focus) return;
        field.focus({ preventScroll: true });
        if (note.from !== null && field.setSelectionRange) field.setSelectionRange(note.from, note.to);
      });
    };
  }

  function fields(within) { return list.call(within.querySelectorAll('input, select, textarea')); }

  // Scripts of the page start again on what is new to them; then what was typed there comes back.
  function tellScripts() {
    fresh.forEach(function (element) {
      if (element.isConnected) document.dispatchEvent(new CustomEvent('sotay:replaced', { detail: element }));
    });
    carry.forEach(function (put) { put(); });
  }

  // The edited blocks light up quietly; if none is on screen, the first comes into view.
  function point() {
    var blocks = new Set();
    changed.forEach(function (element) {
      if (element.isConnected && element.closest('main') && !element.closest('nav')) blocks.add(element.closest('main [data-at]') || element);
    });
    blocks = list.call(Array.from(blocks), 0, 12);
    if (!blocks.length) return;
    var seen = blocks.some(function (block) {
      var box = block.getBoundingClientRect();
      return box.bottom > 0 && box.top < window.innerHeight;
    });
    var typing = document.hasFocus() && /^(INPUT|TEXTAREA|SELECT)$/.test((document.activeElement || {}).nodeName);
    if (!seen && !typing) blocks[0].scrollIntoView({ block: 'center', behavior: calm.matches ? 'auto' : 'smooth' });
    blocks.forEach(function (block) {
      var lit = { outline: '2px solid rgba(214, 158, 46, .9)', outlineOffset: '4px' };
      var out = calm.matches ? lit : { outline: '2px solid rgba(214, 158, 46, 0)', outlineOffset: '4px' };
      if (block.animate) block.animate([lit, out], { duration: 1200, easing: 'ease-in' });
    });
  }

  // ---- Styles and pictures

  function exchangeStyles(sign) {
    list.call(document.querySelectorAll('link[rel~="stylesheet"]')).forEach(function (link) {
      var url = new URL(link.href);
      if (url.origin !== location.origin) return;
      url.search = '?v=' + sign;
      var next = link.cloneNode();
      next.href = url.pathname + url.search;
      // The old one holds until the new one is there, so that nothing flashes.
      next.onload = next.onerror = function () { link.remove(); };
      link.after(next);
      list.call(sent.querySelectorAll('link')).forEach(function (as) { if (screen.get(as) === link) screen.set(as, next); });
    });
  }

  function exchangePictures(sign) {
    document.querySelectorAll('img[src]').forEach(function (picture) {
      var url = new URL(picture.src);
      if (url.origin !== location.origin) return;
      url.search = '?v=' + sign;
      picture.src = url.pathname + url.search;
    });
  }

  // ---- News

  var busy = false;
  var latest = null;
  var source = null;
  var again = 0;

  function hear(news) {
    latest = news;
    if (!busy && news.number) follow(news);
  }

  function follow(news) {
    busy = true;
    var old = news.run !== shown.run || news.number !== shown.number;
    (old ? renew(news) : Promise.resolve(true)).then(function (here) {
      return here ? tellMistakes(news) : null;
    }).catch(function () { /* the server went; the next news come when it is back */ }).then(function () {
      busy = false;
      if (latest !== news && latest.number) follow(latest);
    });
  }

  // Brings the page to the version of the news; gives whether it stays.
  function renew(news) {
    if (news.run !== shown.run || !shown.number || news.frame !== shown.frame) return reload();
    if (news.page) return Promise.resolve(news.page).then(take);
    return fetch(location.pathname, { cache: 'no-store', headers: { 'Sotay-Live': '1' } }).then(function (response) {
      var near = response.headers.get('sotay-nearest');
      if (near !== null) {
        if (!document.body.classList.contains('sotay-stand-in')) gone(near);
        return true;
      }
      if (!response.ok) return true;
      return response.text().then(take);
    });
  }

  function take(html) {
    var script = new DOMParser().parseFromString(html.slice(html.lastIndexOf('<script')), 'text/html').querySelector('script');
    var next = signs(script);
    if (document.body.classList.contains('sotay-stand-in') || next.frame !== shown.frame || next.run !== shown.run) return reload();
    back();
    if (!bring(html)) return reload();
    if (next.styles !== shown.styles) exchangeStyles(next.styles);
    if (next.pictures !== shown.pictures) exchangePictures(next.pictures);
    shown = next;
    own.dataset.number = next.number;
    tellScripts();
    point();
    return true;
  }

  // The browser keeps the scroll position of a page that is loaded anew.
  function reload() {
    location.reload();
    return new Promise(function () { /* this page ends here */ });
  }

  function listen() {
    clearTimeout(again);
    if (source) source.close();
    source = new EventSource('/-/news?page=' + encodeURIComponent(location.pathname));
    source.onmessage = function (event) {
      lost.hidden = true;
      hear(JSON.parse(event.data));
    };
    source.onerror = function () {
      source.close();
      write(lost, say('lost'));
      again = setTimeout(listen, 400);
    };
  }

  function rest() {
    clearTimeout(again);
    if (source) source.close();
    source = null;
  }

  // A browser opens only six connections to a server: windows that nobody sees do without.
  document.addEventListener('visibilitychange', function () { if (document.hidden) rest(); else listen(); });
  window.addEventListener('pagehide', rest);
  window.addEventListener('pageshow', function (event) { if (event.persisted) listen(); });

  // ---- What is shown of our own

  var host = document.createElement('sotay-preview');
  var root = host.attachShadow({ mode: 'open' });
  var style = make('link');
  var corner = make('aside', 'corner');
  var lost = make('p', 'note');
  var toast = make('p', 'note');
  var badge = make('button', 'badge');
  var sheet = make('dialog', 'sheet');
  var dismissed = '';
  var fading = 0;
  var state = { isAsked: false, isGone: false };

  style.rel = 'stylesheet';
  style.href = '/-/live.css';
  corner.setAttribute('aria-label', 'sotay serve');
  [lost, toast].forEach(function (element) { element.setAttribute('role', 'status'); element.hidden = true; });
  badge.type = 'button';
  badge.hidden = true;
  badge.title = say('ask');
  badge.addEventListener('click', function () { state.isAsked = true; open(); });
  sheet.setAttribute('aria-labelledby', 'title');
  sheet.addEventListener('close', function () { state.isAsked = false; dismissed = sheet.dataset.key || ''; });
  [lost, toast, badge].forEach(function (element) { corner.appendChild(element); });
  [style, corner, sheet].forEach(function (element) { root.appendChild(element); });
  document.documentElement.appendChild(host);

  function make(tag, className, text) {
    var element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  function write(element, words) {
    element.hidden = false;
    if (element.textContent !== words) element.textContent = words;
  }

  function open() {
    if (!sheet.open) sheet.showModal();
  }

  // Fills the sheet: a heading, a sentence, the way out, and what `body` holds. The cursor stays on the way out.
  function fill(title, sentence, body) {
    var held = root.activeElement && root.activeElement.className === 'close';
    var head = make('div', 'head');
    var heading = make('h2', '', title);
    var close = make('button', 'close', say('close'));
    heading.id = 'title';
    close.type = 'button';
    close.addEventListener('click', function () { sheet.close(); });
    head.appendChild(heading);
    head.appendChild(close);
    sheet.textContent = '';
    [head, make('p', 'sentence', sentence), body].forEach(function (element) { sheet.appendChild(element); });
    if (held) close.focus();
  }

  // All mistakes of a version: errors open the sheet, unless these very ones were put aside; warnings only count. A sheet
  // that the badge opened stays open until it is closed or nothing is left to tell.
  function tellMistakes(news) {
    if (state.isGone) return null;
    if (!(news.errors + news.warnings)) {
      badge.hidden = true;
      delete sheet.dataset.key;
      dismissed = '';
      if (sheet.open) { sheet.close(); flashNote(say('fixed')); }
      return null;
    }
    return fetch('/-/report', { cache: 'no-store' }).then(function (response) { return response.json(); }).then(function (report) {
      var key = JSON.stringify(report.items.filter(function (item) { return item.severity === 'error'; })
        .map(function (item) { return [item.code, item.file, item.message]; }));
      fill(say(news.errors ? 'title-errors' : 'title-warnings'), say(news.kept ? 'kept' : 'newest'), listed(report));
      sheet.dataset.key = key;
      // Only now: what the badge opens is filled.
      badge.hidden = false;
      badge.classList.toggle('has-errors', news.errors > 0);
      badge.textContent = say(news.errors ? 'badge' : 'badge-warnings', news);
      if (news.errors && key !== dismissed) open();
      else if (!news.errors && sheet.open && !state.isAsked) sheet.close();
    });
  }

  function listed(report) {
    var items = make('ol', 'mistakes');
    report.items.forEach(function (item) { items.appendChild(mistake(item)); });
    if (report.more) items.appendChild(make('li', 'more', say('more', { count: report.more })));
    return items;
  }

  function mistake(item) {
    var element = make('li', item.severity);
    var head = make('p', 'where');
    head.appendChild(make('strong', '', item.kind));
    head.appendChild(document.createTextNode(' '));
    head.appendChild(placed(item.file, item.line, item.column));
    head.appendChild(document.createTextNode(' '));
    head.appendChild(make('code', 'name', item.code));
    element.appendChild(head);
    element.appendChild(make('p', 'message', item.message));
    if (item.excerpt && (item.excerpt.before + item.excerpt.marked + item.excerpt.after).trim()) {
      var excerpt = make('pre');
      excerpt.tabIndex = 0;
      excerpt.appendChild(make('span', 'line', item.line));
      excerpt.appendChild(document.createTextNode(' ' + item.excerpt.before));
      excerpt.appendChild(make('mark', '', item.excerpt.marked || ' '));
      excerpt.appendChild(document.createTextNode(item.excerpt.after));
      element.appendChild(excerpt);
    }
    item.related.forEach(function (related) {
      var line = make('p', 'related');
      line.appendChild(placed(related.file, related.line, related.column));
      line.appendChild(document.createTextNode(' ' + related.message));
      element.appendChild(line);
    });
    item.hints.forEach(function (hint) {
      var line = make('p', 'hint');
      line.appendChild(make('b', '', say('hint') + ': '));
      line.appendChild(document.createTextNode(hint));
      element.appendChild(line);
    });
    return element;
  }

  // A place that leads to the editor, where there is one.
  function placed(file, line, column) {
    var name = file + ':' + line + ':' + column;
    if (!latest.editor || !file) return make('code', 'place', name);
    var element = make('button', 'place', name);
    element.type = 'button';
    element.addEventListener('click', function () { locate(file + ':' + line); });
    return element;
  }

  function gone(near) {
    var way = make('p', 'way');
    if (near) {
      var link = make('a', '', near);
      link.href = '/' + near;
      way.appendChild(document.createTextNode(say('nearest') + ' '));
      way.appendChild(link);
    }
    fill(say('gone'), say('gone-text'), way);
    state.isGone = true;
    sheet.dataset.key = 'gone';
    open();
  }

  // The page is there again.
  function back() {
    if (!state.isGone) return;
    state.isGone = false;
    dismissed = '';
    if (sheet.open) sheet.close();
  }

  function flashNote(words) {
    clearTimeout(fading);
    write(toast, words);
    fading = setTimeout(function () { toast.hidden = true; }, 5000);
  }

  // ---- Where a block is written

  document.addEventListener('click', function (event) {
    var target = event.target;
    if (!event.altKey || event.button || target === host || !latest) return;
    event.preventDefault();
    event.stopPropagation();
    var block = target.closest && target.closest('[data-at]');
    var place = block ? block.getAttribute('data-at') : own.dataset.at;
    if (place) locate(place);
  }, true);

  // Names the place; opens it, where there is an editor.
  function locate(place) {
    var query = '?at=' + encodeURIComponent(place);
    var asked = latest.editor
      ? fetch('/-/open' + query, { method: 'POST', headers: { 'Sotay-Token': latest.token } })
      : fetch('/-/where' + query, { cache: 'no-store' });
    asked.then(function (response) { return response.ok ? response.json() : null; }).then(function (found) {
      var name = found ? found.file + ':' + found.line : place.split('@')[0];
      flashNote(say(!found ? 'refused' : latest.editor ? 'opened' : 'at', { place: name }));
    }).catch(function () { flashNote(say('lost')); });
  }

  try { delete window.sotayLive; } catch (error) { /* nobody else looks at it */ }
  if (!document.hidden) listen();
})();
