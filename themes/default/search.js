// Finds words in the site's index. generator/search/doc.go tells how that is written.
(() => {
  'use strict';
  const doc = document, main = doc.querySelector('main'), make = tag => doc.createElement(tag);

  const plainly = {
    ł: 'l', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i', ħ: 'h', ŧ: 't', ŋ: 'n', ς: 'σ',
    '\u0640': '', '\u2019': "'", '\u02bc': "'", '\u2010': '-',
  };
  const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u{20000}-\u{323af}]/u;
  const known = new Map(), longest = 40;

  // A letter without accent and case: none or several, each of a kind: 1 in a word, 2 in a text without spaces,
  // 3 and 4 join words, 4 may end one.
  function fold(c) {
    if (!known.has(c)) known.set(c, [...c.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '')].flatMap(d => [...plainly[d.toLowerCase()] ?? d.toLowerCase()])
      .map(d => [d, '+#'.includes(d) ? 4 : "./-_'&".includes(d) ? 3 : !/[\p{L}\p{N}]/u.test(d) ? 0 : unspaced.test(d) ? 2 : 1]));
    return known.get(c);
  }

  // [word, from, to, whole: its parts came before]
  function words(text) {
    const f = [], out = [], tell = (a, b, whole) => out.push([f.slice(a, b).map(x => x[0]).join(''), f[a][2], f[b - 1][3], whole]);
    let i = 0;
    for (const c of text) {
      const parts = fold(c);
      for (const p of parts) f.push([...p, i, i + c.length]);
      i += c.length;
      if (!parts[0] && f[0]) f.at(-1)[3] = i; // a mark belongs to the letter before it
    }
    for (const { 0: m, index: at } of f.map(x => x[1]).join('').matchAll(/2+|1+(?:[34]1+)*(?:44(?![12])|4(?![124]))?/g)) {
      const end = at + m.length;
      if (m[0] > 1) for (let i = at; i < end; i++) tell(i, Math.min(i + 2, end));
      else for (const p of m.matchAll(/1+/g)) tell(at + p.index, at + p.index + Math.min(p[0].length, longest));
      if (/[34]/.test(m) && m.length <= longest) tell(at, end, true);
    }
    return out;
  }

  const stampOf = () => main.querySelector('[data-index]')?.dataset.index;
  const due = {};
  let stamp = stampOf(), kept = {}, turn = 0;
  window.retakeSearch = (name, numbering, data) => due[name]?.({ numbering, data });
  window.retakeSearch.words = words;

  const load = (name, use) => kept[name] ??= new Promise((resolve, reject) => {
    const s = make('script');
    due[name] = resolve;
    s.onerror = s.onload = reject;
    s.src = `search/${name}.js?${stamp}.${turn}`;
    doc.head.append(s);
  }).then(use);

  const head = () => load('index', ({ numbering, data }) => {
    const sizes = [...data.docs].map(c => 2 ** (parseInt(c, 36) / 2));
    return { ...data, numbering, sizes, mean: sizes.reduce((a, b) => a + b, 0) / sizes.length };
  });

  // Another index numbers documents anew.
  async function part(name, use) {
    const { numbering } = await head();
    return load(name, got => {
      if (got.numbering !== numbering) throw 'moved';
      return use(got.data);
    });
  }

  // [word, postings] of all that begin so, or are so
  async function having(word, exact) {
    const h = [...new TextEncoder().encode(word)].map(b => b.toString(16)).join('') + (exact ? '00' : '');
    const names = (await head()).words.filter(n => h.startsWith(n) || n.startsWith(h));
    const tables = await Promise.all(names.map(n => part('words' + (n && '-' + n), data => data.split(';').map(l => l.split(' ')))));
    return tables.flat().filter(([w]) => exact ? w === word : w.startsWith(word));
  }

  // What documents are worth: how often they have words for their length, where, how rare that is.
  async function weigh(list, worth) {
    const { sizes, mean } = await head(), hits = new Map();
    for (const [word, posts] of list) {
      let at = -1;
      for (const [, step, letter] of posts.matchAll(/([0-9a-z]*)([A-Z])/g)) {
        at += parseInt(step, 36) || 1;
        const l = letter.charCodeAt() - 65, n = l < 16 ? [1, 2, 3, 4, 6, 9, 14, 22][l % 8] : 1 + l % 2 * 3, more = l < 8 ? 0 : l < 16 ? 1 : 2 + 3 / ((l >> 1) - 7);
        hits.set(at, Math.max(hits.get(at) || 0, worth(word) * (more + 2.2 * n / (n + .3 + .9 * sizes[at] / mean))));
      }
    }
    for (const [d, w] of hits) hits.set(d, w * Math.log(1 + (sizes.length - hits.size + .5) / (hits.size + .5)));
    return hits;
  }

  // One letter is a whole word.
  const exactly = word => word.length < 2 && !unspaced.test(word);
  const look = async word => weigh(await having(word, exactly(word)), w => w === word ? 1 : .3 + .4 * word.length / w.length);

  function near(a, b) {
    let i = 0;
    while (i < a.length && a[i] === b[i]) i++;
    return [[0, 1], [1, 0], [1, 1]].some(([x, y]) => b.startsWith(a.slice(i + x), i + y)) ||
      a[i] === b[i + 1] && a[i + 1] === b[i] && b.startsWith(a.slice(i + 2), i + 2);
  }

  async function mend(word) {
    if (word.length < 3) return [];
    const all = await part('slips', data => {
      let w = '';
      return data.split(';').map(l => w = w.slice(0, parseInt(l[0], 36)) + l.slice(1));
    });
    const far = w => Math.abs(w.length - word.length);
    const some = all.filter(w => (word[3] || !w[3]) && near(word, w)).sort((a, b) => far(a) - far(b)).slice(0, 12);
    return (await Promise.all(some.map(w => having(w, true)))).flat();
  }

  // [from, parts, whole] of all that a query wants
  function units(query) {
    const out = [];
    let end;
    for (const [word, from, to, whole] of words(query)) {
      if (whole) {
        const parts = out.filter(u => u[0] >= from);
        out.splice(-parts.length, parts.length, [from, parts.flatMap(u => u[1]), word]);
      } else if (to !== end) out.push([from, [word]]);
      end = to;
    }
    return out.slice(0, 12);
  }

  const both = (a, b) => new Map([...a].filter(([d]) => b.has(d)).map(([d, w]) => [d, w + b.get(d)]));

  async function seek(query) {
    const terms = [], slips = [];
    const one = async word => {
      let hits = await look(word), fixed;
      if (!hits.size) {
        const meant = (await mend(word)).sort((a, b) => b[1].length - a[1].length);
        hits = await weigh(meant, () => .5);
        fixed = meant.map(e => e[0]);
        slips.push(`Nothing for “${word}”${fixed[0] ? '; shown: ' + fixed.slice(0, 3).join(', ') : ''}.`);
      }
      terms.push({ word, fixed });
      return hits;
    };
    const list = units(query), all = await Promise.all(list.map(async ([, parts, whole]) => {
      const joined = whole ? await look(whole) : new Map();
      if (joined.size && parts.some(p => p.length < 2)) { // 4.2 is not any 4 with any 2
        terms.push({ word: whole });
        return joined;
      }
      const hits = (await Promise.all(parts.map(one))).reduce(both);
      for (const [d, w] of joined) hits.set(d, 1.2 * w + (hits.get(d) || 0));
      return hits;
    }));
    const some = all.filter((h, i) => h.size || !unspaced.test(list[i][1])); // a wrong letter is in two pairs
    return { found: [...(some[0] && some.length > all.length - 3 ? some : all).reduce(both)].sort((a, b) => b[1] - a[1] || a[0] - b[0]), terms, slips };
  }

  const marks = (text, terms) => words(text).map(([w, from, to]) => [from, to, terms.findIndex(t =>
    t.fixed ? t.fixed.includes(w) : exactly(t.word) ? w === t.word : w.startsWith(t.word))]).filter(m => m[2] >= 0).sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const kinds = list => new Set(list.map(m => m[2])).size;

  function put(into, text, list, by = 0) {
    let at = 0;
    for (const [a, b] of list) if (b + by > at) {
      const from = Math.max(a + by, at), mark = make('mark');
      mark.append(text.slice(from, b + by));
      into.append(text.slice(at, from), mark);
      at = b + by;
    }
    into.append(text.slice(at));
  }

  function extract(into, text, list) {
    let first = 0, most = 0;
    list.forEach((m, i) => {
      const n = kinds(list.slice(i, i + 40).filter(o => o[1] < m[0] + 140));
      if (n > most) [first, most] = [m[0], n];
    });
    const from = first < 60 ? 0 : first - text.slice(first - 40, first).replace(/^\S*\s/, '').length;
    const to = first + text.slice(first, first + 150).replace(text[first + 150] ? /\s\S{0,25}$/ : '', '').length;
    put(into, (from ? '… ' : '') + text.slice(from, to) + (to < text.length ? ' …' : ''), list.filter(m => m[0] >= from && m[1] <= to), from && 2 - from);
  }

  function result([path, title, place, sections], terms) {
    const [a, li, where, p] = ['a', 'li', 'span', 'p'].map(make), inTitle = marks(title, terms);
    const [[anchor, heading, text, inHead, inText, n] = []] = sections.map(([anchor, heading, text]) => {
      const inHead = marks(heading, terms), inText = marks(text, terms);
      return [anchor, heading, text, inHead, inText, 2 * kinds([...inHead, ...inText]) + !!inHead[0]];
    }).sort((a, b) => b[5] - a[5]);
    const inside = n && anchor && kinds(inTitle) < terms.length;
    a.href = path.split('/').map(encodeURIComponent).join('/') + (inside ? '#' + encodeURIComponent(anchor) : '');
    put(a, title, inTitle);
    if (inside) put(a, ' › ' + heading, inHead, 3);
    where.className = 'where';
    where.append(place);
    if (text) extract(p, text, inText);
    a.dir = where.dir = p.dir = 'auto';
    li.append(a, ' ', where, p);
    return li;
  }

  const box = main.querySelector('template').content.firstElementChild.cloneNode(true);
  const [field, say, list, more] = ['input', '[role=status]', 'ol', 'button'].map(css => box.querySelector(css));
  const links = () => [...list.querySelectorAll('a')];
  let asked = 0, shown = 10, timer;

  function draw(items, text, rest) {
    list.replaceChildren(...items);
    more.hidden = !rest;
    say.textContent = text;
  }

  async function run(again) {
    const mine = ++asked, query = field.value.trim(), now = turn;
    if (!units(query)[0]) return draw([], query && 'Type a word or a number.');
    const late = setTimeout(() => say.textContent = 'Looking …', 400);
    try {
      const { found, terms, slips } = await seek(query), { per } = await head(), n = found.length;
      const items = await Promise.all(found.slice(0, shown).map(async ([d]) => result((await part('text-' + Math.floor(d / per), data => data))[d % per], terms)));
      const count = n ? (n > 1 ? n + ' pages' : '1 page') + ' found' + (n > shown ? `, the first ${shown} shown.` : '.') : slips[0] ? '' : 'No page has all of these. Fewer words may find more.';
      if (mine === asked) draw(items, [count, ...slips].join(' ').trim(), n > shown);
    } catch (e) {
      if (now === turn) forget();
      if (mine !== asked) return;
      if (e === 'moved' && !again) return run(true);
      draw([], 'Some files did not load. Try again, or use the lists below.');
    } finally { clearTimeout(late); }
  }

  function forget() {
    turn++;
    kept = {};
  }

  // The address holds the words. A file has no query.
  const [sign, asks] = location.protocol === 'file:' ? ['#q=', location.hash] : ['?q=', location.search];
  function typed() {
    clearTimeout(timer);
    asked++;
    shown = 10;
    timer = setTimeout(() => {
      const q = field.value.trim();
      run();
      history.replaceState(null, '', location.pathname + (q && sign + encodeURIComponent(q)));
    }, 120);
  }
  field.addEventListener('input', e => e.isComposing || typed());
  field.addEventListener('compositionend', typed);
  more.onclick = async () => {
    const at = shown;
    shown += 10;
    await run();
    links()[at]?.focus();
  };
  box.addEventListener('keydown', e => {
    if (e.isComposing || e.ctrlKey || e.metaKey || e.altKey || e.shiftKey) return;
    const stops = [field, ...links(), more], at = stops.indexOf(doc.activeElement), out = e.key === 'Escape';
    const to = out ? 0 : e.key === 'ArrowUp' ? at - 1 : e.key === 'ArrowDown' || e.key === 'Enter' && !at ? at + 1 : -1;
    if (to < 0 || out && !at && !field.value) return;
    e.preventDefault();
    if (out && !at) {
      field.value = '';
      typed();
    }
    stops[to]?.focus();
    if (!to) field.select();
  });

  function fit() {
    for (const e of main.querySelectorAll('.unscripted:not([hidden])')) e.hidden = true;
    if (!box.isConnected) main.querySelector('h1').after(box);
    if ((stampOf() ?? stamp) === stamp) return;
    stamp = stampOf();
    forget();
    run();
  }
  fit();
  new MutationObserver(fit).observe(main, { childList: true, subtree: true, attributes: true });
  field.focus({ preventScroll: true });
  field.value = new URLSearchParams(asks.slice(1)).get('q') || '';
  run();
})();
