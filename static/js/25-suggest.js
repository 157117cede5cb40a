/* Suggestions under a field, as the combobox pattern of the ARIA practices has it:
   <input data-suggest-url="…" data-suggest-into="id of a hidden field" data-suggest-label="…">
   The address answers `?q=` with [{id, name, detail}]. Without script the form has a button. */
(function () {
  'use strict';

  document.querySelectorAll('[data-suggest-url]').forEach(function (field) {
    var kept = document.getElementById(field.dataset.suggestInto);
    var list = makeList(field);
    var asked = 0;
    var at = -1;
    var timer;

    function close() {
      list.hidden = true;
      at = -1;
      field.setAttribute('aria-expanded', 'false');
      field.removeAttribute('aria-activedescendant');
    }

    function choose(item) {
      field.value = item.dataset.name;
      if (kept) { kept.value = item.dataset.id; }
      close();
    }

    function move(step) {
      var items = list.children;
      if (list.hidden || !items.length) { return; }
      if (at >= 0) { items[at].setAttribute('aria-selected', 'false'); }
      at = at < 0 && step < 0 ? items.length - 1 : (at + step + items.length) % items.length;
      items[at].setAttribute('aria-selected', 'true');
      items[at].scrollIntoView({ block: 'nearest' });
      field.setAttribute('aria-activedescendant', items[at].id);
    }

    function show(found) {
      close();
      list.textContent = '';
      found.forEach(function (thing, number) { list.append(option(list.id + number, thing)); });
      list.hidden = !found.length;
      field.setAttribute('aria-expanded', String(found.length > 0));
    }

    function ask() {
      var mine = ++asked;
      var query = '?q=' + encodeURIComponent(field.value.trim().slice(0, 100));
      fetch(field.dataset.suggestUrl + query, { headers: { Accept: 'application/json' } })
        .then(function (answer) { return answer.ok ? answer.json() : []; })
        // An answer that was overtaken, or comes when one is elsewhere, is dropped.
        .then(function (found) { if (mine === asked && document.activeElement === field) { show(found); } })
        .catch(close);
    }

    field.addEventListener('input', function () {
      if (kept) { kept.value = ''; }
      clearTimeout(timer);
      asked++;
      if (field.value.trim().length < 2) { close(); return; }
      timer = setTimeout(ask, 250);
    });
    field.addEventListener('keydown', function (event) {
      if (event.isComposing || list.hidden) { return; }
      if (event.key === 'ArrowDown') { move(1); event.preventDefault(); }
      if (event.key === 'ArrowUp') { move(-1); event.preventDefault(); }
      if (event.key === 'Escape') { close(); event.preventDefault(); }
      if (event.key === 'Enter' && at >= 0) { choose(list.children[at]); event.preventDefault(); }
    });
    field.addEventListener('blur', close);
    // Pressed, not clicked: the field must not lose the focus first.
    list.addEventListener('mousedown', function (event) {
      var item = event.target.closest('[role=option]');
      event.preventDefault();
      if (item && event.button === 0) { choose(item); }
    });
  });

  function makeList(field) {
    var list = document.createElement('ul');
    list.className = 'suggest';
    list.id = field.id + '-list';
    list.hidden = true;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', field.dataset.suggestLabel || '');
    field.after(list);
    field.setAttribute('role', 'combobox');
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-controls', list.id);
    field.setAttribute('aria-expanded', 'false');
    field.setAttribute('autocomplete', 'off');
    return list;
  }

  function option(id, thing) {
    var item = document.createElement('li');
    var detail = document.createElement('small');
    item.id = id;
    item.dir = 'auto';
    item.setAttribute('role', 'option');
    item.setAttribute('aria-selected', 'false');
    item.dataset.id = thing.id;
    item.dataset.name = thing.name;
    item.append(thing.name);
    if (thing.detail) {
      detail.textContent = thing.detail;
      item.append(' ', detail);
    }
    return item;
  }
})();
