// store.js – where a reader's progress lies: one text under the handbook's key, of which it understands nothing (progress.js
// does). window.sotay.answer(message) gives the text ({}) or writes one ({save, over}), only over the one that the asker
// knew: a tab that comes late is told what stands here now, so that it can lay both together.
//
// It runs in the page itself where pages share a storage: on a server, and in the one-file edition. Firefox gives each
// page at file:// a storage of its own: there it runs in the hidden page luu.html, which all pages ask by postMessage.
(function () {
  'use strict';

  const sotay = window.sotay = window.sotay || {};
  const { handbook, storage } = document.documentElement.dataset;
  const key = 'sotay:' + handbook;
  const token = window.name;

  // What cannot be understood is moved aside, never overwritten; there may be no room for it twice.
  function keepAside(text) {
    localStorage.removeItem(key);
    try {
      localStorage.setItem(key + ':' + Date.now(), text);
    } catch (error) {
      localStorage.setItem(key, text);
      throw error;
    }
  }

  // What lies aside goes only when the reader erases everything.
  function write({ save, over, aside, erase }) {
    const now = localStorage.getItem(key);
    if (now !== over) return { saved: false, text: now };
    if (aside && now) keepAside(now);
    localStorage.setItem(key, save);
    if (erase) {
      Object.keys(localStorage).forEach((name) => {
        if (name.startsWith(key + ':')) localStorage.removeItem(name);
      });
    }
    return { saved: true, text: save };
  }

  sotay.answer = (message) => {
    try {
      return typeof message.save === 'string' ? write(message) : { text: localStorage.getItem(key) };
    } catch (error) {
      return { refused: true };
    }
  };

  // Only the page that holds the hidden one is answered. Opened by itself, nobody asks; on a server, strangers might.
  if (storage === undefined || window.parent === window || /^http/.test(location.protocol)) return;
  window.addEventListener('message', ({ data, source }) => {
    if (source !== window.parent || !data || data.sotay !== token) return;
    source.postMessage(Object.assign(sotay.answer(data), { sotay: token }), '*');
  });

  window.parent.postMessage({ sotay: token, ready: true }, '*');
})();
