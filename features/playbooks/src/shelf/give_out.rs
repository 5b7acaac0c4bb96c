//! A playbook as a CACAO 2.0 file for others.

use hikeshi_exchange::{CacaoPlaybook, Imported, Refusal, from_playbook, read};
use hikeshi_playbook::Playbook;
use hikeshi_web::Problem;

use super::read::Original;
use crate::take_in::Format;

/// Writes it. One that was taken over from CACAO and says the same still is given out as it came;
/// a changed one names the file it was made from. Who published it and when does not count as a
/// change.
///
/// # Errors
/// What is stored cannot be read. The inner error is the playbook's: it has faults of its own.
pub fn give_out(
    playbook: &Playbook,
    original: Option<&Original>,
) -> Result<Result<CacaoPlaybook, Refusal>, Problem> {
    let file = original.filter(|original| original.row.format == Format::Cacao.name());
    let Some(original) = file else { return Ok(from_playbook(playbook, None)) };
    let body = original.row.body.trim_start_matches('\u{FEFF}');
    let Ok(read) = read(body.as_bytes()) else { return Ok(from_playbook(playbook, None)) };
    let taken: Playbook = serde_json::from_str(&original.row.taken_json)?;
    let unpublished = Playbook {
        version: taken.version.clone(),
        confidence: taken.confidence,
        author: taken.author.clone(),
        reviewer: taken.reviewer.clone(),
        reviewed_on: taken.reviewed_on.clone(),
        valid_from: taken.valid_from.clone(),
        ..playbook.clone()
    };
    let same = unpublished == taken;
    let imported = Imported { playbook: taken, original: read.playbook, remarks: Vec::new() };
    Ok(from_playbook(if same { &unpublished } else { playbook }, Some(&imported)))
}
