//! Who holds an exhibit, and what in its chain does not fit together. Pure: computed from the chain.

use hikeshi_kernel::{Moment, from_millis, to_millis};
use uuid::Uuid;

use super::{CustodyKind, Party};
use crate::model::custody_event;

/// What the chain of an exhibit comes to.
#[derive(Debug, Clone, Default)]
pub struct Custody {
    /// Who holds it by the last hand-over that both sides confirmed; `None` if nobody is named.
    pub holder: Option<Party>,
    /// Since when, in milliseconds (UTC).
    pub since: i64,
    /// Hand-overs that the other side has not answered, in the order in which they happened.
    pub waiting: Vec<custody_event::Model>,
    /// What does not fit together, by event.
    pub oddities: Vec<(Uuid, Oddity)>,
    /// The number of the last seal and how it is by now; `None` if it was never sealed.
    pub seal: Option<(String, SealState)>,
    /// Where it was put after it was collected: by a confirmed hand-over, sealing or storing. Empty if
    /// the last hand-over did not say; `None` if it was not moved.
    pub place: Option<String>,
    /// It went back to its owner, or is destroyed.
    pub ended: bool,
}

/// How a seal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealState {
    /// Nobody noted anything else.
    Whole,
    /// Somebody opened it on purpose and noted why.
    Opened,
    /// Somebody found it broken.
    Broken,
}

impl SealState {
    /// The key of its words.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Whole => "custody-seal-whole",
            Self::Opened => "custody-seal-opened",
            Self::Broken => "custody-seal-broken",
        }
    }
}

/// What does not fit. It is shown, never refused: in an emergency people do what must be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Oddity {
    /// Handed over by somebody who did not hold it.
    NotHolder,
    /// Dated before it was collected.
    BeforeCollected,
    /// Dated after it went back to its owner or was destroyed.
    AfterEnd,
    /// A hand-over written down by neither side.
    ByAnother,
    /// A hand-over that the other side says is not so.
    Refused,
}

impl Oddity {
    /// The name in keys of words (`custody-odd-…`) and in the API.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotHolder => "not-holder",
            Self::BeforeCollected => "before-collected",
            Self::AfterEnd => "after-end",
            Self::ByAnother => "by-another",
            Self::Refused => "refused",
        }
    }
}

/// How far a hand-over is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The other side has not said anything.
    Waiting,
    /// Both sides say so.
    Confirmed(custody_event::Model),
    /// The other side says that it is not so.
    Refused(custody_event::Model),
    /// It was taken back before the other side answered.
    Withdrawn(custody_event::Model),
}

/// The answer to a hand-over.
#[must_use]
pub fn answer_to(chain: &[custody_event::Model], hand_over: Uuid) -> Answer {
    let Some(event) = chain.iter().find(|event| event.answers == Some(hand_over)) else {
        return Answer::Waiting;
    };
    match CustodyKind::from_name(&event.kind) {
        Some(CustodyKind::Received) => Answer::Confirmed(event.clone()),
        Some(CustodyKind::Withdrawn) => Answer::Withdrawn(event.clone()),
        _ => Answer::Refused(event.clone()),
    }
}

/// The chain in the order in which things happened, whenever they were written down. A time that is
/// not exact counts as late as it can be: no later than it was written down.
#[must_use]
pub fn in_order(chain: &[custody_event::Model]) -> Vec<&custody_event::Model> {
    let mut events: Vec<_> = chain.iter().collect();
    let rank = |event: &custody_event::Model| {
        CustodyKind::from_name(&event.kind).map_or(u8::MAX, CustodyKind::rank)
    };
    events.sort_by_key(|event| (happened(event), event.at, rank(event), event.id));
    events
}

