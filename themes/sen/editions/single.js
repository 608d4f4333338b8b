// single.js – one page at a time in the one-file edition.
//
// The file holds every page as a .sheet, and without this script all of them stand below each other, with working
// links. With it only the page that the address names (#anchor of a page, or of something in it) is shown; the others
// are hidden until found, so that the browser's own search still looks through all. Going back returns to the line
// that the reader left. The event sotay:sheet is sent on a page when it is shown.
//
// It also gives the results page what the questions say, which stands in the document already.
(function () {
  'use strict';

  var sotay = window.sotay = window.sotay || {};
  var sheets = [].slice.call(document.querySelectorAll('.sheet'));
  var title = document.title;
  var current = null;
  var left = {};         // how far down each page was when the reader left it
  var byLink = false;    // whether the address changes because a link was followed

  function target() {
    var id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch (error) { return null; }
    return id ? document.getElementById(id) : null;
  }

  // The page to show for a place; for a place outside all pages, such as the skip link's, the one that is shown.
  function sheetOf(place) {
    return (place && place.closest('.sheet')) || (place && current) || sheets[0];
  }

  function show(sheet) {
    if (sheet === current) return;
    if (current) hide(current);
    sheet.removeAttribute('hidden');
    current = sheet;
    var heading = sheet.querySelector('h1');
    document.title = sheet === sheets[0] || !heading ? title : heading.textContent.trim() + ' – ' + title;
    sheet.dispatchEvent(new CustomEvent('sotay:sheet', { bubbles: true }));
  }

  function hide(sheet) {
    sheet.setAttribute('hidden', 'until-found');
  }

  // A reader who cannot see the page change is taken to its heading.
  function announce(sheet) {
    var heading = sheet.querySelector('h1');
    if (!heading) return;
    heading.setAttribute('tabindex', '-1');
    heading.focus({ preventScroll: true });
  }

  function go() {
    var place = target();
    var sheet = sheetOf(place);
    var turned = sheet !== current;
    show(sheet);
    if (!byLink && turned && left[sheet.id] !== undefined) window.scrollTo(0, left[sheet.id]);
    else if (place && place !== sheet) place.scrollIntoView();
    else if (turned) window.scrollTo(0, 0);
    if (turned && (!place || place === sheet)) announce(sheet);
    byLink = false;
  }

  document.addEventListener('click', function (event) {
    var link = event.target.closest && event.target.closest('a[href^="#"]');
    if (!link) return;
    byLink = true;
    left[current.id] = window.pageYOffset;
  });
  document.addEventListener('beforematch', function (event) {
    var sheet = event.target.closest('.sheet');
    if (sheet) show(sheet);
  });
  window.addEventListener('hashchange', go);

  function asked(question) {
    var item = document.getElementById(question.id);
    var legend = item && item.querySelector('legend').cloneNode(true);
    var text = legend ? legend.textContent : '';
    if (legend) legend.querySelectorAll('.question-number, .question-about').forEach(function (part) { text = text.replace(part.textContent, ''); });
    return text.trim();
  }

  ((sotay.outline || {}).parts || []).forEach(function (part) {
    part.pages.forEach(function (page) {
      page.questions.forEach(function (question) { question.text = asked(question); });
    });
  });

  sheets.forEach(hide);
  show(sheetOf(target()));
  document.documentElement.classList.add('paged');
  var place = target();
  if (place && place !== current) place.scrollIntoView();
})();
