//! The client that opens connections.

use std::time::Duration;

use hikeshi_config::Outbound;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::{resolver::DefaultResolver, transport::DefaultConnector};
use ureq::{Agent, config::Config, http::Uri};

use crate::address::names_loopback;
use crate::resolver::{GuardedResolver, OnlyPrivate};
use crate::{Answer, Fetch, NetError, Request, Sending};

/// A request with its answer takes no longer.
const WITHIN: Duration = Duration::from_secs(30);
/// Finding the machine and connecting to it takes no longer.
const CONNECT_WITHIN: Duration = Duration::from_secs(10);

/// Opens connections under the rules of the settings `[outbound]`. Cheap to clone.
#[derive(Debug, Clone)]
pub struct GuardedClient {
    agent: Agent,
    plain_hosts: Vec<String>,
}

impl GuardedClient {
    /// A client that goes where `rules` let it go. Certificates of servers are checked against
    /// those that the system trusts. Proxies of the environment are not used.
    #[must_use]
    pub fn new(rules: &Outbound) -> Self {
        let config = Config::builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_idle_connections(0)
            .proxy(None)
            .user_agent(concat!("Hikeshi/", env!("CARGO_PKG_VERSION")))
            .tls_config(TlsConfig::builder().root_certs(system_roots()).build())
            .timeout_global(Some(WITHIN))
            .timeout_connect(Some(CONNECT_WITHIN))
            .timeout_resolve(Some(CONNECT_WITHIN))
            .build();
        let resolver = GuardedResolver {
            private_hosts: rules.private_hosts.clone(),
            inner: DefaultResolver::default(),
        };
        Self {
            agent: Agent::with_parts(config, DefaultConnector::default(), resolver),
            plain_hosts: rules.plain_hosts.clone(),
        }
    }

    fn check(&self, url: &str) -> Result<(), NetError> {
        let bad = || NetError::BadUrl { url: url.to_owned() };
        let uri: Uri = url.parse().map_err(|_| bad())?;
        let host = uri.host().filter(|host| !host.is_empty()).ok_or_else(bad)?;
        let plain_allowed = || {
            names_loopback(host)
                || self.plain_hosts.iter().any(|known| known.eq_ignore_ascii_case(host))
        };
        match uri.scheme_str() {
            Some("https") => Ok(()),
            Some("http") if plain_allowed() => Ok(()),
            Some("http") => Err(NetError::NotEncrypted { host: host.to_owned() }),
            _ => Err(bad()),
        }
    }
}

#[async_trait::async_trait]
impl Fetch for GuardedClient {
    async fn fetch(&self, request: Request) -> Result<Answer, NetError> {
        self.check(&request.url)?;
        let agent = self.agent.clone();
        let sent = tokio::task::spawn_blocking(move || send(&agent, &request));
        sent.await.unwrap_or_else(|_| Err(NetError::Unreachable("the program is ending".into())))
    }
}

fn send(agent: &Agent, request: &Request) -> Result<Answer, NetError> {
    let most = request.most;
    let failed = |error| because(&error, most);
    let answer = match &request.body {
        None => agent.get(&request.url).call(),
        Some(Sending { mime, bytes }) => {
            agent.post(&request.url).content_type(*mime).send(bytes.as_slice())
        }
    };
    let mut answer = answer.map_err(failed)?;
    let mime = answer.body().mime_type().unwrap_or_default().to_ascii_lowercase();
    let body = answer.body_mut().with_config().limit(most).read_to_vec().map_err(failed)?;
    Ok(Answer { status: answer.status().as_u16(), mime, body })
}

fn because(error: &ureq::Error, most: u64) -> NetError {
    match error {
        ureq::Error::Timeout(_) => NetError::TimedOut,
        ureq::Error::BodyExceedsLimit(_) => NetError::TooLarge { most },
        ureq::Error::Other(cause) if cause.is::<OnlyPrivate>() => NetError::PrivateAddress,
        other => NetError::Unreachable(other.to_string()),
    }
}

/// What the system trusts; where it has no store, the roots that browsers trust.
fn system_roots() -> RootCerts {
    let found = rustls_native_certs::load_native_certs();
    if found.certs.is_empty() {
        tracing::warn!("the system has no store of certificates; the roots on board are used");
        return RootCerts::WebPki;
    }
    let own = found.certs.iter().map(|cert| Certificate::from_der(cert.as_ref()).to_owned());
    RootCerts::new_with_certs(&own.collect::<Vec<_>>())
}
