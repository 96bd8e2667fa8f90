//! Generator of HTTP/1.1 requests on connections that stay open.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::error::Result;

/// Bytes of a request.
pub(crate) type Request = Vec<u8>;

/// Result of a step.
#[derive(Default)]
pub(crate) struct Measured {
    accepted: Vec<Duration>,
    busy: usize,
    other: usize,
    elapsed: Duration,
}

impl Measured {
    pub(crate) fn accepted_per_second(&self) -> f64 {
        self.accepted.len() as f64 / self.elapsed.as_secs_f64()
    }

    fn add(&mut self, other: Self) {
        self.accepted.extend(other.accepted);
        self.busy += other.busy;
        self.other += other.other;
    }

    fn count(&mut self, status: u16, latency: Duration) {
        match status {
            201 => self.accepted.push(latency),
            503 => self.busy += 1,
            _ => self.other += 1,
        }
    }
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut sorted = self.accepted.clone();
        sorted.sort_unstable();
        let at = |part: f64| {
            let index = ((sorted.len() as f64 * part) as usize).min(sorted.len().saturating_sub(1));
            sorted.get(index).map_or(0.0, |latency| latency.as_secs_f64() * 1_000.0)
        };
        write!(
            f,
            "{:>7.0}/s   p50 {:>6.1} ms   p99 {:>7.1} ms   max {:>7.1} ms   busy {}   other {}",
            self.accepted_per_second(),
            at(0.5),
            at(0.99),
            at(1.0),
            self.busy,
            self.other
        )
    }
}

/// Requests without a pause from each client; ends after `time` or with the requests. Returns what is left.
pub(crate) async fn closed(
    address: &str,
    requests: Vec<Request>,
    clients: usize,
    time: Duration,
) -> Result<(Measured, usize)> {
    let start = Instant::now();
    let (measured, used) =
        run(address, requests, clients, move |_| (start.elapsed() < time).then(Instant::now)).await?;
    Ok((measured, used))
}

/// Requests at a fixed rate, whether or not earlier ones were answered.
pub(crate) async fn open(address: &str, requests: Vec<Request>, connections: usize, rate: f64) -> Result<Measured> {
    let start = Instant::now() + Duration::from_millis(100);
    let due = move |index: usize| Some(start + Duration::from_secs_f64(index as f64 / rate));
    Ok(run(address, requests, connections, due).await?.0)
}

/// Sends each request when it is due on the next free connection; `due` returns `None` to end.
async fn run(
    address: &str,
    requests: Vec<Request>,
    connections: usize,
    due: impl Fn(usize) -> Option<Instant> + Clone + Send + 'static,
) -> Result<(Measured, usize)> {
    let (requests, next) = (Arc::new(requests), Arc::new(AtomicUsize::new(0)));
    let mut streams = Vec::new();
    for _ in 0..connections {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        streams.push(stream);
    }
    let start = Instant::now();
    let workers = streams.into_iter().map(|stream| {
        let (requests, next, due) = (Arc::clone(&requests), Arc::clone(&next), due.clone());
        tokio::spawn(work(stream, requests, next, due))
    });
    let mut measured = Measured::default();
    for worker in workers.collect::<Vec<_>>() {
        measured.add(worker.await??);
    }
    measured.elapsed = start.elapsed();
    Ok((measured, next.load(Ordering::Relaxed)))
}

async fn work(
    mut stream: TcpStream,
    requests: Arc<Vec<Request>>,
    next: Arc<AtomicUsize>,
    due: impl Fn(usize) -> Option<Instant>,
) -> Result<Measured> {
    let (mut measured, mut buffer) = (Measured::default(), Vec::with_capacity(16 * 1024));
    loop {
        let index = next.fetch_add(1, Ordering::Relaxed);
        let (Some(request), Some(due)) = (requests.get(index), due(index)) else { return Ok(measured) };
        tokio::time::sleep_until(due.into()).await;
        stream.write_all(request).await?;
        let status = read_response(&mut stream, &mut buffer).await?;
        measured.count(status, due.elapsed());
    }
}

/// Reads a response with a Content-Length; returns its status.
async fn read_response(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Result<u16> {
    buffer.clear();
    let head = loop {
        if stream.read_buf(buffer).await? == 0 {
            return Err("the server closed a connection".into());
        }
        if let Some(end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
    };
    let text = std::str::from_utf8(&buffer[..head])?.to_ascii_lowercase();
    let status = text.get(9..12).ok_or("no status line")?.parse()?;
    let length = text.lines().find_map(|line| line.strip_prefix("content-length: "));
    let length: usize = length.ok_or_else(|| format!("no Content-Length: {text}"))?.trim().parse()?;
    while buffer.len() < head + length {
        if stream.read_buf(buffer).await? == 0 {
            return Err("the server closed a connection".into());
        }
    }
    Ok(status)
}