/// Reads the chain of one exhibit.
#[must_use]
pub fn custody_of(chain: &[custody_event::Model]) -> Custody {
    let mut custody = Custody::default();
    let collected = chain.iter().find(|event| event.kind == CustodyKind::Collected.name());
    let mut ended_at = None;
    for event in in_order(chain) {
        let Some(kind) = CustodyKind::from_name(&event.kind) else { continue };
        if kind != CustodyKind::Found && collected.is_some_and(|first| is_before(event, first)) {
            custody.oddities.push((event.id, Oddity::BeforeCollected));
        }
        let is_act = CustodyKind::BY_HAND.contains(&kind) || kind.is_hand_over();
        if is_act && ended_at.is_some_and(|at| at < happened(event)) {
            custody.oddities.push((event.id, Oddity::AfterEnd));
        }
        match kind {
            CustodyKind::Collected if !event.to_name.is_empty() => {
                custody.holder = Some(receiver(event));
                custody.since = happened(event);
            }
            CustodyKind::Transferred | CustodyKind::Returned => {
                let received = hand_over(&mut custody, chain, event);
                if received {
                    custody.place = Some(event.place.clone());
                }
                if received && kind == CustodyKind::Returned {
                    ended_at = Some(happened(event));
                }
            }
            CustodyKind::Sealed => {
                let number = if event.seal.is_empty() { &event.note } else { &event.seal };
                custody.seal = Some((number.clone(), SealState::Whole));
                moved(&mut custody, event);
            }
            CustodyKind::SealOpened | CustodyKind::SealBroken => {
                let before = custody.seal.take().map(|(number, _)| number);
                let state = match kind {
                    CustodyKind::SealOpened => SealState::Opened,
                    _ => SealState::Broken,
                };
                custody.seal = Some((before.unwrap_or_else(|| event.seal.clone()), state));
            }
            CustodyKind::Stored => moved(&mut custody, event),
            CustodyKind::Disposed => ended_at = Some(happened(event)),
            _ => {}
        }
    }
    custody.ended = ended_at.is_some();
    custody
}

/// Notes where it was put, if the event says so.
fn moved(custody: &mut Custody, event: &custody_event::Model) {
    if !event.place.is_empty() {
        custody.place = Some(event.place.clone());
    }
}

/// Counts a hand-over; `true` if both sides say so.
fn hand_over(
    custody: &mut Custody,
    chain: &[custody_event::Model],
    event: &custody_event::Model,
) -> bool {
    let giver = Party { name: event.from_name.clone(), account: event.from_id };
    if custody.holder.as_ref().is_some_and(|holder| !holder.is_same(&giver)) {
        custody.oddities.push((event.id, Oddity::NotHolder));
    }
    let writer = Party { name: event.by_name.clone(), account: event.by_id };
    let by_person = !writer.name.is_empty();
    if by_person && !writer.is_same(&giver) && !writer.is_same(&receiver(event)) {
        custody.oddities.push((event.id, Oddity::ByAnother));
    }
    match answer_to(chain, event.id) {
        Answer::Waiting => custody.waiting.push(event.clone()),
        Answer::Refused(_) => custody.oddities.push((event.id, Oddity::Refused)),
        Answer::Withdrawn(_) => {}
        Answer::Confirmed(_) => {
            custody.holder = Some(receiver(event));
            custody.since = happened(event);
            return true;
        }
    }
    false
}

fn receiver(event: &custody_event::Model) -> Party {
    Party { name: event.to_name.clone(), account: event.to_id }
}

/// When it happened, in milliseconds (UTC).
fn happened(event: &custody_event::Model) -> i64 {
    let moment: Moment = serde_json::from_str(&event.moment_json).unwrap_or_default();
    match moment {
        Moment::Exact { at } | Moment::About { at } => to_millis(at),
        other => to_millis(other.latest().unwrap_or_else(|| from_millis(event.at))).min(event.at),
    }
}

