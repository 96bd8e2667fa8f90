//! Builds the one style sheet that the pages load.

pub(crate) mod important_layer;
pub(crate) mod styles;
