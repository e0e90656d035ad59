// A large file is refused before it travels.
"use strict";
document.querySelector("form.nhap").addEventListener("submit", (event) => {
  const file = event.target.elements.file.files[0];
  if (file && file.size > 20 * 1024 * 1024) {
    event.preventDefault();
    alert("Tệp lớn quá 20 MB; đề nghị tách nhỏ hoặc nén ảnh.");
    return;
  }
  const button = event.target.querySelector("button[type=submit]");
  button.disabled = true;
  button.textContent = "Đang nhập …";
});
