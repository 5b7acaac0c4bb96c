//! All catalogues, with what links them: made once at the start of the program.

use hikeshi_kernel::LocalText;

use crate::{
    Catalogue, CatalogueFile, CrossMap, Group, Item, ItemFile, ItemRef, Measures, Part,
    file::GroupFile,
};

/// Catalogues, cross-map and measures of one content pack.
#[derive(Debug, Clone)]
pub struct Library {
    catalogues: Vec<Catalogue>,
    cross_map: CrossMap,
    measures: Measures,
}

/// Content that cannot be joined.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LibraryError {
    /// An item lacks a text, and nothing that it refers to has it.
    #[error("{item}: there is no {text}")]
    NoText {
        /// The item.
        item: ItemRef,
        /// Which text.
        text: &'static str,
    },
    /// An item is like one that does not exist.
    #[error("{item}: there is no {like} to be like")]
    NoSuchItem {
        /// The item.
        item: ItemRef,
        /// What it names.
        like: ItemRef,
    },
}

impl Library {
    /// Joins the files; texts that items share are filled in.
    ///
    /// # Errors
    /// [`LibraryError`] for the first text that is nowhere.
    pub fn join(
        files: &[CatalogueFile],
        cross_map: CrossMap,
        measures: Measures,
    ) -> Result<Self, LibraryError> {
        let mut ordered: Vec<&CatalogueFile> = files.iter().collect();
        ordered.sort_by_key(|file| file.order);
        let made = ordered.into_iter().map(|file| catalogue(files, file));
        let catalogues = made.collect::<Result<Vec<_>, _>>()?;
        Ok(Self { catalogues, cross_map, measures })
    }

    /// All catalogues, what should be answered first at the front.
    #[must_use]
    pub fn catalogues(&self) -> &[Catalogue] {
        &self.catalogues
    }

    /// The catalogue with that id, in the edition on board.
    #[must_use]
    pub fn catalogue(&self, id: &str) -> Option<&Catalogue> {
        self.catalogues.iter().find(|one| one.id == id)
    }

    /// The item, if its catalogue is on board.
    #[must_use]
    pub fn item(&self, item: &ItemRef) -> Option<&Item> {
        self.catalogue(&item.catalogue)?.item(&item.item)
    }

    /// What links the catalogues.
    #[must_use]
    pub const fn cross_map(&self) -> &CrossMap {
        &self.cross_map
    }

    /// What can be done.
    #[must_use]
    pub const fn measures(&self) -> &Measures {
        &self.measures
    }
}

fn catalogue(files: &[CatalogueFile], file: &CatalogueFile) -> Result<Catalogue, LibraryError> {
    let mut parts = Vec::new();
    let mut groups = Vec::new();
    for part in &file.parts {
        let alone = part.items.iter().map(|item| (None, item));
        let grouped =
            part.groups.iter().flat_map(|group| group.items.iter().map(move |i| (Some(group), i)));
        let items = alone.chain(grouped).map(|(group, one)| item(files, file, group, one));
        let items = items.collect::<Result<Vec<_>, _>>()?;
        parts.push(Part { id: part.id.clone(), title: part.title.clone(), items });
        groups
            .extend(part.groups.iter().map(|g| Group { id: g.id.clone(), title: g.title.clone() }));
    }
    Ok(Catalogue {
        id: file.id.clone(),
        version: file.version.clone(),
        edition: file.edition.clone(),
        sources: file.sources.clone(),
        confidence: file.confidence,
        title: file.title.clone(),
        purpose: file.purpose.clone(),
        notice: file.notice.clone(),
        scoring: file.scoring.clone(),
        prefixes: file.prefixes.clone(),
        beginnings: file.beginnings.clone(),
        parts,
        groups,
    })
}

fn item(
    files: &[CatalogueFile],
    file: &CatalogueFile,
    group: Option<&GroupFile>,
    own: &ItemFile,
) -> Result<Item, LibraryError> {
    let named = ItemRef::new(&file.id, &own.id);
    let like =
        match &own.like {
            None => None,
            Some(like) => Some(find(files, like).ok_or_else(|| LibraryError::NoSuchItem {
                item: named.clone(),
                like: like.clone(),
            })?),
        };
    type Of<T> = fn(&T) -> Option<&LocalText>;
    let text = |name: &'static str, of: Of<ItemFile>, of_group: Of<GroupFile>| {
        let found = of(own).or_else(|| like.and_then(of)).or_else(|| group.and_then(of_group));
        found.cloned().ok_or_else(|| LibraryError::NoText { item: named.clone(), text: name })
    };
    Ok(Item {
        id: own.id.clone(),
        group: group.map(|group| group.id.clone()),
        title: text("title", |i| i.title.as_ref(), |g| Some(&g.title))?,
        question: text("question", |i| i.question.as_ref(), |_| None)?,
        why: text("why", |i| i.why.as_ref(), |g| g.why.as_ref())?,
        check: text("check", |i| i.check.as_ref(), |g| g.check.as_ref())?,
        fix: text("fix", |i| i.fix.as_ref(), |g| g.fix.as_ref())?,
        confidence: own.confidence.unwrap_or(file.confidence),
        place: own.place.clone().unwrap_or_else(|| own.id.clone()),
        proof: own.proof,
    })
}

fn find<'a>(files: &'a [CatalogueFile], wanted: &ItemRef) -> Option<&'a ItemFile> {
    let file = files.iter().find(|file| file.id == wanted.catalogue)?;
    let grouped = |part: &'a crate::file::PartFile| part.groups.iter().flat_map(|g| &g.items);
    let mut items = file.parts.iter().flat_map(|part| part.items.iter().chain(grouped(part)));
    items.find(|item| item.id == wanted.item)
}
