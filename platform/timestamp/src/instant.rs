//! The time in a stamp. Authorities write fractions of seconds too (RFC 3161 §2.4.2).

use jiff::{Timestamp, fmt::strtime};

/// Reads `YYYYMMDDhhmmss[.fraction]Z`.
pub(crate) fn generalized_time(bytes: &[u8]) -> Option<Timestamp> {
    let text = std::str::from_utf8(bytes).ok()?.strip_suffix('Z')?;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() != 14
        || !digits(whole)
        || !digits(fraction)
        || !(1..=9).contains(&fraction.len())
    {
        return None;
    }
    let nanos: i64 = format!("{fraction:0<9}").parse().ok()?;
    let at = strtime::parse("%Y%m%d%H%M%S%z", format!("{whole}+0000")).ok()?.to_timestamp().ok()?;
    at.checked_add(jiff::SignedDuration::from_nanos(nanos)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_seconds_and_fractions_are_read_and_nothing_else() {
        let read = |text: &str| generalized_time(text.as_bytes()).map(|at| at.to_string());
        assert_eq!(read("20261122001530Z").as_deref(), Some("2026-11-22T00:15:30Z"));
        assert_eq!(read("20261122001530.25Z").as_deref(), Some("2026-11-22T00:15:30.25Z"));
        for bad in [
            "",
            "Z",
            "20261122001530",
            "20261122001530+0900",
            "20261322001530Z",
            "20261122001530.Z",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
