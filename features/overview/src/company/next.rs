//! What to do next: first what waits for the person who looks, then the measures that help most. A slice
//! that keeps a plan of measures is asked here, before the measures that nobody planned.

use hikeshi_db::Tx;
use hikeshi_directory::awaits_of;
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::LocalText;
use hikeshi_posture::{Standing, assessment::find, library};
use hikeshi_posture_engine::rank;
use hikeshi_ui::Shell;
use hikeshi_web::Problem;

/// So many things stand on the page.
const AT_MOST: usize = 3;

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// What it is.
    pub title: LocalText,
    /// Why it stands here.
    pub kind: NextKind,
    /// Where it is done.
    pub href: String,
}

/// Why something is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextKind {
    /// It waits for the person who looks.
    Waits,
    /// It closes gaps that the company named.
    Measure {
        /// Its id.
        id: String,
        /// How much work it is, a word of the data.
        effort: &'static str,
        /// What it costs, a word of the data.
        cost: &'static str,
        /// How many questions would be met.
        closes: u32,
    },
}

pub(super) async fn next(
    tx: &Tx,
    scope: &CompanyScope,
    shell: &Shell,
    scores: &[Standing],
) -> Result<Vec<Next>, Problem> {
    let mut all = waits(tx, scope, shell).await?;
    if all.len() < AT_MOST {
        all.extend(measures(tx, scope, scores).await?);
    }
    all.truncate(AT_MOST);
    Ok(all)
}

async fn waits(tx: &Tx, scope: &CompanyScope, shell: &Shell) -> Result<Vec<Next>, Problem> {
    let all = awaits_of(tx, scope, None).await?.into_iter().map(|one| Next {
        title: LocalText { ja: one.text(shell), ja_easy: None, en: None },
        kind: NextKind::Waits,
        href: one.href,
    });
    Ok(all.collect())
}

/// By the answers of the last finished assessments; none while there is no assessment.
async fn measures(
    tx: &Tx,
    scope: &CompanyScope,
    scores: &[Standing],
) -> Result<Vec<Next>, Problem> {
    let mut answered = Vec::new();
    for one in scores {
        let assessment = find(tx, scope, &one.id.to_string()).await?;
        let answers = assessment.answers(tx).await?;
        answered.push((assessment, answers));
    }
    let assessed: Vec<_> = answered.iter().map(|(one, said)| (&one.catalogue, said)).collect();
    let home = format!("/c/{}/assessments", scope.company());
    let next = rank(&library()?.measures().measures, &assessed).into_iter().take(AT_MOST).map(|one| {
        let by = one.gains.first().map(|(catalogue, _)| catalogue.as_str());
        let of = answered.iter().find(|(assessment, _)| Some(assessment.catalogue.id.as_str()) == by);
        Next {
            title: one.measure.title.clone(),
            href: of.map_or_else(|| home.clone(), |(one, _)| format!("{home}/{}", one.row.id)),
            kind: NextKind::Measure {
                id: one.measure.id.clone(),
                effort: one.measure.effort.code(),
                cost: one.measure.cost.code(),
                closes: one.closes,
            },
        }
    });
    Ok(next.collect())
}
