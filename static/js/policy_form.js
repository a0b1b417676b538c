// A policy's form in the admin. It works without this file; every field is then shown at once.

// A deadline shows the fields of its own shape only.
const FIELDS_OF = {
  days_after: ["n", "event"],
  weeks_after: ["n", "event"],
  months_after: ["n", "event"],
  on_date: ["date"],
  month_day: ["month", "day", "year_event", "year_plus"],
  before_block: ["block"],
};
const SHAPED = new Set(Object.values(FIELDS_OF).flat());

function showShape(select) {
  const part = select.closest(".inline-related");
  const own = FIELDS_OF[select.value] || [];
  for (const field of part.querySelectorAll("input, select")) {
    const name = field.name.split("-").pop().replace(/_\d$/, "");
    const row = SHAPED.has(name) && field.closest(".form-row");
    if (row) row.hidden = !own.includes(name);
  }
}

const SHAPES = "select[name^='deadlines-'][name$='-shape']";
for (const select of document.querySelectorAll(SHAPES)) showShape(select);
document.addEventListener("change", (event) => {
  if (event.target.matches(SHAPES)) showShape(event.target);
});
document.addEventListener("formset:added", (event) => {
  const select = event.target.querySelector(SHAPES);
  if (select) showShape(select);
});

// A button that only stands in for a script goes where scripts run.
for (const button of document.querySelectorAll("[data-without-script]")) button.hidden = true;
