// SPDX-License-Identifier: EUPL-1.2
// Reloads the page when the local server has a newer one, and keeps the place where one was reading.
"use strict";
(() => {
  const edition = document.currentScript.dataset.edizione;
  const place = "ricarica:" + location.pathname;
  // Programs that test pages wait until the network is idle, and with an open stream it never is:
  // the first time it opens after that (Chromium says idle about one second after the load).
  // The server says at once if something changed meanwhile.
  const QUIET = 2000;
  // The page of faults is read from its top; the place in the page behind it waits.
  const faults = document.querySelector('link[href="/dev/errori.css"]') !== null;

  let saved = null;
  try {
    saved = sessionStorage.getItem(place);
    if (!faults) sessionStorage.removeItem(place);
  } catch {
    // Without storage the page reloads at its top.
  }
  const reloaded = saved !== null;

  let stream = null;
  let wanted = false;

  const reload = () => {
    if (stream) stream.close();
    try {
      if (!faults || !reloaded) sessionStorage.setItem(place, JSON.stringify(faults ? [0, 0] : [scrollX, scrollY]));
      history.scrollRestoration = "manual";
    } catch {
      // As above.
    }
    location.reload();
  };

  // A window that nobody sees holds no connection: a browser has only six of them for one server.
  const open = () => {
    if (!wanted || stream || document.hidden) return;
    stream = new EventSource("/dev/eventi?edizione=" + encodeURIComponent(edition));
    stream.addEventListener("cambiato", reload);
    // A broken stream mends itself; a refused one does not.
    stream.addEventListener("error", () => {
      if (!stream || stream.readyState !== EventSource.CLOSED) return;
      stream = null;
      setTimeout(open, 2000);
    });
  };
  const close = () => {
    if (stream) stream.close();
    stream = null;
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);

  const begin = () => {
    if (reloaded) {
      const [left, top] = faults ? [0, 0] : JSON.parse(saved);
      scrollTo({ left, top, behavior: "instant" });
      // Not at once: the browser would then put its own place over ours.
      setTimeout(() => (history.scrollRestoration = "auto"), 500);
    }
    setTimeout(() => {
      wanted = true;
      open();
    }, reloaded ? 0 : QUIET);
  };
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin);
})();
