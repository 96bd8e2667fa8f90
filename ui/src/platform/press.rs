//! Pointer presses. An error message that appears when a field loses the focus shifts the layout below it. If it
//! appears between `mousedown` and `mouseup`, the two events have different targets and the browser makes no click.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use leptos::ev::{self, EventDescriptor};
use leptos::prelude::{set_timeout, window_event_listener};

thread_local! {
    static IS_WATCHED: Cell<bool> = const { Cell::new(false) };
    static IS_PRESSED: Cell<bool> = const { Cell::new(false) };
    static WAITING: RefCell<Vec<Box<dyn FnOnce()>>> = const { RefCell::new(Vec::new()) };
}

/// Follows the pointer from here on. Further calls change nothing.
pub fn watch() {
    if IS_WATCHED.replace(true) {
        return;
    }
    // Browsers dispatch it for touches as well, before the focus moves.
    let _for_ever = window_event_listener(ev::mousedown, |_| IS_PRESSED.set(true));
    release_on(ev::mouseup);
    release_on(ev::dragend);
    release_on(ev::pointercancel);
}

fn release_on<E: EventDescriptor + 'static>(event: E)
where
    E::EventType: wasm_bindgen::JsCast,
{
    let _for_ever = window_event_listener(event, |_| {
        IS_PRESSED.set(false);
        // The click follows in the same task.
        set_timeout(|| WAITING.take().into_iter().for_each(|run| run()), Duration::ZERO);
    });
}

/// Runs a function after the click that the pointer is about to make; at once where no pointer is pressed.
pub fn after_press(run: impl FnOnce() + 'static) {
    if IS_PRESSED.get() {
        WAITING.with_borrow_mut(|waiting| waiting.push(Box::new(run)));
    } else {
        run();
    }
}
