//! Looking names up, without the addresses where nothing of ours may go. The check stands behind
//! the lookup, so that a name cannot be pointed elsewhere between check and connection.

use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use crate::address::{is_public, names_loopback};

/// The system's lookup, behind the guard.
#[derive(Debug)]
pub(crate) struct GuardedResolver {
    pub(crate) private_hosts: Vec<String>,
    pub(crate) inner: DefaultResolver,
}

/// A name led only to addresses where nothing may go.
#[derive(Debug, thiserror::Error)]
#[error("the address is inside a private network")]
pub(crate) struct OnlyPrivate;

impl Resolver for GuardedResolver {
    fn resolve(
        &self,
        uri: &ureq::http::Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let host = uri.host().unwrap_or_default();
        let named = self.private_hosts.iter().any(|known| known.eq_ignore_ascii_case(host));
        if named {
            return Ok(found);
        }
        let loopback = names_loopback(host);
        let mut open = self.empty();
        for address in found.iter() {
            let ip = address.ip();
            if is_public(ip) || loopback && ip.is_loopback() {
                open.push(*address);
            }
        }
        if open.is_empty() { Err(ureq::Error::Other(Box::new(OnlyPrivate))) } else { Ok(open) }
    }
}
