//! The template of the kit, with the files that it is made of.

use hikeshi_pdf::Template;

/// Takes a [`Kit`](crate::data::Kit).
pub(crate) const KIT: Template =
    Template::new("kit", include_str!("../documents/kit.typ")).with(&[
        ("/kit-style.typ", include_str!("../documents/kit-style.typ")),
        ("/kit-first.typ", include_str!("../documents/kit-first.typ")),
        ("/kit-people.typ", include_str!("../documents/kit-people.typ")),
        ("/kit-cards.typ", include_str!("../documents/kit-cards.typ")),
        ("/kit-blanks.typ", include_str!("../documents/kit-blanks.typ")),
    ]);
