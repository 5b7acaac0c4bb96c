//! Long binary data, encrypted at rest, in a plain folder.
//!
//! Each file is an ordinary [age](https://age-encryption.org/v1) file, so the data can be read
//! with the independent `age` program and the keys even when this program is lost. Every tenant
//! has its own key ([`TenantKey`]); the caller stores it in the database, wrapped to the
//! installation's [`MasterKey`]. Deleting the wrapped key makes all data of that tenant
//! unreadable, in every backup too.
//!
//! Blobs never change: an id is written once, read often and deleted once. The age format proves
//! that a file is whole and made for the key, not that it is the *right* file; callers keep the
//! [`Stored`] hashes beside the id and compare them with [`BlobStore::verify`].

mod error;
mod hashes;
mod key_file;
mod keys;
mod reader;
mod store;
mod writer;

pub use error::{BlobError, KeyError};
pub use hashes::Stored;
pub use keys::{MasterKey, TenantKey};
pub use reader::{BlobReader, BlobStream};
pub use store::BlobStore;
