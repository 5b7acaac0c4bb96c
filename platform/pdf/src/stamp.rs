//! The time at which a document was issued, in the form the PDF's metadata wants.

use jiff::Timestamp;
use typst::foundations::Datetime;

/// `issued` in UTC, whole seconds; `None` only for a time outside of the calendar.
pub(crate) fn stamp(issued: Timestamp) -> Option<typst_pdf::Timestamp> {
    let utc = issued.to_zoned(jiff::tz::TimeZone::UTC);
    let part = |value: i8| u8::try_from(value).ok();
    Datetime::from_ymd_hms(
        i32::from(utc.year()),
        part(utc.month())?,
        part(utc.day())?,
        part(utc.hour())?,
        part(utc.minute())?,
        part(utc.second())?,
    )
    .map(typst_pdf::Timestamp::new_utc)
}
