//! Reactive parts of a view with one common type.

/// A reactive part of a view: a function that the framework calls again when a signal that it reads changes.
pub type Erased<V> = Box<dyn FnMut() -> V + Send>;

/// Erases the type of a reactive part. The compiler generates the code that builds and updates a part for each type of
/// function; with one type for all functions of the same result it generates that code once (docs/adr/0011-bytes.md).
pub fn erased<V>(part: impl FnMut() -> V + Send + 'static) -> Erased<V> {
    Box::new(part)
}
