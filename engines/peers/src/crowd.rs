//! When scores may be told together: nobody is left nearly alone.

use std::collections::{BTreeSet, HashMap};

/// Whoever knows some of the scores finds none or at least so many that it does not know.
pub const LEAST_OTHERS: usize = 5;

/// Somebody who knows scores: a company knows its own, a provider those of the companies it looks after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Party(pub u128);

/// A company with its score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The company.
    pub company: Party,
    /// Its score in hundredths of what can be reached.
    pub value: i32,
    /// Who else knows it.
    pub seen_by: Vec<Party>,
}

/// Whether something may be told about these companies together: there are at least five beside any one of
/// them, and for everybody who knows the scores of some, none or at least five are left unknown. Otherwise
/// somebody could look after, or invent, all companies but one.
#[must_use]
pub fn is_a_crowd(members: &[Member]) -> bool {
    let companies: BTreeSet<Party> = members.iter().map(|member| member.company).collect();
    if companies.len() <= LEAST_OTHERS || companies.len() != members.len() {
        return false;
    }
    // A company that looks after nobody else knows one score, and enough others are there.
    let mut known: HashMap<Party, BTreeSet<Party>> = HashMap::new();
    for member in members {
        for party in &member.seen_by {
            known.entry(*party).or_default().insert(member.company);
            if companies.contains(party) {
                known.entry(*party).or_default().insert(*party);
            }
        }
    }
    known.values().all(|seen| {
        let unknown = companies.len() - seen.len();
        unknown == 0 || unknown >= LEAST_OTHERS
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(company: u128, seen_by: &[u128]) -> Member {
        let seen_by = seen_by.iter().copied().map(Party).collect();
        Member { company: Party(company), value: 50, seen_by }
    }

    #[test]
    fn five_others_are_enough_and_four_are_not() {
        let six: Vec<Member> = (1..=6).map(|company| member(company, &[])).collect();
        assert!(is_a_crowd(&six));
        assert!(!is_a_crowd(&six[..5]));
    }

    #[test]
    fn a_provider_of_all_learns_nothing_new_and_one_of_all_but_one_would() {
        let all: Vec<Member> = (1..=6).map(|company| member(company, &[100])).collect();
        assert!(is_a_crowd(&all));
        let mut but_one = all.clone();
        but_one[5].seen_by = vec![Party(200)];
        assert!(!is_a_crowd(&but_one), "invented companies around one");
        let mut half: Vec<Member> = (1..=10).map(|company| member(company, &[100])).collect();
        for one in &mut half[..5] {
            one.seen_by = vec![Party(200)];
        }
        assert!(is_a_crowd(&half), "five and five");
    }

    #[test]
    fn a_company_counts_once() {
        let twice: Vec<Member> = [1, 1, 2, 3, 4, 5].map(|company| member(company, &[])).into();
        assert!(!is_a_crowd(&twice));
    }
}
