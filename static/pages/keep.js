/* Keeps the texts of a reading list for the time without a line: as a visitor reads them,
   without pictures. The worker shows them. */
(function () {
  'use strict';

  var box = document.querySelector('[data-offline]');
  if (!box || !navigator.serviceWorker || !window.caches) { return; }
  var KEPT = 'kept', LIST = '/kept.json';
  var root = document.documentElement;
  var reader = root.dataset.reader || '';
  var keep = box.querySelector('[data-keep]'), remove = box.querySelector('[data-drop]');
  var said = box.querySelector('[role=status]');

  function kept() {
    return caches.match(LIST, { cacheName: KEPT }).then(function (found) { return found ? found.json() : null; });
  }

  function drop() { return caches.delete(KEPT).then(function () { return null; }); }

  function words(name, values) {
    return box.dataset[name].replace(/\{(\w+)\}/g, function (all, key) { return values[key]; });
  }

  function number(value) { return value.toLocaleString(root.lang, { numberingSystem: 'latn' }); }

  function tell(list) {
    remove.hidden = !list;
    if (!list) { said.textContent = ''; return; }
    said.textContent = words('kept', { number: number(list.texts.length), size: number(Math.ceil(list.size / 1000)), date: list.date }) +
      (list.others ? ' ' + words('others', { number: number(list.others) }) : '');
  }

  function text(one) {
    return fetch(one.address, { credentials: 'omit', headers: { 'Save-Data': 'on' }, cache: 'no-store' })
      .then(function (answer) {
        if (!answer.ok || answer.redirected) { throw new Error(answer.status); }
        return answer.text().then(function (html) {
          return { html: html, policy: answer.headers.get('Content-Security-Policy') };
        });
      });
  }

  function copy(found, date) {
    var note = document.createElement('p');
    note.className = 'note note-warn';
    note.dataset.copy = '';
    note.textContent = words('copy', { date: date });
    return new Response(found.html.replace(/<main [^>]*>/, '$&<div class="wrap flash">' + note.outerHTML + '</div>'), {
      headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': found.policy }
    });
  }

  function listed() {
    return fetch(box.dataset.list, { headers: { Accept: 'application/json' }, redirect: 'error' }).then(function (answer) {
      if (!answer.ok) { throw new Error(answer.status); }
      return answer.json();
    });
  }

  // One after the other: a slow line has other things to carry.
  function fill() {
    return Promise.all([listed(), drop()]).then(function (both) {
      var wanted = both[0].texts;
      var date = new Date().toLocaleDateString(root.lang === 'en' ? 'en-GB' : root.lang, { dateStyle: 'long', numberingSystem: 'latn' });
      var list = { reader: reader, texts: [], size: 0, others: both[0].others, date: date };
      return caches.open(KEPT).then(function (cache) {
        return wanted.reduce(function (before, one, at) {
          return before.then(function () {
            said.textContent = words('loading', { number: number(at + 1), all: number(wanted.length) });
            return take(one, cache, list);
          });
        }, Promise.resolve());
      }).then(function () { return list.texts.length ? list : drop(); });
    });
  }

  function take(one, cache, list) {
    return text(one).then(function (found) {
      return cache.put(one.address, copy(found, list.date)).then(function () {
        list.texts.push(one);
        list.size += new Blob([found.html]).size;
      });
    }).catch(function () { list.others += 1; }).then(function () {
      return cache.put(LIST, new Response(JSON.stringify(list), { headers: { 'Content-Type': 'application/json' } }));
    });
  }

  box.hidden = false;
  kept().then(function (list) { tell(list && list.reader === reader ? list : null); });
  keep.addEventListener('click', function () {
    if (keep.getAttribute('aria-disabled')) { return; }
    keep.setAttribute('aria-disabled', 'true');
    fill().then(tell, function () { said.textContent = box.dataset.failed; }).then(function () { keep.removeAttribute('aria-disabled'); });
  });
  remove.addEventListener('click', function () {
    drop().then(function () { tell(null); said.textContent = box.dataset.dropped; keep.focus(); });
  });
})();
