//! Numbers of exhibits from outside: kept where they can be.

use std::collections::BTreeSet;

/// Numbers and places that are taken in the new incident.
#[derive(Default)]
pub(super) struct Numbers {
    serials: BTreeSet<i64>,
    numbers: BTreeSet<String>,
}

impl Numbers {
    /// The place and the number of the next exhibit: those that it had, or the next free ones.
    pub fn take(&mut self, serial: i64, number: &str) -> (i64, String) {
        let mut serial = serial.clamp(1, 1_000_000);
        while !self.serials.insert(serial) {
            serial += 1;
        }
        if is_number(number) && self.numbers.insert(number.to_owned()) {
            return (serial, number.to_owned());
        }
        let free = (serial..).map(|nth| format!("E-{nth:03}"));
        for number in free {
            if self.numbers.insert(number.clone()) {
                return (serial, number);
            }
        }
        (serial, String::new())
    }
}

/// Whether it is `E-003`, or `E-003-C1` and so on for copies of copies.
fn is_number(text: &str) -> bool {
    let digits = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    let mut parts = text.split('-');
    text.len() <= 40
        && parts.next() == Some("E")
        && parts.next().is_some_and(|part| digits(part, 7))
        && parts.all(|part| part.strip_prefix('C').is_some_and(|part| digits(part, 4)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_and_what_is_none_or_there_twice_gets_a_free_one() {
        let mut numbers = Numbers::default();
        let mut take = |serial, number: &str| numbers.take(serial, number).1;
        assert_eq!(take(1, "E-001"), "E-001");
        assert_eq!(take(2, "E-001-C1"), "E-001-C1");
        assert_eq!(take(3, "E-001-C1"), "E-003");
        assert_eq!(take(3, "<script>"), "E-004");
        assert_eq!(take(-9, "E-001\n"), "E-005");
    }
}
