// Refreshes the marked part of a page each minute while it is in view; the address keeps every filter.
(function () {
  "use strict";
  var part = document.querySelector("[data-song]");
  if (!part) return;
  var seconds = Number(part.dataset.song), lastText = part.innerHTML;
  function refresh() {
    if (document.hidden || part.contains(document.activeElement)) return;
    var address = new URL(window.location.href);
    address.searchParams.set("manh", "1");
    fetch(address, { credentials: "same-origin", headers: { "X-Requested-With": "fetch" } })
      .then(function (answer) {
        // A redirect means the session ended: reload so that the sign-in page appears.
        if (answer.redirected) { window.location.reload(); return null; }
        return answer.ok ? answer.text() : null;
      })
      .then(function (html) {
        if (html === null || html === lastText) return;
        lastText = html;
        part.innerHTML = html;
        part.dispatchEvent(new CustomEvent("lam-moi", { bubbles: true }));
      })
      .catch(function () { /* the next minute tries again */ });
  }
  window.setInterval(refresh, seconds * 1000);
  document.addEventListener("visibilitychange", refresh);
})();
