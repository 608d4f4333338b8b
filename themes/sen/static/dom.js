// dom.js – the three things every script of ours makes: words, elements, buttons.
//
// window.sotay.say(key, values) is a word of words.js with {braces} filled in; make and button give elements whose
// text is always text, never markup.
(function () {
  'use strict';

  var sotay = window.sotay = window.sotay || {};

  sotay.say = function (key, values) {
    return String((sotay.words || {})[key] || key).replace(/\{(\w+)\}/g, function (whole, name) {
      return values && name in values ? values[name] : whole;
    });
  };

  sotay.make = function (tag, className, text) {
    var element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };

  sotay.button = function (text, className) {
    var element = sotay.make('button', className, text);
    element.type = 'button';
    return element;
  };
})();
