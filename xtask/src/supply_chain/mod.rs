//! Checks and lists the libraries that the workspace depends on.

pub(crate) mod advisories;
pub(crate) mod bundled_components;
pub(crate) mod deny;
pub(crate) mod locked;
pub(crate) mod sbom;
pub(crate) mod tree;
