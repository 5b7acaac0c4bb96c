//! E-mail addresses and telephone numbers, as people type them.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::plain::Plain;

const MAIL: [&str; 3] = [
    r"([a-z0-9._%+'-]+\s?(?:@|[\[({]\s?(?:at|@)\s?[\])}])\s?(?:[\p{L}\p{N}-]+\.)+(?:[a-z0-9-]{2,}|\p{L}{2,}))",
    r"([\p{L}\p{N}._%+-]*[^\x00-\x7F\s\p{P}]@(?:[\p{L}\p{N}-]+\.)+(?:[a-z0-9-]{2,}|\p{L}{2,}))",
    r"([a-z][a-z0-9._+-]*@[a-z][a-z0-9-]+)",
];
/// Numbers of abroad without the sign in front: 555-123-4567.
const ABROAD: &str = r"(?:^|[^0-9a-z/.-])(\d{1,3}-\d{3,4}-\d{4})(?:[^0-9-]|$)";

static READY: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    MAIL.iter().chain([&ABROAD]).filter_map(|text| Regex::new(text).ok()).collect()
});

/// All of them, in places of the letters.
pub(super) fn contacts(plain: &Plain) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = READY
        .iter()
        .flat_map(|regex| regex.captures_iter(&plain.text))
        .filter_map(|groups| groups.get(1))
        .map(|group| plain.letters_of(group.range()))
        .collect();
    let mut at = 0;
    while at < plain.words.len() {
        match telephone(plain, at) {
            Some(end) => {
                found.push(at..end);
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// Where a number that begins at `at` ends. It begins with 0, + or 81; ten or eleven digits, up to
/// fifteen with a country. Dates have fewer, or groups that are too short at their end.
fn telephone(plain: &Plain, at: usize) -> Option<usize> {
    let letter = |at: usize| plain.letter(at);
    let digit = |at: usize| letter(at).filter(char::is_ascii_digit);
    let begins = at + usize::from(letter(at) == Some('('));
    let first = letter(begins)?;
    let abroad = first == '+' || first == '8' && letter(begins + 1) == Some('1');
    if !abroad && first != '0' {
        return None;
    }
    // Within a number, a date or a time.
    let before = |n: usize| at.checked_sub(n).and_then(letter);
    let within = before(1).is_some_and(|c| c.is_ascii_digit())
        || before(1).is_some_and(|c| ".,:/-_".contains(c))
            && before(2).is_some_and(|c| c.is_ascii_digit());
    if within {
        return None;
    }
    let (mut here, mut digits, mut group, mut groups) = (begins, String::new(), 0, 1);
    // Ends of groups: how many digits until there, how many in the last group, where.
    let mut ends: Vec<(usize, usize, usize)> = Vec::new();
    if first == '+' {
        here += 1;
    }
    loop {
        let gap = (0..4).find(|n| !letter(here + n).is_some_and(is_between))?;
        let Some(next) = digit(here + gap) else { break };
        if gap > 0 && !digits.is_empty() {
            (group, groups) = (0, groups + 1);
        }
        digits.push(next);
        group += 1;
        here += gap + 1;
        if digit(here).is_none() {
            ends.push((digits.len(), group, here));
        }
        if digits.len() > 16 {
            break;
        }
    }
    let fits = |wanted: usize| {
        let fit =
            ends.iter().find(|(count, last, _)| *count == wanted && (*last >= 3 || groups == 1));
        fit.map(|(_, _, end)| *end)
    };
    let mobile = matches!(digits.as_bytes(), [b'0', b'5'..=b'9', b'0', ..]);
    let order: &[usize] = match () {
        () if first == '+' => &[11, 12, 13, 14, 15, 10, 9, 8],
        () if abroad => &[11, 12],
        () if digits.starts_with("00") || digits.starts_with("010") => &[13, 14, 15, 16, 12],
        () if mobile => &[11, 10],
        () => &[10, 11],
    };
    // Without a country's sign, eleven digits that begin with 81 are only a number if they are
    // written in groups.
    if abroad && first != '+' && groups < 3 {
        return None;
    }
    order.iter().find_map(|wanted| fits(*wanted))
}

/// What people write between the groups of a number; the last one is how they say it.
const fn is_between(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t'
            | '\u{3000}'
            | '-'
            | '.'
            | '/'
            | '_'
            | '('
            | ')'
            | '\u{30FC}'
            | '\u{30FB}'
            | '\u{306E}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_can_be_read() {
        assert_eq!(READY.len(), MAIL.len() + 1);
    }
}
