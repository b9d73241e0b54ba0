// Swapping the page

let swapping = false;
let again = false; // something has changed since the fetch under way began
let source = null; // the page as it came last, without what the preview put into it

// swap brings the page that is shown to what the preview has now. What changes meanwhile is waited for.
async function swap() {
  again = true;
  if (swapping) return;
  swapping = true;
  while (again) {
    again = false;
    let page;
    try {
      await load();
      page = await fetchPage();
    } catch {
      lost = true; // nobody answers: the next event begins anew
      continue;
    }
    lost = false;
    if (!again) await show(page).catch(() => location.reload());
  }
  swapping = false;
  arrive();
}

// fetchPage gets this page anew: its status, its text and the preview's tag in it.
async function fetchPage() {
  const heard = latest;
  const answer = await fetch(location.pathname + location.search, { cache: 'no-cache', redirect: 'follow' });
  const text = await answer.text();
  const doc = new DOMParser().parseFromString(text.replace(/<noscript\b.*?<\/noscript\s*>/gis, ''), 'text/html');
  const script = doc.querySelector('script[src^="/.retake/preview.js"]');
  return { status: answer.status, text, doc, script, heard };
}

// show puts a fetched page in the place of the one that is shown.
async function show({ status, text, doc, script, heard }) {
  if (!script) return; // not a page of the preview's
  if (waiting && status !== 503) return location.reload(); // nothing of the reader's is on that page
  if (status === 503 && !waiting) return learn(script, heard); // no site for now: the last good page stays
  const was = gone;
  gone = status === 404 && !missing;
  if (was !== gone) sayGone();
  if (gone) return learn(script, heard);
  missing = status === 404;
  const bare = strip(text);
  learn(script, heard);
  if (bare === source) return;
  await morph(doc);
  source = bare;
}

// strip takes the preview's additions out of a page, which differ from build to build.
function strip(text) {
  return text.replace(/<link [^>]*"\/\.retake\/preview\.css">/, '').replace(/<script [^>]*"\/\.retake\/preview\.js"[^>]*><\/script>/, '');
}

// learn takes what the tag of a fetched page says: the run, the token, and which build this is.
function learn(script, heard) {
  const d = script.dataset;
  const moved = d.run !== me.run, could = me.token;
  me.run = d.run;
  me.token = d.token || '';
  me.worker = d.worker || me.worker;
  me.build = Math.max(Number(d.build), heard && heard.run === d.run ? heard.build : 0);
  if (moved) {
    undos = heard && heard.run === d.run ? heard.undo || 0 : 0;
    mine.clear();
    if (could || me.token) enable(document);
    connect();
    draw();
  }
}

// load fetches the one library that swapping needs, when it is needed first.
let library = null;
function load() {
  return library ??= new Promise((resolve, reject) => {
    const s = document.createElement('script');
    s.src = '/.retake/idiomorph.js';
    s.onload = resolve;
    s.onerror = () => {
      library = null;
      reject(new Error('idiomorph.js did not come'));
    };
    document.head.append(s);
  });
}

// authored is what the note says of an element's state; what differs from it is the reader's doing.
const authored = new WeakMap();
const openIn = e => e.hasAttribute('open');

function keepStates() {
  for (const e of document.querySelectorAll('details')) if (!authored.has(e)) authored.set(e, openIn(e));
}

// morph turns the document that is shown into the new one. Elements that are the same stay the same, and
// with them the place, the focus, the selection and all that the reader has opened or typed.
async function morph(doc) {
  prepare(doc);
  const done = await styles(doc);
  const scripts = [...doc.querySelectorAll('script[src]')].map(s => new URL(s.getAttribute('src'), location.href));
  for (const s of doc.body.querySelectorAll('script')) s.remove();
  const hold = holdPlace();
  const keep = holdSelection();
  const unname = pair(document.body, doc.body);
  watch.observe(document.body, { childList: true, characterData: true, subtree: true });
  try {
    window.Idiomorph.morph(document.body, doc.body, { morphStyle: 'outerHTML', head: { style: 'none' }, callbacks });
  } finally {
    touched.push(...watch.takeRecords().map(r => r.addedNodes[0] || r.target));
    watch.disconnect();
    unname();
  }
  head(doc);
  keepStates();
  if (me.token) enable(document);
  keep();
  hold();
  done();
  for (const url of scripts) run(url);
}

const watch = new MutationObserver(() => {});
let touched = []; // nodes that the swaps have changed since the reader was last shown an edit

const added = 'p.ticks, .by-script'; // what a site's own scripts have put into the page: the line of ticks.js, the buttons of site.js

const callbacks = {
  beforeNodeAdded: n => n.localName !== 'script',
  beforeNodeRemoved: n => !(n.nodeType === 1 && n.matches(added)),
  beforeAttributeUpdated: (name, e, how) => {
    switch (name) {
      case 'open':
        return e.localName === 'details' && authored.get(e) !== (how === 'update');
      case 'value':
        if (e.type === 'checkbox' || e.type === 'radio') return e.hasAttribute('value');
        return !('defaultValue' in e) || e.value === e.defaultValue;
      case 'checked':
        return written(e) || e.checked === e.defaultChecked;
      case 'disabled':
        return e.type !== 'checkbox' || written(e) || e.disabled;
      case 'selected':
        return false;
    }
  },
  afterNodeMorphed: (old, now) => {
    if (old.localName === 'details') authored.set(old, openIn(now));
  },
};

