// Starts the GOV.UK and MoJ components, and guards what people have typed.
// The addresses of the vendored modules come from the page, so that they carry their hashes.
const { govuk: govukAddress, moj: mojAddress, owner, keeping, device } = document.getElementById("cin-script").dataset;
const [govuk, moj] = await Promise.all([import(govukAddress), import(mojAddress)]);

// Rows first: they keep a copy of the first row as it was sent, before other components change it.
govuk.createAll(moj.AddAnother);
govuk.initAll();
govuk.createAll(moj.DatePicker);
govuk.createAll(moj.SortableTable);

// Fields that belong to one choice show only while it is chosen. The GOV.UK component does the same but marks radio
// buttons as expanded, which ARIA does not allow; the stylesheet's own class does the hiding.
// Those that belong to several choices stand below them all.
function reveal(within) {
  const shown = new Map();
  within.querySelectorAll("[data-cin-reveals]").forEach((input) => {
    for (const id of input.dataset.cinReveals.split(" ")) {
      shown.set(id, shown.get(id) || input.checked);
    }
  });
  shown.forEach((isShown, id) => {
    const revealed = document.getElementById(id);
    const kind = revealed?.classList.contains("govuk-checkboxes__conditional") ? "checkboxes" : "radios";
    revealed?.classList.toggle(`govuk-${kind}__conditional--hidden`, !isShown);
  });
}

document.addEventListener("change", (event) => {
  if (event.target.matches('input[type="radio"], input[type="checkbox"]')) {
    reveal(event.target.closest("fieldset") ?? document);
  }
});
window.addEventListener("pageshow", () => reveal(document));
reveal(document);

// A row that was just added: give its parts ids of their own, then start its components.
function renumber(rows) {
  rows.querySelectorAll(".moj-add-another__item").forEach((item, index) => {
    const numbered = (id) => id.replace(/^((?:datepicker-|datepicker-title-)?id_.+?-)\d+-/, `$1${index}-`);
    item.querySelectorAll("[id]").forEach((element) => {
      element.id = numbered(element.id);
    });
    item.querySelectorAll("label[for]").forEach((label) => {
      label.htmlFor = numbered(label.htmlFor);
    });
    for (const name of ["aria-describedby", "data-cin-reveals", "aria-controls"]) {
      item.querySelectorAll(`[${name}]`).forEach((element) => {
        const ids = element.getAttribute(name).split(" ");
        element.setAttribute(name, ids.map(numbered).join(" "));
      });
    }
  });
}

document.querySelectorAll('[data-module="moj-add-another"]').forEach((rows) => {
  new MutationObserver((changes) => {
    renumber(rows);
    for (const change of changes) {
      for (const added of change.addedNodes) {
        if (added instanceof HTMLElement) {
          govuk.createAll(govuk.CharacterCount, {}, added);
          govuk.createAll(moj.DatePicker, {}, added);
          reveal(added);
        }
      }
    }
  }).observe(rows.querySelector(".moj-add-another__items"), { childList: true });
});

// What is typed is kept while it is typed, for whoever is signed in.
if (owner) {
  await import(keeping).then(({ keep }) => keep(owner, device)).catch(() => {});
}

// Leaving a page with answers that were not saved asks first; a form whose text is kept asks for itself.
document.querySelectorAll("form[data-cin-unsaved]").forEach((form) => {
  let unsaved = form.dataset.cinUnsaved === "dirty";
  const notice = () => {
    unsaved = true;
  };
  form.addEventListener("input", notice);
  form.addEventListener("change", notice);
  form.addEventListener("submit", () => {
    unsaved = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved && form.dataset.cinKept !== "yes") {
      event.preventDefault();
    }
  });
});

// Tests wait for this before they use a component.
document.documentElement.dataset.cinReady = "yes";
