/* What is typed is kept: on this device after a moment, on the server after a pause.
   A window that is not the newest keeps to itself, and says so. Nothing is ever taken
   over without a press of a button. */
(function () {
  'use strict';

  var form = document.querySelector('form[data-keep-url]');
  if (!form) { return; }
  var saved = document.querySelector('.saved');
  var apart = document.querySelector('[data-apart]');
  var found = document.querySelector('[data-found]');
  var line = navigator.connection;
  var slow = 'light' in document.documentElement.dataset || (line && (line.saveData || /2g/.test(line.effectiveType || '')));
  var PAUSE = slow ? 15000 : 3000;
  var AGAIN = 5000;
  var NOT_KEPT = /^(csrf_token|once|do|sequence)$/;
  var key = 'text:' + form.dataset.keepUrl;
  var isApart = false;
  var dirty = false;
  var flight = null;
  var soon, later;

  function field(name) { return form.querySelector('[name=' + name + ']'); }
  function sequence() { return field('sequence').value; }
  function time() { return new Date().toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit', numberingSystem: 'latn' }); }
  function say(words) { saved.textContent = saved.dataset[words].replace('{time}', time()); }
  function typed() {
    var all = [];
    new FormData(form).forEach(function (value, name) { if (typeof value === 'string' && !NOT_KEPT.test(name) && name !== 'base') { all.push([name, value]); } });
    return JSON.stringify(all);
  }

  // Saving tidies the spaces of a text: that is no other text.
  function tidied(text) {
    return JSON.stringify(JSON.parse(text).map(function (pair) { return [pair[0], pair[1].normalize().replace(/\s+/g, ' ').trim()]; }));
  }

  // A browser may refuse to remember; the server keeps the text all the same.
  function recall() { try { return JSON.parse(localStorage.getItem(key)); } catch (error) { return null; } }
  function remember() {
    try { localStorage.setItem(key, JSON.stringify({ sequence: sequence(), text: typed() })); } catch (error) { return; }
  }
  function forget() { try { localStorage.removeItem(key); } catch (error) { return; } }

  function show(which) {
    apart.hidden = !which;
    apart.querySelector('[data-newer]').hidden = which !== 'newer';
    apart.querySelector('[data-out]').hidden = which !== 'out';
  }

  function send() {
    var data = new FormData(form);
    data.delete('do');
    data.set('once', field('once').value + '-kept');
    return fetch(form.dataset.keepUrl, { method: 'POST', body: data, redirect: 'manual', headers: { Accept: 'application/json' } });
  }

  function keep() {
    clearTimeout(later);
    if (isApart || !dirty || flight) { return; }
    var text = typed();
    flight = send().then(function (answer) { return take(answer, text); })
      .catch(function () { wait('local'); })
      .then(function () { flight = null; });
  }

  // Not later: something else has to know that the text is kept.
  form.keepNow = function () {
    dirty = true;
    keep();
    return flight;
  };

  function take(answer, text) {
    if (answer.ok) { return answer.json().then(function (said) { taken(said, text); }); }
    if (answer.status === 409) { isApart = true; show('newer'); return null; }
    if (answer.status === 0 || answer.status === 400 || answer.status === 403) { return renew(); }
    return wait('local');
  }

  function taken(said, text) {
    forget();
    show('');
    if (form.dataset.keepUrl !== said.keep_address) {
      form.dataset.keepUrl = said.keep_address;
      form.dataset.previewUrl = said.address;
      form.action = said.address;
      key = 'text:' + said.keep_address;
      history.replaceState(null, '', said.address);
    }
    var files = form.querySelector('[data-files]');
    if (files) { files.dataset.url = said.files_address; }
    field('sequence').value = said.sequence;
    field('base').value = said.base;
    dirty = typed() !== text;
    if (dirty) { remember(); plan(); }
    say('kept');
  }

  // The sign-in may have ended and begun anew in another window: ask for its token.
  function renew() {
    return fetch(form.dataset.tokenUrl, { redirect: 'manual', headers: { Accept: 'application/json' } })
      .then(function (answer) {
        if (!answer.ok) { show('out'); return wait('local'); }
        return answer.json().then(function (said) {
          document.querySelectorAll('[name=csrf_token]').forEach(function (one) { one.value = said.csrf_token; });
          show('');
          return wait('local', 100);
        });
      });
  }

  function wait(words, pause) {
    say(words);
    clearTimeout(later);
    later = setTimeout(keep, pause || AGAIN);
  }

  function plan() { clearTimeout(later); later = setTimeout(keep, PAUSE); }

  form.addEventListener('input', function () {
    dirty = true;
    clearTimeout(soon);
    soon = setTimeout(remember, 500);
    if (!isApart) { plan(); }
  });
  window.addEventListener('online', keep);
  window.addEventListener('pagehide', function () { if (dirty) { remember(); } });

  // A first keeping on its way makes the draft: pressing now waits for it, or there were two.
  form.addEventListener('submit', function (event) {
    clearTimeout(later);
    if (!flight) { return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    flight.then(function () { form.requestSubmit(event.submitter); });
  }, true);

  function offer() {
    var kept = recall();
    if (!kept || tidied(kept.text) === tidied(typed()) || Number(kept.sequence) < Number(sequence())) { forget(); return; }
    found.hidden = false;
    found.querySelector('[data-found-drop]').addEventListener('click', function () { forget(); found.hidden = true; });
    found.querySelector('[data-found-use]').addEventListener('click', function () { fill(JSON.parse(kept.text)); found.hidden = true; });
  }

  function fill(pairs) {
    form.querySelectorAll('input, textarea, select').forEach(function (one) {
      if (NOT_KEPT.test(one.name) || one.name === 'base' || !one.name) { return; }
      var values = pairs.filter(function (pair) { return pair[0] === one.name; }).map(function (pair) { return pair[1]; });
      if (/^(checkbox|radio)$/.test(one.type)) { one.checked = values.indexOf(one.value) >= 0; }
      else if (one.multiple) { Array.from(one.options).forEach(function (option) { option.selected = values.indexOf(option.value) >= 0; }); }
      else if (values.length) { one.value = values[0]; }
    });
    form.dispatchEvent(new Event('input', { bubbles: true }));
  }

  offer();
})();
