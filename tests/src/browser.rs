//! The browser and the screen that a spec runs in.

use crate::engine::Engine;

/// The two screens of the design.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Viewport {
    /// 390 × 844 with touch.
    Phone,
    /// 1280 × 800 with a mouse.
    Desktop,
}

impl Viewport {
    /// Both, for a spec that has to hold on either.
    pub const BOTH: [Self; 2] = [Self::Phone, Self::Desktop];

    /// Width and height in CSS pixels.
    pub const fn size(self) -> (u32, u32) {
        match self {
            Self::Phone => (390, 844),
            Self::Desktop => (1280, 800),
        }
    }

    /// Name in the file name of a picture.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Desktop => "desktop",
        }
    }
}

/// The browser that a spec asks for.
#[derive(Clone, Copy, Debug)]
pub struct Browser {
    pub(crate) engine: Engine,
    pub(crate) viewport: Viewport,
    pub(crate) wasm: bool,
}

impl Browser {
    /// A browser of an engine, with a screen.
    pub fn new(engine: Engine, viewport: Viewport) -> Self {
        Self { engine, viewport, wasm: true }
    }

    /// The same without WebAssembly, as an old browser, or one whose owner has switched it off.
    #[must_use]
    pub fn without_wasm(self) -> Self {
        Self { wasm: false, ..self }
    }
}
