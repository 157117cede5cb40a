/* Keys on the desk: only there, never while typing, and they can be switched off (WCAG 2.1.4).
   J and K move in the list, X ticks, N opens, C claims; A, R and D choose, Enter sends as in any form. */
(function () {
  'use strict';

  var help = document.querySelector('[data-keys-help]');
  if (!help) { return; }
  var button = help.querySelector('[data-keys]');
  var on = read() !== 'off';

  // A browser may refuse to remember; the keys then work for this page.
  function read() { try { return localStorage.getItem('keys'); } catch (error) { return null; } }
  function write(word) { try { localStorage.setItem('keys', word); } catch (error) { return; } }
  function tell() { button.textContent = on ? button.dataset.off : button.dataset.on; }
  function all(selector, within) { return Array.from((within || document).querySelectorAll(selector)); }

  help.hidden = false;
  tell();
  button.addEventListener('click', function () {
    on = !on;
    write(on ? 'on' : 'off');
    tell();
  });

  document.addEventListener('keydown', function (event) {
    if (!on || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) { return; }
    if (event.defaultPrevented || isTyping(event.target)) { return; }
    if (press(letter(event), event.target)) { event.preventDefault(); }
  });

  // True when the key did something.
  function press(key, target) {
    var arrow = { arrowdown: 'j', arrowup: 'k' }[key];
    // Arrows move where the list has the focus; elsewhere they scroll, as everywhere.
    if (arrow && target.closest('.q')) { key = arrow; }
    if (key === 'j' || key === 'k') { return move(key === 'j' ? 1 : -1); }
    if (key === 'x') { return tick(line()); }
    if (key === 'n') { return click(document.querySelector('[data-next]') || (line() || document).querySelector('[data-item]')); }
    if (key === 'c') { return click((line() || document).querySelector('[data-claim]')); }
    if (key === '?' || key === '\u061F') { help.focus(); return true; }
    return choose(key);
  }

  // On an Arabic keyboard the key in the place of J counts as J.
  function letter(event) {
    var key = event.key.length > 1 || event.key < '\u0080' || event.key === '\u061F' ? event.key : event.code.replace(/^Key/, '');
    return key.toLowerCase();
  }

  function isTyping(node) {
    if (/^(TEXTAREA|SELECT)$/.test(node.tagName) || node.isContentEditable) { return true; }
    return node.tagName === 'INPUT' && !/^(checkbox|radio)$/.test(node.type);
  }

  // The line of the list that has the focus.
  function line() { return document.activeElement.closest('.q-tick li'); }

  function move(step) {
    var items = all('[data-item]');
    var lines = items.map(function (item) { return item.closest('li'); });
    var here = lines.indexOf(document.activeElement.closest('.q li'));
    if (here < 0) { here = items.findIndex(function (item) { return item.hasAttribute('aria-current'); }); }
    var next = items[Math.max(0, Math.min(items.length - 1, here + step))];
    if (next) { next.focus(); }
    return Boolean(next);
  }

  function click(node) {
    if (node) { node.click(); }
    return Boolean(node);
  }

  function tick(row) { return click(row && row.querySelector('[name="item"]')); }

  function choose(key) {
    var choice = all('[data-key]').find(function (one) { return one.dataset.key === key; });
    if (!choice) { return together(key); }
    if (choice.type === 'radio') {
      choice.checked = true;
      choice.dispatchEvent(new Event('change', { bubbles: true }));
    }
    choice.focus();
    return true;
  }

  // What is ticked, or else the line one is at, goes on to the page that asks again.
  function together(key) {
    var act = all('[data-act]').find(function (one) { return one.dataset.act === key; });
    if (!act) { return false; }
    if (!document.querySelector('[name="item"]:checked') && !tick(line())) { return false; }
    return click(act);
  }

  var box = document.querySelector('[data-all]');
  if (!box) { return; }
  var boxes = all('[name="item"]');
  var said = document.querySelector('[data-sel]');
  document.querySelector('[data-all-box]').hidden = false;
  box.addEventListener('change', function () {
    boxes.forEach(function (one) { one.checked = box.checked; });
    count();
  });
  boxes.forEach(function (one) { one.addEventListener('change', count); });
  // The way back may bring the page with its ticks.
  addEventListener('pageshow', count);

  function count() {
    var number = boxes.filter(function (one) { return one.checked; }).length;
    box.checked = number > 0 && number === boxes.length;
    box.indeterminate = number > 0 && number < boxes.length;
    said.textContent = number ? said.dataset.words.replace('{count}', number) : '';
  }
})();
