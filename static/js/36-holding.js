/* What is typed into a form that the server keeps no copy of stays in this window: a
   sign-in that ended or a line that broke does not lose it. */
(function () {
  'use strict';

  var BEGINS = 'held:';
  // A browser may refuse to remember: then all is as without script.
  function attempt(act) { try { return act(window.sessionStorage); } catch (error) { return null; } }

  if (document.querySelector('.flash .note-ok') || /^#c-/.test(location.hash)) {
    attempt(function (store) {
      Object.keys(store).forEach(function (key) {
        if (key.indexOf(BEGINS) === 0 && JSON.parse(store.getItem(key)).sent) { store.removeItem(key); }
      });
    });
  }

  document.querySelectorAll('form[data-hold]').forEach(function (form) {
    var box = form.querySelector('textarea');
    var to = form.querySelector('[name=to]');
    var key = BEGINS + form.action + (to ? to.value : '');
    var held = attempt(function (store) { return JSON.parse(store.getItem(key)); });

    function hold(isSent) {
      attempt(function (store) { store.setItem(key, JSON.stringify({ text: box.value, sent: isSent })); });
    }

    if (held && held.text.trim() && !box.value) {
      box.value = held.text;
      box.dispatchEvent(new Event('input', { bubbles: true }));
      form.querySelector('[data-held]').hidden = false;
    }
    box.addEventListener('input', function () { hold(false); });
    form.addEventListener('submit', function () { hold(true); });
  });
}());
