//! The rows of this slice that pages read.

/// What was taken back from a spare, once.
pub mod merge {
    use sea_orm::entity::prelude::*;

    /// What was taken back from a spare, once.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "spare_merge")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub company_id: Uuid,
        pub spare_id: Uuid,
        pub at: i64,
        /// When the spare was made.
        pub copied_at: i64,
        /// How many entries its log had.
        pub spare_log_size: i64,
        /// The signed state of its log.
        pub spare_checkpoint: String,
        /// Over all rows that came in.
        pub rows_sha256: String,
        /// The counts of [`crate::Merged`].
        pub counts_json: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Something of a merge that a person should see.
pub mod item {
    use sea_orm::entity::prelude::*;

    /// Something of a merge that a person should see.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "spare_merge_item")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub company_id: Uuid,
        pub merge_id: Uuid,
        /// `conflict`, `renumbered`, `both-lines` or `not-taken`.
        pub kind: String,
        pub table_name: String,
        pub row_key: String,
        pub incident_id: Option<Uuid>,
        /// What it is about.
        pub subject: String,
        /// The columns concerned.
        pub fields_json: String,
        pub main_json: String,
        pub spare_json: String,
        /// `main`, `spare`, or empty while nobody chose.
        pub chosen: String,
        pub chosen_at: Option<i64>,
        pub chosen_by: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
