/* Keys on the desk: only there, never while typing, and they can be switched off (WCAG 2.1.4).
   J and K move in the queue, A, C and R choose, Enter sends as in any form. */
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
    var key = letter(event);
    if (key === 'j' || key === 'k') { move(event, key === 'j' ? 1 : -1); } else { choose(event, key); }
  });

  // On an Arabic keyboard the key in the place of J counts as J.
  function letter(event) {
    var key = event.key.length === 1 && event.key < '\u0080' ? event.key : event.code.replace(/^Key/, '');
    return key.toLowerCase();
  }

  function isTyping(node) {
    if (/^(TEXTAREA|SELECT)$/.test(node.tagName) || node.isContentEditable) { return true; }
    return node.tagName === 'INPUT' && !/^(checkbox|radio)$/.test(node.type);
  }

  function move(event, step) {
    var items = Array.from(document.querySelectorAll('[data-item]'));
    var here = items.indexOf(document.activeElement);
    if (here < 0) { here = items.findIndex(function (item) { return item.hasAttribute('aria-current'); }); }
    var next = items[Math.max(0, Math.min(items.length - 1, here + step))];
    if (!next) { return; }
    next.focus();
    event.preventDefault();
  }

  function choose(event, key) {
    var choice = Array.from(document.querySelectorAll('[data-key]')).find(function (one) { return one.dataset.key === key; });
    if (!choice) { return; }
    choice.checked = true;
    choice.focus();
    choice.dispatchEvent(new Event('change', { bubbles: true }));
    event.preventDefault();
  }
})();
