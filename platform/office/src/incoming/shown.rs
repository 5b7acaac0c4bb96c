//! Whole numbers as their program shows them: 12 as 0012 or PC-012. What a number format adds to such
//! a number is part of it, and would be missing from every other list of the same things.

/// The most places of a number format that is followed.
const MOST: usize = 40;

/// A place of a number format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Shown as it is.
    Letter(char),
    /// A digit, with a nought where there is none.
    Padded,
    /// A digit, and nothing where there is none.
    Open,
}

/// A number format that adds noughts or letters to whole numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown(Vec<Place>);

impl Shown {
    /// `None` for a format that adds neither: of dates, fractions, money, units behind the number.
    pub(super) fn of(format: &str) -> Option<Self> {
        let places = places_of(format)?;
        let first = places.iter().position(|place| !matches!(place, Place::Letter(_)))?;
        let last = places.iter().rposition(|place| !matches!(place, Place::Letter(_)))?;
        let noughts = places.iter().filter(|place| **place == Place::Padded).count();
        let names =
            |place: &Place| matches!(place, Place::Letter(letter) if letter.is_alphanumeric());
        let before = places[..first].iter().any(names);
        let between = places[first..last].iter().any(|place| matches!(place, Place::Letter(_)));
        (noughts >= 2 || before || between).then_some(Self(places))
    }

    /// The number as it is shown; `None` for one that the format does not pad.
    pub(super) fn text(&self, number: f64) -> Option<String> {
        if number < 0.0 || number.fract() != 0.0 || number >= 1e15 {
            return None;
        }
        let mut digits: Vec<char> = format!("{number:.0}").chars().collect();
        if number == 0.0 {
            digits.clear();
        }
        let first = self.0.iter().position(|place| !matches!(place, Place::Letter(_)))?;
        let mut shown: Vec<char> = Vec::new();
        for (at, place) in self.0.iter().enumerate().rev() {
            match place {
                Place::Letter(letter) => shown.push(*letter),
                Place::Padded => shown.push(digits.pop().unwrap_or('0')),
                Place::Open => shown.extend(digits.pop()),
            }
            if at == first {
                shown.extend(digits.drain(..).rev());
            }
        }
        Some(shown.into_iter().rev().collect())
    }
}

/// The places of the format for positive numbers; `None` where it means something else.
fn places_of(format: &str) -> Option<Vec<Place>> {
    let mut places = Vec::new();
    let mut letters = format.chars();
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' => quoted = !quoted,
            letter if quoted => places.push(Place::Letter(letter)),
            ';' => break,
            '\\' | '!' => places.push(Place::Letter(letters.next()?)),
            // Room as wide as a letter, and a letter that fills the cell.
            '_' | '*' => {
                letters.next();
            }
            '0' => places.push(Place::Padded),
            '#' | '?' => places.push(Place::Open),
            '-' | ' ' | '/' | '(' | ')' | ':' | '+' => places.push(Place::Letter(letter)),
            // Colours, conditions, fractions, thousands, days, money: not followed.
            _ => return None,
        }
        if places.len() > MOST {
            return None;
        }
    }
    Some(places)
}

#[cfg(test)]
mod tests {
    use super::Shown;

    #[test]
    fn noughts_and_letters_before_and_between_the_digits_are_part_of_the_number() {
        for (format, number, shown) in [
            ("0000", 12.0, "0012"),
            ("\"PC-\"000", 13.0, "PC-013"),
            ("\\P\\C\\-000", 1234.0, "PC-1234"),
            ("000\\-0000", 600_001.0, "060-0001"),
            ("\"A\"#", 7.0, "A7"),
            ("00;-00", 5.0, "05"),
            ("000", 0.0, "000"),
        ] {
            let text = Shown::of(format).and_then(|format| format.text(number));
            assert_eq!(text.as_deref(), Some(shown), "{format}");
        }
    }

    #[test]
    fn formats_of_days_money_units_and_fractions_change_nothing() {
        for format in [
            "General",
            "0",
            "#",
            "#,##0",
            "0.00",
            "yyyy/m/d",
            "\\\u{A5}0",
            "0\"pcs\"",
            "0%",
            "@",
            "[Red]0000",
            "[<=100]000;0000",
            "",
            "mm:ss",
            "00:00:00.0",
        ] {
            assert_eq!(Shown::of(format), None, "{format}");
        }
        assert_eq!(Shown::of("0000").and_then(|format| format.text(-3.0)), None);
        assert_eq!(Shown::of("0000").and_then(|format| format.text(1.5)), None);
    }
}