// wording is an element's text without what a script has put into it.
function wording(e) {
  let text = e.textContent;
  for (const a of e.querySelectorAll(added)) text = text.replace(a.textContent, '');
  return text;
}

// pair gives blocks that read the same in both documents the same id for the time of a swap, so that a
// line put in above moves nothing below. It returns what takes the ids away again.
function pair(root, next) {
  const blocks = 'p, li, h1, h2, h3, h4, h5, h6, pre, tr, dt, dd, summary, figure, details, input:not([data-box])';
  const name = within => {
    const seen = new Map(), out = new Map();
    for (const e of within.querySelectorAll(blocks)) {
      if (e.id || e.matches(added)) continue;
      const text = e.localName + ' ' + (e.localName === 'input' ? e.name + e.type : wording(e));
      const n = (seen.get(text) || 0) + 1;
      seen.set(text, n);
      out.set(text + '\n' + n, e);
    }
    return out;
  };
  const a = name(root), b = name(next);
  let n = 0;
  for (const [key, e] of a) {
    const twin = b.get(key);
    if (!twin) continue;
    e.id = twin.id = 'retake-pair-' + n++;
  }
  for (const e of root.querySelectorAll(added)) e.id = 'retake-pair-' + n++; // it has no twin, and is none's
  return () => {
    for (const e of document.querySelectorAll('[id^="retake-pair-"]')) e.removeAttribute('id');
  };
}

// holdPlace remembers what is at the top of the window, and returns what brings it back there. Some of
// what is remembered may be gone afterwards, so there are several.
function holdPlace() {
  const root = document.documentElement;
  root.style.overflowAnchor = 'none'; // the browser's own holding would come on top
  const held = new Map();
  const xs = [0.5, 0.3, 0.7, 0.1].map(f => f * innerWidth);
  for (let y = 1; y < innerHeight && held.size < 8; y += 16) {
    for (const x of xs) {
      const e = document.elementsFromPoint(x, y).find(e => !host.contains(e));
      if (!e || held.has(e) || e.querySelector('p, li, tr, pre, div, h1, h2, h3, h4, h5, h6') || afloat(e)) continue;
      held.set(e, e.getBoundingClientRect().top);
    }
  }
  return () => {
    for (const [e, top] of held) {
      if (!e.isConnected) continue;
      const by = e.getBoundingClientRect().top - top;
      if (by) scrollBy({ top: by, behavior: 'instant' });
      break;
    }
    requestAnimationFrame(() => requestAnimationFrame(() => {
      root.style.overflowAnchor = '';
      if (root.getAttribute('style') === '') root.removeAttribute('style');
    }));
  };
}

// afloat tells what does not move with the page, and so says nothing about its place.
function afloat(e) {
  for (; e && e !== document.documentElement; e = e.parentElement) {
    if (e === document.body) return false;
    const p = getComputedStyle(e).position;
    if (p === 'fixed' || p === 'sticky') return true;
  }
  return true;
}

function holdSelection() {
  const s = getSelection();
  const focus = document.activeElement;
  const { anchorNode: a, anchorOffset: i, focusNode: f, focusOffset: j } = s;
  const fits = (n, at) => n.isConnected && at <= (n.nodeType === 1 ? n.childNodes.length : n.length);
  return () => {
    if (focus && focus !== document.body && focus.isConnected && document.activeElement !== focus) focus.focus({ preventScroll: true });
    if (!a || !f || (s.anchorNode === a && s.anchorOffset === i && s.focusNode === f && s.focusOffset === j)) return;
    if (document.body.contains(a) && fits(a, i) && fits(f, j)) s.setBaseAndExtent(a, i, f, j);
  };
}

// head takes over what shows of the new page's head, but for its style sheets.
function head(doc) {
  if (document.title !== doc.title) document.title = doc.title;
  for (const name of ['lang', 'dir', 'class']) {
    const now = doc.documentElement.getAttribute(name);
    if (now === null) document.documentElement.removeAttribute(name);
    else if (document.documentElement.getAttribute(name) !== now) document.documentElement.setAttribute(name, now);
  }
  const icon = document.querySelector('link[rel~="icon"]'), next = doc.querySelector('link[rel~="icon"]');
  if (icon && next && icon.getAttribute('href') !== next.getAttribute('href')) icon.setAttribute('href', next.getAttribute('href'));
}

// run lets a script run that this page did not have before.
function run(url) {
  const file = sitePath(url.pathname);
  if (ran.has(file) || file.startsWith('.retake/') || url.origin !== location.origin) return;
  ran.add(file);
  const s = document.createElement('script');
  s.src = url.href;
  s.async = false;
  document.head.append(s);
}
