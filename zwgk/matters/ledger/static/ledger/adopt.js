/* One tap for every name with a single candidate; each tick stays visible and can be taken back before the plan goes out. */
(function () {
  "use strict";
  var button = document.querySelector("[data-tick-single]");
  if (!button) return;
  function candidates(name) {
    return Array.prototype.filter.call(name.querySelectorAll(".choices input[type=checkbox]"), function (box) { return box.value !== "none"; });
  }
  var single = Array.prototype.filter.call(document.querySelectorAll(".unit-open"), function (name) {
    return candidates(name).length === 1 && !name.querySelector("input:checked:not([name^=remember])");
  });
  if (!single.length) return;
  button.hidden = false;
  button.textContent = "勾选只有一个候选的 " + single.length + " 个名称";
  button.addEventListener("click", function () {
    single.forEach(function (name) {
      candidates(name)[0].checked = true;
      candidates(name)[0].dispatchEvent(new Event("change", { bubbles: true }));
    });
    button.disabled = true;
    button.textContent = "已勾选 " + single.length + " 个，请逐个看过再下发";
  });
})();
