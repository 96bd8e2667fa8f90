//! Routes of applications and drafts.

pub(crate) mod applications;
pub(crate) mod drafts;
