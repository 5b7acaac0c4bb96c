//! Forms about an exhibit with photographs: what was typed, and the pictures, which wait when the
//! form has a mistake, so that nobody sends them twice.

use axum::extract::Request;
use hikeshi_blobs::TenantKey;
use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::new_uuid;
use hikeshi_ui::{FieldError, Shell};
use hikeshi_web::{Platform, Problem};
use uuid::Uuid;

use super::evidence::size_text;
use crate::{
    evidence::{
        KeptBlobs, LARGEST_PHOTO, MOST_PHOTOS, Refused, StoredFile, WaitsFor, let_wait,
        read_upload_up_to, wait_no_longer, waiting_for,
    },
    model::{evidence_waiting, incident},
};

/// The texts of a form, by name.
#[derive(Debug, Clone, Default)]
pub(super) struct Texts(Vec<(String, String)>);

impl Texts {
    /// A form as it is shown first.
    pub(super) fn fresh(platform: &Platform, texts: &[(&str, &str)]) -> Self {
        let (clock, rng) = platform.chance();
        let form = ("form_id".to_owned(), new_uuid(clock, rng).to_string());
        let texts = texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        Self(texts.chain([form]).collect())
    }

    /// What was typed into a field, empty if nothing was.
    pub(super) fn get(&self, name: &str) -> &String {
        static NOTHING: String = String::new();
        self.0.iter().find(|(field, _)| field == name).map_or(&NOTHING, |(_, text)| text)
    }

    /// Whether a box is checked.
    pub(super) fn is_checked(&self, name: &str) -> bool {
        self.get(name) == "yes"
    }

    /// The random id of the form; one that carries none gets one now.
    pub(super) fn form(&mut self, platform: &Platform) -> Uuid {
        let (clock, rng) = platform.chance();
        let form = self.get("form_id").parse().unwrap_or_else(|_| new_uuid(clock, rng));
        self.0.retain(|(field, _)| field != "form_id");
        self.0.push(("form_id".to_owned(), form.to_string()));
        form
    }
}

/// A photograph that arrived before and waits for the form.
pub(super) struct WaitingPhoto {
    pub(super) name: String,
    pub(super) size: String,
}

/// A form that came in.
pub(super) struct Sent {
    pub(super) texts: Texts,
    pub(super) form: Uuid,
    files: Vec<StoredFile>,
    kept: KeptBlobs,
    refused: Option<Refused>,
    waiting: Vec<evidence_waiting::Model>,
}

impl Sent {
    /// Reads the form. No transaction may be open: files may take minutes.
    pub(super) async fn read(
        platform: &Platform,
        key: &TenantKey,
        request: Request,
    ) -> Result<Self, Problem> {
        let upload = read_upload_up_to(platform, key, request, LARGEST_PHOTO).await?;
        let mut texts = Texts(upload.texts);
        let form = texts.form(platform);
        let (files, kept, refused) = (upload.files, upload.kept, upload.refused);
        Ok(Self { texts, form, files, kept, refused, waiting: Vec::new() })
    }

    /// Adds the photographs that came with the form before it was mended, and notes what is wrong
    /// with them all. Returns how many there are.
    pub(super) async fn gather(
        &mut self,
        tx: &Tx,
        scope: &CompanyScope,
        incident: &incident::Model,
        shell: &mut Shell,
    ) -> Result<usize, Problem> {
        self.waiting = waiting_for(tx, scope, incident, WaitsFor::Custody(self.form)).await?;
        let count = self.waiting.len() + self.files.len();
        let too_many = (count > MOST_PHOTOS).then_some(Refused::TooMany);
        self.refused = self.refused.or(too_many);
        if let Some(refused) = self.refused {
            let text = shell.t(&format!("custody-photo-{}", refused.name()));
            shell.errors.push(FieldError::new("photo", text));
        }
        Ok(count)
    }

    /// Lets the photographs wait; they are shown by name in the form. Commit afterwards.
    pub(super) async fn wait(
        mut self,
        tx: &Tx,
        platform: &Platform,
        scope: &CompanyScope,
        incident: &incident::Model,
    ) -> Result<(Texts, Vec<WaitingPhoto>), Problem> {
        if self.refused.is_none() {
            let place = (incident, WaitsFor::Custody(self.form));
            self.waiting.extend(let_wait(tx, platform, scope, place, self.files).await?);
            self.kept.release();
        }
        let shown = |row: evidence_waiting::Model| WaitingPhoto {
            name: row.file_name,
            size: size_text(row.size),
        };
        Ok((self.texts, self.waiting.into_iter().map(shown).collect()))
    }

    /// All photographs, to go into an event in this transaction. Keep what comes with them until
    /// after the commit: dropped before, the files go away.
    pub(super) async fn take(self, tx: &Tx) -> Result<(Vec<StoredFile>, KeptBlobs), Problem> {
        let ids: Vec<_> = self.waiting.iter().map(|row| row.blob_id).collect();
        wait_no_longer(tx, &ids).await?;
        let before = self.waiting.into_iter().map(evidence_waiting::Model::stored);
        let mut all = before.collect::<Result<Vec<_>, _>>()?;
        all.extend(self.files);
        Ok((all, self.kept))
    }
}
