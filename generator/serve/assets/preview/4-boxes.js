// Task boxes

const place = box => box.replace(/:[^:]*$/, ''); // a box without the hash of its line: FILE:LINE:COL
const mine = new Map(); // place -> {done, box, at}: ticked here and not yet seen in a fetched page
const patience = 5000; // milliseconds for which a tick of this page stands against an older page
let undos = 0; // ticks that can be taken back
let queue = Promise.resolve();

// written tells a box whose tick goes into a note. Without a token all ticks are the reader's own.
function written(e) {
  return me.token !== '' && e.dataset.box !== undefined;
}

// enable lets the boxes be ticked that have a place in a note.
function enable(root) {
  for (const e of root.querySelectorAll('input[data-box]')) e.disabled = !me.token;
}

// prepare brings a fetched page to what is known here: ticks on their way, files that have changed.
function prepare(doc) {
  stampPictures(doc);
  for (const l of doc.querySelectorAll('link[rel~="stylesheet"][href]')) {
    const to = stamped(l.getAttribute('href'));
    if (to) l.setAttribute('href', to);
  }
  for (const e of doc.querySelectorAll('input[data-box]')) {
    if (me.token) e.removeAttribute('disabled');
    const m = mine.get(place(e.dataset.box));
    if (!m) continue;
    if (m.done === e.hasAttribute('checked')) {
      if (!m.busy) mine.delete(place(e.dataset.box));
    } else if (m.busy || Date.now() - m.at < patience) {
      e.toggleAttribute('checked', m.done);
      if (m.box) e.dataset.box = m.box;
    }
  }
}

// boxesAt are the boxes of a place; a note that is shown twice has it twice.
function boxesAt(where) {
  return [...document.querySelectorAll('input[data-box]')].filter(e => place(e.dataset.box) === where);
}

document.addEventListener('change', e => {
  if (e.target.matches?.('input[data-box]') && written(e.target)) tick(e.target);
});

// tick shows a tick at once and writes it when those before it are written.
function tick(e) {
  const where = place(e.dataset.box), done = e.checked;
  const m = { done, busy: true, at: Date.now() };
  mine.set(where, m);
  for (const twin of boxesAt(where)) twin.checked = done;
  inTurn(async () => {
    const answer = await post('tick', { box: boxesAt(where)[0]?.dataset.box || e.dataset.box, done });
    const newest = mine.get(where) === m; // else it has been ticked again meanwhile
    if (answer.box) {
      settle(where, newest ? done : null, answer);
      toast(`${done ? 'Ticked' : 'Unticked'} in ${noteOf(where)}`, 'Undo', undo, where);
    } else {
      if (newest) putBack(where, !done);
      toast(answer.message);
    }
  });
}

function undo() {
  inTurn(async () => {
    const answer = await post('undo', {});
    if (answer.box) {
      const where = place(answer.box);
      settle(where, answer.done, answer);
      toast(`Taken back in ${noteOf(where)}`, '', null, where);
    } else {
      undos = answer.undo ?? Math.max(undos - 1, 0);
      toast(answer.message);
      refetch();
    }
    draw();
  });
}

// inTurn does one thing after another, as the preview does.
function inTurn(f) {
  queue = queue.then(f).catch(() => {});
}

const noteOf = where => where.replace(/:\d+:\d+$/, '').replace(/^.*\//, '');

// settle takes the answer to a tick that is written: the box's new name, and how many can be taken back.
function settle(where, done, answer) {
  if (done !== null) mine.set(where, { done, box: answer.box, at: Date.now() });
  for (const e of boxesAt(where)) {
    e.dataset.box = answer.box;
    if (done !== null) e.checked = e.defaultChecked = done;
  }
  undos = answer.undo;
  draw();
}

// putBack takes a tick away that was not written. What the note says now comes with the next fetch.
function putBack(where, done) {
  mine.delete(where);
  for (const e of boxesAt(where)) e.checked = e.defaultChecked = done;
  refetch();
}

function refetch() {
  source = null;
  swap();
}

// post sends one wish to the preview, and returns its answer or a message why there is none.
async function post(what, body) {
  let answer;
  try {
    answer = await fetch('/.retake/' + what, {
      method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', 'X-Retake-Token': me.token },
    });
  } catch {
    return { message: 'There is no connection to retake, so the box was put back. Is retake serve still running?' };
  }
  const said = await answer.json().catch(() => ({}));
  if (answer.ok) return said;
  const why = answer.status === 409
    ? 'The note has changed since; nothing was written. Look at the box again and tick it once more.'
    : 'retake does not take ticks from this page any more; nothing was written. Load the page again.';
  return { undo: said.undo, message: said.message || why };
}
