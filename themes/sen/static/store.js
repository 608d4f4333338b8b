// store.js – the one place where a reader's progress lies: runs in the hidden page luu.html.
//
// Firefox gives each page at file:// a storage of its own, so all pages ask this one, by postMessage. It reads and
// writes one text under the handbook's key and understands nothing of it (progress.js does). A text is written only
// over the one the asker knew: a tab that comes late is told what stands here now, so that it can lay both together.
(function () {
  'use strict';

  var key = 'sotay:' + document.documentElement.getAttribute('data-handbook');
  var token = location.hash.slice(1);
  // On a server origins mean something; at file:// every page is a stranger to every other.
  var origin = /^http/.test(location.protocol) ? location.origin : '*';

  // What cannot be understood is kept beside, never overwritten; it goes when the reader erases everything.
  function write(message) {
    var now = localStorage.getItem(key);
    if (now !== message.over) return { saved: false, text: now };
    if (message.aside && now) localStorage.setItem(key + ':' + Date.now(), now);
    localStorage.setItem(key, message.save);
    if (message.erase) {
      Object.keys(localStorage).forEach(function (name) {
        if (name.indexOf(key + ':') === 0) localStorage.removeItem(name);
      });
    }
    return { saved: true, text: message.save };
  }

  function answered(message) {
    try {
      return typeof message.save === 'string' ? write(message) : { text: localStorage.getItem(key) };
    } catch (error) {
      return { refused: true };
    }
  }

  // Only the page that holds this one is answered, and on a server only one of ours.
  window.addEventListener('message', function (event) {
    var message = event.data;
    if (event.source !== window.parent || (origin !== '*' && event.origin !== origin)) return;
    if (!message || message.sotay !== token) return;
    var reply = answered(message);
    reply.sotay = token;
    event.source.postMessage(reply, origin);
  });

  window.parent.postMessage({ sotay: token, ready: true }, origin);
})();
