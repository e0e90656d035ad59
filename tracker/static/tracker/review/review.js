// The review page: keyboard, highlights, and decisions sent without leaving the page. Every button is also a
// plain form, so the page works without this script.
"use strict";
(() => {
  const frame = document.getElementById("khung");
  let current = null;
  let busy = false;

  const cards = () => [...frame.querySelectorAll(".the")];
  const card = (id) => frame.querySelector(`.the[data-d="${id}"]`);
  const textBox = () => document.getElementById("van-ban");

  function show(id, scrollText = true, scrollCard = true) {
    current = id;
    frame.querySelectorAll(".hien, .chon-nay").forEach((e) => e.classList.remove("hien", "chon-nay"));
    const chosen = card(id);
    if (!chosen) return;
    chosen.classList.add("hien");
    if (scrollCard) chosen.scrollIntoView({ block: "nearest" });
    const words = frame.querySelectorAll(`#van-ban [data-d="${id}"]`);
    words.forEach((e) => e.classList.add("chon-nay"));
    if (scrollText && words[0]) keepInView(words[0]);
  }

  function keepInView(word) {
    const box = word.closest(".van-ban");
    const top = word.offsetTop - box.offsetTop;
    if (top < box.scrollTop || top > box.scrollTop + box.clientHeight - 120) box.scrollTop = Math.max(0, top - 80);
  }

  function step(by) {
    const all = cards();
    if (!all.length) return;
    const at = all.findIndex((c) => c.dataset.d === String(current));
    const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
    show(next.dataset.d);
    next.focus({ preventScroll: true });
  }

  function nextOpen() {
    const all = cards();
    const at = all.findIndex((c) => c.dataset.d === String(current));
    const open = all.slice(at + 1).concat(all.slice(0, at + 1)).find((c) => c.classList.contains("the-proposed"));
    if (open) show(open.dataset.d);
  }

  async function send(data, after) {
    if (busy) return;
    busy = true;
    frame.classList.add("cho");
    try {
      const answer = await fetch(frame.dataset.act, {
        method: "POST",
        body: data,
        headers: { "X-Requested-With": "fetch" },
        credentials: "same-origin",
      });
      if (answer.redirected || answer.status === 403) { location.reload(); return; }
      fill(await answer.text());
      if (after) after(); else if (current) show(current, false, false);
    } catch {
      say("Mất kết nối: thao tác chưa được ghi. Đề nghị thử lại.");
    } finally {
      busy = false;
      frame.classList.remove("cho");
    }
  }

  function say(words) {
    const note = document.createElement("p");
    note.className = "bao loi";
    note.setAttribute("role", "status");
    note.textContent = words;
    frame.querySelector(".thanh-tren").prepend(note);
  }

  function fill(html) {
    const opened = [...frame.querySelectorAll("details[open]")].map((d) => path(d)).filter(Boolean);
    const scroll = frame.querySelector(".van-ban")?.scrollTop ?? 0;
    const unsent = keepTyped();
    frame.innerHTML = html;
    const box = frame.querySelector(".van-ban");
    if (box) box.scrollTop = scroll;
    opened.forEach((p) => { const d = frame.querySelector(p); if (d) d.open = true; });
    giveBack(unsent);
    prepare();
  }

  function path(details) {
    const article = details.closest(".the");
    if (!article) return null;
    return details.classList.contains("sua") ? `#${article.id} details.sua` : null;
  }

  // What somebody typed and has not sent stays theirs when the panels are redrawn after a refusal.
  function keepTyped() {
    const typed = [];
    frame.querySelectorAll(".sua-form").forEach((form) => {
      for (const field of form.elements) {
        if (field.name && field.value !== field.defaultValue && field.type !== "hidden" && "defaultValue" in field) {
          typed.push([form.elements.chi_dao.value, field.name, field.value]);
        }
      }
    });
    return typed;
  }

  function giveBack(typed) {
    if (!frame.querySelector(".bao.loi")) return;
    typed.forEach(([id, name, value]) => {
      const field = card(id)?.querySelector(`.sua-form [name="${name}"]`);
      if (field) field.value = value;
    });
  }

  const points = (words) => Array.from(words).length;

  // Offsets count characters (code points) of the document, as the server does.
  function offsetOf(node, inside) {
    const piece = (node.nodeType === 3 ? node.parentElement : node).closest("[data-o]");
    if (!piece) return null;
    const words = node.nodeType === 3 ? node.data.slice(0, inside) : "";
    return Number(piece.dataset.o) + points(words);
  }

  function selection() {
    const chosen = getSelection();
    if (!chosen.rangeCount || !textBox().contains(chosen.anchorNode)) return null;
    const range = chosen.getRangeAt(0);
    const start = offsetOf(range.startContainer, range.startOffset);
    const end = offsetOf(range.endContainer, range.endOffset);
    return start === null || end === null ? null : { start, end };
  }

  function form(values) {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", frame.querySelector("[name=csrfmiddlewaretoken]").value);
    Object.entries(values).forEach(([name, value]) => data.set(name, value));
    return data;
  }

  function versionOf(id) {
    return card(id)?.querySelector("[name=version]")?.value ?? "";
  }

  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    a: () => {
      const part = selection();
      if (part && part.end > part.start) send(form({ viec: "them", ...part }));
      else say("Đề nghị bôi đen đoạn văn bản cần thêm.");
    },
    t: () => {
      const part = selection();
      if (part && current) send(form({ viec: "tach", chi_dao: current, at: part.start, version: versionOf(current) }));
      else say("Đề nghị đặt con trỏ vào chỗ cần tách trong văn bản.");
    },
    g: () => {
      const all = cards();
      const at = all.findIndex((c) => c.dataset.d === String(current));
      if (at >= 0 && all[at + 1]) send(form({ viec: "gop", chi_dao: current, other: all[at + 1].dataset.d, version: versionOf(current) }));
    },
    e: () => {
      const details = card(current)?.querySelector("details.sua");
      if (details) { details.open = true; details.querySelector("textarea").focus(); }
    },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const key = event.key.toLowerCase();
    if (KEYS[key]) { event.preventDefault(); KEYS[key](); return; }
    const button = current && card(current)?.querySelector(`button[data-phim="${key}"]:not(:disabled)`);
    if (button) { event.preventDefault(); button.click(); }
  });

  frame.addEventListener("submit", (event) => {
    event.preventDefault();
    const pressed = event.submitter;
    const data = new FormData(event.target, pressed);
    const owner = event.target.closest(".the");
    if (owner) current = owner.dataset.d;
    const moveOn = pressed && (pressed.value === "duyet" || pressed.value === "loai");
    send(data, moveOn ? nextOpen : null);
  });

  frame.addEventListener("click", (event) => {
    const word = event.target.closest("#van-ban [data-d]");
    if (word && getSelection().isCollapsed) { show(word.dataset.d, false); return; }
    const article = event.target.closest(".the");
    if (article && !event.target.closest("button, input, select, textarea, summary, a")) show(article.dataset.d, true, false);
  });

  function light(name, id, on) {
    frame.querySelectorAll(`#van-ban [data-${name}~="${id}"]`).forEach((e) => e.classList.toggle("soi", on));
  }

  ["mouseover", "focusin"].forEach((kind) => frame.addEventListener(kind, (event) => {
    const who = event.target.closest("[data-chi-m]");
    const when = event.target.closest("[data-chi-h]");
    frame.querySelectorAll(".soi").forEach((e) => e.classList.remove("soi"));
    if (who) light("m", who.dataset.chiM, true);
    if (when) light("h", when.dataset.chiH, true);
  }));

  function prepare() {
    const all = Array.from(textBox().textContent);
    frame.querySelectorAll("[data-lay]").forEach((e) => {
      const [start, end] = e.dataset.lay.split("-").map(Number);
      e.textContent = all.slice(start, end).join("").trim();
    });
  }

  async function follow() {
    try {
      const state = await (await fetch(frame.dataset.status, { credentials: "same-origin" })).json();
      const bar = frame.querySelector("progress");
      if (bar) bar.value = state.percent;
      if (state.reading === "queued" || state.reading === "reading") { setTimeout(follow, 1000); return; }
      location.reload();
    } catch {
      setTimeout(follow, 3000);
    }
  }

  prepare();
  const first = frame.querySelector(".the-proposed") ?? frame.querySelector(".the");
  if (first) show(first.dataset.d, false, false);
  if (frame.dataset.busy) setTimeout(follow, 1000);
})();
