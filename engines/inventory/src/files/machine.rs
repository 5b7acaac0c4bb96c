//! A machine as programs that look into it describe it.

use crate::{Field, Kind, Record, read_mac, value::clean_cell};

/// Sets a value, without what cannot be shown.
pub(super) fn set(record: &mut Record, field: Field, value: &str) {
    record.set(field, &clean_cell(value));
}

/// Notes a hardware address: the first one in its field, the others beside it.
pub(super) fn add_mac(record: &mut Record, text: &str) {
    let Some(mac) = read_mac(text) else { return };
    if record.get(Field::Mac).is_empty() {
        record.set(Field::Mac, &mac);
    } else if record.get(Field::Mac) != mac && !record.own.iter().any(|(_, value)| *value == mac) {
        record.own.push(("mac".to_owned(), mac));
    }
}

/// Notes a network address that others can reach: no loop-back, nothing of one cable only.
pub(super) fn add_ip(record: &mut Record, text: &str) {
    let address = text.split(['/', '%']).next().unwrap_or_default().trim();
    let reachable = match address.parse::<std::net::IpAddr>() {
        Ok(std::net::IpAddr::V4(v4)) => !v4.is_loopback() && !v4.is_link_local(),
        Ok(std::net::IpAddr::V6(v6)) => !v6.is_loopback() && (v6.segments()[0] & 0xffc0) != 0xfe80,
        Err(_) => false,
    };
    if !reachable {
        return;
    }
    if record.get(Field::Ip).is_empty() {
        record.set(Field::Ip, address);
    } else if record.get(Field::Ip) != address
        && !record.own.iter().any(|(_, value)| value == address)
    {
        record.own.push(("ip".to_owned(), address.to_owned()));
    }
}

/// Whether the operating system's name says that it is a server's.
pub(super) fn settle_kind(record: &mut Record) {
    if record.get(Field::Os).to_lowercase().contains("server") {
        record.kind = Kind::Server;
    }
}
