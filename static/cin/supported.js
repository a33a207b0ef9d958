// Tells the stylesheets that scripts run. A file of its own, first in the body, because the content security
// policy allows no script inside a page and the marks must be there before anything is drawn.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
