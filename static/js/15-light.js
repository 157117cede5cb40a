/* Low-data mode: a picture comes in the place of its link, all of them by one press. */
(function () {
  'use strict';

  document.addEventListener('click', function (event) {
    var link = event.target.closest('[data-picture], [data-pictures]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    event.preventDefault();
    if (link.hasAttribute('data-picture')) { show(link).focus(); return; }
    var all = Array.from(document.querySelectorAll('[data-picture]'), show);
    link.parentNode.remove();
    if (all[0]) { all[0].focus(); }
  });

  // A picture that does not come leaves its link behind.
  function show(link) {
    var offer = link.parentNode;
    var words = offer.querySelector('[lang]');
    var image = new Image(Number(link.dataset.w), Number(link.dataset.h));
    image.alt = link.dataset.picture;
    image.tabIndex = -1;
    if (words) { image.lang = words.lang; image.dir = words.dir; }
    image.addEventListener('error', function () { image.replaceWith(offer); link.focus(); });
    image.src = link.href;
    offer.replaceWith(image);
    return image;
  }
})();
