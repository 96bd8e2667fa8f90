//! `imk serve`: the API and the pages on one port.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use clap::Args;
use rules::call::Call;
use tokio::net::TcpListener;

use super::{Failure, IdentityArgs, database};
use crate::clock::Clock;
use crate::data_dir::DataDir;
use crate::demo::{self, DemoPeople};
use crate::routes;
use crate::served::ServedTexts;
use crate::state::AppState;
use rules::catalogue::Catalogue;

/// What `imk serve` takes.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// The address to listen on; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    pub listen: SocketAddr,
    /// The call by name, or the path of a call pack.
    #[arg(long, default_value = "2025-06", value_name = "NAME|FILE")]
    pub call: String,
    /// The catalogue; the demonstration's where left out.
    #[arg(long, value_name = "FILE")]
    pub catalogue: Option<PathBuf>,
    /// A clock that starts at this instant and ticks; the demonstration starts on 10 June 2025.
    #[arg(long, value_name = "INSTANT", conflicts_with = "clock_frozen")]
    pub clock: Option<DateTime<FixedOffset>>,
    /// A clock that stands still at this instant; for tests.
    #[arg(long, value_name = "INSTANT")]
    pub clock_frozen: Option<DateTime<FixedOffset>>,
    /// The database: sqlite:… or postgres://…; a SQLite file in the data folder where left out.
    #[arg(long, value_name = "URL")]
    pub database_url: Option<String>,
    /// Bring the tables of a PostgreSQL up to date first; a SQLite file always is.
    #[arg(long)]
    pub migrate: bool,
    /// The folder for the SQLite file and the keys.
    #[arg(long, default_value = "data", value_name = "FOLDER")]
    pub data_dir: PathBuf,
    /// The folder with the pages that Trunk built.
    #[arg(long, default_value = "dist", value_name = "FOLDER")]
    pub pages: PathBuf,
    /// The path under which everything is served, where a portal's page holds the pages: /imk.
    #[arg(long, default_value = "", value_name = "PATH", value_parser = base_path)]
    pub base_path: String,
    /// No invented people, and the system's clock. A catalogue must then be given. Nobody can sign in without --oidc-issuer.
    #[arg(long)]
    pub no_demo: bool,
    /// Browsers reach this server over TLS, which a proxy ends: cookies become `__Host-` and `Secure`.
    #[arg(long)]
    pub behind_tls: bool,
    /// Signing in.
    #[command(flatten)]
    pub identity: IdentityArgs,
}

pub(super) fn run(args: ServeArgs) -> Result<(), Failure> {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let runtime = tokio::runtime::Runtime::new().map_err(Failure::bad)?;
    runtime.block_on(serve(args))
}

async fn serve(args: ServeArgs) -> Result<(), Failure> {
    let built = args.pages.join("index.html").is_file();
    if !built {
        tracing::warn!(folder = %args.pages.display(), "no index.html: only the API is served (cargo xtask run builds the pages)");
    }
    let state = state(&args).await?;
    let missing = ServedTexts::new(&args.pages, &state).missing();
    if built && missing > 0 {
        tracing::warn!(
            missing,
            "programmes without served text: the pages were built for another catalogue (cargo xtask pages --catalogue FILE)"
        );
    }
    let store = state.store.clone();
    let listener =
        TcpListener::bind(args.listen).await.map_err(|error| Failure::bad(format!("{}: {error}", args.listen)))?;
    let address = listener.local_addr().map_err(Failure::bad)?;
    println!("listening on http://{address}");
    let checkpoints = database::make_checkpoints(&args.data_dir, &state)?;
    let app = routes::router(state, &args.pages);
    let served = axum::serve(listener, app).with_graceful_shutdown(stop_signal()).await;
    checkpoints.end().await;
    store.close().await;
    served.map_err(Failure::bad)
}

/// Reads a path of plain segments, each after a slash; a slash at the end is left away.
fn base_path(text: &str) -> Result<String, String> {
    let path = text.trim_end_matches('/');
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let mut segments = path.split('/');
    let sound =
        segments.next() == Some("") && segments.all(|segment| !segment.is_empty() && segment.chars().all(plain));
    if path.is_empty() || sound { Ok(path.to_owned()) } else { Err("not a path like /imk".to_owned()) }
}

async fn state(args: &ServeArgs) -> Result<AppState, Failure> {
    args.identity.check_demonstration(!args.no_demo, args.listen)?;
    let call = super::call(&args.call)?;
    let catalogue = catalogue(args, &call)?;
    let data =
        DataDir::open(&args.data_dir).map_err(|error| Failure::bad(format!("{}: {error}", args.data_dir.display())))?;
    let url = args.database_url.clone().unwrap_or_else(|| data.sqlite_url());
    let vault = data.vault().map_err(Failure::bad)?;
    let store = database::connect(&url, &vault, args.migrate).await?;
    store.put_call(&call).await.map_err(Failure::bad)?;
    store.put_groups(&catalogue.programmes).await.map_err(Failure::bad)?;
    let demo = if args.no_demo { None } else { Some(Arc::new(DemoPeople::load().map_err(Failure::bad)?)) };
    let identity = args.identity.provider(demo.as_ref(), &args.base_path)?;
    Ok(AppState {
        call: Arc::new(call),
        catalogue: Arc::new(catalogue),
        store,
        clock: clock(args)?,
        vault,
        keys: data.receipt_keys().map_err(Failure::bad)?,
        demo,
        identity,
        tls: args.behind_tls,
        base_path: args.base_path.as_str().into(),
        submissions: AppState::room(),
    })
}

fn catalogue(args: &ServeArgs, call: &Call) -> Result<Catalogue, Failure> {
    let text = match &args.catalogue {
        Some(file) => super::read(file)?,
        None if args.no_demo => return Err(Failure::bad("--no-demo needs --catalogue FILE")),
        None => demo::CATALOGUE.to_owned(),
    };
    let (catalogue, rejected) =
        Catalogue::read(&text, call).map_err(|error| Failure::bad(format!("catalogue: {error}")))?;
    for row in &rejected {
        tracing::warn!(%row, "left out of the catalogue");
    }
    Ok(catalogue)
}

fn clock(args: &ServeArgs) -> Result<Clock, Failure> {
    match (args.clock_frozen, args.clock, args.no_demo) {
        (Some(at), _, _) => Ok(Clock::frozen(at.to_utc())),
        (None, Some(at), _) => Ok(Clock::starting_at(at.to_utc())),
        (None, None, true) => Ok(Clock::system()),
        (None, None, false) => demo::STARTS_AT
            .parse::<DateTime<FixedOffset>>()
            .map(|at| Clock::starting_at(at.to_utc()))
            .map_err(Failure::bad),
    }
}

/// Returns when the process is asked to stop; what is under way is then finished first.
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

#[cfg(test)]
mod tests {
    use super::base_path;

    #[test]
    fn base_path_is_made_of_plain_segments() {
        for (given, expected) in [("", ""), ("/", ""), ("/imk", "/imk"), ("/imk/", "/imk"), ("/lv/imk-2", "/lv/imk-2")]
        {
            assert_eq!(base_path(given).as_deref(), Ok(expected), "{given}");
        }
    }

    #[test]
    fn other_base_paths_are_refused() {
        for given in ["imk", "//imk", "/imk//a", "/i mk", "/imk?a", "https://example.lv/imk", "/imk/\u{101}"] {
            assert!(base_path(given).is_err(), "{given}");
        }
    }
}
