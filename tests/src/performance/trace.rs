//! Keystrokes in the browser's trace: the main thread's time for each, its tasks, and when the key was painted.

use serde_json::Value;

use crate::failure::{Failure, Result};

/// What of a trace is read here.
pub(super) const CATEGORIES: [&str; 2] = ["devtools.timeline", "disabled-by-default-devtools.timeline"];

/// Milliseconds that the main thread worked.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Work {
    /// The pages' own work: events, timers, promises, collecting garbage.
    pub(super) script: f64,
    /// Which rules of the style sheet hold for what.
    pub(super) style: f64,
    /// Where everything goes.
    pub(super) layout: f64,
    /// Paint work, handed to the compositor threads.
    pub(super) paint: f64,
    /// Of all that, when it had a processor: on a machine that others use too, or where it waited for another thread,
    /// less.
    pub(super) busy: f64,
}

impl Work {
    /// All of it, by the clock on the wall.
    pub(super) fn sum(self) -> f64 {
        self.script + self.style + self.layout + self.paint
    }

    fn part(&mut self, kind: Kind) -> &mut f64 {
        match kind {
            Kind::Script => &mut self.script,
            Kind::Style => &mut self.style,
            Kind::Layout => &mut self.layout,
            Kind::Paint => &mut self.paint,
        }
    }
}

/// One keystroke.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Keystroke {
    /// When the key went down, in the trace's milliseconds.
    pub(super) at: f64,
    /// Milliseconds until a frame that shows its effect was on the screen.
    pub(super) shown_after: f64,
    /// All work from this keystroke to the next, put off or not.
    pub(super) work: Work,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Script,
    Style,
    Layout,
    Paint,
}

impl Kind {
    /// The kind of an event of the trace, by its name; none where it only holds others or does not belong to a page.
    fn of(name: &str) -> Option<Self> {
        match name {
            "EventDispatch" | "FunctionCall" | "EvaluateScript" | "TimerFire" | "FireAnimationFrame"
            | "FireIdleCallback" | "RunMicrotasks" | "MinorGC" | "MajorGC" | "ParseHTML" => Some(Self::Script),
            "UpdateLayoutTree" => Some(Self::Style),
            "Layout" | "HitTest" => Some(Self::Layout),
            "PrePaint" | "Paint" | "Layerize" | "UpdateLayer" | "Commit" => Some(Self::Paint),
            _ => None,
        }
    }
}

/// A span of work on the main thread, microseconds of the trace.
#[derive(Clone, Copy)]
struct Span {
    kind: Kind,
    start: f64,
    end: f64,
    /// Without the spans within it.
    own: f64,
    /// The part of it during which the thread had a processor.
    own_busy: f64,
}

/// Reads the keystrokes of a trace, in order.
///
/// # Errors
/// When it has none.
pub(super) fn keystrokes(trace: &[Value]) -> Result<Vec<Keystroke>> {
    let downs: Vec<&Value> = trace.iter().filter(|event| is_key_down(event)).collect();
    let first = downs.first().ok_or_else(|| Failure::new("the trace has no keystroke"))?;
    let of_page = |event: &&Value| event["pid"] == first["pid"] && event["tid"] == first["tid"];
    let mut keystrokes: Vec<Keystroke> = downs.iter().map(|event| keystroke(event)).collect();
    keystrokes.sort_by(|one, other| one.at.total_cmp(&other.at));
    for span in spans(trace.iter().filter(of_page)) {
        let after = keystrokes.partition_point(|keystroke| keystroke.at <= span.start / 1_000.0);
        if let Some(keystroke) = after.checked_sub(1).and_then(|at| keystrokes.get_mut(at)) {
            *keystroke.work.part(span.kind) += span.own / 1_000.0;
            keystroke.work.busy += span.own_busy / 1_000.0;
        }
    }
    Ok(keystrokes)
}

fn is_key_down(event: &Value) -> bool {
    event["name"] == "EventTiming" && event["ph"] == "b" && event["args"]["data"]["type"] == "keydown"
}

fn keystroke(event: &Value) -> Keystroke {
    let shown_after = event["args"]["data"]["duration"].as_f64().unwrap_or_default();
    Keystroke { at: event["ts"].as_f64().unwrap_or_default() / 1_000.0, shown_after, work: Work::default() }
}

/// The spans of work among events of one thread, each without those within it.
fn spans<'a>(events: impl Iterator<Item = &'a Value>) -> Vec<Span> {
    let mut spans: Vec<Span> = events.filter_map(span).collect();
    spans.sort_by(|one, other| one.start.total_cmp(&other.start).then(other.end.total_cmp(&one.end)));
    let mut open: Vec<usize> = Vec::new();
    for at in 0..spans.len() {
        let Span { start, own, own_busy, .. } = spans[at];
        while open.last().is_some_and(|outer| spans[*outer].end <= start) {
            open.pop();
        }
        if let Some(outer) = open.last() {
            spans[*outer].own -= own;
            spans[*outer].own_busy -= own_busy;
        }
        open.push(at);
    }
    spans
}

fn span(event: &Value) -> Option<Span> {
    let kind = Kind::of(event["name"].as_str()?)?;
    let (start, own) = (event["ts"].as_f64()?, event["dur"].as_f64()?);
    // Without a clock of the thread there is only the one on the wall.
    let own_busy = event["tdur"].as_f64().unwrap_or(own);
    Some(Span { kind, start, end: start + own, own, own_busy })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn key(at: u32, shown_after: f64) -> Value {
        let data = json!({ "type": "keydown", "duration": shown_after });
        json!({ "name": "EventTiming", "ph": "b", "pid": 7, "tid": 1, "ts": at, "args": { "data": data } })
    }

    fn work(name: &str, start: u32, length: u32, thread: u32) -> Value {
        json!({ "name": name, "ph": "X", "pid": 7, "tid": thread, "ts": start, "dur": length, "tdur": length / 2 })
    }

    #[test]
    fn work_belongs_to_the_keystroke_before_it_and_is_counted_once() -> Result {
        let trace = [
            work("Layout", 500, 400, 1),
            key(1_000, 20.5),
            work("EventDispatch", 2_000, 4_000, 1),
            work("FunctionCall", 2_500, 3_000, 1),
            work("UpdateLayoutTree", 3_000, 1_000, 1),
            work("RunTask", 1_900, 9_000, 1),
            work("Paint", 7_000, 500, 1),
            work("Paint", 7_000, 500, 2),
            key(100_000, 8.0),
            work("TimerFire", 100_000, 2_000, 1),
        ];
        let keystrokes = keystrokes(&trace)?;
        let of = |at: usize| (keystrokes[at].shown_after, keystrokes[at].work);
        assert_eq!(of(0), (20.5, Work { script: 3.0, style: 1.0, layout: 0.0, paint: 0.5, busy: 2.25 }));
        assert_eq!(of(1), (8.0, Work { script: 2.0, busy: 1.0, ..Work::default() }));
        assert_eq!(keystrokes[0].work.sum(), 4.5);
        Ok(())
    }

    #[test]
    fn trace_without_keystrokes_returns_nothing() {
        assert!(keystrokes(&[work("Paint", 1, 1, 1)]).is_err());
    }
}
