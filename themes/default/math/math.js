// Formulas. The page holds each one in TeX, which is what a reader without scripts sees. Here it is drawn in MathML,
// in a shadow of its element: so the element goes on saying what it said, to whatever else reads or changes the page.
(() => {
  'use strict';
  const temml = window.temml;
  if (!temml || !window.MathMLElement || !('adoptedStyleSheets' in document)) return;

  // No macro goes on for ever, no space is wider than a page, and nothing is loaded or led to.
  const options = { throwOnError: true, trust: false, strict: false, maxExpand: 300, maxSize: [40, 500], errorColor: 'currentcolor' };

  const look = new CSSStyleSheet();
  look.replaceSync(`
.wide { display: block; overflow-x: auto; overflow-y: hidden; padding: .2em 0; }
math { font-family: "Cambria Math", "STIX Two Math", STIXTwoMath-Regular, "Noto Sans Math", NotoSansMath-Regular, math; font-size: 1.15em; font-style: normal; font-weight: normal;
  line-height: normal; text-indent: 0; text-transform: none; letter-spacing: normal; word-wrap: normal; white-space: normal; direction: ltr; font-feature-settings: "dtls" off;
  display: inline-flex; flex-wrap: wrap; align-items: baseline; }
math > mrow { padding: .5ex 0; }
math * { border-color: currentColor; }
math.tml-display { display: block; width: 100%; }
mfrac > :nth-child(2), msqrt, mover > :first-child { math-shift: compact; }
menclose { position: relative; padding: .5ex 0; print-color-adjust: exact; }
.tml-right { text-align: right; }
.tml-left { text-align: left; }
mtable.tml-jot > mtr > mtd { padding-top: .7ex; padding-bottom: .7ex; }
mtable.tml-small mtd { padding-top: .35ex; padding-bottom: .35ex; }
.tml-overline { padding: .1em 0 0; border-top: .065em solid; }
.tml-underline { padding: 0 0 .1em; border-bottom: .065em solid; }
.tml-fbox { padding: 3pt; border: 1px solid; }
.tml-cancel { display: inline-block; position: absolute; left: .5px; bottom: 0; width: 100%; height: 100%; background-color: currentColor; }
.upstrike { clip-path: polygon(.05em 100%, 0 calc(100% - .05em), calc(100% - .05em) 0, 100% .05em); }
.downstrike { clip-path: polygon(0 .05em, .05em 0, 100% calc(100% - .05em), calc(100% - .05em) 100%); }
.sout { clip-path: polygon(0 calc(55% + .033em), 0 calc(55% - .033em), 100% calc(55% - .033em), 100% calc(55% + .033em)); }
@supports (-moz-appearance: none) {
  math { display: inline; }
  math > mrow { padding: 0; }
  mtd, mtable.tml-small mtd { padding-top: 0; padding-bottom: 0; }
  mtable.tml-jot > mtr > mtd { padding-top: .2ex; padding-bottom: .2ex; }
  .tml-vec { transform: scale(.75); }
}
@supports (-webkit-backdrop-filter: blur(1px)) and (not (-moz-appearance: none)) and (font: -apple-system-body) {
  .wbk-acc { transform: translate(0, .431em); }
  .wbk-sml-vec { transform: scale(.75) translate(.07em, 0); }
  .wbk-med-vec { transform: scale(.75) translate(.14em, 0); }
  .wbk-lrg-vec { transform: scale(.75) translate(.21em, 0); }
}
@supports (not (-moz-appearance: none)) and (not (font: -apple-system-body)) {
  .tml-sml-pad { padding-left: .05em; }
  .tml-med-pad { padding-left: .1em; }
  .tml-lrg-pad { padding-left: .15em; }
  .chr-sml { transform: translate(.07em, 0); }
  .chr-med { transform: translate(.14em, 0); }
  .chr-lrg { transform: translate(.21em, 0); }
  .chr-sml-vec { transform: scale(.75) translate(.07em, 0); }
  .chr-med-vec { transform: scale(.75) translate(.14em, 0); }
  .chr-lrg-vec { transform: scale(.75) translate(.21em, 0); }
  .tml-tilde-2 { transform: scale(2, 1.1); }
  .tml-tilde-3 { transform: scale(3, 1.1); }
  .tml-tilde-4 { transform: scale(4, 1.1); }
  .tml-hat-1 { transform: scale(1.9, 1); }
  .tml-hat-2 { transform: scale(3.9, 1); }
  .tml-hat-3 { transform: scale(5.8, 1); }
  .tml-hat-4 { transform: scale(7.8, 1); }
  .tml-right { text-align: -webkit-right; }
  .tml-left { text-align: -webkit-left; }
}`);

  // What does not fit is scrolled, and so must be reached by keyboard.
  const sizes = new ResizeObserver(all => {
    for (const { target: box } of all) {
      const wide = box.scrollWidth > box.clientWidth;
      for (const [name, value] of [['tabindex', '0'], ['role', 'group'], ['aria-label', 'Formula']]) {
        if (wide) box.setAttribute(name, value);
        else box.removeAttribute(name);
      }
    }
  });

  // made gives MathML. Style attributes would be against the page's content policy: what they say is set afterwards.
  function made(tex, display) {
    const t = document.createElement('template');
    t.innerHTML = temml.renderToString(tex, { ...options, displayMode: display, wrap: display ? 'none' : 'tex' }).replace(/ style=(?=["'])/g, ' data-css=');
    for (const e of t.content.querySelectorAll('*')) {
      if (!(e instanceof MathMLElement)) e.remove();
      else for (const name of e.getAttributeNames()) if (/^(on|id$|href|src)/.test(name)) e.removeAttribute(name);
    }
    return t.content;
  }

  function asWritten(why) {
    const s = document.createElement('span');
    s.append(document.createElement('slot'));
    if (why) s.title = why;
    return s;
  }

  // because is the message of a mistake in TeX without what only its writer's terminal could show.
  const because = e => 'Shown as written: ' + String(e.message).replace(/\u0332/g, '').replace(/ at position \d+: *\n[^]*| at end of input: [^]*/, '').trim();

  const drawn = new Map(); // elements with a shadow, and what it shows
  function draw(e) {
    const is = e.matches('.math'), display = e.matches('.display'), tex = e.textContent.trim();
    const key = is ? display + tex : '';
    if (drawn.get(e) === key) return;
    drawn.set(e, key);
    let shows, box;
    try {
      shows = is && tex ? made(tex, display) : asWritten();
    } catch (mistake) {
      shows = asWritten(because(mistake));
    }
    if (is && display) {
      box = document.createElement('span');
      box.className = 'wide';
      box.append(shows);
    }
    const shadow = e.shadowRoot || e.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [look];
    shadow.replaceChildren(box || shows);
    for (const styled of shadow.querySelectorAll('[data-css]')) {
      styled.style.cssText = styled.dataset.css;
      delete styled.dataset.css;
    }
    if (box) sizes.observe(box);
  }

  function all() {
    for (const e of drawn.keys()) {
      if (!e.isConnected) drawn.delete(e);
      else if (!e.matches('.math')) draw(e);
    }
    for (const e of document.querySelectorAll('.math')) draw(e);
  }
  all();
  // Where the page is changed while it is open, what is new is drawn too.
  new MutationObserver(all).observe(document.body, { childList: true, characterData: true, subtree: true, attributes: true, attributeFilter: ['class'] });
})();
