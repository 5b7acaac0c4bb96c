//! Sealing while a file is written.

use std::io::{self, Write};

use age::{Encryptor, Recipient, scrypt, secrecy::SecretString, stream::StreamWriter, x25519};

use crate::LockError;

/// The work of one guess at a passphrase, as a power of two: 256 MiB and about a second. It is the
/// figure of the age command; age's own choice grows with the machine, up to a gigabyte.
const WORK: u8 = 18;

/// How a file is sealed.
#[derive(Debug, Clone)]
pub enum Lock {
    /// Not at all: whoever has the file reads it.
    None,
    /// For the owners of these public keys.
    Keys(Vec<x25519::Recipient>),
    /// With a passphrase. Whether it is good enough is the caller's to judge.
    Passphrase(SecretString),
}

impl Lock {
    /// A lock for the owners of public keys, as they give them (`age1…`).
    ///
    /// # Errors
    /// [`LockError::NotAKey`] with the first that is none.
    pub fn to_keys<S: AsRef<str>>(texts: &[S]) -> Result<Self, LockError> {
        let key = |text: &str| {
            text.parse().map_err(|_| LockError::NotAKey(text.chars().take(80).collect()))
        };
        texts.iter().map(|text| key(text.as_ref().trim())).collect::<Result<_, _>>().map(Self::Keys)
    }

    /// Whether nobody else can read what is inside.
    #[must_use]
    pub const fn is_closed(&self) -> bool {
        !matches!(self, Self::None)
    }

    /// Begins to seal what is written into a file.
    ///
    /// # Errors
    /// Writing fails, or there is no key.
    pub fn around<W: Write>(&self, out: W) -> io::Result<Sealed<W>> {
        let passphrase = |text: &SecretString| {
            let mut recipient = scrypt::Recipient::new(text.clone());
            recipient.set_work_factor(WORK);
            recipient
        };
        let encryptor = match self {
            Self::None => return Ok(Sealed::Plain(out)),
            Self::Keys(keys) => {
                Encryptor::with_recipients(keys.iter().map(|key| key as &dyn Recipient))
            }
            Self::Passphrase(text) => {
                let recipient = passphrase(text);
                Encryptor::with_recipients(std::iter::once(&recipient as &dyn Recipient))
            }
        };
        Ok(Sealed::Age(encryptor.map_err(io::Error::other)?.wrap_output(out)?))
    }
}

/// Where the bytes go; [`Sealed::finish`] writes the end, without which nobody can open the file.
pub enum Sealed<W: Write> {
    /// As they are.
    Plain(W),
    /// Encrypted while they are written.
    Age(StreamWriter<W>),
}

impl<W: Write> Sealed<W> {
    /// Writes the end and hands back the file.
    ///
    /// # Errors
    /// Writing fails.
    pub fn finish(self) -> io::Result<W> {
        match self {
            Self::Plain(out) => Ok(out),
            Self::Age(out) => out.finish(),
        }
    }
}

impl<W: Write> Write for Sealed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(out) => out.write(bytes),
            Self::Age(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(out) => out.flush(),
            Self::Age(out) => out.flush(),
        }
    }
}
