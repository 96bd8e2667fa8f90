//! Typing into the catalogue's search on a slow processor: the cost of a keystroke, and the time until it is painted.

use std::fs;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::sleep;

use super::catalogue::catalogue;
use super::chromium::{Chromium, Network, Tab};
use super::developer::BROWSER;
use super::figures::{Figure, Unit, median, percentile};
use super::trace::{CATEGORIES, Keystroke, Work, keystrokes};
use crate::browser::Viewport;
use crate::failure::{Failure, Result};
use crate::server::Server;
use crate::server::ServerOptions;
use crate::temporary::TemporaryFolder;

/// What people type: with and without marks, a slip, several words, a word that is nowhere.
const TYPED: [&str; 6] =
    ["datu analize", "programmēšanas", "mākslīgā intelekta", "pyhton", "kiberdrošiba attālināti", "zvejniecība"];

/// The pauses between keystrokes, milliseconds, over and over: a quick typist, who now and then thinks.
const RHYTHM: [u64; 8] = [110, 170, 140, 260, 130, 190, 150, 230];

/// A pause after which the page may take it that the person has stopped typing, milliseconds.
const THOUGHT: u64 = 200;

/// The pause after a whole text, milliseconds.
const BETWEEN: u64 = 600;

/// The bar for script, style, layout and paint of a keystroke among a hundred programmes, milliseconds.
const WORK: f64 = 16.0;

/// The bar for the slowest two of a hundred keystrokes to be shown among ten thousand programmes, milliseconds.
const SHOWN: f64 = 50.0;

/// Many more than any call has had.
const MANY: usize = 10_000;

/// The page is loaded, and the worker has cached it: nothing else runs while the person types.
const READY: &str = "new Promise((resolve) => {
    const look = () => {
        const field = document.getElementById('imk-search');
        if (!field || !document.querySelector('.imk-programme')) return setTimeout(look, 50);
        field.focus();
        navigator.serviceWorker.ready.then(() => setTimeout(resolve, 1_000, true));
    };
    look();
})";

/// The field alone, in a page of nothing else: what typing costs here before any search.
const BARE: &str = "data:text/html,<title>-</title><input id=imk-search autofocus>";

/// Where is typed.
struct Place {
    name: &'static str,
    address: String,
    /// Whether it is the catalogue.
    ours: bool,
    /// The bar for the work of a keystroke.
    work: Option<f64>,
    /// The bar for when it is shown.
    shown: Option<f64>,
}

/// Measurements of one run.
struct Typed {
    /// In the order of typing, each with the pause after it.
    keystrokes: Vec<(Keystroke, u64)>,
    /// Bytes of the script's heap, and of the wasm's memory.
    memory: (f64, f64),
}

/// Types among the demonstration's hundred programmes and among ten thousand, so many times each.
pub(super) async fn measure(runs: usize) -> Result<Vec<Figure>> {
    let bare = Place { name: "bare field", address: BARE.to_owned(), ours: false, work: None, shown: None };
    let mut figures = repeatedly(runs, &bare).await?;
    let server = Server::start()?;
    let few =
        Place { name: "100 programmes", address: server.url("/programmas"), ours: true, work: Some(WORK), ..bare };
    figures.extend(repeatedly(runs, &few).await?);
    let folder = TemporaryFolder::create()?;
    let file = folder.path().join("catalogue.json");
    fs::write(&file, catalogue(MANY)?)?;
    let server = ServerOptions::default().argument("--catalogue").argument(&file.display().to_string()).start()?;
    let address = server.url("/programmas");
    let many = Place { name: "10000 programmes", address, work: None, shown: Some(SHOWN), ..few };
    figures.extend(repeatedly(runs, &many).await?);
    Ok(figures)
}

async fn repeatedly(runs: usize, place: &Place) -> Result<Vec<Figure>> {
    let mut all = Vec::new();
    for run in 1..=runs {
        all.push(type_once(&place.address, place.ours).await?);
        eprintln!("typing, {}: {run} of {runs}", place.name);
    }
    let quick = parts(&all, |typed, part| typed.quick(|keystroke| part(keystroke.work)));
    let thoughtful = parts(&all, |typed, part| typed.thoughtful(|keystroke| part(keystroke.work)));
    println!("keystroke, {}, medians: {quick}; with what a pause brings: {thoughtful}", place.name);
    Ok(figures(place, &all))
}

/// The parts of the work of some keystrokes, as medians in words.
fn parts(runs: &[Typed], of: impl Fn(&Typed, fn(Work) -> f64) -> Vec<f64>) -> String {
    let middle = |part| median(&runs.iter().map(|typed| median(&of(typed, part))).collect::<Vec<_>>());
    let (script, style) = (middle(|work| work.script), middle(|work| work.style));
    let (layout, paint) = (middle(|work| work.layout), middle(|work| work.paint));
    format!("script {script:.1}, style {style:.1}, layout {layout:.1}, paint {paint:.1} ms")
}

impl Typed {
    /// Something of each keystroke.
    fn all(&self, of: impl Fn(&Keystroke) -> f64) -> Vec<f64> {
        self.keystrokes.iter().map(|(keystroke, _)| of(keystroke)).collect()
    }

    /// Something of those keystrokes that the next one follows before anything that waits for a pause.
    fn quick(&self, of: impl Fn(&Keystroke) -> f64) -> Vec<f64> {
        self.keystrokes.iter().filter(|(_, pause)| *pause < THOUGHT).map(|(keystroke, _)| of(keystroke)).collect()
    }

