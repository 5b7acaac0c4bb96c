//! The page that people open first: it works without a network, without script, on a telephone,
//! for ever. It is made from the same records as all other files, so that it says nothing more.

use askama::Template;
use hikeshi_i18n::{Words, plain};
use hikeshi_incidents::{
    content::content,
    evidence::{CustodyKind, offset_text},
};
use hikeshi_kernel::{Lang, Moment};
use hikeshi_package::{CustodyEvent, Exhibit, FactRecord, LeftOut, Line, Part, Records, SIGNATURE};
use jiff::Timestamp;
use uuid::Uuid;

use crate::export::{CALLED, Plan};

#[derive(Template)]
#[template(path = "pages/index.html")]
struct IndexPage<'a> {
    words: Say<'a>,
    lang: &'static str,
    records: &'a Records,
    package: String,
    made_at: String,
    made_for: String,
    program: String,
    redacted: Vec<String>,
    left_out: Vec<Left>,
    kinds: String,
    has: Has,
    technical: Vec<String>,
    signature: &'static str,
    key: Option<String>,
}

/// Which parts are in the package.
struct Has {
    timeline: bool,
    facts: bool,
    exhibits: bool,
    decisions: bool,
    measures: bool,
    papers: bool,
    people: bool,
    case: bool,
    proofs: bool,
}

/// Something that is not here.
struct Left {
    what: String,
    why: String,
}

/// The page.
pub(crate) fn index_page(plan: &Plan) -> Result<String, askama::Error> {
    let words = &plan.words;
    let has = |part: Part| plan.wish.has(part);
    let redaction =
        |one: &hikeshi_package::Redaction| words.t(&format!("package-redaction-{}", one.name()));
    let left = |left: &LeftOut| Left {
        what: left.what.clone(),
        why: words.t(&format!("package-left-{}", left.why)),
    };
    let page = IndexPage {
        lang: if words.lang() == Lang::En { "en" } else { "ja" },
        package: plan.package.to_string(),
        made_at: words.date_time(plan.made_at),
        made_for: recipient_shown(words, plan.wish.audience.name(), &plan.wish.recipient),
        program: format!("{} {}", plan.program.name, plan.program.version),
        redacted: plan.wish.redactions.iter().map(redaction).collect(),
        left_out: plan.left_out.iter().map(left).collect(),
        kinds: kinds(words, &plan.records),
        has: Has {
            timeline: has(Part::Timeline),
            facts: has(Part::Facts),
            exhibits: has(Part::Custody) || has(Part::Evidence),
            decisions: has(Part::Decisions),
            measures: has(Part::Measures),
            papers: has(Part::Papers),
            people: has(Part::People),
            case: has(Part::Case),
            proofs: has(Part::Proofs),
        },
        technical: plan.technical.iter().map(|traces| traces.path.clone()).collect(),
        signature: SIGNATURE,
        key: plan.signer.as_ref().map(|key| key.verifier().to_string()),
        records: &plan.records,
        words: Say(words),
    };
    page.render()
}

/// To whom it goes; by the kind of reader where nobody gave a name.
pub(crate) fn recipient_shown(words: &Words, audience: &str, name: &str) -> String {
    if name.is_empty() || name == audience {
        words.t(&format!("package-for-{audience}"))
    } else {
        name.to_owned()
    }
}

/// The kinds by their names.
fn kinds(words: &Words, records: &Records) -> String {
    let shown = |id: &String| {
        let known = content().ok().map(|content| &content.triage.kinds);
        let found = known.and_then(|kinds| kinds.iter().find(|kind| kind.id == *id));
        found.map_or_else(|| id.clone(), |kind| plain(kind.title.get(words.lang())))
    };
    let all: Vec<String> = records.incident.kinds.iter().map(shown).collect();
    all.join(&words.t("import-list-separator"))
}

/// What the template says, in the words of the package's language.
struct Say<'a>(&'a Words);

