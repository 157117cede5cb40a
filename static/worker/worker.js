/* Without a line: a page that says so, and the texts somebody chose to keep.
   With a line it changes nothing: every page is asked of the server, and what the server
   answers is shown. It keeps the files of the site and that one page; nothing that was
   sent, and nothing of somebody signed in. SHELL stands above: see offline/worker.py. */
'use strict';

const MINE = 'shell-' + SHELL.version;
const KEPT = 'kept';
const LIST = '/kept.json';

self.addEventListener('install', function (event) {
  event.waitUntil(fill().then(function () { return self.skipWaiting(); }));
});

async function fill() {
  const shell = await caches.open(MINE);
  const pages = Object.values(SHELL.pages).map(function (address) {
    return new Request(address, { credentials: 'omit', cache: 'reload' });
  });
  await shell.addAll(SHELL.assets.concat(pages));
}

self.addEventListener('activate', function (event) {
  event.waitUntil(tidy().then(function () { return self.clients.claim(); }));
});

async function tidy() {
  for (const name of await caches.keys()) {
    if (name.startsWith('shell-') && name !== MINE) { await caches.delete(name); }
  }
}

self.addEventListener('fetch', function (event) {
  const request = event.request;
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== self.location.origin) { return; }
  if (request.mode === 'navigate') { event.respondWith(page(request, address)); }
  else if (address.pathname.startsWith('/assets/')) { event.respondWith(asset(request, address)); }
});

async function page(request, address) {
  try {
    return await fetch(request);
  } catch (error) {
    return (await caches.match(address.pathname, { cacheName: KEPT, ignoreVary: true })) || without(address);
  }
}

// Its address names what is in it. A text kept with an older one is shown with this one.
async function asset(request, address) {
  const found = await caches.match(address.pathname, { cacheName: MINE, ignoreVary: true });
  if (found) { return found; }
  try {
    return await fetch(request);
  } catch (error) {
    const like = SHELL.assets.find(function (one) { return plain(one) === plain(address.pathname); });
    return (like && await caches.match(like, { cacheName: MINE, ignoreVary: true })) || Response.error();
  }
}

function plain(path) { return path.replace(/-[0-9a-f]+(\.\w+)$/, '$1'); }

// The page in the language of the address, with what is kept.
async function without(address) {
  const path = SHELL.pages[address.pathname.split('/')[1]] || SHELL.pages.en;
  const found = await caches.match(path, { cacheName: MINE, ignoreVary: true });
  if (!found) { return Response.error(); }
  const list = await caches.match(LIST, { cacheName: KEPT });
  const texts = list ? (await list.json()).texts : [];
  let html = await found.text();
  if (texts.length) { html = html.replace(' hidden>', '>').replace('<!--kept-->', function () { return '<ul>' + texts.map(line).join('') + '</ul>'; }); }
  return new Response(html, { headers: found.headers });
}

function line(text) {
  return '<li><a href="' + safe(text.address) + '"><bdi lang="' + safe(text.language) + '">' + safe(text.title) + '</bdi></a></li>';
}

function safe(words) {
  return String(words).replace(/[&<>"']/g, function (sign) { return '&#' + sign.charCodeAt(0) + ';'; });
}
