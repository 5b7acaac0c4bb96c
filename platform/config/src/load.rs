//! Reading the settings.

use std::path::{Path, PathBuf};

use toml::{Table, Value};

use crate::Config;

/// Why the settings could not be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file is there but cannot be read.
    #[error("cannot read the settings file {file}: {cause}")]
    Read {
        /// The file.
        file: PathBuf,
        /// The system's words.
        cause: std::io::Error,
    },
    /// The file is not TOML, or a value has the wrong type.
    #[error("the settings are wrong: {0}")]
    Wrong(String),
    /// A key that does not exist.
    #[error("there is no setting {key:?}{hint}")]
    UnknownKey {
        /// What was written.
        key: String,
        /// `; did you mean …?` or nothing.
        hint: String,
    },
}

/// Reads `file` (a missing file means defaults) and applies `environment`,
/// pairs of variable name and value of which those with `HIKESHI_X__Y` count.
///
/// # Errors
/// [`ConfigError`].
pub fn load(
    file: &Path,
    environment: impl IntoIterator<Item = (String, String)>,
) -> Result<Config, ConfigError> {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(cause) => return Err(ConfigError::Read { file: file.to_owned(), cause }),
    };
    let mut table: Table = text.parse().map_err(|e| ConfigError::Wrong(format!("{e}")))?;
    check_keys(&table)?;
    for (name, value) in environment {
        if let Some((section, key)) = setting_of(&name) {
            override_one(&mut table, &section, &key, value);
        }
    }
    check_keys(&table)?;
    let named = table.get("server").and_then(|server| server.get("public_url")).is_some();
    let mut config: Config = table.try_into().map_err(|e| ConfigError::Wrong(format!("{e}")))?;
    if !named {
        config.server.public_url = url_of(&config.server.listen);
    }
    Ok(config)
}

/// The address of pages that are served at `listen`; all interfaces are reached by this machine's own.
fn url_of(listen: &str) -> String {
    let (host, port) = listen.rsplit_once(':').unwrap_or((listen, ""));
    let host = if ["", "0.0.0.0", "[::]"].contains(&host) { "127.0.0.1" } else { host };
    match port {
        "" => format!("http://{host}"),
        port => format!("http://{host}:{port}"),
    }
}

