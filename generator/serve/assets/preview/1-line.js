// The live preview in the page: it keeps the page as the notes are, shows what is wrong in them, and
// passes on the ticks of task boxes. The site's own files know nothing of it.
//
// The files of this folder are one script, in the order of their names: the line to the preview and what
// an event means; swapping the page; style sheets, pictures and following edits; task boxes; the mark and
// the panels. The server puts them together within one function.

// What is known

const tag = document.currentScript;
const me = { // what the page that is shown was made by
  run: tag.dataset.run, build: Number(tag.dataset.build), token: tag.dataset.token || '', worker: tag.dataset.worker,
};
const waiting = me.build === 0; // this is the preview's own page: there is no site yet
const path = sitePath(location.pathname);
let latest = null; // the newest event
let goodAt = ''; // time of the last good build that was heard of
let lost = false; // a fetch of this page has failed, and what it was for is still to be shown
let missing = pageStatus() === 404; // the page shown says that there is none of this name
let gone = false; // the page shown has been taken out of the site

const ran = new Set(); // files of scripts, each of which runs once
for (const s of document.scripts) if (s.src) ran.add(sitePath(new URL(s.src).pathname));

// sitePath is the file in the site that an address stands for.
function sitePath(pathname) {
  let p = pathname;
  try { p = decodeURIComponent(p); } catch { /* not an address of ours: it matches no file */ }
  return p.slice(1) + (p.endsWith('/') ? 'index.html' : '');
}

function pageStatus() {
  return performance.getEntriesByType('navigation')[0]?.responseStatus;
}

// The line to the preview

let hangUp = () => {};

// connect listens by the worker that all tabs share, or else by a line of the page's own.
function connect() {
  hangUp();
  if (!window.SharedWorker) return ownLine();
  try {
    const worker = new SharedWorker(me.worker, 'retake');
    const port = worker.port;
    let mine = true;
    hangUp = () => {
      mine = false;
      port.postMessage('bye');
      port.onmessage = null;
    };
    worker.onerror = () => mine && ownLine();
    port.onmessage = e => hear(e.data);
    port.postMessage('hello');
  } catch {
    ownLine();
  }
}

function ownLine() {
  hangUp();
  let source, again, wait = 500;
  const open = () => {
    let first = true;
    source = new EventSource('/.retake/events');
    source.onopen = () => { first = true; };
    source.onmessage = e => {
      wait = 500;
      hear({ up: true, first, state: JSON.parse(e.data) });
      first = false;
    };
    source.onerror = () => {
      hear({ up: false });
      if (source.readyState !== EventSource.CLOSED) return; // it tries again by itself
      again = setTimeout(open, wait);
      wait = Math.min(wait * 2, 5000);
    };
  };
  hangUp = () => {
    clearTimeout(again);
    source.close();
  };
  open();
}

let up = true;
let downTimer = null;

// hear takes what the worker says. A line that is back within a moment was never away.
function hear({ up: stands, first, state }) {
  if (!stands) {
    downTimer ??= setTimeout(() => {
      up = false;
      draw();
    }, 1500);
    return;
  }
  clearTimeout(downTimer);
  downTimer = null;
  up = true;
  if (state) receive(state, first);
  else draw();
}

addEventListener('pagehide', () => {
  clearTimeout(downTimer);
  downTimer = null;
  hangUp();
});
addEventListener('pageshow', e => {
  if (e.persisted) connect(); // out of the browser's memory: the state that comes tells what was missed
});

// What an event means

// receive brings the page to the state that an event tells. The first event on a line tells where things
// stand; those after it tell all that has changed in between.
function receive(s, first) {
  const restarted = s.run !== me.run;
  const moved = restarted || s.build !== me.build;
  const missed = moved && (restarted || first);
  latest = s;
  goodAt = s.good_at || goodAt;
  undos = s.undo || 0;
  heed(s);
  if (s.state !== 'none') freshen(missed || s.all ? null : s.changed); // without a site there are no files
  draw();
  edit = s.edited.findLast(e => e.page === path) || edit;
  if (waiting || missed || lost || (moved && touches(s))) swap();
  else if (!swapping) settled(s.build);
}

// settled notes that this page is as a build has it.
function settled(build) {
  me.build = build;
  edit = null;
}

// touches tells whether a build has changed this page.
function touches(s) {
  return s.all || s.changed.includes(path) || s.removed.includes(path) || s.changed.includes('404.html');
}
