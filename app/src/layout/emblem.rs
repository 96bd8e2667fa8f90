//! Pictures of the layout as SVG paths: the mark of the service and the emblem of the European Union.

use leptos::prelude::*;

/// Joins one star for each position of its upper point.
macro_rules! stars {
    ($($top:literal)*) => {
        concat!($("M", $top, "l-.75 2.3h-2.42l1.96 1.42-.75 2.3 1.96-1.42 1.96 1.42-.75-2.3 1.96-1.42h-2.42z"),*)
    };
}

/// The emblem's twelve stars on a canvas of 90 by 60: each in a circle, upright, with one point up.
pub const STARS: &str = stars!(
    "45 6.67" "55 9.35" "62.32 16.67" "65 26.67" "62.32 36.67" "55 43.99" "45 46.67" "35 43.99" "27.68 36.67"
    "25 26.67" "27.68 16.67" "35 9.35"
);

/// The emblem's ground.
pub const GROUND: &str = "M0 0h90v60H0z";

/// The mark's rays on a canvas of 48 by 48, one for each area of digital skills but the middle one.
pub const RAYS: &str = "M12.6 34.3L5.9 32.1M16.9 28.3L9.3 17.8M31.1 28.3L38.7 17.8M35.4 34.3L42.1 32.1";

/// The mark's middle ray and horizon.
pub const GOLD: &str = "M24 26V7M4 44h40";

/// The mark's sun.
pub const SUN: &str = "M17 40a7 7 0 0 1 14 0z";

/// The mark of the service; the text beside it says the same.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="imk-mark" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
            <path class="imk-mark__rays" d=RAYS />
            <path class="imk-mark__gold" d=GOLD />
            <path class="imk-mark__sun" d=SUN />
        </svg>
    }
}

/// The emblem of the European Union.
#[component]
pub fn Emblem(
    /// Text alternative.
    label: &'static str,
) -> impl IntoView {
    view! {
        <svg class="imk-emblem" viewBox="0 0 90 60" role="img" aria-label=label>
            <path fill="#039" d=GROUND />
            <path fill="#fc0" d=STARS />
        </svg>
    }
}
