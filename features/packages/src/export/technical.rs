//! Traces for the programs of other firms, without those that lead to the company.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::model::incident;
use hikeshi_indicators::give::{Form, Tlp};
use hikeshi_sharing::{
    model::given_out,
    technical::{Choice, file_of, prepare},
};
use hikeshi_web::{Platform, Problem};

/// The forms that programs read.
const FORMS: [Form; 3] = [Form::Stix, Form::Misp, Form::Csv];

/// A file of traces.
pub(crate) struct Traces {
    /// What is written down when the package is there ([`hikeshi_sharing::technical::note_given`]).
    pub row: given_out::Model,
    /// Its path in the package.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// What goes out in each form; nothing where no trace may go.
pub(super) async fn traces(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
) -> Result<Vec<Traces>, Problem> {
    let mut files = Vec::new();
    for form in FORMS {
        let choice = Choice { form, tlp: Tlp::AmberStrict, named: false, go: None };
        if let Some(row) = prepare(tx, platform, scope, incident, &choice).await? {
            let path = format!("technical/traces.{}", form.ending());
            files.push(Traces { path, text: file_of(&row)?, row });
        }
    }
    Ok(files)
}
