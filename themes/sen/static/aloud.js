// aloud.js – reads the page aloud, where the browser has a voice of the page's language.
//
// Loaded by look.js once such a voice is known; the button stands with the other tools. The
// paragraph that is read is marked and kept in view. A pause stops the voice and goes on with
// the same sentence: pausing a voice itself does not work on Android.
(function () {
  'use strict';

  var sotay = window.sotay || {};
  var speech = window.speechSynthesis;
  var dock = document.querySelector('.dock');
  if (!speech || !dock || !sotay.words || !sotay.button) return;
  var language = document.documentElement.lang.slice(0, 2).toLowerCase();
  var voice = null;
  var sentences = []; // { place, text }, in order
  var at = 0;
  var speaking = null; // the utterance that is heard now
  var play = sotay.button('', 'aloud', function () {
    if (speaking) pause(); else read();
  });
  var stop = sotay.button(sotay.say('aloud_stop'), 'aloud', function () {
    end();
    play.focus(); // this button goes away
  });

  // The page's own text in pieces: what is folded away, notes and citations are not read.
  function collect() {
    var blocks = 'h1, h2, h3, h4, p, li, dt, dd, td, th';
    var silent = blocks + ', ul, ol, dl, table, svg, details:not([open]), .citation, .note-ref, .erratum-ref';
    function words(node) {
      if (node.nodeType === 3) return node.data;
      if (node.nodeType !== 1) return '';
      return Array.prototype.map.call(node.childNodes, function (child) {
        return child.nodeType === 1 && child.matches(silent) ? ' ' : words(child);
      }).join('');
    }
    document.querySelectorAll('h1, main .summary, main .objectives li, main .body').forEach(function (part) {
      var places = part.matches('.body') ? part.querySelectorAll(blocks) : [part];
      Array.prototype.forEach.call(places, function (place) {
        if (place.closest('details:not([open]), .table-tools, .notes') || !place.getClientRects().length) return;
        (words(place).replace(/\s+/g, ' ').match(/[^.;:!?…]+[.;:!?…]*(?=\s|$)|\S[^]*$/g) || []).forEach(function (text) {
          if (/[^\s.,;:–-]/.test(text)) sentences.push({ place: place, text: text.trim() });
        });
      });
    });
  }

  function mark(place) {
    var marked = document.querySelector('.is-read');
    if (marked === place) return;
    if (marked) marked.classList.remove('is-read');
    if (!place) return;
    place.classList.add('is-read');
    var box = place.getBoundingClientRect();
    if (box.top < 0 || box.bottom > window.innerHeight - 80) place.scrollIntoView({ block: 'center' });
  }

  function read() {
    if (!sentences.length) collect();
    if (at >= sentences.length) { end(); return; }
    var one = new SpeechSynthesisUtterance(sentences[at].text);
    one.voice = voice;
    one.lang = voice.lang;
    one.onend = function () {
      if (speaking !== one) return; // paused or stopped meanwhile
      at += 1;
      read();
    };
    one.onerror = function () { if (speaking === one) pause(); };
    speaking = one;
    mark(sentences[at].place);
    speech.speak(one);
    show('aloud_pause');
  }

  function pause() {
    speaking = null;
    speech.cancel();
    show('aloud_on');
  }

  function end() {
    pause();
    sentences = [];
    at = 0;
    mark(null);
    show('aloud');
  }

  function show(word) {
    play.textContent = sotay.say(word);
    stop.hidden = word === 'aloud';
  }

  voice = speech.getVoices().filter(function (one) { return one.lang.slice(0, 2).toLowerCase() === language; })[0];
  if (!voice) return;
  window.addEventListener('pagehide', function () { if (speaking) end(); });
  show('aloud');
  dock.appendChild(play);
  dock.appendChild(stop);
})();
