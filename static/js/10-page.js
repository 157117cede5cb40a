/* What every page may use. Nothing here is needed to read or to write. */
(function () {
  'use strict';

  var CONTROLS = 'input:not([type=hidden]), select, textarea';

  // The summary of errors takes the focus; its links bring the label into view too.
  var summary = document.querySelector('[data-focus]');
  if (summary) {
    summary.focus();
    summary.addEventListener('click', function (event) {
      var link = event.target.closest('a');
      var place = link && document.getElementById(link.getAttribute('href').slice(1));
      if (!place) { return; }
      event.preventDefault();
      openFolds(place);
      (document.querySelector('label[for="' + place.id + '"]') || place).scrollIntoView();
      var field = place.matches(CONTROLS) ? place : place.querySelector(CONTROLS);
      if (field) { field.focus({ preventScroll: true }); }
    });
  }

  function openFolds(node) {
    for (var fold = node.closest('details'); fold; fold = fold.parentElement.closest('details')) {
      fold.open = true;
    }
  }

  // Escape closes the menu and gives the focus back to its button.
  var menu = document.querySelector('.menu');
  if (menu) {
    menu.parentElement.addEventListener('keydown', function (event) {
      if (event.key !== 'Escape' || event.defaultPrevented || !menu.open) { return; }
      menu.open = false;
      menu.firstElementChild.focus();
    });
  }

  // A form that is on its way says so, keeps the focus, and is not sent twice.
  document.querySelectorAll('form[data-sending]').forEach(function (form) {
    var words;
    form.addEventListener('submit', function (event) {
      var button = event.submitter || form.querySelector('button:not([type=button])');
      if (!button || button.hasAttribute('formtarget')) { return; }
      if (words) { event.preventDefault(); return; }
      words = { button: button, nodes: Array.from(button.childNodes) };
      button.setAttribute('aria-disabled', 'true');
      button.textContent = form.dataset.sending;
    });
    // The way back may bring this page as it was left.
    addEventListener('pageshow', function (event) {
      if (!event.persisted || !words) { return; }
      words.button.textContent = '';
      words.nodes.forEach(function (node) { words.button.append(node); });
      words.button.removeAttribute('aria-disabled');
      words = null;
    });
  });

  // Show what is typed into a password field.
  document.querySelectorAll('[data-reveal]').forEach(function (button) {
    var field = document.getElementById(button.dataset.reveal);
    if (!field) { return; }
    button.hidden = false;
    button.addEventListener('click', function () {
      var shown = field.type === 'text';
      field.type = shown ? 'password' : 'text';
      button.textContent = shown ? button.dataset.show : button.dataset.hide;
    });
    // A browser offers to keep what was sent as a password alone.
    if (field.form) { field.form.addEventListener('submit', function () { field.type = 'password'; }); }
  });
})();
