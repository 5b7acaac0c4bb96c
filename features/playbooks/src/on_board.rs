//! The playbooks on board and the words around imports: reviewed content, read once.

use std::sync::OnceLock;

use hikeshi_content::{ContentError, Pack};
use hikeshi_exchange::Wording;
use hikeshi_playbook::Playbook;

/// What of the content this slice reads.
#[derive(Debug)]
struct OnBoard {
    playbooks: Vec<Playbook>,
    wording: Wording,
}

static ON_BOARD: OnceLock<OnBoard> = OnceLock::new();

/// Reads the content; called at start.
///
/// # Errors
/// [`ContentError`] for a file that does not have its form.
pub fn check_content(pack: Pack) -> Result<(), ContentError> {
    if ON_BOARD.get().is_none() {
        let playbooks = pack.read_all("playbooks")?;
        let wording = pack.read("exchange/exchange.yaml")?;
        let _ = ON_BOARD.set(OnBoard { playbooks, wording });
    }
    Ok(())
}

/// All playbooks on board, by id.
///
/// # Errors
/// [`ContentError`], only when [`check_content`] was not called before.
pub fn on_board() -> Result<&'static [Playbook], ContentError> {
    Ok(&read()?.playbooks)
}

/// The playbook on board of that id. Runs do not ask here: each keeps the playbook it began with.
///
/// # Errors
/// As [`on_board`].
pub fn find_on_board(id: &str) -> Result<Option<&'static Playbook>, ContentError> {
    Ok(on_board()?.iter().find(|playbook| playbook.id == id))
}

/// Our words around foreign texts.
///
/// # Errors
/// As [`on_board`].
pub fn wording() -> Result<&'static Wording, ContentError> {
    Ok(&read()?.wording)
}

fn read() -> Result<&'static OnBoard, ContentError> {
    check_content(Pack)?;
    ON_BOARD.get().ok_or_else(|| ContentError::Missing("content".to_owned()))
}
