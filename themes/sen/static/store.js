// store.js – the one place where a reader's progress lies: runs in the hidden page luu.html.
//
// Firefox gives each page at file:// a storage of its own, so all pages ask this one, by postMessage. It reads and
// writes one text under the handbook's key and understands nothing of it (progress.js does). A text is written only
// over the one the asker knew: a tab that comes late is told what stands here now, so that it can lay both together.
(function () {
  'use strict';

  const key = 'sotay:' + document.documentElement.dataset.handbook;
  const token = window.name;
  // On a server origins mean something; at file:// every page is a stranger to every other.
  const origin = /^http/.test(location.protocol) ? location.origin : '*';

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

  function answer(message) {
    try {
      return typeof message.save === 'string' ? write(message) : { text: localStorage.getItem(key) };
    } catch (error) {
      return { refused: true };
    }
  }

  // Only the page that holds this one is answered, and on a server only one of ours. Opened by itself, nobody asks.
  if (window.parent === window) return;
  window.addEventListener('message', ({ data, source, origin: from }) => {
    if (source !== window.parent || (origin !== '*' && from !== origin) || !data || data.sotay !== token) return;
    source.postMessage(Object.assign(answer(data), { sotay: token }), origin);
  });

  window.parent.postMessage({ sotay: token, ready: true }, origin);
})();
