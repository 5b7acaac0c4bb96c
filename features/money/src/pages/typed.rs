//! Sums and counts as people type them.

use hikeshi_i18n::Words;
use hikeshi_kernel::fold_width;
use hikeshi_loss::Yen;
use hikeshi_web::Typed;

/// The largest sum.
const MOST: i64 = 999_999_999_999_999;

/// A sum in yen, or nothing: `1,200,000`, with wide digits, with or without a sign for yen.
pub(super) fn yen(
    typed: &mut Typed<'_>,
    words: &Words,
    (field, key): (&str, &str),
    value: &str,
) -> Option<Yen> {
    let sum = whole(typed, words, (field, key), value, (0, MOST))?;
    u64::try_from(sum).ok().and_then(|sum| Yen::try_from(sum).ok())
}

/// A whole number within bounds, or nothing.
pub(super) fn whole(
    typed: &mut Typed<'_>,
    words: &Words,
    (field, key): (&str, &str),
    value: &str,
    (from, to): (i64, i64),
) -> Option<i64> {
    let plain = fold_width(value).replace(['\u{5186}', '\u{a5}', '\\', ' ', ','], "");
    let label = hikeshi_i18n::plain(&words.t(key));
    typed.optional_number(field, &label, &plain, &(from..=to))
}

/// A whole number that must be there.
pub(super) fn needed(
    typed: &mut Typed<'_>,
    words: &Words,
    (field, key): (&str, &str),
    value: &str,
    (from, to): (i64, i64),
) -> i64 {
    if value.trim().is_empty() {
        let label = hikeshi_i18n::plain(&words.t(key));
        typed.mistake(field, words.t1("web-typed-empty", "label", label));
    }
    whole(typed, words, (field, key), value, (from, to)).unwrap_or(from)
}
