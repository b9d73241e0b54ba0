// The mark and the panels

const host = document.createElement('retake-preview');
const shade = host.attachShadow({ mode: 'open' }); // a theme's styles end here, and ours begin

// el makes an element: properties, then children. Text stays text.
function el(name, props, ...children) {
  const e = document.createElement(name);
  for (const [k, v] of Object.entries(props || {})) {
    if (k in e && typeof v !== 'string') e[k] = v;
    else e.setAttribute(k, v);
  }
  e.append(...children.filter(c => c !== null && c !== undefined && c !== ''));
  return e;
}

const icons = { // drawn on 16 by 16; shape says what colour says
  good: 'M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 1 1 0-11zM8 5.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5z',
  mended: 'M6.3 13L1.8 8.5l1.7-1.7l2.8 2.8l6.2-6.2l1.7 1.7z',
  faults: 'M8 1.5l7 12.5H1zM7.1 6v4h1.8V6zM7.1 11v1.6h1.8V11z',
  away: 'M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 1 1 0-11zM8 4.2a3.8 3.8 0 1 0 0 7.6a3.8 3.8 0 1 0 0-7.6zM2 12.8L12.8 2l1.2 1.2L3.2 14z',
};

function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'rk-icon rk-icon-' + name);
  const p = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  p.setAttribute('d', icons[name]);
  p.setAttribute('fill-rule', 'evenodd');
  svg.append(p);
  return svg;
}

const ui = {
  alert: el('p', { class: 'rk-out', role: 'alert' }),
  status: el('p', { class: 'rk-out', role: 'status' }),
  faults: el('section', { class: 'rk-faults', 'aria-label': 'To mend', hidden: true }),
  toast: el('div', { class: 'rk-toast', hidden: true }),
  card: el('div', { class: 'rk-card', id: 'rk-card', role: 'group', 'aria-label': 'About this preview', hidden: true }),
  mark: el('button', { class: 'rk-mark', type: 'button', 'aria-expanded': 'false', 'aria-controls': 'rk-card' }),
};
const corner = el('aside', { class: 'rk-corner', 'aria-label': 'Live preview' }, ui.mark, ui.toast, ui.card, ui.alert, ui.status);
let alerted = ''; // the faults that were said last
let warned = null; // the warnings of the last good build that was heard of
let mendedUntil = 0; // until when the mark says that all is mended

// start puts the preview's elements beside the page's, where no swap touches them.
function start() {
  const sheet = el('link', { rel: 'stylesheet', href: '/.retake/preview.css' });
  host.hidden = true; // until its style sheet is there
  sheet.onload = () => { host.hidden = false; };
  shade.append(sheet, ui.faults, corner);
  document.documentElement.append(host);
  ui.mark.onclick = () => openCard(ui.card.hidden);
  document.addEventListener('keydown', e => {
    if (e.defaultPrevented || e.isComposing) return;
    if (e.key === 'Escape') escape();
    else if (takesBack(e)) e.preventDefault();
  });
  addEventListener('storage', e => e.key === 'retake:follow' && draw());
  keepStates();
  if (me.token) enable(document);
  draw();
  connect();
}

function openCard(open) {
  ui.card.hidden = !open;
  ui.mark.setAttribute('aria-expanded', String(open));
  if (open) hideToast();
  draw();
}

