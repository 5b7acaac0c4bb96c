//! Opening a sealed file while it is read.

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use age::{Decryptor, Identity, scrypt, secrecy::SecretString, stream::StreamReader, x25519};

use crate::{HEAD, LockError};

const BUFFER: usize = 256 * 1024;

/// A file that asks for more work than this wants to wear the machine down: 1 GiB for one look.
const MOST_WORK: u8 = 20;

/// What opens a file.
#[derive(Clone, Default)]
pub struct Unlock {
    identities: Vec<x25519::Identity>,
    passphrase: Option<SecretString>,
}

impl Unlock {
    /// With a passphrase; with none where it is empty.
    #[must_use]
    pub fn with_passphrase(text: &str) -> Self {
        let passphrase = Some(text).filter(|text| !text.is_empty());
        Self { identities: Vec::new(), passphrase: passphrase.map(|text| text.to_owned().into()) }
    }

    /// With the secret keys of a file as `age-keygen` writes it.
    ///
    /// # Errors
    /// [`LockError::NotAnIdentity`].
    pub fn with_identities(text: &str) -> Result<Self, LockError> {
        let lines =
            text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let identities: Vec<x25519::Identity> = lines
            .map(|line| line.parse().map_err(|_| LockError::NotAnIdentity))
            .collect::<Result<_, _>>()?;
        match identities.is_empty() {
            true => Err(LockError::NotAnIdentity),
            false => Ok(Self { identities, passphrase: None }),
        }
    }

    /// The plain bytes of a file, sealed or not.
    ///
    /// # Errors
    /// [`LockError`].
    pub fn open<R: Read + Seek>(&self, mut file: R) -> Result<Opened<R>, LockError> {
        if !is_locked(&mut file)? {
            return Ok(Opened::Plain(file));
        }
        let decryptor = Decryptor::new_buffered(BufReader::with_capacity(BUFFER, file))?;
        let scrypt = self.passphrase.clone().map(|text| {
            let mut identity = scrypt::Identity::new(text);
            identity.set_max_work_factor(MOST_WORK);
            identity
        });
        let keys = self.identities.iter().map(|key| key as &dyn Identity);
        let all: Vec<&dyn Identity> =
            keys.chain(scrypt.iter().map(|key| key as &dyn Identity)).collect();
        if all.is_empty() {
            return Err(LockError::Locked);
        }
        Ok(Opened::Age(decryptor.decrypt(all.into_iter())?))
    }
}

/// Whether a file is sealed with age; it stands at its beginning afterwards.
///
/// # Errors
/// Reading fails.
pub fn is_locked<R: Read + Seek>(file: &mut R) -> io::Result<bool> {
    file.rewind()?;
    let mut head = Vec::new();
    file.by_ref().take(HEAD.len() as u64).read_to_end(&mut head)?;
    file.rewind()?;
    Ok(head == HEAD)
}

/// The plain bytes of a file.
pub enum Opened<R: Read> {
    /// It was not sealed.
    Plain(R),
    /// Decrypted while it is read.
    Age(StreamReader<BufReader<R>>),
}

impl<R: Read> Read for Opened<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(file) => file.read(into),
            Self::Age(file) => file.read(into),
        }
    }
}

impl<R: Read + Seek> Seek for Opened<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Self::Plain(file) => file.seek(to),
            Self::Age(file) => file.seek(to),
        }
    }
}
