//! How much of a text a row holds.

/// Columns that a character takes: two for Japanese ones, one for the others.
fn columns(c: char) -> usize {
    if c < '\u{1100}' || ('\u{FF61}'..='\u{FF9F}').contains(&c) { 1 } else { 2 }
}

/// How many lines `text` takes in a cell `width` columns wide.
pub(super) fn lines_of(text: &str, width: usize) -> usize {
    let line = |line: &str| line.chars().map(columns).sum::<usize>().div_ceil(width.max(1)).max(1);
    text.split('\n').map(line).sum()
}

/// `text` in pieces of at most `most` lines. Joined again they are the text, but for a line end
/// where one piece ends and the next begins. An empty text is one empty piece.
pub(super) fn pieces(text: &str, width: usize, most: usize) -> Vec<String> {
    let width = width.max(2);
    let (mut pieces, mut piece) = (Vec::new(), String::new());
    let (mut lines, mut column) = (1, 0);
    for c in text.chars() {
        let wide = columns(c);
        let ends = c == '\n';
        if ends || column + wide > width {
            (lines, column) = (lines + 1, 0);
        }
        if lines > most {
            pieces.push(std::mem::take(&mut piece));
            lines = 1;
            if ends {
                continue;
            }
        }
        if !ends {
            column += wide;
        }
        piece.push(c);
    }
    pieces.push(piece);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_goes_on_in_the_next_piece_and_nothing_is_lost() {
        assert_eq!(pieces("", 10, 2), [""]);
        assert_eq!(pieces("a\nb\nc", 10, 2), ["a\nb", "c"]);
        assert_eq!(pieces("abcdef", 2, 2), ["abcd", "ef"]);
        assert_eq!(pieces("\u{3042}\u{3044}\u{3046}", 2, 1).concat(), "\u{3042}\u{3044}\u{3046}");
        let long = "x y ".repeat(9000);
        assert_eq!(pieces(&long, 60, 24).concat(), long);
        assert!(pieces(&long, 60, 24).iter().all(|piece| lines_of(piece, 60) <= 24));
    }
}
