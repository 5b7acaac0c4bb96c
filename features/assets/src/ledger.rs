//! Assets as they are kept: read, found, listed.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_inventory::{Field, Kind, Values};
use hikeshi_kernel::fold_width;
use hikeshi_web::Problem;
use jiff::{ToSpan as _, civil::Date};
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, Order, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Select,
};
use uuid::Uuid;

use crate::model::asset;

/// Own fields: heading and value.
pub type OwnFields = Vec<(String, String)>;

/// What is known by field, of a row.
///
/// # Errors
/// A problem if the row is damaged.
pub fn values_of(row: &asset::Model) -> Result<Values, Problem> {
    Ok(serde_json::from_str(&row.values_json)?)
}

/// What stands under own headings, of a row.
///
/// # Errors
/// A problem if the row is damaged.
pub fn own_of(row: &asset::Model) -> Result<OwnFields, Problem> {
    Ok(serde_json::from_str(&row.own_json)?)
}

/// What stands under an own heading, as one text; `None` if nothing does.
pub(crate) fn own_text(own: &OwnFields, heading: &str) -> Option<String> {
    let found = own.iter().filter(|(one, _)| one == heading).map(|(_, value)| value.as_str());
    let found: Vec<&str> = found.collect();
    (!found.is_empty()).then(|| found.join(" / "))
}

/// The kind of a row.
#[must_use]
pub fn kind_of(row: &asset::Model) -> Kind {
    Kind::from_name(&row.kind).unwrap_or(Kind::Device)
}

/// Text as it is searched: narrow, small letters.
pub(crate) fn searchable(text: &str) -> String {
    fold_width(text).to_lowercase()
}

/// What a list shows.
#[derive(Debug, Clone, Default)]
pub struct Which {
    /// Words that must stand somewhere.
    pub words: String,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only those in this state; without one, all but the retired.
    pub state: Option<String>,
    /// Only those about which something is to be said.
    pub warning: Option<Warning>,
}

/// About what a list warns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warning {
    /// The maker's support has ended.
    Past,
    /// It ends soon.
    Soon,
    /// It depends on what is not known: to be looked at.
    Look,
    /// A contract, licence or domain has ended or ends soon.
    Ends,
    /// Reachable from the internet.
    Exposed,
    /// A machine or service without a copy of its data.
    NoBackup,
}

impl Warning {
    /// All of them, in the order of menus.
    pub const ALL: [Self; 6] =
        [Self::Past, Self::Soon, Self::Look, Self::Ends, Self::Exposed, Self::NoBackup];

    /// Its name in addresses and keys of words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Past => "past",
            Self::Soon => "soon",
            Self::Look => "look",
            Self::Ends => "ends",
            Self::Exposed => "exposed",
            Self::NoBackup => "no-backup",
        }
    }

    /// The warning of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// The rows that it is about.
    pub(crate) fn condition(self, today: Date) -> Condition {
        use asset::Column as C;
        let soon = today.checked_add(hikeshi_inventory::SOON_DAYS.days()).unwrap_or(today);
        let (today, soon) = (today.to_string(), soon.to_string());
        match self {
            Self::Past => Condition::all().add(C::SupportEnds.lt(today)),
            Self::Soon => {
                Condition::all().add(C::SupportEnds.gte(today)).add(C::SupportEnds.lte(soon))
            }
            Self::Look => Condition::all()
                .add(C::SupportLook.eq(true))
                .add(Condition::any().add(C::SupportEnds.is_null()).add(C::SupportEnds.gt(soon))),
            Self::Ends => Condition::all().add(C::EndsOn.lte(soon)),
            Self::Exposed => Condition::all().add(C::Exposed.eq("yes")),
            Self::NoBackup => Condition::all().add(C::Backup.eq("no")),
        }
    }
}

/// By what a list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The number in the ledger, the newest first.
    #[default]
    Number,
    /// Name.
    Name,
    /// Who answers for it.
    Person,
    /// Department.
    Department,
    /// End of the maker's support, the first first.
    Support,
    /// End of contract, the first first.
    Ends,
}

