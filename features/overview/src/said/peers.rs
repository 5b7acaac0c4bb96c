//! The score beside those of companies like it.

use hikeshi_i18n::Words;
use hikeshi_kernel::{from_millis, japan};
use hikeshi_peers::Place;

use super::Said;
use crate::{
    company::Overview,
    peers::{Beside, Peers},
};

/// What is told, or why nothing is.
#[derive(Debug, Clone)]
pub(crate) struct PeersSaid {
    /// Why nothing is told: words, and where something can be done about it.
    pub(crate) nothing: Option<(Said, String)>,
    /// Figures, by catalogue.
    pub(crate) figures: Vec<Compared>,
    /// Whether the company does not want to be counted.
    pub(crate) declined: bool,
}

/// A figure in words and as a bar.
#[derive(Debug, Clone)]
pub(crate) struct Compared {
    /// The catalogue.
    pub(crate) name: String,
    /// Where the own score lies.
    pub(crate) place: Said,
    /// What is told of the others.
    pub(crate) half: Said,
    /// The middle with its interval.
    pub(crate) middle: Said,
    /// Of how many companies, and of when.
    pub(crate) about: Said,
    /// Ends of the middle half and own score, in hundredths between 0 and 100: for the bar.
    pub(crate) bar: (i32, i32, Option<i32>),
}

impl PeersSaid {
    pub(super) fn of(words: &Words, home: &str, overview: &Overview) -> Self {
        let nothing = |key| Some((Said::of(key), String::new()));
        let (nothing, figures) = match &overview.peers {
            Peers::Declined => (nothing("overview-peers-declined"), Vec::new()),
            Peers::NoGroup => {
                let settings = format!("{home}/settings/company");
                (Some((Said::of("overview-peers-no-group"), settings)), Vec::new())
            }
            Peers::NotTold => (nothing("overview-peers-not-told"), Vec::new()),
            Peers::Told(all) => (None, all.iter().map(|one| compared(words, one)).collect()),
        };
        Self { nothing, figures, declined: overview.peers == Peers::Declined }
    }
}

fn compared(words: &Words, one: &Beside) -> Compared {
    let catalogue = hikeshi_posture::library().ok().and_then(|all| all.catalogue(&one.catalogue));
    let figure = one.figure;
    let place = match (one.own, one.place) {
        (Some(own), Some(Place::Below)) => Said::with("overview-peers-below", "own", own),
        (Some(own), Some(Place::Above)) => Said::with("overview-peers-above", "own", own),
        (Some(own), _) => Said::with("overview-peers-within", "own", own),
        (None, _) => Said::of("overview-peers-own-unknown"),
    };
    let range = |key, (from, to): (i32, i32)| Said::with(key, "from", from).and("to", to);
    let day = words.date(from_millis(one.made_at).to_zoned(japan()).date());
    let on_bar = |value: i32| value.clamp(0, 100);
    Compared {
        name: catalogue
            .map(|one| hikeshi_i18n::plain(one.title.get(words.lang())))
            .unwrap_or_default(),
        place,
        half: range("overview-peers-half", figure.half),
        middle: range("overview-peers-middle", figure.middle)
            .and("low", figure.interval.0)
            .and("high", figure.interval.1)
            .and("chance", figure.chance),
        about: Said::with("overview-peers-about", "count", figure.at_least).and("day", day),
        bar: (on_bar(figure.half.0), on_bar(figure.half.1), one.own.map(on_bar)),
    }
}
