//! When something new is told of a group.

use crate::{Figure, Member, Party, figure, is_a_crowd};

/// A company as it was counted in the figure that is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// The company.
    pub company: Party,
    /// Its score then.
    pub value: i32,
}

/// What is told from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing. What was told before stays remembered, because somebody may have seen it.
    Hidden,
    /// What was told before.
    Same,
    /// This, made of all members of now.
    New(Figure),
}

/// What may be told of a group whose members are `now`. `before`: who was counted in the figure that was
/// told last; `None` if nothing ever was. Something new is told only when the companies that joined, left
/// or changed their score since then are a crowd. `now` and `known` say who knows whose score; `known` is
/// asked for companies that left.
#[must_use]
pub fn release(
    before: Option<&[Counted]>,
    now: &[Member],
    known: impl Fn(Party) -> Vec<Party>,
) -> Outcome {
    let Some(figure) = figure(now) else { return Outcome::Hidden };
    let Some(before) = before else { return Outcome::New(figure) };
    let changed = changed(before, now, known);
    if !changed.is_empty() && is_a_crowd(&changed) { Outcome::New(figure) } else { Outcome::Same }
}

fn changed(before: &[Counted], now: &[Member], known: impl Fn(Party) -> Vec<Party>) -> Vec<Member> {
    let same = |member: &Member| {
        before.iter().any(|then| then.company == member.company && then.value == member.value)
    };
    let mut changed: Vec<Member> = now.iter().filter(|member| !same(member)).cloned().collect();
    let left = |then: &&Counted| now.iter().all(|member| member.company != then.company);
    changed.extend(before.iter().filter(left).map(|then| Member {
        company: then.company,
        value: then.value,
        seen_by: known(then.company),
    }));
    changed
}
