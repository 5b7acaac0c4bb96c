//! What stands around the sample incidents: who leads, a question to the president, exhibits.

use anyhow::Context as _;
use hikeshi_directory::company_key;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::{
    content::content,
    evidence::{
        Answered, CopyKind, CopyOf, CustodyKind, EvidenceId, NewAnswer, NewCustodyEvent,
        NewExhibit, NewHandOver, Party, Way, add_copies, add_custody_event, add_exhibits,
        answer_hand_over, find_exhibit, hand_over, id_of_form, keep_bytes,
    },
    executive::{DecisionOption, NewQuestion, ask},
    model::{evidence, incident},
    people::set_commander,
};
use hikeshi_kernel::{Lang, Moment, new_uuid};
use jiff::SignedDuration;
use serde::Deserialize;

use super::cases::{Writer, said};

/// A question that waits for the president; its words are those of the content.
#[derive(Deserialize)]
pub struct SampleQuestion {
    topic: String,
    by: String,
    minutes_ago: i64,
    advice: String,
    due_in_minutes: i64,
}

/// An exhibit: a file if it has a name and a text, otherwise a thing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleExhibit {
    kind: String,
    title: String,
    by: String,
    minutes_ago: i64,
    place: String,
    storage: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    file_name: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    serial_number: String,
    #[serde(default)]
    clock_offset: String,
    #[serde(default)]
    tool: String,
    #[serde(default)]
    seal: String,
    /// What happened to it afterwards.
    #[serde(default)]
    custody: Vec<SampleCustody>,
}

/// Something that happened to an exhibit; a hand-over if it has somebody `to` whom it went, a copy
/// of its own called `note` and kept at `place` if it was copied.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SampleCustody {
    kind: String,
    by: String,
    minutes_ago: i64,
    /// The address of somebody who signs in, or the name of somebody else.
    #[serde(default)]
    to: String,
    /// When the receiver, who signs in, confirmed; not yet if not said.
    confirmed_minutes_ago: Option<i64>,
    #[serde(default)]
    place: String,
    #[serde(default)]
    tool: String,
    #[serde(default)]
    seal: String,
    #[serde(default)]
    note: String,
}

