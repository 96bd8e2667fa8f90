//! Telemetry: one log line per request, and metrics for Prometheus.
//!
//! Neither contains personal data: a line has the request's number, method, route and status, never a path with its
//! query, and metric labels come from closed lists. docs/operate.md lists both.

use api::ApiProblem;
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use metrics::{counter, describe_counter, describe_histogram, histogram};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use tracing::Instrument as _;

use crate::platform::clock::Stopwatch;
use crate::platform::random;
use crate::platform::settings::LogFormat;

/// Response header with the request's number in the log.
pub const REQUEST_HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Counter of requests by route, method and status.
const REQUESTS: &str = "imk_http_requests_total";
/// Duration of requests.
const SECONDS: &str = "imk_http_request_seconds";
/// Responses with a problem, by code.
const PROBLEMS: &str = "imk_problems_total";
/// Saved applications.
const APPLICATIONS: &str = "imk_applications_total";

/// Upper bounds of the histogram's buckets in seconds; the limit for submitting is 0.1.
const BUCKETS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

tokio::task_local! {
    static REQUEST: String;
}

/// Starts the log on standard error. `RUST_LOG` sets the filter; the default is `info`.
pub fn init_log(format: LogFormat) {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into());
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().flatten_event(true).with_current_span(true).with_span_list(false).init(),
    }
    // A panic's message may quote a person's input; its location does not.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panicked");
    }));
}

/// Installs the metrics recorder; the handle renders the metrics.
///
/// # Errors
/// [`BuildError`] if this process already has a recorder.
pub fn install_metrics() -> Result<PrometheusHandle, BuildError> {
    let builder = PrometheusBuilder::new().set_buckets_for_metric(Matcher::Full(SECONDS.to_owned()), &BUCKETS)?;
    let handle = builder.install_recorder()?;
    describe_counter!(REQUESTS, "Requests by route, method and status");
    describe_histogram!(SECONDS, metrics::Unit::Seconds, "How long requests took");
    describe_counter!(PROBLEMS, "Answers that refuse, by code");
    describe_counter!(APPLICATIONS, "Applications that were kept");
    Ok(handle)
}

/// Counts one saved application.
pub fn count_application() {
    counter!(APPLICATIONS).increment(1);
}

/// Counts and logs a problem: security problems under one target, and possible attempts to bypass checks under another.
/// The pages check input first, so both are rare.
pub fn log_refusal(problem: &ApiProblem) {
    let code = problem.code();
    counter!(PROBLEMS, "code" => code).increment(1);
    let status = problem.status();
    if matches!(status, 401 | 403 | 429) || code.starts_with("sign_in") {
        tracing::info!(target: "imk::security", code, status, "refused");
    } else {
        tracing::info!(target: "imk::refused", code, status, "refused");
    }
}

/// Number of the current request; a new number outside a request.
pub fn request_number() -> String {
    REQUEST.try_with(Clone::clone).unwrap_or_else(|_| new_number())
}

fn new_number() -> String {
    random::id().unwrap_or_else(|_| "unnumbered".to_owned())
}

/// Middleware that numbers, logs and counts each request.
pub async fn observe(request: Request, next: Next) -> Response {
    let (number, began) = (new_number(), Stopwatch::start());
    let method = method_label(request.method());
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

/// Label of a method. Clients may send any word, so words outside the API become `other`.
fn method_label(method: &Method) -> &'static str {
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