/// Whether both times are known to the minute and the first lies before the second.
fn is_before(event: &custody_event::Model, first: &custody_event::Model) -> bool {
    let exact = |event: &custody_event::Model| {
        let moment: Moment = serde_json::from_str(&event.moment_json).unwrap_or_default();
        matches!(moment, Moment::Exact { .. })
    };
    exact(event) && exact(first) && happened(event) < happened(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An event of this kind, `minute` minutes after the start, written `written` minutes after it.
    fn event(id: u128, kind: &str, minute: i64, written: i64) -> custody_event::Model {
        let at = |minute: i64| minute * 60_000;
        let moment = Moment::Exact { at: from_millis(at(minute)) };
        custody_event::Model {
            id: Uuid::from_u128(id),
            company_id: Uuid::nil(),
            incident_id: Uuid::nil(),
            evidence_id: Uuid::nil(),
            kind: kind.to_owned(),
            moment_json: serde_json::to_string(&moment).unwrap_or_default(),
            sort_at: at(minute),
            from_name: String::new(),
            to_name: String::new(),
            place: String::new(),
            note: String::new(),
            outcome: String::new(),
            at: at(written),
            by_id: None,
            by_name: String::new(),
            person: String::new(),
            witness: String::new(),
            tool: String::new(),
            seal: String::new(),
            ended_json: "null".to_owned(),
            offset_seconds: None,
            device_clock: false,
            from_id: None,
            to_id: None,
            way: String::new(),
            asked: String::new(),
            answers: None,
        }
    }

    fn collected(by: &str) -> custody_event::Model {
        custody_event::Model { to_name: by.to_owned(), ..event(1, "collected", 0, 0) }
    }

    fn handed(
        id: u128,
        (from, to): (&str, &str),
        minute: i64,
        written: i64,
    ) -> custody_event::Model {
        let (from_name, to_name) = (from.to_owned(), to.to_owned());
        let by_name = from.to_owned();
        custody_event::Model {
            from_name,
            to_name,
            by_name,
            ..event(id, "transferred", minute, written)
        }
    }

    fn answered(id: u128, kind: &str, hand_over: u128, minute: i64) -> custody_event::Model {
        let answers = Some(Uuid::from_u128(hand_over));
        custody_event::Model { answers, ..event(id, kind, minute, minute) }
    }

    fn holder(custody: &Custody) -> &str {
        custody.holder.as_ref().map_or("", |holder| &holder.name)
    }

    #[test]
    fn a_hand_over_counts_only_when_the_other_side_confirms() {
        let mut chain = vec![collected("A"), handed(2, ("A", "B"), 10, 10)];
        let custody = custody_of(&chain);
        assert_eq!((holder(&custody), custody.waiting.len()), ("A", 1));
        chain.push(answered(3, "received", 2, 12));
        let custody = custody_of(&chain);
        assert_eq!((holder(&custody), custody.waiting.len()), ("B", 0));
        assert_eq!((custody.since, custody.oddities.len()), (600_000, 0));
        chain[2].kind = "refused".to_owned();
        let custody = custody_of(&chain);
        assert_eq!(holder(&custody), "A");
        assert_eq!(custody.oddities, [(Uuid::from_u128(2), Oddity::Refused)]);
    }

    #[test]
    fn who_holds_it_does_not_depend_on_the_order_of_writing() {
        // B to C was written down before A to B, which happened earlier.
        let chain = [
            collected("A"),
            handed(2, ("B", "C"), 20, 21),
            answered(3, "received", 2, 22),
            handed(4, ("A", "B"), 10, 30),
            answered(5, "received", 4, 31),
        ];
        let custody = custody_of(&chain);
        assert_eq!(holder(&custody), "C");
        assert_eq!(custody.oddities, []);
    }

    #[test]
    fn what_does_not_fit_is_marked_and_still_counted() {
        let mut chain = vec![collected("A"), handed(2, ("X", "B"), 10, 10)];
        chain.push(answered(3, "received", 2, 11));
        chain.push(event(4, "stored", -5, 12));
        chain.push(custody_event::Model {
            by_name: "Z".to_owned(),
            ..handed(5, ("B", "C"), 20, 20)
        });
        let custody = custody_of(&chain);
        assert_eq!(holder(&custody), "B");
        let odd: Vec<_> = custody.oddities.iter().map(|(id, odd)| (id.as_u128(), *odd)).collect();
        assert_eq!(
            odd,
            [(4, Oddity::BeforeCollected), (2, Oddity::NotHolder), (5, Oddity::ByAnother)]
        );
    }

    #[test]
    fn a_seal_is_whole_until_somebody_notes_that_it_is_broken() {
        let sealed = custody_event::Model { seal: "007".to_owned(), ..event(2, "sealed", 1, 1) };
        let mut chain = vec![collected("A"), sealed, event(3, "seal-broken", 5, 5)];
        assert_eq!(custody_of(&chain).seal, Some(("007".to_owned(), SealState::Broken)));
        chain.pop();
        assert_eq!(custody_of(&chain).seal, Some(("007".to_owned(), SealState::Whole)));
        let again = custody_event::Model { seal: "008".to_owned(), ..event(6, "sealed", 7, 7) };
        chain.extend([event(5, "examined", 6, 6), event(9, "seal-opened", 6, 6)]);
        assert_eq!(in_order(&chain)[2].kind, "seal-opened", "opened first, then examined");
        assert_eq!(custody_of(&chain).seal, Some(("007".to_owned(), SealState::Opened)));
        chain.push(again);
        assert_eq!(custody_of(&chain).seal, Some(("008".to_owned(), SealState::Whole)));
    }

    #[test]
    fn it_is_where_a_confirmed_hand_over_put_it_and_unknown_if_that_said_nothing() {
        let to = |place: &str| custody_event::Model {
            place: place.to_owned(),
            ..handed(2, ("A", "B"), 10, 10)
        };
        let mut chain = vec![collected("A"), to("case")];
        assert_eq!(custody_of(&chain).place, None, "nobody confirmed it");
        chain.push(answered(3, "received", 2, 12));
        assert_eq!(custody_of(&chain).place.as_deref(), Some("case"));
        chain[1] = to("");
        assert_eq!(custody_of(&chain).place.as_deref(), Some(""));
    }
}
