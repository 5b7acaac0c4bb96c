//! The tables of the money page. The file in `migrations/` describes each column.

use hikeshi_db::Migration;

/// The schema of this slice.
pub const MIGRATIONS: &[Migration] = &[Migration {
    slice: "money",
    version: 1,
    name: "figures, groups of persons, insurances",
    sql: include_str!("../migrations/0001_money.sql"),
    fenced: &["money_figures", "money_group", "money_policy"],
}];
