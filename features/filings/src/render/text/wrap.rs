//! Breaking long lines.

/// Signs that may not begin a line, and those that may not end one.
const NOT_FIRST: &str = include_str!("not-first.txt");
const NOT_LAST: &str = include_str!("not-last.txt");

/// `line` with line ends so that no line is wider than `width` columns, except for a run of Latin
/// characters (an address, a hash value), which is never broken: it would no longer work.
pub(super) fn wrap(line: &str, width: usize) -> String {
    let mut out = String::with_capacity(line.len() + 16);
    let mut column = 0;
    for word in words(line) {
        let wide = word.trim_end().chars().map(columns).sum::<usize>();
        if column > 0 && column + wide > width {
            let kept = out.trim_end().len();
            out.truncate(kept);
            out.push('\n');
            column = 0;
        }
        out.push_str(word);
        column += word.chars().map(columns).sum::<usize>();
    }
    out
}

/// The pieces between which a line may end.
fn words(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut from = 0;
    let mut last: Option<char> = None;
    for (at, c) in line.char_indices() {
        if last.is_some_and(|last| may_break(last, c)) {
            words.push(&line[from..at]);
            from = at;
        }
        last = Some(c);
    }
    words.push(&line[from..]);
    words
}

fn may_break(last: char, next: char) -> bool {
    if next == ' ' || NOT_FIRST.contains(next) || NOT_LAST.contains(last) {
        return false;
    }
    last == ' ' || columns(last) == 2 || columns(next) == 2
}

/// Columns that a character takes: two for Japanese ones, one for the others.
fn columns(c: char) -> usize {
    if c < '\u{1100}' || ('\u{FF61}'..='\u{FF9F}').contains(&c) { 1 } else { 2 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "\u{3042}";

    #[test]
    fn japanese_breaks_anywhere_but_before_a_full_stop() {
        assert_eq!(wrap(&A.repeat(5), 8), format!("{}\n{A}", A.repeat(4)));
        let stop = "\u{3002}";
        assert_eq!(
            wrap(&format!("{}{stop}", A.repeat(4)), 8),
            format!("{}\n{A}{stop}", A.repeat(3))
        );
    }

    #[test]
    fn an_address_stays_whole_and_english_breaks_at_spaces() {
        let address = format!("https://example.jp/{}", "x".repeat(40));
        assert_eq!(wrap(&format!("{A}{address}{A}"), 20), format!("{A}\n{address}\n{A}"));
        assert_eq!(wrap("one two three", 8), "one two\nthree");
        assert_eq!(wrap("", 8), "");
    }
}
