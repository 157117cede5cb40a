/* The worker for the time without a line; and what was kept for it belongs to one person
   and goes with the sign-in. See static/pages/keep.js. */
(function () {
  'use strict';

  var worker = navigator.serviceWorker;
  if (!worker || !window.caches) { return; }
  addEventListener('load', function () { worker.register('/worker.js').catch(function () { /* all works without */ }); });
  // A kept text says nothing about who is signed in; every other page does.
  if (document.querySelector('p[data-copy]')) { return; }
  caches.match('/kept.json', { cacheName: 'kept' }).then(function (found) { return found && found.json(); }).then(function (list) {
    if (list && list.reader !== (document.documentElement.dataset.reader || '')) { return caches.delete('kept'); }
  });
})();
