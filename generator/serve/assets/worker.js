// One line to the preview for all tabs: a browser opens only six connections to a host, and a stream of
// events would hold one of them for every tab. A tab says "hello" and "bye"; it hears {up} when the line
// comes and goes, and {state} for every event, with {first} if it may have missed some before.
'use strict';

const ports = new Set();
let source = null; // the EventSource, while anybody listens
let up = false; // the line stands
let last = null; // the newest event, for tabs that come later
let wait = 500; // milliseconds until the next try, when the browser gives up by itself

self.onconnect = e => {
  const port = e.ports[0];
  port.onmessage = m => m.data === 'bye' ? drop(port) : greet(port);
  port.addEventListener('close', () => drop(port)); // where a browser tells of tabs that crashed
};

function greet(port) {
  ports.add(port);
  if (!source) open();
  port.postMessage({ up, first: true, state: up ? last : null });
}

function drop(port) {
  ports.delete(port);
  if (ports.size === 0 && source) {
    source.close();
    source = null;
    up = false;
  }
}

function tell(message) {
  for (const port of ports) port.postMessage(message);
}

function open() {
  const s = source = new EventSource('/.retake/events');
  let first = true;
  s.onopen = () => {
    wait = 500;
    first = true;
  };
  s.onmessage = e => {
    const state = JSON.parse(e.data);
    up = true;
    last = { ...state, changed: [], removed: [], all: false, edited: [] };
    tell({ up, first, state });
    first = false;
  };
  s.onerror = () => {
    if (s !== source) return;
    up = false;
    tell({ up });
    if (s.readyState !== EventSource.CLOSED) return; // it tries again by itself
    setTimeout(() => s === source && open(), wait);
    wait = Math.min(wait * 2, 5000);
  };
}
