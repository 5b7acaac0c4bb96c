//! Files, keys of the registry, mutexes, and what programs call themselves.

use super::{
    pattern::pattern,
    scan::{Is, Scan, plain},
};
use crate::Kind;

/// Endings of the names of files that attacks use, one a line.
const ENDINGS: &str = include_str!("../../data/file-endings.txt");

/// More bytes has no name that somebody shares.
const LONGEST: usize = 1_000;

pattern!(
    USER_AGENT = r#"(?x)
    (?:Mozilla/[0-9]\.[0-9]\ \([^)\r\n]+\)[^"'\r\n\t|<>\x00\u{3000}-\u{9FFF}]*
    |\b(?:curl|Wget|wget|python-requests|Python-urllib|aiohttp|Go-http-client|okhttp|PostmanRuntime|libwww-perl|Java|Ruby|axios|WinHTTP|Microsoft\ BITS|BITS|masscan|zgrab|sqlmap|Nmap)/[0-9][0-9A-Za-z.]*)"#
);
pattern!(LABELLED_AGENT = r#"(?i)user-?agent["']?\s?[:=]\s?["']?(?P<v>[^"'\r\n\x00]+)"#);
pattern!(
    REGISTRY = r#"(?i)\b(?:HKEY_(?:LOCAL_MACHINE|CURRENT_USER|CLASSES_ROOT|USERS|CURRENT_CONFIG)|HKLM|HKCU|HKCR|HKU|HKCC):?(?:\\[^\\\r\n"'<>|:*?\x00\u{3001}\u{3002}]+)*\\[A-Za-z0-9_.{}$()-]+"#
);
pattern!(
    WINDOWS_PATH = r#"(?i)(?:\b[a-z]:|%[a-z_()0-9]{3,30}%|\\\\[a-z0-9._-]{1,60})\\(?:[^\\/:*?"<>|\r\n\x00]+\\)*[^\\/:*?"<>|\r\n\x00]+"#
);
pattern!(
    UNIX_PATH = r#"(?m)(?:^|[\s"'(=:,\u{3000}-\u{30FF}\u{4E00}-\u{9FFF}\x00])(?P<v>/(?:etc|tmp|var|usr|home|opt|bin|sbin|root|dev|mnt|srv|lib|lib64|proc|run|boot|Users|Library|Applications|private|System|volume[0-9]|share|data)(?:/[A-Za-z0-9_.+@~%-]+)+/?)"#
);
pattern!(FILE_NAME = r"[\p{L}\p{N}\p{M}_@~+-][\p{L}\p{N}\p{M}_.@~+\u{E000}-]*\.[A-Za-z0-9]{1,8}");
pattern!(
    MUTEX = r#"(?i)\bmutex(?:es|name)?["']?(?:\s?(?:name|named|object))?\s?[:=]\s?["']?(?P<v>[^\s"',;\x00]+)"#
);
pattern!(GLOBAL = r"\b(?:Global|Local|BaseNamedObjects)\\[A-Za-z0-9_.{}$-]{3,100}");

/// Whether a name with this ending is a file.
pub(super) fn is_file_ending(ending: &str) -> bool {
    let ending = ending.to_ascii_lowercase();
    ENDINGS.lines().any(|line| line == ending)
}

/// Takes out what programs call themselves.
pub(super) fn user_agents(scan: &mut Scan) {
    let agent = |text: &str| {
        let text = text.trim_end_matches([' ', ',', ';', '.', '\\', ']', '`']);
        let length = text.len();
        match length {
            4..=LONGEST => Is::Trace(Kind::UserAgent, plain(text), length),
            _ => Is::Other,
        }
    };
    scan.each(&LABELLED_AGENT, |piece| agent(piece.text));
    scan.each(&USER_AGENT, |piece| agent(piece.text));
}

/// Takes out keys of the registry, with the long name of their root.
pub(super) fn registry_keys(scan: &mut Scan) {
    scan.each(&REGISTRY, |piece| {
        let text = piece.text.trim_end_matches([' ', '.', ',', ';', ')', '\\']);
        let Some((root, rest)) = text.split_once('\\') else { return Is::Other };
        let root = match root.trim_end_matches(':').to_ascii_uppercase().as_str() {
            "HKLM" => "HKEY_LOCAL_MACHINE".to_owned(),
            "HKCU" => "HKEY_CURRENT_USER".to_owned(),
            "HKCR" => "HKEY_CLASSES_ROOT".to_owned(),
            "HKU" => "HKEY_USERS".to_owned(),
            "HKCC" => "HKEY_CURRENT_CONFIG".to_owned(),
            long => long.to_owned(),
        };
        Is::Trace(Kind::RegistryKey, format!("{root}\\{rest}"), text.len())
    });
}

/// Takes out paths of files.
pub(super) fn file_paths(scan: &mut Scan) {
    scan.each(&WINDOWS_PATH, |piece| {
        let end = last_part_end(piece.text);
        let text = piece.text[..end].trim_end_matches([' ', '.', ',', ';', ')', '\\', ']']);
        if !(4..=LONGEST).contains(&text.len())
            || piece.before.ends_with(|c: char| c.is_ascii_alphanumeric())
        {
            return Is::Other;
        }
        Is::Trace(Kind::FilePath, plain(text), text.len())
    });
    scan.each(&UNIX_PATH, |piece| {
        let text = piece.text.trim_end_matches(['.', ',', ';', '/']);
        Is::Trace(Kind::FilePath, plain(text), text.len())
    });
}

/// Where the last part of a Windows path ends: behind an ending that is one of a file, or where its
/// first word ends. Prose may follow, with or without a space.
fn last_part_end(path: &str) -> usize {
    let start = path.rfind('\\').map_or(0, |at| at + 1);
    let last = &path[start..];
    for (dot, _) in last.match_indices('.') {
        let ending: String =
            last[dot + 1..].chars().take_while(char::is_ascii_alphanumeric).collect();
        if is_file_ending(&ending) && !last[..dot].contains([',', ';', '\u{3001}', '\u{3002}']) {
            return start + dot + 1 + ending.len();
        }
    }
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, ',' | ';');
    start + last.find(|c| !plain(c)).unwrap_or(last.len())
}

/// Takes out names of files.
pub(super) fn file_names(scan: &mut Scan) {
    scan.each(&FILE_NAME, |piece| {
        let name = plain(piece.text);
        let Some((stem, ending)) = name.rsplit_once('.') else { return Is::Other };
        if !is_file_ending(ending) || stem.is_empty() || name.len() > LONGEST {
            return Is::Other;
        }
        Is::Trace(Kind::FileName, name.clone(), piece.text.len())
    });
}

/// Takes out mutexes.
pub(super) fn mutexes(scan: &mut Scan) {
    for pattern in [&*MUTEX, &*GLOBAL] {
        scan.each(pattern, |piece| {
            let text = piece.text.trim_end_matches(['.', ')', ']']);
            if !(4..=LONGEST).contains(&text.len()) {
                return Is::Other;
            }
            Is::Trace(Kind::Mutex, plain(text), text.len())
        });
    }
}
