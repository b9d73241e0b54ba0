// Task boxes on a published page. A reader's ticks are kept in their own browser, by the page's path and
// each box's text, so that an edited note moves none. Only what differs from the note is kept.
(() => {
  'use strict';
  const main = document.querySelector('main') || document.body;
  const sealed = window.retakeSealed; // it gives names that tell nothing
  const key = 'retake:ticks:' + (sealed ? sealed.page : location.pathname.replace(/index\.html$/, ''));
  let ticks = {}, kept = true, say;
  try {
    localStorage.setItem(key + '?', '');
    localStorage.removeItem(key + '?');
  } catch { kept = false; }

  function read() {
    if (kept) try { ticks = Object(JSON.parse(localStorage.getItem(key))); } catch { ticks = {}; }
  }
  function write() {
    if (kept) try {
      if (Object.keys(ticks).length) localStorage.setItem(key, JSON.stringify(ticks));
      else localStorage.removeItem(key);
    } catch { /* full: then these last until the page is closed */ }
  }

  // boxes gives each task box with its name: the label's text and how often it has come before.
  function boxes() {
    const seen = {};
    return [...main.querySelectorAll('li input[type=checkbox]')].map(box => {
      const text = '=' + (box.closest('label') || box.closest('li')).textContent.replace(/\s+/g, ' ').trim();
      seen[text] = (seen[text] || 0) + 1;
      return [box, (sealed ? sealed.hide(text) : text) + '#' + seen[text]];
    });
  }

  function show() {
    for (const [box, name] of boxes()) {
      box.disabled = false;
      box.checked = name in ticks ? ticks[name] === 1 : box.defaultChecked;
    }
    tell();
  }

  // tell puts a line before the first list with boxes.
  function tell() {
    let list;
    for (let e = main.querySelector('li input[type=checkbox]'); e && e !== main; e = e.parentElement) if (/^[OU]L$/.test(e.tagName)) list = e;
    if (!list) return;
    if (!say) {
      say = document.createElement('p');
      say.className = 'ticks';
      const clear = document.createElement('button');
      clear.type = 'button';
      clear.textContent = 'Clear my ticks on this page';
      clear.onclick = () => {
        ticks = {};
        write();
        show();
        list.querySelector('input').focus();
      };
      say.append(kept ? 'Your ticks stay in this browser. They change nothing for anyone else. '
        : 'Your ticks last until this page is closed. They change nothing for anyone else. ', clear);
    }
    if (say.nextSibling !== list) list.before(say);
    say.lastChild.style.visibility = Object.keys(ticks).length ? '' : 'hidden'; // it keeps its room: a tick moves nothing
  }

  main.addEventListener('change', e => {
    const found = boxes().find(([box]) => box === e.target);
    if (!found) return;
    const [box, name] = found;
    if (box.checked === box.defaultChecked) delete ticks[name];
    else ticks[name] = box.checked ? 1 : 0;
    write();
    tell();
  });
  addEventListener('storage', e => {
    if (e.key !== key && e.key !== null) return;
    read();
    show();
  });
  read();
  show();
  // Where the page is changed while it is open, new boxes become usable too.
  new MutationObserver(() => main.querySelector('li input[type=checkbox]:disabled') && show()).observe(main, { childList: true, subtree: true });
})();
