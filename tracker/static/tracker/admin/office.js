// Names for the theme's search-as-you-type boxes, which tell a screen reader nothing about themselves.
"use strict";

function nameSelectBoxes() {
  document.querySelectorAll(".select2-selection[role=combobox]:not([aria-label])").forEach((box) => {
    const select = box.closest(".select2")?.previousElementSibling;
    const label = select && document.querySelector(`label[for="${select.id}"]`);
    const column = box.closest("td")?.dataset.label;
    box.removeAttribute("aria-labelledby");
    box.querySelector(".select2-selection__rendered")?.setAttribute("role", "presentation");
    box.setAttribute("aria-label", (label?.textContent || column || "Chọn giá trị").trim().replace(/\s+/g, " "));
  });
}

document.addEventListener("DOMContentLoaded", () => {
  nameSelectBoxes();
  new MutationObserver(nameSelectBoxes).observe(document.body, { childList: true, subtree: true });
});
