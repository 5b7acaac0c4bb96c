//! Sealing a backup for a key or a passphrase, and opening it.

use std::{
    fs::File,
    io::{self, BufRead as _, BufReader, BufWriter, Read, Write},
    path::{Path, PathBuf},
};

use age::{
    DecryptError, Encryptor, Identity,
    secrecy::{ExposeSecret as _, SecretString},
    stream::StreamWriter,
};

use crate::SpareError;

const BUFFER: usize = 256 * 1024;
const SEALED: &[u8] = b"age-encryption.org/v1\n";

/// How a backup is sealed.
#[derive(Debug, Clone)]
pub enum Cover {
    /// Not at all: whoever has the file reads it.
    Open,
    /// For the owners of these public keys (`age1…`).
    Recipients(Vec<String>),
    /// With a passphrase.
    Passphrase(SecretString),
}

impl Cover {
    /// The passphrase in the first line of a file.
    ///
    /// # Errors
    /// The file cannot be read; it is shorter than eight characters.
    pub fn passphrase_of(file: &Path) -> Result<SecretString, SpareError> {
        let text = std::fs::read_to_string(file).map_err(SpareError::io("read", file))?;
        let line = text.lines().next().unwrap_or_default().trim();
        if line.chars().count() < 8 {
            let text = format!(
                "the first line of {} must be a passphrase of at least eight characters; several \
                 words are better",
                file.display()
            );
            return Err(SpareError::refused("passphrase", text));
        }
        Ok(SecretString::from(line.to_owned()))
    }

    /// Whether nobody else can read what is inside.
    #[must_use]
    pub const fn is_sealed(&self) -> bool {
        !matches!(self, Self::Open)
    }

    pub(super) fn around(&self, file: BufWriter<File>) -> Result<Sink, SpareError> {
        let failed = |error: &dyn std::fmt::Display| {
            SpareError::refused("recipient", format!("the backup cannot be sealed: {error}"))
        };
        let encryptor = match self {
            Self::Open => return Ok(Sink::Open(file)),
            Self::Passphrase(secret) => Encryptor::with_user_passphrase(secret.clone()),
            Self::Recipients(names) => {
                let mut recipients = Vec::new();
                for name in names {
                    let recipient: age::x25519::Recipient = name.parse().map_err(|_| {
                        failed(&format!("{name} is not a public key of age (age1…)"))
                    })?;
                    recipients.push(recipient);
                }
                Encryptor::with_recipients(recipients.iter().map(|r| r as &dyn age::Recipient))
                    .map_err(|error| failed(&error))?
            }
        };
        let sealed = encryptor.wrap_output(file).map_err(|error| failed(&error))?;
        Ok(Sink::Sealed(Box::new(sealed)))
    }
}

/// Where a backup is written to.
pub(super) enum Sink {
    Open(BufWriter<File>),
    Sealed(Box<StreamWriter<BufWriter<File>>>),
}

impl Sink {
    /// Ends the seal and hands back the file.
    pub(super) fn finish(self) -> io::Result<File> {
        let file = match self {
            Self::Open(file) => file,
            Self::Sealed(sealed) => sealed.finish()?,
        };
        file.into_inner().map_err(io::IntoInnerError::into_error)
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Open(file) => file.write(bytes),
            Self::Sealed(sealed) => sealed.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Open(file) => file.flush(),
            Self::Sealed(sealed) => sealed.flush(),
        }
    }
}

/// With what a sealed backup is opened.
#[derive(Debug, Clone, Default)]
pub struct Opened {
    /// A file with a secret key, as `age-keygen` writes it.
    pub identity: Option<PathBuf>,
    /// A file whose first line is the passphrase.
    pub passphrase_file: Option<PathBuf>,
}

/// Whether a path is a file and not a data folder.
#[must_use]
pub fn is_archive(path: &Path) -> bool {
    path.is_file()
}

impl Opened {
    /// The plain bytes of a backup.
    pub(super) fn read(&self, path: &Path) -> Result<Box<dyn Read>, SpareError> {
        let file = File::open(path).map_err(SpareError::io("open", path))?;
        let mut file = BufReader::with_capacity(BUFFER, file);
        let start = file.fill_buf().map_err(SpareError::io("read", path))?;
        if !start.starts_with(SEALED) {
            return Ok(Box::new(file));
        }
        let decryptor = age::Decryptor::new_buffered(file).map_err(|error| unopened(&error))?;
        let identity: Box<dyn Identity> = match (&self.identity, &self.passphrase_file) {
            (_, Some(file)) => Box::new(age::scrypt::Identity::new(Cover::passphrase_of(file)?)),
            (Some(file), None) => Box::new(secret_key(file)?),
            (None, None) => {
                return Err(SpareError::refused(
                    "sealed",
                    "the backup is sealed: name the secret key with --identity FILE or the \
                     passphrase with --passphrase-file FILE",
                ));
            }
        };
        let plain = decryptor.decrypt(std::iter::once(&*identity)).map_err(|e| unopened(&e))?;
        Ok(Box::new(plain))
    }
}

fn unopened(error: &DecryptError) -> SpareError {
    let text = match error {
        DecryptError::NoMatchingKeys | DecryptError::DecryptionFailed => {
            "the backup cannot be opened with this key or passphrase".to_owned()
        }
        other => format!("the beginning of the backup is damaged ({other})"),
    };
    SpareError::refused("sealed", text)
}

fn secret_key(file: &Path) -> Result<age::x25519::Identity, SpareError> {
    let text = std::fs::read_to_string(file).map_err(SpareError::io("read", file))?;
    let text = SecretString::from(text);
    let mut lines = text.expose_secret().lines().map(str::trim);
    lines
        .find(|line| line.starts_with("AGE-SECRET-KEY-1"))
        .and_then(|line| line.parse().ok())
        .ok_or_else(|| {
            let text = format!("{} holds no secret key of age", file.display());
            SpareError::refused("identity", text)
        })
}
