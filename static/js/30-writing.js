/* The composer: preview by the server, what is done so far, a warning before leaving. */
(function () {
  'use strict';

  var form = document.querySelector('form[data-preview-url]');
  if (!form) { return; }
  var preview = document.getElementById('preview');
  var line = navigator.connection;
  var slow = 'light' in document.documentElement.dataset || (line && (line.saveData || /2g/.test(line.effectiveType || '')));
  var asked = 0;
  var changed = false;
  var timer;

  function show() {
    var mine = ++asked;
    var data = new FormData(form);
    data.set('do', 'preview');
    fetch(form.dataset.previewUrl, { method: 'POST', body: data, headers: { 'X-Fragment': '1' } })
      .then(function (answer) { return answer.status < 500 && !answer.redirected ? answer.text() : null; })
      .then(function (html) {
        if (html === null || mine !== asked) { return; }
        preview.innerHTML = html; // made by the renderer of the published page, which sanitises
        unname(preview);
      })
      .catch(function () { /* the preview stays as it was; the text is in the form */ });
  }

  // The preview repeats what stands elsewhere on the page: ids must not be there twice.
  function unname(node) {
    ['id', 'aria-labelledby', 'aria-describedby', 'tabindex'].forEach(function (name) {
      node.querySelectorAll('[' + name + ']').forEach(function (one) { one.removeAttribute(name); });
    });
  }

  // Done when every needed field of a section has as many characters as it asks for.
  function mark() {
    document.querySelectorAll('.steps a').forEach(function (link) {
      var section = document.getElementById(link.getAttribute('href').slice(1));
      var needed = section ? Array.from(section.querySelectorAll('[data-need]')) : [];
      if (!needed.length || link.classList.contains('free')) { return; }
      var full = needed.filter(function (field) { return isFull(field); }).length;
      link.className = full === needed.length ? 'done' : full ? 'part' : 'todo';
    });
  }

  function isFull(field) {
    if (field.tagName === 'FIELDSET') { return Boolean(field.querySelector('input:checked')); }
    return field.value.trim().length >= Number(field.dataset.need);
  }

  form.addEventListener('input', function () {
    changed = true;
    mark();
    if (!preview || slow) { return; }
    clearTimeout(timer);
    timer = setTimeout(show, 900);
  });
  form.addEventListener('submit', function (event) {
    if (!event.submitter || !event.submitter.hasAttribute('formtarget')) { changed = false; }
  });
  addEventListener('beforeunload', function (event) {
    if (!changed) { return; }
    event.preventDefault();
    event.returnValue = ''; // what older browsers look at
  });
})();
