//! The browser's DevTools protocol over a web socket: commands to any of its pages and workers, and its events.
//!
//! The driver of the specs sends commands too, but receives no events, and a trace comes as events; nor does it reach
//! the service worker, whose requests have to be slowed down like the page's.

use std::collections::VecDeque;
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async_with_config};

use crate::failure::{Failure, Result};

/// How long the browser may take for one command. Loading ten thousand programmes on a slow machine is one.
const PATIENCE: Duration = Duration::from_secs(120);

/// The session of the browser as a whole.
pub(super) const BROWSER: &str = "";

/// A connection to a browser.
pub(super) struct Developer {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    /// The number of the last command.
    last: u64,
    /// Received events that no caller has read.
    events: VecDeque<Event>,
    /// Commands that every new page and worker gets before it does anything.
    greeting: Vec<(&'static str, Value)>,
}

/// An event of the browser.
#[derive(Debug)]
pub(super) struct Event {
    method: String,
    /// As the protocol describes them.
    pub(super) params: Value,
}

impl Developer {
    /// Connects to the browser that listens at an address, e.g. `http://127.0.0.1:9222`.
    pub(super) async fn connect(address: &str) -> Result<Self> {
        let version: Value = reqwest::get(format!("{address}/json/version")).await?.json().await?;
        let socket = version["webSocketDebuggerUrl"].as_str().ok_or_else(|| Failure::new("no developer socket"))?;
        // A trace comes in large parts.
        let any_size = WebSocketConfig::default().max_message_size(None).max_frame_size(None);
        let (socket, _) = connect_async_with_config(socket, Some(any_size), true).await?;
        Ok(Self { socket, last: 0, events: VecDeque::new(), greeting: Vec::new() })
    }

    /// Has every page and worker from here on stopped when it comes into being, given these commands, and let go on.
    pub(super) async fn greet(&mut self, commands: Vec<(&'static str, Value)>) -> Result {
        self.greeting = commands;
        self.greeting.push(("Runtime.runIfWaitingForDebugger", json!({})));
        let attach = json!({ "autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true });
        self.call(BROWSER, "Target.setAutoAttach", attach).await?;
        Ok(())
    }

    /// Sends a command to a session and returns its result.
    ///
    /// # Errors
    /// The response of the browser, or an error after [`PATIENCE`].
    pub(super) async fn call(&mut self, session: &str, method: &str, params: Value) -> Result<Value> {
        let number = self.say(session, method, params).await?;
        loop {
            let mut message = self.read(method).await?;
            if message["id"] == number {
                let error = &message["error"];
                let failed = || Failure::new(format!("{method}: {error}"));
                return if error.is_null() { Ok(message["result"].take()) } else { Err(failed()) };
            }
        }
    }

    /// The first matching event; waits for it if necessary. Earlier events stay in the queue.
    pub(super) async fn event(&mut self, method: &str, fits: impl Fn(&Value) -> bool) -> Result<Event> {
        loop {
            let found = self.events.iter().position(|event| event.method == method && fits(&event.params));
            if let Some(event) = found.and_then(|at| self.events.remove(at)) {
                return Ok(event);
            }
            self.read(method).await?;
        }
    }

    /// All reports of a kind so far.
    pub(super) fn take(&mut self, method: &str) -> Vec<Event> {
        let (taken, kept) = self.events.drain(..).partition(|event| event.method == method);
        self.events = kept;
        Vec::from(taken)
    }

    /// Waits until the browser has closed the connection: it has ended.
    pub(super) async fn ended(mut self) {
        let silence = async { while let Some(Ok(_)) = self.socket.next().await {} };
        // One that does not end by itself is ended.
        let _ = timeout(PATIENCE, silence).await;
    }

    /// Sends a command to a session and returns its number; does not wait for the response.
    pub(super) async fn say(&mut self, session: &str, method: &str, params: Value) -> Result<u64> {
        self.last += 1;
        let mut command = json!({ "id": self.last, "method": method, "params": params });
        if session != BROWSER {
            command["sessionId"] = session.into();
        }
        self.socket.send(Message::text(command.to_string())).await?;
        Ok(self.last)
    }

    /// Reads one message. An event is kept, and a new page or worker greeted.
    async fn read(&mut self, waiting_for: &str) -> Result<Value> {
        let message = timeout(PATIENCE, self.socket.next()).await;
        let message =
            message.map_err(|_| Failure::new(format!("waited {} s for {waiting_for}", PATIENCE.as_secs())))?;
        let message = message.ok_or_else(|| Failure::new(format!("the browser ended during {waiting_for}")))??;
        let Message::Text(text) = message else { return Ok(Value::Null) };
        let mut message: Value = serde_json::from_str(&text)?;
        if let Some(method) = message["method"].as_str().map(str::to_owned) {
            let params = message["params"].take();
            // The browser's own parts, such as the list below its address bar, stay stopped to save time.
            if method == "Target.attachedToTarget" && params["targetInfo"]["type"] != "browser_ui" {
                let session = params["sessionId"].as_str().unwrap_or_default().to_owned();
                for (method, params) in self.greeting.clone() {
                    // Some kinds of targets reject some commands; their responses are ignored.
                    self.say(&session, method, params).await?;
                }
            }
            self.events.push_back(Event { method, params });
        }
        Ok(message)
    }
}
