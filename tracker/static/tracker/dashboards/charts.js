// Draws the charts from the figures printed in the page; the same figures stand in the table beside them.
(function () {
  "use strict";
  var drawn = {};
  function style(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }
  function figures(id) {
    var holder = document.getElementById(id);
    return holder ? JSON.parse(holder.textContent) : null;
  }
  function draw(id, config) {
    var canvas = document.getElementById(id);
    if (!canvas) return;
    if (drawn[id]) drawn[id].destroy();
    drawn[id] = new Chart(canvas, config);
  }
  function set(label, data, colour) {
    return { label: label, data: data, backgroundColor: colour, borderColor: colour, maxBarThickness: 22 };
  }
  function agencies() {
    var f = figures("so-lieu-co-quan");
    if (!f || !f.labels.length) return;
    draw("bieu-do-co-quan", {
      type: "bar",
      data: { labels: f.labels, datasets: [
        set("▲ Quá hạn", f.overdue, style("--qua-han")),
        set("◆ Sắp đến hạn", f.due_soon, style("--sap-den-han")),
        set("● Còn hạn, không hạn", f.rest, style("--trong-han"))
      ] },
      options: {
        indexAxis: "y", responsive: true, maintainAspectRatio: false, animation: false,
        scales: { x: { stacked: true, ticks: { precision: 0 } }, y: { stacked: true, ticks: { autoSkip: false } } }
      }
    });
  }
  function trend() {
    var f = figures("so-lieu-xu-huong");
    if (!f || !f.labels.length) return;
    draw("bieu-do-xu-huong", {
      type: "bar",
      data: { labels: f.labels, datasets: [
        set("Giao mới", f.opened, style("--trong-han")),
        set("Hoàn thành", f.closed, style("--xong"))
      ] },
      options: { responsive: true, maintainAspectRatio: false, animation: false, scales: { y: { ticks: { precision: 0 } } } }
    });
  }
  function all() {
    Chart.defaults.font.family = "Inter, system-ui, sans-serif";
    Chart.defaults.color = style("--chu");
    agencies();
    trend();
  }
  document.addEventListener("lam-moi", all);
  all();
})();
