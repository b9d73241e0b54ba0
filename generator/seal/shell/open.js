// Opens a sealed site: fetches a page, unseals it with the key in the address and puts it here. Everything it needs
// comes the same way. generator/seal/doc.go tells how files are sealed.
(() => {
  'use strict';
  const doc = document, head = doc.head, root = doc.documentElement, subtle = self.crypto?.subtle;
  const parsed = text => new DOMParser().parseFromString(text, 'text/html');
  const bytes = text => new TextEncoder().encode(text), text = data => new TextDecoder().decode(data);
  const hex = data => Array.from(new Uint8Array(data), x => x.toString(16).padStart(2, '0')).join('');
  const unhex = digits => Uint8Array.from(digits.match(/../g), x => parseInt(x, 16));
  let lock = { ...doc.currentScript.dataset }, base, secret, at;

  // inside is what a reference means on a page, if that is in this site. In the address the anchor follows a colon.
  const origin = 'https://sealed.invalid', plain = part => { try { return decodeURIComponent(part); } catch { return part; } };
  function inside(ref, from = at?.url) {
    try {
      const u = new URL(ref, from), { pathname, search, hash } = u;
      return u.origin === origin && {
        url: u.href, search, path: plain(pathname.slice(1)).replace(/(^|\/)$/, '$1index.html'), anchor: plain(hash.slice(1)),
        link: (pathname + search).replace(/:/g, '%3A') + hash.replace('#', ':'),
      };
    } catch { return false; }
  }
  // What a mail program adds to the end of a bare key is no path.
  function read(hash) {
    const [, key, rest] = hash.match(/^#?([\w-]*)(.*)$/);
    return { key: lock.salt ? '' : key, ...inside(origin + (rest[0] === '/' ? rest.replace(':', '#') : '')) };
  }
  const ours = () => `#${at.key}/`, toLink = ({ link }) => '#' + at.key + link;

  const derive = (what, n, salt = unhex(lock.edition)) => subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info: bytes('retake seal 1 ' + what) }, base, 8 * n);
  const nameOf = async path => hex(await derive('name\0' + path, 16));
  async function opens(key) {
    base = await subtle.importKey('raw', secret = key, 'HKDF', false, ['deriveBits']);
    return hex(await derive('check', 16)) === lock.check;
  }
  const unlock = async (key, name, data) => subtle.decrypt({ name: 'AES-GCM', iv: data.slice(0, 12), additionalData: bytes(`retake seal 1\0${lock.edition}\0${name}`) },
    await subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt']), data.slice(12));

  // This page may come from a cache while the files beside it are newer. It is looked at anew, once.
  let fresh;
  const anew = () => fresh ??= (async () => {
    try {
      const { dataset } = parsed(await (await fetch(location.pathname, { cache: 'reload' })).text()).querySelector('[data-edition]');
      const moved = dataset.edition !== lock.edition;
      lock = { ...dataset };
      return moved;
    } catch { return false; }
  })();

  async function fetched(path, cache) {
    const name = await nameOf(path);
    let r, data;
    try {
      r = await fetch(name, { cache });
      data = await r.arrayBuffer();
    } catch { throw 'unreachable'; }
    if (!r.ok) throw r.status === 404 ? 'gone' : 'unreachable';
    try {
      const all = await unlock(await derive('file\0' + name, 32), name, data), view = new DataView(all), from = 6 + view.getUint8(1);
      let body = new Blob([all.slice(from, from + view.getUint32(2))]);
      if (view.getUint8(0)) body = await new Response(body.stream().pipeThrough(new DecompressionStream('deflate-raw'))).blob();
      return body.slice(0, body.size, text(all.slice(6, from)));
    } catch { throw 'damaged'; }
  }
  async function open(path) {
    try {
      return await fetched(path, 'default');
    } catch (why) {
      const moved = why !== 'unreachable' && await anew();
      if (moved && !await opens(secret)) throw 'replaced';
      if (!moved && why !== 'damaged') throw why;
      return fetched(path, 'reload');
    }
  }
  const asData = async ({ path }) => {
    const r = new FileReader();
    r.readAsDataURL(await open(path));
    return new Promise(done => r.onload = () => done(r.result));
  };

  // What is said instead of a page.
  const box = doc.getElementById('say'), late = setTimeout(() => box.firstChild.hidden = false, 400), part = id => doc.getElementById(id).content.cloneNode(true);
  function say(what) {
    clearTimeout(late);
    box.replaceChildren(part(what));
    for (const b of box.querySelectorAll('[type=button]')) b.onclick = () => location.reload();
    for (const a of box.querySelectorAll('a')) a.href = ours();
    (box.querySelector('input') || box).focus();
    return css => box.querySelector(css);
  }

  const fits = async key => await opens(key) || await anew() && opens(key);
  async function withKey() {
    if (!at.key) throw 'no-key';
    if (at.key.length !== 43) throw 'cut';
    if (!await fits(Uint8Array.from(atob(at.key.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt()))) throw 'replaced';
  }
  // The same rounds and the same form of a passphrase as in key.go.
  async function unwrapped(phrase) {
    const words = phrase.normalize('NFC').split(/[ \u00a0\u3000]+/).filter(w => w).join(' ');
    const key = await subtle.importKey('raw', bytes(words), 'PBKDF2', false, ['deriveBits']);
    const wraps = await subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: unhex(lock.salt), iterations: 600000 }, key, 256);
    try { return new Uint8Array(await unlock(wraps, '', unhex(lock.wrapped))); } catch { return false; }
  }
  const kept = 'retake:sealed:' + location.pathname;
  async function withPassphrase() {
    try {
      if (await fits(unhex(sessionStorage[kept]))) return;
    } catch { /* it is not kept */ }
    const find = say('ask'), field = find('input'), button = find('button');
    await new Promise(done => find('form').onsubmit = async e => {
      e.preventDefault();
      button.disabled = true;
      const key = await unwrapped(field.value) || await anew() && await unwrapped(field.value);
      if (key && await opens(key)) {
        try { sessionStorage[kept] = hex(key); } catch { /* then it is asked for on each page */ }
        return done();
      }
      button.disabled = false;
      find('[role=alert]').replaceChildren(part('wrong'));
      field.focus();
    });
  }

  const last = path => path.replace(/.*\//, '');
  function save(path, body) {
    const a = doc.createElement('a');
    a.href = URL.createObjectURL(body);
    a.download = last(path);
    a.click();
    setTimeout(() => URL.revokeObjectURL(a.href), 60000);
  }
  function file(body) {
    const find = say('file');
    doc.title = find('strong').textContent = last(at.path);
    find('.save').onclick = () => save(at.path, body);
  }

  async function sheet(link) {
    const s = new CSSStyleSheet({ media: link.media });
    return s.replace(await (await open(inside(link.getAttribute('href')).path)).text());
  }

  // fill gives a picture its data. Until then it asks for nothing.
  async function fill(e, name) {
    const parts = e.getAttribute(name).split(name === 'src' ? /$^/ : /,\s+/).map(p => p.trim().split(/\s+/));
    e.removeAttribute(name);
    try {
      const all = await Promise.all(parts.map(async ([ref, ...size]) => [/^data:/.test(ref) ? ref : await asData(inside(ref)), ...size].join(' ')));
      e.setAttribute(name, all.join(', '));
    } catch { /* its text stands there */ }
  }

  function lead() {
    for (const a of doc.querySelectorAll('a[href]')) {
      const ref = a.getAttribute('href'), to = !ref.startsWith(ours()) && inside(ref);
      if (to) a.setAttribute('href', toLink(to));
    }
  }

  function go() {
    const e = at.anchor && doc.getElementById(at.anchor), y = history.state?.y;
    for (let d = e; d; d = d.parentElement) if (d.localName === 'details') d.open = true;
    if (e) {
      if (e.tabIndex < 0) e.tabIndex = -1;
      e.scrollIntoView();
      e.focus({ preventScroll: true });
    }
    if (y >= 0 || !e) scrollTo(0, y || 0);
  }

  // The theme's scripts think that they are at the page's own address, and that files can be loaded.
  const replace = history.replaceState.bind(history);
  function lend() {
    history.replaceState = (state, _, ref) => {
      at = { ...at, ...inside(new URL(ref, location).search, at.url.replace(/\?.*/, '')) };
      replace(state, '', toLink(at));
    };
    head.append = async script => {
      if (!script.src) return head.appendChild(script);
      try {
        const [, call, data] = (await (await open(inside(script.getAttribute('src')).path)).text()).match(/(\w+)\(([^]*)\)/);
        window[call](...JSON.parse(`[${data}]`));
        script.onload();
      } catch { script.onerror(); }
    };
  }

  // Ticks are kept under names that tell nothing.
  async function lendNames() {
    const secret = hex(await derive('ticks\0' + at.path, 32, bytes('')));
    window.retakeSealed = { page: secret.slice(32), hide: words => {
      let sum = 0n;
      for (const c of bytes(secret + words)) sum = (sum ^ BigInt(c)) * 0x100000001b3n & 0xffffffffffffffffn;
      return sum.toString(36);
    } };
  }

  async function show(body) {
    const page = parsed(await body.text()), all = css => [...page.querySelectorAll(css)], ref = (e, name) => inside(e.getAttribute(name));
    const pictures = [...all('[srcset]').map(e => fill(e, 'srcset')), ...all('img[src]').map(e => fill(e, 'src'))];
    const [styles, scripts] = await Promise.all([
      Promise.all(all('link[rel=stylesheet]').map(sheet)), Promise.all(all('script[src]').map(e => nameOf(ref(e, 'src').path))), lendNames(),
      Promise.race([Promise.all(pictures), new Promise(done => setTimeout(done, 700))]),
    ]);
    const icon = all('[rel=icon]')[0];
    // A policy lets a refresh in the body lead away.
    for (const e of all('script, link, meta')) e.remove();
    doc.adoptedStyleSheets = styles;
    doc.querySelector('[rel=stylesheet]').remove();
    doc.title = page.title;
    for (const name of ['lang', 'dir']) root[name] = page.documentElement[name];
    root.replaceChild(page.body, doc.body);
    lead();
    new MutationObserver(lead).observe(root, { childList: true, subtree: true, attributeFilter: ['href'] });
    go();
    lend();
    await Promise.all(scripts.map(name => new Promise(done => {
      const s = doc.createElement('script');
      s.async = false;
      s.onload = s.onerror = done;
      s.src = name + '.js';
      head.appendChild(s);
    })));
    const q = new URLSearchParams(at.search).get('q'), field = doc.querySelector('main [type=search]');
    if (q && field) {
      field.value = q;
      field.dispatchEvent(new Event('input'));
    }
    if (icon) doc.querySelector('[rel=icon]').href = await asData(ref(icon, 'href'));
  }

  // Each page begins with a fresh load, so that none meets another's scripts.
  let timer;
  history.scrollRestoration = 'manual';
  addEventListener('scroll', () => {
    clearTimeout(timer);
    timer = setTimeout(() => replace({ y: scrollY }, ''), 400);
  });
  addEventListener('hashchange', () => {
    const now = read(location.hash);
    clearTimeout(timer);
    if (now.key !== at.key || now.path !== at.path || now.search !== at.search || !window.retakeSealed) return location.reload();
    at = now;
    go();
  });
  addEventListener('click', async e => {
    const link = e.target.closest?.('a[href]')?.getAttribute('href');
    if (!link?.startsWith(ours()) || e.defaultPrevented || e.button || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
    if (link === location.hash) go();
    const { path } = read(link);
    if (/\.html$/.test(path)) return;
    e.preventDefault();
    try { save(path, await open(path)); } catch { location.hash = link; }
  });

  (async () => {
    at = read(location.hash);
    try {
      if (location.protocol === 'file:') throw 'from-a-file';
      if (!subtle) throw 'insecure';
      if (!self.DecompressionStream || !doc.adoptedStyleSheets) throw 'old';
      await (lock.salt ? withPassphrase() : withKey());
      const body = await open(at.path);
      await (body.type === 'text/html' ? show : file)(body);
    } catch (why) {
      say(doc.getElementById(why) ? why : 'damaged');
    }
  })();
})();
