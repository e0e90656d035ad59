// The review page: keyboard, highlights, and decisions sent without leaving the page. Every button is also a
// plain form or link, so the page works without this script.
"use strict";
(() => {
  const frame = document.getElementById("khung");
  const live = document.getElementById("loi-nhan");
  const useKeys = document.getElementById("dung-phim");
  let current = null;
  let busy = false;

  const cards = () => [...frame.querySelectorAll(".the")];
  const card = (id) => frame.querySelector(`.the[data-d="${id}"]`);

  function show(id, { text = true, scroll = true, focus = false } = {}) {
    frame.querySelectorAll(".hien, .chon-nay").forEach((e) => e.classList.remove("hien", "chon-nay"));
    const chosen = card(id);
    if (!chosen) { current = null; return; }
    current = String(id);
    chosen.classList.add("hien");
    if (scroll) chosen.scrollIntoView({ block: "nearest" });
    if (focus) chosen.focus({ preventScroll: true });
    const words = frame.querySelectorAll(`#van-ban [data-d="${id}"]`);
    words.forEach((e) => e.classList.add("chon-nay"));
    if (text && words[0]) keepInView(words[0]);
  }

  // The box of the text may reach below the window: what counts is what the reader sees of it.
  function keepInView(word) {
    const box = word.closest("#van-ban");
    const seen = box.getBoundingClientRect();
    const at = word.getBoundingClientRect();
    const bottom = Math.min(seen.bottom, innerHeight) - 30;
    if (at.top < seen.top || at.bottom > bottom) box.scrollTop += at.top - seen.top - (bottom - seen.top) / 3;
  }

  function step(by) {
    const all = cards();
    if (!all.length) return;
    const at = all.findIndex((c) => c.dataset.d === current);
    show(all[Math.min(Math.max(at + by, 0), all.length - 1)].dataset.d, { focus: true });
  }

  // After a decision the next open proposal comes up; with none left, the focus stays where it was.
  function nextOpen() {
    const all = cards();
    const at = all.findIndex((c) => c.dataset.d === current);
    const rest = all.slice(at + 1).concat(all.slice(0, at + 1));
    const open = rest.find((c) => c.classList.contains("the-proposed"));
    show(open ? open.dataset.d : current, { focus: true });
  }

  async function send(data, after) {
    if (busy) return;
    busy = true;
    frame.classList.add("cho");
    frame.setAttribute("aria-busy", "true");
    const opened = [...frame.querySelectorAll(".sua")].map((e) => e.closest(".the").dataset.d);
    opened.filter((id) => !data.getAll("mo").includes(id)).forEach((id) => data.append("mo", id));
    try {
      const answer = await fetch(frame.dataset.act, {
        method: "POST", body: data, headers: { "X-Requested-With": "fetch" }, credentials: "same-origin",
      });
      if (answer.redirected || answer.status === 403 || answer.status === 404) { location.reload(); return; }
      if (!answer.ok) throw new Error(String(answer.status));
      fill(await answer.text(), data);
      if (frame.querySelector(".bao.loi[role=alert]") || !after) show(current, { text: false, focus: true });
      else after();
      follow();
    } catch {
      say("Chưa ghi được thao tác: mất kết nối hoặc máy chủ bận. Đề nghị thử lại.", true);
    } finally {
      busy = false;
      frame.classList.remove("cho");
      frame.removeAttribute("aria-busy");
    }
  }

  function say(words, wrong = false) {
    live.textContent = words;
    frame.querySelector("#loi-nhan-moi")?.remove();
    const note = document.createElement("p");
    note.id = "loi-nhan-moi";
    note.className = wrong ? "bao loi" : "bao nhac";
    note.textContent = words;
    frame.querySelector(".thanh-tren").prepend(note);
  }

  function fill(html, sent) {
    const scroll = frame.querySelector("#van-ban")?.scrollTop ?? 0;
    const unfolded = [...frame.querySelectorAll("details[open][id]")].map((d) => d.id);
    const typed = keepTyped();
    frame.innerHTML = html;
    live.textContent = frame.querySelector("#loi-nhan-moi")?.textContent ?? "";
    const refused = Boolean(frame.querySelector("#loi-nhan-moi.loi"));
    const box = frame.querySelector("#van-ban");
    if (box) box.scrollTop = scroll;
    unfolded.forEach((id) => { const d = document.getElementById(id); if (d) d.open = true; });
    giveBack(typed, refused ? null : sent);
    window.vanBan.forget();
    measure();
  }

  // What somebody typed and has not sent stays theirs when the panels are redrawn.
  const place = (form) => {
    const own = form.elements.co_quan?.value ?? form.elements.chi_dao?.value ?? "";
    return `${form.className}|${own}|${form.querySelector("button")?.value ?? ""}`;
  };
  const changed = (field) =>
    field.type === "checkbox" ? field.checked !== field.defaultChecked
      : field.tagName === "SELECT" ? [...field.options].some((o) => o.selected !== o.defaultSelected)
        : field.value !== field.defaultValue;

  function keepTyped() {
    const typed = [];
    frame.querySelectorAll(".sua form, #nhap-tay form").forEach((form) => {
      for (const field of form.elements) {
        if (!field.name || field.type === "hidden" || field.tagName === "BUTTON" || !changed(field)) continue;
        typed.push({ where: place(form), name: field.name, value: field.value, checked: field.checked });
      }
    });
    return typed;
  }

  function giveBack(typed, sent) {
    const done = sent ? String(sent.get("viec")) : "";
    frame.querySelectorAll(".sua form, #nhap-tay form").forEach((form) => {
      const own = sent && form.querySelector(`button[value="${done}"]`);
      const same = own && ["chi_dao", "co_quan"].every(
        (name) => (form.elements[name]?.value ?? null) === sent.get(name));
      if (same) return;
      typed.filter((t) => t.where === place(form)).forEach((t) => {
        const field = [...form.elements].find(
          (f) => f.name === t.name && (f.type !== "checkbox" || f.value === t.value));
        if (!field) return;
        if (field.type === "checkbox") field.checked = t.checked; else field.value = t.value;
      });
    });
  }

  function form(values) {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", frame.querySelector("[name=csrfmiddlewaretoken]").value);
    Object.entries(values).forEach(([name, value]) => data.set(name, value));
    return data;
  }

  async function edit(id) {
    const there = card(id)?.querySelector(".sua");
    const link = card(id)?.querySelector("[data-sua]");
    if (!link) return;
    if (there) {
      there.remove();
      link.setAttribute("aria-expanded", "false");
      link.focus();
      return;
    }
    try {
      const answer = await fetch(`?sua=${id}&manh=1`, { credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      card(id).insertAdjacentHTML("beforeend", await answer.text());
      link.setAttribute("aria-expanded", "true");
      show(id);
      card(id).querySelector(".sua textarea").focus();
    } catch {
      say("Chưa mở được phần sửa. Đề nghị thử lại.", true);
    }
  }

  const newest = () => {
    const added = cards().find((c) => !known.has(c.dataset.d));
    if (added) show(added.dataset.d, { focus: true }); else show(current, { text: false, focus: true });
  };
  let known = new Set();

  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    e: () => edit(current),
    a: () => {
      const part = window.vanBan.chosen();
      if (!part || part.end <= part.start) { say("Đề nghị bôi đen đoạn văn bản cần thêm."); return; }
      known = new Set(cards().map((c) => c.dataset.d));
      send(form({ viec: "them", ...part }), newest);
    },
    t: () => {
      const part = window.vanBan.chosen();
      if (part && current) send(form({ viec: "tach", chi_dao: current, at: part.start, version: card(current).dataset.v }));
      else say("Đề nghị đặt con trỏ vào chỗ cần tách trong văn bản.");
    },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !useKeys.checked) return;
    if (event.target.closest("input, textarea, select")) {
      if (event.key === "Escape" && event.target.closest(".the")) show(event.target.closest(".the").dataset.d, { focus: true });
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
    const owner = event.target.closest(".the");
    if (owner) current = owner.dataset.d;
    known = new Set(cards().map((c) => c.dataset.d));
    const then = { duyet: nextOpen, loai: nextOpen, them: newest, "nhap-tay": newest }[pressed?.value];
    send(new FormData(event.target, pressed), then);
  });

  frame.addEventListener("mousedown", (event) => { if (event.target.closest("[data-lam]")) event.preventDefault(); });
  frame.addEventListener("click", (event) => {
    const tool = event.target.closest("[data-lam]");
    if (tool) { KEYS[tool.dataset.lam](); return; }
    const opener = event.target.closest("[data-sua]");
    if (opener) { event.preventDefault(); edit(opener.dataset.sua); return; }
    const value = event.target.closest("[data-chi], [data-toi]");
    if (value) { event.preventDefault(); toWords(value); return; }
    const word = event.target.closest("#van-ban [data-d]");
    if (word && getSelection().isCollapsed) { show(word.dataset.d, { text: false }); return; }
    const article = event.target.closest(".the");
    if (article && !event.target.closest("button, input, select, textarea, summary, a, label"))
      show(article.dataset.d, { scroll: false });
  });

  const lit = (value) =>
    value.dataset.toi ? frame.querySelectorAll(`#van-ban [data-d="${value.dataset.toi}"]`)
      : frame.querySelectorAll(`#van-ban [data-k~="${value.dataset.chi}"]`);

  function toWords(value) {
    const words = lit(value);
    const owner = value.closest(".the");
    if (owner) show(owner.dataset.d, { text: false, scroll: false });
    if (words[0]) keepInView(words[0]);
    words.forEach((e) => e.classList.add("soi"));
  }

  ["mouseover", "focusin"].forEach((kind) => frame.addEventListener(kind, (event) => {
    const value = event.target.closest("[data-chi]");
    frame.querySelectorAll(".soi").forEach((e) => e.classList.remove("soi"));
    if (!value) return;
    const words = lit(value);
    words.forEach((e) => e.classList.add("soi"));
    if (kind === "focusin" && words[0]) keepInView(words[0]);
  }));

  frame.addEventListener("focusin", (event) => {
    const owner = event.target.closest(".the");
    if (owner && owner.dataset.d !== current) show(owner.dataset.d, { scroll: false });
  });

  let following = false;
  async function follow() {
    const bar = frame.querySelector("progress");
    if (!bar || following) return;
    following = true;
    try {
      const state = await (await fetch(frame.dataset.status, { credentials: "same-origin" })).json();
      bar.value = state.percent;
      if (state.reading !== "queued" && state.reading !== "reading") { location.reload(); return; }
      setTimeout(() => { following = false; follow(); }, 1000);
    } catch {
      setTimeout(() => { following = false; follow(); }, 3000);
    }
  }

  // What sticks to the top may be one line or five: cards and text stay clear of it.
  const measure = () => {
    const bar = frame.querySelector(".thanh-tren");
    const height = getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
    document.documentElement.style.setProperty("--dinh", `${height}px`);
  };

  document.documentElement.classList.add("js");
  measure();
  addEventListener("resize", measure);
  useKeys.checked = localStorage.getItem("phim-tat") !== "tat";
  useKeys.addEventListener("change", () => localStorage.setItem("phim-tat", useKeys.checked ? "" : "tat"));
  const asked = location.hash.match(/^#cd-(\d+)$/);
  const first = (asked && card(asked[1])) || frame.querySelector(".the-proposed") || frame.querySelector(".the");
  if (first) show(first.dataset.d, { scroll: Boolean(asked) });
  follow();
})();
