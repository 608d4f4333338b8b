// table.js – sorts and filters a table of data.
//
// The table is whole in the page; this adds a button to each column's name, a select for each
// column of data-filter, a box that finds words written with or without their marks, and a
// count that is spoken. On phones the rows become cards (figures.css): for that each cell gets the
// name of its column, and the roles that display: block would take away.
(function () {
  'use strict';

  var sotay = window.sotay || {};
  var say = sotay.say;
  var make = sotay.make;
  if (!say || !sotay.words) return;
  var list = Array.prototype.slice;
  var made = 0;

  // «Chuyển đổi» becomes «chuyen doi».
  function bare(text) {
    return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/gi, 'd').toLowerCase().replace(/\s+/g, ' ').trim();
  }

  // Order

  var alphabet = 'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz';

  // Where the browser knows no Vietnamese order: letters first (a ă â b … d đ e ê), tones after.
  function byLetters(one, other) {
    function ranks(text) {
      var plain = text.normalize('NFD').replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '').normalize('NFC').toLowerCase();
      return plain.split('').map(function (letter) { return alphabet.indexOf(letter) + 1 || letter.charCodeAt(0) / 1e6; });
    }
    var a = ranks(one);
    var b = ranks(other);
    for (var at = 0; at < a.length && at < b.length; at++) if (a[at] !== b[at]) return a[at] - b[at];
    return a.length - b.length || (one < other ? -1 : one > other ? 1 : 0);
  }

  function vietnamese() {
    try {
      if (Intl.Collator.supportedLocalesOf('vi').length) return new Intl.Collator('vi', { numeric: true }).compare;
    } catch (error) {
      // no Intl: an old browser
    }
    return byLetters;
  }

  var compare = vietnamese();
  var roman = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };

  // What a cell counts as: 1.250,5 – 30% – 17/4/2020 – 2020 or 2020 - 2021 – VIII; else NaN.
  function number(text) {
    var found = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
    if (found) return found[3] * 1e4 + found[2] * 100 + +found[1];
    found = /^(\d+)\s*[-–]\s*(\d+)$/.exec(text);
    if (found) return +found[1] + found[2] / 1e5;
    if (/^[IVXLCDM]+$/.test(text)) {
      return text.split('').reduce(function (sum, digit, at, all) {
        return sum + (roman[digit] < roman[all[at + 1]] ? -1 : 1) * roman[digit];
      }, 0);
    }
    if (!/^[-−]?\d[\d.,]*\s?%?$/.test(text)) return NaN;
    var comma = !/^en/.test(document.documentElement.lang);
    text = text.replace('−', '-').replace(comma ? /\./g : /,/g, '');
    return parseFloat(text.replace(',', '.'));
  }

  // The order of a column: as numbers where every value is one, else as words.
  function orderOf(values) {
    var numeric = values.every(function (value) { return value === '' || !isNaN(number(value)); });
    return numeric ? function (one, other) { return number(one) - number(other); } : compare;
  }

  // One table

  function bind(figure) {
    var table = figure.querySelector('table');
    var body = table && table.tBodies[0];
    if (!body || !table.tHead) return;
    var heads = list.call(table.tHead.rows[0].cells);
    var names = heads.map(function (head) { return head.textContent.trim(); });
    var rows = list.call(body.rows).map(function (row, at) {
      var cells = list.call(row.cells).map(function (cell) { return cell.textContent.trim(); });
      return { element: row, at: at, cells: cells, bare: cells.map(bare).join('\n') };
    });
    var selects = []; // { column, control }
    var find = null;
    var found = '';
    var sorted = { column: -1, up: true };
    var tools = make('div', 'table-tools needs-script');
    var count = make('p', 'table-count');
    var reset = sotay.button(say('table_reset'), 'button');

    function column(index) { return rows.map(function (row) { return row.cells[index]; }); }

    function field(name, control) {
      var label = make('label', '', name);
      control.id = 'table-field-' + ++made;
      label.htmlFor = control.id;
      var box = make('div');
      box.appendChild(label);
      box.appendChild(control);
      tools.appendChild(box);
      return control;
    }

    function filter() {
      var wanted = find ? bare(find.value) : '';
      var shown = 0;
      rows.forEach(function (row) {
        var fits = row.bare.indexOf(wanted) >= 0 && selects.every(function (one) {
          return one.control.value === '' || one.control.value === row.cells[one.column];
        });
        row.element.hidden = !fits;
        if (fits) shown++;
      });
      found = say(shown ? 'table_count' : 'table_none', { shown: shown, all: rows.length });
      changed();
    }

    // What the reader sees now: how many rows, in which order; and a way back, if there is something to undo.
    function changed() {
      var order = sorted.column < 0 ? '' : say(sorted.up ? 'table_up' : 'table_down', { column: names[sorted.column] });
      count.textContent = (found + ' ' + order).trim();
      tools.hidden = !find && sorted.column < 0;
      var filtered = selects.some(function (one) { return one.control.value !== ''; });
      reset.hidden = !filtered && sorted.column < 0 && !(find && find.value);
    }

    function sort(index, up) {
      sorted = { column: index, up: up };
      var order = index < 0 ? null : orderOf(column(index));
      rows.slice().sort(function (one, other) {
        if (order) {
          var a = one.cells[index];
          var b = other.cells[index];
          if ((a === '') !== (b === '')) return a === '' ? 1 : -1; // nothing comes last either way
          var way = order(a, b);
          if (way) return up ? way : -way;
        }
        return one.at - other.at;
      }).forEach(function (row) { body.appendChild(row.element); });
      heads.forEach(function (head, at) {
        if (at === index) head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        else head.removeAttribute('aria-sort');
      });
      changed();
    }

    function role(element, name) { element.setAttribute('role', name); }

    role(table, 'table');
    [table.tHead, body].forEach(function (group) { role(group, 'rowgroup'); });
    list.call(table.rows).forEach(function (row) { role(row, 'row'); });
    heads.forEach(function (head, index) {
      var values = column(index);
      var longest = Math.max.apply(null, values.map(function (value) { return value.length; }).concat(0));
      var button = sotay.button(names[index], '', function () {
        sort(index, sorted.column !== index || !sorted.up);
      });
      head.textContent = '';
      head.appendChild(button);
      role(head, 'columnheader');
      rows.forEach(function (row) {
        var cell = row.element.cells[index];
        if (!cell) return;
        cell.setAttribute('data-label', names[index]);
        if (longest > 16) cell.classList.add(longest > 60 ? 'long' : 'mid');
        role(cell, 'cell');
      });
    });

    JSON.parse(figure.getAttribute('data-filter') || '[]').forEach(function (index) {
      var seen = column(index).filter(function (value, at, all) { return value !== '' && all.indexOf(value) === at; });
      var control = field(names[index], make('select'));
      control.appendChild(new Option(say('table_all'), ''));
      seen.sort(orderOf(seen)).forEach(function (value) { control.appendChild(new Option(value, value)); });
      control.addEventListener('change', filter);
      selects.push({ column: index, control: control });
    });
    if (rows.length > 10 || selects.length) {
      find = field(say('table_find'), make('input'));
      find.type = 'search';
      find.autocomplete = 'off';
      find.addEventListener('input', filter);
    }

    reset.addEventListener('click', function () {
      selects.forEach(function (one) { one.control.value = ''; });
      if (find) find.value = '';
      sort(-1, true);
      filter();
      (find || heads[0].firstChild).focus(); // the button goes away
    });
    role(tools, 'group');
    tools.setAttribute('aria-label', say('table_tools'));
    count.setAttribute('aria-live', 'polite');
    if (find) filter(); else changed();
    var foot = make('div', 'table-state');
    foot.appendChild(count);
    foot.appendChild(reset);
    tools.appendChild(foot);
    table.parentNode.parentNode.insertBefore(tools, table.parentNode);
    figure.classList.add('is-live');
  }

  document.querySelectorAll('figure.data').forEach(bind);
})();
