//! The citizen's pages.

fn main() {
    app::embed::start();
}
