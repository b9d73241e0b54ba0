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
const corner = el('aside', { class: 'rk-corner', 'aria-label': 'Live preview' }, ui.card, ui.toast, ui.mark, ui.alert, ui.status);
let folded = ''; // the faults that the reader has folded away
let alerted = ''; // the faults that were said last
let mendedUntil = 0; // until when the mark says that all is mended

// start puts the preview's elements beside the page's, where no swap touches them.
function start() {
  const sheet = el('link', { rel: 'stylesheet', href: '/.retake/preview.css' });
  host.hidden = true; // until its style sheet is there
  sheet.onload = () => { host.hidden = false; };
  shade.append(sheet, ui.faults, corner);
  document.documentElement.append(host);
  ui.mark.onclick = () => openCard(ui.card.hidden);
  document.addEventListener('keydown', escape);
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

// sayGone tells that the page has left the site, or that it is back.
function sayGone() {
  draw();
  if (gone) toast('This page is no longer part of the site. You see it as it was.', el('a', { href: '/' }, 'To the first page'));
  else hideToast();
}

// escape closes what is on top: the card, then the panel.
function escape(e) {
  if (e.key !== 'Escape' || e.defaultPrevented || e.isComposing) return;
  if (!ui.card.hidden) {
    const inside = ui.card.contains(shade.activeElement);
    openCard(false);
    if (inside) ui.mark.focus();
  } else if (!ui.faults.hidden) {
    fold();
  }
}

// wrongs are the faults to mend, if there are any; on the preview's own page they stand there already.
function wrongs() {
  return latest && latest.state !== 'good' ? latest.faults : [];
}

// sign is the same while the same things are wrong, wherever lines have moved to.
const sign = faults => faults.map(f => [f.file, f.code, f.message].join(' ')).join('\n');

function count(faults) {
  const errors = faults.filter(f => f.severity !== 'warning').length;
  return errors === faults.length ? errors + latest.more : errors;
}

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
  const warnings = latest?.state === 'good' ? latest.faults.length + latest.more : 0;
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
    if (alerted) {
      mendedUntil = Date.now() + 6000;
      setTimeout(draw, 6100);
      ui.status.textContent = 'Mended';
    }
    alerted = folded = ui.alert.textContent = '';
    hidePanel();
    return;
  }
  if (now !== alerted) {
    if (!waiting) ui.alert.textContent = `${toMend(count(faults))}. ${where(faults[0])}: ${faults[0].message}`;
    ui.status.textContent = folded = '';
    alerted = now;
  }
  fillFaults(faults);
  if (waiting || folded === now) hidePanel();
  else ui.faults.hidden = false;
}

function hidePanel() {
  const inside = ui.faults.contains(shade.activeElement);
  ui.faults.hidden = true;
  if (inside) ui.mark.focus({ preventScroll: true });
}

function fold() {
  folded = alerted;
  draw();
}

const panel = {
  title: el('h2', {}),
  since: el('p', { class: 'rk-soft' }),
  fold: el('button', { type: 'button', class: 'rk-button' }, 'Fold away'),
  body: el('div', { class: 'rk-scroll', tabindex: '0', role: 'group', 'aria-label': 'What is wrong, and where' }),
  shown: null, // the faults it shows
};
panel.fold.onclick = fold;
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

const cardParts = { follow: el('input', { type: 'checkbox', role: 'switch' }), undo: el('button', { type: 'button', class: 'rk-button' }, 'Undo the last tick') };
cardParts.follow.onchange = () => { store.follow = cardParts.follow.checked; };
cardParts.undo.onclick = undo;

function drawCard(faults) {
  cardParts.follow.checked = store.follow;
  cardParts.undo.hidden = !undos;
  const held = shade.activeElement; // a button that stays keeps the focus
  const parts = [headline()];
  if (gone) parts.push(el('p', {}, 'This page is no longer part of the site. You see it as it was. ', el('a', { href: '/' }, 'To the first page')));
  if (faults.length && !waiting) parts.push(unfold);
  parts.push(el('p', {}, me.token ? 'Ticking a box writes to your note.' : 'Ticks stay in this browser. Nothing is written to your notes.'),
    cardParts.undo, el('label', { class: 'rk-switch' }, cardParts.follow, el('span', {}, 'Follow my edits')));
  for (const line of latest?.said || []) parts.push(el('p', { class: 'rk-said' }, line));
  const warnings = latest?.state === 'good' ? latest.faults : [];
  if (warnings.length) {
    const n = warnings.length + latest.more;
    parts.push(el('h2', {}, n === 1 ? '1 warning' : `${n} warnings`), el('ol', { class: 'rk-list' }, ...warnings.map(drawFault)));
    if (latest.more) parts.push(el('p', { class: 'rk-soft' }, `And ${latest.more} more.`));
  }
  ui.card.replaceChildren(...parts);
  if (held && ui.card.contains(held) && shade.activeElement !== held) held.focus({ preventScroll: true });
}

const unfold = el('button', { type: 'button', class: 'rk-button' }, 'Show what to mend');
unfold.onclick = () => {
  folded = '';
  openCard(false);
  ui.faults.querySelector('.rk-scroll')?.focus();
};

// headline says in one line what the mark says shortly.
function headline() {
  if (!up) return el('p', { class: 'rk-head' }, 'No connection to retake. This page tries again by itself.');
  if (!latest) return el('p', { class: 'rk-head' }, 'Connecting to retake.');
  if (latest.state === 'good') return el('p', { class: 'rk-head' }, 'Up to date ', el('span', { class: 'rk-soft' }, `since ${latest.at}, drawn in ${latest.ms} ms`));
  if (!latest.faults.length) return el('p', { class: 'rk-head' }, 'Drawing your plan. This takes a moment the first time.');
  return el('p', { class: 'rk-head' }, toMend(count(latest.faults)));
}

// The line that comes and goes

let toastTimer;

// toast says something for a while, with something to do about it: a button, or a link, which stays.
function toast(text, what, action) {
  clearTimeout(toastTimer);
  const close = el('button', { type: 'button', class: 'rk-close', 'aria-label': 'Close this line' }, '×');
  close.onclick = hideToast;
  ui.toast.replaceChildren(el('p', {}, text), action ? actionButton(what, action) : what || '', close);
  ui.toast.hidden = false;
  ui.status.textContent = text;
  if (!what || action) toastTimer = setTimeout(fadeToast, 12000);
}

function actionButton(label, action) {
  const b = el('button', { type: 'button', class: 'rk-button' }, label);
  b.onclick = () => {
    hideToast();
    action();
  };
  return b;
}

// fadeToast takes the line away, unless somebody is at it.
function fadeToast() {
  if (ui.toast.matches(':hover, :focus-within')) toastTimer = setTimeout(fadeToast, 3000);
  else hideToast();
}

function hideToast() {
  clearTimeout(toastTimer);
  const inside = ui.toast.contains(shade.activeElement);
  ui.toast.hidden = true;
  if (inside) ui.mark.focus({ preventScroll: true });
}

start();
