//! What an operator sees of a running server: a line in the log for each request, and numbers for Prometheus.
//!
//! Neither names a person: a line has the request's number, method, route and status, never an address with its query, and
//! labels of numbers are from closed lists. docs/operate.md lists both.

use api::ApiProblem;
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use metrics::{counter, describe_counter, describe_histogram, histogram};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use tracing::Instrument as _;

use crate::platform::clock::Stopwatch;
use crate::platform::error::code;
use crate::platform::random;
use crate::platform::settings::LogFormat;

/// The header that tells a client under which number the log has its request.
pub const REQUEST_HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Requests by route, method and status.
const REQUESTS: &str = "imk_http_requests_total";
/// How long they took.
const SECONDS: &str = "imk_http_request_seconds";
/// Answers that refuse, by code.
const PROBLEMS: &str = "imk_problems_total";
/// Applications that were kept.
const APPLICATIONS: &str = "imk_applications_total";

/// Upper bounds of the histogram's buckets, in seconds; the bar for submitting is 0.1.
const BUCKETS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

tokio::task_local! {
    static REQUEST: String;
}

/// Begins to write the log, to standard error. `RUST_LOG` chooses what; `info` where it is not set.
pub fn write_log(format: LogFormat) {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into());
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().flatten_event(true).with_current_span(true).with_span_list(false).init(),
    }
    // What a panic says may quote what a person typed; where it happened does not.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panicked");
    }));
}

/// Begins to count; the handle renders what was counted.
///
/// # Errors
/// [`BuildError`] where something in this process counts already.
pub fn count() -> Result<PrometheusHandle, BuildError> {
    let builder = PrometheusBuilder::new().set_buckets_for_metric(Matcher::Full(SECONDS.to_owned()), &BUCKETS)?;
    let handle = builder.install_recorder()?;
    describe_counter!(REQUESTS, "Requests by route, method and status");
    describe_histogram!(SECONDS, metrics::Unit::Seconds, "How long requests took");
    describe_counter!(PROBLEMS, "Answers that refuse, by code");
    describe_counter!(APPLICATIONS, "Applications that were kept");
    Ok(handle)
}

/// One application was kept.
pub fn application_kept() {
    counter!(APPLICATIONS).increment(1);
}

/// A request is refused, which gets a line of its own in the log: what has to do with security under one target, what could
/// be an attempt to get around checks of input and order under another. The pages check first, so these are few.
pub fn refused(problem: &ApiProblem) {
    let code = code(problem);
    counter!(PROBLEMS, "code" => code.clone()).increment(1);
    let status = problem.status();
    if matches!(status, 401 | 403 | 429) || code.starts_with("sign_in") {
        tracing::info!(target: "imk::security", code, status, "refused");
    } else {
        tracing::info!(target: "imk::refused", code, status, "refused");
    }
}

/// The number of the request that is being answered, a new one where none is.
pub fn request_number() -> String {
    REQUEST.try_with(Clone::clone).unwrap_or_else(|_| new_number())
}

fn new_number() -> String {
    random::id().unwrap_or_else(|_| "unnumbered".to_owned())
}

/// Numbers a request, has it answered, and writes down and counts how that went.
pub async fn observe(request: Request, next: Next) -> Response {
    let (number, began) = (new_number(), Stopwatch::start());
    let method = known(request.method());
    let route = request.extensions().get::<MatchedPath>().map_or("pages", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", request = %number, method, route);
    let answered = async {
        let response = next.run(request).await;
        let (status, took) = (response.status().as_u16(), began.elapsed());
        if !matches!(route.as_str(), "/healthz" | "/readyz" | "/metrics") {
            tracing::info!(status, ms = took.as_millis() as u64, "answered");
        }
        counter!(REQUESTS, "route" => route.clone(), "method" => method, "status" => status.to_string()).increment(1);
        histogram!(SECONDS, "route" => route.clone()).record(took.as_secs_f64());
        response
    };
    let mut response = REQUEST.scope(number.clone(), answered.instrument(span)).await;
    if let Ok(number) = HeaderValue::from_str(&number) {
        response.headers_mut().insert(REQUEST_HEADER, number);
    }
    response
}

/// A client may send any word as a method; a label takes only those of the API.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        _ => "other",
    }
}
