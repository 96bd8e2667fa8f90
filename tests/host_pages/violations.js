// Before anything else of the page is read: what the browser refuses by the portal's content policy.
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.effectiveDirective));
