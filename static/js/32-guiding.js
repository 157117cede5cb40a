/* The composer: words written so far, and what others have written under such a title. */
(function () {
  'use strict';

  var form = document.querySelector('form[data-similar-url]');
  var place = document.querySelector('[data-similar]');
  if (!form) { return; }
  var digits = document.documentElement.lang + '-u-nu-latn';
  var asked = 0;
  var timer;

  document.querySelectorAll('[data-words-for]').forEach(function (out) {
    var field = document.getElementById(out.dataset.wordsFor);
    function tell() {
      var words = field.value.split(/\s+/).filter(function (word) { return /[\p{L}\p{N}]/u.test(word); });
      out.textContent = out.dataset.words.replace('{count}', words.length.toLocaleString(digits));
    }
    field.addEventListener('input', tell);
    tell();
  });

  // No more than what is asked for goes over the line.
  function ask() {
    var mine = ++asked;
    var all = new FormData(form);
    var few = new FormData();
    ['csrf_token', 'title', 'country', 'themes', 'lead_group'].forEach(function (name) {
      all.getAll(name).forEach(function (value) { few.append(name, value); });
    });
    fetch(form.dataset.similarUrl, { method: 'POST', body: few, headers: { 'X-Fragment': '1' } })
      .then(function (answer) { return answer.ok && !answer.redirected ? answer.text() : null; })
      .then(function (html) { if (html !== null && mine === asked) { place.innerHTML = html; } })
      .catch(function () { /* it helps, and nothing waits for it */ });
  }

  if (place) {
    form.elements.title.addEventListener('input', function () {
      clearTimeout(timer);
      timer = setTimeout(ask, 900);
    });
  }
})();
