//! `imk serve`: serves the API and the pages on one port.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use api::AgencyContact;
use metrics_exporter_prometheus::PrometheusHandle;

use super::database;
use super::failure::Failure;
use super::settings_args::SettingsArgs;
use crate::applications::queue::SubmissionQueue;
use crate::identity::demo_people::DemoPeople;
use crate::identity::session_loader::SessionLoader;
use crate::platform::config::Config;
use crate::platform::data_dir::DataDir;
use crate::platform::headers::Headers;
use crate::platform::http::health;
use crate::platform::http::prerendered::ServedTexts;
use crate::platform::listen::{Listening, Stop};
use crate::platform::rate_limit::RateLimits;
use crate::platform::telemetry;
use crate::router::router;
use crate::state::AppState;

/// Interval for deleting expired data and idle rate-limit counters.
const FORGET: Duration = Duration::from_secs(60);

pub(super) fn run(args: &SettingsArgs) -> Result<(), Failure> {
    let config = args.configuration()?;
    telemetry::init_log(config.log_format);
    let runtime = tokio::runtime::Runtime::new().map_err(Failure::bad)?;
    runtime.block_on(serve(config))
}

async fn serve(config: Config) -> Result<(), Failure> {
    let counted = telemetry::install_metrics().map_err(Failure::bad)?;
    let (pages, transport, drain) = (config.pages.clone(), config.transport.clone(), config.drain);
    let (data_dir, trusted_proxies) = (config.data_dir.clone(), config.trusted_proxies.clone());
    let public = Listening::on(config.listen).map_err(Failure::BadValue)?;
    let operator = config.admin_listen.map(Listening::on).transpose().map_err(Failure::BadValue)?;
    if config.contact == AgencyContact::default() {
        tracing::warn!("no contact data of the agency: the pages refer to its website only (docs/cli.md, --contact-…)");
    }
    let state = state(config).await?;
    warn_of_pages(&pages, &state);
    let (stop, store) = (Stop::default(), state.store.clone());
    tokio::spawn(drain_on_signal(state.clone(), drain, stop.clone()));
    tokio::spawn(forget(state.clone(), counted.clone()));
    if let Some(operator) = operator {
        println!("operator endpoints on http://{}", operator.address);
        let (app, stop) = (health::operator(state.clone(), counted), stop.clone());
        tokio::spawn(async move {
            if let Err(cause) = operator.serve(app, &crate::platform::config::Transport::Plain, Vec::new(), &stop).await
            {
                tracing::error!(%cause, "the operator endpoints stopped");
            }
        });
    }
    let scheme = if matches!(transport, crate::platform::config::Transport::Tls { .. }) { "https" } else { "http" };
    println!("listening on {scheme}://{}", public.address);
    let checkpoints = database::make_checkpoints(&data_dir, &state)?;
    let served = public.serve(router(state, &pages), &transport, trusted_proxies, &stop).await;
    checkpoints.end().await;
    store.close().await;
    served.map_err(Failure::bad)
}

async fn state(config: Config) -> Result<AppState, Failure> {
    for row in &config.left_out {
        tracing::warn!(%row, "catalogue row rejected");
    }
    let folder = config.data_dir.display().to_string();
    let data = DataDir::open(&config.data_dir).map_err(|error| Failure::bad(format!("{folder}: {error}")))?;
    let url = config.database_url.unwrap_or_else(|| data.sqlite_url());
    let cipher = data.cipher().map_err(Failure::bad)?;
    let store = database::connect(&url, &cipher, config.migrate).await?;
    store.put_call(&config.call).await.map_err(Failure::bad)?;
    store.put_groups(&config.catalogue.programmes).await.map_err(Failure::bad)?;
    let demo = if config.demonstration { Some(Arc::new(DemoPeople::load().map_err(Failure::bad)?)) } else { None };
    let identity = config.identity.provider(demo.as_ref(), &config.base_path).map_err(Failure::bad)?;
    let keys = data.receipt_keys().map_err(Failure::bad)?;
    let secure = config.transport.is_secure();
    let headers = Headers::new(&config.frame_ancestors, secure).map_err(Failure::bad)?;
    Ok(AppState {
        call: Arc::new(config.call),
        catalogue: Arc::new(config.catalogue),
        contact: Arc::new(config.contact),
        sessions: SessionLoader::start(store.clone(), config.clock.clone()),
        submissions: SubmissionQueue::start(store.clone(), keys.clone(), config.clock.clone()),
        store,
        clock: config.clock,
        cipher,
        keys,
        demo,
        identity,
        tls: secure,
        base_path: config.base_path.as_str().into(),
        attempts: Arc::default(),
        limits: Arc::new(RateLimits::new(
            config.requests_per_person,
            config.sign_ins_per_address,
            config.trusted_proxies,
        )),
        headers: Arc::new(headers),
        draining: Arc::new(AtomicBool::new(false)),
    })
}

fn warn_of_pages(pages: &std::path::Path, state: &AppState) {
    if !pages.join("index.html").is_file() {
        tracing::warn!(folder = %pages.display(), "no index.html: serving only the API (cargo xtask run builds pages)");
        return;
    }
    let missing = ServedTexts::new(pages, state).missing();
    if missing > 0 {
        tracing::warn!(
            missing,
            "programmes without prerendered text: build them for this catalogue (cargo xtask pages --catalogue FILE)"
        );
    }
}

async fn forget(state: AppState, counted: PrometheusHandle) {
    loop {
        tokio::time::sleep(FORGET).await;
        // Without it, measured times stay in memory until the metrics are read.
        counted.run_upkeep();
        state.limits.evict_idle();
        // The next run retries.
        if let Err(cause) = state.store.forget_lapsed(state.clock.now()).await {
            tracing::warn!(%cause, "failed to delete expired data");
        }
    }
}

/// Graceful shutdown after a stop signal: `/readyz` fails first, so that a load balancer redirects traffic, then the
/// server completes the requests in flight.
async fn drain_on_signal(state: AppState, drain: Duration, stop: Stop) {
    stop_signal().await;
    state.drain();
    tracing::info!(seconds = drain.as_secs(), "draining");
    tokio::time::sleep(drain).await;
    stop.now();
}

/// Waits for a stop signal.
async fn stop_signal() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                tokio::select! {
                    _ = interrupt => {}
                    _ = terminate.recv() => {}
                }
            }
            Err(_) => drop(interrupt.await),
        }
    }
    #[cfg(not(unix))]
    drop(interrupt.await);
}