impl Sort {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Number, Self::Name, Self::Person, Self::Department, Self::Support, Self::Ends];

    /// Its name in addresses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Name => "name",
            Self::Person => "person",
            Self::Department => "department",
            Self::Support => "support",
            Self::Ends => "ends",
        }
    }

    /// The order of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|one| one.name() == name).unwrap_or_default()
    }
}

/// The company's assets that fit.
pub(crate) fn chosen(scope: &CompanyScope, which: &Which, today: Date) -> Select<asset::Entity> {
    let mut query = asset::Entity::find().filter(asset::Column::CompanyId.eq(scope.company().0));
    query = match &which.state {
        Some(state) => query.filter(asset::Column::State.eq(state.as_str())),
        None => query.filter(asset::Column::State.ne("retired")),
    };
    if let Some(kind) = which.kind {
        query = query.filter(asset::Column::Kind.eq(kind.name()));
    }
    if let Some(warning) = which.warning {
        query = query.filter(warning.condition(today));
    }
    for word in searchable(&which.words).split_whitespace().take(8) {
        query = query.filter(asset::Column::Search.contains(word));
    }
    query
}

/// One page of a list, and how many there are on all pages.
///
/// # Errors
/// A problem of the database.
pub async fn list(
    tx: &Tx,
    scope: &CompanyScope,
    (which, sort, today): (&Which, Sort, Date),
    (offset, limit): (u64, u64),
) -> Result<(Vec<asset::Model>, u64), Problem> {
    use asset::Column as C;
    let query = chosen(scope, which, today);
    let count = query.clone().count(tx.conn()).await?;
    let last = |query: Select<asset::Entity>, column: C| {
        // Rows without a day come last on both databases.
        query.order_by(column.is_null(), Order::Asc).order_by_asc(column)
    };
    let query = match sort {
        Sort::Number => query,
        Sort::Name => query.order_by_asc(C::Name),
        Sort::Person => query.order_by_asc(C::Person),
        Sort::Department => query.order_by_asc(C::Department),
        Sort::Support => last(query, C::SupportEnds),
        Sort::Ends => last(query, C::EndsOn),
    };
    let query = query.order_by_desc(C::Number).offset(offset).limit(limit);
    Ok((query.all(tx.conn()).await?, count))
}

/// All assets that fit, by number.
///
/// # Errors
/// A problem of the database.
pub async fn all(
    tx: &Tx,
    scope: &CompanyScope,
    (which, today): (&Which, Date),
) -> Result<Vec<asset::Model>, Problem> {
    let query = chosen(scope, which, today).order_by_asc(asset::Column::Number);
    Ok(query.all(tx.conn()).await?)
}

/// An asset of the company.
///
/// # Errors
/// Not found; a problem of the database.
pub async fn find(tx: &Tx, scope: &CompanyScope, id: &str) -> Result<asset::Model, Problem> {
    let id: Uuid = id.parse().map_err(|_| Problem::not_found())?;
    asset::Entity::find_by_id(id)
        .filter(asset::Column::CompanyId.eq(scope.company().0))
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)
}

/// The words by which an asset is found; no secret among them.
pub(crate) fn search_of(number: i64, values: &Values, own: &OwnFields) -> String {
    let known = values.iter().filter(|(field, _)| !field.is_secret());
    let known = known.map(|(_, value)| value.as_str());
    let own = own.iter().map(|(_, value)| value.as_str());
    let all: Vec<&str> = known.chain(own).collect();
    searchable(&format!("{} {}", number_text(number), all.join(" ")))
}

/// The number of an asset as people see it.
#[must_use]
pub fn number_text(number: i64) -> String {
    format!("A-{number:04}")
}

/// The value of a field; empty if there is none.
pub(crate) fn value(values: &Values, field: Field) -> String {
    values.get(&field).cloned().unwrap_or_default()
}
