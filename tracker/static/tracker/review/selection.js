// Where in the document's text the reader has put the cursor or a selection, in characters as the server counts.
"use strict";
window.vanBan = (() => {
  let last = null;
  const points = (words) => Array.from(words).length;
  const box = () => document.getElementById("van-ban");

  function offsetOf(node, inside) {
    const element = node.nodeType === 3 ? node.parentElement : node;
    const piece = element.closest("[data-o]");
    if (piece) return Number(piece.dataset.o) + points(node.nodeType === 3 ? node.data.slice(0, inside) : "");
    const next = element === box() ? element.children[inside] : null;
    if (next) return Number(next.dataset.o);
    return element === box() ? points(box().textContent) : null;
  }

  function read() {
    const chosen = getSelection();
    if (!chosen.rangeCount || !box() || !box().contains(chosen.anchorNode)) return null;
    const range = chosen.getRangeAt(0);
    const start = offsetOf(range.startContainer, range.startOffset);
    const inBox = box().contains(range.endContainer);
    const end = inBox ? offsetOf(range.endContainer, range.endOffset) : points(box().textContent);
    return start === null || end === null ? null : { start, end };
  }

  // A tap on a button may clear the selection first: the last one inside the text is kept.
  document.addEventListener("selectionchange", () => { const now = read(); if (now) last = now; });
  return { chosen: () => read() ?? last, forget: () => { last = null; } };
})();
