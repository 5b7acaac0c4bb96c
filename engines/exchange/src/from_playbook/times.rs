//! Days of ours as times of theirs (section 10.17): midnight in Japan, in UTC.

use hikeshi_kernel::japan;
use hikeshi_playbook::Playbook;
use jiff::Timestamp;
use jiff::civil::Date;

/// `created` and `modified`. A text has no birthday of its own: the earlier of the day it was
/// reviewed and the day it began to hold stands for it.
pub fn made(playbook: &Playbook) -> (String, String) {
    let modified = day(&playbook.reviewed_on).and_then(midnight).unwrap_or(Timestamp::UNIX_EPOCH);
    let from = day(&playbook.valid_from).and_then(midnight).unwrap_or(modified);
    (text(from.min(modified)), text(modified))
}

/// `valid_from` and `valid_until`. Ours names the last day; theirs the moment after it.
pub fn valid(playbook: &Playbook) -> (Option<String>, Option<String>) {
    let from = day(&playbook.valid_from).and_then(midnight);
    let last = playbook.valid_until.as_deref().and_then(day);
    let until = last.and_then(|last| last.tomorrow().ok()).and_then(midnight);
    let until = until.filter(|until| from.is_none_or(|from| from < *until));
    (from.map(text), until.map(text))
}

fn day(day: &str) -> Option<Date> {
    day.parse().ok()
}

fn midnight(day: Date) -> Option<Timestamp> {
    Some(day.to_zoned(japan()).ok()?.timestamp())
}

fn text(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S.000Z").to_string()
}
