//! Addresses that stand on the paper as codes. They must work as long as the paper is kept: the help
//! page of the company, and pages of the kit that lead on to wherever the thing is now.

use hikeshi_i18n::Words;
use hikeshi_pdf::{QrError, qr_svg};

use crate::{data::Link, tags::Tag};

/// Makes the codes of one company; makes none for a blank kit.
pub(crate) struct Links<'a> {
    /// The address of the program, the company's id and its help secret.
    pub(crate) of: Option<(String, String, String)>,
    pub(crate) words: &'a Words,
}

impl Links<'_> {
    /// The help page: opens without signing in.
    pub(crate) fn help(&self) -> Result<Option<Link>, QrError> {
        self.open("")
    }

    /// What to do for one symptom: opens without signing in.
    pub(crate) fn symptom(&self, id: &str) -> Result<Option<Link>, QrError> {
        self.open(&format!("/{id}"))
    }

    /// The page where people sign in.
    pub(crate) fn sign_in(&self) -> Result<Option<Link>, QrError> {
        let Some((base, _, _)) = &self.of else { return Ok(None) };
        self.link(format!("{base}/sign-in"), "kitdoc-code-sign-in", "kitdoc-code-closed")
    }

    /// The contact tree.
    pub(crate) fn contacts(&self) -> Result<Option<Link>, QrError> {
        self.closed("contacts", "kitdoc-code-contacts")
    }

    /// The card of a playbook: leads to where it is worked on.
    pub(crate) fn card(&self, playbook: &str) -> Result<Option<Link>, QrError> {
        self.closed(&format!("kit/cards/{playbook}"), "kitdoc-code-card")
    }

    /// A tag: leads to the exhibit that carries it.
    pub(crate) fn tag(&self, tag: Tag) -> Result<Option<Link>, QrError> {
        self.closed(&format!("kit/tags/{tag}"), "kitdoc-code-tag")
    }

    fn open(&self, rest: &str) -> Result<Option<Link>, QrError> {
        let Some((base, _, secret)) = &self.of else { return Ok(None) };
        self.link(format!("{base}/help/{secret}{rest}"), "kitdoc-code-help", "kitdoc-code-open")
    }

    fn closed(&self, page: &str, about: &str) -> Result<Option<Link>, QrError> {
        let Some((base, company, _)) = &self.of else { return Ok(None) };
        self.link(format!("{base}/c/{company}/{page}"), about, "kitdoc-code-closed")
    }

    fn link(&self, address: String, about: &str, open: &str) -> Result<Option<Link>, QrError> {
        let (about, open) = (self.words.t(about), self.words.t(open));
        Ok(Some(Link { svg: qr_svg(&address)?, address, about, open }))
    }
}
