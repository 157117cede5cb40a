/* Pictures and files: chosen, dropped or pasted they are sent one after the other, with
   how far it is in words; the answer is the row in which they are described. */
(function () {
  'use strict';

  var box = document.querySelector('[data-files]');
  if (!box || !window.FormData) { return; }
  var form = box.closest('form');
  var rows = form.querySelector('[data-rows]');
  var input = box.querySelector('[type=file]');
  var going = box.querySelector('[data-progress]');
  var said = box.querySelector('[data-said]');
  var MOST = 10 * 1024 * 1024;
  var SIDE = 1600;
  var queue = Promise.resolve();

  // From here on the script sends what is chosen; the form carries no file any more.
  input.removeAttribute('name');
  box.querySelector('[value=add_files]').hidden = true;

  function words(which, file, percent) {
    return box.dataset[which].replace('{name}', file.name).replace('{percent}', percent);
  }

  function tell(text, isBad) {
    var line = document.createElement('p');
    line.className = isBad ? 'err' : '';
    line.textContent = text;
    said.append(line);
  }

  function next() {
    return Array.from(rows.querySelectorAll('[name$=-attachment_id]')).reduce(function (most, one) {
      return Math.max(most, Number(one.name.split('-')[1]) + 1);
    }, 0);
  }

  // A photograph is made small here already: that spares a slow line most of its bytes.
  function shrunk(file) {
    if (file.type !== 'image/jpeg' || !window.createImageBitmap) { return Promise.resolve(file); }
    return createImageBitmap(file).then(function (picture) {
      var scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
      var canvas = document.createElement('canvas');
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
      return new Promise(function (done) { canvas.toBlob(done, 'image/jpeg', 0.85); });
    }).then(function (blob) {
      return blob && blob.size < file.size ? new File([blob], file.name, { type: file.type }) : file;
    }).catch(function () { return file; });
  }

  function send(file) {
    return new Promise(function (done) {
      var data = new FormData();
      var line = new XMLHttpRequest();
      data.append('csrf_token', form.querySelector('[name=csrf_token]').value);
      data.append('at', next());
      data.append('new_files', file);
      line.open('POST', box.dataset.url);
      line.upload.onprogress = function (event) {
        going.textContent = words('sending', file, Math.round(100 * event.loaded / event.total));
      };
      line.onloadend = function () {
        if (line.status === 201) { put(line.responseText, file); }
        else { tell(line.status === 422 ? line.responseText : words('failed', file), true); }
        done();
      };
      line.send(data);
    });
  }

  function put(html, file) {
    var page = new DOMParser().parseFromString(html, 'text/html');
    var row = page.querySelector('[data-file]');
    var id = row.querySelector('[name$=-attachment_id]').value;
    if (!rows.querySelector('[name$=-attachment_id][value="' + id + '"]')) {
      rows.append(row);
      form.dispatchEvent(new Event('input', { bubbles: true }));
      form.keepNow();
    }
    tell(words('added', file));
  }

  function add(file) {
    going.hidden = false;
    going.textContent = words('sending', file, 0);
    return shrunk(file).then(function (small) {
      if (small.size > MOST) { return tell(words('big', file), true); }
      // A text that nothing has kept yet has no address to send a picture to.
      return Promise.resolve(box.dataset.url || form.keepNow()).then(function () {
        return box.dataset.url ? send(small) : tell(words('failed', file), true);
      });
    }).then(function () { going.hidden = true; });
  }

  function take(files) {
    if (going.hidden) { said.textContent = ''; }
    Array.from(files).forEach(function (file) { queue = queue.then(function () { return add(file); }); });
  }

  input.addEventListener('change', function () {
    take(input.files);
    input.value = '';
  });
  form.addEventListener('paste', function (event) {
    if (!event.clipboardData.files.length) { return; }
    event.preventDefault();
    take(event.clipboardData.files);
  });
  box.addEventListener('dragover', function (event) { event.preventDefault(); });
  box.addEventListener('drop', function (event) {
    event.preventDefault();
    take(event.dataTransfer.files);
  });
})();
