// dom.js – what the scripts of the reader share: words, elements, a fair order.
(function () {
  'use strict';

  var sotay = window.sotay = window.sotay || {};

  // A word of the interface with its {places} filled in.
  sotay.say = (key, values) => {
    return String((sotay.words || {})[key] || key).replace(/\{(\w+)\}/g, (whole, name) => {
      return values && name in values ? values[name] : whole;
    });
  };

  sotay.all = (root, selector) => Array.from(root.querySelectorAll(selector));

  // A share of the points, rounded down, so that 79,9 is not shown as a pass of 80; the addition forgives binary fractions.
  sotay.percent = (share) => Math.floor(share * 100 + 1e-9);

  sotay.make = (tag, className, text) => {
    var element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };

  sotay.button = (text, className, press) => {
    var element = sotay.make('button', className, text);
    element.type = 'button';
    if (press) element.addEventListener('click', press);
    return element;
  };

  // The hash FNV-1a, stirred at the end as in MurmurHash3, or neighbouring seeds would give neighbouring numbers.
  function hash(text) {
    var sum = 0x811c9dc5;
    for (var at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
    sum = Math.imul(sum ^ sum >>> 16, 0x85ebca6b);
    return (sum ^ sum >>> 13) >>> 0;
  }

  // The items in an order that looks like chance and is always the same for the same seed.
  sotay.mix = (items, seed, text) => {
    var ranks = items.map((item, at) => ({ item, rank: hash(seed + '\n' + text(item)), at }));
    return ranks.sort((a, b) => a.rank - b.rank || a.at - b.at).map((one) => one.item);
  };
})();
