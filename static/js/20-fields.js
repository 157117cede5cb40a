/* How much is left to write, and buttons that write Markdown. */
(function () {
  'use strict';

  var digits = document.documentElement.lang + '-u-nu-latn';

  // Always visible; spoken after a pause and near the end alone.
  document.querySelectorAll('[data-count]').forEach(function (field) {
    var out = document.querySelector('[data-count-for="' + field.id + '"]');
    if (!out) { return; }
    var most = Number(field.dataset.count);
    var spoken = document.createElement('span');
    var timer;
    spoken.className = 'vh';
    spoken.setAttribute('role', 'status');
    out.after(spoken);

    function tell() {
      var left = most - field.value.length;
      var words = left < 0 ? out.dataset.over : out.dataset.left;
      out.textContent = words.replace('{count}', Math.abs(left).toLocaleString(digits));
      out.classList.toggle('too-long', left < 0);
      clearTimeout(timer);
      timer = setTimeout(function () {
        if (left < most * 0.15 && document.activeElement === field) { spoken.textContent = out.textContent; }
      }, 1200);
    }
    field.addEventListener('input', tell);
    tell();
  });

  document.querySelectorAll('.tools').forEach(function (bar) {
    var field = bar.nextElementSibling;
    bar.hidden = false;
    bar.addEventListener('click', function (event) {
      var button = event.target.closest('[data-md]');
      if (!button) { return; }
      var from = field.selectionStart;
      var text = field.value.slice(from, field.selectionEnd);
      field.focus();
      field.setRangeText(marked(button.dataset.md, text), from, field.selectionEnd, 'select');
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
  });

  function marked(mark, text) {
    if (mark === '[]()') { return '[' + text + '](https://)'; }
    if (!mark.endsWith(' ')) { return mark + text + mark; }
    return text.split('\n').map(function (line, at) {
      return (mark === '1. ' ? (at + 1) + '. ' : mark) + line;
    }).join('\n');
  }
})();