// heed says when a build warns of something of which the one before did not. Of a long list only the start
// comes: what has moved up into it is not new.
function heed(s) {
  if (s.state !== 'good') return;
  const before = warned;
  warned = { signs: new Set(s.faults.map(f => sign([f]))), more: s.more, all: s.faults.length + s.more };
  if (!warned.all && ui.toast.contains(look)) hideToast();
  if (!before || (before.more && warned.all <= before.all)) return;
  const fresh = s.faults.filter(f => !before.signs.has(sign([f])));
  if (!fresh.length) return;
  const files = new Set(fresh.map(f => f.file.replace(/^.*\//, '')));
  const things = fresh.length === 1 ? 'One thing' : `${fresh.length} things`;
  toast(`${things} to look at${files.size === 1 ? ' in ' + [...files][0] : ''}`, look);
}

const look = actionButton('Show', () => {
  openCard(true);
  ui.card.scrollTop += cardParts.warnings.getBoundingClientRect().top - ui.card.getBoundingClientRect().top - 8;
  cardParts.warnings.focus({ preventScroll: true });
});

// sayGone tells that the page has left the site, or that it is back.
function sayGone() {
  draw();
  if (gone) toast(goneText, toToday());
  else hideToast();
}

const goneText = 'This note was deleted or renamed. You see its last version.';
const toToday = () => el('a', { href: '/' }, 'To today');

// escape closes what is on top: the line, then the card, then the panel.
function escape() {
  if (!ui.toast.hidden) {
    hideToast();
  } else if (!ui.card.hidden) {
    const inside = ui.card.contains(shade.activeElement);
    openCard(false);
    if (inside) ui.mark.focus();
  } else if (!ui.faults.hidden) {
    foldAway();
  }
}

// wrongs are the faults to mend, if there are any; on the preview's own page they stand there already.
function wrongs() {
  return latest && latest.state !== 'good' ? latest.faults : [];
}

// sign is the same while the same things are wrong, wherever lines have moved to.
const sign = faults => faults.map(f => [f.file, f.code, f.message].join(' ')).join('\n');

// count is of all that are there: those that are listed, and those that the preview has left out.
const count = faults => faults.length + latest.more;

function toMend(n) {
  return n === 1 ? '1 thing to mend' : `${n} things to mend`;
}

// draw brings the mark, the panel and the card to what is known.
function draw() {
  const faults = wrongs();
  drawFaults(faults);
  drawMark(faults);
  if (!ui.card.hidden) drawCard(faults);
}

function drawMark(faults) {
  let shape = 'good', words = 'Live', time = latest?.state === 'good' ? latest.at.slice(0, 5) : '';
  const warnings = latest?.state === 'good' ? count(latest.faults) : 0;
  if (warnings) words = warnings === 1 ? 'Live, 1 warning' : `Live, ${warnings} warnings`;
  if (Date.now() < mendedUntil) [shape, words] = ['mended', 'Mended'];
  if (faults.length) [shape, words, time] = ['faults', toMend(count(faults)), ''];
  if (gone) [shape, words, time] = ['faults', 'This page is gone', ''];
  if (!latest) [words, time] = ['Connecting', ''];
  else if (latest.state === 'none' && !faults.length) [words, time] = ['Drawing your plan', ''];
  if (!up) [shape, words, time] = ['away', 'No connection, trying again', ''];
  const text = words + ' ' + time;
  if (ui.mark.dataset.text === text) return;
  ui.mark.dataset.text = text;
  ui.mark.dataset.shape = shape;
  ui.mark.replaceChildren(icon(shape), el('span', { class: 'rk-out' }, 'Live preview: '), el('span', {}, words),
    time ? el('span', { class: 'rk-time' }, time) : '');
}

// drawFaults shows the panel over the last good page, says once that it is there, and takes it away.
function drawFaults(faults) {
  const now = sign(faults);
  if (!faults.length) {
    if (latest?.state === 'good') mended();
    hidePanel();
    return;
  }
  if (now !== alerted) {
    alerted = now;
    if (fold.of !== now) {
      fold.of = ui.status.textContent = '';
      if (!waiting) ui.alert.textContent = `${toMend(count(faults))}. ${where(faults[0])}: ${faults[0].message}`;
    }
  }
  fillFaults(faults);
  if (waiting || fold.of === now) hidePanel();
  else ui.faults.hidden = false;
}

// mended says that all is well again, if it was not.
function mended() {
  if (alerted) {
    mendedUntil = Date.now() + 6000;
    setTimeout(draw, 6100);
    ui.status.textContent = 'Mended';
  }
  alerted = fold.of = ui.alert.textContent = '';
}

function hidePanel() {
  const inside = ui.faults.contains(shade.activeElement);
  ui.faults.hidden = true;
  if (inside) ui.mark.focus({ preventScroll: true });
}

const fold = { // the faults that the reader has folded away, on whatever page
  get of() {
    try { return sessionStorage.getItem('retake:folded') || ''; } catch { return this.own; }
  },
  set of(faults) {
    this.own = faults;
    try { sessionStorage.setItem('retake:folded', faults); } catch { /* then until the page is closed */ }
  },
  own: '',
};

function foldAway() {
  fold.of = alerted;
  draw();
}

const panel = {
  title: el('h2', {}),
  since: el('p', { class: 'rk-soft' }),
  fold: el('button', { type: 'button', class: 'rk-button' }, 'Fold away'),
  body: el('div', { class: 'rk-scroll', tabindex: '0', role: 'group', 'aria-label': 'What is wrong, and where' }),
  shown: null, // the faults it shows
};
panel.fold.onclick = foldAway;
ui.faults.append(el('div', { class: 'rk-top' }, icon('faults'), panel.title, panel.since, panel.fold), panel.body);

function fillFaults(faults) {
  if (panel.shown === faults) return;
  panel.shown = faults;
  panel.title.textContent = toMend(count(faults));
  panel.since.textContent = latest.state === 'none'
    ? 'There is no new site yet. The page below is the last good one.'
    : `The page below is the last good one${goodAt ? `, from ${goodAt.slice(0, 5)}` : ''}.`;
  panel.body.replaceChildren(el('ol', { class: 'rk-list' }, ...faults.map(drawFault)),
    latest.more ? el('p', { class: 'rk-soft' }, `And ${latest.more} more.`) : '');
}

function where(f) {
  return [f.file, f.line || '', f.line && f.col || ''].filter(x => x !== '').join(':');
}

function drawFault(f) {
  return el('li', { class: 'rk-fault' },
    el('p', { class: 'rk-where' }, f.severity === 'warning' ? el('b', {}, 'Warning ') : '', el('code', {}, where(f))),
    el('p', { class: 'rk-what' }, f.message),
    f.excerpt ? excerpt(f) : '',
    f.hint ? el('p', { class: 'rk-hint' }, el('b', {}, 'Hint: '), f.hint) : '');
}

// excerpt is the source line with the place underlined. Columns count characters, so wide ones and tabs
// need no care.
function excerpt(f) {
  const runes = Array.from(f.excerpt);
  const from = Math.min(Math.max(f.col - 1, 0), runes.length);
  const part = (a, b) => runes.slice(a, b).join('');
  const code = el('code', {});
  if (f.col < 1) code.append(part(0));
  else code.append(part(0, from), el('mark', {}, part(from, from + Math.max(f.width, 1)) || '\u00a0'), part(from + Math.max(f.width, 1)));
  return el('pre', {}, code);
}

// The card behind the mark

const cardParts = { // what keeps the focus when the card is drawn anew
  follow: el('input', { type: 'checkbox', role: 'switch' }),
  undo: el('button', { type: 'button', class: 'rk-button' }, 'Undo the last tick'),
  warnings: el('h2', { tabindex: '-1' }),
};
cardParts.follow.onchange = () => { store.follow = cardParts.follow.checked; };
cardParts.undo.onclick = undo;

function drawCard(faults) {
  const held = ui.card.contains(shade.activeElement) ? shade.activeElement : null;
  ui.card.replaceChildren(headline(), ...(up ? cardBody(faults) : []));
  if (!held) return;
  held.focus({ preventScroll: true });
  if (shade.activeElement !== held) ui.mark.focus({ preventScroll: true });
}

function cardBody(faults) {
  cardParts.follow.checked = store.follow;
  cardParts.undo.hidden = !undos || !me.token;
  const parts = [];
  if (gone) parts.push(el('p', {}, goneText + ' ', toToday()));
  if (faults.length && !waiting) parts.push(unfold);
  if (!waiting) parts.push(el('p', {}, me.token ? 'Ticking a box writes to your note.' : 'Ticks stay in this browser. Nothing is written to your notes.'), cardParts.undo);
  parts.push(el('label', { class: 'rk-switch' }, cardParts.follow, el('span', {}, 'Follow my edits')));
  for (const line of latest?.said || []) parts.push(el('p', { class: 'rk-said' }, line));
  const warnings = latest?.state === 'good' ? latest.faults : [];
  if (warnings.length) {
    const n = count(warnings);
    cardParts.warnings.textContent = n === 1 ? '1 warning' : `${n} warnings`;
    parts.push(cardParts.warnings, el('ol', { class: 'rk-list' }, ...warnings.map(drawFault)));
    if (latest.more) parts.push(el('p', { class: 'rk-soft' }, `And ${latest.more} more.`));
  }
  return parts;
}

const unfold = el('button', { type: 'button', class: 'rk-button' }, 'Show what to mend');
unfold.onclick = () => {
  fold.of = '';
  openCard(false);
  ui.faults.querySelector('.rk-scroll')?.focus();
};

// headline says in one line what the mark says shortly.
function headline() {
  if (!up) return el('p', { class: 'rk-head' }, 'retake serve is not running. Start it again, and this page goes on by itself.');
  if (!latest) return el('p', { class: 'rk-head' }, 'Connecting to retake.');
  if (latest.state === 'good') return el('p', { class: 'rk-head' }, 'Up to date ', el('span', { class: 'rk-soft' }, `since ${latest.at}, drawn in ${latest.ms} ms`));
  if (!latest.faults.length) return el('p', { class: 'rk-head' }, 'Drawing your plan. This takes a moment the first time.');
  return el('p', { class: 'rk-head' }, toMend(count(latest.faults)));
}

// The line that comes and goes

let toastTimer;
let takeBack = null; // the button in the line that undoes a tick
let home = ''; // the place of the box that the line is about: where the focus goes when the line closes

// toast says something for a while, with something to do about it: a label and what it does, a button, or
// a link. With a link the line stays.
function toast(text, what, action, about) {
  clearTimeout(toastTimer);
  const inside = ui.toast.contains(shade.activeElement);
  const close = el('button', { type: 'button', class: 'rk-close', 'aria-label': 'Close this line' }, '×');
  close.onclick = hideToast;
  const does = action ? actionButton(what, action) : what || null;
  takeBack = action === undo ? does : null;
  home = about || '';
  ui.toast.replaceChildren(el('div', { class: 'rk-say' }, el('p', {}, text), does), close);
  ui.toast.hidden = false;
  ui.status.textContent = text;
  if (inside) (does || close).focus({ preventScroll: true });
  if (does?.localName !== 'a') toastTimer = setTimeout(fadeToast, lasts(text));
}

// lasts is how long a line stays, in milliseconds: in a narrow window, where it lies over the page's own
// boxes, a short one goes sooner.
function lasts(text) {
  return text.length < 60 && matchMedia('(max-width: 30em)').matches ? 6000 : 12000;
}

function actionButton(label, action) {
  const b = el('button', { type: 'button', class: 'rk-button' }, label);
  b.onclick = () => {
    hideToast();
    action();
  };
  return b;
}

// takesBack undoes the tick that the line tells of, at the keys that undo, unless they are meant for a text.
function takesBack(e) {
  if (!(e.ctrlKey || e.metaKey) || e.altKey || e.shiftKey || e.key.toLowerCase() !== 'z') return false;
  const at = document.activeElement;
  if (ui.toast.hidden || !takeBack || at?.isContentEditable || at?.matches(texts)) return false;
  takeBack.click();
  return true;
}

const texts = 'textarea, select, input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"], [type="reset"])';

// fadeToast takes the line away, unless somebody is at it.
function fadeToast() {
  if (ui.toast.matches(':hover, :focus-within')) toastTimer = setTimeout(fadeToast, 3000);
  else hideToast();
}

function hideToast() {
  clearTimeout(toastTimer);
  const inside = ui.toast.contains(shade.activeElement);
  ui.toast.hidden = true;
  if (inside) (boxesAt(home)[0] || ui.mark).focus({ preventScroll: true });
}

start();
