//! Logs: one line an event, as text for people or JSON for machines.
//!
//! The request line names method, route, status, duration and request id; it never
//! holds names, answers or addresses of people.

use std::io::IsTerminal as _;

use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt as _, util::SubscriberInitExt as _};

/// How a log line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

/// Starts logging to standard error. `filter` follows the syntax of `tracing`
/// (`info`, `hikeshi=debug`); an unreadable one becomes `info`. Text has colours on a terminal only:
/// in a file they would be noise.
pub fn start(format: LogFormat, filter: &str) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let base = tracing_subscriber::registry().with(filter);
    // A second start (tests) is harmless: the first one stays.
    let _ = match format {
        LogFormat::Text => {
            let colours = std::io::stderr().is_terminal();
            base.with(fmt::layer().with_ansi(colours).with_writer(std::io::stderr)).try_init()
        }
        LogFormat::Json => base.with(fmt::layer().json().with_writer(std::io::stderr)).try_init(),
    };
}
