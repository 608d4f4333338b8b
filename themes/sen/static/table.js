// table.js – sorts and filters a table of data.
//
// The table is whole in the page; this adds a button to each column's name, a select for each
// column of data-filter, a box that finds words written with or without their marks, and a
// count that is spoken. On phones the rows become cards (figures.css): for that each cell gets
// the name of its column, and the roles that display: block would take away.
(function () {
  'use strict';

  var sotay = window.sotay || {};
  if (!sotay.words || !sotay.make) return;
  var say = sotay.say;
  var make = sotay.make;
  var made = 0;
  var compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
  var roman = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };

  // «Chuyển đổi» becomes «chuyen doi».
  function bare(text) {
    return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/gi, 'd').toLowerCase().replace(/\s+/g, ' ').trim();
  }

  // What a cell counts as: 1.250,5 – 30% – 17/4/2020 – 2020 or 2020 - 2021 – VIII; else NaN.
  function number(text) {
    var found = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
    if (found) return found[3] * 1e4 + found[2] * 100 + +found[1];
    found = /^(\d+)\s*[-–]\s*(\d+)$/.exec(text);
    if (found) return +found[1] + found[2] / 1e5;
    if (/^[IVXLCDM]+$/.test(text)) {
      return text.split('').reduce((sum, digit, at, all) => {
        return sum + (roman[digit] < roman[all[at + 1]] ? -1 : 1) * roman[digit];
      }, 0);
    }
    if (!/^[-−]?\d[\d.,]*\s?%?$/.test(text)) return NaN;
    var thousands = /^en/.test(document.documentElement.lang) ? /,/g : /\./g;
    return parseFloat(text.replace('−', '-').replace(thousands, '').replace(',', '.'));
  }

  // The order of a column: as numbers where every value is one, else as words.
  function orderOf(values) {
    var numeric = values.every((value) => value === '' || !isNaN(number(value)));
    return numeric ? (one, other) => number(one) - number(other) : compare;
  }

  function bind(figure) {
    var table = figure.querySelector('table');
    var body = table && table.tBodies[0];
    if (!body || !table.tHead) return;
    var heads = Array.from(table.tHead.rows[0].cells);
    var names = heads.map((head) => head.textContent.trim());
    var rows = Array.from(body.rows).map((row, at) => {
      var cells = Array.from(row.cells).map((cell) => cell.textContent.trim());
      return { element: row, at, cells, bare: cells.map(bare).join('\n') };
    });
    var selects = []; // { column, control }
    var find = null;
    var found = '';
    var sorted = -1; // the column, or none
    var up = true;
    var tools = make('div', 'table-tools');
    var count = make('p', 'table-count');
    var state = make('div', 'table-state');
    var reset = sotay.button(say('table_reset'), 'button', () => {
      selects.forEach((one) => { one.control.value = ''; });
      if (find) find.value = '';
      sort(-1, true);
      filter();
      (find || heads[0].firstChild).focus(); // the button goes away
    });

    function column(index) { return rows.map((row) => row.cells[index]); }

    function field(name, control, event) {
      var label = make('label', '', name);
      var box = make('div');
      control.id = label.htmlFor = 'table-field-' + ++made;
      control.addEventListener(event, filter);
      box.append(label, control);
      tools.append(box);
      return control;
    }

    function filter() {
      var wanted = find ? bare(find.value) : '';
      var shown = rows.filter((row) => {
        var fits = row.bare.indexOf(wanted) >= 0 && selects.every((one) => {
          return one.control.value === '' || one.control.value === row.cells[one.column];
        });
        row.element.hidden = !fits;
        return fits;
      }).length;
      found = say(shown ? 'table_count' : 'table_none', { shown, all: rows.length });
      changed();
    }

    // What the reader sees now: how many rows, in which order; and a way back, if there is something to undo.
    function changed() {
      count.textContent = (found + ' ' + (sorted < 0 ? '' : say(up ? 'table_up' : 'table_down', { column: names[sorted] }))).trim();
      tools.hidden = !find && sorted < 0;
      reset.hidden = sorted < 0 && !(find && find.value) && selects.every((one) => one.control.value === '');
    }

    function sort(index, upwards) {
      sorted = index;
      up = upwards;
      var order = index < 0 ? null : orderOf(column(index));
      rows.slice().sort((one, other) => {
        var a = one.cells[index];
        var b = other.cells[index];
        if (order && (a === '') !== (b === '')) return a === '' ? 1 : -1; // nothing comes last either way
        return order && (up ? order(a, b) : order(b, a)) || one.at - other.at;
      }).forEach((row) => body.append(row.element));
      heads.forEach((head, at) => {
        if (at === index) head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        else head.removeAttribute('aria-sort');
      });
      changed();
    }

    heads.forEach((head, index) => {
      var longest = Math.max(...column(index).map((value) => (value || '').length));
      head.textContent = '';
      head.append(sotay.button(names[index], '', () => { sort(index, sorted !== index || !up); }));
      rows.forEach((row) => {
        var cell = row.element.cells[index];
        cell.setAttribute('data-label', names[index]);
        if (longest > 16) cell.classList.add(longest > 60 ? 'long' : 'mid');
      });
    });

    JSON.parse(figure.getAttribute('data-filter') || '[]').forEach((index) => {
      var seen = Array.from(new Set(column(index))).filter(Boolean);
      var control = field(names[index], make('select'), 'change');
      control.append(new Option(say('table_all'), ''));
      seen.sort(orderOf(seen)).forEach((value) => control.append(new Option(value, value)));
      selects.push({ column: index, control });
    });
    if (rows.length > 10 || selects.length) {
      find = field(say('table_find'), make('input'), 'input');
      find.type = 'search';
    }

    tools.setAttribute('role', 'group');
    tools.setAttribute('aria-label', say('table_tools'));
    count.setAttribute('aria-live', 'polite');
    if (find) filter(); else changed();
    state.append(count, reset);
    tools.append(state);
    table.parentNode.before(tools);
    figure.classList.add('is-live');
    table.setAttribute('role', 'table');
    [['thead, tbody', 'rowgroup'], ['tr', 'row'], ['th', 'columnheader'], ['td', 'cell']].forEach((one) => {
      table.querySelectorAll(one[0]).forEach((part) => part.setAttribute('role', one[1]));
    });
  }

  document.querySelectorAll('figure.data').forEach(bind);
  document.addEventListener('sotay:replaced', (event) => {
    if (event.detail.matches('figure.data')) bind(event.detail);
    event.detail.querySelectorAll('figure.data').forEach(bind);
  });
})();
