//! Who is called, in which order.

use std::collections::HashSet;

use hikeshi_directory::model::contact;

/// The persons of a round: first those of the level, then those of higher levels, in the order
/// of the tree. If nobody stands there, those of lower levels, the nearest level first: calling
/// somebody is better than calling nobody. A person who stands in the tree twice is called once.
pub(crate) fn order(tree: Vec<contact::Model>, level: u8) -> Vec<contact::Model> {
    let level = i64::from(level);
    let (mut upper, mut lower): (Vec<_>, Vec<_>) =
        tree.into_iter().partition(|contact| contact.level >= level);
    upper.sort_by_key(|contact| (contact.level, contact.position));
    lower.sort_by_key(|contact| (-contact.level, contact.position));
    let chosen = if upper.is_empty() { lower } else { upper };
    let mut seen = HashSet::new();
    let person = |c: &contact::Model| (c.name.clone(), c.phone.clone(), c.email.to_lowercase());
    chosen.into_iter().filter(|contact| seen.insert(person(contact))).collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn contact(level: i64, position: i64, name: &str) -> contact::Model {
        contact::Model {
            id: Uuid::nil(),
            company_id: Uuid::nil(),
            level,
            position,
            name: name.to_owned(),
            title: String::new(),
            phone: String::new(),
            email: format!("{name}@example.com"),
            wait_minutes: 10,
            created_at: 0,
        }
    }

    fn names(tree: Vec<contact::Model>, level: u8) -> Vec<String> {
        order(tree, level).into_iter().map(|contact| contact.name).collect()
    }

    #[test]
    fn the_people_of_the_level_come_first_then_those_of_higher_levels_each_once() {
        let tree = vec![
            contact(3, 2, "president"),
            contact(1, 1, "admin"),
            contact(3, 1, "officer"),
            contact(2, 1, "officer"),
        ];
        assert_eq!(names(tree.clone(), 2), ["officer", "president"]);
        assert_eq!(names(tree.clone(), 3), ["officer", "president"]);
        assert_eq!(names(tree, 0), ["admin", "officer", "president"]);
    }

    #[test]
    fn a_level_above_everybody_calls_the_nearest_level_below() {
        let tree = vec![contact(0, 1, "anybody"), contact(1, 1, "admin")];
        assert_eq!(names(tree, 3), ["admin", "anybody"]);
    }
}
