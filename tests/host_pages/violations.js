// Runs before the rest of the page: records violations of the portal's content security policy.
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.effectiveDirective));
