// Repairs of the theme: its search-as-you-type boxes tell a screen reader nothing about themselves,
// and its file fields write the chosen name into the nearest text field, which on our forms is another answer.
"use strict";

function nameSelectBoxes() {
  document.querySelectorAll(".select2-selection[role=combobox]:not([aria-label])").forEach((box) => {
    const select = box.closest(".select2")?.previousElementSibling;
    const label = select && document.querySelector(`label[for="${select.id}"]`);
    const column = box.closest("td")?.dataset.label;
    box.removeAttribute("aria-labelledby");
    const shown = box.querySelector(".select2-selection__rendered");
    shown?.removeAttribute("role");
    shown?.removeAttribute("aria-readonly");
    box.setAttribute("aria-label", (label?.textContent || column || "Chọn giá trị").trim().replace(/\s+/g, " "));
  });
}

function keepFileFieldsToThemselves() {
  document.querySelectorAll(".dd-form input[type=file]").forEach((input) => {
    input.hasChangeListener = true;
  });
}

// On a phone the theme prints column names from the models, where they begin small.
function beginLabelsLarge() {
  document.querySelectorAll("#result_list [data-label]").forEach((cell) => {
    cell.dataset.label = cell.dataset.label.charAt(0).toUpperCase() + cell.dataset.label.slice(1);
  });
}

document.addEventListener("DOMContentLoaded", () => {
  beginLabelsLarge();
  keepFileFieldsToThemselves();
  nameSelectBoxes();
  new MutationObserver(nameSelectBoxes).observe(document.body, { childList: true, subtree: true });
});