    /// Something of those that a pause follows.
    fn thoughtful(&self, of: impl Fn(&Keystroke) -> f64) -> Vec<f64> {
        self.keystrokes.iter().filter(|(_, pause)| *pause >= THOUGHT).map(|(keystroke, _)| of(keystroke)).collect()
    }
}

async fn type_once(address: &str, ours: bool) -> Result<Typed> {
    let profile = TemporaryFolder::create()?;
    let mut chromium = Chromium::start(profile.path(), Network::Plain).await?;
    let tab = chromium.tab(Viewport::Phone).await?;
    chromium.open(&tab, address).await?;
    if ours {
        chromium.value(&tab, READY).await?;
    }
    chromium.slow_down(&tab).await?;
    let trace = json!({ "traceConfig": { "includedCategories": CATEGORIES }, "transferMode": "ReportEvents" });
    chromium.developer.call(BROWSER, "Tracing.start", trace).await?;
    let mut pauses = Vec::new();
    for text in TYPED {
        type_text(&mut chromium, &tab, text, &mut pauses).await?;
    }
    let keystrokes = keystrokes(&end_trace(&mut chromium).await?)?;
    if keystrokes.len() != pauses.len() {
        return Err(Failure::new(format!("the browser saw {} of {} keystrokes", keystrokes.len(), pauses.len())));
    }
    let memory = if ours { memory(&mut chromium, &tab).await? } else { (0.0, 0.0) };
    chromium.close().await?;
    Ok(Typed { keystrokes: keystrokes.into_iter().zip(pauses).collect(), memory })
}

/// Types a text letter by letter, thinks, and deletes it at one stroke.
async fn type_text(chromium: &mut Chromium, tab: &Tab, text: &str, pauses: &mut Vec<u64>) -> Result {
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let pause = if letters.peek().is_some() { RHYTHM[pauses.len() % RHYTHM.len()] } else { BETWEEN };
        let letter = letter.to_string();
        press(chromium, tab, json!({ "key": letter, "text": letter })).await?;
        pauses.push(pause);
        sleep(Duration::from_millis(pause)).await;
    }
    chromium.value(tab, "document.activeElement.select()").await?;
    press(chromium, tab, json!({ "key": "Delete", "code": "Delete", "windowsVirtualKeyCode": 46 })).await?;
    pauses.push(BETWEEN);
    sleep(Duration::from_millis(BETWEEN)).await;
    Ok(())
}

/// Presses a key, which types its text, and releases it. Like a person, does not wait for the page.
async fn press(chromium: &mut Chromium, tab: &Tab, mut key: Value) -> Result {
    key["type"] = "keyDown".into();
    let up = json!({ "type": "keyUp", "key": key["key"] });
    for event in [key, up] {
        chromium.developer.say(&tab.session, "Input.dispatchKeyEvent", event).await?;
    }
    Ok(())
}

async fn end_trace(chromium: &mut Chromium) -> Result<Vec<Value>> {
    chromium.developer.call(BROWSER, "Tracing.end", json!({})).await?;
    chromium.developer.event("Tracing.tracingComplete", |_| true).await?;
    let mut trace = Vec::new();
    for part in chromium.developer.take("Tracing.dataCollected") {
        if let Value::Array(events) = part.params["value"].clone() {
            trace.extend(events);
        }
    }
    Ok(trace)
}

/// Bytes of the script's heap, and of the wasm's memory; the glue hands out the wasm when it is asked to begin again.
async fn memory(chromium: &mut Chromium, tab: &Tab) -> Result<(f64, f64)> {
    const WASM: &str = "import('/imk-app.js').then(({ started }) => started)
        .then((pages) => pages.default()).then(({ memory }) => memory.buffer.byteLength)";
    chromium.call(tab, "HeapProfiler.collectGarbage", json!({})).await?;
    let heap = chromium.call(tab, "Runtime.getHeapUsage", json!({})).await?;
    let wasm = chromium.value(tab, WASM).await?;
    Ok((heap["usedSize"].as_f64().unwrap_or_default(), wasm.as_f64().unwrap_or_default()))
}

/// The figures of all runs in one place.
fn figures(place: &Place, runs: &[Typed]) -> Vec<Figure> {
    let each = |of: &dyn Fn(&Typed) -> f64| runs.iter().map(of).collect::<Vec<_>>();
    let time = |what: &str, bar: Option<f64>, of: &dyn Fn(&Typed) -> f64| {
        Figure::new(format!("keystroke, {}: {what}", place.name), Unit::Milliseconds, bar, each(of))
    };
    let shown = |typed: &Typed, of_hundred| percentile(&typed.all(|key| key.shown_after), of_hundred);
    let mut figures = vec![
        time("script, layout and paint", place.work, &|typed| median(&typed.quick(|key| key.work.sum()))),
        time("of it on the processor", None, &|typed| median(&typed.quick(|key| key.work.busy))),
        time("the same with what a pause brings", None, &|typed| median(&typed.thoughtful(|key| key.work.sum()))),
        time("event to paint, p50", None, &|typed| shown(typed, 50)),
        time("event to paint, p98", place.shown, &|typed| shown(typed, 98)),
    ];
    if place.ours {
        let memory = |what: &str, of: &dyn Fn(&Typed) -> f64| {
            Figure::new(format!("memory, {}: {what}", place.name), Unit::Megabytes, None, each(of))
        };
        figures.push(memory("script", &|typed| typed.memory.0));
        figures.push(memory("wasm", &|typed| typed.memory.1));
    }
    figures
}
