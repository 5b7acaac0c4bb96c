//! Own score beside those of companies of the same industry and size.

mod choose;
mod read;
mod renew;

pub use choose::{has_declined, set_declined};
pub use read::{Beside, Peers, peers_of};
pub use renew::renew;

/// The catalogues whose scores are compared.
pub const CATALOGUES: [&str; 2] = ["ipa-25", "scs-3"];

/// A score in hundredths of what can be reached.
#[must_use]
pub fn hundredths(total: i64, max: i64) -> Option<i32> {
    let value = total.checked_mul(100)?.div_euclid(if max > 0 { max } else { return None });
    Some(i32::try_from(value).ok()?.clamp(-100, 100))
}