impl Say<'_> {
    /// Words of the program: HTML with readings.
    fn t(&self, key: &str) -> String {
        self.0.html(key)
    }

    fn plain(&self, key: &str) -> String {
        self.0.t(key)
    }

    fn moment(&self, moment: &Moment) -> String {
        match moment {
            Moment::Unknown => self.0.t("package-time-unknown"),
            known => self.0.moment(known),
        }
    }

    fn at(&self, at: &Timestamp) -> String {
        self.0.date_time(*at)
    }

    /// A relative address of a file in the package.
    fn href(&self, path: &str) -> String {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.~/".contains(&b);
        let encode = |b: u8| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") };
        path.bytes().map(encode).collect()
    }

    fn entry(&self, line: &Line) -> String {
        self.known(&format!("record-entry-{}", line.kind), &line.kind)
    }

    fn certainty(&self, fact: &FactRecord) -> String {
        let name = fact.versions.last().map_or("", |version| version.certainty.as_str());
        self.known(&format!("record-certainty-{name}"), name)
    }

    fn part(&self, part: &str) -> String {
        match part {
            CALLED => self.0.t("package-called"),
            part => self.known(&format!("people-part-{part}"), part),
        }
    }

    fn custody(&self, kind: &str) -> String {
        let event = content().ok().and_then(|content| content.guidance.event(kind));
        event.map_or_else(|| kind.to_owned(), |event| plain(event.title.get(self.0.lang())))
    }

    /// The number of the exhibit of that id; the id where it is not here.
    fn number(&self, records: &Records, id: &Uuid) -> String {
        let found = records.exhibits.iter().find(|exhibit| exhibit.id == *id);
        found.map_or_else(|| id.to_string(), Exhibit::number)
    }

    fn copy(&self, exhibit: &Exhibit) -> String {
        match exhibit.copy_kind.as_str() {
            "" => String::new(),
            kind => self.known(&format!("custody-copy-{kind}"), kind),
        }
    }

    /// What an event tells beside when, from whom and to whom: name in HTML, value as text.
    fn details(&self, exhibit: &Exhibit, event: &CustodyEvent) -> Vec<(String, String)> {
        let ended = event.ended.map(|ended| self.moment(&ended)).unwrap_or_default();
        let clock = event.offset_seconds.map(|seconds| match event.device_clock {
            true => self.0.t1("package-clock-read", "offset", offset_text(seconds)),
            false => offset_text(seconds),
        });
        let way = match event.way.as_str() {
            "" => String::new(),
            way => self.known(&format!("custody-way-{way}"), way),
        };
        let answered = exhibit.custody.iter().find(|other| Some(other.id) == event.answers);
        let answers = answered
            .map(|other| format!("{} {}", self.custody(&other.kind), self.moment(&other.moment)));
        let all = [
            ("package-ended", ended),
            ("package-done-by", event.person.clone()),
            ("package-witness", event.witness.clone()),
            ("package-tool", event.tool.clone()),
            ("package-seal", event.seal.clone()),
            ("package-clock", clock.unwrap_or_default()),
            ("package-way", way),
            ("package-answers", answers.unwrap_or_default()),
        ];
        let told = all.into_iter().filter(|(_, value)| !value.is_empty());
        told.map(|(key, value)| (self.t(key), value)).collect()
    }

    /// Whether it is a hand-over that the other side did not answer.
    fn is_unconfirmed(&self, exhibit: &Exhibit, event: &CustodyEvent) -> bool {
        let hand_over = CustodyKind::from_name(&event.kind).is_some_and(CustodyKind::is_hand_over);
        hand_over && exhibit.custody.iter().all(|other| other.answers != Some(event.id))
    }

    fn outcome(&self, outcome: &str) -> String {
        self.known(&format!("evidence-outcome-{outcome}"), outcome)
    }

    fn size(&self, exhibit: &Exhibit) -> String {
        let size = exhibit.size.and_then(|size| i64::try_from(size).ok());
        size.map(|size| self.0.t1("package-bytes", "n", self.0.number(size))).unwrap_or_default()
    }

    /// Words for a name of a list; a name that a later program made stands as it is.
    fn known(&self, key: &str, name: &str) -> String {
        if self.0.has(key) { self.0.t(key) } else { name.to_owned() }
    }
}
