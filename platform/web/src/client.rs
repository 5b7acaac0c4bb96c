//! Who asks: the peer, or what a trusted proxy says of it.

use std::net::IpAddr;

use axum::http::HeaderMap;

/// The address for rate limits and the log. `X-Forwarded-For` counts only when
/// the peer is one of the `trusted` proxies; then its last entry that is not
/// itself a trusted proxy is the client.
#[must_use]
pub fn client_address(peer: IpAddr, headers: &HeaderMap, trusted: &[String]) -> IpAddr {
    let is_trusted = |ip: &IpAddr| trusted.iter().any(|t| t.parse() == Ok(*ip));
    if !is_trusted(&peer) {
        return peer;
    }
    let chain = headers.get_all("x-forwarded-for");
    let hops: Vec<IpAddr> = chain
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|hop| hop.trim().parse().ok())
        .collect();
    hops.into_iter().rev().find(|hop| !is_trusted(hop)).unwrap_or(peer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forwarded_address_counts_only_from_a_trusted_proxy() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "198.51.100.9, 203.0.113.7".parse().unwrap());
        let proxy = IpAddr::from([127, 0, 0, 1]);
        let client = IpAddr::from([203, 0, 113, 7]);
        assert_eq!(client_address(proxy, &headers, &[]), proxy);
        assert_eq!(client_address(proxy, &headers, &["127.0.0.1".into()]), client);
    }
}