/// The first line of a file that holds a secret.
///
/// # Errors
/// [`ConfigError::Read`].
pub fn read_secret(file: &Path) -> Result<String, ConfigError> {
    let text = std::fs::read_to_string(file)
        .map_err(|cause| ConfigError::Read { file: file.to_owned(), cause })?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

fn setting_of(variable: &str) -> Option<(String, String)> {
    let (section, key) = variable.strip_prefix("HIKESHI_")?.split_once("__")?;
    Some((section.to_lowercase(), key.to_lowercase()))
}

/// Sets a value with the type that the default has.
fn override_one(table: &mut Table, section: &str, key: &str, value: String) {
    let defaults = Table::try_from(Config::default()).unwrap_or_default();
    let typed = match defaults.get(section).and_then(|s| s.get(key)) {
        Some(Value::Integer(_)) => value.parse().map_or(Value::String(value), Value::Integer),
        Some(Value::Array(_)) => Value::Array(
            value.split(',').map(|part| Value::String(part.trim().to_owned())).collect(),
        ),
        _ => Value::String(value),
    };
    let section = table.entry(section.to_owned()).or_insert_with(|| Value::Table(Table::new()));
    if let Value::Table(section) = section {
        section.insert(key.to_owned(), typed);
    }
}

fn check_keys(table: &Table) -> Result<(), ConfigError> {
    let known = Table::try_from(full()).unwrap_or_default();
    check_below("", table, &known)
}

/// Every key of `table` stands in `known` too, also inside tables and lists of tables.
fn check_below(place: &str, table: &Table, known: &Table) -> Result<(), ConfigError> {
    for (key, value) in table {
        let name = format!("{place}{key}");
        let Some(known_value) = known.get(key) else { return Err(unknown(&name, known.keys())) };
        let known_inner = match known_value {
            Value::Array(items) => items.first().and_then(Value::as_table),
            one => one.as_table(),
        };
        let Some(known_inner) = known_inner else { continue };
        let inner = match value {
            Value::Array(many) => many.as_slice(),
            one => std::slice::from_ref(one),
        };
        for table in inner.iter().filter_map(Value::as_table) {
            check_below(&format!("{name}."), table, known_inner)?;
        }
    }
    Ok(())
}

/// The defaults with every optional key present, as the list of known keys.
fn full() -> Config {
    let mut config = Config::default();
    config.database.password_file = Some(PathBuf::new());
    config.mail.password_file = Some(PathBuf::new());
    config.content.folder = Some(PathBuf::new());
    config.log.monitor_token_file = Some(PathBuf::new());
    config.log.timestamp.ca_file = Some(PathBuf::new());
    config.log.peers = vec![crate::Peer::default()];
    config
}

fn unknown<'a>(key: &str, known: impl Iterator<Item = &'a String>) -> ConfigError {
    let last = key.rsplit('.').next().unwrap_or(key);
    let nearest = known.min_by_key(|name| strsim::levenshtein(name, last));
    let hint = match nearest {
        Some(name) if strsim::levenshtein(name, last) <= 3 => format!("; did you mean {name:?}?"),
        _ => String::new(),
    };
    ConfigError::UnknownKey { key: key.to_owned(), hint }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load_text(text: &str, environment: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let folder = std::env::temp_dir().join(format!("hikeshi-config-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join(format!("{}.toml", text.len()));
        std::fs::write(&file, text).unwrap();
        load(&file, environment.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())))
    }

    #[test]
    fn the_sample_with_all_lines_active_gives_the_known_keys_only() {
        let active = crate::SAMPLE.replace("\n#", "\n");
        let active: String = active
            .lines()
            .filter(|line| line.contains(" = ") || line.starts_with('['))
            .map(|line| format!("{line}\n"))
            .collect();
        let config = load_text(&active, &[]).unwrap();
        assert_eq!(config.limits.upload_mib, 2048);
    }

    #[test]
    fn links_begin_with_the_address_that_is_listened_on_unless_another_is_set() {
        let url = |text: &str, environment: &[(&str, &str)]| -> String {
            load_text(text, environment).unwrap().server.public_url
        };
        assert_eq!(url("", &[]), "http://127.0.0.1:8080");
        assert_eq!(url("[server]\nlisten = \"0.0.0.0:9090\"", &[]), "http://127.0.0.1:9090");
        let listen = ("HIKESHI_SERVER__LISTEN", "[::1]:81");
        assert_eq!(url("#", &[listen]), "http://[::1]:81");
        let set = ("HIKESHI_SERVER__PUBLIC_URL", "https://hikeshi.example");
        assert_eq!(url("##", &[listen, set]), "https://hikeshi.example");
    }

    #[test]
    fn a_misspelt_key_is_refused_with_the_right_one() {
        let error = load_text("[server]\nlisten_on = \"x\"\nlissten = \"y\"", &[]).unwrap_err();
        assert!(error.to_string().contains("there is no setting"));
        let error = load_text("[mail]\nhots = \"x\"", &[]).unwrap_err();
        assert_eq!(error.to_string(), "there is no setting \"mail.hots\"; did you mean \"host\"?");
    }

    #[test]
    fn several_peers_are_read_and_a_misspelt_key_inside_one_is_named() {
        let peer = "[[log.peers]]\nname = \"A\"\nkey = \"k\"\n";
        let config = load_text(&format!("{peer}{peer}url = \"https://a.example/log\"\n"), &[]);
        assert_eq!(config.unwrap().log.peers[1].url, "https://a.example/log");
        let error = load_text(&format!("{peer}ulr = \"x\"\n"), &[]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "there is no setting \"log.peers.ulr\"; did you mean \"url\"?"
        );
    }

    #[test]
    fn the_environment_wins_and_keeps_the_type() {
        let config = load_text(
            "[mail]\nport = 25",
            &[("HIKESHI_MAIL__PORT", "465"), ("HIKESHI_SERVER__LISTEN", "[::1]:1"), ("PATH", "x")],
        )
        .unwrap();
        assert_eq!((config.mail.port, config.server.listen.as_str()), (465, "[::1]:1"));
    }
}
