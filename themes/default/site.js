// Small helps: the key "/" leads to the search, menus close, code can be copied.
(() => {
  'use strict';
  const doc = document, all = css => [...doc.querySelectorAll(css)];
  const make = (tag, with_) => Object.assign(doc.createElement(tag), with_);

  // A single key can be hit by accident, so it can be turned off.
  const name = 'retake:keys', toggle = make('button', { type: 'button' }), keys = make('p', { className: 'keys by-script' });
  let on = true;
  try { on = localStorage[name] !== 'off'; } catch { /* then it lasts for this page */ }
  toggle.onclick = () => {
    on = !on;
    try { localStorage[name] = on ? 'on' : 'off'; } catch { /* as above */ }
    tell();
  };
  keys.append('', toggle);
  function tell() {
    keys.firstChild.data = on ? 'The key / leads to the search. ' : 'The key / does nothing here. ';
    toggle.textContent = on ? 'Turn it off' : 'Turn it on';
    for (const a of all('.find')) {
      a.title = on ? 'Search (key /)' : '';
      a.ariaKeyShortcuts = on ? '/' : null;
    }
  }

  addEventListener('keydown', e => {
    const menu = e.key === 'Escape' && all('.pages details[open]').pop(), find = doc.querySelector('.find');
    if (menu) {
      menu.open = false;
      menu.firstElementChild.focus();
    }
    const at = e.composedPath()[0];
    if (e.key !== '/' || !on || !find || e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || e.isComposing || e.repeat ||
      at.isContentEditable || at.matches?.('textarea, select, input:not([type=checkbox])')) return;
    e.preventDefault();
    const field = doc.querySelector('main [type=search]');
    if (field) field.focus();
    else find.click();
  });
  for (const what of ['click', 'focusin']) addEventListener(what, e => {
    for (const menu of all('.pages details[open]')) if (!menu.contains(e.target)) menu.open = false;
  });

  const said = make('p', { className: 'out by-script', role: 'status' });
  async function copy(code, b) {
    let text = 'Copied';
    try { await navigator.clipboard.writeText(code.textContent.replace(/\n$/, '')); } catch {
      getSelection().selectAllChildren(code); // without https there is only the old way
      if (!doc.execCommand('copy')) text = 'Selected';
    }
    b.firstChild.data = said.textContent = text;
    setTimeout(() => {
      b.firstChild.data = 'Copy';
      said.textContent = '';
    }, 2000);
  }

  // dress adds what is missing, also on a page that the preview has changed.
  function dress() {
    const at = doc.activeElement;
    for (const box of all('.copy')) if (box.nextElementSibling?.localName !== 'pre') {
      const pre = box.previousElementSibling;
      if (pre?.matches('pre:first-child, :not(.copy) + pre')) pre.before(box);
      else box.remove();
    }
    // To focus what has the focus costs a layout of the page.
    if (at !== doc.activeElement && at.isConnected) at.focus({ preventScroll: true });
    for (const code of all('.prose :not(.copy) + pre > code, .prose pre:first-child > code')) {
      const box = make('div', { className: 'copy by-script' }), b = make('button', { type: 'button', onclick: () => copy(box.nextElementSibling, b) });
      b.append('Copy', make('span', { className: 'out', textContent: ' this code' }));
      box.append(b);
      code.parentElement.before(box);
    }
    if (!said.isConnected) doc.body.append(said);
    if (doc.querySelector('.find') && !keys.isConnected) doc.querySelector('.foot')?.append(keys);
    if (doc.querySelector('.find:not([title])')) tell();
  }
  dress();
  new MutationObserver(dress).observe(doc.body, { childList: true, subtree: true });
})();