impl Writer<'_> {
    /// The person takes the lead.
    pub(super) async fn commander(
        &self,
        incident: &incident::Model,
        (email, minutes_ago): (&str, i64),
    ) -> anyhow::Result<()> {
        let scope = self.as_person(email, minutes_ago).await?;
        let account = scope.account().context("a person has an account")?.0;
        let tx = self.tx(&scope).await?;
        let chosen = set_commander(&tx, self.platform, &scope, incident, (account, "")).await;
        chosen.map_err(said)?.map_err(|_| anyhow::anyhow!("somebody leads already"))?;
        Ok(tx.commit().await?)
    }

    /// Asks the president.
    pub(super) async fn question(
        &self,
        incident: &incident::Model,
        sample: &SampleQuestion,
    ) -> anyhow::Result<()> {
        let topic = content()?.executive.topic(&sample.topic).context("no such topic")?;
        let scope = self.as_person(&sample.by, sample.minutes_ago).await?;
        let options = topic.options.iter().zip(1..).map(|(option, number)| DecisionOption {
            id: number.to_string(),
            label: option.label.get(Lang::Ja).to_owned(),
            effect: option.effect.get(Lang::Ja).to_owned(),
        });
        let minutes = sample.minutes_ago + sample.due_in_minutes;
        let new = NewQuestion {
            topic: sample.topic.clone(),
            question: topic.question.get(Lang::Ja).to_owned(),
            options: options.collect(),
            advice: sample.advice.clone(),
            due: Some(self.platform.clock.now() + SignedDuration::from_mins(minutes)),
        };
        let tx = self.tx(&scope).await?;
        ask(&tx, self.platform, &scope, incident, new).await.map_err(said)?;
        Ok(tx.commit().await?)
    }

    /// Stores and registers an exhibit.
    pub(super) async fn exhibit(
        &self,
        incident: &incident::Model,
        sample: &SampleExhibit,
    ) -> anyhow::Result<()> {
        let scope = self.as_person(&sample.by, sample.minutes_ago).await?;
        let file = if sample.file_name.is_empty() {
            None
        } else {
            let tx = self.tx(&scope).await?;
            let key = company_key(&tx, self.platform, &scope).await.map_err(said)?;
            tx.commit().await?;
            let bytes = sample.text.clone().into_bytes();
            Some(keep_bytes(self.platform, &key, &sample.file_name, bytes).await?)
        };
        let (clock, rng) = self.platform.chance();
        let new = NewExhibit {
            id: id_of_form(incident.id, new_uuid(clock, rng), 0),
            kind: sample.kind.clone(),
            title: sample.title.clone(),
            description: sample.description.clone(),
            file,
            serial_number: sample.serial_number.clone(),
            collected: Moment::Exact { at: clock.now() },
            collected_by: scope.actor_name().to_owned(),
            place: sample.place.clone(),
            clock_offset: sample.clock_offset.clone(),
            tool: sample.tool.clone(),
            seal: sample.seal.clone(),
            storage: sample.storage.clone(),
        };
        let tx = self.tx(&scope).await?;
        let id = new.id;
        add_exhibits(&tx, self.platform, &scope, incident, &[new]).await.map_err(said)?;
        let exhibit = find_exhibit(&tx, incident, EvidenceId(id)).await.map_err(said)?;
        tx.commit().await?;
        for event in &sample.custody {
            self.custody(incident, &exhibit, event).await?;
        }
        Ok(())
    }

    /// Something that happened to an exhibit.
    async fn custody(
        &self,
        incident: &incident::Model,
        exhibit: &evidence::Model,
        sample: &SampleCustody,
    ) -> anyhow::Result<()> {
        let kind = CustodyKind::from_name(&sample.kind).context("an unknown kind of event")?;
        if kind.is_hand_over() {
            return self.hand_over(incident, exhibit, sample).await;
        }
        let scope = self.as_person(&sample.by, sample.minutes_ago).await?;
        if kind == CustodyKind::Copied {
            return self.copy(incident, exhibit, (sample, &scope)).await;
        }
        let event = NewCustodyEvent {
            person: scope.actor_name().to_owned(),
            place: sample.place.clone(),
            tool: sample.tool.clone(),
            seal: sample.seal.clone(),
            note: sample.note.clone(),
            ..NewCustodyEvent::now(self.platform, kind)
        };
        let tx = self.tx(&scope).await?;
        add_custody_event(&tx, self.platform, &scope, exhibit, event).await.map_err(said)?;
        Ok(tx.commit().await?)
    }

    /// The content of its memory, on a medium.
    async fn copy(
        &self,
        incident: &incident::Model,
        exhibit: &evidence::Model,
        (sample, scope): (&SampleCustody, &CompanyScope),
    ) -> anyhow::Result<()> {
        let (clock, rng) = self.platform.chance();
        let new = NewExhibit {
            id: id_of_form(incident.id, new_uuid(clock, rng), 0),
            kind: "memory-image".to_owned(),
            title: sample.note.clone(),
            description: String::new(),
            file: None,
            serial_number: String::new(),
            collected: Moment::Exact { at: clock.now() },
            collected_by: scope.actor_name().to_owned(),
            place: exhibit.place.clone(),
            clock_offset: String::new(),
            tool: sample.tool.clone(),
            seal: String::new(),
            storage: sample.place.clone(),
        };
        let copy = CopyOf {
            source: exhibit.clone(),
            kind: CopyKind::Image,
            claimed_sha256: String::new(),
        };
        let tx = self.tx(scope).await?;
        add_copies(&tx, self.platform, scope, incident, (&copy, &[new])).await.map_err(said)?;
        Ok(tx.commit().await?)
    }

    /// A hand-over, confirmed by the receiver if the sample says when.
    async fn hand_over(
        &self,
        incident: &incident::Model,
        exhibit: &evidence::Model,
        sample: &SampleCustody,
    ) -> anyhow::Result<()> {
        let to = match sample.to.contains('@') {
            true => party(&self.as_person(&sample.to, sample.minutes_ago).await?),
            false => Party::named(&*sample.to),
        };
        let scope = self.as_person(&sample.by, sample.minutes_ago).await?;
        let (clock, rng) = self.platform.chance();
        let new = NewHandOver {
            id: new_uuid(clock, rng),
            returned: false,
            moment: Moment::Exact { at: clock.now() },
            from: party(&scope),
            to,
            way: Way::Signature,
            place: sample.place.clone(),
            seal: sample.seal.clone(),
            note: sample.note.clone(),
            photos: Vec::new(),
        };
        let (id, about) = (new.id, (incident, exhibit));
        let tx = self.tx(&scope).await?;
        hand_over(&tx, self.platform, &scope, about, new).await.map_err(said)?;
        tx.commit().await?;
        let Some(minutes) = sample.confirmed_minutes_ago else { return Ok(()) };
        let scope = self.as_person(&sample.to, minutes).await?;
        let answer = NewAnswer {
            confirmed: true,
            by: party(&scope),
            note: String::new(),
            moment: Moment::Exact { at: self.platform.clock.now() },
            witness: String::new(),
            photos: Vec::new(),
        };
        let tx = self.tx(&scope).await?;
        let done = answer_hand_over(&tx, self.platform, &scope, about, (id, answer)).await;
        anyhow::ensure!(done.map_err(said)? == Answered::Done, "the hand-over was not confirmed");
        Ok(tx.commit().await?)
    }
}

/// The person who acts.
fn party(scope: &CompanyScope) -> Party {
    Party { name: scope.actor_name().to_owned(), account: scope.account().map(Into::into) }
}
