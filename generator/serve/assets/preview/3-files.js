// Style sheets and pictures

const stamps = new Map(); // path of a file that has changed while this page was open -> stamp
let all = 0; // the stamp of the last time that any file may have changed
let stamp = Date.now(); // a number that grows, also from one run of the preview to the next

// stamped is the address under which the browser has to fetch a file again, or null.
function stamped(address) {
  let url;
  try { url = new URL(address, location.href); } catch { return null; }
  if (url.origin !== location.origin || url.pathname.startsWith('/.retake/')) return null;
  const n = Math.max(all, stamps.get(sitePath(url.pathname)) || 0);
  if (!n || url.searchParams.get('retake') === String(n)) return null;
  url.searchParams.set('retake', n);
  return url.pathname + url.search + url.hash;
}

// freshen shows changed files that this page uses; null stands for any of them.
function freshen(changed) {
  if (changed && changed.length === 0) return;
  stamp++;
  if (!changed) all = stamp;
  else for (const p of changed) stamps.set(p, stamp);
  stampPictures(document);
  const links = [...document.querySelectorAll('link[rel~="stylesheet"][href]')];
  const sheets = changed ? changed.filter(p => p.endsWith('.css')) : [];
  const used = p => links.some(l => sitePath(new URL(l.href).pathname) === p);
  if (sheets.some(p => !used(p))) { // one sheet may import another
    for (const l of links) stamps.set(sitePath(new URL(l.href).pathname), stamp);
  }
  for (const l of links) restyle(l);
  const script = (changed || []).find(p => p.endsWith('.js') && ran.has(p));
  if (script) toast('A script of this page has changed.', 'Load the page again', () => location.reload());
}

// restyle loads a style sheet anew beside the old one, which goes when the new one is there.
function restyle(old) {
  const href = stamped(old.getAttribute('href'));
  if (!href) return;
  const now = old.cloneNode();
  now.setAttribute('href', href);
  now.onload = () => old.remove();
  now.onerror = () => now.remove();
  old.after(now);
}

function stampPictures(root) {
  for (const e of root.querySelectorAll('img[src], source[src], video[src], audio[src], embed[src], link[rel~="icon"][href]')) {
    const name = e.localName === 'link' ? 'href' : 'src';
    const to = stamped(e.getAttribute(name));
    if (to) e.setAttribute(name, to);
  }
  for (const e of root.querySelectorAll('[srcset]')) {
    const to = e.getAttribute('srcset').replace(/(^|,\s*)(\S+)/g, (m, gap, address) => gap + (stamped(address) || address));
    if (to !== e.getAttribute('srcset')) e.setAttribute('srcset', to);
  }
}

// styles loads the style sheets of the new page that this one lacks, in their order, and returns what
// takes away those that it no longer has.
async function styles(doc) {
  const key = l => new URL(l.getAttribute('href'), location.href).pathname + ' ' + (l.media || '');
  const site = root => [...root.querySelectorAll('link[rel~="stylesheet"][href]')].filter(l => !l.getAttribute('href').startsWith('/.retake/'));
  const have = new Map(site(document).map(l => [key(l), l]));
  const want = site(doc);
  const loads = [];
  let after = null;
  for (const w of want) {
    let l = have.get(key(w));
    if (!l) {
      l = document.importNode(w);
      const own = document.querySelector('link[href="/.retake/preview.css"]');
      loads.push(new Promise(resolve => {
        l.onload = l.onerror = resolve;
        setTimeout(resolve, 3000);
      }));
      if (after) after.after(l);
      else if (own) own.before(l);
      else document.head.append(l);
    }
    after = l;
  }
  await Promise.all(loads);
  const wanted = new Set(want.map(key));
  return () => {
    for (const l of site(document)) if (!wanted.has(key(l))) l.remove();
  };
}

// Following edits

const store = { // the browser may refuse to remember anything
  get follow() {
    try { return localStorage.getItem('retake:follow') === 'yes'; } catch { return this.own; }
  },
  set follow(on) {
    this.own = on;
    try { localStorage.setItem('retake:follow', on ? 'yes' : 'no'); } catch { /* then until the page is closed */ }
  },
  own: false,
};
let edit = null; // the edit of this page's note that is still to be shown

// arrive brings the edited place into view, when the swap is done.
function arrive() {
  const e = edit;
  edit = null;
  const marks = touched;
  touched = [];
  if (!e || !store.follow) return;
  const heading = e.anchor ? document.getElementById(e.anchor) : document.querySelector('h1') || document.querySelector('main') || document.body;
  if (!heading) return;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const place = placeOf(heading, marks);
  const far = place.getBoundingClientRect().top - heading.getBoundingClientRect().top > innerHeight * 0.7;
  (far ? place : heading).scrollIntoView({ block: far ? 'center' : 'start', behavior: calm ? 'auto' : 'smooth' });
  place.setAttribute('data-retake-here', '');
  setTimeout(() => place.removeAttribute('data-retake-here'), 2500);
}

// placeOf is the first block that the swap has changed between a heading and the next, or else the heading.
function placeOf(heading, marks) {
  const after = (a, b) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING;
  const next = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].find(h => after(heading, h));
  for (const n of marks) {
    const e = n.nodeType === 1 ? n : n.parentElement;
    const block = e && e.isConnected && e.closest('p, li, pre, tr, table, figure, blockquote, dl');
    if (block && after(heading, block) && (!next || after(block, next))) return block;
  }
  return heading;
}
