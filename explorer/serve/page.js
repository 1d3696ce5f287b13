// What the page adds to textual-serve's script: the focus, the visit kept in this tab, letters of other sizes, downloads.
// It is read before that script, whose WebSocket it wraps: text messages that begin with "explorer" are for this page.
(() => {
  "use strict";
  const VISIT = "explorer.visit";
  const LETTERS = "explorer.letters";
  const [SMALLEST, USUAL, LARGEST] = [8, 16, 40];
  const COLUMNS = 40; // the narrowest window that is drawn
  const WIDE = 0.61; // of a letter's height, what a column takes
  const PIECE = 4096; // signs of a paste that are sent at once
  let kept = true; // whether this tab holds the visit as it is now
  let lossy = false; // whether leaving the page would lose something

  const remembered = (name) => {
    try {
      return sessionStorage.getItem(name) || "";
    } catch {
      return "";
    }
  };
  const remember = (name, value) => {
    try {
      value ? sessionStorage.setItem(name, value) : sessionStorage.removeItem(name);
      return true;
    } catch {
      return false;
    }
  };

  const heard = {
    keep: (record) => {
      kept = remember(VISIT, record);
      lossy = !kept && record !== "";
    },
    lose: (something) => {
      lossy = something;
    },
    home: (code) => {
      document.getElementById("code").value = code;
      open_form();
    },
  };

  class Line extends WebSocket {
    constructor(...where) {
      super(...where);
      this.addEventListener("open", () => super.send(JSON.stringify(["resume", remembered(VISIT)])));
      this.addEventListener("message", (event) => {
        if (typeof event.data !== "string" || !event.data.startsWith('["explorer"')) return;
        event.stopImmediatePropagation();
        const [, what, value] = JSON.parse(event.data);
        heard[what]?.(value);
      });
    }

    send(message) {
      if (this.readyState !== WebSocket.OPEN) return; // the focus may come before the line stands
      const [kind, text] = JSON.parse(message);
      if (kind !== "stdin" || text.length <= PIECE) return super.send(message);
      for (const piece of pieces(text)) super.send(JSON.stringify([kind, piece]));
    }
  }
  window.WebSocket = Line;

  // Whole signs: a pair of surrogates is never cut.
  function* pieces(text) {
    const signs = Array.from(text);
    for (let n = 0; n < signs.length; n += PIECE) yield signs.slice(n, n + PIECE).join("");
  }

  const letters = () => Number(remembered(LETTERS)) || USUAL;
  const fitting = (size) => Math.max(SMALLEST, Math.min(size, Math.floor(window.innerWidth / COLUMNS / WIDE)));
  const keyboard = () => document.querySelector(".xterm-helper-textarea");

  const form = () => document.getElementById("home");
  const refit = () => window.dispatchEvent(new Event("resize")); // the terminal has another height

  function open_form() {
    form().hidden = false;
    refit();
    document.getElementById("code").focus();
  }

  function close_form(event) {
    if (event.key !== "Escape") return;
    form().hidden = true;
    refit();
    keyboard()?.focus();
  }

  async function download(event) {
    event.preventDefault();
    const asked = event.target;
    const told = document.getElementById("told");
    told.textContent = "";
    let answer;
    try {
      answer = await fetch(`${asked.action}?${new URLSearchParams(new FormData(asked))}`);
    } catch {
      told.textContent = asked.dataset.offline;
      return;
    }
    if (!answer.ok) {
      told.textContent = await answer.text();
      document.getElementById("code").focus();
      return;
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition"))?.[1] ?? "result";
    link.click();
    URL.revokeObjectURL(link.href);
    told.textContent = `${asked.dataset.saved} ${link.download}`;
  }

  // The terminal takes Tab; F6 leaves it, and comes back.
  function cross(event) {
    if (event.key !== "F6" || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    document.activeElement === keyboard() ? document.getElementById("take").focus() : keyboard()?.focus();
  }

  function resize(step) {
    const size = Math.max(SMALLEST, Math.min(LARGEST, letters() + step));
    if (remember(LETTERS, String(size))) location.reload();
  }

  document.addEventListener("keydown", cross, true);
  window.addEventListener("beforeunload", (event) => {
    if (lossy) event.preventDefault();
  });
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelector(".textual-terminal").dataset.fontSize = fitting(letters());
    form().addEventListener("submit", download);
    form().addEventListener("keydown", close_form);
    document.getElementById("take").addEventListener("click", open_form);
    document.getElementById("smaller").addEventListener("click", () => resize(-2));
    document.getElementById("bigger").addEventListener("click", () => resize(2));
    const watch = new MutationObserver(() => {
      if (!keyboard()) return;
      watch.disconnect();
      keyboard().focus();
    });
    watch.observe(document.body, { childList: true, subtree: true });
  });
})();
